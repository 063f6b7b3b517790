"""A verdict with all its reasons, in words."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from messages.outgoing import aloud
from messages.reasons import About, reasons
from messages.states import State
from messages.texts import Texts
from rules.deadlines import Stamp
from rules.frameworks import RoundDeadline
from rules.holidays import Calendar, Holiday
from rules.penalties import to_plain, verdict, verdict_from_plain
from rules.sources import Source
from tests.rules.calendars import SOURCE_000, SOURCE_001, YEAR_2548, YEAR_2554, be, came, due

TEXTS = Texts.load()
MANUAL = Source(
    document="001", title="คู่มือ พ.ศ. 2554", title_en="Manual of B.E. 2554", clause="ข้อ 1.5.2", clause_en="1.5.2"
)
STATED = RoundDeadline(tier=3, on=be(31, 10, 2554), source=MANUAL)
TIER_3 = About(name="A-7K3F · SAR", tier=3, stated=STATED)
TIER_1 = About(name="R-7K3F", tier=1)
LATE = verdict(SOURCE_001, due(be(31, 10, 2554)), came(be(7, 11, 2554)), YEAR_2554)


def told(found, about=TIER_3, language="th"):
    return aloud(reasons(TEXTS, language, found, about))


def test_days_are_counted_one_by_one_and_the_rest_is_left_out_by_name():
    text = told(LATE)
    assert "ล่าช้า 5 วันทำการ · หัก 0.2500 คะแนน" in text
    assert "นับ 5 วันทำการ: 1 2 3 4 7 พ.ย." in text
    assert "ไม่นับ 5 6 พ.ย. (เสาร์–อาทิตย์)" in text
    assert "5 วันทำการ × 0.0500 คะแนน = หัก 0.2500 คะแนน" in text
    assert f"{SOURCE_001.source.document} {SOURCE_001.source.clause}" in text
    assert f"ฉบับที่ {SOURCE_001.version}" in text
    assert "ที่มาของวันกำหนด: คู่มือ พ.ศ. 2554 ข้อ 1.5.2" in text


def test_a_holiday_is_left_out_by_its_name_and_by_whose_authority():
    rule = replace(SOURCE_001, rounds=(6, 12))
    text = told(verdict(rule, due(be(12, 4, 2548)), came(be(18, 4, 2548)), YEAR_2548))
    for holiday in YEAR_2548.holidays:
        if be(12, 4, 2548) < holiday.on <= be(18, 4, 2548):
            assert f"{holiday.name} ({holiday.authority})" in text


def test_english_says_the_same():
    text = told(LATE, language="en")
    assert "5 working days late · 0.2500 points off" in text
    assert "Not counted: 5 6 Nov (weekend)" in text


def test_a_frozen_verdict_is_told_like_a_fresh_one():
    assert told(verdict_from_plain(to_plain(LATE))) == told(LATE)


def test_calendar_days_leave_nothing_out_and_say_whose_reading_that_is():
    text = told(verdict(SOURCE_000, due(be(15, 4, 2548)), came(be(18, 4, 2548)), YEAR_2548))
    assert "นับทุกวันตามปฏิทิน" in text
    assert "ไม่นับ" not in text.replace("ไม่นับเฉพาะ", "")
    assert "ตีความเอง ไม่ได้พิมพ์ไว้ในต้นฉบับ: การนับทุกวันตามปฏิทิน" in text


def test_a_deadline_and_a_rule_of_the_same_place_name_it_once_by_its_title():
    rule = replace(SOURCE_001, name="หักคะแนนเมื่อล่าช้า", name_en="Points off for lateness", source=MANUAL)
    found = verdict(rule, due(be(31, 10, 2554)), came(be(7, 11, 2554)), YEAR_2554)
    assert told(found).count("คู่มือ พ.ศ. 2554") == 1
    assert "กติกาที่ใช้: หักคะแนนเมื่อล่าช้า (ฉบับที่ 1)" in told(found)
    english = told(found, language="en")
    assert "Where the due day and the deduction are printed: Manual of B.E. 2554, 1.5.2" in english
    assert "Rule applied: Points off for lateness (version 1)" in english


def test_a_due_day_that_no_source_prints_is_said_to_be_ours():
    assert "นำวันและเดือนในเอกสารนั้นมาใช้" in told(LATE, replace(TIER_3, due_ours=True))
    assert "หน่วยงานกำหนดเอง" in told(LATE, replace(TIER_1, due_ours=True))
    assert "กำหนดเอง" not in told(LATE)


def test_a_share_is_told_as_a_share_of_the_total_that_the_rule_names():
    rule = replace(SOURCE_001, kind="share_per_day", rate=Decimal("0.5"), off=None, off_en="")
    found = verdict(rule, due(be(31, 10, 2554)), came(be(7, 11, 2554)), YEAR_2554)
    assert "5 วันทำการ × ร้อยละ 0.5 ของคะแนนรวม = หัก ร้อยละ 2.5 ของคะแนนรวม" in told(found)
    assert "5 working days late · 2.5% of the total off" in told(found, language="en")
    named = replace(found, rule=replace(rule, off="คะแนนของกรม", off_en="the department’s score"))
    assert "5 วันทำการ × ร้อยละ 0.5 = หัก ร้อยละ 2.5 ของคะแนนของกรม" in told(named)
    assert "5 working days × 0.5% = 2.5% off the department’s score" in told(named, language="en")


def test_a_holiday_is_named_in_the_readers_language_with_an_authority_that_reads_like_one():
    days = (
        Holiday(on=be(1, 11, 2554), name="วันพิเศษ", name_en="Special day", authority="@cabinet 0.1"),
        Holiday(on=be(2, 11, 2554), name="วันของกรม", authority="คำสั่งกรม ที่ 1"),
        Holiday(on=be(3, 11, 2554), name="วันทำบุญ", authority="@flood"),
    )
    calendar = Calendar(days, be(31, 12, 2554))
    found = verdict(SOURCE_001, due(be(31, 10, 2554)), came(be(7, 11, 2554)), calendar)
    assert "ไม่นับ 1 พ.ย. วันพิเศษ (วันหยุดราชการกรณีพิเศษที่คณะรัฐมนตรีประกาศเพิ่ม ตามชุดข้อมูล holidays รุ่น 0.1)" in told(found)
    assert "ไม่นับ 2 พ.ย. วันของกรม (คำสั่งกรม ที่ 1)" in told(found)
    english = told(found, language="en")
    assert (
        "Not counted: 1 Nov Special day (special holiday added by the cabinet, by the data set holidays 0.1)" in english
    )
    assert "Not counted: 3 Nov วันทำบุญ (the cabinet’s holiday for the flooded provinces, Bangkok among them)" in english


def test_without_a_rule_no_points_are_lost():
    text = told(verdict(None, due(be(31, 10, 2554)), came(be(1, 11, 2554)), YEAR_2554), TIER_1)
    assert "ล่าช้า 1 วันทำการ" in text
    assert "จึงไม่ถูกหักคะแนน" in text
    assert "= หัก" not in text


@pytest.mark.parametrize(("exact", "words"), [(True, "ตามที่แอปบันทึก"), (False, "ปุ่มที่กดไม่มีเวลากำกับ")])
def test_whose_time_was_taken_is_said(exact, words):
    stamp = Stamp(at=came(be(31, 10, 2554)).at, exact=exact)
    assert words in told(verdict(None, due(be(31, 10, 2554)), stamp, YEAR_2554), TIER_1)


def test_an_hour_is_named_where_the_deadline_has_one():
    text = told(verdict(None, due(be(31, 10, 2554), hour=time(16, 30)), came(be(31, 10, 2554)), YEAR_2554), TIER_1)
    assert "ภายในเวลา 16:30 น." in text


def test_a_moved_deadline_names_the_day_it_was_moved_from():
    text = told(verdict(SOURCE_001, due(be(31, 10, 2554), moves=True), came(be(7, 11, 2554)), YEAR_2554))
    assert "กำหนด: วันอังคารที่ 1 พ.ย. 2554" in text
    assert "เลื่อนจากวันจันทร์ที่ 31 ต.ค. 2554" in text


def test_without_a_due_day_nothing_is_late():
    card = reasons(TEXTS, "th", verdict(None, None, came(be(1, 11, 2554)), YEAR_2554), TIER_1)
    assert card.state is State.SENT
    assert "ไม่ได้กำหนดวันส่งไว้" in aloud(card)


def test_very_many_days_are_told_by_the_first_and_the_last():
    text = told(verdict(SOURCE_000, due(be(15, 4, 2548)), came(be(15, 7, 2548)), YEAR_2548))
    assert "นับ 91 วัน: 16 เม.ย. 2548 – 15 ก.ค. 2548" in text
