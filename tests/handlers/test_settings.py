"""The language is kept, leaving is asked once, and both sides hear it."""

import pytest

from tests.builders import UNIT, rows, small_department
from tests.chat import buttons, last, said
from tests.handlers.invited import posts_of
from tests.handlers.stories import SWAPPED, SWAPPED_TOO


@SWAPPED
async def test_a_chosen_language_is_spoken_from_then_on(clock, tmp_path, sqlite_url, swapped):
    async with small_department(clock, tmp_path, sqlite_url, swapped=swapped, twice=True) as (_, people):
        await people.officer.type("ภาษา")
        await people.officer.tap("English")
        assert last(people.officer).text == "The language is now English."
        await people.officer.type("confirm")
        assert "Nothing is open" in said(people.officer)
        await people.officer.type("language")
        await people.officer.type("ไทย")
        assert "ใช้ภาษาไทยแล้ว" in said(people.officer)


async def test_a_language_that_is_named_is_spoken_at_once(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, twice=True) as (_, people):
        await people.officer.type("ภาษา EN")
        assert "The language is now English." in said(people.officer)
        await people.officer.type("confirm")
        assert "Nothing is open" in said(people.officer)
        await people.officer.type("language th")
        assert "ใช้ภาษาไทยแล้ว" in said(people.officer)


async def test_a_button_of_an_answered_question_is_over_and_does_nothing_twice(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        # The call that takes the buttons off an answered question may be lost.
        town.telegram.faults.cut(method="editMessageReplyMarkup")
        await people.supervisor.type("ภาษา")
        await people.supervisor.tap("English")
        await people.supervisor.tap("ไทย")
        assert "answered or was cancelled" in said(people.supervisor)


@pytest.mark.parametrize("answer", ["type", "tap"])
async def test_an_answered_question_loses_its_buttons_however_it_was_answered(clock, tmp_path, database_url, answer):
    async with small_department(clock, tmp_path, database_url) as (town, people):
        await people.supervisor.type("ภาษา")
        (asked,) = [seen.id for seen in people.supervisor.seen() if "English" in seen.buttons]
        await getattr(people.supervisor, answer)("English")
        await town.settle()
        assert [seen.buttons for seen in people.supervisor.seen() if seen.id == asked] == [()]


async def test_a_question_that_a_wrong_word_did_not_answer_keeps_its_buttons(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await people.supervisor.type("ภาษา")
        await people.supervisor.type("ล่าช้า")
        await town.settle()
        assert any("English" in seen.buttons for seen in people.supervisor.seen())


async def test_something_else_than_a_language_is_asked_again(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("ภาษา")
        await people.officer.type("ลาว")
        assert "English" in buttons(people.officer)


@SWAPPED_TOO
async def test_leaving_is_asked_once_then_the_name_goes_and_the_psdg_hears(clock, tmp_path, database_url, swapped):
    async with small_department(clock, tmp_path, database_url, swapped=swapped, twice=True) as (town, people):
        await people.officer.type("ออก")
        assert f"ผู้รายงาน {UNIT}" in said(people.officer)
        await people.officer.tap("ออก")
        assert "ท่านออกจากระบบแล้ว" in said(people.officer)
        assert people.officer.name in last(people.psdg).text
        assert UNIT in last(people.psdg).text
        assert await posts_of(town, people.officer) == []
        left = await rows(town, "SELECT name, consented_at FROM people WHERE left_at IS NOT NULL")
        assert left == [{"name": "", "consented_at": None}]
        assert await rows(town, "SELECT * FROM drafts") == []
        await people.officer.type("รายงาน")
        assert "รหัส" in said(people.officer)


async def test_whoever_stays_stays(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("leave")
        await people.officer.type("หรือว่า")
        assert "กรุณาเลือก" in said(people.officer)
        await people.officer.type("ไม่ออก")
        assert "เหมือนเดิม" in said(people.officer)
        assert len(await posts_of(town, people.officer)) == 1


async def test_a_stranger_has_nothing_to_leave(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        await people.newcomer.type("ออก")
        assert "ไม่ได้อยู่ในตำแหน่งใด" in said(people.newcomer)
