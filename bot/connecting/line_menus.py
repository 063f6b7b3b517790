"""The menus as LINE takes them. A menu's name holds a hash of all that it is: another one is another menu."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

from messages.documents.line_menu import HEIGHT, WIDTH, Area, LineMenu, line_menu, other
from messages.texts import LANGUAGES, Texts

NAMES = {"th": "connecting.thai", "en": "connecting.english"}


@dataclass(frozen=True)
class Wanted:
    """A menu that is to be there, and the name by which the other one leads to it."""

    language: str
    name: str
    alias: str
    body: dict[str, Any]
    picture: bytes

    @property
    def language_name(self) -> str:
        return NAMES[self.language]


def wanted_menus(texts: Texts) -> tuple[Wanted, ...]:
    """One for each language. Raises Undrawn."""
    return tuple(_wanted(line_menu(texts, language)) for language in LANGUAGES)


def alias_of(language: str) -> str:
    """Never changes: menus that people see lead to it."""
    return f"thanwela-{language}"


def _wanted(menu: LineMenu) -> Wanted:
    body = {
        "size": {"width": WIDTH, "height": HEIGHT},
        "selected": True,
        "chatBarText": menu.bar,
        "areas": list(_areas(menu)),
    }
    mark = sha256(msgspec.json.encode(body, order="sorted") + menu.picture).hexdigest()[:16]
    name = f"thanwela {menu.language} {mark}"
    return Wanted(menu.language, name, alias_of(menu.language), {**body, "name": name}, menu.picture)


def _areas(menu: LineMenu) -> Iterator[dict[str, Any]]:
    for area in menu.areas:
        bounds = {"x": area.x, "y": area.y, "width": area.width, "height": area.height}
        yield {"bounds": bounds, "action": _action(menu, area)}


def _action(menu: LineMenu, area: Area) -> dict[str, str]:
    """The word, as if typed; for the language the menu changes at once, and the chat with it."""
    if area.command != "language":
        return {"type": "message", "label": area.word, "text": area.word}
    towards = other(menu.language)
    return {"type": "richmenuswitch", "richMenuAliasId": alias_of(towards), "data": f">{area.word} {towards}"}
