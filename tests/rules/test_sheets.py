"""A score sheet: what counts, what is left out and why, and what verdicts take off."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.penalties import PenaltyRule, Remark, Verdict
from rules.results import Figures, Result, Stated, Way
from rules.scoring import Basis, rounded
from rules.sheets import Charge, Omitted, Pledged, item, sheet
from rules.sources import Source
from tests.there import there

CRITERIA = tuple(map(Decimal, (5, 10, 15, 20, 25)))
AT = datetime(2027, 4, 17, tzinfo=UTC)


def pledged(code: str = "2.2", weight: str | None = "10", **more) -> Pledged:
    known: dict[str, Any] = {
        "name": "",
        "method": "number",
        "frequency": "1",
        "dimension": "1",
        "criteria": CRITERIA,
        **more,
    }
    return Pledged(code=code, weight=None if weight is None else Decimal(weight), **known)


def worth(value: str | None, stated: Stated | None = None) -> Result:
    exact = None if value is None else Fraction(value)
    return Result(way=Way.SUM, figures=Figures(), value=exact, stated=stated)


def late(points: str, floor: str | None = None) -> Charge:
    rule = PenaltyRule(
        code="late",
        version=1,
        rate=Decimal("0.5"),
        per="calendar",
        tier=3,
        rounds=(6,),
        source=Source(),
        floor=None if floor is None else Decimal(floor),
    )
    verdict = Verdict(outcome="late", at=AT, exact=True, counting="calendar", deduction=Decimal(points), rule=rule)
    return Charge(ref="A-7K3F", verdict=verdict)


def test_an_item_is_scored_by_its_criteria():
    found = item(pledged(), worth("17"), months=6, ended=True)
    assert (str(rounded(there(found.scored.exact))), found.omitted) == ("3.4000", None)
    assert found.part.weighted == 34


@pytest.mark.parametrize(
    ("changed", "value", "ended", "omitted"),
    [
        ({"criteria": ()}, "17", True, Omitted.NO_CRITERIA),
        ({"weight": None}, "17", True, Omitted.NO_WEIGHT),
        ({"weight": "0"}, "17", True, Omitted.NO_WEIGHT),
        ({}, None, False, Omitted.WAITING),
        ({"weight": None}, None, False, Omitted.NO_WEIGHT),
        ({"frequency": "12"}, None, True, Omitted.OTHER_PERIOD),
    ],
)
def test_what_does_not_count_says_why(changed, value, ended, omitted):
    found = item(pledged(**changed), worth(value), months=6, ended=ended)
    assert found.omitted is omitted
    assert sheet([found], [], ended=ended).total.exact is None


def test_domain_6_an_indicator_without_a_result_scores_1_once_the_round_has_ended():
    found = item(pledged(), worth(None), months=6, ended=True)
    assert (found.scored.basis, found.scored.exact, found.omitted) == (Basis.MISSING, 1, None)


def test_what_was_stated_counts_also_where_the_round_holds_no_whole_period():
    stated = Stated(value=Decimal(20), whole=None, by="p", at=AT)
    found = item(pledged(frequency="12"), worth("20", stated), months=6, ended=True)
    assert (found.scored.exact, found.omitted) == (4, None)


@pytest.mark.parametrize(("frequency", "within"), [("1", True), ("6", True), ("12", False), ("occurrence", True)])
def test_a_round_holds_the_periods_that_are_not_longer_than_it(frequency, within):
    assert pledged(frequency=frequency).lies_within(6) is within


def test_five_steps_stand_for_criteria_where_none_are_printed_and_say_so():
    steps = pledged(method="step", criteria=(), steps=5)
    assert (steps.by_level, item(steps, worth("7/2"), months=6, ended=True).scored.exact) == (True, Fraction(7, 2))
    assert not pledged(method="step", steps=5).by_level
    assert not pledged(criteria=()).by_level


def test_domain_6_the_net_is_the_total_less_what_the_verdicts_deduct():
    items = [item(pledged("1", "60"), worth("20"), months=6, ended=True)]
    items.append(item(pledged("2", "40", dimension="2"), worth("5"), months=6, ended=True))
    found = sheet(items, [late("1.0")], ended=True)
    assert (found.total.exact, found.net.exact, found.net.remarks) == (Fraction(14, 5), Fraction(9, 5), ())
    assert (found.items, found.ended, sheet(items, [], ended=False).ended) == (tuple(items), True, False)
    assert {code: total.exact for code, total in found.dimensions.items()} == {"1": 4, "2": 1}


def test_a_net_below_the_scale_stays_and_is_remarked_on_and_a_floor_holds():
    items = [item(pledged(), worth("5"), months=6, ended=True)]
    below = sheet(items, [late("0.5"), late("2.0")], ended=True)
    assert (below.net.exact, below.net.remarks) == (Fraction(-3, 2), (Remark.BELOW_SCALE,))
    floored = sheet(items, [late("0.5"), late("2.0", floor="0")], ended=True)
    assert (floored.net.exact, floored.net.remarks) == (0, (Remark.FLOORED, Remark.BELOW_SCALE))


def test_source_000_without_a_scored_total_the_deduction_stands_alone():
    found = sheet([item(pledged(weight=None), worth("20"), months=6, ended=True)], [late("3.5")], ended=True)
    assert (found.net.total, found.net.exact, found.net.deduction) == (None, None, Decimal("3.5"))


def test_a_verdict_that_costs_nothing_is_no_charge():
    assert sheet([], [late("0")], ended=True).charges == ()


WEIGHTS = st.one_of(st.none(), st.decimals(0, 100, places=2).map(str))
VALUES = st.one_of(st.none(), st.fractions(-10, 60).map(str))


@given(st.lists(st.tuples(WEIGHTS, VALUES, st.sampled_from("123")), max_size=20), st.booleans())
def test_every_indicator_either_counts_or_says_why_not_and_the_dimensions_make_the_whole(rows, ended):
    items = [
        item(pledged(str(n), weight, dimension=of), worth(value), months=6, ended=ended)
        for n, (weight, value, of) in enumerate(rows)
    ]
    found = sheet(items, [late("0.5")], ended=ended)
    assert [each.omitted is None for each in items] == [each.part.counts for each in items]
    assert sum((each.weighted for each in found.dimensions.values()), Fraction(0)) == found.total.weighted
    if found.total.exact is not None:
        scores = [there(each.scored.exact) for each in items if each.omitted is None]
        assert 1 <= min(scores) <= found.total.exact <= max(scores) <= 5
        assert there(found.net.exact) == found.total.exact - Fraction(1, 2)
