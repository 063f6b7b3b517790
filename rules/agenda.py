"""All days of a year in one list: when months are due, rounds sent, changes asked for, steps of the process done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from rules.deadlines import month_due
from rules.fiscal import FiscalYear, Month
from rules.frameworks import ChangeRule, Round, RoundDeadline, Settings
from rules.holidays import Calendar
from rules.process import Step, Window, planned

UNIT_TIER = 1
Kind = Literal["month", "round", "changes", "step"]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing with the days that count: which month, round with its deadline, or step it is about.

    `key` is unique in the framework and stays the same when the days move; `hour` where it is due at one; `stated` the
    framework's day where an extension's counts; `waived`: nobody owes it.
    """

    kind: Kind
    key: str
    window: Window
    month: Month | None = None
    months: int = 0
    deadline: RoundDeadline | None = None
    step: Step | None = None
    hour: time | None = None
    stated: date | None = None
    waived: bool = False


@dataclass(frozen=True, kw_only=True)
class Dated:
    """What has days in a framework; `monthly`: something is reported every month; `moving`, by tier, the calendars that
    move deadlines.

    By the code of a month or round and a tier: `extended` the days and hours to which all of it was extended, `waived`
    what nobody owes. What was granted to some alone is theirs and stands in no calendar.
    """

    year: FiscalYear
    settings: Settings
    monthly: bool
    rounds: tuple[Round, ...]
    changes: ChangeRule | None
    process: tuple[Step, ...]
    extended: Mapping[tuple[str, int], tuple[date, time | None]] = field(default_factory=dict)
    waived: frozenset[tuple[str, int]] = frozenset()
    moving: Mapping[int, Calendar] = field(default_factory=dict)

    def due(self, code: str, tier: int, on: date, hour: time | None) -> tuple[date, time | None, date | None]:
        """The day and hour that count, and the day as it is stated where an extension changed either."""
        until, at = self.extended.get((code, tier), (on, hour))
        return until, at, None if (until, at) == (on, hour) else on

    def counted(self, tier: int, on: date) -> Window:
        """The day that counts for what is due on a day at a tier."""
        day = self.moving[tier].next_working(on) if tier in self.moving else on
        return Window(first=day, last=day)


def agenda(framework: Dated, calendar: Calendar) -> tuple[Entry, ...]:
    """Everything with a day, by its last day; a month without a due day (source 000 prints none) is not in it."""
    found = (*_months(framework), *_rounds(framework), *_changes(framework), *_steps(framework, calendar))
    return tuple(sorted(found, key=lambda entry: entry.window.last))


def _months(framework: Dated) -> Iterator[Entry]:
    if not framework.monthly:
        return
    for month in framework.year.months:
        due = month_due(month, framework.settings.due_day)
        if due is not None:
            on, hour, stated = framework.due(month.code, UNIT_TIER, due, framework.settings.due_hour)
            yield Entry(
                kind="month",
                key=f"month-{month.number}",
                window=framework.counted(UNIT_TIER, on),
                month=month,
                hour=hour,
                stated=stated,
                waived=(month.code, UNIT_TIER) in framework.waived,
            )


def _rounds(framework: Dated) -> Iterator[Entry]:
    for round_ in framework.rounds:
        for it in round_.deadlines:
            on, hour, stated = framework.due(round_.code, it.tier, it.on, it.hour)
            yield Entry(
                kind="round",
                key=f"round-{round_.code}-{it.tier}",
                window=framework.counted(it.tier, on),
                months=int(round_.code),
                deadline=it,
                hour=hour,
                stated=stated,
                waived=(round_.code, it.tier) in framework.waived,
            )


def _changes(framework: Dated) -> Iterator[Entry]:
    if framework.changes is not None:
        until = framework.changes.until
        yield Entry(kind="changes", key="changes", window=Window(first=until, last=until))


def _steps(framework: Dated, calendar: Calendar) -> Iterator[Entry]:
    days: Mapping[str, Window] = planned(framework.process, framework.year, calendar)
    for step in framework.process:
        yield Entry(kind="step", key=f"step-{step.code}", window=days[step.code], step=step)
