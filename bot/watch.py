"""Looks every minute at what an operator should know, and has it told; the certificate is looked at once a day."""

import asyncio
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import metadata

import structlog
from msgspec.structs import replace

from bot import machine
from bot.faults import where
from bot.health import Health
from handlers import operating
from handlers.actions import warn_operators
from handlers.operating import Machine
from messages.texts import Texts
from rules.alerts import MOST_FAILURES
from storage.work import Work

_log = structlog.get_logger("watch")
EVERY_SECONDS = 60
DAILY = timedelta(days=1)
COARSE = 100 << 20
"""Room is kept in steps of so many bytes: a row is not written anew for each file."""


@dataclass(kw_only=True)
class Watch:
    """`stalled`: since when nothing could be sent on a platform, None where all is well. The network is asked outside
    of any transaction; `context` is for a certificate of an authority of one's own."""

    health: Health
    texts: Texts
    stalled: Callable[[], Mapping[str, datetime | None]]
    context: ssl.SSLContext | None = None
    _looked_at: datetime | None = None

    async def run(self) -> None:
        """By the schedule: what goes wrong is noted, and tried again a minute later."""
        try:
            await self.look()
        except Exception as fault:
            _log.error("nobody watched", fault=type(fault).__name__, where=where(fault))

    async def look(self) -> None:
        """Once. A database that is away is told in the log by whoever needs it: no row can be written."""
        await self._look_at_certificate()
        seen = self.seen()
        told = await self.health.database.write(lambda work: self._warn(work, seen))
        for each in told:
            _log.warning("operators are told", what=each.name, how=each.said)

    def seen(self) -> Machine:
        """The machine as it is now."""
        free, total = machine.room(self.health.settings.data_dir)
        return Machine(
            version=metadata.version("thanwela"),
            free=free,
            total=total,
            certificate=self.health.certificate,
            backup=machine.last_backup(self.health.settings.data_dir),
            heard=dict(self.health.heard()),
            stalled={name: since for name, since in self.stalled().items() if since is not None},
            failing=tuple(sorted(lane for lane, count in self.health.engine.failures.items() if count > MOST_FAILURES)),
        )

    def _warn(self, work: Work, seen: Machine) -> tuple[warn_operators.Judged, ...]:
        before = operating.seen(work)
        if before is not None:
            seen = replace(seen, heard=before.heard | seen.heard)
        operating.keep(work, _coarse(seen))
        return warn_operators.warn(work, self.texts, seen)

    async def _look_at_certificate(self) -> None:
        now = self.health.clock.now()
        if self._looked_at is not None and now - self._looked_at < DAILY:
            return
        self._looked_at = now
        url = self.health.settings.public_url
        self.health.certificate = await asyncio.to_thread(machine.certificate_ends, url, now, self.context)


def _coarse(seen: Machine) -> Machine:
    """Of a disk that is nearly full every byte counts."""
    return replace(seen, free=seen.free // COARSE * COARSE) if seen.free > COARSE else seen
