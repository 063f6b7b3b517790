"""What reports come to, by each way of reporting: of a unit, and of many together."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.entries import Amount, EnteredElsewhere, Entries, FormFilled, NothingToReport, RatioOf, StepReached
from rules.fiscal import FiscalYear
from rules.results import Figures, Reported, Result, Stated, Way, figures, result, together, way_of
from rules.stages import Stage

MONTHS = FiscalYear(2570).months
NOTHING = NothingToReport(reason="น้ำท่วม")


def reported(month: int, answer, *, project: str = "", stage: Stage = Stage.APPROVED) -> Reported:
    """The report on the year's month of that number, from 0."""
    first = MONTHS[month]
    return Reported(ref=f"R-{month}", project=project, first=first.first, last=first.last, answer=answer, stage=stage)


def step(month: int, number: int, project: str = "") -> Reported:
    return reported(month, StepReached(step=number), project=project)


def of(way: Way, *reports: Reported, owed: tuple[str, ...] = ("",)) -> Fraction | None:
    return result(way, figures(reports, owed)).value


@pytest.mark.parametrize(
    ("method", "per_cent", "way"),
    [
        ("step", False, Way.LEVEL),
        ("number", False, Way.SUM),
        ("number", True, Way.LAST),
        ("ratio", True, Way.JOINT),
        ("list", False, Way.ENTRIES),
        ("distinct", False, Way.ENTRIES),
        *[(method, False, Way.UNREPORTED) for method in ("form", "elsewhere", "fed", "survey", "none")],
    ],
)
def test_each_method_has_its_way_to_a_result(method, per_cent, way):
    assert way_of(method, per_cent=per_cent) is way


def test_a_step_that_was_done_stays_done_also_where_a_later_report_names_a_lower_one():
    assert of(Way.LEVEL, step(0, 2), step(1, 4), step(2, 3)) == 4


def test_several_projects_make_their_mean_and_one_that_nobody_reported_on_stands_at_nothing():
    assert of(Way.LEVEL, step(0, 4, "ก"), step(0, 3, "ข"), owed=("ก", "ข")) == Fraction(7, 2)
    assert of(Way.LEVEL, step(0, 4, "ก"), owed=("ก", "ข")) == 2


def test_nothing_to_report_leaves_the_level_where_it_was():
    assert of(Way.LEVEL, step(0, 3), reported(1, NOTHING)) == 3
    assert of(Way.LEVEL, reported(0, NOTHING)) == 0
    assert of(Way.LEVEL, reported(0, NOTHING, project="ก"), owed=()) == 0


def test_numbers_of_the_round_s_periods_add_up_exactly():
    third = [reported(month, Amount(value=Decimal("0.1"))) for month in range(3)]
    assert of(Way.SUM, *third) == Fraction(3, 10)
    assert of(Way.SUM, *third, reported(3, NOTHING)) == Fraction(3, 10)
    assert of(Way.SUM, reported(0, NOTHING)) == 0


def test_of_per_cents_typed_as_numbers_the_last_counts():
    assert of(Way.LAST, reported(1, Amount(value=Decimal(85))), reported(0, Amount(value=Decimal(40)))) == 85
    assert of(Way.LAST, reported(0, Amount(value=Decimal(85))), reported(1, NOTHING)) == 85
    assert of(Way.LAST, reported(0, NOTHING)) is None


def test_ratios_make_all_parts_out_of_all_wholes():
    ratios = [RatioOf(part=Decimal(45), whole=Decimal(60)), RatioOf(part=Decimal(1), whole=Decimal(3))]
    assert of(Way.JOINT, *[reported(n, each) for n, each in enumerate(ratios)]) == Fraction(4600, 63)
    assert of(Way.JOINT, reported(0, NOTHING)) is None
    assert of(Way.JOINT, reported(0, RatioOf(part=Decimal(0), whole=Decimal(0)))) is None


def test_entries_are_counted_over_the_periods():
    two, one = Entries(entries=(("ก",), ("ข",))), Entries(entries=(("ค",),))
    assert of(Way.ENTRIES, reported(0, two), reported(1, one)) == 3


