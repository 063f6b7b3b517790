"""Who owes what for which period, at all three tiers, and how a ledger that exists is brought in line with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, tzinfo

from msgspec import Struct

from rules.absences import Absence, covered, joined
from rules.deadlines import Deadline, month_due, prompt_day, settled
from rules.fiscal import FiscalYear, Month, Period, periods
from rules.frameworks import ANSWERED, Frequency, Method, Round, Settings
from rules.holidays import Calendar
from rules.reliefs import Reliefs
from rules.terms import Term, relieved

WHOLE = "whole"
UNIT_TIER, INDICATOR_TIER, DEPARTMENT_TIER = 1, 2, 3

Key = tuple[str, str, str, str, int]


@dataclass(frozen=True, kw_only=True)
class BoundIndicator:
    """An indicator, the units it binds and the unit that hosts it (None: nobody hands in its rounds).

    `since` is the first month of the units that do not owe it from their own beginning, `away` when units were not
    bound by it between.
    """

    code: str
    method: Method
    frequency: Frequency
    units: tuple[str, ...]
    host: str | None = None
    by_project: bool = False
    since: Mapping[str, Month] = field(default_factory=dict)
    away: Mapping[str, tuple[Absence, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class UnitProject:
    """A unit's project under an indicator, from the month of `starts` (None: any) to the month of `finished`, and when
    it was not in the file between."""

    code: str
    indicator: str
    unit: str
    starts: date | None = None
    finished: date | None = None
    away: tuple[Absence, ...] = ()


class Duty(Struct, frozen=True, kw_only=True):
    """One obligation. WHOLE stands for no unit (tier 3), no indicator, no project.

    `owed_from` is its prompt's day (None at tiers 2 and 3, which are not prompted, and for what may be reported but is
    not owed: on occurrence, or as often as no source says), `due` the day a framework states,
    `counted_until` the first instant that is late; `warned` is false where nothing is due, or was due before the first
    import. Where a `waiver` (code) frees from it, it may be reported and is not owed; a round then keeps its day, by
    which nothing is late. Where an `extension` (code) bears on it, `due` is its day and `stated` the framework's.
    """

    unit: str
    indicator: str
    project: str
    period: str
    tier: int
    first: date
    last: date
    reportable_from: date
    owed_from: date | None
    due: date | None
    hour: time | None
    counted_until: datetime | None
    warned: bool
    waiver: str = ""
    extension: str = ""
    stated: date | None = None

    @property
    def key(self) -> Key:
        """What makes it one: unit, indicator, project, period, tier (within one framework and year)."""
        return self.unit, self.indicator, self.project, self.period, self.tier


@dataclass(frozen=True, kw_only=True)
class Pledge:
    """All that decides what is owed in a fiscal year.

    `starts` is the first month each unit owes (default: that of `imported`, the day of the first import); `calendars`
    are, by tier, those that move its deadlines, that of tier 1 its prompts too; `unit_calendars` are of units whose own
    days move theirs; `reliefs` free from duties or give more time.
    """

    year: FiscalYear
    indicators: tuple[BoundIndicator, ...]
    projects: tuple[UnitProject, ...]
    rounds: tuple[Round, ...]
    settings: Settings
    starts: Mapping[str, Month]
    imported: date
    zone: tzinfo
    calendars: Mapping[int, Calendar]
    unit_calendars: Mapping[str, Calendar] = field(default_factory=dict)
    reliefs: Reliefs = field(default_factory=Reliefs)


@dataclass(frozen=True, kw_only=True)
class Alignment:
    """What a ledger needs: duties to open, to keep as they are, to change (new values), to close (old values)."""

    open: tuple[Duty, ...]
    keep: tuple[Duty, ...]
    change: tuple[Duty, ...]
    close: tuple[Duty, ...]


def duties(pledge: Pledge) -> tuple[Duty, ...]:
    """Everything owed in the year, each key once.

    Tier 1 by unit, indicator, project and period (source 000 §1), tier 2 by indicator and round (§2), tier 3 by round
    (§3). An indicator that no unit answers (fed, survey, none) is owed at no tier but the third. One without a fixed
    frequency can be reported each month (ours) and is owed in none.
    """
    projects: dict[tuple[str, str], list[UnitProject]] = {}
    for project in pledge.projects:
        projects.setdefault((project.indicator, project.unit), []).append(project)
    tier_1 = (duty for indicator in pledge.indicators for duty in _of_units(pledge, indicator, projects))
    tiers_2_3 = (duty for round_ in pledge.rounds for duty in _of_round(pledge, round_))
    return tuple({duty.key: duty for duty in (*tier_1, *tiers_2_3)}.values())


def _of_units(
    pledge: Pledge, indicator: BoundIndicator, projects: Mapping[tuple[str, str], list[UnitProject]]
) -> Iterator[Duty]:
    if indicator.method not in ANSWERED or indicator.frequency == "never":
        return
    fixed = indicator.frequency.isdigit()
    months = int(indicator.frequency) if fixed else 1
    drawn = _unit_term if fixed else _free_term
    terms = [drawn(pledge, period) for period in periods(pledge.year, months)]
    reliefs = pledge.reliefs.of_indicator(UNIT_TIER, indicator.code)
    for unit in indicator.units:
        start = _first_month(pledge, indicator, unit).first
        away = joined(indicator.away.get(unit, ()))
        mine = projects.get((indicator.code, unit), []) if indicator.by_project else []
        its = reliefs.of_unit(unit)
        for term in _terms_of(pledge, unit, terms):
            if term.period.last >= start and not (away and covered(term.period, away)):
                for project in _running(mine, term.period):
                    who = unit, indicator.code, project, UNIT_TIER
                    yield _duty(who, _relieved(pledge, who, term, its) if its else term)


def _first_month(pledge: Pledge, indicator: BoundIndicator, unit: str) -> Month:
    """From when a unit owes an indicator: the unit's own beginning, or later the binding's (house rule)."""
    own = pledge.starts.get(unit, Month.of(pledge.imported))
    return max(own, indicator.since.get(unit, own))


def _terms_of(pledge: Pledge, unit: str, terms: list[Term]) -> list[Term]:
    """The same, moved by the unit's own days where it has some."""
    own = pledge.unit_calendars.get(unit)
    if own is None:
        return terms
    return [
        term if term.due is None else replace(term, counted_until=_moved(pledge, own, term.due, term.hour))
        for term in terms
    ]


