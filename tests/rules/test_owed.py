from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.fiscal import FiscalYear, Month, round_period
from rules.frameworks import ANSWERED, Round, RoundDeadline, Settings
from rules.holidays import Calendar, Holiday
from rules.owed import (
    WHOLE,
    BoundIndicator,
    Duty,
    Pledge,
    UnitProject,
    align,
    closed_by,
    duties,
    told_by_project,
)
from tests.rules.calendars import BANGKOK, YEAR_2548, at, be

UNITS = ("unit 1", "unit 2")
INDICATOR_8 = BoundIndicator(code="8", method="step", frequency="1", units=UNITS, host="host", by_project=True)
FY2548 = FiscalYear(2548)


def round_2548(months: int, tier_2: date, tier_3: date) -> Round:
    period = round_period(FY2548, months)
    deadlines = RoundDeadline(tier=2, on=tier_2), RoundDeadline(tier=3, on=tier_3)
    return Round(code=period.code, first=period.first, last=period.last, deadlines=deadlines)


ROUNDS = (
    round_2548(6, be(30, 3, 2548), be(15, 4, 2548)),
    round_2548(9, be(5, 7, 2548), be(15, 7, 2548)),
    round_2548(12, be(15, 10, 2548), be(31, 10, 2548)),
)
SOURCE_000 = Pledge(
    year=FY2548,
    indicators=(INDICATOR_8,),
    projects=(),
    rounds=ROUNDS,
    settings=Settings(),
    starts={},
    imported=FY2548.first,
    zone=BANGKOK,
    calendars=dict.fromkeys((1, 2, 3), YEAR_2548),
)


def of_tier(pledge: Pledge, tier: int) -> list[Duty]:
    return [duty for duty in duties(pledge) if duty.tier == tier]


def project(code: str, starts: date | None = None, finished: date | None = None) -> UnitProject:
    return UnitProject(code=code, indicator="8", unit="unit 1", starts=starts, finished=finished)


def periods_of(pledge: Pledge, code: str) -> list[str]:
    return [duty.period for duty in of_tier(pledge, 1) if (duty.unit, duty.project) == ("unit 1", code)]


def test_each_unit_owes_each_month_of_the_year_source_000_1():
    owed = of_tier(SOURCE_000, 1)
    assert len(owed) == 2 * 12
    assert [duty.period for duty in owed if duty.unit == "unit 2"] == [month.code for month in FY2548.months]


def test_fy2548_prints_no_day_within_the_month_so_nothing_is_due_and_nothing_is_warned_of():
    assert {(duty.due, duty.counted_until, duty.warned) for duty in of_tier(SOURCE_000, 1)} == {(None, None, False)}


def test_a_month_is_reportable_from_its_first_day_owed_from_its_prompt_and_due_on_the_fifth():
    settings = Settings(due_day=5, due_hour=time(16, 30))
    march = next(duty for duty in of_tier(replace(SOURCE_000, settings=settings), 1) if duty.period == "2005-03")
    assert (march.reportable_from, march.owed_from, march.due) == (be(1, 3, 2548), be(1, 4, 2548), be(5, 4, 2548))
    assert (march.counted_until, march.warned) == (at(be(5, 4, 2548), 16, 31), True)


def test_the_supervisor_owes_each_round_of_an_indicator_source_000_2():
    assert [(duty.unit, duty.indicator, duty.project, duty.period, duty.due) for duty in of_tier(SOURCE_000, 2)] == [
        ("host", "8", WHOLE, "6", be(30, 3, 2548)),
        ("host", "8", WHOLE, "9", be(5, 7, 2548)),
        ("host", "8", WHOLE, "12", be(15, 10, 2548)),
    ]


def test_the_department_owes_each_round_as_a_whole_source_000_3():
    assert [(duty.unit, duty.indicator, duty.period, duty.due) for duty in of_tier(SOURCE_000, 3)] == [
        (WHOLE, WHOLE, "6", be(15, 4, 2548)),
        (WHOLE, WHOLE, "9", be(15, 7, 2548)),
        (WHOLE, WHOLE, "12", be(31, 10, 2548)),
    ]


def test_rounds_due_before_the_first_import_exist_but_are_not_warned_of():
    late = replace(SOURCE_000, imported=be(5, 7, 2548))
    assert {(duty.tier, duty.period): duty.warned for duty in duties(late) if duty.tier > 1} == {
        (2, "6"): False,
        (3, "6"): False,
        (2, "9"): True,
        (3, "9"): True,
        (2, "12"): True,
        (3, "12"): True,
    }


def test_a_unit_owes_from_the_month_of_the_first_import_or_from_its_own_start():
    late = replace(SOURCE_000, imported=be(20, 7, 2548), starts={"unit 2": Month(2005, 9)})
    assert {(duty.unit, duty.period) for duty in of_tier(late, 1)} == {
        ("unit 1", "2005-07"),
        ("unit 1", "2005-08"),
        ("unit 1", "2005-09"),
        ("unit 2", "2005-09"),
    }


