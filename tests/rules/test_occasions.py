"""On which mornings people hear, and why."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rules.deadlines import Ladder
from rules.fiscal import FiscalYear
from rules.frameworks import Round, RoundDeadline, Settings
from rules.holidays import DAY, Calendar, Holiday
from rules.occasions import Morning, Occasion, Term, below, occasion, round_terms, unit_terms

BANGKOK = ZoneInfo("Asia/Bangkok")
SONGKRAN = tuple(Holiday(on=date(2005, 4, day), name="songkran", authority="cabinet") for day in (13, 14, 15))
CALENDAR = Calendar(SONGKRAN, date(2030, 12, 31))
OCTOBER = Term(
    tier=1,
    period="2026-10",
    first=date(2026, 10, 1),
    last=date(2026, 10, 31),
    owed_on=date(2026, 11, 2),
    due=date(2026, 11, 5),
)
SIX_MONTHS = Term(tier=3, period="6", first=date(2004, 10, 1), last=date(2005, 3, 31), due=date(2005, 4, 15))
HANDING = Term(tier=2, period="6", first=date(2026, 10, 1), last=date(2027, 3, 31), due=date(2027, 3, 30))


def told(term: Term, today: date, told_until: date | None = None, settings: Settings | None = None) -> Occasion | None:
    morning = Morning(
        told_until=told_until or today - DAY,
        today=today,
        settings=settings or Settings(),
        worked=CALENDAR,
        zone=BANGKOK,
    )
    return occasion(term, morning, CALENDAR)


def year_of(term: Term, first: date, days: int) -> dict[date, Occasion]:
    mornings = [first + timedelta(days=n) for n in range(days)]
    return {day: found for day in mornings if (found := told(term, day))}


def test_a_month_is_asked_for_warned_about_and_then_climbs_the_ladder() -> None:
    heard = year_of(OCTOBER, date(2026, 10, 25), 30)
    assert [(day.isoformat(), it.kind, it.count) for day, it in heard.items()] == [
        ("2026-11-02", "prompt", 0),
        ("2026-11-04", "warning", 1),
        ("2026-11-05", "warning", 0),
        ("2026-11-06", "overdue", 1),
        ("2026-11-10", "overdue", 3),
        ("2026-11-16", "overdue", 7),
        ("2026-11-23", "overdue", 12),
    ]
    assert [it.hears[-1] for it in heard.values()] == [
        "officer",
        "officer",
        "officer",
        "officer",
        "head",
        "supervisor",
        "psdg",
    ]


def test_no_warning_comes_before_the_prompt_which_takes_in_those_of_its_day() -> None:
    late_prompt = replace(OCTOBER, owed_on=date(2026, 11, 5))
    heard = year_of(late_prompt, date(2026, 10, 25), 12)
    assert [(day.isoformat(), it.kind) for day, it in heard.items()] == [("2026-11-05", "prompt")]


def test_without_a_due_day_people_are_asked_and_never_warned() -> None:
    undated = replace(OCTOBER, due=None)
    assert [it.kind for it in year_of(undated, date(2026, 10, 25), 200).values()] == ["prompt"]


def test_a_deadline_at_songkran_is_warned_about_on_the_twelfth_of_april() -> None:
    heard = year_of(SIX_MONTHS, date(2005, 4, 1), 15)
    assert [day.day for day in heard] == [4, 8, 12]
    last = heard[date(2005, 4, 12)]
    assert (last.kind, last.count, last.moved_from, last.hears) == ("warning", 0, date(2005, 4, 15), ("psdg",))


def test_the_psdg_hears_of_a_late_round_on_every_working_day_and_others_only_of_theirs() -> None:
    heard = year_of(SIX_MONTHS, date(2005, 4, 16), 10)
    assert [day.day for day in heard] == [18, 19, 20, 21, 22, 25]
    assert {it.hears for it in heard.values()} == {("psdg",)}
    assert {it.if_theirs for it in heard.values()} == {("officer", "head", "supervisor")}


def test_tier_two_climbs_to_the_psdg_on_the_third_day() -> None:
    heard = year_of(HANDING, date(2027, 3, 31), 5)
    assert [(it.count, it.hears) for it in heard.values()] == [(1, ("supervisor",)), (3, ("supervisor", "psdg"))]


def test_what_is_late_for_long_is_told_once_a_week_and_all_on_the_same_day() -> None:
    others = [replace(OCTOBER, due=OCTOBER.due + timedelta(days=n)) for n in range(0, 60, 7) if OCTOBER.due]
    days = {day for term in others for day, it in year_of(term, date(2027, 3, 1), 60).items() if it.kind == "overdue"}
    weeks = {day.isocalendar().week for day in days}
    assert len(days) == len(weeks) >= 8


def test_after_an_outage_what_was_missed_is_told_once_by_the_highest_step() -> None:
    found = told(OCTOBER, date(2026, 11, 17), told_until=date(2026, 11, 1))
    assert found is not None
    assert (found.kind, found.count, found.hears) == ("overdue", 8, ("officer", "head", "supervisor"))
    assert told(OCTOBER, date(2026, 11, 18)) is None


def test_a_prompt_that_fell_into_an_outage_is_told_later_while_it_is_of_use() -> None:
    found = told(OCTOBER, date(2026, 11, 3), told_until=date(2026, 10, 30))
    assert found is not None
    assert found.kind == "prompt"


@pytest.mark.parametrize("day", [date(2026, 11, 7), date(2026, 11, 8)])
def test_nobody_is_told_anything_on_a_weekend(day: date) -> None:
    assert told(OCTOBER, day, told_until=date(2026, 11, 1)) is None


def test_a_round_covers_the_months_in_it_that_were_asked_for() -> None:
    terms = list(unit_terms(FiscalYear(2570), Settings(due_day=5), CALENDAR))
    assert len(terms) == 12 + 4 + 2 + 1
    covered = below(HANDING, terms, date(2027, 1, 10))
    assert covered == {"2026-10", "2026-11", "2026-12", "2026-10+3"}


def test_each_deadline_of_a_round_is_a_term() -> None:
    deadlines = (RoundDeadline(tier=2, on=date(2027, 3, 30)), RoundDeadline(tier=3, on=date(2027, 4, 15)))
    round_ = Round(code="6", first=date(2026, 10, 1), last=date(2027, 3, 31), deadlines=deadlines)
    assert [(it.tier, it.period, it.due) for it in round_terms([round_])] == [
        (2, "6", date(2027, 3, 30)),
        (3, "6", date(2027, 4, 15)),
    ]


@given(
    gaps=st.lists(st.integers(1, 9), min_size=1, max_size=12),
    ladder=st.builds(Ladder, officer=st.just(1), head=st.just(3), supervisor=st.just(7), repeat=st.integers(1, 9)),
)
def test_however_the_days_are_missed_each_step_of_the_ladder_reaches_its_role_at_most_a_day_late(
    gaps: list[int], ladder: Ladder
) -> None:
    settings = Settings(overdue=ladder)
    day, told_until, reached = date(2026, 11, 5), date(2026, 11, 5), set()
    for gap in gaps:
        day += timedelta(days=gap)
        found = told(OCTOBER, day, told_until=told_until, settings=settings)
        if CALENDAR.is_working(day):
            told_until = day
        reached |= set(found.hears) if found and found.kind == "overdue" else set()
    late = len(CALENDAR.working_between(date(2026, 11, 5), told_until))
    assert ("officer" in reached) == (late >= 1)
    assert ("head" in reached) == (late >= 3)
    assert ("supervisor" in reached) == (late >= 7)
