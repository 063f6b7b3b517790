from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.entries import StepReached
from rules.penalties import Remark, Share
from rules.scoring import (
    Basis,
    Mark,
    Part,
    Scored,
    by_dimension,
    criteria_of,
    mean_level,
    net,
    rounded,
    score,
    total,
)
from tests.there import there

RISING = tuple(map(Decimal, (60, 65, 70, 75, 80)))
FALLING = tuple(map(Decimal, (30, 25, 20, 15, 10)))
RESULTS = st.decimals(-1000, 1000, places=4)
VALUES = st.decimals(0, 1000, places=2)
WEIGHTS = st.decimals(0, 100, places=2)


@st.composite
def criteria(draw):
    """Five criteria, some equal, some left out, rising or falling."""
    values = sorted(draw(st.lists(VALUES, min_size=5, max_size=5)), reverse=draw(st.booleans()))
    return tuple(None if draw(st.integers(0, 4)) == 0 else value for value in values)


def scored(value: str | int) -> Scored:
    return Scored(basis=Basis.AT, exact=Fraction(value))


def part(code: str, weight: str | None, value: str | int | None, dimension: str = "1") -> Part:
    found = scored(value) if value is not None else Scored(basis=Basis.WAITING, exact=None)
    return Part(code=code, dimension=dimension, weight=None if weight is None else Decimal(weight), scored=found)


@pytest.mark.parametrize(
    ("result", "basis", "printed"),
    [
        ("59.9999", Basis.BELOW, "1.0000"),
        ("60", Basis.AT, "1.0000"),
        ("62.5", Basis.BETWEEN, "1.5000"),
        ("65", Basis.AT, "2.0000"),
        ("77.3", Basis.BETWEEN, "4.4600"),
        ("80", Basis.AT, "5.0000"),
        ("99", Basis.ABOVE, "5.0000"),
    ],
)
def test_domain_6_between_two_criteria_the_score_is_interpolated_linearly(result, basis, printed):
    found = score(RISING, Decimal(result), ended=True)
    assert (found.basis, str(rounded(there(found.exact)))) == (basis, printed)


@pytest.mark.parametrize(("result", "printed"), [("35", "1.0000"), ("27", "1.6000"), ("10", "5.0000"), ("0", "5.0000")])
def test_domain_6_a_falling_scale_on_which_less_is_better_works_as_well(result, printed):
    assert str(rounded(there(score(FALLING, Decimal(result), ended=True).exact))) == printed


def test_the_working_names_the_criterion_reached_and_the_next_one():
    found = score(RISING, Decimal("77.3"), ended=True)
    assert (there(found.reached), there(found.following)) == (
        Mark(score=4, value=Decimal(75)),
        Mark(score=5, value=Decimal(80)),
    )
    below = score(RISING, Decimal(3), ended=True)
    assert (below.reached, there(below.following).score) == (None, 1)


@pytest.mark.parametrize(
    ("criteria", "result", "basis", "reached"),
    [
        (RISING, Decimal(3), Basis.BELOW, None),
        (RISING, Decimal(65), Basis.AT, 2),
        (RISING, Fraction(155, 2), Basis.BETWEEN, 4),
        (RISING, Decimal(99), Basis.ABOVE, 5),
        (RISING, None, Basis.MISSING, None),
        ((), Decimal(7), Basis.NO_CRITERIA, None),
    ],
)
def test_every_score_keeps_the_result_that_it_was_given_for_and_the_criterion_reached(criteria, result, basis, reached):
    found = score(criteria, result, ended=True)
    assert (found.basis, found.result) == (basis, result)
    assert (found.reached.score if found.reached else None) == reached


def test_of_equal_criteria_the_highest_is_granted():
    plateau = tuple(map(Decimal, (60, 65, 65, 65, 80)))
    assert score(plateau, Decimal(65), ended=True).exact == 4
    assert score(plateau, Decimal("64.9"), ended=True).exact == Fraction(198, 100)
    assert score(plateau, Decimal(70), ended=True).exact == 4 + Fraction(1, 3)