def test_what_was_filled_in_or_entered_elsewhere_holds_no_figure():
    entered = EnteredElsewhere(on=date(2026, 11, 2))
    assert of(Way.UNREPORTED, reported(0, FormFilled()), reported(1, entered)) is None


@pytest.mark.parametrize("way", list(Way))
def test_without_any_report_there_is_no_result(way):
    assert of(way) is None
    assert of(way, owed=()) is None


def test_what_waits_and_what_was_sent_back_counts_and_is_told():
    stages = (Stage.APPROVED, Stage.SENT, Stage.RETURNED)
    found = figures([reported(n, StepReached(step=n + 1), stage=stage) for n, stage in enumerate(stages)], ("",))
    assert (found.reports, found.waiting, found.returned) == (3, 1, 1)
    assert result(Way.LEVEL, found).value == 3


def test_units_together_a_silent_one_counts_with_level_0_and_each_unit_counts_once():
    silent, one = figures((), ("",)), figures([step(0, 4)], ("",))
    two = figures([step(0, 1, "ก"), step(0, 2, "ข")], ("ก", "ข"))
    found = together([silent, one, two])
    assert (found.owing, found.reporting, found.reports) == (3, 2, 3)
    assert result(Way.LEVEL, found).value == (Fraction(4) + Fraction(3, 2)) / 3


def test_units_together_make_the_mean_of_their_last_per_cents():
    both = together(figures([reported(0, Amount(value=Decimal(value)))], ("",)) for value in (80, 91))
    assert result(Way.LAST, both).value == Fraction(171, 2)


def test_what_was_stated_goes_before_what_was_reported():
    stated = Stated(value=Decimal(45), whole=Decimal(60), by="p", at=datetime(2027, 4, 1, tzinfo=UTC))
    found = result(Way.LEVEL, figures([step(0, 4)], ("",)), stated)
    assert (found.value, found.stated) == (75, stated)
    assert Stated(value=Decimal("4.2"), whole=None, by="p", at=stated.at).figure == Fraction(21, 5)


ANSWERS = st.one_of(
    st.integers(1, 20).map(lambda number: StepReached(step=number)),
    st.decimals(0, 10**6, places=3).map(lambda value: Amount(value=value)),
    st.tuples(st.decimals(0, 100, places=2), st.decimals(1, 100, places=2)).map(
        lambda pair: RatioOf(part=pair[0], whole=pair[1])
    ),
    st.integers(1, 5).map(lambda count: Entries(entries=tuple((str(n),) for n in range(count)))),
    st.just(NOTHING),
)
UNITS = st.lists(
    st.lists(st.tuples(st.integers(0, 11), ANSWERS, st.sampled_from(("", "ก", "ข"))), max_size=8), max_size=6
).map(lambda units: [[reported(month, answer, project=of) for month, answer, of in unit] for unit in units])


@given(UNITS)
def test_the_units_add_up_to_the_whole_and_no_figure_is_a_float(units):
    parts = [figures(unit, ("",)) for unit in units]
    whole = together(parts)
    assert whole == together(reversed(parts))
    assert whole.reports == sum(map(len, units))
    assert (whole.owing, whole.reporting) == (len(units), sum(map(bool, units)))
    for way in Way:
        assert isinstance(result(way, whole).value, Fraction | None)
    everyone = [each for unit in units for each in unit]
    for way in (Way.SUM, Way.JOINT, Way.ENTRIES):
        assert result(way, whole).value == (result(way, figures(everyone, ())).value if everyone else None)


@given(UNITS)
def test_the_level_of_many_lies_between_the_lowest_and_the_highest_of_them(units):
    parts = [figures(unit, ("",)) for unit in units]
    level = result(Way.LEVEL, together(parts)).value
    if level is not None:
        assert min(each.levels for each in parts) <= level <= max(each.levels for each in parts)


def test_nothing_adds_nothing():
    one = figures([step(0, 4)], ("",))
    assert together([one, Figures()]) == one
    assert {type(each) for each in (one.amount, one.whole, one.last)} == {Decimal}


def test_a_result_keeps_the_way_and_the_figures_it_was_reckoned_from():
    found = figures([step(0, 4)], ("",))
    assert result(Way.LEVEL, found) == Result(way=Way.LEVEL, figures=found, value=Fraction(4))
