"""Help names only words that work, and only those for one's posts."""

from handlers import routes
from handlers.conversations import helping
from tests.builders import small_department
from tests.chat import buttons, said


def test_every_word_that_help_teaches_is_a_command_that_works():
    lines = [*helping.REPORTS.values(), *helping.REVIEWS.values(), *helping.OPERATES.values(), helping.EVERYBODY]
    taught = {word for each in lines for words in each.values() for word in words}
    assert sorted(taught - set(routes.COMMANDS)) == []


async def test_everybody_is_taught_the_words_of_their_own_posts(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, twice=True) as (_, people):
        await people.officer.type("ช่วยเหลือ")
        assert "รายงาน – รายการที่ต้องส่ง" in said(people.officer)
        assert "คำขอเข้าร่วม" not in said(people.officer)
        assert "คิว" not in said(people.officer)
        assert "สถานะ" in buttons(people.officer)
        await people.head.type("วิธีใช้")
        assert "คำขอเข้าร่วม" in said(people.head)
        await people.collector.type("/help")
        assert "คิว" in said(people.collector)
        assert "ตัดสินรายงาน" not in said(people.collector)
        await people.supervisor.type("/help")
        assert "ตัดสินรายงาน" in said(people.supervisor)
        assert "ก.พ.ร." not in said(people.supervisor)
        await people.psdg.type("help")
        assert "ก.พ.ร." in said(people.psdg)
        assert "ขั้นตอนเสร็จ" not in said(people.psdg)
        await people.executive.type("ช่วยเหลือ")
        assert "ภาพรวม" in buttons(people.executive)
        assert not {"คิว", "อนุมัติ", "ติดตาม"} & set(said(people.executive).split())
        await people.operator.type("ช่วยเหลือ")
        assert "ภาษา – เปลี่ยนภาษา" in said(people.operator)
        assert "สุขภาพระบบ – " in said(people.operator)
        assert "สุขภาพระบบ" in buttons(people.operator)
        assert "รายงาน" not in said(people.operator)


async def test_help_is_in_the_language_of_the_person(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, language="en", swapped=True) as (_, people):
        await people.officer.type("help")
        assert "status – what was sent" in said(people.officer)
