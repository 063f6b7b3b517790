"""What a person did, as any platform tells it: a closed union, with the platform's own time stamp."""

from datetime import datetime
from typing import Self

from msgspec import Struct

ANSWERS, COMMANDS = "answers", "commands"


class Typed(Struct, frozen=True, tag=True):
    """Words. `meant`: their writer was asked and said that they answer the open question, or that they are a command;
    empty: it is for us to tell."""

    text: str
    meant: str = ""


class Pressed(Struct, frozen=True, tag=True, kw_only=True):
    """A button: what we had put into it, and on which card it stood (empty where the platform does not say)."""

    button: str
    on: str = ""
    query: str = ""


class SentFile(Struct, frozen=True, tag=True, kw_only=True):
    """A photo or file, not fetched yet. `handle` fetches it, `message` names the message it came with.

    `album`: it was chosen together with others, each of which comes by itself, in any order; `album_total` is how many
    there are, 0 where the platform does not say.
    """

    handle: str
    message: str
    kind: str
    name: str = ""
    size: int | None = None
    caption: str = ""
    album: str = ""
    album_total: int = 0


class Unsent(Struct, frozen=True, tag=True):
    """The person took back a message of theirs."""

    message: str


class Came(Struct, frozen=True, tag=True, kw_only=True):
    """Added the account or unblocked it."""

    again: bool = False


class Went(Struct, frozen=True, tag=True):
    """Blocked the account."""


class Other(Struct, frozen=True, tag=True):
    """Something that we have no use for: a sticker, a place."""

    kind: str


class Moved(Struct, frozen=True, tag=True):
    """A chat of many has another address from here on."""

    to: str


What = Typed | Pressed | SentFile | Unsent | Came | Went | Other | Moved


class Place(Struct, frozen=True):
    """A chat of many, and the topic in it where it has topics."""

    chat: str
    topic: str = ""

    @classmethod
    def of(cls, address: str) -> Self:
        """As `address` wrote it."""
        chat, _, topic = address.partition("/")
        return cls(chat, topic)

    @property
    def address(self) -> str:
        """Where a platform sends what is said there."""
        return f"{self.chat}/{self.topic}" if self.topic else self.chat


class Heard(Struct, frozen=True, kw_only=True):
    """One event of one person. `key` is unique for ever; `stamped` is false where `at` is our own arrival.

    `place`: where it was said, if not between the person and us alone; `meant` is false for what is said to
    others there.
    """

    key: str
    platform: str
    address: str
    at: datetime
    stamped: bool
    what: What
    reply_token: str = ""
    name: str = ""
    language: str = ""
    place: Place | None = None
    meant: bool = True

    @property
    def chat(self) -> str:
        return f"{self.platform}:{self.address}"

    @property
    def text(self) -> str:
        """What was typed, else nothing."""
        return self.what.text if isinstance(self.what, Typed) else ""
