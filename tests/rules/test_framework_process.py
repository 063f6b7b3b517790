"""The calendars of the sources as their files say them (001 §1.5.2, 002, 004), and what a step may not say."""

from datetime import date

import pytest

from rules.process import Duration, Step, Window
from tests.examples import framework, mistakes
from tests.rules.calendars import be

TEN_DAYS, FIVE_DAYS, FIFTEEN_DAYS, TWO_DAYS = (Duration(amount=n, unit="working") for n in (10, 5, 15, 2))
THREE_HOURS = Duration(amount=3, unit="hours")


def by_code(name: str, year: int | None = None) -> dict[str, Step]:
    return {step.code: step for step in framework(name, year=year).process}


def test_source_001_1_5_2_and_diagram_2_the_calendar_of_provinces_in_2554():
    assert {code: step.window for code, step in by_code("provinces-2554").items()} == {
        "1": Window(first=be(2, 9, 2553), last=be(2, 9, 2553)),
        "2": Window(first=None, last=be(13, 9, 2553)),
        "3": Window(first=be(27, 9, 2553), last=be(28, 9, 2553)),
        "4": Window(first=be(1, 11, 2553), last=be(30, 11, 2553)),
        "5": Window(first=be(1, 1, 2554), last=be(31, 1, 2554)),
        "6": Window(first=be(1, 2, 2554), last=be(28, 2, 2554)),
        "7": Window(first=None, last=be(31, 3, 2554)),
        "8": Window(first=None, last=be(30, 4, 2554)),
        "9": Window(first=be(1, 6, 2554), last=be(30, 6, 2554)),
        "10": Window(first=None, last=be(16, 7, 2554)),
        "11": Window(first=be(1, 6, 2554), last=be(31, 8, 2554)),
        "12": Window(first=None, last=be(31, 10, 2554)),
        "13": Window(first=be(1, 12, 2554), last=be(31, 1, 2555)),
    }


def test_source_001_1_5_2_a_round_of_9_months_sends_the_card_only_and_the_others_both():
    found = framework("provinces-2554")
    sent = {round_.code: (due.on, due.sends) for round_ in found.rounds for due in round_.deadlines}
    assert sent == {
        "6": (be(30, 4, 2554), ("sar", "card")),
        "9": (be(16, 7, 2554), ("card",)),
        "12": (be(31, 10, 2554), ("sar", "card")),
    }


def test_source_001_1_5_2_changes_are_asked_for_until_31_march_on_two_grounds_only():
    changes = framework("provinces-2554").changes
    assert changes is not None
    assert (changes.until, len(changes.grounds)) == (be(31, 3, 2554), 2)
    assert (changes.source.document, changes.ours) == ("001", ())
    own = framework("provinces-2554", lambda it: it["changes"].update(ours=["until"])).changes
    assert own is not None
    assert own.ours == ("until",)
    assert mistakes(lambda it: it["changes"].pop("until"), "provinces-2554") == [("changes.until", "missing")]


def test_source_002_nineteen_steps_from_september_before_the_year_to_january_after_it():
    december = Window(first=be(1, 12, 2569), last=be(31, 12, 2569))
    found = by_code("transport", year=2570)
    assert {code: step.window for code, step in found.items()} == {
        "1": Window(first=be(1, 9, 2569), last=be(30, 9, 2569)),
        "2": Window(first=be(1, 10, 2569), last=be(31, 12, 2569)),
        **dict.fromkeys(("3", "4", "5", "6", "7", "8", "9"), december),
        "10": Window(first=None, last=be(31, 1, 2570)),
        "11": Window(first=None, last=be(31, 1, 2570)),
        "12": Window(first=None, last=be(31, 3, 2570)),
        "13": Window(first=None, last=be(30, 4, 2570)),
        "14": Window(first=None, last=be(30, 6, 2570)),
        "15": Window(first=None, last=be(31, 7, 2570)),
        "16": Window(first=None, last=be(30, 9, 2570)),
        "17": Window(first=None, last=be(31, 10, 2570)),
        "18": Window(first=be(1, 11, 2570), last=be(30, 11, 2570)),
        "19": Window(first=be(1, 12, 2570), last=be(31, 1, 2571)),
    }
    assert {code: step.back_to for code, step in found.items() if step.back_to} == {"7": "6"}
    assert found["7"].after == "6"
    assert {step.owners for step in found.values()} == {("สพร.",)}


def test_source_002_rounds_3_6_9_and_12_are_keyed_in_by_the_end_of_the_month_after():
    found = framework("transport", year=2570)
    assert [(round_.code, due.tier, due.on) for round_ in found.rounds for due in round_.deadlines] == [
        ("3", 3, be(31, 1, 2570)),
        ("6", 3, be(30, 4, 2570)),
        ("9", 3, be(31, 7, 2570)),
        ("12", 3, be(31, 10, 2570)),
    ]


def test_source_004_nine_steps_with_durations_the_seventh_hangs_on_the_round_of_9_months():
    found = by_code("unit-agreement", year=2570)
    assert {code: (step.after, step.after_round, step.takes) for code, step in found.items()} == {
        "1": ("", None, THREE_HOURS),
        "2": ("1", None, TEN_DAYS),
        "3": ("2", None, TEN_DAYS),
        "4": ("3", None, FIVE_DAYS),
        "5": ("4", None, THREE_HOURS),
        "6": ("5", None, FIFTEEN_DAYS),
        "7": ("", 9, FIFTEEN_DAYS),
        "8": ("7", None, FIVE_DAYS),
        "9": ("8", None, TWO_DAYS),
    }
    assert found["3"].back_to == "2"


