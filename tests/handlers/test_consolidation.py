"""Tier 2: an indicator's round goes to the PSDG, which takes it or sends it back; it may be taken back until then."""

from contextlib import asynccontextmanager
from datetime import datetime

import pytest

from tests.builders import BANGKOK, rows, small_department
from tests.chat import buttons, heard_by, last, said
from tests.handlers.sending import send
from tests.handlers.stories import SWAPPED_TOO

ON_TIME = datetime(2027, 3, 29, 10, 0, tzinfo=BANGKOK)
LATE = datetime(2027, 4, 2, 10, 0, tzinfo=BANGKOK)


@asynccontextmanager
async def late_march(clock, tmp_path, url, at=ON_TIME, **how):
    """Shortly before or after the 30 March on which the six-month round is due at the PSDG; one report is in."""
    async with small_department(clock, tmp_path, url, twice=True, **how) as (town, people):
        clock.move_to(people.prompt)
        await send(town, people)
        clock.move_to(at)
        yield town, people


async def handed(town, people):
    """The supervisor has handed in the six-month round of indicator 8; its reference."""
    await people.supervisor.type("นำส่ง 8 6")
    await people.supervisor.type("นำส่ง")
    (row,) = await rows(town, "SELECT ref FROM submissions")
    return row["ref"]


