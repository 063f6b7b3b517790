"""How often one person hears of what is late."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rules.deadlines import Ladder
from rules.fiscal import FiscalYear
from rules.frameworks import Settings
from rules.holidays import DAY, Calendar
from rules.occasions import Morning, Term, unit_terms
from rules.rhythm import HEARERS, Late, hears, is_told, late, rungs, spoken

BANGKOK = ZoneInfo("Asia/Bangkok")
CALENDAR = Calendar((), date(2030, 12, 31))
SETTINGS = Settings(due_day=5)
MONTHS = [it for it in unit_terms(FiscalYear(2570), SETTINGS, CALENDAR) if "+" not in it.period]
OCTOBER, NOVEMBER, DECEMBER = MONTHS[:3]
HANDING = Term(tier=2, period="6", first=date(2026, 10, 1), last=date(2027, 3, 31), due=date(2027, 3, 30))
OPDC = Term(tier=3, period="6", first=date(2026, 10, 1), last=date(2027, 3, 31), due=date(2027, 4, 15))


def told(
    terms: Sequence[Term], role: str, today: date, told_until: date | None = None, settings: Settings = SETTINGS
) -> list[Late]:
    until = told_until or today - DAY
    morning = Morning(told_until=until, today=today, settings=settings, worked=CALENDAR, zone=BANGKOK)
    found = [it for term in terms for it in late("2570", term, morning, CALENDAR) if it.role == role]
    return list(spoken(found)) if CALENDAR.is_working(today) else []


def heard(terms: Sequence[Term], role: str, first: date, days: int) -> dict[date, list[Late]]:
    mornings = [first + timedelta(days=n) for n in range(days)]
    return {day: found for day in mornings if (found := told(terms, role, day))}


@pytest.mark.parametrize(
    ("role", "days"),
    [("officer", [1, 3, 7, 12, 17]), ("head", [3, 7, 12, 17]), ("supervisor", [7, 12, 17]), ("psdg", [12, 17])],
)
def test_a_late_month_climbs_to_the_head_the_supervisor_and_the_psdg_and_then_comes_weekly(
    role: str, days: list[int]
) -> None:
    october = heard([OCTOBER], role, date(2026, 11, 1), 30)
    assert [it.today for found in october.values() for it in found] == days


def test_tier_2_climbs_from_the_supervisor_to_the_psdg() -> None:
    assert [found[0].today for found in heard([HANDING], "supervisor", date(2027, 3, 30), 14).values()] == [1, 3, 8]
    assert [found[0].today for found in heard([HANDING], "psdg", date(2027, 3, 30), 14).values()] == [3, 8]


def test_of_tier_3_the_psdg_hears_on_every_working_day_and_those_who_miss_something_twice_and_then_weekly() -> None:
    daily = heard([OPDC], "psdg", date(2027, 4, 16), 18)
    assert [found[0].today for found in daily.values()] == list(range(1, 13))
    for role in ("officer", "head", "supervisor"):
        days = heard([OPDC], role, date(2027, 4, 16), 18)
        assert [found[0].today for found in days.values()] == [1, 3, 8]


def test_what_is_told_daily_leaves_the_weekly_rhythm_of_the_rest_as_it_is() -> None:
    with_it = heard([OCTOBER, OPDC], "psdg", date(2027, 4, 16), 40)
    assert [day for day, found in with_it.items() if len(found) == 2] == list(
        heard([OCTOBER], "psdg", date(2027, 4, 16), 40)
    )


def test_a_new_month_climbs_its_own_ladder_and_brings_the_weekly_message_of_the_old_ones_into_step() -> None:
    both = heard([OCTOBER, NOVEMBER], "officer", date(2026, 12, 5), 33)
    assert [(found[0].term.period, found[0].today) for found in both.values()] == [
        ("2026-11", 1),
        ("2026-11", 3),
        ("2026-11", 7),
        ("2026-11", 12),
        ("2026-10", 38),
        ("2026-10", 43),
    ]


def test_once_all_has_climbed_one_message_a_week_names_the_oldest() -> None:
    weekly = heard(MONTHS[:4], "officer", date(2027, 3, 1), 60)
    assert [[it.term.period for it in found] for found in weekly.values()] == [["2026-10"]] * len(weekly)
    assert [(later - day).days for day, later in zip(weekly, list(weekly)[1:], strict=False)] == [7] * (len(weekly) - 1)


def test_however_many_months_are_late_nobody_hears_more_often_than_with_the_newest_alone() -> None:
    first, days = date(2027, 2, 1), 60
    for role in HEARERS:
        alone, many = heard(MONTHS[4:5], role, first, days), heard(MONTHS[:5], role, first, days)
        assert len([day for day in many if day > min(alone)]) <= len(alone)


def test_after_an_outage_what_was_missed_is_told_once() -> None:
    (found,) = told([OCTOBER], "head", date(2026, 11, 17), told_until=date(2026, 11, 1))
    assert (found.today, found.climbs) == (8, True)
    assert told([OCTOBER], "head", date(2026, 11, 18)) == []


@given(
    gaps=st.lists(st.integers(1, 9), min_size=1, max_size=12),
    ladder=st.builds(Ladder, officer=st.just(1), head=st.just(3), supervisor=st.just(7), repeat=st.integers(1, 9)),
)
def test_however_the_days_are_missed_each_step_reaches_its_role_at_most_a_day_late(
    gaps: list[int], ladder: Ladder
) -> None:
    settings = Settings(overdue=ladder)
    day, told_until, reached = date(2026, 11, 5), date(2026, 11, 5), set()
    for gap in gaps:
        day += timedelta(days=gap)
        reached |= {role for role in HEARERS if told([OCTOBER], role, day, told_until, settings)}
        told_until = day if CALENDAR.is_working(day) else told_until
    late_by = len(CALENDAR.working_between(date(2026, 11, 5), told_until))
    steps = {role: rungs(1, role, ladder) for role in HEARERS}
    assert reached == {role for role, days in steps.items() if days and days[0] <= late_by}


def test_the_days_of_a_lone_deadline_are_known_ahead() -> None:
    assert [day for day in range(25) if is_told(1, Ladder(), day)] == [1, 3, 7, 12, 17, 22]
    assert [day for day in range(15) if is_told(2, Ladder(), day)] == [1, 3, 8, 13]
    assert [day for day in range(4) if is_told(3, Ladder(), day)] == [1, 2, 3]


def test_what_is_late_names_its_framework_and_what_has_no_due_day_or_is_due_today_is_not_late() -> None:
    morning = Morning(
        told_until=date(2026, 11, 5), today=date(2026, 11, 6), settings=SETTINGS, worked=CALENDAR, zone=BANGKOK
    )
    assert {it.framework_id for it in late("2570", OCTOBER, morning, CALENDAR)} == {"2570"}
    assert late("2570", replace(OCTOBER, due=None), morning, CALENDAR) == ()
    assert late("2570", replace(OCTOBER, due=date(2026, 11, 6)), morning, CALENDAR) == ()


def test_of_what_climbs_at_another_tier_nothing_hides_the_oldest_month() -> None:
    """A round that climbs stands beside the oldest month, for only months stand for one another."""
    found = told([OCTOBER, NOVEMBER, HANDING], "supervisor", date(2027, 3, 31))
    assert [it.term.period for it in found] == ["6", "2026-10"]


def test_who_misses_only_what_is_told_daily_hears_nothing_more() -> None:
    morning = Morning(
        told_until=date(2027, 4, 16), today=date(2027, 4, 19), settings=SETTINGS, worked=CALENDAR, zone=BANGKOK
    )
    daily = [it for it in late("2570", OPDC, morning, CALENDAR) if it.role == "psdg"]
    assert spoken(daily) == tuple(daily)
    assert spoken([]) == ()


def test_the_last_step_of_the_ladder_is_no_weekly_repeat_and_the_weeks_count_from_it() -> None:
    ladder = Ladder(officer=1, head=2, supervisor=4, repeat=3)
    assert [day for day in range(17) if is_told(1, ladder, day)] == [1, 2, 4, 7, 10, 13, 16]
    steep = Ladder(officer=1, head=2, supervisor=8, repeat=3)
    assert [day for day in range(15) if is_told(1, steep, day)] == [1, 2, 8, 11, 14]
    apart = Ladder(officer=1, head=5, supervisor=7, repeat=2)
    assert [day for day in range(10) if is_told(2, apart, day)] == [1, 5, 7, 9]
    assert not hears(1, "officer", ladder, 0)
    assert not hears(3, "psdg", ladder, 0)
