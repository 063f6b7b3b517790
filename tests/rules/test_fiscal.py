from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.fiscal import (
    FiscalYear,
    Month,
    days_between,
    local_date,
    periods,
    round_period,
    span,
    to_buddhist,
    to_common,
)
from tests.rules.calendars import BANGKOK, be

DAYS = st.dates(be(1, 1, 2500), be(31, 12, 2600))


def test_fiscal_year_2554_is_1_october_2553_to_30_september_2554():
    year = FiscalYear(2554)
    assert (year.first, year.last) == (date(2010, 10, 1), date(2011, 9, 30))
    assert [month.code for month in year.months][::11] == ["2010-10", "2011-09"]


@pytest.mark.parametrize(
    ("months", "last"), [(3, be(31, 12, 2553)), (6, be(31, 3, 2554)), (9, be(30, 6, 2554)), (12, be(30, 9, 2554))]
)
def test_rounds_are_cumulative_from_1_october_source_001_1_5_2(months, last):
    period = round_period(FiscalYear(2554), months)
    assert (period.first, period.last, period.code) == (be(1, 10, 2553), last, str(months))


def test_there_is_no_round_of_four_months_and_no_report_every_five():
    with pytest.raises(ValueError, match="no round of 4"):
        round_period(FiscalYear(2554), 4)
    with pytest.raises(ValueError, match="every 5"):
        periods(FiscalYear(2554), 5)


@given(DAYS)
def test_every_day_from_2500_to_2600_lies_in_one_fiscal_year_and_one_of_its_months(day):
    year = FiscalYear.of(day)
    assert year.first <= day <= year.last
    assert [month for month in year.months if month.first <= day <= month.last] == [Month.of(day)]
    assert FiscalYear.of(year.last + timedelta(days=1)).number == year.number + 1


@given(DAYS, st.sampled_from([1, 3, 6, 12]))
def test_the_periods_of_a_year_touch_and_cover_it(day, months):
    year = FiscalYear.of(day)
    cut = periods(year, months)
    assert (cut[0].first, cut[-1].last) == (year.first, year.last)
    assert all(after.first == before.last + timedelta(days=1) for before, after in pairwise(cut))
    assert len({period.code for period in cut}) == 12 // months


def test_a_quarter_has_a_code_that_no_month_and_no_round_has():
    assert span(Month(2026, 10), 3).code == "2026-10+3"
    assert span(Month(2026, 10), 1).code == "2026-10"


@given(DAYS, st.integers(-200, 200))
def test_months_step_back_and_forth_and_their_codes_are_read_back_and_sort_in_time(day, count):
    month = Month.of(day)
    assert month.plus(count).plus(-count) == month
    assert Month.parse(month.code) == month
    assert month.previous().last + timedelta(days=1) == month.first == month.next().previous().first
    assert (month < month.plus(count)) == (month.code < month.plus(count).code) == (count > 0)


@pytest.mark.parametrize("code", ["2026-13", "2026-1", "2569-10x", "", "12"])
def test_what_is_no_month_code_is_refused(code):
    with pytest.raises(ValueError, match="not a month code"):
        Month.parse(code)


def test_a_month_shorter_than_the_day_asked_for_gives_its_last():
    assert Month(2026, 2).day(31) == date(2026, 2, 28)
    assert Month(2028, 2).day(30) == date(2028, 2, 29)


def test_buddhist_and_common_years_are_543_apart():
    assert (to_buddhist(2011), to_common(2554)) == (2554, 2011)


def test_an_evening_in_utc_is_the_next_day_in_bangkok_and_a_naive_instant_is_refused():
    assert local_date(datetime(2026, 10, 5, 17, 0, tzinfo=UTC), BANGKOK) == date(2026, 10, 6)
    assert local_date(datetime(2026, 10, 5, 16, 59, 59, tzinfo=UTC), BANGKOK) == date(2026, 10, 5)
    with pytest.raises(ValueError, match="time zone"):
        local_date(datetime(2026, 10, 5, 17, 0), BANGKOK)  # noqa: DTZ001


def test_days_between_are_none_backwards():
    assert days_between(be(2, 1, 2569), be(1, 1, 2569)) == ()
    assert len(days_between(be(1, 1, 2569), be(31, 1, 2569))) == 31
