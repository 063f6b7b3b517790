"""Drives the real app on both platforms: people with phones, real webhooks, real HTTP, one clock."""

import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any, Protocol

import aiohttp
from starlette.applications import Starlette
from yarl import URL

from bot.clock import MovableClock
from bot.demo.telegram.chats import Bubble
from bot.demo.town import Town
from tests.demo.serving import serving


@dataclass(frozen=True)
class Seen:
    """A message as its reader sees it: words, and what can be tapped."""

    id: str
    mine: bool
    text: str
    buttons: tuple[str, ...]


class Phone(Protocol):
    """One person's phone on one platform; each deed returns when everything that it caused has arrived."""

    name: str

    async def arrive(self, code: str = "") -> None: ...
    async def type(self, text: str) -> None: ...
    async def tap(self, label: str) -> None: ...
    async def photo(self, data: bytes) -> None: ...
    async def album(self, photos: Sequence[bytes]) -> None: ...
    async def file(self, name: str, data: bytes) -> None: ...
    async def unsend(self) -> None: ...
    async def block(self) -> None: ...
    def seen(self) -> list[Seen]: ...
    async def opened(self) -> bytes: ...
    async def pictured(self, what: str = ...) -> bytes: ...


def heard_by(phone: Phone, since: int = 0) -> list[Seen]:
    """What the bot said there."""
    return [seen for seen in phone.seen()[since:] if not seen.mine]


def last(phone: Phone) -> Seen:
    """The newest words of the bot."""
    return heard_by(phone)[-1]


def said(phone: Phone) -> str:
    """All that the bot said since the person's own last deed, in one text."""
    words: list[str] = []
    for seen in reversed(phone.seen()):
        if seen.mine:
            break
        words.append(seen.text)
    return "\n".join(reversed(words))


def buttons(phone: Phone) -> list[str]:
    """What can be tapped in the newest messages since the person's own last deed."""
    labels: list[str] = []
    for seen in reversed(phone.seen()):
        if seen.mine:
            break
        labels.extend(seen.buttons)
    return labels


class LinePhone:
    """LINE on a phone."""

    platform = "line"

    def __init__(self, town: Town, number: int, name: str) -> None:
        self._town, self.name = town, name
        self.id = "U" + f"{number:032x}"
        town.line.add_person(self.id, name)

    async def arrive(self, code: str = "") -> None:
        await self._town.line.follow(self.id)
        await self._town.settle()
        if code:
            await self.type(code)

    async def type(self, text: str) -> None:
        await self._town.line.say(self.id, text)
        await self._town.settle()

    async def tap(self, label: str) -> None:
        message, action = self._find(label)
        await self._town.line.press(self.id, message, action)
        await self._town.settle()

    async def photo(self, data: bytes) -> None:
        await self._town.line.photo(self.id, data)
        await self._town.settle()

    async def album(self, photos: Sequence[bytes]) -> None:
        """Chosen together, and sent before anybody has looked at one of them."""
        await self._town.line.album(self.id, photos)
        await self._town.settle()

    async def file(self, name: str, data: bytes) -> None:
        await self._town.line.file(self.id, name, data)
        await self._town.settle()

    async def unsend(self) -> None:
        mine = next(each.id for each in reversed(self._town.line.messages(self.id)) if each.by != "bot")
        await self._town.line.unsend(self.id, mine)
        await self._town.settle()

    async def block(self) -> None:
        await self._town.line.block(self.id)
        await self._town.settle()

    def seen(self) -> list[Seen]:
        return [
            Seen(each.id, each.by != "bot", _line_text(each.message), tuple(a["label"] for a in _line_actions(each)))
            for each in self._town.line.messages(self.id)
        ]

    async def opened(self) -> bytes:
        """The newest file: what its address shows."""
        shown = [action for each in self._town.line.messages(self.id) for action in _line_actions(each)]
        return await self._at([action["uri"] for action in shown if "uri" in action][-1])

    async def pictured(self, what: str = "previewImageUrl") -> bytes:
        """The newest picture, as the chat shows it."""
        messages = [each.message for each in self._town.line.messages(self.id)]
        return await self._at([message[what] for message in messages if what in message][-1])

    async def status(self) -> int:
        """What the address of the newest file answers now."""
        shown = [action for each in self._town.line.messages(self.id) for action in _line_actions(each)]
        path = URL([action["uri"] for action in shown if "uri" in action][-1]).path
        async with aiohttp.ClientSession(self._town.base_url) as session, session.get(path) as answer:
            return answer.status

    async def _at(self, address: str) -> bytes:
        path = URL(address).path
        async with aiohttp.ClientSession(self._town.base_url) as session, session.get(path) as answer:
            assert answer.status == 200
            return await answer.read()

    def _find(self, label: str) -> tuple[str, dict[str, Any]]:
        for each in reversed(self._town.line.messages(self.id)):
            for action in _line_actions(each):
                if action["label"] == label:
                    return each.id, action
        raise AssertionError(f"{self.name} sees no button {label!r}: {buttons(self)}")


