"""On which mornings people hear of what is owed, and why: prompts, warnings, alerts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, tzinfo
from typing import Literal

from msgspec import Struct

from rules.deadlines import (
    Deadline,
    OverdueStep,
    month_due,
    overdue_step,
    prompt_day,
    settled,
    warning_days,
    working_days_late,
)
from rules.fiscal import FiscalYear, Month, periods
from rules.frameworks import Round, Settings
from rules.holidays import Calendar

Kind = Literal["prompt", "warning", "overdue"]
FIRST_HEARERS = {1: "officer", 2: "supervisor", 3: "psdg"}
UNIT_FREQUENCIES = (1, 3, 6, 12)
DAILY_TIER = 3
ALWAYS = 1_000_000
"""More working days of lateness than there are."""


class Term(Struct, frozen=True, kw_only=True):
    """A period or round of a tier with its days; without `owed_on` nobody is prompted, without `due` nobody warned."""

    tier: int
    period: str
    first: date
    last: date
    owed_on: date | None = None
    due: date | None = None
    hour: time | None = None


class Occasion(Struct, frozen=True, kw_only=True):
    """Why people hear of a term on a morning.

    `count` is the working days before the deadline by which a warning is set (0: on the day, or the last one before
    it), those after it for an alert.
    `hears` are the roles that hear it while anything is missing, `if_theirs` those that hear only while something of
    theirs is missing; `moved_from` is the deadline's own day where that is not worked and its warning came before.
    """

    kind: Kind
    term: Term
    hears: tuple[str, ...]
    count: int = 0
    if_theirs: tuple[str, ...] = ()
    moved_from: date | None = None


class Concern(Struct, frozen=True, kw_only=True):
    """That somebody hears of an occasion, by which role, under which framework (its id); of a round at OPDC those who
    report hear because of the periods of tier 1 `below` it."""

    framework_id: str
    role: str
    occasion: Occasion
    below: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Morning:
    """A morning on which people are told, the day up to which they have been told, whose working days are theirs."""

    told_until: date
    today: date
    settings: Settings
    worked: Calendar
    zone: tzinfo


def unit_terms(year: FiscalYear, settings: Settings, calendar: Calendar) -> Iterator[Term]:
    """Every period that units report on, of each frequency, with the days on which it is asked for and due."""
    for months in UNIT_FREQUENCIES:
        for period in periods(year, months):
            month = Month.of(period.last)
            yield Term(
                tier=1,
                period=period.code,
                first=period.first,
                last=period.last,
                owed_on=prompt_day(month, settings.prompt_day, calendar),
                due=month_due(month, settings.due_day),
                hour=settings.due_hour,
            )


def round_terms(rounds: Iterable[Round]) -> Iterator[Term]:
    """The deadlines of tiers 2 and 3."""
    for each in rounds:
        for deadline in each.deadlines:
            yield Term(
                tier=deadline.tier,
                period=each.code,
                first=each.first,
                last=each.last,
                due=deadline.on,
                hour=deadline.hour,
            )


def below(term: Term, terms: Iterable[Term], today: date) -> frozenset[str]:
    """The periods of tier 1 whose days lie within a round's and that have been asked for."""
    return frozenset(
        it.period
        for it in terms
        if it.owed_on is not None and it.owed_on <= today and term.first <= it.first and it.last <= term.last
    )


def occasion(term: Term, morning: Morning, calendar: Calendar) -> Occasion | None:
    """Why people hear of a term this morning, or None; `calendar` counts the days of its tier (house rules).

    Whatever fell on the mornings since the last one makes one occasion, the most urgent: an alert before the prompt,
    and the prompt takes in the warnings up to its day.
    """
    if not morning.worked.is_working(morning.today):
        return None
    return _overdue(term, morning, calendar) or _prompt(term, morning) or _warning(term, morning, calendar)


def _overdue(term: Term, morning: Morning, calendar: Calendar) -> Occasion | None:
    if term.due is None:
        return None
    deadline = _deadline(term, term.due, morning)
    late = working_days_late(deadline, morning.today, calendar)
    heard = working_days_late(deadline, morning.told_until, calendar)
    step = _step(term.tier, morning, late, heard)
    if step is None:
        return None
    return Occasion(kind="overdue", term=term, count=late, hears=step.hears, if_theirs=step.if_theirs)


def _step(tier: int, morning: Morning, late: int, heard: int) -> OverdueStep | None:
    """The ladder's step of this morning. All that has climbed it is repeated on the same days, whatever its deadline:
    what is late for long makes one message a week (house rule)."""
    ladder = morning.settings.overdue
    former, top = overdue_step(tier, ladder, late - 1, 0), overdue_step(tier, ladder, ALWAYS, 0)
    if tier == DAILY_TIER or former is None or former.hears != (top.hears if top else ()):
        return overdue_step(tier, ladder, late, heard)
    start = FiscalYear.of(morning.today).first
    weeks = [
        len(morning.worked.working_between(start, day)) // ladder.repeat for day in (morning.told_until, morning.today)
    ]
    return top if weeks[0] < weeks[1] else None


def _prompt(term: Term, morning: Morning) -> Occasion | None:
    if term.owed_on is None or not morning.told_until < term.owed_on <= morning.today:
        return None
    return Occasion(kind="prompt", term=term, hears=(FIRST_HEARERS[term.tier],))


def _warning(term: Term, morning: Morning, calendar: Calendar) -> Occasion | None:
    if term.due is None:
        return None
    deadline = _deadline(term, term.due, morning)
    due = settled(deadline, calendar).on
    after = max(morning.told_until, term.owed_on or date.min)
    days = warning_days(deadline, morning.settings.warn_before(term.tier), calendar)
    fallen = [day for day in days if after < morning.worked.previous_working(day.on) <= morning.today]
    if not fallen or morning.today > due:
        return None
    return Occasion(
        kind="warning",
        term=term,
        count=min(fallen[-1].before),
        hears=(FIRST_HEARERS[term.tier],),
        moved_from=fallen[-1].moved_from,
    )


def _deadline(term: Term, due: date, morning: Morning) -> Deadline:
    return Deadline(on=due, zone=morning.zone, hour=term.hour, moves=morning.settings.moves)
