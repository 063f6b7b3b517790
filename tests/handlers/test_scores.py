"""The scores of a round, for whom they are, and the reasons of each figure; typed and pressed, on both platforms."""

from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from tests.builders import BANGKOK, UNIT, rows, small_department
from tests.chat import buttons, last, said
from tests.examples import framework
from tests.handlers.stories import SWAPPED, SWAPPED_TOO

ENDED = datetime(2027, 4, 20, 10, 0, tzinfo=BANGKOK)
ROUND = "รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2570"


async def report(phone, line):
    """In one line, confirmed."""
    await phone.type(line)
    await phone.type("ยืนยัน")


@asynccontextmanager
async def reported(clock, tmp_path, url, **how):
    """October of one unit: 17 agencies, project ก at step 4 and ข at step 3; of another 3 agencies."""
    async with small_department(clock, tmp_path, url, **how) as (town, people):
        clock.move_to(people.prompt)
        for line in ("รายงาน 2.2 17", "รายงาน 8 ก ขั้น 4", "รายงาน 8 ข ขั้น 3"):
            await report(people.officer, line)
        await report(people.neighbour, "รายงาน 2.2 3")
        yield town, people
        assert (town.line.refusals, town.telegram.refusals) == ([], [])


async def arrived(people, day):
    await people.psdg.type(f"ส่งแล้ว 6 {day}")
    await people.psdg.type("ยืนยัน")
    await people.psdg.type("ไม่มีหลักฐาน")


@SWAPPED_TOO
async def test_the_head_sees_the_own_unit_s_scores_and_their_reasons_line_by_line(
    clock, tmp_path, database_url, swapped
):
    async with reported(clock, tmp_path, database_url, swapped=swapped) as (_, people):
        for reader in (people.head, people.officer):
            await reader.type("คะแนน")
            card = said(reader)
            assert f"{UNIT} · ผลงาน 1 ต.ค. 2569 – 31 มี.ค. 2570" in card
            assert f"คะแนน{ROUND}" in card
            assert "คะแนนรวม 3.4667" in card
            assert "คะแนนนี้คิดจากผลที่มีถึงขณะนี้" in card
            assert "มิติที่ 1 ประสิทธิผล: 3.5000 (น้ำหนัก 20)" in card
            assert "มิติที่ 4 การพัฒนาองค์การ: ยังไม่มีคะแนน" in card
            assert "น้ำหนักรวม 40 ไม่เท่ากับ 100 · คะแนนรวมหารด้วยน้ำหนักที่มีคะแนน คือ 30" in card
            assert "ไม่รวมในคะแนนรวม: 10.1 (ยังไม่มีผล)" in card
            assert "ผล ระดับ 3.5 · น้ำหนัก 20 · ถ่วงน้ำหนัก 70.0000" in card
            assert "ผล 17 หน่วยงาน · น้ำหนัก 10 · ถ่วงน้ำหนัก 34.0000" in card
        await people.head.tap("เหตุผลคะแนนรวม")
        total = said(people.head)
        assert "ตัวชี้วัด 8: น้ำหนัก 20 × 3.5000 = 70.0000" in total
        assert "ตัวชี้วัด 2.2: น้ำหนัก 10 × 3.4000 = 34.0000" in total
        assert "รวม 104.0000 ÷ น้ำหนัก 30 = 3.4667" in total
        assert "ตัวชี้วัด 10.1 ไม่รวมในคะแนนรวม: ยังไม่มีผล" in total
        assert "น้ำหนักไม่จำเป็นต้องรวมได้ 100 (หลักการของระบบ)" in total