def test_each_project_is_owed_from_its_start_to_the_month_of_its_finish():
    pledge = replace(SOURCE_000, projects=(project("a", finished=be(3, 12, 2547)), project("b", be(15, 3, 2548))))
    assert periods_of(pledge, "a") == ["2004-10", "2004-11", "2004-12"]
    assert periods_of(pledge, "b") == [f"2005-{month:02d}" for month in range(3, 10)]
    assert periods_of(pledge, WHOLE) == []


def test_before_its_first_project_starts_a_unit_owes_the_indicator_as_a_whole():
    pledge = replace(SOURCE_000, projects=(project("b", be(15, 1, 2548)),))
    assert periods_of(pledge, WHOLE) == ["2004-10", "2004-11", "2004-12"]
    assert len(periods_of(pledge, "b")) == 9


def test_an_indicator_that_is_not_reported_by_project_is_owed_as_a_whole():
    whole = replace(INDICATOR_8, by_project=False)
    assert len(periods_of(replace(SOURCE_000, indicators=(whole,), projects=(project("a"),)), WHOLE)) == 12


@pytest.mark.parametrize(("frequency", "count"), [("1", 12), ("3", 4), ("6", 2), ("12", 1)])
def test_an_indicator_is_owed_as_often_as_its_frequency_says(frequency, count):
    indicator = replace(INDICATOR_8, method="ratio", frequency=frequency)
    owed = periods_of(replace(SOURCE_000, indicators=(indicator,)), WHOLE)
    assert len(owed) == count


def test_a_quarter_is_asked_for_after_its_last_month():
    quarterly = replace(SOURCE_000, indicators=(replace(INDICATOR_8, frequency="3"),), settings=Settings(due_day=5))
    first = of_tier(quarterly, 1)[0]
    assert (first.period, first.owed_from, first.due) == ("2004-10+3", be(4, 1, 2548), be(5, 1, 2548))


def test_a_unit_that_starts_in_the_midst_of_a_quarter_owes_that_quarter():
    quarterly = replace(SOURCE_000, indicators=(replace(INDICATOR_8, frequency="3"),), imported=be(9, 2, 2548))
    assert periods_of(quarterly, WHOLE) == ["2005-01+3", "2005-04+3", "2005-07+3"]


def test_what_is_never_reported_is_neither_owed_nor_reportable():
    assert of_tier(replace(SOURCE_000, indicators=(replace(INDICATOR_8, frequency="never"),)), 1) == []


@pytest.mark.parametrize("frequency", ["occurrence", "unstated"])
def test_what_has_no_fixed_frequency_can_be_reported_each_month_and_is_never_asked_for_source_003_4_1(frequency):
    form = replace(INDICATOR_8, method="form", by_project=False, frequency=frequency)
    found = of_tier(replace(SOURCE_000, indicators=(form,), settings=Settings(due_day=5)), 1)
    assert [duty.period for duty in found if duty.unit == "unit 1"] == [month.code for month in FY2548.months]
    assert {(duty.owed_from, duty.due, duty.counted_until, duty.warned) for duty in found} == {
        (None, None, None, False)
    }


@pytest.mark.parametrize("method", ["fed", "survey", "none"])
def test_what_no_unit_answers_is_owed_by_no_unit_and_no_supervisor_source_003_3_1_8_1(method):
    found = duties(replace(SOURCE_000, indicators=(replace(INDICATOR_8, method=method, by_project=False),)))
    assert {duty.tier for duty in found} == {3}


@pytest.mark.parametrize("method", ["list", "distinct", "form", "elsewhere"])
def test_whatever_a_unit_answers_in_chat_is_owed_as_often_as_it_says(method):
    indicator = replace(INDICATOR_8, method=method, by_project=False)
    assert len(periods_of(replace(SOURCE_000, indicators=(indicator,)), WHOLE)) == 12


def test_an_indicator_without_a_host_has_no_tier_2():
    assert of_tier(replace(SOURCE_000, indicators=(replace(INDICATOR_8, host=None),)), 2) == []


def test_a_framework_that_moves_deadlines_counts_until_the_next_working_day():
    moving = replace(SOURCE_000, settings=Settings(moves=True))
    songkran = next(duty for duty in of_tier(moving, 3) if duty.period == "6")
    assert (songkran.due, songkran.counted_until) == (be(15, 4, 2548), at(be(19, 4, 2548), 0))


def test_stating_the_arrival_of_the_six_month_round_closes_the_months_in_it_and_no_other():
    six, nine, twelve = ROUNDS
    months = {duty.period: duty for duty in of_tier(SOURCE_000, 1)}
    assert closed_by(months["2005-03"], [twelve, six]) == six
    assert closed_by(months["2005-04"], [six]) is None
    assert closed_by(months["2005-04"], [nine]) == nine
    assert closed_by(of_tier(SOURCE_000, 2)[0], [six]) == six
    assert closed_by(of_tier(SOURCE_000, 3)[0], [six]) is None


