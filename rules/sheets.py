"""A score sheet: every indicator with its result, score and weight, their totals, what is deducted and what is left."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from rules.frameworks import Frequency, Method
from rules.penalties import Verdict
from rules.results import Result
from rules.scoring import Basis, Criteria, Net, Part, Scored, Total, by_dimension, criteria_of, net, score, total


class Omitted(StrEnum):
    """Why an indicator does not count in a total."""

    NO_CRITERIA = "no_criteria"
    NO_WEIGHT = "no_weight"
    WAITING = "waiting"
    OTHER_PERIOD = "other_period"


@dataclass(frozen=True, kw_only=True)
class Pledged:
    """What an agreement says of an indicator, as far as its score goes by it.

    `criteria` and `weight` as the framework's file has them, `ours` the keys in it that no source prints, `source` the
    document's code. `steps` is how many steps it has.
    """

    code: str
    name: str
    method: Method
    frequency: Frequency
    dimension: str
    measure: str = ""
    weight: Decimal | None = None
    target: Decimal | None = None
    criteria: Criteria = ()
    steps: int = 0
    source: str = ""
    ours: tuple[str, ...] = ()

    @property
    def applied(self) -> Criteria:
        """The criteria that it is scored by."""
        return criteria_of(self.method, self.criteria, self.steps)

    @property
    def by_level(self) -> bool:
        """Whether its five steps stand for criteria that no file has."""
        return bool(self.applied) and not any(value is not None for value in self.criteria)

    def lies_within(self, months: int) -> bool:
        """Whether a round of so many months holds one of its periods."""
        return not self.frequency.isdecimal() or int(self.frequency) <= months


@dataclass(frozen=True, kw_only=True)
class Item:
    """One indicator on a sheet."""

    pledged: Pledged
    result: Result
    scored: Scored
    omitted: Omitted | None

    @property
    def part(self) -> Part:
        """What it is in a total."""
        pledged = self.pledged
        return Part(code=pledged.code, dimension=pledged.dimension, weight=pledged.weight, scored=self.scored)


@dataclass(frozen=True, kw_only=True)
class Charge:
    """What a verdict takes off a total: that of the report, the handed round or the arrival of a reference; `again`:
    of a returned report's coming again."""

    ref: str
    verdict: Verdict
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """All of one round; `ended`: its last day is over, so that what has no result scores 1."""

    items: tuple[Item, ...]
    ended: bool
    charges: tuple[Charge, ...]
    total: Total
    net: Net
    dimensions: dict[str, Total] = field(default_factory=dict)


def item(pledged: Pledged, result: Result, *, months: int, ended: bool) -> Item:
    """An indicator in a round of so many months, scored as far as it can be.

    One whose first period is longer than the round has nothing to show in it and is left out, unless something was
    stated (house rule).
    """
    within = pledged.lies_within(months) or result.stated is not None
    scored = score(pledged.applied, result.value, ended=ended and within)
    return Item(pledged=pledged, result=result, scored=scored, omitted=_omitted(pledged, scored, within=within))


def _omitted(pledged: Pledged, scored: Scored, *, within: bool) -> Omitted | None:
    if scored.basis is Basis.NO_CRITERIA:
        return Omitted.NO_CRITERIA
    if not pledged.weight:
        return Omitted.NO_WEIGHT
    if scored.basis is Basis.WAITING:
        return Omitted.WAITING if within else Omitted.OTHER_PERIOD
    return None


def sheet(items: Iterable[Item], charges: Iterable[Charge], *, ended: bool) -> Sheet:
    """The totals of all and of each dimension, and the total less what verdicts deduct (the highest floor holds)."""
    listed, charged = tuple(items), tuple(each for each in charges if each.verdict.deduction)
    parts = [each.part for each in listed]
    whole = total(parts)
    taken = (each.verdict.deduction for each in charged)
    floors = [rule.floor for each in charged if (rule := each.verdict.rule) and rule.floor is not None]
    return Sheet(
        items=listed,
        ended=ended,
        charges=charged,
        total=whole,
        net=net(whole.exact, *taken, floor=max(floors, default=None)),
        dimensions=by_dimension(parts),
    )
