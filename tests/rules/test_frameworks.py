"""A framework file is judged whole: what the sources print, what the defaults are, and every mistake at once."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.documents.framework_toml import Fault, read
from rules.fiscal import FiscalYear
from rules.framework_file import judge
from rules.frameworks import Framework, Settings
from rules.penalties import PenaltyRule, Share, rule_for
from rules.sources import Source
from tests.examples import EXAMPLES, TEXTS, YEAR, all_mistakes, content, framework, mistakes, put, sentence
from tests.there import there

WRONG = Path(__file__).parents[1] / "fixtures" / "frameworks"
RULES = Path(__file__).parents[2] / "rules"
MISTAKE = "mistakes."
SHIPPED = {"department", "department-2548", "list-2547", "provinces-2554", "transport", "unit-agreement"}
UNITS = (*(f"สปข.{n}" for n in range(1, 9)), "กกร.", "กกจ.")


def test_the_example_of_2548_says_what_source_000_prints():
    found = framework("department-2548")
    (indicator,) = found.indicators
    assert (found.year, found.dated, found.office) == (2548, True, "กปส.")
    assert (indicator.code, indicator.host, indicator.units) == ("8", "สนผ.", UNITS)
    assert (indicator.method, indicator.frequency, indicator.by_project) == ("step", "1", True)
    assert {(round_.code, due.tier): due.on for round_ in found.rounds for due in round_.deadlines} == {
        ("6", 2): date(2005, 3, 30),
        ("6", 3): date(2005, 4, 15),
        ("9", 2): date(2005, 7, 5),
        ("9", 3): date(2005, 7, 15),
        ("12", 2): date(2005, 10, 15),
        ("12", 3): date(2005, 10, 31),
    }


def test_the_example_of_2548_leaves_empty_what_source_000_does_not_print():
    found = framework("department-2548")
    (indicator,) = found.indicators
    assert indicator.steps == ("",) * 5
    assert indicator.measure == ""
    assert (indicator.weight, indicator.target, indicator.projects, indicator.criteria) == (None, None, (), ())
    assert found.settings == Settings()
    assert found.settings.due_day is None


@pytest.mark.parametrize("name", ["department", "department-2548"])
def test_source_000_items_2_and_3_send_three_documents_in_every_round(name):
    found = framework(name)
    assert [(it.code, it.name.rpartition(" (")[0] or it.name) for it in found.documents] == [
        ("sar", "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ"),
        ("card", "รายงานผลการประเมินตนเอง"),
        ("evidence", "เอกสาร/หลักฐานประกอบการปฏิบัติงาน"),
    ]
    sent = {due.sends for round_ in found.rounds for due in round_.deadlines}
    assert sent == {("sar", "card", "evidence")}


def test_half_a_point_a_day_is_printed_and_the_calendar_days_are_our_reading():
    assert framework("department-2548").penalties == (
        PenaltyRule(
            code="late",
            version=1,
            rate=Decimal("0.5"),
            per="calendar",
            tier=3,
            rounds=(6, 9, 12),
            source=Source(
                document="000",
                title="วิธีการรายงานผลการปฏิบัติงาน ตัวชี้วัดที่ 8 ปีงบประมาณ 2548",
                title_en="Method of Reporting Performance, Indicator 8, Fiscal Year B.E. 2548",
                clause="ข้อ 3",
                clause_en="item 3",
            ),
            name="หักคะแนนเมื่อส่งสำนักงาน ก.พ.ร. ล่าช้า",
            name_en="Points off for lateness at OPDC",
            house=("name", "per"),
        ),
    )


def test_everything_filled_in_for_todays_department_is_marked_as_ours():
    found = framework()
    eight = found.indicators[0]
    assert set(eight.ours) == {"dimension", "weight", "target", "criteria", "steps", "projects"}
    assert "due_day" in found.settings.ours
    assert [project.units for project in eight.projects] == [UNITS, UNITS]
    assert {indicator.method for indicator in found.indicators} == {"step", "number", "ratio"}


@pytest.mark.parametrize("year", [2548, 2570, 2571, 2600])
def test_an_undated_file_lies_on_any_year_with_the_twelve_months_due_after_its_end(year):
    found = framework(year=year)
    dues = {(round_.code, due.tier): due.on for round_ in found.rounds for due in round_.deadlines}
    assert not found.dated
    assert dues["6", 2] == date(year - 543, 3, 30)
    assert dues["12", 2] == date(year - 543, 10, 15)
    assert FiscalYear.of(dues["12", 3]).number == year + 1


def test_the_days_of_another_year_are_marked_as_carried_over_by_us():
    assert {deadline.ours for round_ in framework().rounds for deadline in round_.deadlines} == {("on",)}
    assert {deadline.ours for it in framework("department-2548").rounds for deadline in it.deadlines} == {()}


def test_a_citation_of_a_document_that_the_file_does_not_name_is_refused_with_all_others():
    def wrong(it):
        it["indicators"][0].update(source="00")
        it["rounds"][0]["deadlines"][0].update(source="000 ข้อ 2")
        it["penalties"][0].update(source={"clause": "ข้อ 3"})

    assert mistakes(wrong) == [
        ("indicators[1].source", "unknown_name_near"),
        ("rounds[1].deadlines[1].source", "code_with_space"),
        ("rounds[1].deadlines[1].source", "unknown_name"),
        ("penalties[1].source.document", "missing"),
    ]


def test_a_document_may_be_cited_as_a_whole():
    found = framework(change=lambda it: it["penalties"][0].update(source="000"))
    assert (found.penalties[0].source.document, found.penalties[0].source.clause) == ("000", "")


def test_an_undated_file_without_a_wish_lies_on_the_current_year():
    assert framework().year == YEAR


def test_a_file_of_a_year_is_not_laid_on_another():
    assert mistakes(lambda _: None, asked=2570) == [("year", "year_is_set")]


@pytest.mark.parametrize(("year", "code"), [(2400, "outside"), (2800, "outside"), ("2548", "wrong_type")])
def test_a_year_that_cannot_be_is_told_once_and_no_day_is_judged_by_it(year, code):
    assert mistakes(lambda it: it.update(year=year)) == [("year", code)]


@pytest.mark.parametrize("year", [2401, 2799])
def test_the_first_and_the_last_year_that_can_be(year):
    assert framework("list-2547", lambda it: it.update(year=year)).year == year


def test_rounds_alone_are_enough_to_be_pledged():
    def only_rounds(values):
        for part in ("indicators", "penalties", "posts"):
            values.pop(part, None)

    assert [it.code for it in framework("department-2548", only_rounds).rounds] == ["6", "9", "12"]


def test_a_round_has_the_days_of_its_months_and_says_where_each_deadline_is_printed():
    six = framework("department-2548").rounds[0]
    assert (six.first, six.last) == (date(2004, 10, 1), date(2005, 3, 31))
    assert [(due.tier, due.source.document, due.source.clause_en) for due in six.deadlines] == [
        (2, "000", "item 2"),
        (3, "000", "item 3"),
    ]


def test_a_unit_starts_on_the_first_of_its_month():
    found = framework(change=lambda it: it["units"][0].update(starts="02-17"))
    assert found.units[0].starts == date(YEAR - 543, 2, 1)


def test_whoever_is_exempt_is_not_bound_by_the_kind_of_unit():
    found = framework(change=lambda it: it["indicators"][0].update(exempt=["สปข.8"]))
    assert "สปข.8" not in found.indicators[0].units
    assert found.indicators[0].exempt == ("สปข.8",)


def test_hours_and_codes_may_be_written_bare():
    found = framework(change=lambda it: it["settings"].update(due_hour=time(16, 30)))
    assert found.settings.due_hour == time(16, 30)
    assert [round_.code for round_ in found.rounds] == ["6", "9", "12"]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2005-03-30", "year_not_buddhist"),
        (date(2548, 3, 30), "day_without_quotes"),
        (date(2400, 3, 30), "day_without_quotes"),
        ("2300-03-30", "year_not_buddhist"),
        ("2548-02-30", "no_such_day"),
        ("03-30", "day_without_year"),
        ("2550-03-30", "day_outside_year"),
        ("2400-03-30", "day_outside_year"),
        ("2800-03-30", "day_outside_year"),
        ("2399-03-30", "year_not_buddhist"),
        ("2801-03-30", "year_not_buddhist"),
        ("30 มีนาคม 2548", "not_a_day"),
        (30, "not_a_day"),
    ],
)
def test_a_day_of_a_dated_file_is_refused_with_its_reason(day, code):
    place = "rounds[1].deadlines[1].on"
    assert mistakes(lambda it: it["rounds"][0]["deadlines"][0].update(on=day)) == [(place, code)]


def test_a_common_era_date_of_toml_is_taken_in_a_dated_file():
    found = framework("department-2548", lambda it: it["rounds"][0]["deadlines"][0].update(on=date(2005, 3, 29)))
    assert found.rounds[0].deadlines[0].on == date(2005, 3, 29)


@pytest.mark.parametrize(("day", "code"), [("2570-03-30", "day_with_year"), ("02-29", "not_every_year")])
def test_a_day_of_an_undated_file_is_refused_with_its_reason(day, code):
    found = mistakes(lambda it: it["rounds"][0]["deadlines"][0].update(on=day), "department")
    assert found == [("rounds[1].deadlines[1].on", code)]


def test_a_penalty_may_be_a_share_of_the_total_of_at_most_all_of_it():
    def share(**values):
        return lambda it: it["penalties"][0].update({"kind": "share_per_day", **values})

    assert framework("department-2548", share(rate=100)).penalties[0].a_day == Share(percent=Decimal(100))
    (rule,) = framework("department-2548", share(rate=2, cap=50)).penalties
    assert (rule.kind, rule.a_day, rule.costing(Decimal(50))) == (
        "share_per_day", Share(percent=Decimal(2)), Share(percent=Decimal(50))
    )  # fmt: skip
    assert mistakes(share(rate=101, cap=200)) == [
        ("penalties[1].rate", "share_over_whole"), ("penalties[1].cap", "share_over_whole")
    ]  # fmt: skip
    assert mistakes(lambda it: share()(it) or it["penalties"][0].pop("rate")) == [("penalties[1].rate", "missing")]
    assert framework("department-2548").penalties[0].a_day == Decimal("0.5")


@pytest.mark.parametrize("rounds", [None, []])
def test_a_penalty_that_is_for_no_round_is_a_mistake_for_it_would_never_be_applied(rounds):
    def nowhere(values):
        values["penalties"][0].pop("rounds")
        values["penalties"][0].update({} if rounds is None else {"rounds": rounds})

    assert mistakes(nowhere) == [("penalties[1].rounds", "missing")]


def test_a_penalty_may_be_for_what_comes_again_too_late_at_tier_1_only_and_beside_that_for_the_first_sending():
    def both(values):
        late = values["penalties"][0] | {"tier": 1}
        values["penalties"] = [late, late | {"code": "again", "returned": True}]

    found = framework(change=both).penalties
    assert [rule.returned for rule in found] == [False, True]
    assert [there(rule_for(found, 1, 6, returned=returned)).code for returned in (False, True)] == [
        found[0].code,
        "again",
    ]
    assert mistakes(lambda it: it["penalties"][0].update(returned=True)) == [("penalties[1].returned", "returned_tier")]


def test_sara_am_typed_in_two_strokes_is_the_same_unit():
    def in_two_strokes(values):
        values["units"].append({"code": "ลำปาง"})
        values["indicators"][0]["units"].append("ล\u0e4dาปาง")

    assert "ลำปาง" in framework(change=in_two_strokes).indicators[0].units


def test_fifty_mistakes_are_told_at_once_each_with_its_key_path():
    values = read((WRONG / "all_wrong.toml").read_bytes())
    assert not isinstance(values, Fault)
    told = "".join(f"{found.place}: {found.code} {dict(found.facts)}\n" for found in all_mistakes(values))
    assert all(sentence(found) for found in all_mistakes(values))
    assert told == (WRONG / "all_wrong.txt").read_text(encoding="utf-8")
    assert len({line.split(": ")[1].split()[0] for line in told.splitlines()}) >= 30


def test_every_sentence_about_a_mistake_has_a_rule_that_says_it():
    rules = "".join(path.read_text(encoding="utf-8") for path in RULES.glob("framework_*.py"))
    said = {key.removeprefix(MISTAKE).removesuffix("_near") for key in TEXTS.keys() if key.startswith(MISTAKE)}  # noqa: SIM118
    assert {code for code in said if f'"{code}"' not in rules} == set()


PLAIN = st.recursive(
    st.none().map(lambda _: "x") | st.booleans() | st.integers() | st.text(max_size=8) | st.decimals() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def paths(values, trail=()):
    """Every path to a value inside plain values."""
    items = values.items() if isinstance(values, dict) else enumerate(values) if isinstance(values, list) else ()
    for name, inner in items:
        yield (*trail, name)
        yield from paths(inner, (*trail, name))


@settings(max_examples=300)
@given(data=st.data())
def test_whatever_stands_in_a_file_is_judged_and_never_breaks(data):
    name = data.draw(st.sampled_from(sorted(SHIPPED)))
    values = content(name)
    for path in data.draw(st.lists(st.sampled_from(sorted(paths(values), key=str)), min_size=1, max_size=3)):
        put(values, path, data.draw(PLAIN))
    judged = judge(values, asked=None, current=YEAR)
    assert isinstance(judged, Framework) or all(
        (found.place or found.code == "nothing_pledged") and sentence(found) for found in judged
    )


def test_examples_are_all_tested():
    assert {path.stem for path in EXAMPLES.glob("*.toml")} == SHIPPED
