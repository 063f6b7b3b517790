from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.deadlines import Stamp
from rules.forecasts import Milestone, eaten, forecast
from rules.holidays import DAY
from rules.penalties import Share, verdict
from tests.rules.calendars import SOURCE_000, SOURCE_001, YEAR_2548, YEAR_2554, at, be, due, points

DUE_2554 = due(be(31, 10, 2554))
DUE_2548 = due(be(31, 10, 2548))


def costs(rule, deadline, on, calendar) -> dict:
    return {point.why: (point.on, str(point.deduction)) for point in forecast(rule, deadline, at(on), calendar).points}


def test_on_7_november_2554_today_costs_0_2500_tomorrow_0_3000_and_30_november_1_1000():
    assert costs(SOURCE_001, DUE_2554, be(7, 11, 2554), YEAR_2554) == {
        Milestone.TODAY: (be(7, 11, 2554), "0.2500"),
        Milestone.TOMORROW: (be(8, 11, 2554), "0.3000"),
        Milestone.WEEK_END: (be(11, 11, 2554), "0.4500"),
        Milestone.MONTH_END: (be(30, 11, 2554), "1.1000"),
    }


def test_on_the_deadlines_own_day_today_costs_nothing_tomorrow_0_0500_and_the_months_end_1_1000():
    found = costs(SOURCE_001, DUE_2554, be(31, 10, 2554), YEAR_2554)
    assert found[Milestone.TODAY] == (be(31, 10, 2554), "0.0000")
    assert found[Milestone.TOMORROW] == (be(1, 11, 2554), "0.0500")
    assert found[Milestone.MONTH_END] == (be(30, 11, 2554), "1.1000")


def test_an_hour_after_midnight_in_bangkok_today_is_the_day_that_has_begun_there():
    found = forecast(SOURCE_000, DUE_2548, at(be(1, 11, 2548), 1), YEAR_2548).points[0]
    assert (found.on, str(found.deduction)) == (be(1, 11, 2548), "0.5")


def test_on_1_november_2548_half_a_point_today_and_two_by_friday_the_fourth():
    found = costs(SOURCE_000, DUE_2548, be(1, 11, 2548), YEAR_2548)
    assert found[Milestone.TODAY] == (be(1, 11, 2548), "0.5")
    assert found[Milestone.WEEK_END] == (be(4, 11, 2548), "2.0")


def test_before_the_deadline_the_first_day_that_costs_is_named():
    found = costs(SOURCE_001, due(be(4, 11, 2554)), be(1, 11, 2554), YEAR_2554)
    assert found[Milestone.TODAY] == (be(1, 11, 2554), "0.0000")
    assert found[Milestone.FIRST_LOSS] == (be(7, 11, 2554), "0.0500")
    assert found[Milestone.WEEK_END] == (be(11, 11, 2554), "0.2500")


def test_a_week_that_ends_in_holidays_ends_on_its_last_working_day():
    found = costs(SOURCE_000, due(be(8, 4, 2548)), be(8, 4, 2548), YEAR_2548)
    assert found[Milestone.WEEK_END] == (be(12, 4, 2548), "2.0")


def test_a_cap_is_named_with_the_day_it_is_reached_until_it_is():
    capped = replace(SOURCE_001, cap=Decimal("0.3200"))
    found = costs(capped, DUE_2554, be(1, 11, 2554), YEAR_2554)
    assert found[Milestone.CAP] == (be(9, 11, 2554), "0.3200")
    assert Milestone.MONTH_END not in found
    assert Milestone.CAP not in costs(capped, DUE_2554, be(9, 11, 2554), YEAR_2554)


def test_at_tier_3_nothing_is_certain_before_the_arrival_is_stated():
    found = forecast(SOURCE_001, DUE_2554, at(be(7, 11, 2554)), YEAR_2554)
    assert (found.certain, found.condition) == (None, "if_not_arrived")
    assert str(found.today.deduction) == "0.2500"


def test_at_the_tiers_below_what_sending_now_would_cost_is_certain():
    found = forecast(replace(SOURCE_001, tier=2), DUE_2554, at(be(7, 11, 2554)), YEAR_2554)
    assert (str(found.certain), found.condition) == ("0.2500", "if_not_sent")


def test_beyond_the_announced_holidays_a_point_is_provisional():
    points = forecast(SOURCE_001, DUE_2554, at(be(30, 12, 2554)), YEAR_2554).points
    assert [(point.on, point.provisional) for point in points] == [
        (be(30, 12, 2554), False),
        (be(31, 12, 2554), False),
        (be(6, 1, 2555), True),
        (be(31, 1, 2555), True),
    ]


@given(
    st.sampled_from([SOURCE_000, SOURCE_001, replace(SOURCE_001, cap=Decimal(1))]),
    st.dates(be(1, 1, 2500), be(31, 12, 2600)),
    st.integers(-40, 40),
)
def test_a_forecast_starts_today_goes_on_in_time_never_gets_cheaper_and_agrees_with_the_verdict(rule, day, offset):
    now = at(day + timedelta(days=offset))
    found = forecast(rule, due(day), now, YEAR_2554)
    assert found.points[0].on == now.date()
    assert found.today == verdict(rule, due(day), Stamp(at=now), YEAR_2554)
    assert points(found.points[-1].deduction) > 0
    for before, after in pairwise(found.points):
        assert before.on < after.on
        assert points(before.deduction) <= points(after.deduction)
        assert after.deduction == verdict(rule, due(day), Stamp(at=at(after.on)), YEAR_2554).deduction


