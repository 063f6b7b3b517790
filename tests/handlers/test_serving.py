"""Somebody who serves three units: each one's list by itself, and a typed report asks which unit is meant."""

from tests.builders import OTHER_UNIT, UNIT, rows, small_department
from tests.chat import buttons, last, said
from tests.handlers.invited import code_for
from tests.handlers.stories import LANGUAGES, SWAPPED_TOO

THIRD = "สปข.1"


async def serves_three(town, people, join):
    for unit in (OTHER_UNIT, THIRD):
        await people.officer.type(await code_for(town, "officer", unit))
        await people.officer.tap(join)


@SWAPPED_TOO
async def test_each_unit_has_its_own_list(clock, tmp_path, database_url, swapped):
    async with small_department(clock, tmp_path, database_url, swapped=swapped, twice=True) as (town, people):
        await serves_three(town, people, "เข้าร่วม")
        clock.move_to(people.prompt)
        await town.settle()
        await people.officer.type("หน่วย")
        assert "ท่านรายงานให้ 3 หน่วยงาน" in said(people.officer)
        assert {UNIT, OTHER_UNIT, THIRD} <= set(buttons(people.officer))
        await people.officer.tap(OTHER_UNIT)
        assert OTHER_UNIT in last(people.officer).text
        assert UNIT not in last(people.officer).text
        await people.officer.type("หน่วย สปข.8")
        assert "อยู่นอกเหนือหน้าที่" in said(people.officer)
        await people.officer.type("ช่วยเหลือ")
        assert "หน่วย – หน่วยงานที่ท่านรายงานให้" in said(people.officer)


@LANGUAGES
async def test_a_typed_report_that_fits_several_units_asks_which(clock, tmp_path, sqlite_url, language):
    async with small_department(clock, tmp_path, sqlite_url, language=language) as (town, people):
        await serves_three(town, people, "เข้าร่วม" if language == "th" else "Join")
        clock.move_to(people.prompt)
        await town.settle()
        await people.officer.type("report 8 ก step 2")
        assert {UNIT, OTHER_UNIT, THIRD} <= set(buttons(people.officer))
        await people.officer.tap(OTHER_UNIT)
        await people.officer.type("confirm")
        sent = await rows(
            town,
            "SELECT code FROM units WHERE id IN "
            "(SELECT o.unit_id FROM reports r JOIN obligations o ON o.id = r.obligation_id)",
        )
        assert sent == [{"code": OTHER_UNIT}]


async def test_whoever_serves_one_sees_its_list_and_whoever_serves_none_is_told(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        clock.move_to(people.prompt)
        await people.officer.type("unit")
        assert "ตัวชี้วัด 8" in said(people.officer)
        await people.psdg.type("unit")
        assert "อยู่นอกเหนือหน้าที่" in said(people.psdg)
        await people.officer.type("ช่วยเหลือ")
        assert "หน่วย –" not in said(people.officer)
