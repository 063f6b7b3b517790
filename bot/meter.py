"""Reads what a platform lets us push this month: at the start, before each morning, and when it is about to be used."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.platforms.port import Platform
from bot.retry import GiveUp, TryLater
from handlers import routes
from messages.texts import Texts
from storage.tables import quotas
from storage.work import Database, Work

_log = structlog.get_logger("meter")
REST = timedelta(minutes=10)
"""After a reading that failed: what is known goes on to count, with our own pushes."""


@dataclass(kw_only=True)
class Meter:
    """One platform's, asked outside any transaction; what its figures mean is said by `routes.QUOTA_READ`."""

    database: Database
    platform: Platform
    texts: Texts
    clock: Clock
    _counts: bool = True
    _due_at: datetime | None = None
    _rests_until: datetime | None = None

    async def drain(self, now: datetime) -> datetime | None:
        """Read it where that is due; returns when it is due next, None where the platform counts nothing."""
        if not self._counts:
            return None
        if self._rests_until is not None and now < self._rests_until:
            return self._rests_until
        if self._due_at is not None:
            known = await self.database.read(lambda work: quotas.of(work, self.platform.name))
            if known is not None and now < known.due_at:
                return known.due_at
        try:
            return await self._read()
        except (TryLater, GiveUp) as error:
            _log.warning("quota not read", platform=self.platform.name, fault=error.fault)
            self._rests_until = now + REST
            return self._rests_until

    async def _read(self) -> datetime | None:
        found = await self.platform.quota()
        if found is None:
            self._counts = False
            return None

        def write(work: Work) -> datetime:
            return routes.QUOTA_READ(work, self.texts, self.platform.name, found.limit, found.used)

        self._due_at = await self.database.write(write)
        return self._due_at
