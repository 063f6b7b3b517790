"""A framework's year, played by the product's own clock, jobs, deeds and drawing on a database in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from bot import importing
from bot.clock import MovableClock
from bot.rehearsing import cast, hearing, pricing
from bot.rehearsing.cast import LINE, TELEGRAM
from bot.rehearsing.office import Office, Planned
from bot.tick import Schedule
from handlers import routes
from messages.rehearsal import Came, Rehearsal, Told
from messages.texts import Texts
from rules.fiscal import FiscalYear
from rules.frameworks import Framework
from storage import fleeting
from storage.migrations import upgrade
from storage.tables import frameworks, outbox
from storage.work import Database, Work

PLATFORMS = (LINE, TELEGRAM)
DEEDS = 100
"""In one transaction."""
LAST_SECOND = time(23, 59, 59)
Watch = Callable[[date], None]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is to be played: which days (None: from the year's first day, or that of its process where that is earlier;
    until the last of everything), how many days late which unit or the office is, how many pushes a month are paid."""

    first: date | None
    last: date | None
    late: tuple[tuple[str, int], ...]
    plan: int


async def play(framework: Framework, asked: Asked, texts: Texts, language: str, watch: Watch) -> Rehearsal:
    """Live through the days; `watch` hears of each that is reached."""
    zone = ZoneInfo(framework.settings.timezone)
    first = asked.first or first_day(framework)
    clock = MovableClock(datetime.combine(first, time.min, zone), ticking=False)
    with fleeting.in_memory() as url:
        upgrade(url)
        database = Database(url, clock)
        await database.start()
        try:
            settling_in = partial(_settle_in, framework=framework, asked=asked, texts=texts, language=language)
            office = await database.write(settling_in)
            plan = await database.write(office.plan)
            last = asked.last or await database.write(partial(_last_day, framework=framework, plan=plan))
            stage = _Stage(database=database, clock=clock, office=office, plan=plan[::-1], watch=watch)
            await stage.until(datetime.combine(last, LAST_SECOND, zone))
            days = (first, last)
            return await database.write(lambda work: _remembered(work, framework, asked, office, stage, days))
        finally:
            await database.stop()


def first_day(framework: Framework) -> date:
    """The year's first day, or that of its process where that begins before."""
    windows = (step.window for step in framework.process if step.window is not None)
    return min((FiscalYear(framework.year).first, *(window.first or window.last for window in windows)))


def _settle_in(work: Work, framework: Framework, asked: Asked, texts: Texts, language: str) -> Office:
    """The framework is imported, and somebody comes into every post."""
    importing.take(work, framework, work.now)
    return Office(
        framework=frameworks.in_force(work)[0],
        cast=cast.enrol(work, texts, language),
        texts=texts,
        language=language,
        late=dict(asked.late),
    )


def _last_day(work: Work, framework: Framework, plan: list[Planned]) -> date:
    year, zone = FiscalYear(framework.year), ZoneInfo(framework.settings.timezone)
    days = [deadline.on for each in framework.rounds for deadline in each.deadlines]
    days += [each.at.astimezone(zone).date() for each in plan[-1:]]
    return max((year.last, *days, *pricing.process_days(work, framework)))


def _remembered(
    work: Work, framework: Framework, asked: Asked, office: Office, stage: "_Stage", days: tuple[date, date]
) -> Rehearsal:
    zone = ZoneInfo(framework.settings.timezone)
    return Rehearsal(
        title=framework.title,
        year=framework.year,
        first=days[0],
        last=days[1],
        plan=asked.plan,
        late=asked.late,
        hearers=tuple(office.cast.hearers.values()),
        told=hearing.local(stage.told, zone),
        came=tuple(stage.came),
        prices=pricing.prices(work, office.framework),
        deadlines=pricing.deadlines(work, office.framework),
        free=pricing.free_days(work, office.framework, *days),
    )


@dataclass(kw_only=True)
class _Stage:
    """From due to due: the clock goes there, what falls due is done, and everything that is to be said is said.

    `plan` is what will come, the last first.
    """

    database: Database
    clock: MovableClock
    office: Office
    plan: list[Planned]
    watch: Watch
    told: list[Told] = field(default_factory=list)
    came: list[Came] = field(default_factory=list)

    def __post_init__(self) -> None:
        texts = self.office.texts
        self._schedule = Schedule(database=self.database, clock=self.clock, texts=texts, jobs=routes.JOBS)

    async def until(self, end: datetime) -> None:
        """Live up to `end`."""
        await self._schedule.sweep()
        while (due := await self._next_due()) is not None and due <= end:
            self.clock.reach(due)
            self.watch(due.date())
            await self._schedule.sweep()
            await self._say()
            await self._do()
            await self._say()

    async def _next_due(self) -> datetime | None:
        waiting = await self.database.write(lambda work: [outbox.next_due(work, each) for each in PLATFORMS])
        dues = (await self._schedule.next_due(), *waiting, self.plan[-1].at if self.plan else None)
        return min((due for due in dues if due is not None), default=None)

    async def _do(self) -> None:
        """All that comes by now, in its order."""
        now = self.clock.now()
        while self.plan and self.plan[-1].at <= now:
            mine = [each for each in self.plan[-DEEDS:] if each.at <= now]
            del self.plan[-len(mine) :]
            self.came += await self.database.write(partial(self._together, mine[::-1]))

    def _together(self, mine: list[Planned], work: Work) -> list[Came]:
        return [came for each in mine if (came := self.office.do(work, each)) is not None]

    async def _say(self) -> None:
        for platform in PLATFORMS:
            deed = partial(self._deliver, platform)
            while (found := await self.database.write(deed))[0]:
                self.told += found[1]

    def _deliver(self, platform: str, work: Work) -> tuple[int, list[Told]]:
        return hearing.deliver(work, self.office.texts, platform, self.office.cast, self.office.about)
