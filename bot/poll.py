"""Without a public address: asks a platform for its events, each of which then goes the way of a webhook's.

What was handed over is confirmed with the next question, so only after it is safely stored: killed between the two, it
comes again, and its key is taken.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.faults import where
from bot.platforms.port import Polled
from bot.receive import Receiver
from bot.retry import GiveUp, TryLater

_log = structlog.get_logger("poll")
FIRST_REST, LONGEST_REST = timedelta(seconds=1), timedelta(minutes=1)
RESTS = {"conflict": timedelta(seconds=30), "token": timedelta(minutes=10)}
"""Somebody else listens with our token, and each of us ends the other's call; a token that is refused."""
NOT_STORED = "not stored"


@dataclass(kw_only=True)
class Poll:
    """One platform. Whatever goes wrong, it rests and asks again; the product goes on."""

    receiver: Receiver
    platform: Polled
    clock: Clock
    _begun: bool = False
    _cursor: int = 0
    _in_hand: bool = False
    _stopping: bool = False
    _until: datetime | None = None
    _fault: str = ""
    _failures: int = 0
    _task: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        return self._task is not None and not self._task.done()

    @property
    def resting(self) -> bool:
        """Whether something went wrong and it waits before it asks again."""
        return self._until is not None and self.clock.now() < self._until

    def start(self) -> None:
        self._task = asyncio.create_task(self._listen(), name=f"poll {self.platform.name}")

    async def stop(self, seconds: float) -> None:
        """What came in is stored; a call that waits is left."""
        self._stopping = True
        if self._task is None:
            return
        if self._in_hand:
            await asyncio.wait({self._task}, timeout=seconds)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _listen(self) -> None:
        while not self._stopping:
            fault, wish = await self._ask()
            if fault:
                await self._rest(fault, wish)
            else:
                self._well()

    async def _ask(self) -> tuple[str, float | None]:
        """What went wrong, and for how long the platform wants to be left alone."""
        try:
            if not self._begun:
                await self.platform.begin_polling()
                self._begun = True
            batch = await self.platform.poll(self._cursor)
            self._in_hand = True
            if not await self.receiver.take(self.platform, batch.events):
                return NOT_STORED, None
            self._cursor = batch.cursor
        except TryLater as error:
            return error.fault, error.after
        except GiveUp as error:
            return error.fault, LONGEST_REST.total_seconds()
        except Exception as fault:
            return f"{type(fault).__name__} {where(fault)}", None
        finally:
            self._in_hand = False
        return "", None

    async def _rest(self, fault: str, wish: float | None) -> None:
        if fault != self._fault:
            say = _log.error if fault in (*RESTS, NOT_STORED) else _log.warning
            say("polling rests", platform=self.platform.name, fault=fault)
        pause = RESTS.get(fault) or min(FIRST_REST * 2 ** min(self._failures, 16), LONGEST_REST)
        self._fault, self._failures = fault, self._failures + 1
        self._until = self.clock.now() + (timedelta(seconds=wish) if wish is not None else pause)
        await self.clock.sleep_until(self._until)

    def _well(self) -> None:
        if self._fault:
            _log.info("polling goes on", platform=self.platform.name)
        self._fault, self._failures = "", 0
