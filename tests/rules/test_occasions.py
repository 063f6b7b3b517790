"""On which mornings people hear, and why."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from rules.deadlines import Deadline
from rules.fiscal import FiscalYear
from rules.frameworks import Round, RoundDeadline, Settings
from rules.holidays import DAY, Calendar, Holiday
from rules.occasions import Morning, Occasion, Term, below, deadline, occasion, returned, round_terms, unit_terms, week

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
DAY_BEFORE = date(2026, 11, 8)
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


def test_a_month_is_asked_for_and_warned_about_until_its_day() -> None:
    heard = year_of(OCTOBER, date(2026, 10, 25), 30)
    assert [(day.isoformat(), it.kind) for day, it in heard.items()] == [
        ("2026-11-02", "prompt"),
        ("2026-11-04", "warning"),
        ("2026-11-05", "warning"),
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
    assert (last.kind, last.moved_from) == ("warning", date(2005, 4, 15))


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


QUARTER = Term(
    tier=1,
    period="2026-10+3",
    first=date(2026, 10, 1),
    last=date(2026, 12, 31),
    owed_on=date(2027, 1, 4),
    due=date(2027, 1, 5),
)


@pytest.mark.parametrize(
    ("months", "asked", "due"),
    [
        (1, ["2026-11-02", "2026-12-01", "2027-01-01"], ["2026-11-05", "2026-12-05", "2027-01-05"]),
        (3, ["2027-01-01", "2027-04-01", "2027-07-01"], ["2027-01-05", "2027-04-05", "2027-07-05"]),
        (6, ["2027-04-01", "2027-10-01"], ["2027-04-05", "2027-10-05"]),
        (12, ["2027-10-01"], ["2027-10-05"]),
    ],
)
def test_each_frequency_is_asked_for_in_the_month_after_its_period(
    months: int, asked: list[str], due: list[str]
) -> None:
    terms = [
        it
        for it in unit_terms(FiscalYear(2570), Settings(due_day=5), CALENDAR)
        if (it.last.year - it.first.year) * 12 + it.last.month - it.first.month + 1 == months
    ]
    assert [it.owed_on.isoformat() for it in terms if it.owed_on][: len(asked)] == asked
    assert [it.due.isoformat() for it in terms if it.due][: len(due)] == due
    assert len(terms) == 12 // months


def test_a_quarter_is_asked_for_and_warned_about_on_the_mornings_of_its_last_month() -> None:
    heard = year_of(QUARTER, date(2026, 12, 25), 20)
    assert [(day.isoformat(), it.kind) for day, it in heard.items()] == [
        ("2027-01-04", "prompt"),
        ("2027-01-05", "warning"),
    ]


THURSDAY = date(2026, 11, 12)


def back(today: date, told_until: date | None = None) -> str | None:
    morning = Morning(
        told_until=told_until or today - DAY, today=today, settings=Settings(), worked=CALENDAR, zone=BANGKOK
    )
    found = returned("R-7K3F", THURSDAY, morning, CALENDAR)
    return found.kind if found else None


def test_a_returned_report_is_asked_for_a_day_before_on_its_day_and_once_when_it_has_passed() -> None:
    days = [date(2026, 11, 9) + timedelta(days=n) for n in range(10)]
    assert [day.day for day in days if back(day)] == [11, 12, 13]


def test_after_an_outage_a_returned_report_whose_day_has_passed_is_told_once() -> None:
    assert back(date(2026, 11, 17), told_until=date(2026, 11, 9)) == "returned"
    assert back(date(2026, 11, 18), told_until=date(2026, 11, 17)) is None


def test_a_period_and_a_round_carry_their_tier_days_and_hour() -> None:
    settings = Settings(due_day=5, due_hour=time(16, 30), prompt_day=3)
    october = next(it for it in unit_terms(FiscalYear(2570), settings, CALENDAR) if it.period == "2026-10")
    assert october == replace(OCTOBER, owed_on=date(2026, 11, 3), hour=time(16, 30))
    deadline = RoundDeadline(tier=2, on=date(2027, 3, 30), hour=time(12))
    (handing,) = round_terms([Round(code="6", first=HANDING.first, last=HANDING.last, deadlines=(deadline,))])
    assert handing == replace(HANDING, hour=time(12))


def test_a_month_asked_for_today_already_lies_below_its_round_and_so_does_the_rounds_last_month() -> None:
    march = replace(OCTOBER, period="2027-03", first=date(2027, 3, 1), last=HANDING.last, owed_on=date(2027, 4, 1))
    assert below(HANDING, [OCTOBER, march], date(2027, 4, 1)) == {"2026-10", "2027-03"}
    assert below(HANDING, [OCTOBER, march], date(2027, 3, 31)) == {"2026-10"}


def test_each_occasion_names_the_term_that_it_is_about() -> None:
    prompted, warned = told(OCTOBER, date(2026, 11, 2)), told(OCTOBER, date(2026, 11, 4))
    assert prompted == Occasion(kind="prompt", term=OCTOBER)
    assert warned == Occasion(kind="warning", term=OCTOBER)
    morning = Morning(
        told_until=date(2026, 11, 8), today=date(2026, 11, 9), settings=Settings(), worked=CALENDAR, zone=BANGKOK
    )
    due = date(2026, 11, 9)
    expected = Term(tier=1, period="R-7K3F", first=due, last=due, due=due)
    assert returned("R-7K3F", due, morning, CALENDAR) == Occasion(kind="returned", term=expected)


def test_a_deadline_that_moves_is_warned_about_until_the_day_it_moved_to() -> None:
    moving = Settings(moves=True)
    heard = [day for day in range(1, 21) if told(SIX_MONTHS, date(2005, 4, day), settings=moving)]
    assert heard == [4, 8, 12, 18]
    assert told(SIX_MONTHS, date(2005, 4, 19), told_until=date(2005, 4, 1), settings=moving) is None


def test_a_term_is_due_as_its_framework_counts() -> None:
    morning = Morning(
        told_until=DAY_BEFORE, today=date(2026, 11, 9), settings=Settings(moves=True), worked=CALENDAR, zone=BANGKOK
    )
    due = deadline(replace(OCTOBER, hour=time(16, 30)), date(2026, 11, 5), morning)
    assert due == Deadline(on=date(2026, 11, 5), zone=BANGKOK, hour=time(16, 30), moves=True)


def test_a_term_that_was_extended_knows_to_which_day() -> None:
    assert OCTOBER.extended_to is None
    assert replace(OCTOBER, stated=OCTOBER.due, due=date(2026, 11, 20)).extended_to == date(2026, 11, 20)


def test_a_returned_report_is_told_on_no_weekend_and_on_its_own_day_only_where_the_framework_warns_then() -> None:
    def told_of_it(due: date, told_until: date, today: date, settings: Settings) -> bool:
        morning = Morning(told_until=told_until, today=today, settings=settings, worked=CALENDAR, zone=BANGKOK)
        return returned("R-7K3F", due, morning, CALENDAR) is not None

    monday, thursday, saturday = date(2026, 11, 9), date(2026, 11, 5), date(2026, 11, 7)
    assert not told_of_it(monday, thursday, saturday, Settings())
    assert told_of_it(monday, thursday, monday, Settings())
    before_only = Settings(warn=((1,), (1,), (1,)))
    assert not told_of_it(monday, DAY_BEFORE, monday, before_only)
    assert told_of_it(monday, monday, date(2026, 11, 10), before_only)


def test_a_week_begins_on_the_first_morning_that_is_told_in_it() -> None:
    """House rule. After a Monday that is not worked it is Tuesday; after a long outage it is said once."""

    def begins(today: date, told_until: date) -> bool:
        found = week(Morning(told_until=told_until, today=today, settings=Settings(), worked=CALENDAR, zone=BANGKOK))
        return found is not None and found.term.first == today - timedelta(days=today.weekday())

    friday, monday = date(2026, 11, 6), date(2026, 11, 9)
    assert begins(monday, friday)
    assert begins(monday + DAY, friday)
    assert not begins(monday + DAY, monday)
    assert not begins(friday, friday - DAY)
    assert begins(friday, friday - 30 * DAY)
