from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.deadlines import (
    WarningDay,
    late_days,
    month_due,
    prompt_day,
    return_date,
    settled,
    stated_arrival,
    warning_days,
    working_days_late,
)
from rules.fiscal import Month
from rules.holidays import Calendar, Holiday, Weekend
from rules.refusals import FutureArrival
from tests.rules.calendars import BANGKOK, YEAR_2548, YEAR_2554, at, be, came, due

DUE = due(be(31, 10, 2554))
EMPTY = Calendar((), be(31, 12, 2600))
DAYS = st.dates(be(1, 1, 2500), be(31, 12, 2600))


def test_a_report_in_the_last_second_of_the_day_in_bangkok_is_on_time():
    assert not late_days(DUE, came(be(31, 10, 2554), 23, 59, 59), YEAR_2554, "calendar").late
    assert DUE.counted_until == datetime(2011, 10, 31, 17, 0, tzinfo=UTC)


def test_midnight_is_late_by_one_day():
    lateness = late_days(DUE, came(be(1, 11, 2554), 0), YEAR_2554, "calendar")
    assert (lateness.late, lateness.days) == (True, (be(1, 11, 2554),))


def test_due_monday_31_october_arrived_monday_7_november_is_seven_calendar_days():
    lateness = late_days(DUE, came(be(7, 11, 2554)), YEAR_2554, "calendar")
    assert lateness.days == tuple(be(day, 11, 2554) for day in range(1, 8))
    assert lateness.left_out == ()


def test_due_monday_31_october_arrived_monday_7_november_is_five_working_days_without_the_weekend():
    lateness = late_days(DUE, came(be(7, 11, 2554)), YEAR_2554, "working")
    assert lateness.days == tuple(be(day, 11, 2554) for day in (1, 2, 3, 4, 7))
    assert lateness.left_out == (Weekend(be(5, 11, 2554)), Weekend(be(6, 11, 2554)))


def test_due_on_a_friday_and_sent_on_saturday_is_late_by_no_working_day():
    lateness = late_days(due(be(4, 11, 2554)), came(be(5, 11, 2554)), YEAR_2554, "working")
    assert (lateness.late, lateness.days, lateness.left_out) == (True, (), (Weekend(be(5, 11, 2554)),))


@pytest.mark.parametrize(
    ("sent", "counting", "days"),
    [(13, "calendar", 1), (13, "working", 0), (15, "calendar", 3), (15, "working", 0), (18, "working", 1)],
)
def test_sent_on_a_holiday_is_late_and_the_holiday_counts_by_the_calendar_only(sent, counting, days):
    """Due on 12 April 2548, the day before Songkran."""
    lateness = late_days(due(be(12, 4, 2548)), came(be(sent, 4, 2548)), YEAR_2548, counting)
    assert (lateness.late, len(lateness.days)) == (True, days)
    free = [day.on.day for day in lateness.left_out if isinstance(day, Holiday)]
    assert free == ([day for day in (13, 14, 15) if day <= sent] if counting == "working" else [])


def test_due_on_a_holiday_that_does_not_move_is_late_from_the_next_day_on():
    holiday = due(be(15, 4, 2548))
    assert not late_days(holiday, came(be(15, 4, 2548), 23, 59, 59), YEAR_2548, "working").late
    assert late_days(holiday, came(be(16, 4, 2548)), YEAR_2548, "calendar").days == (be(16, 4, 2548),)
    assert late_days(holiday, came(be(16, 4, 2548)), YEAR_2548, "working").days == ()
    assert late_days(holiday, came(be(18, 4, 2548)), YEAR_2548, "working").days == (be(18, 4, 2548),)


def test_due_before_the_period_is_over_is_judged_like_any_deadline_source_000_3():
    """Tier 2's six months of FY2548: due on 30 March, the round ends on the 31st."""
    before_its_end = due(be(30, 3, 2548))
    assert not late_days(before_its_end, came(be(30, 3, 2548)), YEAR_2548, "working").late
    assert len(late_days(before_its_end, came(be(31, 3, 2548)), YEAR_2548, "working").days) == 1


def test_an_unstamped_press_within_150_seconds_counts_as_on_time_and_says_so():
    lateness = late_days(DUE, came(be(1, 11, 2554), 0, 2, 30, exact=False), YEAR_2554, "calendar")
    assert (lateness.late, lateness.forgiven, lateness.days) == (False, True, ())