@SWAPPED_TOO
async def test_what_is_missing_is_named_and_nothing_blocks(clock, tmp_path, database_url, swapped):
    async with late_march(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.supervisor.type("นำส่ง 8 6")
        asked = said(people.supervisor)
        assert "รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2570" in asked
        assert "กำหนดวันอังคารที่ 30 มี.ค. 2570" in asked
        assert "ยังขาด: สปข.1, สปข.2, สปข.3, สปข.4, สปข.5" in asked
        assert "(ต.ค. 2569 – มี.ค. 2570)" in asked
        assert await rows(town, "SELECT id FROM submissions") == []
        since = len(people.psdg.seen())
        await people.supervisor.tap("นำส่ง")
        assert "นำส่งแล้ว เลขที่ S-" in said(people.supervisor)
        assert "ทันกำหนด" in said(people.supervisor)
        (card,) = heard_by(people.psdg, since)
        assert "นำส่งตัวชี้วัด 8" in card.text
        assert people.supervisor.name in card.text
        assert card.buttons[:2] == ("รับ", "ส่งคืน")
        assert await rows(town, "SELECT state FROM submissions") == [{"state": "handed"}]
        assert await rows(town, "SELECT state FROM obligations WHERE tier = 2 AND state = 'met'") == [{"state": "met"}]


@SWAPPED_TOO
async def test_the_psdg_takes_it_from_its_queue_and_the_supervisor_hears(clock, tmp_path, database_url, swapped):
    async with late_march(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        ref = await handed(town, people)
        await people.psdg.type("คิว")
        assert ref in said(people.psdg)
        since = len(people.supervisor.seen())
        await people.psdg.type(f"อนุมัติ {ref}")
        assert f"รับ {ref} แล้ว" in said(people.psdg)
        assert any(f"รับแล้ว {ref}" in seen.text for seen in heard_by(people.supervisor, since))
        await people.supervisor.type("ขอคืน 8 6")
        assert f"(ผู้รับ: {people.psdg.name}) จึงขอคืนหรือนำส่งใหม่ไม่ได้" in said(people.supervisor)
        assert "อนุมัติ" not in said(people.supervisor)
        assert await rows(town, "SELECT state FROM submissions") == [{"state": "taken"}]


async def test_it_comes_back_with_a_reason_and_keeps_its_first_time_when_handed_in_again(clock, tmp_path, database_url):
    async with late_march(clock, tmp_path, database_url) as (town, people):
        ref = await handed(town, people)
        since = len(people.supervisor.seen())
        await people.psdg.tap("ส่งคืน")
        assert {"หน่วยงานส่งไม่ครบ", "หลักฐานไม่ครบ"} <= set(buttons(people.psdg))
        assert "ภาพไม่ชัด" not in buttons(people.psdg)
        await people.psdg.type("ขาดบทวิเคราะห์")
        assert len(people.supervisor.seen()) == since
        await people.psdg.type("ยืนยัน")
        assert "ส่งคืนให้แก้ไข" in "".join(seen.text for seen in people.supervisor.seen())
        assert any("“ขาดบทวิเคราะห์”" in seen.text for seen in heard_by(people.supervisor, since))
        clock.move_to(LATE)
        told = len(people.psdg.seen())
        assert await handed(town, people) == ref
        assert any(f"นำส่งใหม่ {ref}" in seen.text for seen in heard_by(people.psdg, told))
        (row,) = await rows(town, "SELECT state, verdict, reason FROM submissions")
        assert (row["state"], row["reason"]) == ("handed", "")
        assert '"on_time"' in row["verdict"]


async def test_what_was_taken_back_counts_from_its_new_handing(clock, tmp_path, database_url):
    async with late_march(clock, tmp_path, database_url) as (town, people):
        ref = await handed(town, people)
        await people.supervisor.type("ขอคืน 8 6")
        assert f"ขอคืน {ref} แล้ว" in said(people.supervisor)
        assert "ผู้ขอคืน: " in last(people.psdg).text
        assert last(people.psdg).buttons == ("เหตุผล",)
        assert await rows(town, "SELECT state FROM obligations WHERE tier = 2 AND state = 'met'") == []
        clock.move_to(LATE)
        assert await handed(town, people) == ref
        (row,) = await rows(town, "SELECT verdict FROM submissions")
        assert '"late"' in row["verdict"]


async def test_a_press_that_reaches_us_just_after_midnight_is_on_time_and_why_says_so(clock, tmp_path, sqlite_url):
    just_before = datetime(2027, 3, 30, 23, 59, tzinfo=BANGKOK)
    async with late_march(clock, tmp_path, sqlite_url, just_before) as (town, people):
        await people.supervisor.type("นำส่ง 8 6")
        clock.move_to(datetime(2027, 3, 31, 0, 2, tzinfo=BANGKOK))
        await people.supervisor.tap("นำส่ง")
        assert "ทันกำหนด" in said(people.supervisor)
        (row,) = await rows(town, "SELECT ref FROM submissions")
        await people.supervisor.type(f"เหตุผล {row['ref']}")
        assert "นับว่าทัน เพราะแอปอาจส่งต่อปุ่มที่กดช้า" in said(people.supervisor)


async def test_a_late_handing_names_whose_days_it_ate_and_costs_no_points(clock, tmp_path, sqlite_url):
    async with late_march(clock, tmp_path, sqlite_url, LATE) as (town, people):
        await people.supervisor.type("นำส่ง 8 6")
        assert "ล่าช้า 3 วันทำการ" in said(people.supervisor)
        assert "ใช้เวลาของกลุ่มพัฒนาระบบบริหารไป 3 วันทำการ จาก" in said(people.supervisor)
        await people.supervisor.type("นำส่ง")
        (row,) = await rows(town, "SELECT ref FROM submissions")
        await people.supervisor.type(f"เหตุผล {row['ref']}")
        reasons = said(people.supervisor)
        assert "นับ 3 วันทำการ: 31 มี.ค. 1 2 เม.ย." in reasons
        assert "ที่มาของวันกำหนด: วิธีการรายงานผลการปฏิบัติงาน ตัวชี้วัดที่ 8 ปีงบประมาณ 2548 ข้อ 2" in reasons
        assert "รายการนี้ไม่มีกติกาหักคะแนน" in reasons


async def test_it_can_be_left_and_typed_in_english(clock, tmp_path, sqlite_url):
    async with late_march(clock, tmp_path, sqlite_url, language="en") as (town, people):
        await people.supervisor.type("/submit 8 6/2570")
        assert "6-month round, fiscal year B.E. 2570" in said(people.supervisor)
        await people.supervisor.type("not yet")
        assert said(people.supervisor) == "It has not been handed in."
        assert await rows(town, "SELECT id FROM drafts") == []
        await people.supervisor.type("submit 8 6")
        await people.supervisor.type("hand in")
        assert "Handed in, number S-" in said(people.supervisor)
        await people.supervisor.type("recall 8 6")
        assert "is taken back" in said(people.supervisor)


@pytest.mark.parametrize("who", ["officer", "head", "collector"])
async def test_only_who_answers_for_the_indicator_hands_it_in(clock, tmp_path, sqlite_url, who):
    async with late_march(clock, tmp_path, sqlite_url) as (town, people):
        await getattr(people, who).type("นำส่ง 8 6")
        assert "นอกเหนือหน้าที่ของท่าน" in said(getattr(people, who))
        assert await rows(town, "SELECT id FROM submissions") == []


async def test_an_indicator_or_a_round_that_there_is_not_names_those_there_are(clock, tmp_path, sqlite_url):
    async with late_march(clock, tmp_path, sqlite_url) as (_, people):
        await people.supervisor.type("นำส่ง 99 6")
        assert "ไม่พบตัวชี้วัด “99”" in said(people.supervisor)
        await people.supervisor.type("นำส่ง 8 3")
        assert "ไม่พบรอบ “3” ที่มีคือ 6/2570" in said(people.supervisor)


async def test_what_a_colleague_handed_in_meanwhile_is_shown(clock, tmp_path, sqlite_url):
    async with late_march(clock, tmp_path, sqlite_url) as (town, people):
        await people.deputy.type("นำส่ง 8 6")
        ref = await handed(town, people)
        await people.deputy.type("นำส่ง")
        assert "ยังไม่ได้นำส่ง เพราะ" in said(people.deputy)
        assert ref in said(people.deputy)
        assert people.supervisor.name in said(people.deputy)
        assert await rows(town, "SELECT state FROM submissions") == [{"state": "handed"}]
