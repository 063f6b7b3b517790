"""A framework makes a late coming again cost: what people hear before, how it is explained, where it is summed."""

from datetime import datetime

from tests.builders import BANGKOK, small_department
from tests.chat import heard_by, said
from tests.examples import framework
from tests.handlers.sending import send
from tests.handlers.stories import SWAPPED_TOO

RULE = {"code": "again", "name": "ส่งใหม่ช้า", "tier": 1, "rounds": ["6", "9", "12"], "rate": "0.1", "per": "working"}
COSTS = "หลังวันนั้นหัก 0.1 คะแนนต่อ 1 วันทำการ"


@SWAPPED_TOO
async def test_what_comes_again_too_late_is_told_before_it_costs_and_explained_afterwards(
    clock, tmp_path, database_url, swapped
):
    """Sent back on Monday 2 November, expected by the 9th; it comes on the 11th."""
    pledge = framework(change=lambda it: it["penalties"].append({**RULE, "returned": True}))
    alive = small_department(clock, tmp_path, database_url, swapped=swapped, pledge=pledge)
    async with alive as (town, people):
        clock.move_to(people.prompt)
        ref = await send(town, people, step=2)
        since = len(people.officer.seen())
        await people.supervisor.tap("ส่งคืน")
        await people.supervisor.tap("ภาพไม่ชัด")
        (news,) = heard_by(people.officer, since)
        assert COSTS in news.text
        await people.officer.type("รายงาน")
        assert COSTS in said(people.officer)
        clock.move_to(datetime(2026, 11, 11, 9, 0, tzinfo=BANGKOK))
        await people.officer.type(f"แก้ไข {ref} ขั้น 3")
        assert "หากส่งขณะนี้: ล่าช้า 2 วันทำการ · หัก 0.2 คะแนน" in said(people.officer)
        await people.officer.type("ยืนยัน")
        receipt = said(people.officer)
        assert receipt.startswith("วันพุธที่ 11 พ.ย. 2569 09:00 น.")
        assert "ยังนับเวลาตามการส่งครั้งแรก" in receipt
        assert "เทียบกับวันที่ขอให้ส่งใหม่: ล่าช้า 2 วันทำการ · หัก 0.2 คะแนน" in receipt
        since = len(people.officer.seen())
        await people.officer.type(f"เหตุผล {ref}")
        told = "\n".join(seen.text for seen in heard_by(people.officer, since))
        assert "เหตุผลของผลการส่งใหม่" in told
        assert "นับ 2 วันทำการ: 10 11 พ.ย." in told
        assert "กติกาที่ใช้: ส่งใหม่ช้า (ฉบับที่ 1)" in told
        await people.head.type("คะแนน 6")
        assert f"{ref} ส่งใหม่: ล่าช้า 2 วันทำการ · หัก 0.2 คะแนน" in said(people.head)
        assert (town.line.refusals, town.telegram.refusals) == ([], [])
