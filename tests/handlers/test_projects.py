"""A unit's projects: listed, added, finished, and what is owed for them from then on."""

from tests.chat import buttons, said
from tests.demo.telegram.pictures import jpeg
from tests.handlers.stories import SWAPPED, SWAPPED_TOO, prompted, rows, sent

_OWED = """
SELECT p.code, o.period FROM obligations o JOIN projects p ON p.id = o.project_id JOIN units u ON u.id = o.unit_id
WHERE u.code = 'สปข.3' AND o.tier = 1 AND o.state = 'open' AND p.code <> 'whole' ORDER BY p.code, o.period
"""


async def owed(town):
    found = {}
    for row in await rows(town, _OWED):
        found.setdefault(row["code"], []).append(row["period"])
    return found


@SWAPPED_TOO
async def test_a_project_is_added_by_name_and_owed_from_this_month(clock, tmp_path, database_url, swapped):
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.officer.type("โครงการ")
        assert "ก โครงการสนับสนุนข้อมูลข่าวสารของจังหวัด" in said(people.officer)
        await people.officer.tap("เพิ่มโครงการ (8)")
        await people.officer.type("รายงานสดจากพื้นที่")
        assert "เพิ่มโครงการ ค “รายงานสดจากพื้นที่” แล้ว เริ่มรายงานงวด พ.ย. 2569" in said(people.officer)
        assert (await owed(town))["ค"][0] == "2026-11"
        assert "ค" not in [row["code"] for row in await rows(town, "SELECT code FROM projects WHERE origin <> 'chat'")]
        await people.officer.type("รายงาน 8 ค ขั้น 1 เริ่ม")
        await people.officer.type("ยืนยัน")
        assert [it["project"] for it in await sent(town)] == ["ค"]


@SWAPPED
async def test_a_project_is_finished_with_day_and_reason_and_its_proof_is_due(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ข ขั้น 2 จัดทำแผน")
        await people.officer.type("ยืนยัน")
        await people.officer.type("โครงการ")
        await people.officer.tap("แจ้งเสร็จสิ้น ข")
        await people.officer.type("31/12/2600")
        assert "จนถึงวันนี้" in said(people.officer)
        await people.officer.type("สิ้นเดือนก่อน")
        await people.officer.type("งบประมาณหมด")
        assert "เสร็จสิ้นวันเสาร์ที่ 31 ต.ค. 2569 เหตุผล “งบประมาณหมด”" in said(people.officer)
        assert await rows(town, "SELECT code FROM projects WHERE finished_on IS NOT NULL") == []
        await people.officer.type("ยืนยัน")
        assert "โครงการ ข เสร็จสิ้นวันเสาร์ที่ 31 ต.ค. 2569" in said(people.officer)
        assert "ยังขาดขั้น 1 และ 2" in said(people.officer)
        assert "ข" not in await owed(town)
        assert await rows(town, "SELECT finish_reason FROM projects WHERE finished_on IS NOT NULL") == [
            {"finish_reason": "งบประมาณหมด"}
        ]
        await people.officer.type("โครงการ")
        assert "เสร็จสิ้น 31 ต.ค. 2569" in said(people.officer)
        assert "แจ้งเสร็จสิ้น ข" not in buttons(people.officer)


async def test_the_proof_of_a_finished_project_can_be_sent_though_its_last_report_is_approved(
    clock, tmp_path, sqlite_url
):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("รายงาน 8 ข ขั้น 2 จัดทำแผน")
        await people.officer.type("ยืนยัน")
        await people.supervisor.tap("อนุมัติ")
        await people.officer.type("โครงการ")
        for answer in ("แจ้งเสร็จสิ้น ข", "สิ้นเดือนก่อน", "งบประมาณหมด", "ยืนยัน"):
            await people.officer.type(answer)
        await people.officer.tap("ส่งหลักฐาน")
        assert "ยังขาดขั้น 1 และ 2" in said(people.officer)
        await people.officer.photo(jpeg(8, 1))
        assert "ยังขาดขั้น 2" in said(people.officer)
        await people.officer.photo(jpeg(8, 2))
        assert "ยังขาด" not in said(people.officer)
        await people.officer.photo(jpeg(8, 3))
        assert "อนุมัติแล้ว" in said(people.officer)


async def test_adding_can_be_left(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("projects")
        await people.officer.type("เพิ่มโครงการ (8)")
        await people.officer.type("ยกเลิก")
        assert await rows(town, "SELECT code FROM projects WHERE origin = 'chat'") == []


async def test_who_reports_for_no_unit_has_no_projects(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        await people.supervisor.type("โครงการ")
        assert "ไม่มีตัวชี้วัดที่รายงานเป็นรายโครงการ" in said(people.supervisor)
