"""Tier 3: the PSDG states when a round reached OPDC; doubts are asked about, a new statement replaces the former."""

from contextlib import asynccontextmanager
from datetime import datetime

import pytest

from tests.builders import BANGKOK, rows, small_department
from tests.chat import last, said
from tests.demo.telegram.pictures import jpeg
from tests.examples import framework
from tests.handlers.sending import send
from tests.handlers.stories import SWAPPED, SWAPPED_TOO

LATE = datetime(2027, 4, 20, 10, 0, tzinfo=BANGKOK)


@asynccontextmanager
async def april(clock, tmp_path, url, **how):
    """Five days after the 15 April on which the six-month round is due at OPDC; the PSDG has heard of it."""
    async with small_department(clock, tmp_path, url, twice=True, **how) as (town, people):
        clock.move_to(people.prompt)
        await send(town, people)
        clock.move_to(LATE)
        await town.settle()
        yield town, people


async def stated(town):
    return await rows(town, "SELECT ref, receipt, hour_said, replaced_at, evidence_id FROM arrivals ORDER BY id")


@SWAPPED_TOO
async def test_the_arrival_is_shown_with_its_cost_before_it_counts(clock, tmp_path, database_url, swapped):
    async with april(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.psdg.type("ส่งแล้ว 6 18/4/2570 14:30 เลขรับ 123")
        asked = said(people.psdg)
        assert "รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2570" in asked
        assert "วันอาทิตย์ที่ 18 เม.ย. 2570 14:30 น." in asked
        assert "เลขรับ 123" in asked
        assert "ล่าช้า 3 วัน · หัก 1.5 คะแนน" in asked
        assert await stated(town) == []
        await people.psdg.tap("ยืนยัน")
        assert "ส่งถึงสำนักงาน ก.พ.ร. วันอาทิตย์ที่ 18 เม.ย. 2570 14:30 น." in said(people.psdg)
        (row,) = await stated(town)
        assert (row["receipt"], row["hour_said"], row["replaced_at"]) == ("123", "14:30", None)


async def test_entry_closes_for_all_that_the_round_covers(clock, tmp_path, database_url):
    async with april(clock, tmp_path, database_url) as (town, people):
        await people.psdg.type("ส่งแล้ว 6 15/4/2570")
        await people.psdg.type("ยืนยัน")
        open_ = await rows(town, "SELECT MIN(first_on) AS first FROM obligations WHERE state = 'open' AND tier = 1")
        assert str(open_[0]["first"]) >= "2026-10-01"
        left = await rows(
            town, "SELECT period FROM obligations WHERE state = 'open' AND tier < 3 AND last_on <= '2027-03-31'"
        )
        assert left == []
        met = await rows(town, "SELECT period, state FROM obligations WHERE tier = 3 ORDER BY last_on")
        assert met[0] == {"period": "6", "state": "met"}


@SWAPPED
async def test_a_photo_sent_with_the_statement_proves_it(clock, tmp_path, sqlite_url, swapped):
    async with april(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.psdg.type("ส่งแล้ว 6 15/4/2570")
        await people.psdg.photo(jpeg(20, 20))
        assert "แนบหลักฐานการส่งแล้ว" in said(people.psdg)
        await people.psdg.tap("ยืนยัน")
        (row,) = await stated(town)
        assert row["evidence_id"]
        assert "หากมีหลักฐาน" not in said(people.psdg)
        await people.psdg.type(f"ดู {row['ref']}")
        assert last(people.psdg).text == ("[image]" if swapped else row["ref"])


async def test_a_file_sent_right_after_proves_it_too(clock, tmp_path, sqlite_url):
    async with april(clock, tmp_path, sqlite_url) as (town, people):
        await people.psdg.type("ส่งแล้ว 6 15/4/2570")
        await people.psdg.tap("ยืนยัน")
        assert "หากมีหลักฐานการส่ง" in said(people.psdg)
        await people.psdg.file("ใบรับ.pdf", b"%PDF-1.7\n1 0 obj\n")
        (row,) = await stated(town)
        assert f"รับหลักฐานของ {row['ref']} แล้ว" in said(people.psdg)
        await people.psdg.type(f"เหตุผล {row['ref']}")
        assert "หลักฐานการส่ง: ใบรับ.pdf" in said(people.psdg)
        assert "ไม่ได้แจ้งเวลา จึงถือต้นวันนั้น" in said(people.psdg)


async def test_several_pictures_of_the_receipt_sent_together_have_one_answer(clock, tmp_path, sqlite_url):
    async with april(clock, tmp_path, sqlite_url, swapped=True) as (town, people):
        await people.psdg.type("ส่งแล้ว 6 15/4/2570")
        await people.psdg.tap("ยืนยัน")
        before = len(people.psdg.seen())
        await people.psdg.album([jpeg(20, 20), jpeg(21, 20), jpeg(22, 20)])
        (row,) = await stated(town)
        told = [seen.text for seen in people.psdg.seen()[before:] if not seen.mine]
        assert [text for text in told if "ไม่ทราบ" in text] == []
        assert f"รับหลักฐานของ {row['ref']} แล้ว" in told[0]
        assert told[1:] == ["รวมไว้กับชุดภาพเดียวกันแล้ว ชุดนี้มี 3 ไฟล์"]
        assert await rows(town, "SELECT DISTINCT state FROM evidence") == [{"state": "kept"}]


async def test_stated_again_it_replaces_the_former_which_stays_readable(clock, tmp_path, database_url):
    async with april(clock, tmp_path, database_url) as (town, people):
        await people.psdg.type("ส่งแล้ว 6 18/4/2570")
        await people.psdg.type("ยืนยัน")
        await people.psdg.type("ไม่มีหลักฐาน")
        await people.psdg.type("ส่งแล้ว 6/2570 15/4/2570 10:00 เลขรับ 9")
        (former,) = await stated(town)
        assert f"จะใช้แทน {former['ref']} ที่แจ้งไว้ว่าถึง" in said(people.psdg)
        assert "(ผู้แจ้ง: ท่าน)" in said(people.psdg)
        await people.psdg.type("ยืนยัน")
        old, new = await stated(town)
        assert (old["replaced_at"] is None, new["replaced_at"]) == (False, None)
        await people.psdg.type("ไม่มีหลักฐาน")
        await people.psdg.type(f"เหตุผล {old['ref']}")
        assert f"รายการที่ใช้อยู่คือ {new['ref']}" in said(people.psdg)
        assert "หัก 1.5 คะแนน" in said(people.psdg)
        await people.psdg.type(f"ดู {new['ref']}")
        assert f"ถูกแทนแล้ว: {old['ref']}" in said(people.psdg)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("ส่งแล้ว 6 31/2/2570", "ไม่มีวันที่นี้ในปฏิทิน"),
        ("ส่งแล้ว 6 15/4/2270", "ปีนี้ไม่ชัดเจน"),
        ("ส่งแล้ว 6 วันจันทร์ที่ 15/4/2570", "วันในสัปดาห์ไม่ตรงกับวันที่"),
    ],
)
async def test_a_doubtful_date_is_asked_for_again(clock, tmp_path, sqlite_url, typed, asked):
    async with april(clock, tmp_path, sqlite_url) as (town, people):
        await people.psdg.type(typed)
        assert asked in said(people.psdg)
        await people.psdg.type("เมื่อวานก่อน")
        assert "ยังอ่านวันที่ไม่ได้" in said(people.psdg)
        await people.psdg.type("๑๕ เม.ย. ๗๐")
        assert "วันพฤหัสบดีที่ 15 เม.ย. 2570" in said(people.psdg)
        await people.psdg.tap("ยืนยัน")
        assert len(await stated(town)) == 1


