"""The steps of a year's process with their days: when each is planned, which are done, what waits for whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from rules.fiscal import FiscalYear, Month, round_period
from rules.holidays import DAY, Calendar
from rules.sources import Source

Unit = Literal["hours", "working", "calendar"]


@dataclass(frozen=True, kw_only=True)
class Window:
    """From `first` (None: from whenever) up to and including `last`; a single day is both."""

    first: date | None
    last: date


@dataclass(frozen=True, kw_only=True)
class Duration:
    """How long a step takes; hours are taken within one working day."""

    amount: int
    unit: Unit


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: its days are its `window`, else what it `takes` after another step or after a round's end (months).

    With a window, `after` says only which step it waits for. `back_to` is the step that follows where its decision is a
    no.
    """

    code: str
    text: str
    owners: tuple[str, ...]
    text_en: str = ""
    window: Window | None = None
    after: str = ""
    after_round: int | None = None
    takes: Duration | None = None
    documents: tuple[str, ...] = ()
    back_to: str = ""
    source: Source = field(default_factory=Source)
    ours: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Happened:
    """A step was finished on a day, or with `back` decided against: the way leads back."""

    step: str
    on: date
    back: bool = False


class Stand(StrEnum):
    """How a step stands on a day: DONE; OPEN to be worked on; LATE; COMING, its days lie ahead; WAITING for another."""

    DONE = "done"
    OPEN = "open"
    LATE = "late"
    COMING = "coming"
    WAITING = "waiting"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A step on a day: its days by plan and as they are to be expected now, on which day it was done, for which step it
    waits ("" for none), the working days it is late, how often the way led back from it."""

    step: Step
    planned: Window
    expected: Window
    stand: Stand
    done_on: date | None = None
    waits_for: str = ""
    late: tuple[date, ...] = ()
    returned: int = 0


class Unordered(ValueError):
    """A step hangs on itself, or on one that is not there."""


def ordered(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps so that each comes after the one it hangs on, else as they are. Raises Unordered."""
    known, placed = {step.code: step for step in steps}, dict[str, Step]()
    for step in steps:
        _place(step, known, placed, ())
    return tuple(placed.values())


def _place(step: Step, known: Mapping[str, Step], placed: dict[str, Step], path: tuple[str, ...]) -> None:
    if step.code in path:
        raise Unordered(step.code)
    if step.after:
        if step.after not in known:
            raise Unordered(step.after)
        _place(known[step.after], known, placed, (*path, step.code))
    placed.setdefault(step.code, step)


def planned(steps: Sequence[Step], year: FiscalYear, calendar: Calendar) -> dict[str, Window]:
    """Each step's days by plan: as if every one before it ended on its last day. Raises Unordered.

    Source 004 gives durations only; that its days are working days, and which step starts where, are readings of ours.
    """
    found: dict[str, Window] = {}
    for step in ordered(steps):
        found[step.code] = _window(step, found[step.after].last if step.after else None, year, calendar)
    return found


def _window(step: Step, base: date | None, year: FiscalYear, calendar: Calendar) -> Window:
    if step.window is not None:
        return step.window
    if step.after_round is not None:
        base = round_period(year, step.after_round).last
    if base is None or step.takes is None:
        raise Unordered(step.code)
    if step.takes.unit == "calendar":
        return Window(first=base + DAY, last=base + step.takes.amount * DAY)
    days = 1 if step.takes.unit == "hours" else step.takes.amount
    return Window(first=calendar.next_working(base + DAY), last=calendar.add_working(base, days))


def month_window(first: Month, last: Month) -> Window:
    """From a month's first day to the last of the same or a later one, as source 002 names its days."""
    return Window(first=first.first, last=last.last)


def over_before(steps: Sequence[Step], year: FiscalYear, calendar: Calendar, since: date) -> tuple[Happened, ...]:
    """The steps whose days were over before the framework came, taken as done on their last day (house rule): nobody
    can be late with what nobody was asked for. Raises Unordered."""
    plan = planned(steps, year, calendar)
    return tuple(Happened(step=step.code, on=plan[step.code].last) for step in steps if plan[step.code].last < since)


def standings(
    steps: Sequence[Step], happened: Iterable[Happened], year: FiscalYear, calendar: Calendar, today: date
) -> tuple[Standing, ...]:
    """How every step stands at the end of `today`, in the order of the file (house rules).

    A way back undoes the steps from its target up to the one that was decided. What hangs on a step that is not done is
    expected as if that ended today, or on its last day where that lies ahead. Raises Unordered.
    """
    plan, log = planned(steps, year, calendar), tuple(happened)
    done, found = {code: it.on for code, it in finished(steps, log).items()}, dict[str, Standing]()
    for step in ordered(steps):
        before = found[step.after] if step.after else None
        base = (before.done_on or max(before.expected.last, today)) if before else None
        expected = _window(step, base, year, calendar)
        waits_for = before.step.code if before and before.done_on is None else ""
        late = () if step.code in done else calendar.working_between(plan[step.code].last, today)
        found[step.code] = Standing(
            step=step,
            planned=plan[step.code],
            expected=expected,
            stand=_stand(step.code in done, late=bool(late), waits=bool(waits_for), window=expected, today=today),
            done_on=done.get(step.code),
            waits_for=waits_for,
            late=late,
            returned=sum(each.back and each.step == step.code for each in log),
        )
    return tuple(found[step.code] for step in steps)


def finished(steps: Sequence[Step], happened: Iterable[Happened]) -> dict[str, Happened]:
    """What finished each step that is done, by the step's code: a way back undoes from its target to where it began."""
    places = {step.code: place for place, step in enumerate(steps)}
    targets, done = {step.code: step.back_to for step in steps}, dict[str, Happened]()
    for each in happened:
        if not each.back:
            done[each.step] = each
        elif targets[each.step]:
            undone = range(places[targets[each.step]], places[each.step] + 1)
            done = {code: it for code, it in done.items() if places[code] not in undone}
    return done


def _stand(is_done: bool, *, late: bool, waits: bool, window: Window, today: date) -> Stand:
    if is_done:
        return Stand.DONE
    if late:
        return Stand.LATE
    if waits:
        return Stand.WAITING
    return Stand.OPEN if window.first is None or window.first <= today else Stand.COMING


def turns(found: Iterable[Standing]) -> dict[str, tuple[Standing, ...]]:
    """What waits for whom: the steps that an owner can do now, the longest late first."""
    mine: dict[str, list[Standing]] = {}
    for each in found:
        if each.stand in (Stand.OPEN, Stand.LATE) and not each.waits_for:
            for owner in each.step.owners:
                mine.setdefault(owner, []).append(each)
    return {owner: tuple(sorted(theirs, key=lambda it: -len(it.late))) for owner, theirs in mine.items()}
