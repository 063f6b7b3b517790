"""What people hear from the clock, as it stands on their phones: prompts, warnings, alerts with their price."""

from datetime import datetime
from decimal import Decimal

import pytest

from bot.clock import MovableClock
from storage.tables import obligations
from tests.builders import BANGKOK, rows, small_department
from tests.chat import heard_by, last, said
from tests.examples import framework
from tests.handlers.sending import send

SWAPPED = pytest.mark.parametrize("swapped", [False, True], ids=["custom", "swapped"])


def at(year, month, day, hour=9, minute=30):
    return datetime(year, month, day, hour, minute, tzinfo=BANGKOK)


async def play(town, people, instant):
    """Live on until then; what each person heard meanwhile, in one text, by name of their role."""
    names = ("officer", "neighbour", "head", "supervisor", "psdg")
    before = {name: len(heard_by(getattr(people, name))) for name in names}
    await town.play_to(instant)
    return {name: [each.text for each in heard_by(getattr(people, name))[before[name] :]] for name in names}


async def meet_all(town, *, but=""):
    """Everything that is owed has come, but for one unit's."""
    owed = await rows(town, "SELECT o.id, u.code FROM obligations o JOIN units u ON u.id = o.unit_id WHERE o.tier = 1")
    ids = [row["id"] for row in owed if row["code"] != but]
    await town.product.database.write(lambda work: [obligations.meet(work, each) for each in ids])