@pytest.mark.parametrize(("typed", "said_of_it"), [("15/4/2027", "ค.ศ."), ("15 เม.ย.", "ไม่ได้พิมพ์ปี")])
async def test_a_year_that_was_guessed_is_repeated_to_be_confirmed(clock, tmp_path, sqlite_url, typed, said_of_it):
    async with april(clock, tmp_path, sqlite_url) as (_, people):
        await people.psdg.type(f"ส่งแล้ว 6 {typed}")
        assert said_of_it in said(people.psdg)
        assert "15 เม.ย. 2570" in said(people.psdg)


async def test_a_future_arrival_is_refused(clock, tmp_path, sqlite_url):
    async with april(clock, tmp_path, sqlite_url) as (town, people):
        await people.psdg.type("ส่งแล้ว 6 21/4/2570")
        assert "ยังมาไม่ถึง" in said(people.psdg)
        assert await rows(town, "SELECT id FROM drafts") == []


async def test_a_deadline_with_an_hour_asks_for_the_hour(clock, tmp_path, sqlite_url):
    def at_half_past_four(values):
        values["rounds"][0]["deadlines"][1]["hour"] = "16:30"

    pledge = framework(change=at_half_past_four)
    async with april(clock, tmp_path, sqlite_url, pledge=pledge) as (_, people):
        await people.psdg.type("ส่งแล้ว 6 15/4/2570")
        assert "กำหนดของรอบนี้มีเวลา 16:30" in said(people.psdg)
        await people.psdg.type("บ่ายๆ")
        assert "ยังอ่านเวลาไม่ได้" in said(people.psdg)
        await people.psdg.type("16.45 น.")
        assert "ล่าช้า" in said(people.psdg)
        assert "16:45" in said(people.psdg)


