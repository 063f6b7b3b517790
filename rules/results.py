"""What the reports of a round come to: one result of an indicator, for a unit or for many together, and how.

House rules, for no source says it (docs/scoring.md). A report tells of its own period, so numbers, entries, and the
parts and wholes of ratios add up over the round; a step that was done stays done, so the highest counts; a per cent
that was typed as a number stands for itself, so the last counts. Everything is exact: nothing is rounded here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from rules.entries import PERCENT, Amount, Answer, Entries, RatioOf, StepReached
from rules.frameworks import Method
from rules.scoring import mean_level
from rules.stages import Stage

NONE = Decimal(0)


class Way(StrEnum):
    """How several reports become one result; UNREPORTED: no report holds a figure, it has to be stated."""

    LEVEL = "level"
    SUM = "sum"
    LAST = "last"
    JOINT = "joint"
    ENTRIES = "entries"
    UNREPORTED = "unreported"


_WAYS: dict[Method, Way] = {
    "step": Way.LEVEL,
    "number": Way.SUM,
    "ratio": Way.JOINT,
    "list": Way.ENTRIES,
    "distinct": Way.ENTRIES,
}


def way_of(method: Method, *, per_cent: bool) -> Way:
    """How the reports of a method become a result; `per_cent`: a number is measured in per cent."""
    return Way.LAST if method == "number" and per_cent else _WAYS.get(method, Way.UNREPORTED)


@dataclass(frozen=True, kw_only=True)
class Reported:
    """The newest version of a unit's report on one period; `project` is empty for none."""

    ref: str
    project: str
    first: date
    last: date
    answer: Answer
    stage: Stage


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What reports come to, of one unit or added up over several.

    `owing` counts the units that reported or owe to, `reporting` those that did; `reports` what came, of it `waiting`
    undecided and `returned` sent back, all of which count. `levels` is the sum of the units' levels, `amount` that of
    their numbers or parts, `whole` of their wholes, `entries` of their entries, `last` of each unit's last number,
    which `numbered` units have.
    """

    owing: int = 0
    reporting: int = 0
    reports: int = 0
    waiting: int = 0
    returned: int = 0
    levels: Fraction = Fraction(0)
    amount: Decimal = NONE
    whole: Decimal = NONE
    last: Decimal = NONE
    numbered: int = 0
    entries: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(**{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)})


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A result that somebody (a person's id) stated instead: a number, or so many of so many."""

    value: Decimal
    whole: Decimal | None
    by: str
    at: datetime

    @property
    def figure(self) -> Fraction:
        """The number, or the ratio in per cent; ZeroDivisionError for a whole of 0, which is not taken."""
        return Fraction(self.value) if self.whole is None else Fraction(self.value) * 100 / Fraction(self.whole)


@dataclass(frozen=True, kw_only=True)
class Result:
    """A result with its working: by which way, out of which figures, or what was stated in their place.

    `value` None: nothing gives a figure (yet).
    """

    way: Way
    figures: Figures
    value: Fraction | None
    stated: Stated | None = None


def levels(reported: Iterable[Reported], owed: Iterable[str]) -> dict[str, int]:
    """The highest step of each project of a unit; of one that it owes and nobody reported a step of, 0."""
    found = dict.fromkeys(owed, 0)
    for each in reported:
        step = each.answer.step if isinstance(each.answer, StepReached) else 0
        found[each.project] = max(found.get(each.project, 0), step)
    return found


def figures(reported: Sequence[Reported], owed: Iterable[str]) -> Figures:
    """What one unit's reports come to; `owed` are the projects that it owes a report on (an empty name for none)."""
    reached = levels(reported, owed)
    newest = sorted(reported, key=lambda each: each.last)
    numbers = [each.answer.value for each in newest if isinstance(each.answer, Amount)]
    ratios = [each.answer for each in reported if isinstance(each.answer, RatioOf)]
    entries = [each.answer.entries for each in reported if isinstance(each.answer, Entries)]
    return Figures(
        owing=int(bool(reached)),
        reporting=int(bool(reported)),
        reports=len(reported),
        waiting=sum(each.stage is Stage.SENT for each in reported),
        returned=sum(each.stage is Stage.RETURNED for each in reported),
        levels=mean_level([StepReached(step=step) for step in reached.values()]) or Fraction(0),
        amount=sum(numbers, NONE) + sum((each.part for each in ratios), NONE),
        whole=sum((each.whole for each in ratios), NONE),
        last=numbers[-1] if numbers else NONE,
        numbered=int(bool(numbers)),
        entries=sum(map(len, entries)),
    )


def together(parts: Iterable[Figures]) -> Figures:
    """The figures of several units added up."""
    return sum(parts, Figures())


def result(way: Way, found: Figures, stated: Stated | None = None) -> Result:
    """The result of figures: what was stated goes before what was reported.

    Several units: the mean of their levels, or of their last per cents; the sum of their numbers and entries; all
    parts out of all wholes. Who owes and has not reported counts with level 0.
    """
    value = stated.figure if stated else _value(way, found) if found.reports else None
    return Result(way=way, figures=found, value=value, stated=stated)


def _value(way: Way, found: Figures) -> Fraction | None:
    match way:
        case Way.LEVEL:
            return found.levels / found.owing
        case Way.SUM:
            return Fraction(found.amount)
        case Way.LAST:
            return Fraction(found.last) / found.numbered if found.numbered else None
        case Way.JOINT:
            return Fraction(found.amount) * int(PERCENT) / Fraction(found.whole) if found.whole else None
        case Way.ENTRIES:
            return Fraction(found.entries)
    return None
