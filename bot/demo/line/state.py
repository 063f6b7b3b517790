"""What the stand-in remembers: its people and their chats, what it accepted, refused and counted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Literal

from bot.clock import Clock

FIRST_MESSAGE_ID = 600_000_000_000_000_000
AFTER_A_STRANGERS_MESSAGE = timedelta(days=7)
Json = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class ChatMessage:
    """One message as the phone shows it; `buttons` are the quick replies that can still be tapped.

    `message` is LINE's message object: the bot's as it was accepted, a person's as the webhook tells it.
    """

    id: str
    at: datetime
    by: Literal["person", "bot"]
    via: str
    message: Json
    quote_token: str
    silent: bool = False
    buttons: list[Json] = field(default_factory=list)
    read: bool = False
    unsent: bool = False


@dataclass(slots=True)
class Person:
    """Somebody with a LINE account; a friend of the bot from `follow` on, out of its reach while `blocked`."""

    user_id: str
    name: str
    language: str
    friend: bool = False
    blocked: bool = False
    wrote_at: datetime | None = None
    loading_until: datetime | None = None
    chat: list[ChatMessage] = field(default_factory=list)
    asking: ChatMessage | None = None

    def reached_at(self, now: datetime) -> bool:
        """Whether what is sent now arrives: a friend who has not blocked, or a stranger for 7 days after writing."""
        wrote_lately = self.wrote_at is not None and now - self.wrote_at <= AFTER_A_STRANGERS_MESSAGE
        return not self.blocked and (self.friend or wrote_lately)

    def show(self, messages: list[ChatMessage]) -> None:
        """Add what was sent together: it takes away the buttons shown before, and the last of it may bring new ones."""
        self.drop_buttons()
        self.chat.extend(messages)
        last = messages[-1]
        last.buttons = list(last.message.get("quickReply", {}).get("items", ()))
        self.asking = last if last.buttons else None

    def drop_buttons(self) -> None:
        if self.asking is not None:
            self.asking.buttons, self.asking = [], None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A call that sent messages; `reached` counts the people who got them."""

    at: datetime
    kind: Literal["reply", "push", "multicast"]
    to: tuple[str, ...]
    messages: list[Json]
    reached: int
    retry_key: str | None
    request_id: str


@dataclass(slots=True, kw_only=True)
class Refusal:
    """A call that was refused, as the page shows it; `about` is what it would have done, `mended` says that a later
    call did it after all."""

    at: datetime
    method: str
    path: str
    status: int
    message: str
    details: list[Json]
    about: object = field(repr=False, default=None)
    mended: bool = False


class Refused(Exception):
    """The answer to a call that LINE does not accept: HTTP status, message, details and further body or headers."""

    shown = True

    def __init__(
        self,
        status: int,
        message: str,
        *,
        details: list[Json] | None = None,
        more: Json | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.message, self.details = status, message, details or []
        self.more, self.headers = more or {}, dict(headers or {})


class Account:
    """The official account: everything that `reset` forgets, but for the numbers, which never repeat."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._numbers = count(FIRST_MESSAGE_ID)
        self.reset()

    def reset(self) -> None:
        self.people: dict[str, Person] = {}
        self.events: list[Json] = []
        self.accepted: list[Accepted] = []
        self.refusals: list[Refusal] = []
        self.counts: Counter[str] = Counter()

    def next_id(self) -> str:
        return str(next(self._numbers))

    def person(self, user_id: str) -> Person:
        """Raise KeyError for somebody who was never added."""
        return self.people[user_id]

    def mend(self, about: object) -> None:
        """This was done: whatever refused it before led to no loss."""
        for refusal in self.refusals:
            refusal.mended = refusal.mended or refusal.about == about

    def refuse(self, method: str, path: str, refused: Refused, about: object) -> None:
        if not refused.shown:
            return
        self.refusals.append(
            Refusal(
                at=self.clock.now(),
                method=method,
                path=path,
                status=refused.status,
                message=refused.message,
                details=refused.details,
                about=about,
            )
        )
