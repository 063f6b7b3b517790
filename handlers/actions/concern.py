"""Whom a morning concerns: one person's posts held against what is soon due, late, sent back or told to nobody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from rules import rhythm
from rules.occasions import FIRST_HEARERS, Concern, Kind, Occasion, Term
from rules.rhythm import Late
from rules.step_occasions import NO_TIER
from storage import questions_listeners, questions_owing
from storage.questions_clock import Returned
from storage.questions_listeners import Listener, Seat
from storage.tables import people
from storage.tables.frameworks import Framework
from storage.work import Work

UNIT_ROLES = people.OF_UNIT
LOOKING_AT_ALL = (people.PSDG, people.EXECUTIVE)
DEPARTMENT_TIER = 3


@dataclass(frozen=True, kw_only=True)
class Day:
    """What one framework has to tell on a morning, between two instants: what is soon due, late, sent back.

    `below` holds the periods of tier 1 in each round at OPDC, `empty` what is asked for in units where nobody can be
    asked; `untold`: messages of earlier days wait for want of quota; `steps` of the process are soon due or late; a
    `week` begins.
    """

    framework: Framework
    at: datetime
    until: datetime
    occasions: tuple[Occasion, ...]
    late: tuple[Late, ...]
    returned: tuple[tuple[Returned, Occasion], ...]
    below: Mapping[Term, frozenset[str]]
    empty: tuple[Occasion, ...]
    untold: tuple[Occasion, ...]
    steps: tuple[Occasion, ...]
    week: Occasion | None

    @property
    def is_silent(self) -> bool:
        """Whether it has nothing for anybody."""
        told = self.occasions or self.late or self.returned or self.empty or self.untold or self.steps
        return not (told or self.week)

    @property
    def terms(self) -> frozenset[Term]:
        """What is soon due or late."""
        return frozenset(it.term for it in (*self.occasions, *self.late))


@dataclass(frozen=True, kw_only=True)
class Gaps:
    """What has not come of a framework, apart by the days that some of it was extended to; which indicators somebody
    supervises."""

    units: frozenset[tuple[str, date | None, str]]
    indicators: frozenset[tuple[int, str, date | None, str]]
    supervised: frozenset[str]


def gaps(work: Work, day: Day, listeners: Sequence[Listener]) -> Gaps:
    """What is missing, as far as these people are to hear of it: only who looks at indicators needs those."""
    seats = [seat for listener in listeners for seat in listener.seats]
    rounds = [term for term in day.terms if term.tier == DEPARTMENT_TIER]
    wanted = {(term.tier, term.period) for term in rounds}
    looks = any(seat.role not in UNIT_ROLES for seat in seats)
    if looks:
        wanted |= {(term.tier - 1, term.period) for term in rounds} | {(it.tier, it.period) for it in day.terms}
    months = {term.period for term in day.terms if term.tier == 1}.union(*(day.below[term] for term in rounds))
    return Gaps(
        units=questions_owing.units_missing(work, day.framework.id, months, {seat.unit_id for seat in seats}),
        indicators=questions_owing.indicators_missing(work, day.framework.id, wanted),
        supervised=questions_listeners.supervised(work) if looks else frozenset(),
    )


def concerns(listener: Listener, days: Sequence[Day], found: Mapping[str, Gaps]) -> tuple[Concern, ...]:
    """All that one person hears this morning, each once, by the framework (id) with its gaps."""
    told = [it for day in days for it in _soon(listener, day, found[day.framework.id])]
    late = {it: day for day in days for it in _late(listener, day, found[day.framework.id])}
    for it in rhythm.spoken(late):
        kind: Kind = "step" if it.term.tier == NO_TIER else "overdue" if it.climbs else "again"
        occasion = Occasion(kind=kind, term=it.term)
        told.append(_concern(late[it], it.role, occasion))
    return tuple(dict.fromkeys(told))


def _soon(listener: Listener, day: Day, found: Gaps) -> Iterator[Concern]:
    """What is asked for or soon due, what came back, and to the PSDG whom nothing reaches."""
    for seat in listener.seats:
        yield from (_concern(day, seat.role, it) for it in day.occasions if _is_soon(seat, it, found))
        if seat.role in UNIT_ROLES:
            mine = [it for sent, it in day.returned if (seat.unit_id, listener.person.id) in sent.tells]
            yield from (_concern(day, seat.role, it) for it in mine)
        if seat.role == people.PSDG:
            yield from (_concern(day, seat.role, it) for it in (*day.empty, *day.untold, *day.steps))
        if seat.role == people.EXECUTIVE and day.week:
            yield _concern(day, seat.role, day.week)


def _is_soon(seat: Seat, it: Occasion, found: Gaps) -> bool:
    """Whether it is theirs to hear of first, and missing; the PSDG stands in where nobody supervises."""
    first = FIRST_HEARERS[it.term.tier]
    if seat.role == people.PSDG and first == people.SUPERVISOR:
        return _is_alone(it.term, found)
    return seat.role == first and _is_missing(seat, it.term, found)


def _late(listener: Listener, day: Day, found: Gaps) -> Iterator[Late]:
    """What is late and theirs; the PSDG hears as a supervisor does of what nobody supervises."""
    for seat in listener.seats:
        for it in day.late:
            if it.term.tier == NO_TIER:
                yield from (it,) if seat.role == people.PSDG else ()
            elif it.role == seat.role and _is_missing(seat, it.term, found) and _below(seat, it, day, found):
                yield it
            if seat.role == people.PSDG and it.role == people.SUPERVISOR and it.term.tier < DEPARTMENT_TIER:
                yield from (replace(it, role=people.PSDG),) if _is_alone(it.term, found) else ()


def _below(seat: Seat, it: Late, day: Day, found: Gaps) -> bool:
    """Whether somebody who answers for a part still misses something of their own in a round that is late at OPDC."""
    if it.term.tier != DEPARTMENT_TIER or seat.role in LOOKING_AT_ALL:
        return True
    if seat.role == people.SUPERVISOR:
        below = it.term.tier - 1, it.term.period, seat.indicator
        return any((tier, period, name) == below for tier, period, _, name in found.indicators)
    return any(period in day.below[it.term] and unit == seat.unit_id for period, _, unit in found.units)


def _is_missing(seat: Seat, term: Term, found: Gaps) -> bool:
    """Whether something of a term has not come; at tiers 1 and 2 of what is the seat's own, to the PSDG of anything."""
    if term.tier == DEPARTMENT_TIER or seat.role in LOOKING_AT_ALL:
        return any(key[:3] == (term.tier, term.period, term.extended_to) for key in found.indicators)
    if seat.role in UNIT_ROLES:
        return (term.period, term.extended_to, seat.unit_id) in found.units
    return (term.tier, term.period, term.extended_to, seat.indicator) in found.indicators


def _is_alone(term: Term, found: Gaps) -> bool:
    """Whether something is missing of an indicator that nobody supervises."""
    return not found.supervised.issuperset(
        key[-1] for key in found.indicators if key[:3] == (term.tier, term.period, term.extended_to)
    )


def _concern(day: Day, role: str, it: Occasion) -> Concern:
    is_round = it.term.tier == DEPARTMENT_TIER and role in UNIT_ROLES
    under = tuple(sorted(day.below[it.term])) if is_round else ()
    return Concern(framework_id=day.framework.id, role=role, occasion=it, below=under)
