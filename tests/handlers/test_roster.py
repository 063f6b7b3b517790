"""Who is in: nobody where somebody should be, who cannot be reached and what to do, each unit and each person."""

from datetime import timedelta

import pytest

from storage.tables import people as persons
from storage.tables import reach, units
from tests.builders import OTHER_UNIT, UNIT, small_department
from tests.chat import buttons, said
from tests.handlers.invited import code_for
from tests.handlers.stories import LANGUAGES, SWAPPED_TOO
from tests.there import there


@SWAPPED_TOO
async def test_the_psdg_sees_first_what_is_to_be_mended(clock, tmp_path, database_url, swapped):
    async with small_department(clock, tmp_path, database_url, swapped=swapped, twice=True) as (town, people):
        await people.neighbour.block()
        await code_for(town, "head", OTHER_UNIT)
        await people.psdg.type("รายชื่อ")
        words = said(people.psdg)
        assert "ผู้อยู่ในระบบ 10 คน" in words
        assert "ยังไม่มีผู้รายงาน 8 หน่วยงาน: สปข.1" in words
        assert "ยังไม่มีผู้กำกับดูแล" in words
        where = "Telegram" if swapped else "LINE"
        assert f"ติดต่อไม่ได้ 1 คน\n· อารี (ผู้รายงาน {OTHER_UNIT}) บล็อกระบบใน {where} ตั้งแต่ " in words
        assert "ออกรหัสสำหรับเครื่องใหม่" in words
        assert "ผู้รายงาน: 3 คน ใน 2 ตำแหน่ง" in words
        assert "รหัสที่ยังไม่ได้ใช้: 1 รหัส" in words
        assert str(people.neighbour.id) not in words


@LANGUAGES
async def test_a_unit_shows_its_people_with_post_day_and_platform(clock, tmp_path, sqlite_url, language):
    async with small_department(clock, tmp_path, sqlite_url, language=language) as (town, people):
        last_day = clock.now().date() + timedelta(days=30)
        code = await code_for(town, "head", UNIT, acting_until=last_day)
        await people.newcomer.arrive(code)
        await people.newcomer.tap("เข้าร่วม" if language == "th" else "Join")
        await people.psdg.type(f"people {UNIT}")
        words = said(people.psdg)
        for name in ("มาลี", "สมชาย", "วิชัย", "ปิติ"):
            assert name in words
        acting = ("รักษาราชการแทนถึง", "acting until")[language == "en"]
        assert words.count(acting) == 1
        assert "LINE" in words


async def test_in_a_unit_of_nobody_it_is_said_who_is_missing(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        await people.psdg.type("รายชื่อ")
        await people.psdg.tap("สปข.1")
        assert "ยังไม่มีผู้รายงาน สปข.1" in said(people.psdg)
        assert "ยังไม่มีหัวหน้าหน่วยงาน สปข.1" in said(people.psdg)


async def test_indicators_roles_and_people_are_found_too(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        await people.psdg.type("รายชื่อ 8")
        assert "สุดา" in said(people.psdg)
        assert "ชูใจ" in said(people.psdg)
        await people.psdg.type("รายชื่อ ผู้บริหาร")
        assert "นารี" in said(people.psdg)
        await people.psdg.type("รายชื่อ มาลี")
        assert f"ผู้รายงาน {UNIT} · ตั้งแต่" in said(people.psdg)
        await people.psdg.type("รายชื่อ สปข.99")
        assert "ที่ใกล้เคียงคือ" in said(people.psdg)


async def test_a_head_sees_their_unit_and_a_supervisor_those_of_their_indicator(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        await people.head.type("รายชื่อ")
        assert "มาลี" in said(people.head)
        assert "อารี" not in said(people.head)
        await people.head.type(f"รายชื่อ {OTHER_UNIT}")
        assert "อยู่นอกเหนือหน้าที่" in said(people.head)
        await people.supervisor.type("รายชื่อ 8")
        assert "ชูใจ" in said(people.supervisor)
        await people.supervisor.type("รายชื่อ")
        assert "ผู้จัดเก็บข้อมูล: 1 คน" in said(people.supervisor)
        assert "วีระ" not in said(people.supervisor)
        await people.supervisor.type("รายชื่อ วีระ")
        assert "ไม่พบ" in said(people.supervisor)


@pytest.mark.parametrize("who", ["officer", "collector", "executive", "operator"])
async def test_names_are_shown_to_those_who_look_after_people_only(clock, tmp_path, sqlite_url, who):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        asker = getattr(people, who)
        for typed in ("รายชื่อ", f"รายชื่อ {UNIT}", "รายชื่อ วิชัย"):
            await asker.type(typed)
            assert "อยู่นอกเหนือหน้าที่" in said(asker)


async def test_of_hundreds_of_people_the_list_stays_short(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):

        def many(work):
            post = there(persons.post(work, persons.OFFICER, unit_id=there(units.by_code(work, UNIT)).id))
            for number in range(300):
                somebody = persons.meet(work, "line", f"U{number:032x}x", "th", work.now)
                persons.hold(work, somebody.id, post.post_id)
                reach.mark_blocked(work, "line", f"U{number:032x}x", work.now)

        await town.product.database.write(many)
        for typed in ("รายชื่อ", f"รายชื่อ {UNIT}"):
            await people.psdg.type(typed)
            assert "และอีก 29" in said(people.psdg)
            assert len(said(people.psdg)) < 3000
            assert len(buttons(people.psdg)) <= 13