@pytest.mark.parametrize(("second", "exact"), [(31, False), (0, True)])
def test_a_later_press_and_a_stamped_message_are_not_forgiven(second, exact):
    lateness = late_days(DUE, came(be(1, 11, 2554), 0, 2, second, exact=exact), YEAR_2554, "calendar")
    assert (lateness.late, lateness.forgiven, len(lateness.days)) == (True, False, 1)


def test_nothing_is_forgiven_where_nothing_was_late():
    assert not late_days(DUE, came(be(31, 10, 2554), exact=False), YEAR_2554, "calendar").forgiven


def test_an_hour_set_by_a_framework_counts_to_the_end_of_its_minute():
    hourly = due(be(31, 10, 2554), time(16, 30))
    assert not late_days(hourly, came(be(31, 10, 2554), 16, 30, 59), YEAR_2554, "calendar").late
    after = late_days(hourly, came(be(31, 10, 2554), 16, 31), YEAR_2554, "calendar")
    assert (after.late, after.days) == (True, ())


def test_a_deadline_moves_only_where_its_framework_says_so():
    assert settled(DUE, YEAR_2554) == DUE
    assert settled(replace(DUE, moves=True), YEAR_2554).on == be(1, 11, 2554)
    assert late_days(replace(DUE, moves=True), came(be(7, 11, 2554)), YEAR_2554, "working").days == tuple(
        be(day, 11, 2554) for day in (2, 3, 4, 7)
    )


def test_working_days_beyond_the_announced_holidays_are_provisional_and_calendar_days_are_not():
    new_year = came(be(2, 1, 2555))
    assert late_days(DUE, new_year, YEAR_2554, "working").provisional
    assert not late_days(DUE, new_year, YEAR_2554, "calendar").provisional
    assert not late_days(DUE, came(be(31, 12, 2554)), YEAR_2554, "working").provisional
    next_year = due(be(31, 1, 2555))
    assert not late_days(next_year, came(be(31, 1, 2555)), YEAR_2554, "working").provisional
    moved = due(be(1, 1, 2555), moves=True)
    assert late_days(moved, came(be(1, 1, 2555)), YEAR_2554, "calendar").provisional


@given(DAYS, st.integers(0, 400), st.integers(0, 86_399), st.sampled_from(["calendar", "working"]))
def test_days_late_never_shrink_as_time_goes_on(day, length, seconds, counting):
    sooner = came(day)
    later = replace(sooner, at=sooner.at + timedelta(days=length, seconds=seconds))
    before, after = (late_days(due(day), stamp, EMPTY, counting) for stamp in (sooner, later))
    assert set(before.days) <= set(after.days)
    assert after.late >= before.late
    assert len(after.days) + len(after.left_out) == (later.at.date() - day).days or counting == "calendar"


def test_a_stated_arrival_may_not_lie_in_the_future():
    now = at(be(15, 4, 2548), 14)
    assert stated_arrival(be(15, 4, 2548), time(14), BANGKOK, now).at == now
    assert stated_arrival(be(15, 4, 2548), None, BANGKOK, now).at == at(be(15, 4, 2548), 0)
    with pytest.raises(FutureArrival) as refused:
        stated_arrival(be(15, 4, 2548), time(14, 1), BANGKOK, now)
    assert refused.value.facts == {"stated": at(be(15, 4, 2548), 14, 1), "now": now}
    with pytest.raises(FutureArrival) as refused:
        stated_arrival(be(16, 4, 2548), None, BANGKOK, now)
    assert refused.value.facts == {"stated": be(16, 4, 2548), "now": now}


def test_the_warning_for_15_april_2548_moves_to_12_april_before_songkran():
    warned = warning_days(due(be(15, 4, 2548)), (7, 3, 1, 0), YEAR_2548)
    assert warned == (
        WarningDay(on=be(1, 4, 2548), before=(7,)),
        WarningDay(on=be(8, 4, 2548), before=(3,)),
        WarningDay(on=be(12, 4, 2548), before=(0, 1), moved_from=be(15, 4, 2548)),
    )


def test_a_month_due_on_a_monday_is_warned_of_on_friday_and_on_the_day():
    assert [day.on for day in warning_days(due(be(7, 11, 2554)), (1, 0), YEAR_2554)] == [
        be(4, 11, 2554),
        be(7, 11, 2554),
    ]


