"""A year is played before it begins: who hears what, what was pushed, what lateness costs; nothing leaves."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.clock import MovableClock
from bot.rehearsing import DONE, REFUSED, run
from bot.rehearsing.asking import Typed
from rules.fiscal import Month
from tests.examples import EXAMPLES
from tests.rehearsals import GOLDEN, NAMES, PLAN, TEXTS, rehearsed, shipped, table

NOW = datetime(2026, 9, 1, 2, tzinfo=UTC)
LATE_UNIT, OTHER_UNIT = "สปข.3", "สปข.5"


@pytest.fixture(scope="module")
def late_unit():
    """The department of 2570, where one unit sends everything twelve days late."""
    return rehearsed(shipped("department"), {LATE_UNIT: 12})


def asking(name, language="en", *, year=None, plan=PLAN, **typed):
    said, complained = list[str](), list[str]()
    status = run(
        EXAMPLES / f"{name}.toml",
        MovableClock(NOW, ticking=False),
        Typed(plan=plan, **typed),
        year=year,
        language=language,
        texts=TEXTS,
        say=said.append,
        complain=complained.append,
    )
    return status, said, complained


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_framework_is_rehearsed_as_its_golden_table_says(name):
    """Each table was read line by line against its source: 000 items 1 to 3 (monthly; three rounds; 0.5 points a day),
    001 §1.5.2 and its note * (three deadlines; 0.0500 a working day at 12 months only: 7 Nov 2554 costs 0.2500, 30 Nov
    1.1000), 002 rows 11, 13, 15, 17 (four e-SAR dates, no penalty), 004 (steps only, so that nobody is asked for
    anything). `python -m tests.rehearsals` writes them anew; whoever does that reads what changed."""
    assert table(rehearsed(shipped(name))) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_there_is_no_golden_table_of_nothing():
    assert sorted(file.stem for file in GOLDEN.iterdir()) == NAMES


def test_only_who_is_late_hears_of_lateness(late_unit):
    overdue = [told for told in late_unit.told if {"overdue", "again"} & {cause.kind for cause in told.causes}]
    names = Counter(told.to.role for told in overdue if LATE_UNIT in told.to.name)
    assert names["officer"] > names["head"] >= 12
    assert not any(OTHER_UNIT in told.to.name for told in overdue)


def test_a_late_unit_is_late_by_the_days_it_was_given_and_its_verdict_names_the_days(late_unit):
    october = [came for came in late_unit.came if came.what.period == "2026-10"]
    assert {came.who for came in october} == {LATE_UNIT}
    assert {came.verdict.at.date() for came in october if came.verdict} == {date(2026, 11, 17)}
    assert {len(came.verdict.days) for came in october if came.verdict} == {8}


def test_nobody_hears_two_reminders_on_one_day(late_unit):
    reminded = [(told.to.name, told.on) for told in late_unit.told if told.by_clock]
    assert len(reminded) == len(set(reminded))


def test_what_line_counts_is_what_was_pushed_to_people_on_line(late_unit):
    november = late_unit.pushes(Month(2026, 11))
    assert (november.clock + november.people) == sum(
        told.to.platform == "line" and Month.of(told.on) == Month(2026, 11) for told in late_unit.told
    )
    assert november.over == 0


def test_a_small_plan_is_told_by_how_much_it_is_exceeded():
    status, said, _ = asking("department-2548", last="30/11/2547", plan=15)
    assert status == DONE
    assert "Nov 2004: 20 of 15 · 10 by the clock, 10 because of what people did · 5 over the plan" in said


def test_an_office_that_is_seven_days_late_at_opdc_pays_for_the_working_days_of_one_round_only():
    """Source 001 §1.5.2 note *: 0.0500 a working day, for the report of 12 months."""
    played = rehearsed(shipped("provinces-2554"), {"จังหวัด": 7})
    costs = {came.what.period: came.verdict.deduction for came in played.came if came.verdict}
    assert costs == {"6": Decimal(0), "9": Decimal(0), "12": Decimal("0.2500")}


def test_what_its_round_has_closed_never_comes():
    played = rehearsed(shipped("department"), {LATE_UNIT: 60})
    closed = {came.what.period for came in played.came if came.verdict is None}
    assert {"2027-02", "2027-03"} <= closed


def test_only_the_days_that_are_asked_for_are_played():
    played = rehearsed(shipped("department"), first=date(2027, 1, 11), last=date(2027, 2, 28))
    before = {told.on for told in played.told if told.on < date(2027, 2, 1)}
    assert before <= {date(2027, 1, day) for day in (11, 18, 25)}
    assert max(told.on for told in played.told) <= date(2027, 2, 28)
    assert [month.code for month in played.months] == ["2027-01", "2027-02"]


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_wrong_option_is_told_at_once(language, tmp_path):
    typed = {
        "first": "1/10",
        "last": "31/2/2570",
        "late": ["สปข.99=3", "สปข.3", "สปข.3=0", "สปข.5=2", "สปข.5=3"],
        "xlsx": tmp_path / "year.xls",
        "png": tmp_path / "nowhere" / "year.png",
    }
    status, said, complained = asking("department", language, year=2570, **typed)
    assert (status, said) == (REFUSED, [])
    assert len(complained) == 8
    assert complained[0].count("1/10/2569") == 1


def test_days_in_the_wrong_order_or_too_far_away_are_refused():
    assert asking("department-2548", first="1/3/2548", last="1/2/2548")[2] == [
        "The last day (--to) lies before the first (--from)"
    ]
    assert "too far from fiscal year 2548" in asking("department-2548", first="1/3/2500")[2][0]


def test_a_wrong_year_and_a_wrong_file_are_told_with_the_wrong_options(tmp_path):
    status, _, complained = asking("department", year=2026, late=["x"])
    assert status == REFUSED
    assert [sentence.split()[0] for sentence in complained] == ["--year", "--late"]
    _, _, complained = asking("no-such-file", late=["x"])
    assert [sentence.split()[0] for sentence in complained] == ["--late", "no-such-file.toml"]


def test_a_workbook_and_a_picture_are_written_beside_the_table(tmp_path):
    xlsx, png = tmp_path / "year.xlsx", tmp_path / "year.png"
    status, _, complained = asking("department-2548", last="15/11/2547", xlsx=xlsx, png=png)
    assert (status, complained) == (DONE, [])
    assert xlsx.read_bytes().startswith(b"PK")
    assert png.read_bytes().startswith(b"\x89PNG")
