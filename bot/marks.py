"""Marks of what was sent: those that come in while one commit runs share the next."""

import asyncio
from dataclasses import dataclass, field

import structlog

from bot.clock import Clock, sleep
from storage.tables import outbox
from storage.work import Database

_log = structlog.get_logger("deliver")
FAILED_PAUSE = 1.0


@dataclass(kw_only=True)
class Marks:
    """A mark that cannot be written is tried until it is: nobody else knows that the message was sent."""

    database: Database
    clock: Clock
    going: set[asyncio.Task[None]]
    _waiting: list[tuple[str, str]] = field(default_factory=list)
    _writing: bool = False

    def sent(self, row_id: str, sent_as: str) -> None:
        """It is with the platform, which keeps it under that id."""
        self._waiting.append((row_id, sent_as))
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

    async def _write_once(self, marks: list[tuple[str, str]]) -> None:
        try:
            await self.database.write(lambda work: outbox.sent(work, marks))
        except Exception as fault:
            _log.error("sent, but not marked yet", fault=type(fault).__name__, rows=len(marks))
            self._waiting = [*marks, *self._waiting]
            await sleep(self.clock, FAILED_PAUSE)
