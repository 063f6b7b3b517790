"""Evidence from the platform to the store: streamed, hashed, tried again; and people's names."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.faults import where
from bot.platforms.port import Platform
from bot.retry import GiveUp, TryLater, again_at
from handlers import routes
from messages.texts import Texts
from storage.files import FileStore, TooLarge
from storage.tables import evidence, fetches, people
from storage.tables.fetches import FetchRow
from storage.work import Database, Work

_log = structlog.get_logger("fetch")
MOST = 8


@dataclass(frozen=True, kw_only=True)
class Fetch:
    """The lane of one platform. What the bytes mean is decided by handlers: `routes.FETCHED`, `routes.NOT_FETCHED`."""

    database: Database
    platform: Platform
    store: FileStore
    texts: Texts
    limit: int

    async def drain(self, now: datetime) -> datetime | None:
        """Fetch what is due; returns when the next is."""
        claimed = await self.database.write(lambda work: fetches.claim(work, self.platform.name, MOST))
        for row in claimed:
            await self._fetch(row, now)
        return await self.database.read(lambda work: fetches.next_due(work, self.platform.name))

    async def _fetch(self, row: FetchRow, now: datetime) -> None:
        try:
            await self._ways[row.kind](row)
        except TryLater as error:
            await self._later(row, error, now)
        except GiveUp as error:
            await self._give_up(row, error.fault)
        except TooLarge:
            await self._give_up(row, "too_large")
        except Exception as fault:
            _log.error("fetching failed", platform=row.platform, fault=type(fault).__name__, where=where(fault))
            await self._later(row, TryLater(type(fault).__name__), now)

    @property
    def _ways(self) -> Mapping[str, Callable[[FetchRow], Awaitable[None]]]:
        return {fetches.PROFILE: self._profile, fetches.CONTENT: self._content, fetches.FORGET: self._forget}

    async def _profile(self, row: FetchRow) -> None:
        name = await self.platform.profile(row.target)

        def write(work: Work) -> None:
            person = people.by_account(work, row.platform, row.target)
            if person is not None and name:
                people.set_name(work, person.id, name)
            if person is not None:
                routes.NAMED(work, self.texts, person.id)
            fetches.settle(work, row.id, "done")

        await self.database.write(write)

    async def _content(self, row: FetchRow) -> None:
        stored = await self.store.receive(self.platform.fetch(row.target), self.limit)

        def write(work: Work) -> None:
            if row.evidence_id is not None:
                routes.FETCHED(work, self.texts, row.evidence_id, stored)
            fetches.settle(work, row.id, "done")

        await self.database.write(write)

    async def _forget(self, row: FetchRow) -> None:
        if not await self.database.read(lambda work: evidence.are_bytes_kept(work, row.target)):
            await self.store.remove(row.target)
        await self.database.write(lambda work: fetches.settle(work, row.id, "done"))

    async def _later(self, row: FetchRow, error: TryLater, now: datetime) -> None:
        again = again_at(error, row.attempts + 1, now)
        if again is None:
            await self._give_up(row, error.fault)
            return
        await self.database.write(lambda work: fetches.wait_again(work, row, again))

    async def _give_up(self, row: FetchRow, fault: str) -> None:
        def write(work: Work) -> None:
            person = people.by_account(work, row.platform, row.target) if row.kind == fetches.PROFILE else None
            if row.evidence_id is not None:
                routes.NOT_FETCHED(work, self.texts, row.evidence_id, fault)
            if person is not None:
                routes.NAMED(work, self.texts, person.id)
            fetches.settle(work, row.id, "given_up")

        _log.warning("not fetched", platform=row.platform, fetch=row.id, fault=fault)
        await self.database.write(write)
