"""Lists in chat: pasted or entry by entry, wrong lines by their numbers, what repeats by the report that counted it."""

import json
from dataclasses import replace

from tests.builders import rows
from tests.chat import buttons, said
from tests.handlers.stories import LANGUAGES, SWAPPED, prompted, sent
from tests.handlers.ways import in_many_ways


async def listed(town):
    """The entries of every version, oldest first."""
    found = await rows(town, "SELECT entries FROM report_versions WHERE kind = 'entries' ORDER BY id")
    return [[tuple(entry) for entry in json.loads(row["entries"])] for row in found]


@SWAPPED
async def test_a_pasted_list_is_shown_with_its_count_and_sent_with_one_press(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 2.1")
        assert "บรรทัดละหนึ่งรายการ: เลขที่คำสั่ง / ชื่อคณะกรรมการ" in said(people.officer)
        await people.officer.type("45/2569 / คณะกรรมการพัฒนาจังหวัด\n46/2569\tคณะทำงานวิทยุชุมชน")
        assert "2 รายการ" in said(people.officer)
        assert "1. 45/2569 / คณะกรรมการพัฒนาจังหวัด" in said(people.officer)
        await people.officer.tap("ยืนยันส่ง")
        assert await listed(town) == [[("45/2569", "คณะกรรมการพัฒนาจังหวัด"), ("46/2569", "คณะทำงานวิทยุชุมชน")]]
        await people.psdg.type(f"/show {(await sent(town))[0]['ref']}")
        assert "2. 46/2569 / คณะทำงานวิทยุชุมชน" in said(people.psdg)


async def test_entries_come_one_by_one_and_a_wrong_line_is_told_by_its_number(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 2.1 45/2569 / ก")
        assert "1 รายการ" in said(people.officer)
        await people.officer.type("46/2569 | ข\n47/2569")
        assert "บรรทัดที่ 2 ต้องมี 2 ช่อง (เลขที่คำสั่ง / ชื่อคณะกรรมการ): “47/2569”" in said(people.officer)
        await people.officer.type("47/2569, ค")
        await people.officer.type("ยืนยัน")
        assert await listed(town) == [[("45/2569", "ก"), ("46/2569", "ข"), ("47/2569", "ค")]]


async def test_entries_are_taken_out_by_a_tap_or_by_their_number(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 2.1 45/2569 / ก\n46/2569 / ข\n47/2569 / ค")
        await people.officer.type("แก้ไข")
        await people.officer.tap("ผลงาน")
        await people.officer.tap("ลบ 1")
        await people.officer.type("ลบ 9")
        assert "มีรายการที่ 1 ถึง 2" in said(people.officer)
        await people.officer.type("ลบรายการที่ ๒")
        await people.officer.type("48/2569 / ง")
        await people.officer.type("ยืนยัน")
        assert await listed(town) == [[("46/2569", "ข"), ("48/2569", "ง")]]


async def test_an_emptied_list_is_asked_for_anew(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (_, people):
        await people.officer.type("รายงาน 2.1 45/2569 / ก")
        await people.officer.type("แก้ไข")
        await people.officer.tap("ผลงาน")
        await people.officer.tap("ลบทั้งหมด")
        assert "บรรทัดละหนึ่งรายการ" in said(people.officer)


async def test_an_agency_is_counted_once_in_a_month_source_003_2_2(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 2.3\nอบต.แม่ริม\nเทศบาลนครเชียงใหม่\nอบต. แม่ริม")
        assert "บรรทัดที่ 3 ซ้ำกับรายการที่ 1: “อบต. แม่ริม”" in said(people.officer)
        assert "2 หน่วยงาน" in said(people.officer)
        await people.officer.type("ยืนยัน")
        clock.move_to(people.prompt.replace(month=12, day=1))
        await people.officer.type("รายงาน 2.3 อบต.แม่ริม")
        await people.officer.type("ยืนยัน")
        assert await listed(town) == [[("อบต.แม่ริม",), ("เทศบาลนครเชียงใหม่",)], [("อบต.แม่ริม",)]]


async def test_one_person_one_course_one_year_source_003_10_1(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 10.2 นายสมชาย ใจดี / การเขียนข่าว")
        await people.officer.type("ยืนยัน")
        ref = (await sent(town))[0]["ref"]
        clock.move_to(people.prompt.replace(month=12, day=1))
        await people.officer.type("รายงาน 10.2 สมชาย  ใจดี / การเขียนข่าว\nสมชาย ใจดี / การพูด")
        assert f"บรรทัดที่ 1 นับแล้วในเลขที่ {ref}" in said(people.officer)
        assert "เติมคำที่บอกความต่าง" in said(people.officer)
        await people.officer.type("ยืนยัน")
        assert await listed(town) == [[("นายสมชาย ใจดี", "การเขียนข่าว")], [("สมชาย ใจดี", "การพูด")]]


async def test_where_all_is_counted_already_nothing_is_left_to_send(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 10.2 สมชาย ใจดี / การเขียนข่าว")
        await people.officer.type("ยืนยัน")
        clock.move_to(people.prompt.replace(month=12, day=1))
        await people.officer.type("รายงาน 10.2 สมชาย ใจดี / การเขียนข่าว")
        assert "นับแล้วในเลขที่" in said(people.officer)
        assert "ไม่มีผลงาน" in buttons(people.officer)
        assert len(await sent(town)) == 1


async def test_what_a_colleague_counted_meanwhile_is_taken_out_before_it_is_sent(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        clock.move_to(people.prompt.replace(month=12, day=1))
        await people.officer.type("รายงาน 10.2 สมชาย ใจดี / การเขียนข่าว\nมาลี มีสุข / การเขียนข่าว")
        await people.officer.tap("งวดอื่น")
        await people.officer.tap("พ.ย. 2569")
        await people.colleague.type("รายงาน 10.2 น.ส.มาลี มีสุข / การเขียนข่าว")
        await people.colleague.type("ยืนยัน")
        await people.officer.type("ยืนยัน")
        assert "บรรทัดที่ 2 นับแล้วในเลขที่" in said(people.officer)
        await people.officer.type("ยืนยัน")
        assert await listed(town) == [[("น.ส.มาลี มีสุข", "การเขียนข่าว")], [("สมชาย ใจดี", "การเขียนข่าว")]]


async def test_a_list_that_was_sent_is_corrected_entry_by_entry(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 2.1 45/2569 / ก")
        await people.officer.type("ยืนยัน")
        await people.officer.type(f"แก้ไข {(await sent(town))[0]['ref']}")
        await people.officer.tap("ผลงาน")
        await people.officer.type("46/2569 / ข")
        assert "แทนที่ส่งแล้ว: 1 รายการ" in said(people.officer)
        await people.officer.type("ยืนยัน")
        assert (await listed(town))[-1] == [("45/2569", "ก"), ("46/2569", "ข")]
        await people.psdg.type(f"/show {(await sent(town))[0]['ref']}")
        assert "ฉบับที่ 2 เทียบกับฉบับที่ 1: 1 รายการ → 2 รายการ (+1)" in said(people.psdg)
        assert "เพิ่ม 1 รายการ: 46/2569 / ข" in said(people.psdg)


@LANGUAGES
async def test_a_draft_keeps_its_entries_over_days(clock, tmp_path, sqlite_url, language):
    async with prompted(clock, tmp_path, sqlite_url, language=language, pledge=in_many_ways()) as (_, people):
        await people.officer.type("report 2.1 45/2569 / ก")
        clock.move_to(people.due)
        await people.officer.type("report 2.1")
        assert "45/2569 / ก" in said(people.officer)


async def test_a_long_list_is_shown_by_its_beginning_and_in_full_to_whoever_decides(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 2.1")
        await people.officer.type("\n".join(f"{number}/2569 / คณะกรรมการที่ {number}" for number in range(1, 61)))
        assert "และอีก 50 รายการ" in said(people.officer)
        await people.officer.type("ยืนยัน")
        await people.psdg.type(f"/show {(await sent(town))[0]['ref']}")
        assert "60. 60/2569 / คณะกรรมการที่ 60" in said(people.psdg)


@SWAPPED
async def test_a_list_is_corrected_by_pasting_it_anew_behind_its_reference(clock, tmp_path, sqlite_url, swapped):
    """What cannot be taken of it is told by its line."""
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 2.1 45/2569 / ก")
        await people.officer.type("ยืนยัน")
        ref = (await sent(town))[0]["ref"]
        await people.officer.type(f"แก้ไข {ref}\n45/2569 / ข\n46/2569\n47/2569 / ค")
        assert "บรรทัดที่ 2 ต้องมี 2 ช่อง" in said(people.officer)
        assert "แทนที่ส่งแล้ว: 1 รายการ" in said(people.officer)
        await people.officer.type("46/2569 / ง")
        await people.officer.type("ยืนยัน")
        assert (await listed(town))[-1] == [("45/2569", "ข"), ("47/2569", "ค"), ("46/2569", "ง")]


async def test_a_correction_of_which_no_line_can_be_taken_is_asked_for_again(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 2.1 45/2569 / ก")
        await people.officer.type("ยืนยัน")
        await people.officer.type(f"แก้ไข {(await sent(town))[0]['ref']} คณะทำงาน")
        assert "บรรทัดที่ 1 ต้องมี 2 ช่อง (เลขที่คำสั่ง / ชื่อคณะกรรมการ): “คณะทำงาน”" in said(people.officer)
        assert "บรรทัดละหนึ่งรายการ" in said(people.officer)
        assert await listed(town) == [[("45/2569", "ก")]]


async def test_what_another_report_counted_is_not_counted_by_a_pasted_correction(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 2.3 โรงเรียน ก")
        await people.officer.type("ยืนยัน")
        await people.officer.type(f"แก้ไข {(await sent(town))[0]['ref']} โรงเรียน ก\nโรงเรียน ข\nโรงเรียน ข")
        assert "ซ้ำกับรายการที่ 2" in said(people.officer)
        await people.officer.type("ยืนยัน")
        assert (await listed(town))[-1] == [("โรงเรียน ก",), ("โรงเรียน ข",)]


async def test_fields_that_have_thai_names_only_are_named_so_in_english_sentences_too(clock, tmp_path, sqlite_url):
    thai = in_many_ways()
    known = tuple(replace(it, entry=replace(it.entry, fields_en=())) if it.entry else it for it in thai.indicators)
    pledge = replace(thai, indicators=known)
    async with prompted(clock, tmp_path, sqlite_url, language="en", pledge=pledge) as (_, people):
        await people.officer.type("report 2.1")
        assert "Please type one entry a line: เลขที่คำสั่ง / ชื่อคณะกรรมการ" in said(people.officer)
        await people.officer.type("45/2569")
        assert "Line 1 needs 2 fields (เลขที่คำสั่ง / ชื่อคณะกรรมการ)" in said(people.officer)
        await people.officer.type("45/2569 / ก")
        assert "1 entry" in said(people.officer)
