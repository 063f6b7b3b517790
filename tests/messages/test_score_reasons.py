"""How a score is told line by line, in both languages, for each way to a result; and how much one card holds."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from messages.cards import Wording
from messages.outgoing import Card, aloud
from messages.score_reasons import Grounds, Said, ScoreReasons
from messages.states import State
from messages.texts import LANGUAGES, Texts
from rules.entries import Amount, Entries, RatioOf, StepReached
from rules.fiscal import FiscalYear
from rules.results import Figures, Reported, Stated, figures, result, together, way_of
from rules.sheets import Item, Pledged, item, sheet
from rules.stages import Stage

TEXTS = Texts.load()
MONTHS = FiscalYear(2570).months
CRITERIA = tuple(map(Decimal, (60, 65, 70, 75, 80)))
WORDING = Wording(measure="", steps=())


def reported(month: int, answer) -> Reported:
    days = MONTHS[month]
    return Reported(
        ref=f"R-7K3{month}", project="", first=days.first, last=days.last, answer=answer, stage=Stage.APPROVED
    )


def pledged(method="number", *, measure="", weight="10", criteria=CRITERIA, **more) -> Pledged:
    known: dict[str, Any] = {"name": "", "frequency": "1", "dimension": "", "measure": measure, **more}
    return Pledged(code="2.2", method=method, weight=Decimal(weight), criteria=criteria, **known)


def scored(known: Pledged, found: Figures, stated: Stated | None = None) -> Item:
    way = way_of(known.method, per_cent=known.measure == "ร้อยละ")
    return item(known, result(way, found, stated), months=6, ended=True)


def told(found: Item, grounds: Grounds, language: str = "th") -> str:
    return "\n".join(ScoreReasons(TEXTS, language).of_item(found, grounds, sheet([found], [], ended=True)))


def of_unit(known: Pledged, *answers, language: str = "th") -> str:
    reports = tuple(reported(month, answer) for month, answer in enumerate(answers))
    return told(
        scored(known, figures(reports, ("",))), Grounds(wording=WORDING, reported=reports, owed=("",)), language
    )


def of_many(known: Pledged, *answers) -> str:
    units = {f"u{number}": figures([reported(0, answer)], ("",)) for number, answer in enumerate(answers)}
    return told(scored(known, together(units.values())), Grounds(wording=WORDING, units=units))


def test_a_ratio_is_told_with_all_its_parts_and_wholes():
    ratios = [RatioOf(part=Decimal(45), whole=Decimal(60)), RatioOf(part=Decimal(50), whole=Decimal(60))]
    said = of_unit(pledged("ratio"), *ratios)
    assert "ผล: 95 ÷ 120 × 100 = 79.1667" in said
    assert "4 + 1 × (79.1667 − 75) ÷ (80 − 75) = 4.8333" in said
    assert "ผล: 95 ÷ 120 × 100 = 79.1667" in of_many(pledged("ratio"), *ratios)


def test_a_per_cent_typed_as_a_number_is_told_as_the_last_or_the_mean_of_the_last():
    share = pledged(measure="ร้อยละ")
    eighty, forty = Amount(value=Decimal(80)), Amount(value=Decimal(40))
    assert "ค่าร้อยละที่รายงานล่าสุดในรอบคือ 80" in of_unit(share, forty, eighty)
    many = of_many(share, forty, eighty)
    assert "ค่าร้อยละล่าสุดของหน่วยงานรวม 120 ÷ 2 = 60" in many
    assert "u0: ร้อยละ 40 · 1 รายงาน" in many


def test_entries_and_numbers_are_told_as_sums():
    entries = Entries(entries=(("ก",), ("ข",)))
    assert "รายการที่นับได้ในรอบรวมกันได้ 2" in of_unit(pledged("list"), entries)
    assert "ที่ทุกหน่วยงานรายงานในรอบรวมกันได้ 4" in of_many(pledged("list"), entries, entries)
    assert "ที่รายงานในรอบรวมกันได้ 3" in of_unit(pledged(), Amount(value=Decimal(1)), Amount(value=Decimal(2)))


def test_a_falling_scale_is_worked_out_as_it_is():
    falling = pledged(criteria=tuple(map(Decimal, (30, 25, 20, 15, 10))))
    assert "1 + 1 × (27 − 30) ÷ (25 − 30) = 1.6000" in of_unit(falling, Amount(value=Decimal(27)))


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("60", "ผล 60 ตรงกับเกณฑ์ 1 คะแนน"),
        ("99", "ผล 99 ดีกว่าเกณฑ์สุดท้าย จึงได้ 5"),
        ("1", "ผล 1 ไม่ถึงเกณฑ์แรก จึงได้ 1"),
        ("62.5", "1 + 1 × (62.5 − 60) ÷ (65 − 60) = 1.5000"),
    ],
)
def test_where_the_result_lies_among_the_criteria_is_told(value, line):
    assert line in of_unit(pledged(), Amount(value=Decimal(value)))


def test_a_target_is_told_to_change_nothing_and_so_is_its_lack():
    assert "ค่าเป้าหมาย 75 แสดงไว้เท่านั้น" in of_unit(pledged(target=Decimal(75)), Amount(value=Decimal(60)))
    assert "กรอบไม่ระบุค่าเป้าหมาย" in of_unit(pledged(), Amount(value=Decimal(60)))


def test_a_stated_result_names_who_stated_it_and_what_it_replaced():
    at = datetime(2027, 4, 1, 3, 0, tzinfo=UTC)
    former = Stated(value=Decimal(45), whole=Decimal(60), by="p", at=at)
    newest = Stated(value=Decimal(82), whole=None, by="q", at=at)
    known = pledged("survey", measure="ร้อยละ")
    said = told(
        scored(known, Figures(), newest),
        Grounds(wording=WORDING, units={}, stated=(Said(stated=former, by="ก"), Said(stated=newest, by="ข"))),
    )
    assert "ผล: ร้อยละ 82 ตามที่ ข แจ้งเมื่อ" in said
    assert "แจ้งไว้ก่อน: 45 จาก 60 (ร้อยละ 75) โดย ก เมื่อ" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_of_the_working_says_whose_rule_it_is(language):
    ours = {"th": "(หลักการของระบบ)", "en": "(this system’s principle)"}[language]
    lines = of_unit(pledged("step", criteria=(), steps=5), StepReached(step=3), language=language).split("\n")
    ruled = [line for line in lines if ours in line]
    assert len(ruled) >= 3
    house = {"th": "ไม่มีต้นฉบับใดพิมพ์วิธีคิดคะแนนไว้", "en": "No source prints how scores are reckoned"}[language]
    assert lines[-1].startswith(house)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reasons_of_a_long_agreement_fit_upon_one_card(language):
    many = [scored(pledged(weight=str(n % 2)), Figures(reports=1, amount=Decimal(n))) for n in range(200)]
    lines = tuple(ScoreReasons(TEXTS, language).of_total(sheet(many, [], ended=True)))
    assert len(lines) <= 50
    assert len(aloud(Card(title="", state=State.SENT, body=lines)).encode()) < 20_000


def test_what_has_no_end_is_reckoned_exactly_and_shown_rounded():
    third = scored(pledged("ratio"), figures([reported(0, RatioOf(part=Decimal(2), whole=Decimal(3)))], ("",)))
    assert third.result.value == Fraction(200, 3)
    assert "2 ÷ 3 × 100 = 66.6667" in told(third, Grounds(wording=WORDING, units={}))
