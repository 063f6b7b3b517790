"""The schedule: finds what fell due between the last completed moment and now, and does it in order, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.clock import Clock
from bot.faults import where
from handlers.turn import Job, Tick
from messages.texts import Texts
from storage.tables import facts, ticks
from storage.work import Database, Work

_log = structlog.get_logger("tick")
BEGAN = "schedule began"
MOST_MISSED = 1000


@dataclass(kw_only=True)
class Schedule:
    """APScheduler, the demo and the tests call `sweep`; the unique key (job, due) makes several of them harmless.

    A moment is done in chunks, each a transaction that says whose it is: what dies between two chunks is taken up where
    it was, at the next start or by another process after a while.
    """

    database: Database
    clock: Clock
    texts: Texts
    jobs: Mapping[str, Job]

    async def sweep(self) -> None:
        """Do everything that is due now, the oldest first. A job that fails, or is in other hands, is left out."""
        left_out: set[str] = set()
        while found := await self.database.write(lambda work: self._first_due(work, left_out)):
            name, due = found
            try:
                mine = await self._run(name, due)
            except Exception as fault:
                _log.error("job failed", job=name, fault=type(fault).__name__, where=where(fault))
                mine = False
            if not mine:
                left_out.add(name)

    async def next_due(self) -> datetime | None:
        """When the next job is due, also one that is due already."""
        dues = await self.database.read(lambda work: [self._after_last(work, name) for name in self.jobs])
        return min((due for due in dues if due is not None), default=None)

    def release(self, work: Work) -> None:
        """On start: whoever was at it is gone."""
        ticks.release(work)

    def _first_due(self, work: Work, left_out: set[str]) -> tuple[str, datetime] | None:
        """The oldest job that is due, its newest missed moment; the moments missed before it are dropped, said so."""
        facts.learn_once(work, BEGAN)
        names = [name for name in self.jobs if name not in left_out]
        dues = [(due, name) for name in names if (due := self._after_last(work, name)) and due <= work.now]
        if not dues:
            return None
        due, name = min(dues)
        for _ in range(MOST_MISSED):
            following = self.jobs[name].next_due(work, due)
            if following is None or following > work.now:
                break
            ticks.settle(work, name, due, "dropped", "missed: a later one is due")
            due = following
        return name, due

    def _after_last(self, work: Work, name: str) -> datetime | None:
        last = ticks.last_settled(work, name) or facts.began(work, BEGAN)
        return self.jobs[name].next_due(work, last)

    async def _run(self, name: str, due: datetime) -> bool:
        """Chunk by chunk; False where somebody else is at it."""
        claimed: datetime | None = None
        while True:
            claimed, finished = await self.database.write(lambda work, mine=claimed: self._chunk(work, name, due, mine))
            if claimed is None or finished:
                return claimed is not None

    def _chunk(self, work: Work, name: str, due: datetime, mine: datetime | None) -> tuple[datetime | None, bool]:
        if not ticks.claim(work, name, due, mine):
            return None, False
        finished = self.jobs[name].run(Tick(due=due, now=work.now, work=work, texts=self.texts))
        if finished:
            ticks.settle(work, name, due, "done")
        return work.now, finished