def _line_actions(shown: Any) -> list[dict[str, Any]]:
    """Every labelled action that is on the screen: in the message, and quick replies that have not vanished."""
    message = shown.message
    actions = list(_walk_actions({key: value for key, value in message.items() if key != "quickReply"}))
    return [action for action in [*actions, *(item["action"] for item in shown.buttons)] if action.get("label")]


def _walk_actions(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [action for each in node for action in _walk_actions(each)]
    if not isinstance(node, dict):
        return []
    own = [node["action"]] if isinstance(node.get("action"), dict) else []
    return own + [action for key, each in node.items() if key != "action" for action in _walk_actions(each)]


def _line_text(message: dict[str, Any]) -> str:
    if message["type"] == "text":
        return message["text"]
    if message["type"] == "flex":
        return "\n".join(_walk_texts(message["contents"]))
    return f"[{message['type']}]"


def _walk_texts(node: Any) -> list[str]:
    if isinstance(node, list):
        return [text for each in node for text in _walk_texts(each)]
    if not isinstance(node, dict):
        return []
    if node.get("type") == "text":
        return [node.get("text") or "".join(span["text"] for span in node.get("contents", []))]
    return [text for key, each in node.items() if key != "action" for text in _walk_texts(each)]


class TelegramPhone:
    """Telegram on a phone."""

    platform = "telegram"

    def __init__(self, town: Town, number: int, name: str) -> None:
        self._town, self.name = town, name
        self.id = 5_000_000 + number
        town.telegram.add_person(self.id, name)

    async def arrive(self, code: str = "") -> None:
        await self._town.telegram.start(self.id, code)
        await self._town.settle()

    async def type(self, text: str) -> None:
        await self._town.telegram.say(self.id, text)
        await self._town.settle()

    async def tap(self, label: str) -> None:
        for bubble in reversed(self._bubbles()):
            for button in (button for line in bubble.keyboard for button in line):
                if button["text"] == label or re.sub(r"^.*: ", "", button["text"]) == label:
                    await self._town.telegram.press(self.id, bubble.message_id, button["text"])
                    await self._town.settle()
                    return
        raise AssertionError(f"{self.name} sees no button {label!r}: {buttons(self)}")

    async def photo(self, data: bytes) -> None:
        await self._town.telegram.photo(self.id, data)
        await self._town.settle()

    async def album(self, photos: Sequence[bytes]) -> None:
        """Nobody says how many there are: the answer waits for a moment."""
        group = token_hex(8)
        for data in photos:
            await self._town.telegram.photo(self.id, data, media_group=group)
        await self._town.settle()
        await self._town.play_to(self._town.clock.now() + timedelta(seconds=3))

    async def file(self, name: str, data: bytes) -> None:
        await self._town.telegram.document(self.id, name, data, "application/octet-stream")
        await self._town.settle()

    async def unsend(self) -> None:
        """A bot hears of no unsend on Telegram."""

    async def block(self) -> None:
        await self._town.telegram.block(self.id)
        await self._town.settle()

    def seen(self) -> list[Seen]:
        return [
            Seen(
                str(bubble.message_id),
                not bubble.by_bot,
                bubble.text or f"[{'photo' if 'photo' in bubble.body else 'document'}]",
                tuple(button["text"] for line in bubble.keyboard for button in line),
            )
            for bubble in self._bubbles()
        ]

    async def opened(self) -> bytes:
        """The newest file."""
        documents = [bubble.body["document"] for bubble in self._bubbles() if "document" in bubble.body]
        return self._town.telegram.file(documents[-1]["file_id"]).content

    async def pictured(self, what: str = "photo") -> bytes:
        """The newest picture, as the chat shows it."""
        photos = [bubble.body[what] for bubble in self._bubbles() if what in bubble.body]
        return self._town.telegram.file(photos[-1][-1]["file_id"]).content

    def _bubbles(self) -> list[Bubble]:
        return list(self._town.telegram.chat(self.id).bubbles.values())


@asynccontextmanager
async def living(
    clock: MovableClock, folder: Path, database_url: str, *, polling: bool = False
) -> AsyncGenerator[Town]:
    """A town on a free port, the product's database migrated before; `polling` is how Telegram is heard."""
    front = Starlette()
    async with serving(front) as base_url:
        town = Town(clock, base_url, folder, database_url=database_url, strict=False, polling=polling)
        front.router.routes.extend(town.app.router.routes)
        async with town:
            yield town
