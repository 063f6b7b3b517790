"""Marks of what was sent: those that come in while one commit runs share the next."""

import asyncio
from dataclasses import dataclass, field

import structlog

from bot.clock import Clock, sleep
from bot.platforms.port import Sent
from storage.tables import outbox, quotas
from storage.work import Database, Work

_log = structlog.get_logger("deliver")
FAILED_PAUSE = 1.0


@dataclass(kw_only=True)
class Marks:
    """A mark that cannot be written is tried until it is: nobody else knows that the message was sent."""

    database: Database
    platform: str
    clock: Clock
    going: set[asyncio.Task[None]]
    _waiting: list[tuple[str, Sent]] = field(default_factory=list)
    _writing: bool = False

    def sent(self, row_id: str, sent: Sent) -> None:
        """It is with the platform."""
        self._waiting.append((row_id, sent))
        if not self._writing:
            self._writing = True
            task = asyncio.create_task(self._write())
            self.going.add(task)
            task.add_done_callback(self.going.discard)

    async def _write(self) -> None:
        try:
            while self._waiting:
                marks, self._waiting = self._waiting, []
                await self._write_once(marks)
        finally:
            self._writing = False

    async def _write_once(self, marks: list[tuple[str, Sent]]) -> None:
        def write(work: Work) -> None:
            outbox.sent(work, [(row_id, sent.sent_as) for row_id, sent in marks])
            quotas.count(work, self.platform, sum(sent.paid for _, sent in marks))

        try:
            await self.database.write(write)
        except Exception as fault:
            _log.error("sent, but not marked yet", fault=type(fault).__name__, rows=len(marks))
            self._waiting = [*marks, *self._waiting]
            await sleep(self.clock, FAILED_PAUSE)
