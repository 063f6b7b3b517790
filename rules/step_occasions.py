"""On which mornings the PSDG hears of a step of the process: soon due, then late (source 001 §1.5.2 has its days)."""

from collections.abc import Iterable, Iterator

from rules.deadlines import Deadline, WarningDay, warning_days
from rules.holidays import Calendar
from rules.occasions import Morning, Occasion, Term
from rules.process import Stand, Standing
from rules.rhythm import PSDG, Late

NO_TIER = 0
"""A step belongs to no tier: nothing is reported by it."""
WARNED_AS = 3
"""The tier whose days of warning are a step's: both are the department's own (house rule)."""
FIRST_RUNG = 1
"""The working day of lateness on which the PSDG hears of a step; from then on it has the rhythm of all that is late."""


def warned(found: Iterable[Standing], morning: Morning, calendar: Calendar) -> tuple[Occasion, ...]:
    """The steps that are soon due, each of which can be done; what waits for another is that one's (house rules)."""
    if not morning.worked.is_working(morning.today):
        return ()
    soon = (it for it in _to_do(found) if it.stand is not Stand.LATE and _is_warned(it, morning, calendar))
    return tuple(Occasion(kind="step", term=_term(it)) for it in soon)


def late_steps(framework_id: str, found: Iterable[Standing], morning: Morning, calendar: Calendar) -> tuple[Late, ...]:
    """The steps that are late, as the rhythm of the PSDG counts them."""
    return tuple(
        Late(
            framework_id=framework_id,
            role=PSDG,
            term=_term(it),
            today=len(it.late),
            told=len(calendar.working_between(it.planned.last, morning.told_until)),
            rungs=(FIRST_RUNG,),
            repeat=morning.settings.overdue.repeat,
        )
        for it in _to_do(found)
        if it.stand is Stand.LATE
    )


def _to_do(found: Iterable[Standing]) -> Iterator[Standing]:
    return (it for it in found if it.stand is not Stand.DONE and not it.waits_for)


def _is_warned(standing: Standing, morning: Morning, calendar: Calendar) -> bool:
    due = Deadline(on=standing.expected.last, zone=morning.zone)
    days = warning_days(due, morning.settings.warn_before(WARNED_AS), calendar)
    return any(_falls(day, morning) for day in days)


def _falls(day: WarningDay, morning: Morning) -> bool:
    return morning.told_until < morning.worked.previous_working(day.on) <= morning.today


def _term(standing: Standing) -> Term:
    """By its code as the period; its days are those that it was planned for where it is late."""
    window = standing.planned if standing.stand is Stand.LATE else standing.expected
    first = window.first or window.last
    return Term(tier=NO_TIER, period=standing.step.code, first=first, last=window.last, due=window.last)
