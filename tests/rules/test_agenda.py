"""All days of a year in one list, as each source prints them."""

from datetime import date, time

from rules.agenda import Dated, agenda
from rules.fiscal import FiscalYear, Month
from rules.holidays import Calendar
from rules.process import Window
from tests.examples import framework

NO_HOLIDAYS = Calendar((), date.max)


def entries(name, change=lambda _: None, moving=(), **granted):
    found = framework(name, change)
    dated = Dated(
        year=FiscalYear(found.year),
        settings=found.settings,
        monthly=any(it.frequency == "1" for it in found.indicators),
        rounds=found.rounds,
        changes=found.changes,
        process=found.process,
        moving=dict.fromkeys(moving, NO_HOLIDAYS),
        **granted,
    )
    return agenda(dated, NO_HOLIDAYS)


def test_the_rounds_of_source_000_lie_in_the_order_of_their_days():
    found = [(it.key, it.window.last) for it in entries("department-2548")]
    assert found == [
        ("round-6-2", date(2005, 3, 30)),
        ("round-6-3", date(2005, 4, 15)),
        ("round-9-2", date(2005, 7, 5)),
        ("round-9-3", date(2005, 7, 15)),
        ("round-12-2", date(2005, 10, 15)),
        ("round-12-3", date(2005, 10, 31)),
    ]


def test_what_was_extended_for_all_stands_by_its_new_day_and_names_the_stated_one_what_was_waived_says_so():
    def due_on_the_fifth(values):
        values["settings"] = {"due_day": 5}

    longer = {("2004-10", 1): (date(2004, 11, 20), time(16, 30)), ("6", 3): (date(2005, 4, 30), None)}
    granted = {"extended": longer, "waived": frozenset({("2004-11", 1), ("6", 2)})}
    found = {it.key: it for it in entries("department-2548", due_on_the_fifth, **granted)}
    october, round_ = found["month-10"], found["round-6-3"]
    assert (october.window.last, october.hour, october.stated) == (date(2004, 11, 20), time(16, 30), date(2004, 11, 5))
    assert (round_.window.last, round_.hour, round_.stated) == (date(2005, 4, 30), None, date(2005, 4, 15))
    assert {key for key, it in found.items() if it.waived} == {"month-11", "round-6-2"}
    assert found["month-12"].stated is None


def test_a_month_has_a_day_only_where_the_framework_states_one():
    def due_on_the_fifth(values):
        values["settings"] = {"due_day": 5}

    months = [it for it in entries("department-2548", due_on_the_fifth) if it.kind == "month"]
    assert [(it.key, it.window) for it in months][:2] == [
        ("month-10", Window(first=date(2004, 11, 5), last=date(2004, 11, 5))),
        ("month-11", Window(first=date(2004, 12, 5), last=date(2004, 12, 5))),
    ]
    assert len(months) == 12
    assert {it.hour for it in months} == {None}


def test_what_is_due_at_an_hour_says_so():
    def by_half_past_four(values):
        values["settings"] = {"due_day": 5, "due_hour": "16:30"}
        values["rounds"][0]["deadlines"][1]["hour"] = "12:00"

    found = {it.key: it.hour for it in entries("department-2548", by_half_past_four)}
    assert (found["month-10"], found["round-6-3"], found["round-6-2"]) == (time(16, 30), time(12), None)


def test_a_round_that_was_extended_stands_on_its_new_day_and_keeps_the_stated_one():
    given = {("6", 3): (date(2005, 4, 29), None), ("9", 2): (date(2005, 7, 5), time(12))}
    found = {it.key: it for it in entries("department-2548", extended=given)}
    assert {key: (it.window.last, it.hour, it.stated) for key, it in found.items() if it.stated} == {
        "round-6-3": (date(2005, 4, 29), None, date(2005, 4, 15)),
        "round-9-2": (date(2005, 7, 5), time(12), date(2005, 7, 5)),
    }


def test_nothing_monthly_gives_no_months_whatever_the_due_day():
    def every_quarter(values):
        values["settings"] = {"due_day": 5}
        values["indicators"][0]["frequency"] = 3

    assert {it.kind for it in entries("department-2548", every_quarter)} == {"round"}


def test_where_deadlines_move_the_day_that_counts_is_listed_and_where_they_do_not_the_stated_one():
    """15 October 2548 was a Saturday, and so was 5 February."""

    def due_on_the_fifth(values):
        values["settings"] = {"due_day": 5, "moves": True}

    moved = {it.key: it.window for it in entries("department-2548", due_on_the_fifth, moving=(1, 2))}
    assert moved["round-12-2"] == Window(first=date(2005, 10, 17), last=date(2005, 10, 17))
    assert moved["month-1"].last == date(2005, 2, 7)
    assert moved["round-12-3"].last == date(2005, 10, 31)
    stated = {it.key: it.window for it in entries("department-2548", due_on_the_fifth)}
    assert stated["round-12-2"].last == date(2005, 10, 15)


def test_source_001_has_the_last_day_for_changes_its_rounds_and_every_step():
    found = entries("provinces-2554")
    (changes,) = (it for it in found if it.kind == "changes")
    assert changes.window == Window(first=date(2011, 3, 31), last=date(2011, 3, 31))
    assert sorted((it.months, it.window.last) for it in found if it.kind == "round") == [
        (6, date(2011, 4, 30)),
        (9, date(2011, 7, 16)),
        (12, date(2011, 10, 31)),
    ]
    assert len([it for it in found if it.kind == "step"]) == len(framework("provinces-2554").process)
    assert [it.window.last for it in found] == sorted(it.window.last for it in found)
    assert len({it.key for it in found}) == len(found)


def test_steps_without_days_of_their_own_follow_from_one_another():
    found = {it.key: it.window for it in entries("unit-agreement")}
    assert found["step-2"].first == found["step-1"].last.fromordinal(found["step-1"].last.toordinal() + 1)
    assert found["step-3"].last > found["step-2"].last


def test_each_day_says_what_it_is_about():
    found = {it.key: it for it in entries("provinces-2554")}
    assert found["changes"].kind == "changes"
    round_ = found["round-9-3"]
    assert round_.window == Window(first=date(2011, 7, 16), last=date(2011, 7, 16))
    assert round_.deadline is not None
    assert round_.deadline.tier == 3
    step = found["step-1"].step
    assert step is not None
    assert step.code == "1"
    months = entries("department-2548", lambda it: it.update(settings={"due_day": 5}))
    assert next(it.month for it in months if it.kind == "month") == Month(2004, 10)