@SWAPPED_TOO
async def test_why_names_the_reports_the_criteria_the_interpolation_the_rounding_and_the_weight(
    clock, tmp_path, database_url, swapped
):
    async with reported(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        refs = await rows(town, "SELECT ref FROM reports ORDER BY id")
        await people.head.type("เหตุผล 2.2 6")
        number = said(people.head)
        assert f"{refs[0]['ref']} · ต.ค. 2569 · 17 หน่วยงาน · รอตรวจ" in number
        assert "ผล: ที่รายงานในรอบรวมกันได้ 17" in number
        assert "เกณฑ์ (คะแนน: ผล) 1: 5 · 2: 10 · 3: 15 · 4: 20 · 5: 25" in number
        assert "ผล 17 อยู่ระหว่างเกณฑ์ 3 คะแนน (15) กับ 4 คะแนน (20)" in number
        assert "3 + 1 × (17 − 15) ÷ (20 − 15) = 3.4000 เทียบตามสัดส่วน (หลักการของระบบ)" in number
        assert "ทศนิยมสี่ตำแหน่ง" in number
        assert "น้ำหนัก 10 × 3.4000 = 34.0000 · คะแนนรวมคือผลบวกทุกตัวชี้วัดหารด้วยน้ำหนัก 30" in number
        assert "ที่มาของตัวชี้วัด: ปัจจัยหลักแห่งความสำเร็จและตัวชี้วัดผลการดำเนินงานหลัก ปี 2547" in number
        assert "ไม่ได้พิมพ์ไว้ในต้นฉบับ: น้ำหนัก, ค่าเป้าหมาย และ เกณฑ์การให้คะแนน" in number
        await people.psdg.type(f"/why 8 6/2570 {UNIT}")
        level = said(people.psdg)
        assert "ผล: ขั้นสูงสุดของแต่ละโครงการ ก 4, ข 3 · รวม 7 ÷ 2 = 3.5" in level
        assert f"{refs[1]['ref']} · ก · ต.ค. 2569 · ขั้น 4 · รอตรวจ" in level
        assert "นับรวมรายงานที่ยังรอตรวจ 2 ฉบับ" in level


async def test_a_button_beside_an_indicator_tells_the_same_as_the_typed_words(clock, tmp_path, database_url):
    async with reported(clock, tmp_path, database_url) as (_, people):
        await people.psdg.type(f"คะแนน 6 {UNIT}")
        await people.psdg.tap("ตัวชี้วัด 2.2 · 3.4000: เหตุผล")
        pressed = last(people.psdg).text
        await people.psdg.type(f"เหตุผล 2.2 6/2570 หน่วยงาน {UNIT}")
        assert said(people.psdg) == pressed
        assert "= 3.4000" in pressed


@SWAPPED_TOO
async def test_the_psdg_sees_the_department_over_all_its_units(clock, tmp_path, database_url, swapped):
    async with reported(clock, tmp_path, database_url, swapped=swapped) as (_, people):
        await people.psdg.type("/score 6")
        card = said(people.psdg)
        assert "คะแนนรวม 2.0000" in card
        assert "ผล ระดับ 0.35 · น้ำหนัก 20 · ถ่วงน้ำหนัก 20.0000" in card
        assert "ผล 20 หน่วยงาน · น้ำหนัก 10 · ถ่วงน้ำหนัก 40.0000" in card
        assert "ยังไม่ได้รับแจ้งว่าส่งถึงสำนักงาน ก.พ.ร. จึงยังไม่มีคะแนนที่หัก" in card
        assert "พิมพ์ “คะแนน 6/2570 หน่วยงาน”" in card
        await people.psdg.type("เหตุผล 8 6")
        why = said(people.psdg)
        assert "ผล: ระดับของทุกหน่วยงานรวม 3.5 ÷ 10 = 0.35 หน่วยงานที่ยังไม่รายงานนับเป็น 0" in why
        assert f"{UNIT}: ระดับ 3.5 · 2 รายงาน" in why
        assert "รายงานแล้ว 1 จาก 10 หน่วยงาน" in why
        assert "ยังไม่รายงาน: สปข.1, สปข.2, สปข.4" in why
        assert "ผล 0.35 ไม่ถึงเกณฑ์แรก จึงได้ 1" in why


@pytest.mark.parametrize("who", ["supervisor", "collector"])
async def test_who_answers_for_an_indicator_sees_it_alone_and_no_net(clock, tmp_path, sqlite_url, who):
    async with reported(clock, tmp_path, sqlite_url) as (_, people):
        reader = getattr(people, who)
        await reader.type("คะแนน 6")
        assert "คะแนนรวมของตัวชี้วัดที่ท่านดูแล 1.0000" in said(reader)
        assert "2.2" not in said(reader)
        assert "หัก" not in said(reader)
        await reader.type(f"คะแนน 6 {UNIT}")
        assert "คะแนนรวมของตัวชี้วัดที่ท่านดูแล 3.5000" in said(reader)
        await reader.type("เหตุผล 2.2 6")
        assert "นอกเหนือหน้าที่ของท่าน" in said(reader)


async def test_another_unit_s_scores_are_not_shown_and_a_stranger_gets_none(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (_, people):
        for words in (f"คะแนน 6 {UNIT}", f"เหตุผล 8 6 {UNIT}", f"เหตุผล รอบ 6 {UNIT}"):
            await people.neighbour.type(words)
            assert "นอกเหนือหน้าที่ของท่าน" in said(people.neighbour)
        await people.newcomer.type("คะแนน")
        assert "คะแนนรวม" not in said(people.newcomer)


async def test_a_unit_or_an_indicator_that_there_is_not_names_those_there_are(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (_, people):
        await people.psdg.type("คะแนน 6 สปข.99")
        assert "ไม่พบหน่วยงาน “สปข.99” ที่ใกล้เคียงคือ สปข." in said(people.psdg)
        await people.psdg.type("เหตุผล 99 6")
        assert "ไม่พบตัวชี้วัด “99” ที่ใกล้เคียงคือ 8, 2.2 และ 10.1" in said(people.psdg)
        await people.psdg.type("เหตุผล 2.2 6 กกร.")
        assert "กกร. ไม่ต้องรายงานตัวชี้วัด 2.2" in said(people.psdg)
        await people.psdg.type("คะแนน 3")
        assert "ไม่พบรอบ “3”" in said(people.psdg)


@SWAPPED
async def test_once_the_round_has_ended_what_has_no_result_scores_1(clock, tmp_path, sqlite_url, swapped):
    async with reported(clock, tmp_path, sqlite_url, swapped=swapped) as (_, people):
        clock.move_to(ENDED)
        await people.head.type("คะแนน 6")
        card = said(people.head)
        assert "คะแนนรวม 2.8500" in card
        assert "สิ้นรอบแล้วยังไม่มีผล · น้ำหนัก 10 · ถ่วงน้ำหนัก 10.0000" in card
        assert "ไม่รวมในคะแนนรวม" not in card
        assert "คิดจากผลที่มีถึงขณะนี้" not in card
        await people.head.type("เหตุผล 10.1 6")
        assert "ไม่มีผลเมื่อสิ้นรอบ ได้ 1 คะแนน (หลักการของระบบ)" in said(people.head)


@SWAPPED_TOO
async def test_before_the_arrival_is_stated_nothing_is_certain_and_after_it_the_net_is_shown(
    clock, tmp_path, database_url, swapped
):
    async with reported(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        clock.move_to(ENDED)
        await people.psdg.type("คะแนน 6")
        assert "จึงยังไม่หัก · หากถึงวันนี้ หัก 2.5 คะแนน" in said(people.psdg)
        assert "คะแนนสุทธิ" not in said(people.psdg)
        await arrived(people, "16/4/2570")
        (stated,) = await rows(town, "SELECT ref FROM arrivals")
        await people.psdg.type("คะแนน 6")
        card = said(people.psdg)
        assert "คะแนนรวม 1.7500" in card
        assert f"หัก 0.5 คะแนน: {stated['ref']} ล่าช้า 1 วัน" in card
        assert "คะแนนสุทธิ 1.2500" in card
        assert "ต่ำกว่า 1" not in card
        await people.psdg.type("เหตุผล รอบ 6")
        why = said(people.psdg)
        assert f"พิมพ์ “เหตุผล {stated['ref']}”" in why
        assert "ต้นฉบับไม่ได้ระบุว่าหักจากคะแนนใด" in why
        assert "คะแนนสุทธิ: 1.7500 − 0.5 = 1.2500" in why


async def test_a_net_below_the_scale_stays_and_says_so(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (_, people):
        clock.move_to(ENDED)
        await arrived(people, "20/4/2570")
        await people.psdg.type("คะแนน 6")
        assert "คะแนนสุทธิ -0.7500" in said(people.psdg)
        assert "คะแนนสุทธิต่ำกว่า 1 ซึ่งเป็นคะแนนต่ำสุดของมาตราส่วน" in said(people.psdg)


async def test_source_000_has_no_scored_total_so_that_the_deduction_stands_alone(clock, tmp_path, sqlite_url):
    def unscored(values):
        for indicator in values["indicators"]:
            for key in ("weight", "target", "criteria"):
                indicator.pop(key)
                indicator["ours"].remove(key)

    pledge = framework(change=unscored)
    async with reported(clock, tmp_path, sqlite_url, pledge=pledge) as (_, people):
        clock.move_to(ENDED)
        await arrived(people, "18/4/2570")
        await people.psdg.type("คะแนน 6")
        card = said(people.psdg)
        assert "ยังไม่มีคะแนนรวม" in card
        assert "หัก 1.5 คะแนน" in card
        assert "จึงแสดงเฉพาะคะแนนที่หัก" in card
        assert "2.2 (ไม่มีเกณฑ์การให้คะแนน)" in card
        assert "8 (ไม่มีน้ำหนัก)" in card
        await people.psdg.type("เหตุผล 8 6")
        assert "จึงใช้ขั้นเป็นเกณฑ์ (หลักการของระบบ)" in said(people.psdg)
        await people.psdg.type("เหตุผล 2.2 6")
        assert "กรอบไม่มีเกณฑ์การให้คะแนนของตัวชี้วัดนี้" in said(people.psdg)


async def test_weights_that_make_100_say_so(clock, tmp_path, sqlite_url):
    def whole(values):
        for indicator, weight in zip(values["indicators"], (50, 30, 20), strict=True):
            indicator["weight"] = weight

    async with reported(clock, tmp_path, sqlite_url, pledge=framework(change=whole)) as (_, people):
        await people.head.type("คะแนน 6")
        assert "น้ำหนักรวม 100 · มีคะแนนแล้ว 80" in said(people.head)
        clock.move_to(ENDED)
        await people.head.type("คะแนน 6")
        assert "น้ำหนักรวม 100\n" in said(people.head)


async def test_what_came_back_still_counts_and_is_told(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (town, people):
        (report,) = await rows(town, "SELECT ref FROM reports ORDER BY id LIMIT 1")
        await people.psdg.type(f"ส่งคืน {report['ref']} ตัวเลขไม่ตรง")
        await people.head.type("เหตุผล 2.2 6")
        assert "นับรวมรายงานที่ส่งคืนให้แก้ไข 1 ฉบับ (หลักการของระบบ)" in said(people.head)
        assert "ส่งคืนให้แก้ไข" in said(people.head)


async def test_all_of_it_in_english(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url, language="en") as (_, people):
        await people.psdg.type(f"score 6 unit {UNIT}")
        card = said(people.psdg)
        assert "Total 3.4667" in card
        assert "The weights make 40, not 100; the total is divided by those that are scored, 30" in card
        await people.psdg.type(f"why 8 6 {UNIT}")
        assert "3 + 1 × (3.5 − 3) ÷ (4 − 3) = 3.5000, in proportion (this system’s principle)" in said(people.psdg)
        await people.psdg.type("why round 6")
        assert "Together 60.0000 ÷ weights 30 = 2.0000" in said(people.psdg)


async def test_a_unit_s_score_is_of_the_round_that_is_named(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (_, people):
        clock.move_to(people.prompt + timedelta(days=250))
        await report(people.officer, "รายงาน 2.2 4")
        await people.head.type("คะแนน 12")
        assert "ปีงบประมาณ พ.ศ. 2570" in said(people.head)
        assert "ผล 21 หน่วยงาน" in said(people.head)
        assert "เหตุผลคะแนนรวม" in buttons(people.head)


async def test_a_rule_for_tier_1_takes_off_the_total_of_the_unit_that_was_late(clock, tmp_path, database_url):
    def priced(values):
        late = values["penalties"][0]
        values["penalties"].append(
            {**late, "code": "late1", "tier": 1, "rate": "0.0100", "ours": [], "off": "คะแนนหน่วยงาน"}
        )

    async with small_department(clock, tmp_path, database_url, pledge=framework(change=priced)) as (town, people):
        clock.move_to(people.due.replace(day=8))
        await report(people.officer, "รายงาน 2.2 17")
        (late,) = await rows(town, "SELECT ref FROM reports")
        await people.head.type("คะแนน 6")
        assert f"หัก 0.0300 คะแนน: {late['ref']} ล่าช้า 3 วัน" in said(people.head)
        assert "คะแนนสุทธิ 3.3700" in said(people.head)
        await people.head.type("เหตุผล รอบ 6")
        assert "หักจากคะแนนหน่วยงาน" in said(people.head)
        await people.psdg.type("คะแนน 6")
        assert late["ref"] not in said(people.psdg)


async def test_an_indicator_whose_first_period_is_longer_than_the_round_is_left_out_of_it(clock, tmp_path, sqlite_url):
    def yearly(values):
        values["indicators"][2]["frequency"] = 12

    async with reported(clock, tmp_path, sqlite_url, pledge=framework(change=yearly)) as (_, people):
        clock.move_to(ENDED)
        await people.head.type("คะแนน 6")
        assert "ไม่รวมในคะแนนรวม: 10.1 (ไม่มีงวดรายงานในรอบนี้)" in said(people.head)
        await people.head.type("คะแนน 12")
        assert "10.1 (ยังไม่มีผล)" in said(people.head)


async def test_an_office_with_thai_digits_reads_scores_in_them_and_types_what_is_quoted(clock, tmp_path, sqlite_url):
    def thai(values):
        values["settings"]["numerals"] = "thai"

    async with reported(clock, tmp_path, sqlite_url, pledge=framework(change=thai)) as (_, people):
        await people.psdg.type("คะแนน ๖")
        assert "คะแนนรวม ๒.๐๐๐๐" in said(people.psdg)
        assert "พิมพ์ “คะแนน 6/2570 หน่วยงาน”" in said(people.psdg)