def test_what_is_not_printed_is_marked_as_ours():
    for name in ("provinces-2554", "transport", "unit-agreement"):
        found = framework(name, year=None if "2554" in name else 2570)
        anchored = [step for step in found.process if step.after or step.after_round]
        assert all("after" in step.ours or "after_round" in step.ours for step in anchored)
        assert all(step.source.document for step in found.process)


def changed(code: str, **values: object):
    """A change to one step of a file: its keys anew, None takes one away."""

    def change(file: dict) -> None:
        step = next(step for step in file["process"] if step["code"] == code)
        step.update(values)
        for name in [name for name, value in values.items() if value is None]:
            del step[name]

    return change


@pytest.mark.parametrize(
    ("step", "values", "place", "code"),
    [
        ("7", {"month": None, "after": None, "ours": None}, "process[7]", "process_no_days"),
        ("7", {"until": "12-31"}, "process[7]", "process_days"),
        ("8", {"month": None}, "process[8]", "takes_missing"),
        ("8", {"month": ""}, "process[8]", "takes_missing"),
        ("8", {"month": None, "months": [""]}, "process[8]", "takes_missing"),
        ("7", {"after": "8"}, "process[7].after", "process_circle"),
        ("7", {"back_to": "70"}, "process[7].back_to", "unknown_name_near"),
        ("7", {"after": "70"}, "process[7].after", "unknown_name_near"),
        ("7", {"month": "13"}, "process[7].month", "not_a_month"),
        ("7", {"month": "2570-12"}, "process[7].month", "day_with_year"),
        ("2", {"months": ["13", "12"]}, "process[2].months", "not_a_month"),
        ("2", {"months": ["10", "13"]}, "process[2].months", "not_a_month"),
        ("7", {"month": None, "from": "12-31", "until": "12-01"}, "process[7]", "window_order"),
        ("7", {"month": None, "from": "12-01"}, "process[7]", "process_days"),
        ("7", {"after": None, "after_round": "6", "ours": None}, "process[7]", "process_days"),
        ("8", {"month": None, "after_round": "6", "takes": {"working": 1}}, "process[8]", "process_days"),
        ("1", {"year": -2}, "process[1].year", "outside"),
        ("8", {"takes": {"working": 0}}, "process[8].takes.working", "outside"),
        ("2", {"months": ["12", "10"]}, "process[2]", "window_order"),
        ("1", {"year": 2}, "process[1].year", "outside"),
        ("8", {"takes": {"working": 3, "days": 4}}, "process[8].takes", "takes_one"),
        ("8", {"takes": {"hours": 9}}, "process[8].takes.hours", "outside"),
    ],
)
def test_a_step_that_cannot_be_is_told_at_its_place(step, values, place, code):
    assert (place, code) in mistakes(changed(step, **values), "transport")


@pytest.mark.parametrize(
    ("step", "values"),
    [
        ("7", {"month": None, "from": "12-01", "until": "12-01"}),
        ("8", {"month": None, "takes": {"working": 1}}),
    ],
)
def test_a_step_of_a_single_day_can_be(step, values):
    assert mistakes(changed(step, ours=["after"], **values), "transport") == []


def test_of_several_months_the_first_and_the_last_bound_the_step():
    found = framework("transport", changed("2", months=["10", "11", "12"]), year=2570).process[1]
    assert found.window == Window(first=be(1, 10, 2569), last=be(31, 12, 2569))


def test_a_step_need_not_be_told_in_english():
    assert framework("transport", changed("1", text_en=None), year=2570).process[0].text_en == ""


def test_a_file_with_a_year_names_its_months_with_theirs():
    for month, code in (("11", "day_without_year"), ("November", "not_a_month")):
        wrong = mistakes(changed("4", months=[month], month=None), "provinces-2554")
        assert wrong == [("process[4].months", code)]


def test_a_file_with_a_year_says_the_year_in_the_day_itself():
    assert ("process[1].year", "year_in_the_day") in mistakes(changed("1", year=1), "provinces-2554")


def test_a_file_of_nothing_is_refused():
    def nothing(values: dict) -> None:
        del values["process"]

    assert mistakes(nothing, "unit-agreement") == [("", "nothing_pledged")]


def test_a_document_that_is_not_listed_cannot_be_sent():
    def sends_more(values: dict) -> None:
        values["rounds"][0]["deadlines"][0]["sends"] = ["sar", "cards"]

    assert mistakes(sends_more, "provinces-2554") == [("rounds[1].deadlines[1].sends", "unknown_name_near")]


def test_no_day_of_the_examples_depends_on_a_year_in_code():
    first = by_code("unit-agreement", year=2600)["1"].window
    assert first == Window(first=date(2056, 10, 1), last=date(2056, 10, 1))


def test_an_empty_list_of_months_gives_a_step_no_days():
    def emptied(values):
        step = values["process"][-1]
        for key in ("on", "from", "until", "month", "after", "after_round", "takes", "ours", "year"):
            step.pop(key, None)
        step["months"] = []

    assert [code for _, code in mistakes(emptied, "transport")] == ["process_no_days"]
