"""Evidence from the platform to the store: streamed, hashed, tried again; and people's names."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bot.clock import Clock
from bot.faults import where
from bot.platforms.port import Platform
from bot.retry import ATTEMPTS, TOKEN, GiveUp, TryLater, again_at
from handlers import routes
from messages.texts import Texts
from storage.files import FileStore, TooLarge
from storage.tables import evidence, fetches, in_turn, people, reach
from storage.tables.fetches import FetchRow
from storage.work import Database, Work

_log = structlog.get_logger("fetch")
MOST = 8
"""Downloads at once."""
TRIES = 12
"""About an hour: whoever sent a file is waiting to hear of it."""
SLOWEST_SECONDS = 480.0
"""For one download: less than what makes a claim stale (storage.tables.fetches), so that none is begun twice."""


@dataclass(kw_only=True)
class Fetch:
    """The lane of one platform. What the bytes mean is decided by handlers: `routes.FETCHED`, `routes.NOT_FETCHED`.

    A slow download holds up nobody else's, until there are MOST of them.
    """

    database: Database
    platform: Platform
    store: FileStore
    texts: Texts
    limit: int
    clock: Clock
    going: set[asyncio.Task[None]] = field(default_factory=set)

    async def drain(self, now: datetime) -> datetime | None:
        """Begin what is due; returns when the next is."""
        while len(self.going) >= MOST:
            await asyncio.wait(self.going, return_when=asyncio.FIRST_COMPLETED)
        claimed, next_due = await self.database.write(lambda work: self._claim(work, MOST - len(self.going)))
        for row in claimed:
            task = asyncio.create_task(self._fetch(row))
            self.going.add(task)
            task.add_done_callback(self.going.discard)
        return next_due

    async def stop(self) -> None:
        """What is half fetched is fetched anew after the next start."""
        for task in self.going:
            task.cancel()
        await asyncio.gather(*self.going, return_exceptions=True)

    def _claim(self, work: Work, most: int) -> tuple[list[FetchRow], datetime | None]:
        return fetches.claim(work, self.platform.name, most), fetches.next_due(work, self.platform.name)

    async def _fetch(self, row: FetchRow) -> None:
        try:
            await self._record(row)
        except Exception as fault:
            _log.error("fetch left claimed", platform=row.platform, fault=type(fault).__name__, where=where(fault))

    async def _record(self, row: FetchRow) -> None:
        try:
            await self._ways[row.kind](row)
        except TryLater as error:
            await self._later(row, error)
        except GiveUp as error:
            await self._give_up(row, error.fault, gone=error.unreachable)
        except TooLarge:
            await self._give_up(row, "too_large")
        except Exception as fault:
            _log.error("fetching failed", platform=row.platform, fault=type(fault).__name__, where=where(fault))
            await self._later(row, TryLater(type(fault).__name__))

    @property
    def _ways(self) -> Mapping[str, Callable[[FetchRow], Awaitable[None]]]:
        return {fetches.PROFILE: self._profile, fetches.CONTENT: self._content, fetches.FORGET: self._forget}

    async def _profile(self, row: FetchRow) -> None:
        name = await self.platform.profile(row.target)

        def write(work: Work) -> None:
            in_turn.account(work, row.platform, row.target)
            person = people.by_account(work, row.platform, row.target)
            if not fetches.settle(work, row, "done") or person is None:
                return
            if name:
                people.set_name(work, person.id, name)
            routes.NAMED(work, self.texts, person.id)

        await self.database.write(write)

    async def _content(self, row: FetchRow) -> None:
        async with asyncio.timeout(SLOWEST_SECONDS), aclosing(self.platform.fetch(row.target)) as chunks:
            stored = await self.store.receive(chunks, self.limit)

        def write(work: Work) -> None:
            if not self.store.holds(stored.sha256):
                raise TryLater("forgotten meanwhile")
            if fetches.settle(work, row, "done") and row.evidence_id is not None:
                routes.FETCHED(work, self.texts, row.evidence_id, stored)

        await self.database.write(write, chat=_turn(stored.sha256))

    async def _forget(self, row: FetchRow) -> None:
        """Looking whether anybody needs the bytes and removing them is one deed: the same may just come in again."""

        def remove(work: Work) -> None:
            if not evidence.are_bytes_kept(work, row.target):
                self.store.remove(row.target)

        await self.database.write(remove, chat=_turn(row.target))
        await self.store.flush(row.target)
        await self.database.write(lambda work: fetches.settle(work, row, "done"))

    async def _later(self, row: FetchRow, error: TryLater) -> None:
        """A dead token is our own trouble: nobody is asked for a file again before it has had time to be renewed."""
        most = ATTEMPTS if row.kind == fetches.FORGET or error.fault == TOKEN else TRIES
        again = again_at(error, row.attempts + 1, self.clock.now(), most=most)
        if again is None:
            await self._give_up(row, error.fault)
            return
        await self.database.write(lambda work: fetches.wait_again(work, row, again))

    async def _give_up(self, row: FetchRow, fault: str, *, gone: bool = False) -> None:
        """`gone`: there is no profile of theirs, so what is pushed to them goes nowhere, and nobody would say so."""

        def write(work: Work) -> None:
            if not fetches.settle(work, row, "given_up"):
                return
            if gone and row.kind == fetches.PROFILE:
                reach.mark_blocked(work, row.platform, row.target, row.claimed_at)
            person = people.by_account(work, row.platform, row.target) if row.kind == fetches.PROFILE else None
            if row.kind == fetches.CONTENT and row.evidence_id is not None:
                routes.NOT_FETCHED(work, self.texts, row.evidence_id, fault)
            if person is not None:
                routes.NAMED(work, self.texts, person.id)

        _log.warning("not fetched", platform=row.platform, fetch=row.id, fault=fault)
        await self.database.write(write)


def _turn(sha256: str) -> str:
    """Deeds on the same bytes are done one after the other."""
    return f"bytes:{sha256}"
