"""One typed line is a report: what it leaves open is asked, what it gets wrong is said."""

import pytest

from storage.columns import WHOLE
from storage.tables import people as persons
from tests.builders import small_department
from tests.chat import buttons, said
from tests.handlers.stories import SWAPPED, SWAPPED_TOO, prompted, sent
from tests.there import there

LINES = [
    ("รายงาน 8 ก ขั้น ๓ ประชุมแล้ว", ("step", 3, None, None, "ประชุมแล้ว")),
    ("/report 8 ก step 3 held the meeting", ("step", 3, None, None, "held the meeting")),
    ("รายงาน ตัวชี้วัด 8 โครงการ ก 3", ("step", 3, None, None, "")),
    ("รายงาน 2.2 ๑,๒๐๐", ("number", None, "1200", None, "")),
    ("รายงาน 2.2 45 หน่วยงาน", ("number", None, "45", None, "")),
    ("รายงาน 10.1 45/60", ("ratio", None, "45", "60", "")),
    ("report 10.1 45 of 60 two courses", ("ratio", None, "45", "60", "two courses")),
    ("ไม่มีผลงาน 8 ก รอการอนุมัติ", ("nothing", None, None, None, "รอการอนุมัติ")),
    ("nothing 2.2 no visitors", ("nothing", None, None, None, "no visitors")),
]


@pytest.mark.parametrize(("line", "kept"), LINES, ids=[line for line, _ in LINES])
async def test_one_line_and_a_confirmation_are_a_report(clock, tmp_path, sqlite_url, line, kept):
    swapped = LINES.index((line, kept)) % 2 == 1
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type(line)
        await people.officer.type("ยืนยัน")
        (report,) = await sent(town)
        kind, step, amount, whole, note = kept
        assert (report["kind"], report["step"], report["note"]) == (kind, step, note)
        assert [str(report[name] or "") for name in ("amount", "whole")] == [amount or "", whole or ""]


