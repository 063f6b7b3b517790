"""How it stands: the director's sentence, who is late and what that costs, a round at a glance."""

from contextlib import asynccontextmanager
from datetime import datetime

from tests.builders import BANGKOK, OTHER_UNIT, UNIT, small_department
from tests.chat import buttons, said
from tests.handlers.sending import send
from tests.handlers.stories import SWAPPED_TOO

OVERDUE = datetime(2026, 11, 10, 12, 0, tzinfo=BANGKOK)
APRIL = datetime(2027, 4, 20, 10, 0, tzinfo=BANGKOK)


@asynccontextmanager
async def november(clock, tmp_path, url, at=OVERDUE, **how):
    """One unit has sent its two projects of October, but not its number; the others nothing."""
    async with small_department(clock, tmp_path, url, twice=True, **how) as (town, people):
        clock.move_to(people.prompt)
        await send(town, people)
        await send(town, people, project="ข")
        clock.move_to(at)
        yield town, people


@SWAPPED_TOO
async def test_the_sentence_counts_units_and_names_those_missing(clock, tmp_path, database_url, swapped):
    async with november(clock, tmp_path, database_url, swapped=swapped) as (_, people):
        await people.supervisor.type("ภาพรวม")
        sentence = said(people.supervisor)
        assert "วันอังคารที่ 10 พ.ย. 2569" in sentence
        assert "ผลงานเดือน ต.ค. 2569: ส่งแล้ว 1 จาก 10 หน่วยงาน" in sentence
        assert f"{OTHER_UNIT}" in sentence
        assert f"{UNIT}," not in sentence
        assert "รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2570: กำหนดถึงสำนักงาน ก.พ.ร. วันพฤหัสบดีที่ 15 เม.ย. 2570" in sentence


async def test_the_psdg_counts_every_indicator(clock, tmp_path, sqlite_url):
    async with november(clock, tmp_path, sqlite_url) as (_, people):
        await people.psdg.type("/overview")
        assert "ส่งแล้ว 0 จาก 10 หน่วยงาน" in said(people.psdg)


async def test_what_it_costs_is_said_once_the_round_is_late_at_opdc(clock, tmp_path, sqlite_url):
    async with november(clock, tmp_path, sqlite_url, APRIL) as (_, people):
        await people.psdg.type("ภาพรวม")
        assert "ยังไม่ได้รับแจ้งว่ารอบ 6 เดือน" in said(people.psdg)
        assert "หากถึงวันนี้ หัก 2.5 คะแนน · ถึงวันศุกร์ที่ 23 เม.ย. 2570 หัก 4.0" in said(people.psdg)
        await people.psdg.type("ส่งแล้ว 6 15/4/2570")
        await people.psdg.tap("ยืนยัน")
        await people.psdg.type("ภาพรวม")
        assert "ยังไม่ได้รับแจ้งว่ารอบ 6 เดือน" not in said(people.psdg)


@SWAPPED_TOO
async def test_late_units_are_named_with_what_how_long_and_what_it_costs(clock, tmp_path, database_url, swapped):
    async with november(clock, tmp_path, database_url, swapped=swapped) as (_, people):
        await people.supervisor.type("ล่าช้า")
        text = said(people.supervisor)
        assert "เลยกำหนด ยังไม่ส่ง: 9 หน่วยงาน" in text
        assert "ต.ค. 2569: ตัวชี้วัด 8 โครงการ ก, ข · ค้าง 2 รายการ" in text
        assert "ล่าช้า 3 วันทำการ (นับตามปฏิทิน 5 วัน)" in text
        assert "ไม่ถูกหักคะแนนโดยตรง" in text
        assert "เสียเวลาไปแล้ว 3 วันทำการ ก่อนกำหนดนำส่งวันอังคารที่ 30 มี.ค. 2570" in text
        assert "หัก 0.5 คะแนนต่อ 1 วัน" in text
        assert UNIT not in text


