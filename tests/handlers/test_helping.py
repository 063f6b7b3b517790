"""Help names only words that work, and only those for one's posts."""

from handlers import routes
from handlers.conversations import helping
from tests.builders import small_department
from tests.chat import buttons, said


def test_every_word_that_help_teaches_is_a_command_that_works():
    taught = helping.REPORTING | helping.REVIEWING | helping.ROUNDS | helping.EVERYBODY
    assert sorted(set(taught) - set(routes.COMMANDS)) == []


async def test_an_officer_is_taught_reporting_and_a_supervisor_reviewing(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, twice=True) as (_, people):
        await people.officer.type("ช่วยเหลือ")
        assert "รายงาน – รายการที่ต้องส่ง" in said(people.officer)
        assert "อนุมัติ" not in said(people.officer).replace("ยังไม่ได้อนุมัติ", "")
        assert "สถานะ" in buttons(people.officer)
        await people.supervisor.type("/help")
        assert "อนุมัติ เลขที่" in said(people.supervisor)
        assert "ก.พ.ร." not in said(people.supervisor)
        await people.psdg.type("help")
        assert "ก.พ.ร." in said(people.psdg)


async def test_help_is_in_the_language_of_the_person(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, language="en", swapped=True) as (_, people):
        await people.officer.type("help")
        assert "status – what was sent" in said(people.officer)
