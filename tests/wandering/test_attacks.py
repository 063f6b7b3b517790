"""Directed attacks: what nobody should do, done on purpose, on the real app."""

import pytest
from sqlalchemy import text

from tests.builders import INDICATOR, OTHER_UNIT, UNIT, enrol, rows
from tests.chat import TelegramPhone, buttons, heard_by, last, said
from tests.handlers.stories import LANGUAGES, SWAPPED, TEXTS, prompted, sent

OWED = "SELECT o.id FROM obligations o JOIN units u ON u.id = o.unit_id WHERE u.code = :unit AND o.tier = 1"


async def test_a_forged_button_with_an_id_that_nobody_wrote_is_not_understood_and_no_fault(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, swapped=True, language="en") as (town, people):
        await people.officer.type("report")
        shown = int(last(people.officer).id)
        for word in ("", "X", "../../etc", "01M6588Y90F26CDPRWDYYKR49B", "\N{GRINNING FACE}"):
            for name in ("reporting.begin", "evidence.add_to", "alerts.why", "arriving.begin", "no.such"):
                await town.telegram.press(people.officer.id, shown, f"!{name} {word}", stale=True)
                await town.settle()
                assert "not understood" in last(people.officer).text
        assert {it["state"] for it in await rows(town, "SELECT state FROM inbox")} == {"done"}
        assert town.telegram.unanswered == []


async def test_a_press_is_answered_on_the_phone_also_where_its_step_fails(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, swapped=True) as (town, people):
        await people.officer.type("รายงาน")
        await town.product.database.write(lambda work: work.execute(text("ALTER TABLE drafts RENAME TO gone")) and None)
        await people.officer.tap(buttons(people.officer)[0])
        assert {it["state"] for it in await rows(town, "SELECT state FROM inbox")} == {"done", "parked"}
        assert town.telegram.unanswered == []


async def test_a_project_cannot_have_been_finished_before_it_began_to_be_rid_of_what_is_owed(
    clock, tmp_path, sqlite_url
):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        owed = await rows(town, f"{OWED} AND o.state = 'open'", unit=UNIT)
        await people.officer.type("โครงการ")
        await people.officer.tap("จบโครงการ ก")
        for day in ("1/1/2500", "30 ก.ย. 2569", "3 พ.ย. 2569", "31/2/2570"):
            await people.officer.type(day)
            assert "ตั้งแต่วันพฤหัสบดีที่ 1 ต.ค. 2569" in said(people.officer)
        await people.officer.type("ยกเลิก")
        assert await rows(town, f"{OWED} AND o.state = 'open'", unit=UNIT) == owed
