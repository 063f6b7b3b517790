"""How fast a platform lets us speak: to everybody together, and in one chat."""

from collections import OrderedDict
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

    def take(self, now: datetime) -> datetime:
        """Take one place; returns when it may be used."""
        step = timedelta(seconds=1 / self.rate)
        earliest = now - step * (self.burst - 1)
        self.free_at = max(self.free_at or earliest, earliest) + step
        return max(now, self.free_at - step)


@dataclass(kw_only=True)
class Pace:
    """One platform's limits, kept on our side so that its 429 stays the exception."""

    clock: Clock
    overall: Bucket
    chat_rate: float
    chat_burst: int
    _chats: OrderedDict[str, Bucket] = field(default_factory=OrderedDict)

    async def wait(self, address: str) -> None:
        """Until one more message may go to that chat."""
        now = self.clock.now()
        chat = self._chats.setdefault(address, Bucket(self.chat_rate, self.chat_burst))
        self._chats.move_to_end(address)
        if len(self._chats) > FORGET_ABOVE:
            self._chats.popitem(last=False)
        await self.clock.sleep_until(self.overall.take(chat.take(now)))