def test_a_share_is_forecast_as_a_share_up_to_its_cap():
    rule = replace(SOURCE_001, kind="share_per_day", rate=Decimal(2), cap=Decimal(5))
    found = forecast(rule, due(be(31, 10, 2554)), at(be(31, 10, 2554)), YEAR_2554)
    costs = {point.why: (point.on, point.deduction) for point in found.points}
    assert costs[Milestone.TOMORROW] == (be(1, 11, 2554), Share(percent=Decimal(2)))
    assert costs[Milestone.CAP] == (be(3, 11, 2554), Share(percent=Decimal(5)))
    assert not costs[Milestone.TODAY][1]
    assert (found.points[-1].why, found.ends) == (Milestone.CAP, True)


def test_a_cap_that_no_year_reaches_is_not_foreseen():
    slow = replace(SOURCE_001, kind="share_per_day", rate=Decimal("0.0001"))
    assert Milestone.CAP not in costs(slow, DUE_2554, be(1, 11, 2554), YEAR_2554)


def test_a_cap_is_foreseen_for_a_year_of_days_and_no_day_longer():
    a_point = replace(SOURCE_000, rate=Decimal(1))
    year, longer = (
        costs(replace(a_point, cap=Decimal(cap)), DUE_2554, be(1, 11, 2554), YEAR_2554) for cap in (366, 367)
    )
    assert year[Milestone.CAP] == (be(31, 10, 2555), "366")
    assert Milestone.CAP not in longer


def test_once_the_cap_is_reached_today_is_all_that_is_named():
    capped = replace(SOURCE_000, cap=Decimal("1.5"))
    found = forecast(capped, due(be(4, 11, 2554)), at(be(20, 11, 2554)), YEAR_2554)
    assert [(point.why, str(point.deduction)) for point in found.points] == [(Milestone.TODAY, "1.5")]
    assert found.ends
    assert not forecast(SOURCE_000, due(be(4, 11, 2554)), at(be(20, 11, 2554)), YEAR_2554).ends


def test_a_delay_of_two_working_days_eats_two_of_the_supervisors_five():
    below, above = due(be(1, 11, 2554)), due(be(8, 11, 2554))
    found = eaten(below, above, be(3, 11, 2554), YEAR_2554)
    assert found.had == tuple(be(day, 11, 2554) for day in (2, 3, 4, 7, 8))
    assert found.gone == (be(2, 11, 2554), be(3, 11, 2554))


@pytest.mark.parametrize(("until", "gone"), [(be(1, 11, 2554), 0), (be(6, 11, 2554), 3), (be(30, 11, 2554), 5)])
def test_what_is_eaten_is_never_more_than_was_had(until, gone):
    assert len(eaten(due(be(1, 11, 2554)), due(be(8, 11, 2554)), until, YEAR_2554).gone) == gone


def test_march_due_after_the_six_month_deadline_of_fy2548_eats_nothing_for_nothing_was_had():
    found = eaten(due(be(5, 4, 2548)), due(be(30, 3, 2548)), be(7, 4, 2548), YEAR_2548)
    assert (found.had, found.gone) == ((), ())


def test_by_calendar_days_the_first_loss_and_the_cap_fall_on_whatever_day_comes():
    """Due on Friday 4 November 2554: Saturday costs, and a cap of one and a half points is reached on Monday."""
    capped = replace(SOURCE_000, cap=Decimal("1.5"))
    found = costs(capped, due(be(4, 11, 2554)), be(1, 11, 2554), YEAR_2554)
    assert found[Milestone.FIRST_LOSS] == (be(5, 11, 2554), "0.5")
    assert found[Milestone.CAP] == (be(7, 11, 2554), "1.5")


def test_a_point_says_after_how_many_days_it_costs_what_it_costs():
    found = forecast(SOURCE_001, DUE_2554, at(be(7, 11, 2554)), YEAR_2554)
    assert [(point.why, point.days) for point in found.points] == [
        (Milestone.TODAY, 5),
        (Milestone.TOMORROW, 6),
        (Milestone.WEEK_END, 9),
        (Milestone.MONTH_END, 22),
    ]


def test_a_rate_of_nothing_never_reaches_its_cap():
    free = replace(SOURCE_001, rate=Decimal(0), cap=Decimal(1))
    assert Milestone.CAP not in costs(free, DUE_2554, be(1, 11, 2554), YEAR_2554)


def test_where_deadlines_move_the_milestones_and_what_is_eaten_count_from_the_day_it_moved_to():
    saturday = replace(due(be(30, 4, 2554)), moves=True)
    found = costs(SOURCE_000, saturday, be(29, 4, 2554), YEAR_2554)
    first = found[Milestone.FIRST_LOSS][0]
    assert first == YEAR_2554.next_working(be(30, 4, 2554)) + DAY
    had = eaten(saturday, replace(due(be(7, 5, 2554)), moves=True), be(31, 5, 2554), YEAR_2554).had
    assert had == YEAR_2554.working_between(first - DAY, YEAR_2554.next_working(be(7, 5, 2554)))
