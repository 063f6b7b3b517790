"""A result that no unit reports is stated: shown with its score, confirmed, replaced, and still readable then."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from decimal import Decimal

import pytest

from handlers.actions import state_result
from rules.results import Stated
from storage.columns import WHOLE
from storage.tables import indicators, results
from tests.builders import UNIT, rows, small_department
from tests.chat import buttons, said
from tests.examples import framework
from tests.handlers.small_office import opened
from tests.handlers.stories import SWAPPED_TOO
from tests.there import there

FED = {
    "code": "3.1",
    "name": "ร้อยละการเบิกจ่าย",
    "method": "fed",
    "frequency": 1,
    "system": "ระบบการใช้จ่ายเงิน",
    "system_en": "the spending system",
    "measure": "ร้อยละ",
    "weight": 60,
    "criteria": [60, 65, 70, 75, 80],
    "units": [UNIT],
}
STATED = "SELECT value, whole, replaced_at FROM results ORDER BY id"


@asynccontextmanager
async def fed(clock, tmp_path, url, **how):
    """The department with an indicator that another system feeds."""
    pledge = framework(change=lambda values: values["indicators"].append(FED))
    async with small_department(clock, tmp_path, url, pledge=pledge, **how) as (town, people):
        clock.move_to(people.prompt)
        yield town, people
        assert (town.line.refusals, town.telegram.refusals) == ([], [])


@SWAPPED_TOO
async def test_it_is_shown_with_its_score_and_counts_once_it_is_confirmed(clock, tmp_path, database_url, swapped):
    async with fed(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.psdg.type("ผล 3.1 6 ร้อยละ ๗๒.๕")
        asked = said(people.psdg)
        assert "แจ้งผลตัวชี้วัด 3.1 · กปส. · รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2570" in asked
        assert "ผล: ร้อยละ 72.5" in asked
        assert "ตามเกณฑ์จะได้ 3.5000 คะแนน" in asked
        assert "ใช้แทน" not in asked
        assert await rows(town, STATED) == []
        await people.psdg.tap("ยืนยัน")
        assert "บันทึกแล้ว ตัวชี้วัด 3.1 · กปส." in said(people.psdg)
        assert len(await rows(town, STATED)) == 1
        await people.psdg.tap("คะแนนของรอบ")
        assert "ตัวชี้วัด 3.1 · 3.5000" in said(people.psdg)
        assert "ผล ร้อยละ 72.5 · แจ้งผลโดยบุคคล · น้ำหนัก 60 · ถ่วงน้ำหนัก 210.0000" in said(people.psdg)


@SWAPPED_TOO
async def test_stated_again_it_replaces_the_former_which_stays_readable(clock, tmp_path, database_url, swapped):
    async with fed(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.psdg.type("ผล 3.1 6 45/60")
        await people.psdg.type("ยืนยัน")
        clock.move_to(people.prompt + timedelta(days=2))
        await people.psdg.type("/result 3.1 6/2570 82%")
        assert "จะใช้แทนผลที่แจ้งไว้ก่อน: 45 จาก 60 (ร้อยละ 75) โดย ท่าน เมื่อวันจันทร์ที่ 2 พ.ย. 2569" in said(people.psdg)
        await people.psdg.type("ยืนยัน")
        former, newest = await rows(town, STATED)
        assert (former["replaced_at"] is None, newest["replaced_at"] is None) == (False, True)
        await people.psdg.type("เหตุผล 3.1 6")
        why = said(people.psdg)
        assert "ผล: ร้อยละ 82 ตามที่ ท่าน แจ้งเมื่อวันพุธที่ 4 พ.ย. 2569" in why
        assert "แจ้งไว้ก่อน: 45 จาก 60 (ร้อยละ 75) โดย ท่าน เมื่อวันจันทร์ที่ 2 พ.ย. 2569" in why
        assert "ผล 82 ดีกว่าเกณฑ์สุดท้าย จึงได้ 5" in why


async def test_a_unit_s_result_counts_for_that_unit_alone(clock, tmp_path, sqlite_url):
    async with fed(clock, tmp_path, sqlite_url) as (_, people):
        await people.psdg.type(f"ผล 3.1 6 70 {UNIT}")
        assert f"ตัวชี้วัด 3.1 · {UNIT} · รอบ 6 เดือน" in said(people.psdg)
        await people.psdg.type("ยืนยัน")
        await people.head.type("คะแนน 6")
        assert "ตัวชี้วัด 3.1 · 3.0000" in said(people.head)
        await people.psdg.type("คะแนน 6")
        assert "3.1 (ยังไม่มีผล)" in said(people.psdg)
        await people.psdg.type("ผล 3.1 6 70 สปข.5")
        assert "สปข.5 ไม่ต้องรายงานตัวชี้วัด 3.1" in said(people.psdg)


async def test_an_evaluator_s_result_goes_before_what_units_reported_and_why_says_both(clock, tmp_path, sqlite_url):
    async with fed(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("รายงาน 8 ก ขั้น 4")
        await people.officer.type("ยืนยัน")
        await people.supervisor.type("ผล 8 6 4.2")
        assert "ผล: ระดับ 4.2" in said(people.supervisor)
        assert "ผลที่แจ้งจะใช้แทนผลที่คิดจากรายงาน" in said(people.supervisor)
        await people.supervisor.type("ยืนยัน")
        await people.psdg.type("เหตุผล 8 6")
        why = said(people.psdg)
        assert f"ผล: ระดับ 4.2 ตามที่ {people.supervisor.name} แจ้งเมื่อ" in why
        assert "ผลที่แจ้งใช้แทนผลที่คิดจากรายงาน ซึ่งคือ ระดับ 0.2" in why
        assert "4 + 1 × (4.2 − 4) ÷ (5 − 4) = 4.2000" in why


@pytest.mark.parametrize("who", ["supervisor", "collector", "head", "officer"])
async def test_only_who_answers_for_the_indicator_and_the_psdg_state_it(clock, tmp_path, sqlite_url, who):
    async with fed(clock, tmp_path, sqlite_url) as (town, people):
        reader = getattr(people, who)
        await reader.type("ผล 3.1 6 85")
        assert "ยืนยัน" not in buttons(reader)
        assert await rows(town, STATED) == []


async def test_it_can_be_left_and_typed_in_english(clock, tmp_path, sqlite_url):
    async with fed(clock, tmp_path, sqlite_url, language="en") as (town, people):
        await people.psdg.type("/result 3.1 6 85")
        assert "By its criteria it scores 5.0000" in said(people.psdg)
        await people.psdg.type("maybe")
        assert "Please choose “Confirm” or “Not right”." in said(people.psdg)
        await people.psdg.type("not right")
        assert "Nothing was kept." in said(people.psdg)
        assert await rows(town, STATED) == []
        assert await rows(town, "SELECT id FROM drafts") == []
        await people.psdg.type("result")
        assert "as in “result 3.1 6 85”" in said(people.psdg)
        await people.psdg.type("result 3.1 6 4/0")
        assert "The whole is 0" in said(people.psdg)
        await people.psdg.type("result 99 6 85")
        assert "There is no indicator “99”." in said(people.psdg)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("ผล 8 6 85%", "วัดเป็นระดับ 0 ถึง 5"),
        ("ผล 8 6 4/5", "วัดเป็นระดับ 0 ถึง 5"),
        ("ผล 8 6 6", "วัดเป็นระดับ 0 ถึง 5"),
        ("ผล 2.2 6 45/60", "เป็นจำนวน ไม่ใช่ร้อยละ"),
    ],
)
async def test_a_figure_that_does_not_fit_its_indicator_is_a_slip(clock, tmp_path, sqlite_url, line, answer):
    async with fed(clock, tmp_path, sqlite_url) as (town, people):
        await people.psdg.type(line)
        assert answer in said(people.psdg)
        assert await rows(town, "SELECT id FROM drafts") == []


async def test_of_two_who_state_at_once_one_is_in_force_and_both_stay(database, clock):
    office = await opened(database, clock)

    def stating(who, chat, value):
        def deed(work):
            top = office.round_(work, 3)
            indicator = there(indicators.by_code(work, top.framework_id, "10.1"))
            stated = Stated(value=Decimal(value), whole=None, by=office.ids[who], at=work.now)
            state_result.state(work, top, indicator, None, stated)
            return indicator.id

        return database.write(deed, chat=chat)

    indicator_id, _ = await asyncio.gather(stating("psdg", "one", 80), stating("psdg", "other", 70))
    stated = await office.ask(lambda work: results.in_force(work, [indicator_id], "6"))
    ever = await office.ask(lambda work: results.ever(work, indicator_id, WHOLE, "6"))
    assert (len(stated), len(ever)) == (1, 2)
    assert stated[0].stated == ever[-1]