async def test_an_officer_sees_their_own_unit_only(clock, tmp_path, sqlite_url):
    async with november(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("ล่าช้า")
        assert "1 หน่วยงาน" in said(people.officer)
        assert "ตัวชี้วัด 2.2" in said(people.officer)
        assert OTHER_UNIT not in said(people.officer)
        await people.officer.type("ภาพรวม")
        assert f"ส่งแล้ว 0 จาก 1 หน่วยงาน (ยังขาด {UNIT})" in said(people.officer)


async def test_rounds_that_are_late_above_are_named_with_their_price(clock, tmp_path, sqlite_url):
    async with november(clock, tmp_path, sqlite_url, APRIL) as (_, people):
        await people.psdg.type("late")
        text = said(people.psdg)
        assert "ตัวชี้วัด 8 · รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2570" in text
        assert "ยังไม่นำส่งกลุ่มพัฒนาระบบบริหาร" in text
        assert "หากถึงวันนี้ หัก 2.5 คะแนน" in text


async def test_nobody_is_late_before_the_first_day_is_over(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, language="en") as (_, people):
        await people.supervisor.type("late")
        assert said(people.supervisor) == "Nothing is overdue now."
        assert buttons(people.supervisor) == ["Queue", "Overview"]
        await people.officer.type("late")
        assert buttons(people.officer) == ["See the list", "Overview"]
        await people.supervisor.type("overview")
        assert "No month has been asked for yet." in said(people.supervisor)


@SWAPPED_TOO
async def test_a_round_at_a_glance_names_its_year_and_what_is_mine(clock, tmp_path, database_url, swapped):
    async with november(clock, tmp_path, database_url, swapped=swapped) as (_, people):
        await people.supervisor.type("รอบ 6")
        text = said(people.supervisor)
        assert "รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2570" in text
        assert "ท่านต้องนำส่งตัวชี้วัด 8 ภายในวันอังคารที่ 30 มี.ค. 2570" in text
        assert "หน่วยงานส่งแล้ว 2 จาก 120 รายการ" in text
        await people.supervisor.tap("นำส่ง")
        await people.supervisor.type("นำส่ง")
        await people.supervisor.type("round 6/2570")
        assert "รอกลุ่มพัฒนาระบบบริหารรับ" in said(people.supervisor)
        assert any(label.endswith("ดู") for label in buttons(people.supervisor))


async def test_a_late_round_shows_every_price_to_the_psdg(clock, tmp_path, sqlite_url):
    async with november(clock, tmp_path, sqlite_url, APRIL) as (_, people):
        await people.psdg.type("/round")
        text = said(people.psdg)
        assert "หากถึงวันนี้ หัก 2.5 คะแนน · ถึงพรุ่งนี้ หัก 3.0 · ถึงวันศุกร์ที่ 23 เม.ย. 2570 หัก 4.0" in text
        assert "ครบกำหนดส่งสำนักงาน ก.พ.ร. แล้วเมื่อวันพฤหัสบดีที่ 15 เม.ย. 2570" in text
        assert "2.2" in text
        await people.supervisor.type("รอบ 6")
        assert "ท่านยังไม่ได้นำส่งตัวชี้วัด 8 ครบกำหนดแล้วเมื่อวันอังคารที่ 30 มี.ค. 2570" in said(people.supervisor)


async def test_what_an_arrival_closed_is_not_called_sent(clock, tmp_path, sqlite_url):
    async with november(clock, tmp_path, sqlite_url, APRIL) as (_, people):
        await people.psdg.type("ส่งแล้ว 6 15/4/2570")
        await people.psdg.tap("ยืนยัน")
        await people.psdg.type("ภาพรวม")
        assert "ผลงานเดือน มี.ค. 2570: ปิดรับแล้ว ส่งครบ 0 จาก" in said(people.psdg)
        await people.psdg.type("รอบ 6")
        assert "ปิดรับแล้ว หน่วยงานส่งไว้ 2 รายการ" in said(people.psdg)
        assert "2 จาก 2" not in said(people.psdg)


async def test_an_executive_looks_at_everything_and_decides_nothing(clock, tmp_path, sqlite_url):
    async with november(clock, tmp_path, sqlite_url) as (_, people):
        await people.executive.type("ภาพรวม")
        assert "จาก 10 หน่วยงาน" in said(people.executive)
        await people.executive.type("ล่าช้า")
        assert "เลยกำหนด ยังไม่ส่ง" in said(people.executive)
        assert not [label for label in buttons(people.executive) if "ติดตาม" in label]
        await people.executive.type("รอบ 6")
        assert "ที่ท่านต้องส่ง" not in said(people.executive)
        for deed in ("ติดตาม", "ส่งแล้ว 6 15/4/2570", "นำส่ง 8 6", "ผล 8 6 4.2"):
            await people.executive.type(deed)
            assert "นอกเหนือหน้าที่" in said(people.executive), deed


async def test_an_operator_sees_nothing_of_what_is_reported(clock, tmp_path, sqlite_url):
    async with november(clock, tmp_path, sqlite_url) as (_, people):
        for question in ("ภาพรวม", "ล่าช้า"):
            await people.operator.type(question)
            assert "นอกเหนือหน้าที่" in said(people.operator), question
