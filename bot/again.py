"""Events whose step failed are tried again; one that is given up is apologised for, naming what was lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.dispatch import Dispatch
from bot.faults import where
from bot.platforms.port import Platform, RawEvent
from handlers import routes
from storage.tables import inbox
from storage.work import Database, Work

_log = structlog.get_logger("again")
WAITS = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))


@dataclass(frozen=True, kw_only=True)
class Again:
    """The lane of parked events."""

    database: Database
    platforms: dict[str, Platform]
    dispatch: Dispatch

    async def drain(self, now: datetime) -> datetime | None:
        """Try every event that is due; returns when to look again."""
        parked = await self.database.read(lambda work: inbox.due(work, now))
        for event in parked:
            await self._try(event, now)
        return await self.database.read(inbox.next_due)

    async def _try(self, event: inbox.Parked, now: datetime) -> None:
        platform = self.platforms[event.key.partition(":")[0]]
        raw = RawEvent(key=event.key, chat=event.chat, body=event.body.encode())
        try:
            heard = platform.read(raw, event.received_at)

            def hear(work: Work) -> None:
                if heard is not None:
                    self.dispatch.hear(work, heard)
                inbox.settle(work, event.key, "done")

            await self.database.write(hear, chat=event.chat)
        except Exception as fault:
            _log.error("event failed again", fault=type(fault).__name__, where=where(fault))
            await self.database.write(lambda work: self._later(work, event, raw, now), chat=event.chat)

    def _later(self, work: Work, event: inbox.Parked, raw: RawEvent, now: datetime) -> None:
        if event.attempts <= len(WAITS):
            inbox.wait_again(work, event.key, event.attempts + 1, now + WAITS[event.attempts - 1])
            return
        inbox.settle(work, event.key, "given_up")
        routes.GIVEN_UP(work, self.dispatch.texts, event.chat, event.received_at)
