"""What people do with their phones: each deed is done at the stand-in, whose webhook tells the product."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot.demo.line.pressing import NotShown
from bot.demo.line.service import LineService
from bot.demo.telegram.refusals import Refused
from bot.demo.telegram.service import TelegramService
from bot.demo.town import Town
from bot.demo.world import LINE

Json = dict[str, Any]
OFFICE = (13.7563, 100.5018)
"""Where the place is that a phone of the demo can send: latitude and longitude of Bangkok."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A file that somebody sends."""

    name: str
    media_type: str
    data: bytes


async def do(town: Town, platform: str, address: str, deed: str, values: Json) -> None:
    """Do it; returns when its webhook was delivered once. Raise KeyError for what nobody can do, and for nobody;
    ValueError or Refused for what this phone or platform does not allow now. A tap on what is gone does nothing."""
    with suppress(NotShown, IndexError):
        if platform == LINE:
            await _LINE[deed](town.line, address, values)
        else:
            await _TELEGRAM[deed](town.telegram, int(address), values)


async def send(town: Town, platform: str, address: str, sent: Sent) -> None:
    """Send a picture as a photo; anything else, and what only calls itself a picture, as a file. Errors as of `do`."""
    picture = sent.media_type in ("image/jpeg", "image/png")
    if platform == LINE and picture:
        await town.line.photo(address, sent.data, media_type=sent.media_type)
    elif platform == LINE:
        await town.line.file(address, sent.name, sent.data, sent.media_type)
    else:
        if picture:
            with suppress(Refused):
                await town.telegram.photo(int(address), sent.data)
                return
        await town.telegram.document(int(address), sent.name, sent.data, sent.media_type)


async def _line_join(line: LineService, address: str, values: Json) -> None:
    """Add the bot as a friend and type the code that the phone holds."""
    if not line.people[address].friend:
        await line.follow(address)
    await line.say(address, values["code"])


_LINE: Mapping[str, Callable[[LineService, str, Json], Awaitable[object]]] = {
    "say": lambda line, address, values: line.say(address, values["text"], values.get("quoted")),
    "press": lambda line, address, values: line.press(
        address, values["message"], values["action"], values.get("picked")
    ),
    "place": lambda line, address, values: line.location(address, *OFFICE, title=values["title"]),
    "unsend": lambda line, address, values: line.unsend(address, values["message"]),
    "start": lambda line, address, _: line.follow(address),
    "join": _line_join,
    "block": lambda line, address, _: line.block(address),
    "unblock": lambda line, address, _: line.unblock(address),
}

_TELEGRAM: Mapping[str, Callable[[TelegramService, int, Json], Awaitable[object]]] = {
    "say": lambda telegram, user, values: telegram.say(user, values["text"], values.get("quoted")),
    "press": lambda telegram, user, values: telegram.press_at(
        user, int(values["message"]), int(values["row"]), int(values["column"])
    ),
    "start": lambda telegram, user, _: telegram.start(user),
    "join": lambda telegram, user, values: telegram.start(user, values["code"]),
    "block": lambda telegram, user, _: telegram.block(user),
    "unblock": lambda telegram, user, _: telegram.unblock(user),
}
