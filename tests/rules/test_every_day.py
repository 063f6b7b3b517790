"""Every single day of B.E. 2500 to 2600: eras, fiscal years, months, and the arithmetic of working days."""

from bisect import bisect_right
from datetime import date, timedelta
from itertools import accumulate, pairwise

import pytest

from handlers.actions.national_days import national_days
from rules.fiscal import FiscalYear, Month, days_between, periods, round_period, to_buddhist, to_common
from rules.framework_days import Laying
from rules.holidays import Calendar
from rules.provinces import BANGKOK
from tests.rules.calendars import be

DAY = timedelta(days=1)
FIRST, LAST = be(1, 1, 2500), be(31, 12, 2600)
DAYS = days_between(FIRST, LAST)


@pytest.fixture(scope="module")
def calendar():
    """The nation's days as they are known or reckoned ahead, as Bangkok keeps them."""
    known = national_days(range(FIRST.year - 1, LAST.year + 2))
    return Calendar(tuple(day for day in known if day.counts_in(BANGKOK)), LAST)


def test_both_eras_name_every_year_and_lead_back():
    assert [to_common(to_buddhist(year)) for year in range(FIRST.year, LAST.year + 1)] == list(
        range(to_common(2500), to_common(2600) + 1)
    )


def test_a_day_typed_with_its_buddhist_year_is_that_day_and_lies_in_the_fiscal_year_that_says_so():
    for day in DAYS:
        year = FiscalYear.of(day)
        assert Laying(year=year, dated=True).day(f"{to_buddhist(day.year)}-{day:%m-%d}") == day
        assert Laying(year=year, dated=False).day(f"{day:%m-%d}") == day or (day.month, day.day) == (2, 29)
        assert year.number == to_buddhist(day.year) + (day.month >= 10)
        assert year.first <= day <= year.last


def test_a_fiscal_year_begins_on_1_october_and_on_no_other_day():
    turns = [after for before, after in pairwise(DAYS) if FiscalYear.of(before) != FiscalYear.of(after)]
    assert turns == [date(year, 10, 1) for year in range(FIRST.year, LAST.year + 1)]


def test_each_day_lies_in_one_month_and_months_follow_without_a_gap():
    for before, after in pairwise(DAYS):
        month = Month.of(before)
        assert month.first <= before <= month.last
        assert Month.of(after) == (month if after.month == before.month else month.next())


def test_periods_and_rounds_of_every_year_are_made_of_its_days_alone():
    for number in range(2500, 2601):
        year = FiscalYear(number)
        whole = days_between(year.first, year.last)
        for months in (1, 3, 6, 12):
            cut = [day for period in periods(year, months) for day in days_between(period.first, period.last)]
            assert tuple(cut) == whole
            if months > 1:
                assert round_period(year, months).last == periods(year, months)[0].last


def test_counting_adding_and_naming_working_days_agree_on_every_day(calendar):
    """Held against a plain walk over all days."""
    worked = [day for day in DAYS if calendar.is_working(day)]
    counts = list(accumulate(calendar.is_working(day) for day in DAYS))
    for place, day in enumerate(DAYS):
        assert calendar.count_working(FIRST - DAY, day) == counts[place]
        if 40 < place < len(DAYS) - 40:
            at = bisect_right(worked, day)
            assert calendar.add_working(day, 3) == worked[at + 2]
            until = day + (place % 14) * DAY
            named = calendar.working_between(day, until)
            assert named == tuple(worked[at : bisect_right(worked, until)])
            assert len(named) == calendar.count_working(day, until)
            assert len(named) + len(calendar.left_out_between(day, until)) == place % 14


def test_the_next_and_the_last_working_day_of_every_day_touch_it(calendar):
    worked = {day for day in DAYS if calendar.is_working(day)}
    for day in DAYS[40:-40]:
        after, before = calendar.next_working(day), calendar.previous_working(day)
        assert {before, after} <= worked
        assert not worked & set(days_between(before + DAY, after - DAY))
        assert (after - before).days <= 11


def test_no_run_of_free_days_is_longer_than_eleven_and_every_year_has_at_least_225_working_days(calendar):
    for year in range(FIRST.year, LAST.year + 1):
        assert calendar.count_working(date(year - 1, 12, 31), date(year, 12, 31)) >= 225
