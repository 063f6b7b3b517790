"""Updates that wait for the bot, and where they are to go."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import msgspec

from bot.clock import Clock

KEPT, CALLBACKS_KEPT = timedelta(hours=24), timedelta(seconds=150)
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(kw_only=True, eq=False)
class Update:
    """One update; `queue` is within what it keeps its order, `body` its JSON."""

    id: int
    queue: str
    body: bytes = field(repr=False)
    expires: datetime
    fails: int = 0
    delay: int = 1
    repeat: bool = False


@dataclass(kw_only=True)
class Hook:
    """What setWebhook set; url "" = none."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: tuple[int, str] | None = None
    ways: dict[str, str] = field(default_factory=dict)
    """Where a public address is really found, for a machine without one."""

    @property
    def found(self) -> str:
        for public, really in self.ways.items():
            if self.url.startswith(public):
                return really + self.url.removeprefix(public)
        return self.url


class Updates:
    """The waiting ones by id; ids grow by one."""

    def __init__(self, clock: Clock, ids: Iterator[int]) -> None:
        self.waiting: dict[int, Update] = {}
        self.hook = Hook()
        self.allowed: list[str] = []
        self.lose = 0
        self.arrived = asyncio.Event()
        self._clock = clock
        self._ids = ids

    def add(self, kind: str, content: dict[str, Any], queue: str, expires: datetime) -> Update | None:
        """None for a kind nobody asked for, and for one that is to be lost."""
        if kind not in self.allowed if self.allowed else kind in UNASKED:
            return None
        number = next(self._ids)
        if self.lose:
            self.lose -= 1
            return None
        body = msgspec.json.encode({"update_id": number, kind: content})
        update = Update(id=number, queue=queue, body=body, expires=expires)
        self.waiting[number] = update
        self.arrived.set()
        return update

    def current(self) -> list[Update]:
        """Those that have not expired, oldest first; the others are forgotten."""
        now = self._clock.now()
        for update in [update for update in self.waiting.values() if update.expires < now]:
            del self.waiting[update.id]
        return list(self.waiting.values())

    def confirm(self, offset: int) -> None:
        """Forget all before `offset`; a negative one counts from the end."""
        numbers = [update.id for update in self.current()]
        first = (numbers[offset:] or [0])[0] if offset < 0 else offset
        for number in numbers:
            if number < first:
                del self.waiting[number]
