"""What a platform can do: verify, split, read, send, answer a press, fetch a file, tell who it is."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from messages.incoming import Heard
from messages.outgoing import Exhibit, Shape

UNSENT = "unsent"
"""The fault of a file whose message its sender took back: nobody is asked to send it again."""


@dataclass(frozen=True, kw_only=True)
class RawEvent:
    """One event of a request: its unique key, its chat (events of a chat keep their order), its own bytes."""

    key: str
    chat: str
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """An outbox row as a platform needs it. `edits`: the platform's id of the card sent before, if there is one.

    `once`: an earlier try may have arrived, and two are worse than none; a platform with retry keys need not mind.
    """

    id: str
    address: str
    shapes: tuple[Shape, ...]
    silent: bool
    reply_token: str = ""
    retry_key: str = ""
    edits: str = ""
    under: str = ""
    once: bool = False


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What became of a parcel. `sent_as`: the platform's id of the message that can be edited later.

    `earlier`: it had been accepted before (LINE's 409, or a reply token that had been used within its minute).
    `paid`: it counts in the month's quota.
    """

    sent_as: str = ""
    earlier: bool = False
    paid: bool = False


@dataclass(frozen=True, kw_only=True)
class Quota:
    """Messages of this month that cost: how many there are, None for no limit, and about how many are used."""

    limit: int | None
    used: int


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What the platform says of our own account: LINE's basic ID, the bot's name; what opens it with a code in it."""

    name: str
    link: str


class Platform(Protocol):
    """One file each. Whatever leaves `send` and `fetch` as an error is TryLater or GiveUp."""

    name: str

    def verify(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether the request is the platform's, from the raw bytes."""
        ...

    def split(self, body: bytes) -> list[RawEvent]:
        """The events of a verified request. Raise ValueError for what is no request of the platform."""
        ...

    def read(self, event: RawEvent, arrived: datetime) -> Heard | None:
        """What a person did, or None for what concerns nobody."""
        ...

    async def reply(self, parcel: Parcel) -> Sent:
        """By the free way, with the reply token; platforms without one send."""
        ...

    async def send(self, parcel: Parcel) -> Sent:
        """By the way that may cost."""
        ...

    def messages(self, parcel: Parcel) -> int:
        """How many messages it becomes, as the platform counts them where it asks us to be slow."""
        ...

    async def answer_press(self, query: str, text: str) -> None:
        """Stop the button's waiting sign; may be lost."""
        ...

    async def take_buttons(self, address: str, message: str) -> None:
        """Off a message of ours whose question is answered, where the platform can edit; may be lost."""
        ...

    def fetch(self, handle: str) -> AsyncGenerator[bytes]:
        """A person's file in chunks. Raise GiveUp(UNSENT) for one that was taken back."""
        ...

    def shows(self, exhibit: Exhibit) -> bool:
        """Whether it shows this picture in place as it is."""
        ...

    async def profile(self, address: str) -> str:
        """The person's name as the platform shows it, or an empty text."""
        ...

    async def identity(self) -> Identity:
        """Who we are there."""
        ...

    async def quota(self) -> Quota | None:
        """What it says of this month; None where it counts nothing."""
        ...

    async def close(self) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Events that waited for us. Asking with `cursor` says that all of them are safely stored."""

    events: Sequence[RawEvent]
    cursor: int


class Polled(Platform, Protocol):
    """A platform that can be asked for its events. What leaves these two as an error is TryLater or GiveUp."""

    async def begin_polling(self) -> None:
        """Have events wait for us: a webhook is taken away, what waits for it stays."""
        ...

    async def poll(self, cursor: int) -> Batch:
        """What came after it, as soon as there is something, or nothing after a while. 0 is the beginning."""
        ...
