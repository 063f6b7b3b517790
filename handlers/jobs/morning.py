"""Every working morning: everybody whom something concerns gets one message, whose words are found when it is sent."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from handlers import place, telling
from handlers.actions import concern, steps
from handlers.actions.concern import Day, Gaps
from handlers.turn import Tick
from messages.incoming import Place
from rules import rhythm
from rules.fiscal import FiscalYear, local_date
from rules.holidays import DAY, Calendar
from rules.occasions import (
    Concern,
    Morning,
    Occasion,
    Term,
    below,
    occasion,
    returned,
    round_terms,
    unit_terms,
    week,
)
from rules.quiet import next_sending
from rules.step_occasions import late_steps, warned
from storage import questions_clock, questions_listeners, questions_owing
from storage.questions_clock import Returned
from storage.questions_listeners import Listener
from storage.tables import facts, frameworks, holidays, outbox, places
from storage.tables.frameworks import Framework
from storage.work import Work

MOST = 200
"""People in one transaction: no chunk holds up a person's answer."""
COMPOSER, AMONG = "remind", "among"
ABOUT_PEOPLE = ("nobody", "untold")
COSTS = frozenset({"overdue", "again", "returned"})
"""What goes before a mere reminder where a platform's messages run short."""
TIERS = (1, 2, 3)
TOLD, PLACE = "morning told", "morning place"
"""The last day whose occasions were told; the due moment that is being told, and the person up to whom it was."""


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
    if not all(day.is_silent for day in days):
        listeners, last = questions_listeners.listeners(tick.work, after, MOST)
        _plan(tick, days, listeners)
    if last:
        facts.learn(tick.work, PLACE, f"{tick.due.timestamp():.0f} {last}")
        return False
    place.without_binder(tick.work, tick.texts)
    facts.learn(tick.work, TOLD, _today(tick, days[0].framework).isoformat())
    return True


def _next_sending(work: Work, framework: Framework, after: datetime) -> datetime:
    settings = framework.settings
    return next_sending(settings, holidays.calendar(work, settings), after, ZoneInfo(settings.timezone))


def _today(tick: Tick, framework: Framework) -> date:
    return local_date(tick.due, ZoneInfo(framework.settings.timezone))


def _place(tick: Tick) -> str:
    due, _, person_id = (facts.get(tick.work, PLACE) or "").partition(" ")
    return person_id if due == f"{tick.due.timestamp():.0f}" else ""


def _day(tick: Tick, framework: Framework) -> Day:
    work, settings, zone = tick.work, framework.settings, ZoneInfo(framework.settings.timezone)
    calendars = {tier: holidays.calendar(work, settings, tier) for tier in TIERS}
    morning = Morning(
        told_until=_told_until(work, framework, zone),
        today=_today(tick, framework),
        settings=settings,
        worked=calendars[1],
        zone=zone,
    )
    units = tuple(unit_terms(FiscalYear(framework.year), settings, calendars[1]))
    begun = [term.period for term in units if term.first <= morning.today]
    owed = questions_owing.terms_owed(work, framework.id, begun, morning.today)
    every: tuple[Term, ...] = (*units, *round_terms(frameworks.rounds(work, framework.id)))
    terms = tuple(it for term in every for it in _as_owed(term, owed.get((term.tier, term.period), ())))
    soon = tuple(it for term in terms if (it := occasion(term, morning, calendars[term.tier])))
    standing = steps.standing(work, framework, morning.today)
    until = datetime.combine(morning.today, settings.quiet_from, zone)
    return Day(
        framework=framework,
        at=max(tick.due, datetime.combine(morning.today, settings.sending_hour, zone)),
        until=until if until > tick.due else until + DAY,
        occasions=soon,
        late=(
            *(it for term in terms for it in rhythm.late(framework.id, term, morning, calendars[term.tier])),
            *late_steps(framework.id, standing, morning, calendars[1]),
        ),
        returned=_returned(work, framework, morning, calendars[1]),
        below={term: below(term, units, morning.today) for term in terms if term.tier == concern.DEPARTMENT_TIER},
        empty=_empty(work, framework, soon),
        untold=_untold(work, morning),
        steps=warned(standing, morning, calendars[1]),
        week=week(morning),
    )


