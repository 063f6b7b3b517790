"""A post is taken away: named, asked once more, told to both sides; what was begun goes on with a colleague."""

import pytest

from tests.builders import UNIT, rows, small_department
from tests.chat import buttons, heard_by, said
from tests.demo.telegram.pictures import jpeg
from tests.handlers.invited import code_for, posts_of
from tests.handlers.stories import LANGUAGES, SWAPPED_TOO, prompted


@SWAPPED_TOO
async def test_the_psdg_takes_a_post_away_and_both_sides_hear_it(clock, tmp_path, database_url, swapped):
    async with small_department(clock, tmp_path, database_url, swapped=swapped, twice=True) as (town, people):
        since = len(people.officer.seen())
        await people.psdg.type("ถอน มาลี")
        assert f"ถอน มาลี ออกจากตำแหน่งผู้รายงาน {UNIT}" in said(people.psdg)
        assert len(await posts_of(town, people.officer)) == 1
        await people.psdg.tap("ยืนยันถอน")
        assert f"ถอน มาลี ออกจากตำแหน่งผู้รายงาน {UNIT} แล้ว" in said(people.psdg)
        (told,) = heard_by(people.officer, since)
        assert f"ท่านไม่ได้เป็นผู้รายงาน {UNIT} แล้ว (ผู้ถอน: วีระ)" in told.text
        assert await posts_of(town, people.officer) == []
        await people.officer.type("รายงาน")
        assert "รหัส" in said(people.officer)


@SWAPPED_TOO
async def test_what_was_begun_goes_on_with_a_colleague_files_and_all(clock, tmp_path, database_url, swapped):
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 ประชุมแล้ว")
        await people.officer.photo(jpeg(20, 20))
        await people.psdg.type("ถอน มาลี")
        assert "รายการที่กรอกค้างไว้ 1 รายการ จะส่งต่อให้ สมชาย" in said(people.psdg)
        since = len(people.colleague.seen())
        await people.psdg.tap("ยืนยันถอน")
        (told,) = heard_by(people.colleague, since)
        assert "มาลี ไม่ได้รายงานให้หน่วยงานนี้แล้ว" in told.text
        await people.colleague.tap("ทำต่อ")
        assert "ประชุมแล้ว" in said(people.colleague)
        await people.colleague.type("ยืนยัน")
        sent = await rows(town, "SELECT note, e.name FROM report_versions v JOIN people e ON e.id = v.sent_by")
        assert sent == [{"note": "ประชุมแล้ว", "name": "สมชาย"}]
        files = await rows(town, "SELECT state FROM evidence WHERE report_id IS NOT NULL")
        assert files == [{"state": "kept"}]


async def test_whoever_presses_on_after_the_post_is_gone_hears_that_it_is_over(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 ประชุมแล้ว")
        await people.psdg.type("ถอน มาลี")
        await people.psdg.tap("ยืนยันถอน")
        await people.officer.type("ยืนยัน")
        assert "ต้องมีรหัส" in said(people.officer)
        assert await rows(town, "SELECT ref FROM reports") == []


async def test_where_no_officer_is_left_the_head_goes_on(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, absent=("colleague",)) as (_, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 ประชุมแล้ว")
        await people.psdg.type("ถอน มาลี")
        assert "จะส่งต่อให้ วิชัย" in said(people.psdg)
        await people.psdg.tap("ยืนยันถอน")
        await people.head.tap("ทำต่อ")
        assert "ประชุมแล้ว" in said(people.head)


async def test_of_several_who_are_meant_it_is_asked_which_and_nearly_right_names_are_offered(
    clock, tmp_path, sqlite_url
):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        await people.psdg.type("ถอน มาลา")
        assert "มาลี" in said(people.psdg)
        await people.psdg.tap("ถอน 1")
        assert "ยืนยันถอน" in buttons(people.psdg)
        await people.psdg.type("ไม่ถอน")
        assert "ทุกอย่างเป็นเหมือนเดิม" in said(people.psdg)
        await people.psdg.type("ถอน ฮฮฮฮฮ")
        assert "ไม่พบผู้ชื่อ “ฮฮฮฮฮ”" in said(people.psdg)


@LANGUAGES
async def test_alone_it_asks_whom_and_takes_a_name(clock, tmp_path, sqlite_url, language):
    async with small_department(clock, tmp_path, sqlite_url, language=language) as (_, people):
        await people.psdg.type("remove")
        await people.psdg.type("หาไม่พบแน่")
        assert "หาไม่พบแน่" in said(people.psdg)
        await people.psdg.type("อารี")
        assert ("ยืนยันถอน" if language == "th" else "Confirm removal") in buttons(people.psdg)


async def test_nobody_removes_themselves_and_the_last_of_the_psdg_stays(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await people.psdg.type("ถอน วีระ")
        assert "ถอนตัวเองด้วยคำนี้ไม่ได้" in said(people.psdg)
        await people.newcomer.arrive(await code_for(town, "psdg", acting_until=clock.now().date()))
        await people.newcomer.tap("เข้าร่วม")
        await people.newcomer.type("ถอน วีระ")
        assert "จะไม่มีผู้ใดในกลุ่มพัฒนาระบบบริหารเหลืออยู่" in said(people.newcomer)
        assert len(await posts_of(town, people.psdg)) == 1


@pytest.mark.parametrize(
    ("who", "name", "allowed"),
    [
        ("supervisor", "ชูใจ", True),
        ("supervisor", "มานะ", False),
        ("supervisor", "มาลี", False),
        ("head", "มาลี", True),
        ("head", "อารี", False),
        ("officer", "สมชาย", False),
        ("collector", "สุดา", False),
        ("executive", "มาลี", False),
        ("operator", "มาลี", False),
    ],
)
async def test_whoever_may_let_somebody_in_may_take_it_away(clock, tmp_path, sqlite_url, who, name, allowed):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        asker = getattr(people, who)
        await asker.type(f"ถอน {name}")
        assert ("ยืนยันถอน" in buttons(asker)) == allowed
        assert said(asker)


async def test_what_a_head_took_away_the_psdg_hears(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        await people.head.type("ถอน มาลี")
        since = len(people.psdg.seen())
        await people.head.tap("ยืนยันถอน")
        (told,) = heard_by(people.psdg, since)
        assert told.text == f"มาลี ไม่ได้เป็นผู้รายงาน {UNIT} แล้ว (ผู้ถอน: วิชัย)"


@SWAPPED_TOO
async def test_a_code_that_nobody_has_used_is_withdrawn_and_good_for_nothing(clock, tmp_path, database_url, swapped):
    async with small_department(clock, tmp_path, database_url, swapped=swapped, twice=True) as (town, people):
        code = await code_for(town, "officer", UNIT)
        await people.psdg.type("ถอน")
        await people.psdg.tap("รหัสที่ยังไม่ได้ใช้")
        assert f"รหัสส่วนบุคคล · ผู้รายงาน {UNIT}" in said(people.psdg)
        assert code not in said(people.psdg)
        await people.psdg.tap("ถอน 1")
        await people.psdg.tap("ยืนยันถอน")
        assert f"ยกเลิกรหัสส่วนบุคคล · ผู้รายงาน {UNIT} แล้ว" in said(people.psdg)
        await people.newcomer.type(code)
        assert "รหัสนี้ถูกยกเลิกแล้ว" in said(people.newcomer)
        await people.psdg.type("ถอน รหัสที่ยังไม่ได้ใช้")
        assert "ไม่มีรหัสที่ยังไม่ได้ใช้" in said(people.psdg)
