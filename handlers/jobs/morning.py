"""Every working morning: everybody whom something concerns gets one message, whose words are found when it is sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from handlers import telling
from handlers.turn import Tick
from rules.fiscal import FiscalYear, local_date
from rules.holidays import DAY
from rules.occasions import Concern, Morning, Occasion, Term, below, occasion, round_terms, unit_terms
from storage import questions_clock
from storage.questions_clock import Listener, Seat
from storage.tables import facts, frameworks, holidays, people
from storage.tables.frameworks import Framework
from storage.work import Work

MOST = 200
"""People in one transaction: no chunk holds up a person's answer."""
UNIT_ROLES = (people.OFFICER, people.HEAD)
TOLD, PLACE = "morning told", "morning place"
"""The last day whose occasions were told; the due moment that is being told, and the person up to whom it was."""


@dataclass(frozen=True, kw_only=True)
class _Day:
    """What one framework has to tell this morning; `below` holds the periods of tier 1 in each of its rounds."""

    framework: Framework
    at: datetime
    until: datetime
    occasions: tuple[Occasion, ...]
    below: dict[Occasion, frozenset[str]]


@dataclass(frozen=True, kw_only=True)
class _Gaps:
    """What has not come of a framework, and which indicators somebody supervises."""

    units: frozenset[tuple[str, str]]
    indicators: frozenset[tuple[int, str, str]]
    supervised: frozenset[str]


def next_due(work: Work, after: datetime) -> datetime | None:
    """The first sending hour on a working day after an instant, of any framework in force; None where none is."""
    return min((_next_sending(work, each, after) for each in frameworks.in_force(work)), default=None)


def run(tick: Tick) -> bool:
    """Plan a message for the next people whom something concerns today; False while there are more.

    Past the day's use nobody is told: the next morning makes one message of both. The keys of the outbox make a chunk
    repeatable, and who looks after the place takes it up where it was left.
    """
    days = [_day(tick, each) for each in frameworks.in_force(tick.work)]
    if not days or tick.now >= min(day.until for day in days):
        return True
    after = _place(tick)
    last = ""
    if any(day.occasions for day in days):
        listeners, last = questions_clock.listeners(tick.work, after, MOST)
        _plan(tick, days, listeners)
    if last:
        facts.learn(tick.work, PLACE, f"{tick.due.timestamp():.0f} {last}")
        return False
    facts.learn(tick.work, TOLD, _today(tick, days[0].framework).isoformat())
    return True


def _next_sending(work: Work, framework: Framework, after: datetime) -> datetime:
    settings, zone = framework.settings, ZoneInfo(framework.settings.timezone)
    calendar = holidays.calendar(work, settings)
    day = calendar.next_working(local_date(after, zone))
    if datetime.combine(day, settings.sending_hour, zone) <= after:
        day = calendar.next_working(day + DAY)
    return datetime.combine(day, settings.sending_hour, zone)


def _today(tick: Tick, framework: Framework) -> date:
    return local_date(tick.due, ZoneInfo(framework.settings.timezone))


def _place(tick: Tick) -> str:
    due, _, person_id = (facts.get(tick.work, PLACE) or "").partition(" ")
    return person_id if due == f"{tick.due.timestamp():.0f}" else ""


def _day(tick: Tick, framework: Framework) -> _Day:
    settings, zone = framework.settings, ZoneInfo(framework.settings.timezone)
    today = _today(tick, framework)
    calendars = {tier: holidays.calendar(tick.work, settings, tier) for tier in (1, 2, 3)}
    morning = Morning(
        told_until=_told_until(tick.work, framework, zone),
        today=today,
        settings=settings,
        worked=calendars[1],
        zone=zone,
    )
    units = tuple(unit_terms(FiscalYear(framework.year), settings, calendars[1]))
    terms: tuple[Term, ...] = (*units, *round_terms(frameworks.rounds(tick.work, framework.id)))
    found = tuple(it for term in terms if (it := occasion(term, morning, calendars[term.tier])))
    until = datetime.combine(today, settings.quiet_from, zone)
    return _Day(
        framework=framework,
        at=max(tick.due, datetime.combine(today, settings.sending_hour, zone)),
        until=until if until > tick.due else until + DAY,
        occasions=found,
        below={it: below(it.term, units, today) for it in found if it.if_theirs},
    )