async def test_it_is_said_in_english_and_can_be_left(clock, tmp_path, sqlite_url):
    async with april(clock, tmp_path, sqlite_url, language="en") as (town, people):
        await people.psdg.type("/sent 6 18 Apr 2027 14:30 no. 123")
        assert "3 days late · 1.5 points off" in said(people.psdg)
        await people.psdg.type("not right")
        assert "Nothing was kept" in said(people.psdg)
        assert await stated(town) == []
        assert await rows(town, "SELECT id FROM drafts") == []


@pytest.mark.parametrize("who", ["officer", "supervisor"])
async def test_only_the_psdg_states_it(clock, tmp_path, sqlite_url, who):
    async with april(clock, tmp_path, sqlite_url) as (town, people):
        await getattr(people, who).type("ส่งแล้ว 6 15/4/2570")
        assert "นอกเหนือหน้าที่ของท่าน" in said(getattr(people, who))
        assert await stated(town) == []


async def test_the_word_alone_says_how(clock, tmp_path, sqlite_url):
    async with april(clock, tmp_path, sqlite_url) as (_, people):
        await people.psdg.type("ส่งแล้ว")
        assert "กรุณาพิมพ์รอบและวันที่ส่งถึง" in said(people.psdg)


async def test_before_it_closes_entry_it_names_what_has_not_come_and_a_day_before_the_rounds_end(
    clock, tmp_path, sqlite_url
):
    async with april(clock, tmp_path, sqlite_url) as (_, people):
        await people.psdg.type("ส่งแล้ว 6 15/4/2570")
        asked = said(people.psdg)
        assert "ตัวชี้วัดที่ยังไม่นำส่ง: 8, 2.2 และ 10.1" in asked
        assert "สปข.1, สปข.2" in asked
        assert "ก่อนสิ้นรอบ" not in asked
        await people.psdg.tap("ไม่ถูกต้อง")
        await people.psdg.type("ส่งแล้ว 6 1/10/2569")
        assert "วันที่แจ้งอยู่ก่อนสิ้นรอบ (วันพุธที่ 31 มี.ค. 2570)" in said(people.psdg)


async def test_where_no_unit_reports_nothing_is_said_of_entry(clock, tmp_path, sqlite_url):
    pledge = framework("transport", year=2570)
    nobody = ("officer", "colleague", "head", "neighbour", "supervisor", "deputy", "collector")
    async with small_department(clock, tmp_path, sqlite_url, pledge=pledge, absent=nobody) as (_, people):
        clock.move_to(datetime(2027, 1, 29, 10, 0, tzinfo=BANGKOK))
        await people.psdg.type("ส่งแล้ว 3 29/1/2570")
        assert "ทันกำหนด" in said(people.psdg)
        assert "ปิดรับ" not in said(people.psdg)
        assert "ชั่วคราว" not in said(people.psdg)
