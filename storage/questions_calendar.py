"""What falls due by itself in the time to come: prompts, warnings, due days, and the first alert after each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count, groupby
from typing import Literal
from zoneinfo import ZoneInfo

from rules.deadlines import Deadline, settled, warning_days
from rules.fiscal import FiscalYear
from rules.frameworks import Settings
from rules.holidays import Calendar
from rules.process import planned
from rules.rhythm import is_told
from storage.tables import frameworks, holidays, obligations, process
from storage.tables.frameworks import Framework
from storage.tables.obligations import Owed
from storage.work import Work

Kind = Literal["prompt", "warning", "due", "overdue", "step"]
TIERS = (1, 2, 3)


@dataclass(frozen=True, kw_only=True, order=True)
class Coming:
    """One moment at which people hear something; `count` is the working days before (warning) or late (overdue), `step`
    the code of a step of the process whose last day by plan it is (tier 0)."""

    at: datetime
    tier: int
    kind: Kind
    count: int = 0
    step: str = ""


@dataclass(frozen=True, kw_only=True)
class _Term:
    """All that one tier of a framework owes with the same days; `missing` while something of it has not come."""

    prompt: date | None
    due: date | None
    missing: bool


def upcoming(work: Work, now: datetime, until: datetime) -> tuple[Coming, ...]:
    """Every moment after `now` and up to `until`, each once, in order of time.

    What has come is neither warned about nor late; of the alerts after a due day only the next one is known.
    """
    found = {
        coming
        for framework in frameworks.in_force(work)
        for coming in _of_framework(work, framework, now)
        if now < coming.at <= until
    }
    return tuple(sorted(found))


def _of_framework(work: Work, framework: Framework, now: datetime) -> Iterator[Coming]:
    ledger = [owed for owed in obligations.existing(work, framework.id) if not owed.closed]
    for tier in TIERS:
        calendar = holidays.calendar(work, framework.settings, tier)
        for term in _terms([owed for owed in ledger if owed.duty.tier == tier]):
            yield from _of_term(framework.settings, tier, term, calendar, now)
    yield from _of_steps(work, framework)


def _of_steps(work: Work, framework: Framework) -> Iterator[Coming]:
    """Each on its last day by plan, whether it is done by then or not."""
    steps, settings = process.steps(work, framework.id), framework.settings
    days = planned(steps, FiscalYear(framework.year), holidays.calendar(work, settings))
    for step in steps:
        at = datetime.combine(days[step.code].last, settings.sending_hour, ZoneInfo(settings.timezone))
        yield Coming(at=at, tier=0, kind="step", step=step.code)


def _terms(ledger: list[Owed]) -> Iterator[_Term]:
    def days(owed: Owed) -> tuple[date, date]:
        due = owed.duty.due if owed.duty.warned else None
        return owed.duty.owed_from or date.min, due or date.max

    for (prompt, due), alike in groupby(sorted(ledger, key=days), key=days):
        yield _Term(
            prompt=None if prompt == date.min else prompt,
            due=None if due == date.max else due,
            missing=any(owed.open and not owed.answered for owed in alike),
        )


def _of_term(settings: Settings, tier: int, term: _Term, calendar: Calendar, now: datetime) -> Iterator[Coming]:
    def coming(day: date, kind: Kind, count: int = 0) -> Coming:
        at = datetime.combine(day, settings.sending_hour, ZoneInfo(settings.timezone))
        return Coming(at=at, tier=tier, kind=kind, count=count)

    if term.prompt:
        yield coming(term.prompt, "prompt")
    if term.due is None:
        return
    deadline = settled(Deadline(on=term.due, zone=ZoneInfo(settings.timezone), moves=settings.moves), calendar)
    yield coming(deadline.on, "due")
    if term.missing:
        before = warning_days(deadline, settings.warn_before(tier), calendar)
        yield from (coming(day.on, "warning", max(day.before)) for day in before if day.on != deadline.on)
        alerts = (coming(day, "overdue", late) for day, late in _alert_days(settings, tier, deadline.on, calendar))
        yield next(alert for alert in alerts if alert.at > now)


def _alert_days(settings: Settings, tier: int, due: date, calendar: Calendar) -> Iterator[tuple[date, int]]:
    """The days on which somebody hears that it is late, each with the working days that it is late then; no end. Where
    more is late, what has climbed its ladder comes again on the days of the newest (rules.rhythm)."""
    for late in count(1):
        due = calendar.add_working(due, 1)
        if is_told(tier, settings.overdue, late):
            yield due, late