async def test_the_project_is_asked_where_there_are_several(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ขั้น 3 ประชุมแล้ว")
        assert "ตัวชี้วัด 8 ต้องการรายงานโครงการใด" in said(people.officer)
        await people.officer.type("โครงการ ข")
        await people.officer.type("ยืนยัน")
        assert [(it["project"], it["step"], it["note"]) for it in await sent(town)] == [("ข", 3, "ประชุมแล้ว")]


async def test_an_unknown_project_is_asked_about_with_those_there_are(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 P9 ขั้น 3 ประชุมแล้ว")
        assert buttons(people.officer)[0].startswith("ก โครงการ")
        await people.officer.tap(buttons(people.officer)[0])
        await people.officer.type("ยืนยัน")
        assert [(it["project"], it["step"]) for it in await sent(town)] == [("ก", 3)]


async def test_the_oldest_period_owed_is_meant_and_another_can_be_picked(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        clock.move_to(people.prompt.replace(month=12, day=1))
        await people.officer.type("รายงาน 8 ก ขั้น 3 ประชุมแล้ว")
        assert "ต.ค. 2569 (งวดแรกที่ยังค้างส่ง)" in said(people.officer)
        await people.officer.tap("งวดอื่น")
        assert buttons(people.officer) == ["ต.ค. 2569", "พ.ย. 2569", "ธ.ค. 2569"]
        await people.officer.type("พ.ย. 2569")
        assert "พ.ย. 2569" in said(people.officer)
        assert "งวดแรกที่ยังค้างส่ง" not in said(people.officer)
        await people.officer.tap("ยืนยันส่ง")
        assert [it["period"] for it in await sent(town)] == ["2026-11"]


async def test_an_indicator_that_does_not_bind_the_unit_is_said_so(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("รายงาน 99 ขั้น 3")
        assert "ไม่พบตัวชี้วัด “99”" in said(people.officer)
        await people.officer.type("รายงาน 2.3 45")
        assert "ที่ใกล้เคียงคือ 2.2" in said(people.officer)


async def test_whoever_is_asked_which_project_can_leave_it_and_is_understood_when_mistyping(
    clock, tmp_path, sqlite_url
):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("รายงาน 8")
        assert buttons(people.officer)[-1] == "ยกเลิก"
        await people.officer.type("ยกเลก")
        assert "หมายถึง “ยกเลิก” ใช่หรือไม่" in said(people.officer)
        assert "ตัวชี้วัด 8 ต้องการรายงานโครงการใด" in said(people.officer)
        assert buttons(people.officer).count("ยกเลิก") == 1
        await people.officer.tap("ยกเลิก")
        assert "ยกเลิก" in said(people.officer)
        await people.officer.type("ก")
        assert "ระบบยังไม่เข้าใจ" in said(people.officer)


async def test_an_answer_that_does_not_fit_is_asked_again(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 9")
        assert "ตัวชี้วัดนี้มีขั้น 1 ถึง 5" in said(people.officer)
        await people.officer.type("ขั้น 2")
        await people.officer.tap("ส่งภายหลัง")
        await people.officer.type("ยืนยัน")
        await people.officer.type("รายงาน 10.1 75%")
        assert "ไม่ตรงกับวิธีรายงาน" in said(people.officer)
        await people.officer.type("45 จาก 0")
        assert "จำนวนทั้งหมดต้องมากกว่า 0" in said(people.officer)
        await people.officer.type("65/60")
        assert "65 มากกว่าจำนวนทั้งหมด 60" in said(people.officer)
        await people.officer.type("45/60")
        await people.officer.tap("ส่งภายหลัง")
        await people.officer.type("ยืนยัน")
        assert [it["kind"] for it in await sent(town)] == ["step", "ratio"]


async def test_somebody_of_several_units_is_asked_which(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):

        def second_post(work):
            unit = next(held for held in persons.posts_of(work, people.id_of(people.neighbour)))
            post = there(persons.post(work, persons.OFFICER, unit_id=unit.unit_id, indicator=WHOLE))
            persons.hold(work, people.id_of(people.officer), post.post_id)

        await town.product.database.write(second_post)
        await people.officer.type("รายงาน 2.2 45")
        assert buttons(people.officer) == ["สปข.3", "สปข.5", "ยกเลิก"]
        await people.officer.tap("สปข.5")
        assert "สปข.5" in said(people.officer)
        await people.officer.type("ยืนยัน")
        assert len(await sent(town)) == 1


async def test_when_everything_is_sent_a_line_leads_to_what_was_sent(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("รายงาน 2.2 45")
        await people.officer.type("ยืนยัน")
        await people.officer.type("รายงาน 2.2 46")
        assert "(ผู้ส่ง: ท่าน)" in said(people.officer)
        await people.officer.tap(buttons(people.officer)[0])
        assert "ต้องการแก้ไขส่วนใด" in said(people.officer)


async def test_nothing_alone_says_how_it_is_typed(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("ไม่มีผลงาน")
        assert "ตามด้วยรหัสตัวชี้วัดและเหตุผล" in said(people.officer)


@SWAPPED
@pytest.mark.parametrize(
    ("typed", "told", "note"),
    [
        ("-3/60", "ไม่ได้รับ “-3/60” เพราะตัวเลขต้องไม่ต่ำกว่า 0", ""),
        ("−๓/๖๐ อบรมแล้ว", "เพราะตัวเลขต้องไม่ต่ำกว่า 0", "อบรมแล้ว"),
        ("3/4/5", "ไม่ได้รับ “3/4/5” เพราะไม่ตรงกับวิธีรายงาน", ""),
        ("3 หลักสูตร", "ไม่ได้รับ “3” เพราะไม่ตรงกับวิธีรายงาน", "หลักสูตร"),
        ("3/0 อบรมแล้ว", "จำนวนทั้งหมดต้องมากกว่า 0", "อบรมแล้ว"),
    ],
)
async def test_a_figure_that_cannot_be_is_named_and_asked_for_again(
    clock, tmp_path, sqlite_url, swapped, typed, told, note
):
    """The words behind it are kept."""
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type(f"รายงาน 10.1 {typed}")
        assert told in said(people.officer)
        await people.officer.type("45/60")
        await people.officer.type("ส่งภายหลัง")
        await people.officer.type("ยืนยัน")
        assert [(int(it["amount"]), it["note"]) for it in await sent(town)] == [(45, note)]


async def test_a_negative_number_is_named_where_it_was_asked_for(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, language="en") as (_, people):
        await people.officer.type("report 2.2 -5")
        assert "“-5” was not taken: a number cannot be below 0." in said(people.officer)
        await people.officer.type("-6")
        assert "“-6” was not taken" in said(people.officer)
        await people.officer.type("1 200")
        assert "“1 200” was not taken" in said(people.officer)


async def test_a_number_in_words_is_named_and_asked_for_and_is_no_note(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 2.2 สี่สิบ")
        assert "ยังอ่าน “สี่สิบ” เป็นตัวเลขไม่ได้\nกรุณาพิมพ์เป็นตัวเลข เช่น 45" in said(people.officer)
        for words in ("40", "ส่งภายหลัง", "ยืนยัน"):
            await people.officer.type(words)
        assert [(int(it["amount"]), it["note"]) for it in await sent(town)] == [(40, "")]


async def test_a_wrong_figure_behind_a_reference_is_named_and_words_are_asked_about(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 10.1 45/60 อบรมแล้ว")
        await people.officer.type("ยืนยัน")
        ref = (await sent(town))[0]["ref"]
        await people.officer.type(f"แก้ไข {ref} -3/60")
        assert "ไม่ได้รับ “-3/60”" in said(people.officer)
        await people.officer.type(f"แก้ไข {ref} ส่งผิดเดือน")
        assert "ยังอ่าน “ส่งผิดเดือน” เป็นคำตอบไม่ได้" in said(people.officer)
        assert "ผลงาน" in buttons(people.officer)
        await people.officer.type(f"แก้ไข {ref} 46/60")
        await people.officer.type("ยืนยัน")
        assert [(int(it["amount"]), it["note"]) for it in await sent(town)] == [(45, "อบรมแล้ว"), (46, "อบรมแล้ว")]


@SWAPPED_TOO
async def test_a_word_that_was_nearly_right_keeps_what_follows_it(clock, tmp_path, database_url, swapped):
    """Too long for a button it is the word alone, and the line can be sent again."""
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (_, people):
        await people.officer.type("รานงาน 8 ก ขั้น 3")
        assert "หมายถึง “รายงาน 8 ก ขั้น 3” ใช่หรือไม่" in said(people.officer)
        await people.officer.tap("รายงาน 8 ก ขั้น 3")
        assert "ขั้น 3 ประชุมชี้แจงผู้เกี่ยวข้อง" in said(people.officer)
        await people.officer.type("ยกเลิก")
        await people.officer.type("รานงาน 8 ก ขั้น 3 ประชุมชี้แจงผู้เกี่ยวข้องที่ศาลากลางจังหวัดแล้ว")
        assert "หมายถึง “รายงาน” ใช่หรือไม่" in said(people.officer)
