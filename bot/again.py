"""Events whose step failed are tried again; one that is given up is apologised for, naming what was lost."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.dispatch import Answered, Dispatch
from bot.faults import where
from bot.parcels import Ready
from bot.platforms.port import Platform, RawEvent
from handlers import routes
from storage.tables import inbox
from storage.work import Database, Work

_log = structlog.get_logger("again")
WAITS = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))


@dataclass(frozen=True, kw_only=True)
class Again:
    """The lane of parked events, the oldest first; `send` takes each answer as soon as it is committed.

    What failed lets its chat go on, so it may be heard after what was said later. Its own time stamp says that it is
    older, and what is due together is tried in the order of its arrival.
    """

    database: Database
    platforms: dict[str, Platform]
    dispatch: Dispatch
    send: Callable[[Ready], None]

    async def drain(self, now: datetime) -> datetime | None:
        """Try every event that is due; returns when to look again."""
        parked = await self.database.read(lambda work: inbox.due(work, now))
        for event in parked:
            await self._try(event)
        return await self.database.read(inbox.next_due)

    async def _try(self, event: inbox.Parked) -> None:
        try:
            answered = await self.database.write(lambda work: self._hear(work, event), chat=event.chat)
        except Exception as fault:
            _log.error("event failed again", fault=type(fault).__name__, where=where(fault))
            await self._failed(event)
        else:
            if answered.begun is not None:
                self.send(answered.begun)

    def _hear(self, work: Work, event: inbox.Parked) -> Answered:
        """Nothing where another worker has settled it. A platform that was switched off since is a KeyError."""
        if not inbox.settle(work, event.key, "done"):
            return Answered()
        platform = self.platforms[event.chat.partition(":")[0]]
        raw = RawEvent(key=event.key, chat=event.chat, body=event.body.encode())
        heard = platform.read(raw, event.received_at)
        return Answered() if heard is None else self.dispatch.hear(work, heard)

    async def _failed(self, event: inbox.Parked) -> None:
        if event.attempts <= len(WAITS):
            wait = WAITS[event.attempts - 1]
            await self.database.write(lambda work: inbox.wait_again(work, event.key, event.attempts + 1, wait))
            return
        _log.error("event given up", chat=event.chat.partition(":")[0], received_at=event.received_at.isoformat())
        try:
            await self.database.write(lambda work: self._apologise(work, event), chat=event.chat)
        except Exception as fault:
            _log.error("no apology", fault=type(fault).__name__, where=where(fault))
            await self.database.write(lambda work: inbox.settle(work, event.key, "given_up"))

    def _apologise(self, work: Work, event: inbox.Parked) -> None:
        inbox.settle(work, event.key, "given_up")
        routes.GIVEN_UP(work, self.dispatch.texts, event.chat, event.received_at)
