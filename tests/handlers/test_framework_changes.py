"""A framework is imported anew while people are at work: what they sent stays, what they had open is answered."""

from datetime import datetime

from bot import importing
from storage.tables import obligations
from tests.builders import BANGKOK, rows, small_department
from tests.chat import heard_by, said
from tests.examples import framework
from tests.handlers.sending import send

WAITING = "SELECT r.ref, o.state FROM reports r JOIN obligations o ON o.id = r.obligation_id ORDER BY r.id"
PARKED = "SELECT * FROM inbox WHERE state <> 'done'"


async def take(town, change=lambda _: None):
    wanted = framework(change=change)
    return await town.product.database.write(lambda work: importing.take(work, wanted, town.clock.now()))


def without_the_unit(values):
    values["units"] = [unit for unit in values["units"] if unit["code"] != "สปข.3"]


def eight_becomes_nine(values):
    values["indicators"][0]["code"] = "9"
    for post in values["posts"]:
        if "indicators" in post:
            post["indicators"] = ["9" if str(code) == "8" else code for code in post["indicators"]]


async def ledger(town):
    """Every obligation as it stands, by id."""
    framework_id = (await rows(town, "SELECT id FROM frameworks WHERE code = 'department'"))[0]["id"]
    found = await town.product.database.read(lambda work: obligations.existing(work, framework_id))
    return {each.id: each for each in found}


async def test_a_dropped_units_reports_are_still_decided_and_its_open_draft_is_answered(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url) as (town, people):
        clock.move_to(people.prompt)
        ref = await send(town, people)
        await people.officer.type("รายงาน 8 ข ขั้น 2 จัดทำแผนแล้ว")
        taken = await take(town, without_the_unit)
        assert sorted(taken.left.values()) == [1, 2]
        await people.officer.tap("ยืนยันส่ง")
        assert "นอกเหนือหน้าที่ของท่าน" in said(people.officer)
        await people.officer.type("รายงาน")
        told = said(people.officer)
        assert "สปข.3 ปิดแล้วตั้งแต่วันจันทร์ที่ 2 พ.ย. 2569" in told
        assert "กรุณาแจ้งกลุ่มพัฒนาระบบบริหาร" in told
        assert "ต้องมีรหัสเข้าร่วม" not in told
        await take(town)
        await people.officer.type("รายงาน")
        assert "ปิดแล้ว" not in said(people.officer)
        await take(town, without_the_unit)
        await people.supervisor.type(f"อนุมัติ {ref}")
        assert f"อนุมัติ {ref} แล้ว" in said(people.supervisor)
        assert await rows(town, WAITING) == [{"ref": ref, "state": "met"}]
        assert await rows(town, PARKED) == []


async def test_a_supervisor_whose_indicator_was_dropped_hears_that_their_post_is_closed(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, language="en") as (town, people):
        clock.move_to(people.prompt)
        await take(town, eight_becomes_nine)
        await people.supervisor.type("/queue")
        assert "This post has been closed since Monday 2 Nov 2026" in said(people.supervisor)
        await people.newcomer.type("queue")
        assert "It takes an invitation code" in said(people.newcomer)


async def test_there_and_back_again_the_ledger_is_row_for_row_what_it_was(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url) as (town, people):
        clock.move_to(people.prompt)
        ref = await send(town, people)
        before = await ledger(town)
        for change in (without_the_unit, eight_becomes_nine, lambda it: it["settings"].update(due_day=20)):
            await take(town, change)
            await take(town)
        after = await ledger(town)
        assert {key: after[key] for key in before} == before
        assert all(each.closed for key, each in after.items() if key not in before)
        assert await rows(town, WAITING) == [{"ref": ref, "state": "met"}]
        await people.officer.type("รายงาน 8 ข ขั้น 2 จัดทำแผนแล้ว")
        await people.officer.tap("ยืนยันส่ง")
        assert "ส่งแล้ว" in said(people.officer)


async def test_an_indicator_of_another_name_is_the_same_and_one_of_another_code_is_not(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        clock.move_to(people.prompt)
        ref = await send(town, people)
        renamed = await take(town, lambda it: it["indicators"][0].update(name="ชื่อใหม่"))
        assert not any((renamed.aligned.opened, renamed.aligned.closed))
        named = await rows(town, "SELECT name FROM indicators WHERE code = '8' AND closed_at IS NULL")
        assert named == [{"name": "ชื่อใหม่"}]
        recoded = await take(town, eight_becomes_nine)
        assert recoded.aligned.opened > 200
        assert recoded.aligned.closed > 200
        await people.psdg.type("คิว")
        assert ref in said(people.psdg)
        await people.psdg.type(f"อนุมัติ {ref}")
        assert f"อนุมัติ {ref} แล้ว" in said(people.psdg)


async def test_a_deadline_that_moves_after_its_warnings_is_warned_about_anew(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await town.play_to(datetime(2026, 11, 4, 12, tzinfo=BANGKOK))
        heard = len(people.officer.seen())
        await take(town, lambda it: it["settings"].update(due_day=20))
        await town.play_to(datetime(2026, 11, 20, 12, tzinfo=BANGKOK))
        told = [seen.text for seen in heard_by(people.officer, heard)]
        assert len(told) == 2
        assert all("วันศุกร์ที่ 20 พ.ย. 2569" in text for text in told)


async def test_a_project_of_chat_in_a_dropped_indicator_comes_back_with_it(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        clock.move_to(people.prompt)
        await people.officer.type("โครงการ")
        await people.officer.tap("เพิ่มโครงการ (8)")
        await people.officer.type("อบรมเครือข่าย")
        kept = "SELECT id, code, name, origin, closed_at FROM projects WHERE origin = 'chat' ORDER BY id"
        before = await rows(town, kept)
        await take(town, lambda it: (it["indicators"].pop(0), it["posts"].clear()))
        await people.officer.type("รายงาน")
        assert "โครงการ ค" not in said(people.officer)
        await take(town)
        assert await rows(town, kept) == before
        assert [row["code"] for row in before] == ["ค"]


async def test_next_years_file_stands_beside_this_years(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        clock.move_to(people.prompt)
        await send(town, people)
        before = await ledger(town)
        next_year = framework(year=2571, change=lambda it: it["indicators"][0].update(name="ชื่อของปีใหม่"))
        await town.product.database.write(lambda work: importing.take(work, next_year, town.clock.now()))
        named = "SELECT f.year, i.name FROM indicators i JOIN frameworks f ON f.id = i.framework_id WHERE i.code = '8'"
        years = {row["year"]: row["name"] for row in await rows(town, named)}
        assert sorted(years) == [2570, 2571]
        assert years[2571] == "ชื่อของปีใหม่" != years[2570]
        this_year = "SELECT id FROM frameworks WHERE year = 2570"
        framework_id = (await rows(town, this_year))[0]["id"]
        found = await town.product.database.read(lambda work: obligations.existing(work, framework_id))
        assert {each.id: each for each in found} == before
