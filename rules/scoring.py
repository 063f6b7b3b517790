"""Scores 1 to 5 out of results and criteria, weighted totals, and the working of each, exact until it is printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from rules.entries import StepReached
from rules.frameworks import Method
from rules.penalties import NO_POINTS, Deduction, Remark, Share

PLACES = 4
LOWEST, HIGHEST = 1, 5
WHOLE_WEIGHT = Decimal(100)
STEP_CRITERIA = tuple(map(Decimal, range(LOWEST, HIGHEST + 1)))

Criteria = tuple[Decimal | None, ...]
"""The values for the scores 1 to 5, rising or falling; None where no criterion is printed for a score (a gap)."""
Result = Decimal | Fraction


class Basis(StrEnum):
    """How a score came about."""

    AT = "at"
    BETWEEN = "between"
    BELOW = "below"
    ABOVE = "above"
    MISSING = "missing"
    WAITING = "waiting"
    NO_CRITERIA = "no_criteria"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A criterion: the score that its value grants."""

    score: int
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A result's score with its working: the criterion reached and the next one, whichever there are.

    `exact` is None where there is none yet (WAITING) or can be none (NO_CRITERIA).
    """

    basis: Basis
    exact: Fraction | None
    result: Result | None = None
    reached: Mark | None = None
    following: Mark | None = None


@dataclass(frozen=True, kw_only=True)
class Part:
    """One indicator in a total; without a `weight`, or a score, it does not count there and is named."""

    code: str
    dimension: str
    weight: Decimal | None
    scored: Scored

    @property
    def counts(self) -> bool:
        return self.weight is not None and self.weight > 0 and self.scored.exact is not None

    @property
    def weighted(self) -> Fraction:
        """Weight times score, exact; 0 where it does not count."""
        if self.weight is None or self.scored.exact is None:
            return Fraction(0)
        return Fraction(self.weight) * self.scored.exact


@dataclass(frozen=True, kw_only=True)
class Total:
    """Σ(weight × score) ÷ Σ weight over the parts that count, with both sums; `exact` None where none counts."""

    parts: tuple[Part, ...]
    weights: Decimal
    weighted: Fraction

    @property
    def exact(self) -> Fraction | None:
        return self.weighted / Fraction(self.weights) if self.weights else None

    @property
    def left_out(self) -> tuple[Part, ...]:
        """The parts that do not count."""
        return tuple(part for part in self.parts if not part.counts)

    @property
    def sums_to_whole(self) -> bool:
        """Whether the weights of all parts make 100; they need not, the total is over what they make."""
        return sum((part.weight or Decimal(0) for part in self.parts), Decimal(0)) == WHOLE_WEIGHT


@dataclass(frozen=True, kw_only=True)
class Net:
    """Total less deductions, as it comes out; None where nothing is scored. What comes off is `points` and a `share` of
    the total, which is no points before there is one."""

    total: Fraction | None
    points: Decimal
    share: Share
    exact: Fraction | None
    remarks: tuple[Remark, ...]

    @property
    def deduction(self) -> Result:
        """All that comes off, in points; without a total only what is points already."""
        if not self.share or self.total is None:
            return self.points
        return Fraction(self.points) + self.share.of(self.total)


def score(criteria: Criteria, result: Result | None, *, ended: bool) -> Scored:
    """The score of a result, interpolated linearly between the criteria beside it (house rules, by OPDC's practice).

    Worse than the first criterion is 1, better than the last what the last grants. Where criteria are equal the highest
    of them is granted; over a gap the neighbours of the gap are joined. Without a result it is 1 once the round has
    `ended`. ValueError for criteria that neither rise nor fall.
    """
    marks = _marks(criteria)
    if not marks:
        return Scored(basis=Basis.NO_CRITERIA, exact=None, result=result)
    if result is None:
        basis = Basis.MISSING if ended else Basis.WAITING
        return Scored(basis=basis, exact=Fraction(LOWEST) if ended else None)
    sign = _direction(marks)
    reached = [mark for mark in marks if sign * (Fraction(result) - Fraction(mark.value)) >= 0]
    if not reached:
        return Scored(basis=Basis.BELOW, exact=Fraction(LOWEST), result=result, following=marks[0])
    top = reached[-1]
    following = next((mark for mark in marks if mark.score > top.score), None)
    return _from(top, following, result)


def _from(top: Mark, following: Mark | None, result: Result) -> Scored:
    base, over = Fraction(top.score), Fraction(result) - Fraction(top.value)
    if over == 0 or following is None:
        return Scored(basis=Basis.ABOVE if over else Basis.AT, exact=base, result=result, reached=top)
    way = over / (Fraction(following.value) - Fraction(top.value))
    exact = base + (following.score - top.score) * way
    return Scored(basis=Basis.BETWEEN, exact=exact, result=result, reached=top, following=following)


def _marks(criteria: Criteria) -> tuple[Mark, ...]:
    return tuple(Mark(score=n, value=value) for n, value in enumerate(criteria, LOWEST) if value is not None)


def _direction(marks: Sequence[Mark]) -> int:
    """1 where more is better, -1 where less is; criteria that are all equal are taken as rising."""
    steps = [after.value - before.value for before, after in pairwise(marks)]
    if any(step > 0 for step in steps) and any(step < 0 for step in steps):
        raise ValueError("criteria neither rise nor fall")
    return -1 if any(step < 0 for step in steps) else 1


def criteria_of(method: Method, criteria: Criteria, steps: int) -> Criteria:
    """The criteria as printed; a step indicator of five steps without any scores its level (our reading)."""
    if any(value is not None for value in criteria) or method != "step" or steps != HIGHEST:
        return criteria
    return STEP_CRITERIA


def total(parts: Iterable[Part]) -> Total:
    """The weighted total of a unit, a department, or of one dimension's parts."""
    known = tuple(parts)
    counting = [part for part in known if part.counts]
    return Total(
        parts=known,
        weights=sum((part.weight for part in counting if part.weight is not None), Decimal(0)),
        weighted=sum((part.weighted for part in counting), Fraction(0)),
    )


def by_dimension(parts: Iterable[Part]) -> dict[str, Total]:
    """The total of each dimension, in the order in which its first part comes."""
    grouped: dict[str, list[Part]] = {}
    for part in parts:
        grouped.setdefault(part.dimension, []).append(part)
    return {code: total(theirs) for code, theirs in grouped.items()}


def net(weighted_total: Result | None, *deductions: Deduction, floor: Decimal | None = None) -> Net:
    """The total less all deductions, shares of it and points; `floor` is the penalty rule's (no source prints one).

    Every share is one of the whole total, whatever else comes off (house rule). A net below the foot of the scale stays
    and is remarked on (house rule); without a scored total the deduction stands alone, as in source 000, which names no
    scale.
    """
    points = sum((it for it in deductions if not isinstance(it, Share)), NO_POINTS)
    share = Share(percent=sum((it.percent for it in deductions if isinstance(it, Share)), NO_POINTS))
    if weighted_total is None:
        return Net(total=None, points=points, share=share, exact=None, remarks=())
    left = Fraction(weighted_total) - Fraction(points) - share.of(weighted_total)
    floored = floor is not None and left < floor
    exact = Fraction(floor) if floor is not None and floored else left
    said = {Remark.FLOORED: floored, Remark.BELOW_SCALE: exact < LOWEST}
    remarks = tuple(remark for remark, holds in said.items() if holds)
    return Net(total=Fraction(weighted_total), points=points, share=share, exact=exact, remarks=remarks)


def mean_level(reached: Sequence[StepReached]) -> Fraction | None:
    """The level of several projects or units together: the mean of theirs (house rule); None of none."""
    return Fraction(sum(each.step for each in reached), len(reached)) if reached else None


def rounded(exact: Result) -> Decimal:
    """An exact figure as it is printed: four decimals, half up (away from zero), rounded this once."""
    scaled = Fraction(exact) * 10**PLACES
    whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if scaled >= 0 else -whole).scaleb(-PLACES)
