"""On which mornings people hear of what is soon due, and why: prompts, warnings; who hears of what is late stands in
rules.rhythm."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta, tzinfo
from typing import Literal

from msgspec import Struct

from rules.deadlines import Deadline, month_due, prompt_day, settled, warning_days
from rules.fiscal import FiscalYear, Month, periods
from rules.frameworks import Round, Settings
from rules.holidays import Calendar

Kind = Literal["prompt", "warning", "overdue", "again", "returned", "nobody", "untold", "step", "week"]
FIRST_HEARERS = {1: "officer", 2: "supervisor", 3: "psdg"}
UNIT_FREQUENCIES = (1, 3, 6, 12)


class Term(Struct, frozen=True, kw_only=True):
    """A period or round of a tier, or a step of the process or a week (tier 0), with its days.

    Without `owed_on` nobody is prompted, without `due` nobody warned. `stated` is the framework's day where `due` is
    that of an extension.
    """

    tier: int
    period: str
    first: date
    last: date
    owed_on: date | None = None
    due: date | None = None
    hour: time | None = None
    stated: date | None = None

    @property
    def extended_to(self) -> date | None:
        """The day of the extension that counts: whoever it bears on is asked and warned apart from the others."""
        return self.due if self.stated else None


class Occasion(Struct, frozen=True, kw_only=True):
    """Why people hear of a term on a morning.

    It is asked for or soon due, it climbs its ladder or comes `again`; a `returned` report is expected again; `nobody`
    can be asked for it in some units; people were `untold`, for want of quota; it is a `step` of the process, soon due
    or late; or a `week` begins.

    `moved_from` is the deadline's own day where that is not worked and its warning came before.
    """

    kind: Kind
    term: Term
    moved_from: date | None = None


class Concern(Struct, frozen=True, kw_only=True):
    """That somebody hears of an occasion, by which role, under which framework (its id); of a round at OPDC those who
    report hear because of the periods of tier 1 `below` it, that were asked for."""

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


def week(morning: Morning) -> Occasion | None:
    """The first morning told in a week, Monday to Sunday: those who only look hear then how it stands (house rule)."""
    monday = morning.today - timedelta(days=morning.today.weekday())
    if morning.told_until >= monday:
        return None
    return Occasion(kind="week", term=Term(tier=0, period="", first=monday, last=monday + timedelta(days=6)))


def occasion(term: Term, morning: Morning, calendar: Calendar) -> Occasion | None:
    """Why those who hear of a term first are told of it this morning, before it is late; or None.

    `calendar` counts the days of its tier (house rules). Whatever fell on the mornings since the last one makes one
    occasion: the prompt takes in the warnings up to its day.
    """
    if not morning.worked.is_working(morning.today):
        return None
    if term.due is not None and morning.today > settled(deadline(term, term.due, morning), calendar).on:
        return None
    return _prompt(term, morning) or _warning(term, morning, calendar)


def returned(ref: str, due: date, morning: Morning, calendar: Calendar) -> Occasion | None:
    """Why those who sent a report that came back hear of the day on which it is expected again: with the warnings of
    tier 1, and once when that day has passed (house rule); or None."""
    term = Term(tier=1, period=ref, first=due, last=due, due=due)
    warned = _warning(term, morning, calendar) if morning.worked.is_working(morning.today) else None
    passed = morning.told_until <= due < morning.today and morning.worked.is_working(morning.today)
    return Occasion(kind="returned", term=term) if warned or passed else None


def _prompt(term: Term, morning: Morning) -> Occasion | None:
    if term.owed_on is None or not morning.told_until < term.owed_on <= morning.today:
        return None
    return Occasion(kind="prompt", term=term)


def _warning(term: Term, morning: Morning, calendar: Calendar) -> Occasion | None:
    if term.due is None:
        return None
    counted = deadline(term, term.due, morning)
    after = max(morning.told_until, term.owed_on or date.min)
    days = warning_days(counted, morning.settings.warn_before(term.tier), calendar)
    fallen = [day for day in days if after < morning.worked.previous_working(day.on) <= morning.today]
    if not fallen or morning.today > settled(counted, calendar).on:
        return None
    return Occasion(kind="warning", term=term, moved_from=fallen[-1].moved_from)


def deadline(term: Term, due: date, morning: Morning) -> Deadline:
    """When a term is due, as its framework counts."""
    return Deadline(on=due, zone=morning.zone, hour=term.hour, moves=morning.settings.moves)