def _told_until(work: Work, framework: Framework, zone: ZoneInfo) -> date:
    """The last day that needs no telling any more: told, or over when the framework came."""
    adopted = framework.first_adopted_at.astimezone(zone)
    is_over = adopted.time() > framework.settings.sending_hour
    first = adopted.date() if is_over else adopted.date() - DAY
    told = facts.get(work, TOLD)
    return max(first, date.fromisoformat(told)) if told else first


def _plan(tick: Tick, days: list[_Day], listeners: tuple[Listener, ...]) -> None:
    gaps = {day.framework.id: _gaps(tick.work, day, listeners) for day in days if day.occasions}
    for listener in listeners:
        concerned = [
            (day, concern)
            for day in days
            if day.occasions
            for concern in dict.fromkeys(_concerns(listener, day, gaps[day.framework.id]))
        ]
        if not concerned:
            continue
        concerns = tuple(concern for _, concern in concerned)
        today = _today(tick, concerned[0][0].framework)
        telling.plan(
            tick.work,
            listener.person,
            composer="remind",
            about=msgspec.json.encode(concerns).decode(),
            key=f"remind:{listener.person.id}:{today.isoformat()}",
            why=_why(concerns),
            not_before=min(day.at for day, _ in concerned),
            not_after=min(day.until for day, _ in concerned),
        )


def _why(concerns: tuple[Concern, ...]) -> str:
    rules = dict.fromkeys(f"{it.occasion.kind} {it.occasion.term.tier}" for it in concerns)
    return f"morning: {', '.join(rules)}"


def _gaps(work: Work, day: _Day, listeners: tuple[Listener, ...]) -> _Gaps:
    """What is missing, as far as these people are to hear of it: only who looks at indicators needs those."""
    seats = [seat for listener in listeners for seat in listener.seats]
    wanted = {(it.term.tier, it.term.period) for it in day.below}
    looks = any(seat.role not in UNIT_ROLES for seat in seats)
    if looks:
        wanted |= {(it.term.tier, it.term.period) for it in day.occasions}
        wanted |= {(it.term.tier - 1, it.term.period) for it in day.below}
    months = {it.term.period for it in day.occasions if it.term.tier == 1}.union(*day.below.values())
    return _Gaps(
        units=questions_clock.units_missing(work, day.framework.id, months, {seat.unit_id for seat in seats}),
        indicators=questions_clock.indicators_missing(work, day.framework.id, wanted),
        supervised=questions_clock.supervised(work) if looks else frozenset(),
    )


def _concerns(listener: Listener, day: _Day, gaps: _Gaps) -> Iterator[Concern]:
    for seat in listener.seats:
        for it in day.occasions:
            if _hears(seat, it, gaps) or _hears_of_theirs(seat, it, day, gaps):
                under = tuple(sorted(day.below.get(it, ()))) if seat.role in UNIT_ROLES else ()
                yield Concern(framework_id=day.framework.id, role=seat.role, occasion=it, below=under)


def _hears(seat: Seat, it: Occasion, gaps: _Gaps) -> bool:
    """Whether something is missing that is theirs to hear of; the PSDG stands in where nobody supervises."""
    tier, period = it.term.tier, it.term.period
    if seat.role == people.PSDG:
        missing = [name for of, which, name in gaps.indicators if (of, which) == (tier, period)]
        alone = people.SUPERVISOR in it.hears and not gaps.supervised.issuperset(missing)
        return alone or (seat.role in it.hears and bool(missing))
    return seat.role in it.hears and _theirs(seat, tier, period, gaps)


def _hears_of_theirs(seat: Seat, it: Occasion, day: _Day, gaps: _Gaps) -> bool:
    """Whether a round is missing at OPDC, and something of theirs in it."""
    late = any(key[:2] == (it.term.tier, it.term.period) for key in gaps.indicators)
    if seat.role not in it.if_theirs or not late:
        return False
    if seat.role == people.SUPERVISOR:
        return _theirs(seat, it.term.tier - 1, it.term.period, gaps)
    return any(_theirs(seat, 1, period, gaps) for period in day.below[it])


def _theirs(seat: Seat, tier: int, period: str, gaps: _Gaps) -> bool:
    if seat.role in UNIT_ROLES:
        return (period, seat.unit_id) in gaps.units
    return (tier, period, seat.indicator) in gaps.indicators
