"""Telegram's groups: which words are meant for us, and how a group and its topics are addressed."""

import re
from typing import Any, NamedTuple

from messages.incoming import Place

KINDS = ("group", "supergroup")
NOBODY = 0

_COMMAND = re.compile(r"^(/[^\s@]+)@(\w+)")


class Us(NamedTuple):
    """Our own account, as far as it is known: its username comes from Telegram."""

    id: int = NOBODY
    name: str = ""


NAMELESS = Us()


def to_us(words: str, us: Us, answered: int) -> tuple[str, bool]:
    """The words without our name, and whether they are meant for us: a command, our name in it, or an answer to what
    was said by us (`answered`: whose message it answers).

    Until we know our name, a command with any name is ours: by its own default a bot gets no other.
    """
    command = _COMMAND.match(words)
    if command:
        return without_name(words), us.name.lower() in ("", command[2].lower())
    without = re.sub(rf"@{re.escape(us.name)}\b", "", words, flags=re.IGNORECASE).strip() if us.name else words
    return without, without != words or answered == us.id != NOBODY or words.startswith("/")


def without_name(words: str) -> str:
    """A command without the name behind it."""
    return _COMMAND.sub(r"\1", words)


def group_of(address: str) -> str:
    """The group that an address of ours means, without its topic; empty for a person's."""
    return Place.of(address).chat if address.startswith("-") else ""


def where(address: str) -> dict[str, Any]:
    """A call's parameters for an address: the chat, and the topic within it."""
    place = Place.of(address)
    return {"chat_id": int(place.chat)} | ({"message_thread_id": int(place.topic)} if place.topic else {})
