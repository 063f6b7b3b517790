"""How a verdict came about, for everybody whom it concerns."""

from datetime import datetime

from tests.builders import BANGKOK, small_department
from tests.chat import said
from tests.examples import framework
from tests.handlers.sending import send
from tests.handlers.stories import SWAPPED_TOO


@SWAPPED_TOO
async def test_officer_and_supervisor_read_the_same_reasons(clock, tmp_path, database_url, swapped):
    async with small_department(clock, tmp_path, database_url, swapped=swapped, twice=True) as (town, people):
        clock.move_to(people.due.replace(day=10))
        ref = await send(town, people)
        for reader in (people.officer, people.head, people.supervisor, people.psdg):
            await reader.type(f"เหตุผล {ref}")
            text = said(reader)
            assert "ล่าช้า 3 วันทำการ" in text
            assert "กำหนด: วันพฤหัสบดีที่ 5 พ.ย. 2569" in text
            assert "นับ 3 วันทำการ: 6 9 10 พ.ย." in text
            assert "ไม่นับ 7 8 พ.ย. (เสาร์–อาทิตย์)" in text
            assert "จึงไม่ถูกหักคะแนน" in text
        await people.neighbour.type(f"เหตุผล {ref}")
        assert f"ไม่พบเลขที่ {ref}" in said(people.neighbour)


async def test_a_correction_does_not_change_the_verdict_and_why_says_so(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, language="en") as (town, people):
        clock.move_to(people.due)
        ref = await send(town, people)
        clock.move_to(people.due.replace(day=20))
        await send(town, people, step=3, correcting=True)
        await people.officer.type(f"/why {ref}")
        assert "on time" in said(people.officer)
        assert "The first sending counts" in said(people.officer)


async def test_the_word_alone_says_how(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("เหตุผล")
        assert "กรุณาระบุเลขที่" in said(people.officer)


async def test_a_round_that_is_late_without_a_rule_tells_its_day_and_the_days_so_far(clock, tmp_path, sqlite_url):
    pledge = framework(change=lambda values: values.update(penalties=[]))
    async with small_department(clock, tmp_path, sqlite_url, pledge=pledge) as (town, people):
        await town.play_to(datetime(2027, 4, 16, 9, 5, tzinfo=BANGKOK))
        await people.psdg.tap("เหตุผล")
        told = said(people.psdg)
        assert "กำหนด: วันพฤหัสบดีที่ 15 เม.ย. 2570" in told
        assert "นับ 1 วันทำการ: 16 เม.ย." in told
        assert "รายการนี้ไม่มีกติกาหักคะแนน" in told
