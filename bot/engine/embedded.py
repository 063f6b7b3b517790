"""The engine inside this process: one loop a lane."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.engine.port import Drain

SWEEP = timedelta(seconds=30)
"""How long a missed hint can go unnoticed."""
FIRST_REST = timedelta(seconds=1)
LONGEST_REST = timedelta(minutes=1)
GRACE_SECONDS = 5.0
"""What is being done at the stop has this long, by the machine's clock; a later start finds the rest in the rows."""

_log = structlog.get_logger("engine")


@dataclass(kw_only=True, eq=False)
class _Lane:
    name: str
    drain: Drain
    hinted: asyncio.Event = field(default_factory=asyncio.Event)
    settled: asyncio.Event = field(default_factory=asyncio.Event)
    due: datetime | None = None
    failures: int = 0
    alarm: asyncio.Task[None] | None = None
    alarm_at: datetime | None = None


class Embedded:
    """Default engine. Its lanes know the clock only: who moves the clock then waits for `settle`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lanes: dict[str, _Lane] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._stopping = False

    @property
    def running(self) -> bool:
        return bool(self._workers) and not any(worker.done() for worker in self._workers)

    @property
    def failures(self) -> dict[str, int]:
        """How often in a row each lane has failed."""
        return {lane.name: lane.failures for lane in self._lanes.values()}

    def add(self, lane: str, drain: Drain) -> None:
        self._lanes[lane] = _Lane(name=lane, drain=drain)

    def wake(self, lane: str) -> None:
        woken = self._lanes.get(lane)
        if woken and not self._rests(woken):
            _hint(woken)

    def wake_all(self, lanes: Iterable[str]) -> None:
        for lane in lanes:
            self.wake(lane)

    async def start(self) -> None:
        self._workers = {asyncio.create_task(self._work(lane), name=lane.name) for lane in self._lanes.values()}

    async def stop(self) -> None:
        self._stopping = True
        for lane in self._lanes.values():
            lane.hinted.set()
        if self._workers:
            await asyncio.wait(self._workers, timeout=GRACE_SECONDS)
        left = [*self._workers, *(lane.alarm for lane in self._lanes.values() if lane.alarm)]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        self._workers = set()

    async def settle(self) -> None:
        """Return when no lane has anything left that is due at the clock's now.

        A lane that failed rests until its time comes. Raises RuntimeError if a lane has no worker that could settle it.
        """
        if not self.running:
            raise RuntimeError("the engine is not running")
        self.wake_all(self._lanes)
        while busy := [lane for lane in self._lanes.values() if not lane.settled.is_set()]:
            await busy[0].settled.wait()

    def next_due(self) -> datetime | None:
        """The first instant at which a settled lane has something to do."""
        return min((lane.due for lane in self._lanes.values() if lane.due), default=None)

    async def _work(self, lane: _Lane) -> None:
        while not self._stopping:
            lane.hinted.clear()
            await self._drain(lane)
            if lane.due and lane.due <= self._clock.now():
                await asyncio.sleep(0)
                continue
            self._set_alarm(lane)
            if not lane.hinted.is_set():
                lane.settled.set()
            await lane.hinted.wait()

    async def _drain(self, lane: _Lane) -> None:
        now = self._clock.now()
        try:
            lane.due = await lane.drain(now)
            lane.failures = 0
        except Exception as fault:
            _log.error("lane failed", lane=lane.name, fault=type(fault).__name__)
            lane.due = self._clock.now() + min(FIRST_REST * 2**lane.failures, LONGEST_REST)
            lane.failures += 1
            lane.hinted.clear()

    def _rests(self, lane: _Lane) -> bool:
        """Whether it failed and is to be left alone for now."""
        return lane.failures > 0 and lane.due is not None and self._clock.now() < lane.due

    def _set_alarm(self, lane: _Lane) -> None:
        """An alarm that rings too early does no harm and is left as it is."""
        sweep = self._clock.now() + SWEEP
        at = min(lane.due or sweep, sweep)
        if lane.alarm and not lane.alarm.done():
            if lane.alarm_at and lane.alarm_at <= at:
                return
            lane.alarm.cancel()
        lane.alarm_at = at
        lane.alarm = asyncio.create_task(self._ring(lane, at), name=f"{lane.name} alarm")

    async def _ring(self, lane: _Lane, at: datetime) -> None:
        await self._clock.sleep_until(at)
        _hint(lane)


def _hint(lane: _Lane) -> None:
    lane.settled.clear()
    lane.hinted.set()