@SWAPPED
async def test_the_month_is_asked_for_then_warned_about_then_late(clock, tmp_path, database_url, swapped):
    async with small_department(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        heard = await play(town, people, at(2026, 11, 2))
        (prompt,) = heard["officer"]
        assert "สปข.3 · ผลงาน ต.ค. 2569" in prompt
        assert "ส่งภายในวันพฤหัสบดีที่ 5 พ.ย. 2569 (อีก 3 วันทำการ)" in prompt
        assert "แจ้งในวันเริ่มรายงานของงวดนี้ · หยุดเองเมื่อส่งครบ" in prompt
        assert heard["head"] == heard["supervisor"] == heard["psdg"] == []

        assert (await play(town, people, at(2026, 11, 3)))["officer"] == []
        (warning,) = (await play(town, people, at(2026, 11, 4)))["officer"]
        assert "เตือนก่อนครบกำหนด 1 วันทำการ" in warning
        (warning,) = (await play(town, people, at(2026, 11, 5)))["officer"]
        assert "ส่งภายในวันนี้" in warning
        (late,) = (await play(town, people, at(2026, 11, 6)))["officer"]
        assert "นับถึงวันนี้ล่าช้า 1 วันทำการ: 6 พ.ย." in late
        assert "ความล่าช้านี้ไม่ถูกหักคะแนนโดยตรง" in late

        heard = await play(town, people, at(2026, 11, 10))
        assert len(heard["officer"]) == len(heard["head"]) == 1
        assert "6 9 10 พ.ย. (ไม่นับ 7 8 พ.ย. เสาร์–อาทิตย์)" in heard["head"][0]
        heard = await play(town, people, at(2026, 11, 16))
        assert "ยังไม่ได้รับผลงานจาก 10 หน่วยงาน" in heard["supervisor"][0]
        assert "ล่าช้า 7 วันทำการ" in heard["supervisor"][0]


async def test_the_same_in_english(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, language="en") as (town, people):
        (prompt,) = (await play(town, people, at(2026, 11, 2)))["officer"]
        assert "Sent on the day on which this period is first asked for · stops by itself when all is sent" in prompt
        heard = await play(town, people, at(2026, 11, 16))
        assert "10 units have not sent their work" in heard["supervisor"][0]
        assert "7 working days late by today: 6 9 10 11 12 13 16 Nov" in heard["supervisor"][0]
        assert "(not counted: 7 8 14 15 Nov weekend)" in heard["supervisor"][0]


async def test_who_has_reported_hears_nothing_and_others_only_what_is_missing(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await town.play_to(at(2026, 11, 3))
        await send(town, people, project="ก")
        (warning,) = (await play(town, people, at(2026, 11, 4)))["officer"]
        assert "โครงการ ข" in warning
        assert "โครงการ ก" not in warning
        await meet_all(town, but="สปข.5")
        heard = await play(town, people, at(2026, 11, 16))
        assert heard["officer"] == heard["head"] == []
        assert "ยังไม่ได้รับผลงานจาก 1 หน่วยงาน" in heard["supervisor"][0]
        assert "ยังขาด: สปข.5 (8)" in heard["supervisor"][0]


async def test_a_report_that_comes_before_the_words_are_drawn_clears_the_reminder(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await town.play_to(at(2026, 11, 2, 8, 55))
        await people.officer.type("ภาษา")
        await town.play_to(at(2026, 11, 2, 9, 10))
        await meet_all(town)
        heard = await play(town, people, at(2026, 11, 2, 9, 40))
        assert heard["officer"] == []
        found = await rows(town, "SELECT state, fault FROM outbox WHERE key LIKE '%+'")
        assert found == [{"state": "dropped", "fault": "nothing left to say"}]


async def test_past_its_use_a_reminder_is_dropped(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        town.line.quota.limit = 0
        await town.play_to(at(2026, 11, 2, 17))
        clock.move_to(at(2026, 11, 2, 19))
        town.line.quota.limit = 300
        await town.play_to(at(2026, 11, 2, 20))
        assert heard_by(people.officer) == []
        found = await rows(town, "SELECT DISTINCT state, fault FROM outbox WHERE composer = 'remind'")
        assert found == [{"state": "dropped", "fault": "past its use"}]


@SWAPPED
async def test_an_outage_of_ten_days_makes_one_message(clock, tmp_path, sqlite_url, swapped):
    async with small_department(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await town.settle()
        clock.move_to(at(2026, 11, 12, 11, 0))
        before = len(heard_by(people.officer))
        await town.settle()
        (told,) = heard_by(people.officer)[before:]
        assert "นับถึงวันนี้ล่าช้า 5 วันทำการ" in told.text
        assert len(heard_by(people.head)) == 1


@SWAPPED
async def test_a_prompt_waits_until_the_open_draft_is_idle(clock, tmp_path, sqlite_url, swapped):
    async with small_department(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await town.play_to(at(2026, 11, 2, 8, 50))
        await people.officer.type("ภาษา")
        before = len(heard_by(people.officer))
        await town.play_to(at(2026, 11, 2, 9, 15))
        assert len(heard_by(people.officer)) == before
        await town.play_to(at(2026, 11, 2, 9, 25))
        assert "แจ้งในวันเริ่มรายงานของงวดนี้" in "\n".join(each.text for each in heard_by(people.officer)[before:])


@SWAPPED
async def test_a_warning_stands_beside_an_open_draft_and_repeats_its_choices(clock, tmp_path, sqlite_url, swapped):
    async with small_department(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await town.play_to(at(2026, 11, 4, 8, 55))
        await people.officer.type("ภาษา")
        offered = last(people.officer).buttons
        await town.play_to(at(2026, 11, 4))
        assert "เตือนก่อนครบกำหนด 1 วันทำการ" in "\n".join(each.text for each in heard_by(people.officer))
        assert last(people.officer).buttons == offered
        await people.officer.tap("English")
        assert await rows(town, "SELECT language FROM people WHERE name = :name", name=people.officer.name) == [
            {"language": "en"}
        ]


async def test_source_000_warns_before_songkran_and_counts_half_a_point_a_day_after_it(tmp_path, database_url):
    clock = MovableClock(at(2005, 3, 1, 8, 0), ticking=False)
    pledge = framework("department-2548")
    async with small_department(clock, tmp_path, database_url, pledge=pledge) as (town, people):
        await town.play_to(at(2005, 4, 11, 20))
        (warning,) = (await play(town, people, at(2005, 4, 12)))["psdg"]
        assert "กำหนดวันศุกร์ที่ 15 เม.ย. 2548" in warning
        assert "แจ้งก่อน เพราะวันศุกร์ที่ 15 เม.ย. 2548 เป็นวันหยุด (วันสงกรานต์)" in warning
        assert "วันนี้เป็นวันทำการสุดท้ายที่ส่งได้ทันกำหนด" in warning
        assert "ถึงวันเสาร์ที่ 16 เม.ย. 2548 หัก 0.5" in warning

        assert (await play(town, people, at(2005, 4, 17, 20)))["psdg"] == []
        heard = await play(town, people, at(2005, 4, 18))
        (late,) = heard["psdg"]
        assert "หากถึงวันนี้ หัก 1.5 คะแนน · ถึงพรุ่งนี้ หัก 2.0" in late
        assert "ถึงวันเสาร์ที่ 30 เม.ย. 2548 หัก 7.5" in late
        assert "หากยังไม่ถึง นับถึงวันนี้ล่าช้า 3 วัน: 16 17 18 เม.ย." in late
        assert "ที่มา: 000 ข้อ 3" in late
        assert "หัก 1.5 คะแนน" in heard["officer"][0]
        assert len((await play(town, people, at(2005, 4, 20)))["psdg"]) == 2


def province(values):
    """Source 001 §1.5.2 note *: 0.0500 points a working day off the total, only for the round of 12 months."""
    values |= {"year": 2554, "title": "จังหวัด"}
    values["rounds"] = [{"code": 12, "deadlines": [{"tier": 3, "on": "2554-10-31", "source": "001"}]}]
    values["penalties"] = [
        {
            "code": "late",
            "tier": 3,
            "rounds": [12],
            "rate": Decimal("0.0500"),
            "per": "working",
            "off": "คะแนนรวม",
            "source": {"document": "คู่มือ พ.ศ. 2554", "clause": "ข้อ 1.5.2 หมายเหตุ *"},
        }
    ]


@SWAPPED
async def test_source_001_counts_five_working_days_and_says_what_comes(tmp_path, sqlite_url, swapped):
    clock = MovableClock(at(2011, 9, 1, 8, 0), ticking=False)
    pledge = framework("department-2548", province)
    async with small_department(clock, tmp_path, sqlite_url, pledge=pledge, swapped=swapped) as (town, people):
        await town.play_to(at(2011, 11, 4, 20))
        (late,) = (await play(town, people, at(2011, 11, 7)))["psdg"]
        assert "ยังไม่ได้รับแจ้งว่ารายงานรอบ 12 เดือนส่งถึงสำนักงาน ก.พ.ร." in late
        assert "5 วันทำการ: 1 2 3 4 7 พ.ย. (ไม่นับ 5 6 พ.ย. เสาร์–อาทิตย์)" in late
        assert "หากถึงวันนี้ หัก 0.2500 คะแนน · ถึงพรุ่งนี้ หัก 0.3000" in late
        assert "ถึงวันพุธที่ 30 พ.ย. 2554 หัก 1.1000" in late
        assert "จากคะแนนรวม" in late
        assert "คู่มือ พ.ศ. 2554 ข้อ 1.5.2 หมายเหตุ *" in late

        await people.psdg.tap("เหตุผล")
        assert "1 2 3 4 7 พ.ย." in said(people.psdg)
        await people.psdg.tap("แจ้งว่าส่งถึงแล้ว")
        await people.psdg.type("4/11/2554")
        await people.psdg.tap("ยืนยัน")
        assert (await play(town, people, at(2011, 11, 9)))["psdg"] == []


async def test_a_supervisor_is_warned_of_a_round_and_hears_what_it_has_eaten(tmp_path, sqlite_url):
    clock = MovableClock(at(2027, 3, 15, 8, 0), ticking=False)
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await meet_all(town)
        await town.play_to(at(2027, 3, 28))
        (warning,) = (await play(town, people, at(2027, 3, 29)))["supervisor"]
        assert "ใกล้ครบกำหนดนำส่งกลุ่มพัฒนาระบบบริหาร: รอบ 6 เดือน 1 ตัวชี้วัด" in warning
        assert "เหลืออีก 1 วันทำการ" in warning
        await town.play_to(at(2027, 3, 30, 20))
        (late,) = (await play(town, people, at(2027, 3, 31)))["supervisor"]
        assert "ใช้เวลาของกลุ่มพัฒนาระบบบริหารไปแล้ว 1 จาก 8 วันทำการ" in late
        assert "จะหัก 0.5 คะแนนต่อ 1 วัน" in late
        await people.supervisor.tap("นำส่ง")
        await people.supervisor.tap("นำส่ง")
        assert (await play(town, people, at(2027, 4, 2)))["supervisor"] == []


async def test_one_message_shows_everything_that_is_late(tmp_path, sqlite_url):
    clock = MovableClock(at(2027, 3, 15, 8, 0), ticking=False)
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await town.play_to(at(2027, 4, 15))
        for day in (16, 19):
            heard = await play(town, people, at(2027, 4, day))
            assert len(heard["psdg"]) == len(heard["supervisor"]) == len(heard["officer"]) == 1
        assert "ยังไม่ได้รับแจ้งว่ารายงานรอบ 6 เดือน" in heard["psdg"][0]
        assert "ตัวชี้วัดที่ยังไม่นำส่ง: 8, 2.2 และ 10.1" in heard["psdg"][0]


async def test_the_psdg_is_told_once_a_month_that_the_quota_is_used_up(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        town.line.quota.limit = 0
        heard = await play(town, people, at(2026, 11, 2, 12))
        assert heard["officer"] == []
        (told,) = heard["psdg"]
        assert "โควตาข้อความ LINE ของเดือน พ.ย. 2569 หมดแล้ว" in told
        assert (await play(town, people, at(2026, 11, 5)))["psdg"] == []
        town.line.quota.limit = 300
        heard = await play(town, people, at(2026, 11, 6))
        assert len(heard["officer"]) >= 1