DAYS_OF_YEAR = st.none() | st.dates(be(1, 9, 2547), be(31, 10, 2548))
INDICATORS = st.lists(
    st.builds(
        BoundIndicator,
        code=st.sampled_from(["1", "2", "8"]),
        method=st.sampled_from(["step", "number", "ratio", "distinct", "form", "fed", "none"]),
        frequency=st.sampled_from(["1", "3", "6", "12", "occurrence"]),
        units=st.lists(st.sampled_from(["unit 1", "unit 2", "unit 3"]), unique=True).map(tuple),
        host=st.none() | st.just("host"),
        by_project=st.booleans(),
    ),
    unique_by=lambda indicator: indicator.code,
).map(tuple)
PROJECTS = st.lists(
    st.builds(
        UnitProject,
        code=st.sampled_from(["a", "b"]),
        indicator=st.sampled_from(["1", "2", "8"]),
        unit=st.sampled_from(["unit 1", "unit 2"]),
        starts=DAYS_OF_YEAR,
        finished=DAYS_OF_YEAR,
    ),
    unique_by=lambda it: (it.code, it.indicator, it.unit),
).map(tuple)
PLEDGES = st.builds(
    replace,
    st.just(SOURCE_000),
    indicators=INDICATORS,
    projects=PROJECTS,
    settings=st.builds(Settings, due_day=st.none() | st.integers(1, 31)),
    imported=st.dates(be(1, 10, 2547), be(30, 9, 2548)),
)


@given(PLEDGES)
def test_nothing_is_owed_twice(pledge):
    keys = [duty.key for duty in duties(pledge)]
    assert len(keys) == len(set(keys))


@given(PLEDGES)
def test_no_month_of_a_bound_unit_is_lost_unless_its_projects_are_finished(pledge):
    owed = {(duty.unit, duty.indicator, duty.period) for duty in of_tier(pledge, 1)}
    start = Month.of(pledge.imported)
    for indicator in pledge.indicators:
        if indicator.frequency != "1" or indicator.method not in ANSWERED:
            continue
        for unit in indicator.units:
            unfinished = all(
                it.finished is None for it in pledge.projects if (it.indicator, it.unit) == (indicator.code, unit)
            )
            expected = {(unit, indicator.code, month.code) for month in FY2548.months if month >= start}
            assert not unfinished or expected <= owed


@given(PLEDGES)
def test_nobody_owes_before_the_start_and_nothing_is_owed_before_it_is_reportable(pledge):
    for duty in of_tier(pledge, 1):
        assert duty.last >= Month.of(pledge.imported).first
        assert duty.reportable_from == duty.first <= duty.last < (duty.owed_from or date.max)
        assert duty.owed_from is not None or not duty.warned
        assert (duty.due is None) == (duty.counted_until is None) == (not duty.warned)


@given(PLEDGES, PLEDGES)
def test_aligning_opens_what_is_missing_closes_what_is_dropped_and_then_changes_nothing(before, after):
    existing, wanted = duties(before), duties(after)
    plan = align(existing, wanted)
    ledger = {duty.key: duty for duty in existing}
    ledger.update({duty.key: duty for duty in (*plan.open, *plan.change)})
    for duty in plan.close:
        del ledger[duty.key]
    assert ledger == {duty.key: duty for duty in wanted}
    assert len(plan.keep) + len(plan.change) + len(plan.close) == len(existing)
    again = align(ledger.values(), wanted)
    assert (again.open, again.change, again.close, len(again.keep)) == ((), (), (), len(wanted))


def test_a_unit_with_days_of_its_own_is_due_by_them_and_no_other_is():
    """5 May 2548 is Coronation Day for all; unit 2 is off on the 6th as well, a Friday."""
    own = Calendar((*YEAR_2548.holidays, Holiday(on=be(6, 5, 2548), name="local", authority="cabinet")), date.max)
    moving = Settings(due_day=5, moves=True)
    pledge = replace(SOURCE_000, settings=moving, unit_calendars={"unit 2": own})
    april = {duty.unit: duty.counted_until for duty in of_tier(pledge, 1) if duty.period == "2005-04"}
    assert april == {"unit 1": at(be(7, 5, 2548), 0), "unit 2": at(be(10, 5, 2548), 0)}
    undated = replace(pledge, settings=Settings())
    assert {duty.counted_until for duty in of_tier(undated, 1)} == {None}


def test_what_was_answered_by_project_is_owed_no_more_as_a_whole():
    answered = [("unit 1", "8", "a", "2005-04", 1), ("unit 1", "8", WHOLE, "2005-05", 1), ("host", "8", "a", "6", 2)]
    assert told_by_project(answered) == {("unit 1", "8", WHOLE, "2005-04", 1)}