def test_a_framework_without_a_warning_on_the_day_gets_none_and_without_any_gets_none_at_all():
    assert [day.before for day in warning_days(due(be(7, 11, 2554)), (1,), YEAR_2554)] == [(1,)]
    assert warning_days(due(be(7, 11, 2554)), (), YEAR_2554) == ()


@given(DAYS, st.sets(st.integers(0, 15)))
def test_warnings_fall_on_working_days_once_each_and_no_rule_is_lost(day, before):
    warned = warning_days(due(day), before, YEAR_2554)
    assert all(YEAR_2554.is_working(warning.on) and warning.on <= day for warning in warned)
    assert [warning.on for warning in warned] == sorted({warning.on for warning in warned})
    assert sorted(rule for warning in warned for rule in warning.before) == sorted(before)


def test_a_month_is_asked_for_on_the_first_working_day_of_the_next():
    assert prompt_day(Month(2010, 12), None, YEAR_2554) == be(4, 1, 2554)
    assert prompt_day(Month(2011, 10), None, YEAR_2554) == be(1, 11, 2554)


def test_a_fixed_prompt_day_that_is_not_worked_waits_for_the_next_worked_one():
    assert prompt_day(Month(2011, 10), 3, YEAR_2554) == be(3, 11, 2554)
    assert prompt_day(Month(2011, 10), 5, YEAR_2554) == be(7, 11, 2554)
    assert prompt_day(Month(2011, 1), 31, YEAR_2554) == be(28, 2, 2554)


def test_a_month_is_due_on_its_day_of_the_next_month_or_never():
    assert month_due(Month(2026, 9), 5) == be(5, 10, 2569)
    assert month_due(Month(2026, 1), 31) == be(28, 2, 2569)
    assert month_due(Month(2026, 9), None) is None


def test_what_is_sent_back_on_thursday_1_october_2569_is_expected_on_thursday_the_8th():
    assert return_date(be(1, 10, 2569), EMPTY) == be(8, 10, 2569)
    assert return_date(be(1, 10, 2569), EMPTY, days=2) == be(5, 10, 2569)


def test_from_friday_to_monday_the_lateness_for_alerts_is_one_working_day():
    friday = due(be(4, 11, 2554))
    assert [working_days_late(friday, be(day, 11, 2554), YEAR_2554) for day in range(3, 9)] == [0, 0, 0, 0, 1, 2]


def test_holidays_stretch_the_ladder():
    closed = Calendar((Holiday(on=be(7, 11, 2554), name="free", authority="cabinet"),), be(31, 12, 2554))
    assert working_days_late(due(be(4, 11, 2554)), be(7, 11, 2554), closed) == 0


def test_where_deadlines_move_people_are_warned_by_the_day_it_moved_to_and_late_from_the_day_after():
    """30 April 2554 was a Saturday; Monday 2 May a substitute for nothing, so the day moves to it."""
    saturday = replace(due(be(30, 4, 2554)), moves=True)
    monday = settled(saturday, YEAR_2554)
    assert (monday.on, monday.moves) == (YEAR_2554.next_working(be(30, 4, 2554)), False)
    assert warning_days(saturday, (0,), YEAR_2554) == (WarningDay(on=monday.on, before=(0,)),)
    assert working_days_late(saturday, monday.on, YEAR_2554) == 0
    assert working_days_late(saturday, YEAR_2554.add_working(monday.on, 1), YEAR_2554) == 1


def test_only_the_days_own_warning_names_the_day_that_it_moved_from():
    found = warning_days(due(be(15, 4, 2548)), (3, 1, 0), YEAR_2548)
    assert [it.moved_from for it in found if 0 not in it.before] == [None] * len(
        [it for it in found if 0 not in it.before]
    )
    assert [it.moved_from for it in found if 0 in it.before] == [be(15, 4, 2548)]
    assert [it.moved_from for it in warning_days(due(be(18, 4, 2548)), (1, 0), YEAR_2548)] == [None, None]
    assert [it.moved_from for it in warning_days(due(be(15, 4, 2548)), (0,), YEAR_2548)] == [be(15, 4, 2548)]
    assert [it.moved_from for it in warning_days(due(be(15, 4, 2548)), (1,), YEAR_2548)] == [None]