def test_over_a_gap_its_neighbours_are_joined():
    gap = (Decimal(60), None, Decimal(70), None, None)
    assert score(gap, Decimal(65), ended=True).exact == 2
    assert score(gap, Decimal(95), ended=True).exact == 3


def test_below_a_first_criterion_that_stands_at_a_higher_score_it_is_1():
    assert score((None, Decimal(65), None, None, Decimal(80)), Decimal(64), ended=True).exact == 1


def test_domain_6_an_indicator_without_a_result_scores_1_at_the_round_s_end_and_waits_before():
    missing, waiting = score(RISING, None, ended=True), score(RISING, None, ended=False)
    assert (missing.basis, missing.exact) == (Basis.MISSING, 1)
    assert (waiting.basis, waiting.exact) == (Basis.WAITING, None)


def test_without_criteria_there_is_no_score():
    assert score((), Decimal(5), ended=True).basis is Basis.NO_CRITERIA
    assert score((None,) * 5, Decimal(5), ended=True).exact is None


def test_criteria_that_neither_rise_nor_fall_are_refused():
    with pytest.raises(ValueError, match="neither rise nor fall"):
        score(tuple(map(Decimal, (60, 65, 60, 75, 80))), Decimal(70), ended=True)
    with pytest.raises(ValueError, match="neither rise nor fall"):
        score((Decimal(1), Decimal("1.5"), Decimal("1.2"), None, None), Decimal(1), ended=True)


def test_a_step_indicator_of_five_steps_scores_its_level_where_no_criteria_are_printed():
    assert score(criteria_of("step", (), 5), Decimal(3), ended=True).exact == 3
    assert score(criteria_of("step", (), 5), Decimal(0), ended=True).exact == 1
    assert criteria_of("step", (), 7) == ()
    assert criteria_of("number", (), 5) == ()
    assert criteria_of("step", RISING, 5) == RISING


@given(criteria(), RESULTS, RESULTS)
def test_a_better_result_never_scores_lower_and_every_score_lies_on_the_scale(values, one, other):
    first, second = (score(values, result, ended=True) for result in sorted((one, other)))
    if first.exact is None or second.exact is None:
        assert first.exact is second.exact is None
        return
    known = [value for value in values if value is not None]
    rising = known[0] <= known[-1]
    assert first.exact <= second.exact if rising else first.exact >= second.exact
    assert 1 <= first.exact <= 5


@given(criteria(), st.data())
def test_a_result_on_a_criterion_scores_at_least_what_that_grants(values, data):
    known = [(number, value) for number, value in enumerate(values, 1) if value is not None]
    if known:
        number, value = data.draw(st.sampled_from(known))
        assert there(score(values, value, ended=True).exact) >= number


def test_domain_6_the_total_is_the_sum_of_weight_times_score_over_the_sum_of_weights():
    found = total([part("1", "20", "4.5"), part("2", "10", 3), part("3", "10", 1)])
    assert (found.weighted, found.weights, found.exact) == (130, 40, Fraction(13, 4))
    assert (found.left_out, found.sums_to_whole) == ((), False)


def test_what_has_no_weight_or_no_score_yet_is_left_out_and_named():
    found = total([part("1", "60", 4), part("2", None, 5), part("3", "40", None), part("4", "0", 2)])
    assert found.exact == 4
    assert [it.code for it in found.left_out] == ["2", "3", "4"]
    assert found.sums_to_whole


def test_a_total_of_nothing_is_none():
    assert total([part("1", None, 5), part("2", "10", None)]).exact is None
    assert total([]).exact is None


def test_what_does_not_count_makes_nothing():
    assert [it.weighted for it in (part("1", None, 5), part("2", "10", None), part("3", "0", 5))] == [0, 0, 0]
    assert part("4", "10", 5).weighted == 50


def test_a_sum_of_nothing_is_as_exact_as_any_other():
    nothing, whole = total([]), net(Decimal(4))
    assert (type(nothing.weights), type(nothing.weighted)) == (Decimal, Fraction)
    assert (type(whole.points), type(whole.share.percent)) == (Decimal, Decimal)