def _as_owed(term: Term, extensions: Iterable[tuple[date | None, str]]) -> Iterator[Term]:
    """A term with the framework's day, and once more for each day that it was extended to, as far as it is owed."""
    for until, hour in extensions:
        if until is None:
            yield term
        elif term.due is not None:
            yield replace(term, due=until, hour=time.fromisoformat(hour) if hour else None, stated=term.due)


def _returned(
    work: Work, framework: Framework, morning: Morning, calendar: Calendar
) -> tuple[tuple[Returned, Occasion], ...]:
    """The reports that are soon expected again, or were until the last morning."""
    waiting = questions_clock.returned(work, framework.id)
    found = ((each, returned(each.ref, each.due, morning, calendar)) for each in waiting)
    return tuple((each, it) for each, it in found if it is not None)


def _empty(work: Work, framework: Framework, soon: tuple[Occasion, ...]) -> tuple[Occasion, ...]:
    """What is asked for this morning in units where nobody can be asked: the PSDG has until the deadline to mend it."""
    asked = [it.term for it in soon if it.kind == "prompt"]
    unheard = questions_clock.unheard(work, framework.id, [term.period for term in asked])
    return tuple(Occasion(kind="nobody", term=term) for term in asked[:1]) if unheard else ()


def _untold(work: Work, morning: Morning) -> tuple[Occasion, ...]:
    """That messages of the last mornings did not go for want of quota: told once."""
    if not questions_clock.untold(work, telling.mornings(morning.told_until, morning.today)):
        return ()
    return (Occasion(kind="untold", term=Term(tier=1, period="", first=morning.told_until, last=morning.today)),)


def _told_until(work: Work, framework: Framework, zone: ZoneInfo) -> date:
    """The last day that needs no telling any more: told, or over when the framework came."""
    adopted = framework.first_adopted_at.astimezone(zone)
    is_over = adopted.time() > framework.settings.sending_hour
    first = adopted.date() if is_over else adopted.date() - DAY
    told = facts.get(work, TOLD)
    return max(first, date.fromisoformat(told)) if told else first


def _plan(tick: Tick, days: list[Day], listeners: tuple[Listener, ...]) -> None:
    found = {day.framework.id: concern.gaps(tick.work, day, listeners) for day in days}
    today = _today(tick, days[0].framework)
    planned = [
        (listener.person, concerns, telling.morning_key(today, listener.person.id))
        for listener in listeners
        if (concerns := concern.concerns(listener, days, found))
    ]
    _plan_places(tick, days, listeners, found)
    outbox.supersede(tick.work, COMPOSER, {person.id: key for person, _, key in planned})
    for person, concerns, key in planned:
        telling.plan(
            tick.work,
            person,
            composer=COMPOSER,
            about=msgspec.json.encode(concerns).decode(),
            key=key,
            why=_why(concerns),
            not_before=min(day.at for day in days),
            not_after=min(day.until for day in days),
            rank=outbox.FIRST if any(it.occasion.kind in COSTS for it in concerns) else outbox.REMINDER,
        )


def _plan_places(tick: Tick, days: list[Day], listeners: tuple[Listener, ...], found: Mapping[str, Gaps]) -> None:
    """A chat of many hears what concerns its binder's office, and nothing about people."""
    binders = {it.person.id: it for it in listeners}
    for bound in places.bound_by(tick.work, list(binders)):
        binder = binders[bound.bound_by]
        seats = tuple(seat for seat in binder.seats if seat.role in place.BINDERS)
        heard = concern.concerns(dataclasses.replace(binder, seats=seats), days, found)
        concerns = tuple(it for it in heard if it.occasion.kind not in ABOUT_PEOPLE)
        if concerns:
            telling.plan(
                tick.work,
                place.at(binder.person, bound.platform, Place(bound.chat, bound.topic)),
                composer=AMONG,
                about=msgspec.json.encode(concerns).decode(),
                key=f"{AMONG}:{bound.id}:{_today(tick, days[0].framework).isoformat()}",
                why=_why(concerns),
                not_before=min(day.at for day in days),
                not_after=min(day.until for day in days),
            )


def _why(concerns: tuple[Concern, ...]) -> str:
    rules = dict.fromkeys(f"{it.occasion.kind} {it.occasion.term.tier}" for it in concerns)
    return f"morning: {', '.join(rules)}"
