"""What each late day would cost under a framework, and the days that matter beside it: deadlines, holidays, process."""

from collections.abc import Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from messages.rehearsal import Cause, Price
from rules.deadlines import Deadline, Stamp
from rules.fiscal import FiscalYear, days_between
from rules.frameworks import Framework as Filed
from rules.holidays import DAY, Weekend
from rules.penalties import PenaltyRule, verdict
from rules.process import planned
from storage.tables import frameworks, holidays, obligations
from storage.tables.frameworks import Framework
from storage.work import Work

DAYS_LATE = 30
"""So many days after each deadline are priced."""


def deadlines(work: Work, framework: Framework) -> tuple[Cause, ...]:
    """Every deadline that anybody owes something for, each once, the earliest first."""
    owed = (each.duty for each in obligations.existing(work, framework.id))
    found = {
        Cause(kind="warning", tier=duty.tier, period=duty.period, first=duty.first, last=duty.last, due=duty.due)
        for duty in owed
        if duty.due is not None and not duty.waiver
    }
    return tuple(sorted(found, key=lambda it: (it.due or date.max, it.tier, it.first, it.last)))


def prices(work: Work, framework: Framework) -> tuple[Price, ...]:
    """For each deadline of a round, and for a period's where a rule prices it, what each day after it would cost."""
    return tuple(_prices(work, framework))


def _prices(work: Work, framework: Framework) -> Iterator[Price]:
    zone = ZoneInfo(framework.settings.timezone)
    hours = {each.duty.due: each.duty.hour for each in obligations.existing(work, framework.id)}
    for what in deadlines(work, framework):
        rule = _rule(work, framework, what)
        if what.due is None or (rule is None and what.tier == 1):
            continue
        calendar = holidays.calendar(work, framework.settings, what.tier)
        deadline = Deadline(on=what.due, zone=zone, hour=hours.get(what.due), moves=framework.settings.moves)
        days = (what.due + number * DAY for number in range(1, DAYS_LATE + 1))
        stamps = (Stamp(at=datetime.combine(day, time.min, zone)) for day in days)
        counted = tuple(verdict(rule, deadline, stamp, calendar) for stamp in stamps) if rule else ()
        yield Price(what=what, verdicts=counted)


def _rule(work: Work, framework: Framework, what: Cause) -> PenaltyRule | None:
    known = frameworks.rounds(work, framework.id)
    if what.tier > 1:
        return frameworks.penalty_for(work, framework.id, what.tier, int(what.period))
    covering = next((each for each in known if each.first <= what.first and what.last <= each.last), None)
    return frameworks.penalty_for(work, framework.id, 1, int(covering.code)) if covering else None


def free_days(work: Work, framework: Framework, first: date, last: date) -> tuple[date, ...]:
    """The days from Monday to Friday that the department does not work."""
    calendar = holidays.calendar(work, framework.settings)
    reasons = ((day, calendar.reason_not_working(day)) for day in days_between(first, last))
    return tuple(day for day, reason in reasons if reason is not None and not isinstance(reason, Weekend))


def process_days(work: Work, framework: Filed) -> tuple[date, ...]:
    """The last day of each step of the process, by plan."""
    calendar = holidays.calendar(work, framework.settings)
    found = planned(framework.process, FiscalYear(framework.year), calendar)
    return tuple(window.last for window in found.values())
