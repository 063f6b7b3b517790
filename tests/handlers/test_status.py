"""What my unit sent, when, and what became of it."""

from tests.chat import buttons, said
from tests.handlers.stories import SWAPPED_TOO, prompted, sent


@SWAPPED_TOO
async def test_what_was_sent_is_listed_with_its_outcome_and_what_became_of_it(clock, tmp_path, database_url, swapped):
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.officer.type("สถานะ")
        assert "ยังไม่มีรายงานที่ส่ง" in said(people.officer)
        assert any("ดูรายการ" in label for label in buttons(people.officer))
        for line in ("รายงาน 8 ก ขั้น 2 จัดทำแผน", "รายงาน 2.2 45"):
            await people.officer.type(line)
            await people.officer.type("ยืนยัน")
        first, second = await sent(town)
        await people.supervisor.type(f"อนุมัติ {first['ref']}")
        await people.colleague.type("status")
        assert f"{first['ref']} · 2 พ.ย. 09:00 น. · ทันกำหนด · อนุมัติแล้ว" in said(people.colleague)
        assert f"{second['ref']} · 2 พ.ย. 09:00 น. · ทันกำหนด · รอตรวจ" in said(people.colleague)


async def test_one_report_is_shown_as_it_stands_and_can_be_corrected_from_there(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 จัดทำแผน")
        await people.officer.tap("ยืนยันส่ง")
        await people.officer.tap("สถานะ")
        assert "รอตรวจ" in said(people.officer)
        assert "แก้ไข" in buttons(people.officer)
        await people.officer.tap("แก้ไข")
        assert "ต้องการแก้ไขส่วนใด" in said(people.officer)
        await people.officer.type("ยกเลิก")
        ref = (await sent(town))[0]["ref"]
        await people.supervisor.type(f"ส่งคืน {ref} ภาพไม่ชัด")
        await people.officer.type(f"สถานะ {ref}")
        assert "ภาพไม่ชัด" in said(people.officer)
        await people.neighbour.type(f"สถานะ {ref}")
        assert f"ไม่พบเลขที่ {ref}" in said(people.neighbour)