def _running(projects: list[UnitProject], period: Period) -> list[str]:
    """The projects running in the period; before the first one starts the unit owes the indicator as a whole, and while
    none is in the file (ours)."""
    there = [it for it in projects if not (it.away and covered(period, it.away))]
    begun = [it for it in there if it.starts is None or it.starts <= period.last]
    if not begun:
        return [WHOLE]
    return [it.code for it in begun if it.finished is None or it.finished >= period.first]


def _unit_term(pledge: Pledge, period: Period) -> Term:
    month, settings = Month.of(period.last), pledge.settings
    due = month_due(month, settings.due_day)
    return Term(
        period=period,
        owed_from=prompt_day(month, settings.prompt_day, pledge.calendars[UNIT_TIER]),
        due=due,
        hour=None if due is None else settings.due_hour,
        counted_until=None if due is None else _counted_until(pledge, UNIT_TIER, due, settings.due_hour),
        warned=due is not None,
    )


def _free_term(_: Pledge, period: Period) -> Term:
    return Term(period=period, owed_from=None, due=None, hour=None, counted_until=None, warned=False)


def _of_round(pledge: Pledge, round_: Round) -> Iterator[Duty]:
    for deadline in round_.deadlines:
        term = Term(
            period=Period(code=round_.code, first=round_.first, last=round_.last),
            owed_from=None,
            due=deadline.on,
            hour=deadline.hour,
            counted_until=_counted_until(pledge, deadline.tier, deadline.on, deadline.hour),
            warned=deadline.on >= pledge.imported,
        )
        for unit, indicator in [(WHOLE, WHOLE)] if deadline.tier == DEPARTMENT_TIER else _hosts(pledge):
            who = unit, indicator, WHOLE, deadline.tier
            its = pledge.reliefs.of_indicator(deadline.tier, indicator)
            yield _duty(who, _relieved(pledge, who, term, its))


def _relieved(pledge: Pledge, who: tuple[str, str, str, int], term: Term, reliefs: Reliefs) -> Term:
    unit, _, project, tier = who
    own = pledge.unit_calendars.get(unit) if tier == UNIT_TIER else None

    def counted(on: date, hour: time | None) -> datetime:
        return _moved(pledge, own or pledge.calendars[tier], on, hour)

    its = reliefs.within(term.period, project)
    return relieved(term, its, tier, imported=pledge.imported, counted=counted) if its else term


def _hosts(pledge: Pledge) -> list[tuple[str, str]]:
    return [(it.host, it.code) for it in pledge.indicators if it.host and it.method in ANSWERED]


def _counted_until(pledge: Pledge, tier: int, due: date, hour: time | None) -> datetime:
    return _moved(pledge, pledge.calendars[tier], due, hour)


def _moved(pledge: Pledge, calendar: Calendar, due: date, hour: time | None) -> datetime:
    deadline = Deadline(on=due, zone=pledge.zone, hour=hour, moves=pledge.settings.moves)
    return settled(deadline, calendar).counted_until


def _duty(who: tuple[str, str, str, int], term: Term) -> Duty:
    unit, indicator, project, tier = who
    return Duty(
        unit=unit,
        indicator=indicator,
        project=project,
        tier=tier,
        period=term.period.code,
        first=term.period.first,
        last=term.period.last,
        reportable_from=term.period.first,
        owed_from=term.owed_from,
        due=term.due,
        hour=term.hour,
        counted_until=term.counted_until,
        warned=term.warned,
        waiver=term.waiver,
        extension=term.extension,
        stated=term.stated,
    )


def align(existing: Iterable[Duty], wanted: Iterable[Duty]) -> Alignment:
    """How to bring `existing` in line with `wanted`, by key; what is not wanted any more is closed, never deleted."""
    old = {duty.key: duty for duty in existing}
    new = {duty.key: duty for duty in wanted}
    both = [duty for key, duty in new.items() if key in old]
    return Alignment(
        open=tuple(duty for key, duty in new.items() if key not in old),
        keep=tuple(duty for duty in both if duty == old[duty.key]),
        change=tuple(duty for duty in both if duty != old[duty.key]),
        close=tuple(duty for key, duty in old.items() if key not in new),
    )


def told_by_project(answered: Iterable[Key]) -> frozenset[Key]:
    """The keys under which nothing is owed as a whole, for it was answered by project: one that goes takes its months
    with it, and nobody reports them twice (house rule). `answered` are the keys of what came."""
    units = (
        (unit, indicator, period, tier)
        for unit, indicator, project, period, tier in answered
        if tier == UNIT_TIER and project != WHOLE
    )
    return frozenset((unit, indicator, WHOLE, period, tier) for unit, indicator, period, tier in units)


def closed_by(duty: Duty, stated: Iterable[Round]) -> Round | None:
    """The round that closed entry for a duty of tier 1 or 2: the first with a stated arrival that covers its days."""
    covering = [it for it in stated if it.first <= duty.first and duty.last <= it.last]
    return min(covering, key=lambda it: it.last, default=None) if duty.tier != DEPARTMENT_TIER else None
