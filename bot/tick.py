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
    """APScheduler, the demo and the tests call `sweep`; the unique key (job, due) makes several of them harmless."""

    database: Database
    clock: Clock
    texts: Texts
    jobs: Mapping[str, Job]

    async def sweep(self) -> None:
        """Do everything that is due now, the oldest first."""
        while found := await self.database.write(self._first_due):
            try:
                await self._run(*found)
            except Exception as fault:
                _log.error("job failed", job=found[0], fault=type(fault).__name__, where=where(fault))
                return

    async def next_due(self) -> datetime | None:
        """When the next job is due, also one that is due already."""
        dues = await self.database.read(lambda work: [self._after_last(work, name) for name in self.jobs])
        return min((due for due in dues if due is not None), default=None)

    def _first_due(self, work: Work) -> tuple[str, datetime] | None:
        """The oldest job that is due, its newest missed moment; the moments missed before it are dropped, said so."""
        facts.learn_once(work, BEGAN)
        dues = [(due, name) for name in self.jobs if (due := self._after_last(work, name)) and due <= work.now]
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

    async def _run(self, name: str, due: datetime) -> None:
        claimed: datetime | None = None
        finished = False
        while not finished:

            def chunk(work: Work, mine: datetime | None = claimed) -> tuple[bool, datetime]:
                if not ticks.claim(work, name, due, mine):
                    return True, work.now
                finished = self.jobs[name].run(Tick(due=due, now=work.now, work=work, texts=self.texts))
                if finished:
                    ticks.settle(work, name, due, "done")
                return finished, work.now

            finished, claimed = await self.database.write(chunk)
