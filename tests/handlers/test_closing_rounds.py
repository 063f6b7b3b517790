"""What a stated arrival closed stays closed, whatever is imported after it."""

from datetime import datetime

from bot import importing
from tests.builders import BANGKOK, rows, small_department
from tests.examples import framework

APRIL = datetime(2027, 4, 20, 10, 0, tzinfo=BANGKOK)


async def test_importing_again_does_not_open_what_an_arrival_closed(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url) as (town, people):
        clock.move_to(APRIL)
        await people.psdg.type("ส่งแล้ว 6 15/4/2570")
        await people.psdg.type("ยืนยัน")
        closed = "SELECT COUNT(*) AS count FROM obligations WHERE state = 'closed'"
        (before,) = await rows(town, closed)
        assert before["count"] > 0

        def one_project_more(values):
            values["indicators"][0]["projects"].append({"code": "ค", "name": "โครงการเพิ่ม"})

        changed = framework(change=one_project_more)
        await town.product.database.write(lambda work: importing.take(work, changed, clock.now()))
        assert await rows(town, closed) == [before]
        (row,) = await rows(town, "SELECT MIN(period) AS first FROM obligations WHERE tier = 1 AND state = 'open'")
        assert row["first"] >= "2027-04"


async def test_a_round_taken_back_is_owed_again_and_late_again(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        clock.move_to(APRIL)
        await people.supervisor.type("นำส่ง 8 6")
        await people.supervisor.tap("นำส่ง")
        await people.supervisor.type("ล่าช้า")
        late = people.supervisor.seen()[-1].text
        assert "ยังไม่นำส่งกลุ่มพัฒนาระบบบริหาร" not in late
        await people.supervisor.type("ขอคืน 8 6")
        await people.supervisor.type("ล่าช้า")
        assert "ยังไม่นำส่งกลุ่มพัฒนาระบบบริหาร" in people.supervisor.seen()[-1].text


async def test_what_was_handed_in_is_not_taken_back_once_its_round_has_reached_opdc(clock, tmp_path, sqlite_url):
    """It could not be handed in again, and would be late for ever."""
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        clock.move_to(datetime(2027, 3, 29, 10, 0, tzinfo=BANGKOK))
        await people.supervisor.type("นำส่ง 8 6")
        await people.supervisor.tap("นำส่ง")
        clock.move_to(APRIL)
        await people.psdg.type("ส่งแล้ว 6 15/4/2570")
        await people.psdg.type("ยืนยัน")
        await people.supervisor.type("ขอคืน 8 6")
        assert "รอบ 6/2570 ปิดแล้ว" in people.supervisor.seen()[-1].text
        handed = "SELECT s.state, o.state AS owed FROM submissions s JOIN obligations o ON o.id = s.obligation_id"
        assert [(row["state"], row["owed"]) for row in await rows(town, handed)] == [("handed", "met")]


async def test_a_round_that_has_reached_opdc_is_said_to_be_closed_not_unknown(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url) as (_, people):
        clock.move_to(APRIL)
        await people.psdg.type("ส่งแล้ว 6 15/4/2570")
        await people.psdg.type("ยืนยัน")
        for typed in ("นำส่ง 8 6", "ขอคืน 8 6/2570"):
            await people.supervisor.type(typed)
            assert "รอบ 6/2570 ปิดแล้ว" in people.supervisor.seen()[-1].text
        await people.supervisor.type("นำส่ง 8 7")
        assert "ไม่พบรอบ “7”" in people.supervisor.seen()[-1].text
