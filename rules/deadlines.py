"""When something is due, how late it came, on which days people are warned, prompted and alerted."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

from rules.fiscal import Month, days_between, local_date
from rules.holidays import DAY, Calendar, NotWorking
from rules.refusals import FutureArrival
from rules.sources import Source

# The longest that Telegram keeps a press before it hands it over; a press carries no stamp of its own.
PRESS_GRACE = timedelta(seconds=150)
MINUTE = timedelta(minutes=1)
RETURN_DAYS = 5

Counting = Literal["calendar", "working"]


@dataclass(frozen=True, kw_only=True)
class Extended:
    """That another day counts than the `stated` one of a framework: which was given, why and by whose authority."""

    stated: date
    until: date
    reason: str
    authority: str
    reason_en: str = ""
    authority_en: str = ""
    source: Source = field(default_factory=Source)


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The day (in `zone`) and, if a framework sets one, the hour something is due; `moves` to the next working day.

    `extended` where `on` is not the day that the framework states.
    """

    on: date
    zone: tzinfo
    hour: time | None = None
    moves: bool = False
    extended: Extended | None = None

    @property
    def counted_until(self) -> datetime:
        """The first instant that is late: the end of the day, or of the minute of the hour set (house rules)."""
        if self.hour is None:
            return datetime.combine(self.on + DAY, time.min, self.zone)
        return datetime.combine(self.on, self.hour.replace(second=0, microsecond=0), self.zone) + MINUTE


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """When something was handed in: the platform's stamp or a stated arrival (`exact`), or only when it reached us."""

    at: datetime
    exact: bool = True


@dataclass(frozen=True, kw_only=True)
class Lateness:
    """How late: the days counted one by one, those left out with their reasons, whether a slow press was forgiven."""

    late: bool
    days: tuple[date, ...]
    left_out: tuple[NotWorking, ...]
    forgiven: bool
    provisional: bool


@dataclass(frozen=True, kw_only=True)
class WarningDay:
    """A day on which people are warned: which rules meet on it (working days before, 0 = the day itself) and, where the
    deadline's own day is not worked, the day it was moved from."""

    on: date
    before: tuple[int, ...]
    moved_from: date | None = None


def settled(deadline: Deadline, calendar: Calendar) -> Deadline:
    """The deadline that counts: on the next working day where its framework moves it (no source prints such a rule)."""
    return replace(deadline, on=calendar.next_working(deadline.on), moves=False) if deadline.moves else deadline


def late_days(deadline: Deadline, stamp: Stamp, calendar: Calendar, counting: Counting) -> Lateness:
    """The lateness of `stamp`: from the day after the deadline up to and including that of submission (house rule).

    A press without a stamp that reaches us within 150 s after the deadline counts as on time. What comes on the
    deadline's day after its hour is late by no day. Working days that are counted beyond the announced
    holidays are provisional.
    """
    due = settled(deadline, calendar)
    over = stamp.at - due.counted_until
    on_time = over < timedelta(0)
    forgiven = not on_time and not stamp.exact and over <= PRESS_GRACE
    arrived = local_date(stamp.at, due.zone)
    until = due.on if on_time or forgiven else arrived
    working = counting == "working"
    return Lateness(
        late=not on_time and not forgiven,
        days=calendar.working_between(due.on, until) if working else days_between(due.on + DAY, until),
        left_out=calendar.left_out_between(due.on, until) if working else (),
        forgiven=forgiven,
        provisional=(until > due.on and working and calendar.provisional(until))
        or (deadline.moves and calendar.provisional(due.on)),
    )


def stated_arrival(on: date, hour: time | None, zone: tzinfo, now: datetime) -> Stamp:
    """The stamp of an arrival that somebody states (tier 3); without an hour the day's first instant.

    Raises FutureArrival where it lies after `now`.
    """
    at = datetime.combine(on, hour or time.min, zone)
    if at > now:
        raise FutureArrival(stated=at if hour else on, now=now)
    return Stamp(at=at)


def warning_days(deadline: Deadline, before: Iterable[int], calendar: Calendar) -> tuple[WarningDay, ...]:
    """The days of warning, in order, one each: so many working days before, and for 0 on the day itself (house rule).

    The day's own warning moves to the last working day before a run of holidays that covers it.
    """
    due = settled(deadline, calendar).on
    own = calendar.previous_working(due)
    rules: dict[date, list[int]] = {}
    for count in sorted(set(before)):
        rules.setdefault(calendar.add_working(due, -count) if count else own, []).append(count)
    moved = due if own != due else None
    return tuple(
        WarningDay(on=on, before=tuple(rules[on]), moved_from=moved if 0 in rules[on] else None) for on in sorted(rules)
    )


def prompt_day(month: Month, day_of_month: int | None, calendar: Calendar) -> date:
    """The day people are asked for `month`: the first working day of the month after it, or from a fixed day on."""
    return calendar.next_working(month.next().day(day_of_month or 1))


def month_due(month: Month, day_of_month: int | None) -> date | None:
    """The day `month` is due in the month after it (its last day where that is shorter); None where none is set."""
    return None if day_of_month is None else month.next().day(day_of_month)


def return_date(today: date, calendar: Calendar, days: int = RETURN_DAYS) -> date:
    """When a report that is sent back today is expected again: five working days later unless a framework differs."""
    return calendar.add_working(today, days)


def working_days_late(deadline: Deadline, today: date, calendar: Calendar) -> int:
    """How many working days late `today` is, for the ladder of alerts; 0 while it is not late."""
    return calendar.count_working(settled(deadline, calendar).on, today)


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """From which working day of lateness on who hears of tier 1; `repeat` working days after that also the PSDG. What
    has climbed it comes again every `repeat` working days."""

    officer: int = 1
    head: int = 3
    supervisor: int = 7
    repeat: int = 5
