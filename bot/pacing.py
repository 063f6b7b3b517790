"""How fast a platform lets us speak: to everybody together, and in one chat."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock

FORGET_ABOVE = 10_000


@dataclass
class Bucket:
    """`rate` messages a second on average, `burst` of them at once."""

    rate: float
    burst: int
    free_at: datetime | None = None

    def when(self, now: datetime) -> datetime:
        """When a place is free."""
        return max(now, self.free_at or now)

    def take(self, now: datetime, places: int = 1) -> datetime:
        """Take so many places; returns when the first of them may be used."""
        at = self.when(now)
        self.free_at = max(self.free_at or self._earliest(now), self._earliest(now)) + self._step * places
        return at

    @property
    def _step(self) -> timedelta:
        return timedelta(seconds=1 / self.rate)

    def _earliest(self, now: datetime) -> datetime:
        return now - self._step * (self.burst - 1)


@dataclass(kw_only=True)
class Pace:
    """One platform's limits, kept on our side so that its 429 stays the exception.

    `many` lets through what is not an answer, at a lower rate than `overall`: a message to hundreds of people leaves
    room for whoever just asked something. `group_of` names the chat of many that an address means, with all its topics;
    20 messages a minute may go there: two at once, and eighteen within the minute after.
    """

    clock: Clock
    overall: Bucket
    many: Bucket
    chat_rate: float
    chat_burst: int
    group_of: Callable[[str], str] = lambda _: ""
    group_rate: float = 0.3
    group_burst: int = 2
    _chats: OrderedDict[str, Bucket] = field(default_factory=OrderedDict)

    def chat_free_at(self, address: str, now: datetime) -> datetime:
        """When one more message may go to that chat, `now` at the earliest."""
        chat = self._chats.get(self.group_of(address) or address)
        return chat.when(now) if chat else now

    async def turn(self, address: str, messages: int, *, answer: bool) -> None:
        """Take the chat's places, and wait for the turn among everybody's."""
        group = self.group_of(address)
        bucket = Bucket(self.group_rate, self.group_burst) if group else Bucket(self.chat_rate, self.chat_burst)
        chat = self._chats.setdefault(group or address, bucket)
        self._chats.move_to_end(group or address)
        if len(self._chats) > FORGET_ABOVE:
            self._chats.popitem(last=False)
        now = self.clock.now()
        chat.take(now, messages)
        if not answer:
            await self.clock.sleep_until(self.many.take(now, messages))
        await self.clock.sleep_until(self.overall.take(self.clock.now(), messages))