@given(st.lists(st.tuples(WEIGHTS, st.fractions(1, 5), st.sampled_from("1234")), max_size=30))
def test_the_dimensions_add_up_to_the_whole(rows):
    parts = [
        Part(code=str(n), dimension=of, weight=weight, scored=Scored(basis=Basis.AT, exact=exact))
        for n, (weight, exact, of) in enumerate(rows)
    ]
    whole, dimensions = total(parts), by_dimension(parts)
    assert sum((each.weighted for each in dimensions.values()), Fraction(0)) == whole.weighted
    assert sum((each.weights for each in dimensions.values()), Decimal(0)) == whole.weights
    assert list(dimensions) == list(dict.fromkeys(it.dimension for it in parts))
    if whole.exact is not None:
        assert 1 <= whole.exact <= 5


def test_domain_6_net_is_total_less_deduction_and_stays_below_the_scale_with_a_remark():
    found = net(Decimal("3.2500"), Decimal("0.2500"))
    assert (found.exact, found.remarks) == (3, ())
    below = net(Fraction(3, 2), Decimal("1.1000"))
    assert (str(rounded(there(below.exact))), below.remarks) == ("0.4000", (Remark.BELOW_SCALE,))
    assert str(rounded(there(net(Decimal(1), Decimal(2)).exact))) == "-1.0000"
    assert net(Decimal(2), Decimal(1)).remarks == ()


def test_a_floor_that_a_framework_sets_holds():
    floored = net(Decimal("1.5"), Decimal("1.1"), floor=Decimal(1))
    assert (floored.exact, floored.remarks) == (1, (Remark.FLOORED,))
    above = net(Decimal(3), Decimal("0.5"), floor=Decimal(1))
    assert (above.exact, above.remarks) == (Fraction(5, 2), ())
    assert net(Decimal("1.5"), Decimal("0.5"), floor=Decimal(1)).remarks == ()


def test_source_000_names_no_scale_so_that_its_deduction_stands_alone():
    found = net(None, Decimal("3.5"))
    assert (found.total, found.exact, found.deduction, found.remarks) == (None, None, Decimal("3.5"), ())


def test_a_share_of_a_total_is_points_and_a_floor_holds_for_it_too():
    half = Share(percent=Decimal(50))
    assert net(Decimal(4), half).exact == 2
    assert net(Decimal(4), half, floor=Decimal(3)).remarks == (Remark.FLOORED,)
    assert net(Decimal("1.5"), half).remarks == (Remark.BELOW_SCALE,)


def test_points_and_shares_come_off_one_total_each_share_of_the_whole_of_it():
    found = net(Decimal(4), Decimal("0.5"), Share(percent=Decimal(10)), Share(percent=Decimal(5)), Decimal("0.1"))
    assert (found.points, found.share) == (Decimal("0.6"), Share(percent=Decimal(15)))
    assert (found.deduction, found.exact) == (Fraction(12, 10), Fraction(28, 10))
    unscored = net(None, Decimal("0.5"), Share(percent=Decimal(10)))
    assert (unscored.deduction, unscored.share, unscored.exact) == (Decimal("0.5"), Share(percent=Decimal(10)), None)


@given(st.fractions(1, 5), st.decimals(0, 10, places=4))
def test_net_and_deduction_make_the_total_again(whole, points):
    found = net(whole, points)
    assert there(found.exact) + Fraction(found.deduction) == whole


def test_several_projects_or_units_together():
    assert mean_level([StepReached(step=3), StepReached(step=4), StepReached(step=4)]) == Fraction(11, 3)
    assert mean_level([]) is None


@pytest.mark.parametrize(
    ("exact", "printed"),
    [
        (Fraction(1, 3), "0.3333"),
        (Fraction(2, 3), "0.6667"),
        (Fraction(5, 100000), "0.0001"),
        (Fraction(-5, 100000), "-0.0001"),
        (Decimal("4.25"), "4.2500"),
        (Fraction(0), "0.0000"),
    ],
)
def test_a_figure_is_rounded_half_up_to_four_decimals(exact, printed):
    assert str(rounded(exact)) == printed


@given(st.decimals(-100, 100, places=9))
def test_rounding_is_that_of_decimal_arithmetic(value):
    assert rounded(value) == value.quantize(Decimal("0.0001"), ROUND_HALF_UP)
