"""How the system is, in one message, for operators alone; never a word of a report, nor a name."""

from datetime import timedelta

from bot import machine
from handlers import telling
from messages.outgoing import Text
from storage.tables import quotas
from tests.builders import small_department
from tests.chat import last, said
from tests.handlers.stories import LANGUAGES, SWAPPED_TOO

STALLED = {
    "th": "ส่งข้อความไปยัง LINE ไม่ได้ตั้งแต่ วันจันทร์ที่ 2 พ.ย. 2569",
    "en": "Nothing can be sent to LINE since Monday 2 Nov 2026",
}


@SWAPPED_TOO
async def test_an_operator_sees_what_waits_what_is_left_and_what_was_made_last(clock, tmp_path, database_url, swapped):
    async with small_department(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        machine.backed_up(tmp_path, clock.now())
        clock.move_to(people.prompt)
        await people.officer.type("รายงาน 8 ก ขั้น 2 คำที่เป็นความลับ")
        await town.product.watch.look()
        town.line.quota.count(88)
        await town.product.database.write(lambda work: quotas.learn(work, "line", 300, 88))
        await people.operator.type("สุขภาพระบบ")
        lines = said(people.operator).splitlines()
        assert lines[:5] == [
            "สุขภาพระบบ", "ไม่มีเรื่องที่ต้องดูแล", "ไม่มีข้อความรอส่ง", "ไม่มีไฟล์รอรับ", "รายการที่กำลังลองใหม่ 0 · ทำไม่สำเร็จ 0",
        ]  # fmt: skip
        heard = "Telegram" if swapped else "LINE"
        assert f"{heard} มีข้อมูลเข้าล่าสุด วันจันทร์ที่ 2 พ.ย. 2569 09:00 น." in lines
        assert "LINE เดือนนี้เหลือ 212 จาก 300 ข้อความ" in lines
        assert "สำรองข้อมูลล่าสุด วันศุกร์ที่ 30 ต.ค. 2569 08:55 น." in lines
        assert lines[-1] == "รุ่น 0.1.0"
        for word in ("ความลับ", "มาลี", "สปข"):
            assert word not in said(people.operator)


@LANGUAGES
async def test_what_stands_still_is_said_first(clock, tmp_path, sqlite_url, language):
    async with small_department(clock, tmp_path, sqlite_url, language=language) as (town, people):
        clock.move_to(people.prompt)
        town.line.faults.order("token", times=10_000)
        person = people.id_of(people.officer)
        await town.product.database.write(lambda work: telling.tell(work, person, (Text("a"),), key="a", why="a"))
        for _ in range(12):
            clock.move_to(clock.now() + timedelta(minutes=1))
            await town.product.watch.look()
            await town.settle()
        await people.operator.type("/health")
        words = said(people.operator)
        assert ("เรื่องที่ต้องดูแล 1 เรื่อง" if language == "th" else "Needs to be looked at: 1") in words
        assert STALLED[language] in words


async def test_nobody_else_is_shown_it(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        for phone in (people.officer, people.psdg, people.executive):
            await phone.type("สุขภาพระบบ")
            assert "GiB" not in said(phone)
            assert last(phone).text
