"""The only caller of datetime.now. Whatever waits, waits on a Clock that is passed in."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Aware UTC instants, and waiting for them."""

    def now(self) -> datetime: ...

    async def sleep_until(self, instant: datetime) -> None: ...


async def sleep(clock: Clock, seconds: float) -> None:
    """Wait that many of the clock's own seconds."""
    await clock.sleep_until(clock.now() + timedelta(seconds=seconds))


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep_until(self, instant: datetime) -> None:
        await asyncio.sleep(max(0.0, (instant - self.now()).total_seconds()))


class MovableClock:
    """A clock that starts where it is told, ticks with the real one unless it stands, and can be moved forward only."""

    def __init__(self, start: datetime, *, ticking: bool = True) -> None:
        self._base = start.astimezone(UTC)
        self._anchor = datetime.now(UTC)
        self._ticking = ticking
        self._waiters: set[asyncio.Event] = set()

    def now(self) -> datetime:
        if not self._ticking:
            return self._base
        return self._base + (datetime.now(UTC) - self._anchor)

    def move_to(self, instant: datetime) -> None:
        """Raise ValueError for an instant before now: the clock never goes back."""
        if instant < self.now():
            raise ValueError("the clock moves forward only")
        self._set(instant)

    def reach(self, instant: datetime) -> None:
        """Move there, unless it ticked past that already."""
        if instant > self.now():
            self._set(instant)

    def _set(self, instant: datetime) -> None:
        self._base, self._anchor = instant.astimezone(UTC), datetime.now(UTC)
        for waiter in self._waiters:
            waiter.set()

    async def sleep_until(self, instant: datetime) -> None:
        waiter = asyncio.Event()
        self._waiters.add(waiter)
        try:
            while (left := (instant - self.now()).total_seconds()) > 0:
                waiter.clear()
                try:
                    await asyncio.wait_for(waiter.wait(), left if self._ticking else None)
                except TimeoutError:
                    continue
        finally:
            self._waiters.discard(waiter)
