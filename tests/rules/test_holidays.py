from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rules.holidays import Calendar, Holiday, Weekend
from tests.rules.calendars import YEAR_2548, YEAR_2554, be

DAYS = st.dates(be(1, 1, 2500), be(31, 12, 2600))
RUNS = st.lists(st.integers(-40, 40), max_size=25)


def free_around(day: date, offsets: list[int]) -> Calendar:
    days = [day + timedelta(days=offset) for offset in offsets]
    return Calendar(tuple(Holiday(on=on, name="free", authority="cabinet") for on in days), be(31, 12, 2600))


def test_a_flood_holiday_names_its_authority():
    reason = YEAR_2554.reason_not_working(be(31, 10, 2554))
    assert isinstance(reason, Holiday)
    assert reason.authority == "cabinet, Bangkok and other provinces"


def test_a_day_is_free_everywhere_or_in_the_provinces_that_it_names_alone():
    songkran = Holiday(on=be(13, 4, 2554), name="Songkran", authority="cabinet")
    floods = Holiday(on=be(27, 10, 2554), name="floods", authority="cabinet", provinces=("bangkok", "ang_thong"))
    assert [songkran.counts_in(province) for province in ("bangkok", "chon_buri", "")] == [True, True, True]
    assert [floods.counts_in(province) for province in ("bangkok", "chon_buri", "")] == [True, False, False]


def test_a_holiday_inside_a_weekend_is_left_out_as_the_weekend():
    assert YEAR_2554.reason_not_working(be(23, 10, 2554)) == Weekend(be(23, 10, 2554))
    assert isinstance(YEAR_2554.reason_not_working(be(24, 10, 2554)), Holiday)


def test_songkran_2548_runs_from_13_to_15_april_and_the_last_working_day_before_it_is_12_april():
    assert YEAR_2548.previous_working(be(15, 4, 2548)) == be(12, 4, 2548)
    assert YEAR_2548.next_working(be(13, 4, 2548)) == be(18, 4, 2548)


def test_15_october_2548_is_a_saturday():
    assert YEAR_2548.reason_not_working(be(15, 10, 2548)) == Weekend(be(15, 10, 2548))


def test_the_6_and_9_month_deadlines_of_2554_are_saturdays_source_001_1_5_2():
    assert isinstance(YEAR_2554.reason_not_working(be(30, 4, 2554)), Weekend)
    assert isinstance(YEAR_2554.reason_not_working(be(16, 7, 2554)), Weekend)


def test_a_day_declared_worked_after_all_is_worked_even_on_a_saturday_and_the_later_word_holds():
    saturday = be(5, 11, 2554)
    free = Holiday(on=saturday, name="free", authority="cabinet")
    worked = Holiday(on=saturday, name="made up", authority="office", working=True)
    assert Calendar((free, worked), saturday).is_working(saturday)
    assert not Calendar((worked, free), saturday).is_working(saturday)


def test_the_office_may_take_back_a_national_holiday():
    monday = be(24, 10, 2554)
    back = Holiday(on=monday, name="worked", authority="office", working=True)
    assert Calendar((*YEAR_2554.holidays, back), monday).is_working(monday)


def test_friday_to_monday_is_one_working_day():
    assert YEAR_2554.working_between(be(4, 11, 2554), be(7, 11, 2554)) == (be(7, 11, 2554),)


def test_after_the_last_announced_day_everything_is_provisional():
    assert not YEAR_2554.provisional(be(31, 12, 2554))
    assert YEAR_2554.provisional(be(1, 1, 2555))


@given(DAYS, RUNS)
def test_next_and_previous_are_worked_and_nothing_worked_lies_between(day, offsets):
    calendar = free_around(day, offsets)
    after, before = calendar.next_working(day), calendar.previous_working(day)
    assert calendar.is_working(after)
    assert calendar.is_working(before)
    assert before <= day <= after
    assert len(calendar.working_between(before - timedelta(days=1), after)) == len({before, after})


@given(DAYS, RUNS, st.integers(1, 30))
def test_adding_working_days_and_counting_them_agree(day, offsets, count):
    calendar = free_around(day, offsets)
    later, earlier = calendar.add_working(day, count), calendar.add_working(day, -count)
    assert len(calendar.working_between(day, later)) == count
    assert len(calendar.working_between(earlier - timedelta(days=1), day - timedelta(days=1))) == count
    assert calendar.is_working(later)
    assert calendar.is_working(earlier)
    assert calendar.add_working(day, 0) == day


@given(DAYS, RUNS, st.integers(0, 60))
def test_every_day_is_either_counted_or_left_out_with_a_reason(day, offsets, length):
    calendar, until = free_around(day, offsets), day + timedelta(days=length)
    counted = calendar.working_between(day, until)
    left_out = [reason.on for reason in calendar.left_out_between(day, until)]
    assert sorted([*counted, *left_out]) == [day + timedelta(days=n) for n in range(1, length + 1)]


@given(DAYS, RUNS, RUNS, st.integers(-60, 60))
def test_counting_working_days_agrees_with_naming_them(day, free, worked, length):
    own = [Holiday(on=day + timedelta(days=offset), name="w", authority="cabinet", working=True) for offset in worked]
    calendar = Calendar((*free_around(day, free).holidays, *own), be(31, 12, 2600))
    until = day + timedelta(days=length)
    assert calendar.count_working(day, until) == len(calendar.working_between(day, until))
    assert calendar.is_working(until) == (calendar.reason_not_working(until) is None)
