"""What a delay will cost day by day: what is certain, what comes only if nothing is sent, whose days it eats."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_CEILING
from enum import StrEnum
from typing import Literal

from rules.deadlines import Deadline, Stamp, settled
from rules.fiscal import Month, local_date
from rules.holidays import DAY, Calendar
from rules.penalties import Deduction, PenaltyRule, Remark, Verdict, verdict

STATED_TIER = 3
SUNDAY = 6
WEEK = timedelta(days=7)
FORESEEN = 366
"""A cap that is reached after more counted days than these is named once it is."""

Condition = Literal["if_not_sent", "if_not_arrived"]


class Milestone(StrEnum):
    """Why a forecast names a day."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    FIRST_LOSS = "first_loss"
    WEEK_END = "week_end"
    MONTH_END = "month_end"
    CAP = "cap"


@dataclass(frozen=True, kw_only=True)
class Point:
    """What handing in on that day would cost, and after how many counted days."""

    on: date
    why: Milestone
    days: int
    deduction: Deduction
    provisional: bool


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """The verdict of this instant and what comes only under `condition`, in order of days, today first.

    `certain` is what sending now would cost: None where that hangs on an arrival nobody has stated yet. `ends`: the
    last point costs the most that there is, so that nothing comes after it.
    """

    today: Verdict
    certain: Deduction | None
    condition: Condition
    points: tuple[Point, ...]
    ends: bool = False


@dataclass(frozen=True, kw_only=True)
class Eaten:
    """The working days that the tier above had between the two deadlines, and those of them that lateness below ate."""

    had: tuple[date, ...]
    gone: tuple[date, ...]


def forecast(rule: PenaltyRule, deadline: Deadline, now: datetime, calendar: Calendar) -> Forecast:
    """What handing in costs now, tomorrow, on the first day that costs, at the next week's and month's end, at the cap.

    The ends are the first last-working-day of a week and the first last day of a month after tomorrow and after the
    deadline. Beyond the cap no day is named, for nothing changes on it. At tier 3 nothing is certain before the arrival
    is stated (house rules).
    """
    today = verdict(rule, deadline, Stamp(at=now), calendar)
    stated = rule.tier == STATED_TIER
    points = [_point(today, local_date(now, deadline.zone), Milestone.TODAY)]
    coming = _milestones(rule, settled(deadline, calendar).on, points[0].on, calendar)
    most = None if rule.most is None else rule.costing(rule.most)
    for on, why in sorted(coming, key=lambda milestone: milestone[0]):
        if on > points[-1].on and points[-1].deduction != most:
            begins = Stamp(at=datetime.combine(on, time.min, deadline.zone))
            points.append(_point(verdict(rule, deadline, begins, calendar), on, why))
    return Forecast(
        today=today,
        certain=None if stated else today.deduction,
        condition="if_not_arrived" if stated else "if_not_sent",
        points=tuple(points),
        ends=points[-1].deduction == most,
    )


def _point(then: Verdict, on: date, why: Milestone) -> Point:
    provisional = Remark.PROVISIONAL in then.remarks
    return Point(on=on, why=why, days=len(then.days), deduction=then.deduction, provisional=provisional)


def _milestones(rule: PenaltyRule, due: date, today: date, calendar: Calendar) -> Iterator[tuple[date, Milestone]]:
    tomorrow = today + DAY
    base = max(tomorrow, due)
    yield tomorrow, Milestone.TOMORROW
    yield _counted_day(rule, due, 1, calendar), Milestone.FIRST_LOSS
    yield _week_end(base, calendar), Milestone.WEEK_END
    yield Month.of(base + DAY).last, Milestone.MONTH_END
    if rule.most is not None and rule.rate > 0:
        needed = (rule.most / rule.rate).to_integral_value(ROUND_CEILING)
        if needed <= FORESEEN:
            yield _counted_day(rule, due, int(needed), calendar), Milestone.CAP


def _counted_day(rule: PenaltyRule, due: date, count: int, calendar: Calendar) -> date:
    """The day of submission on which `count` days are counted first."""
    return calendar.add_working(due, count) if rule.per == "working" else due + count * DAY


def _week_end(after: date, calendar: Calendar) -> date:
    sunday = after + (SUNDAY - after.weekday()) * DAY
    while (end := calendar.previous_working(sunday)) <= after:
        sunday += WEEK
    return end


def eaten(below: Deadline, above: Deadline, until: date, calendar: Calendar) -> Eaten:
    """Which of the working days after the deadline `below`, up to and including that `above`, are gone by `until`.

    None were had where the deadline above does not lie after the one below (source 000: March's report at six months).
    """
    start, end = settled(below, calendar).on, settled(above, calendar).on
    had = calendar.working_between(start, end)
    return Eaten(had=had, gone=tuple(day for day in had if day <= until))
