"""One process serves a database: it moves in before it frees any claim, and hears when it has lost its place."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic

import structlog

from storage.tenancy import Tenancy

_log = structlog.get_logger("tenant")
PATIENCE_SECONDS = 10.0
"""So long whoever is just leaving, or was just killed, is waited for. All is by the machine's clock."""
PAUSE_SECONDS = 0.1
WATCH_SECONDS = 10.0


class Occupied(Exception):
    """Another process serves this database."""


@dataclass(kw_only=True)
class Tenant:
    """`lost` is set when another process has moved in while the database could not be reached."""

    tenancy: Tenancy
    patience: float = PATIENCE_SECONDS
    lost: asyncio.Event = field(default_factory=asyncio.Event)
    _watching: asyncio.Task[None] | None = None

    async def move_in(self) -> None:
        """Raises Occupied."""
        until = monotonic() + self.patience
        while not await asyncio.to_thread(self.tenancy.take):
            if monotonic() >= until:
                raise Occupied
            await asyncio.sleep(PAUSE_SECONDS)
        self._watching = asyncio.create_task(self._watch(), name="tenancy")

    async def move_out(self) -> None:
        """The next may come."""
        if self._watching is not None:
            self._watching.cancel()
            with suppress(asyncio.CancelledError):
                await self._watching
        await asyncio.to_thread(self.tenancy.leave)

    async def look(self) -> None:
        """A database that is away takes nobody in: it is asked again."""
        try:
            if await asyncio.to_thread(self.tenancy.keeps):
                return
        except Exception as fault:
            _log.warning("the database was not asked whose it is", fault=type(fault).__name__)
            return
        _log.error("another process serves the database")
        self.lost.set()

    async def _watch(self) -> None:
        while not self.lost.is_set():
            await asyncio.sleep(WATCH_SECONDS)
            await self.look()
