"""What people have begun: asked again in the language of now, ended where nothing can come of it, nothing lost."""

from datetime import datetime

import pytest

from bot import importing
from tests.builders import BANGKOK, rows
from tests.chat import TelegramPhone, buttons, heard_by, last, said
from tests.demo.telegram.pictures import jpeg
from tests.examples import framework
from tests.handlers.stories import SWAPPED, SWAPPED_TOO, prompted, sent

FINISHED = "SELECT finish_reason FROM projects WHERE finished_on IS NOT NULL"
OPEN = "SELECT id FROM drafts WHERE open"


async def about_to_finish(person, project="ข"):
    """Asked why the project is finished."""
    await person.type("โครงการ")
    await person.tap(f"แจ้งเสร็จสิ้น {project}")
    await person.tap("สิ้นเดือนก่อน")
    assert "เหตุผลที่โครงการเสร็จสิ้น" in said(person)


@SWAPPED_TOO
async def test_a_command_line_where_any_words_answer_is_asked_about(clock, tmp_path, database_url, swapped):
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await about_to_finish(people.officer)
        await people.officer.type("รายงาน 2.2 1,200")
        assert {"ใช้เป็นคำตอบ", "ทำตามคำสั่ง"} <= set(buttons(people.officer))
        assert await rows(town, FINISHED) == []
        await people.officer.tap("ทำตามคำสั่ง")
        assert "1,200 หน่วยงาน" in said(people.officer)
        await people.officer.type("ยืนยัน")
        assert "เหตุผลที่โครงการเสร็จสิ้น" in said(people.officer)
        await people.officer.type("รายงาน 2.2 1,200")
        await people.officer.type("ใช้เป็นคำตอบ")
        assert "เหตุผล “รายงาน 2.2 1,200”" in said(people.officer)
        await people.officer.type("งบประมาณหมด")
        await people.officer.type("ยืนยัน")
        assert await rows(town, FINISHED) == [{"finish_reason": "งบประมาณหมด"}]
        assert [it["indicator"] for it in await sent(town)] == ["2.2"]


@SWAPPED
async def test_a_command_that_only_looks_leaves_the_question_open(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 2.2 45")
        await people.officer.type("ยืนยัน")
        (report,) = await sent(town)
        await about_to_finish(people.officer)
        await people.officer.type(f"สถานะ {report['ref']}")
        await people.officer.tap("ทำตามคำสั่ง")
        assert report["ref"] in said(people.officer)
        await people.officer.type("ดำเนินการครบแล้ว")
        assert "เหตุผล “ดำเนินการครบแล้ว”" in said(people.officer)


@SWAPPED_TOO
async def test_what_was_finished_or_added_by_mistake_is_undone(clock, tmp_path, database_url, swapped):
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        owed = "SELECT COUNT(*) AS count FROM obligations WHERE state = 'open'"
        (before,) = await rows(town, owed)
        await about_to_finish(people.officer)
        await people.officer.tap("ดำเนินการครบแล้ว")
        await people.officer.tap("ยืนยัน")
        assert await rows(town, owed) != [before]
        await people.officer.tap("ทำโครงการ ข ต่อ")
        assert await rows(town, FINISHED) == []
        assert await rows(town, owed) == [before]
        await people.officer.type("โครงการ")
        await people.officer.tap("เพิ่มโครงการ (8)")
        await people.officer.type("สวัสดี")
        assert await rows(town, owed) != [before]
        await people.officer.type("ถอนโครงการ ค")
        assert await rows(town, owed) == [before]
        await people.officer.type("โครงการ")
        assert "สวัสดี" not in said(people.officer)


async def test_a_project_with_a_report_cannot_be_taken_back(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("โครงการ")
        await people.officer.tap("เพิ่มโครงการ (8)")
        await people.officer.type("ตลาดนัดชุมชน")
        await people.colleague.type("รายงาน 8 ค ขั้น 1 เริ่มแล้ว")
        await people.colleague.type("ยืนยัน")
        await people.officer.tap("ถอนโครงการ ค")
        assert "จึงเปลี่ยนกลับไม่ได้" in said(people.officer)
        await people.officer.type("โครงการ")
        await people.officer.tap("แจ้งเสร็จสิ้น ค")
        assert "เพิ่มผิด ขอถอน" not in buttons(people.officer)


async def test_two_projects_of_a_unit_are_not_called_the_same(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        for _ in range(2):
            await people.officer.type("โครงการ")
            await people.officer.tap("เพิ่มโครงการ (8)")
            await people.officer.type("ตลาดนัด  ชุมชน")
        assert "มีโครงการ ค “ตลาดนัด ชุมชน” อยู่แล้ว" in said(people.officer)
        await people.officer.type("🙂")
        assert "กรุณาพิมพ์ชื่อโครงการ" in said(people.officer)
        assert len(await rows(town, "SELECT id FROM projects WHERE origin = 'chat'")) == 1


@SWAPPED
async def test_the_open_question_comes_back_in_the_language_that_was_chosen(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        for asks, back, th in (
            ("รายงาน 2.2", "Please type the number", "กรุณาพิมพ์จำนวน"),
            ("รายงาน 8 ข ขั้น 2", "Confirm and send", "ยืนยันส่ง"),
            ("รายงาน 8 ขั้น 2", "Which project", "ต้องการรายงานโครงการใด"),
        ):
            await people.officer.type(asks)
            await people.officer.type("ภาษา")
            await people.officer.tap("English")
            assert back in said(people.officer) + "".join(buttons(people.officer))
            assert th not in said(people.officer)
            (row,) = await rows(town, "SELECT question FROM drafts WHERE open")
            assert back in row["question"]
            await people.officer.type("language")
            await people.officer.tap("ไทย")
            assert th in said(people.officer) + "".join(buttons(people.officer))
            await people.officer.type("ยกเลิก")


async def test_an_old_button_after_a_change_of_language_is_answered_in_it(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        await people.supervisor.type("ออก")
        await people.supervisor.type("ภาษา")
        await people.supervisor.tap("English")
        assert last(people.supervisor).text == "The language is now English."
        await people.supervisor.tap("ไม่ออก")
        assert last(people.supervisor).text == "Everything is as it was."


@SWAPPED_TOO
async def test_a_correction_that_was_approved_meanwhile_ends_and_says_what_was_in_it(
    clock, tmp_path, database_url, swapped
):
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ข ขั้น 2 จัดทำแผน")
        await people.officer.type("ยืนยัน")
        (report,) = await sent(town)
        await people.officer.type(f"แก้ไข {report['ref']} ขั้น 3 ประชุมครบทุกอำเภอ")
        await people.officer.photo(jpeg(30, 20))
        await people.supervisor.type(f"อนุมัติ {report['ref']}")
        await people.officer.type("ยืนยัน")
        told = said(people.officer)
        assert f"(ผู้อนุมัติ: {people.supervisor.name})" in told
        assert "ขั้น 3 · “ประชุมครบทุกอำเภอ”" in told
        assert "หลักฐาน 1 ไฟล์เก็บไว้แล้ว" in told
        assert buttons(people.officer) == ["ดูรายการ"]
        assert await rows(town, OPEN) == []
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.tap("เพิ่มหลักฐาน")
        assert "ใช้ 1 ไฟล์ที่เก็บไว้" in buttons(people.officer)


@SWAPPED
async def test_a_draft_of_a_period_that_an_arrival_closed_ends(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 2.2 45 ผู้มาติดต่อ")
        await people.psdg.type("ส่งแล้ว 6 วันนี้ เลขรับ 12")
        assert "รอบนี้สิ้นสุดวันพุธที่ 31 มี.ค. 2570" in said(people.psdg)
        await people.psdg.type("ยืนยัน")
        await people.officer.tap("ยืนยันส่ง")
        assert "ปิดรับแล้ว" in said(people.officer)
        assert "45 หน่วยงาน · “ผู้มาติดต่อ”" in said(people.officer)
        assert await rows(town, "SELECT id FROM drafts WHERE person_id = :id", id=people.id_of(people.officer)) == []


async def test_what_an_import_closed_ends_the_draft_that_is_taken_up_again(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 จัดทำแผน")

        def without(values):
            values["indicators"][0]["projects"] = values["indicators"][0]["projects"][1:]

        changed = framework(change=without)
        await town.product.database.write(lambda work: importing.take(work, changed, clock.now()))
        await people.officer.type("อะไร")
        await people.officer.type("ยืนยัน")
        assert "จึงปิดแล้ว" in said(people.officer)
        assert "“จัดทำแผน”" in said(people.officer)
        assert await rows(town, OPEN) == []


@SWAPPED
async def test_a_reason_for_what_somebody_decided_meanwhile_is_not_lost(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ข ขั้น 2 จัดทำแผน")
        await people.officer.type("ยืนยัน")
        (report,) = await sent(town)
        await people.supervisor.type(f"ส่งคืน {report['ref']}")
        await people.supervisor.type("รายชื่อไม่ครบ")
        await people.deputy.type(f"อนุมัติ {report['ref']}")
        await people.supervisor.type("ยืนยัน")
        shown = "\n".join(seen.text for seen in heard_by(people.supervisor))
        assert "สิ่งที่กรอกไว้: รายชื่อไม่ครบ" in shown
        assert await rows(town, OPEN) == []


@SWAPPED
async def test_words_that_are_too_long_are_refused_by_their_length_and_the_draft_stays(
    clock, tmp_path, sqlite_url, swapped
):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("โครงการ")
        await people.officer.tap("เพิ่มโครงการ (8)")
        await people.officer.type("ที่" * 81)
        assert "ยาว 81 ตัวอักษร รับได้ไม่เกิน 80" in said(people.officer)
        await people.officer.type("ที่" * 80)
        assert "เพิ่มโครงการ ค" in said(people.officer)
        await people.officer.type("รายงาน 2.2 45")
        await people.officer.tap("แก้ไข")
        await people.officer.tap("หมายเหตุ")
        await people.officer.type("ก" * 501)
        assert "ยาว 501 ตัวอักษร รับได้ไม่เกิน 500" in said(people.officer)
        await people.officer.type("ก" * 500)
        await people.officer.type("ยืนยัน")
        (report,) = await sent(town)
        assert len(report["note"]) == 500
        await people.psdg.type(f"ส่งคืน {report['ref']} {'ข' * 301}")
        assert "ยาว 301 ตัวอักษร รับได้ไม่เกิน 300" in said(people.psdg)
        await people.psdg.type(f"ส่งแล้ว 6 วันนี้ เลขรับ {'1' * 61}")
        assert "ยาว 61 ตัวอักษร รับได้ไม่เกิน 60" in said(people.psdg)


async def test_a_long_caption_is_no_note_but_its_photo_is_kept(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, swapped=True) as (town, people):
        await people.officer.type("รายงาน 2.2 45")
        officer = people.officer
        assert isinstance(officer, TelegramPhone)
        await town.telegram.photo(officer.id, jpeg(30, 20), "ก" * 600)
        await town.settle()
        assert "ข้อความใต้ภาพยาว 600 ตัวอักษร" in said(people.officer)
        assert "หลักฐาน 1 ไฟล์" in said(people.officer)


@pytest.mark.parametrize("question", ["ออก", "ภาษา"])
async def test_a_photo_is_never_lost_whatever_was_asked(clock, tmp_path, sqlite_url, question):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type(question)
        await people.officer.photo(jpeg(30, 20))
        assert "เป็นหลักฐานของรายการใด" in said(people.officer)
        assert len(await rows(town, "SELECT id FROM evidence")) == 1


@SWAPPED
async def test_a_report_on_a_project_that_was_sent_is_not_taken_for_another(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        for _ in range(2):
            await people.officer.type("รายงาน 8 ก ขั้น 2 จัดทำแผน")
            await people.officer.type("ยืนยัน")
        newest = (await sent(town))[-1]
        await people.officer.type("รายงาน 8 ก ขั้น 3 ประชุม")
        assert f"เลขที่ {newest['ref']}" in said(people.officer)
        assert buttons(people.officer) == [f"แก้ไข {newest['ref']}"]
        await people.officer.type("รายงาน 8 ง ขั้น 3 ประชุม")
        assert "ไม่พบโครงการ “ง”" in said(people.officer)
        assert [label.split(" ")[0] for label in buttons(people.officer)] == ["ข", "ยกเลิก"]


@SWAPPED
async def test_a_report_before_it_is_asked_for_shows_what_was_sent_for_the_month_before(
    clock, tmp_path, sqlite_url, swapped
):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 2.2 45")
        await people.officer.type("ยืนยัน")
        (report,) = await sent(town)
        await people.officer.type("รายงาน 2.2 46")
        assert f"งวด ต.ค. 2569 ส่งแล้ว เลขที่ {report['ref']}" in said(people.officer)
        await people.officer.tap(f"แก้ไข {report['ref']}")
        await people.officer.type("46")
        assert "แทนที่ส่งแล้ว: 45 หน่วยงาน" in said(people.officer)
        await people.officer.type("ยืนยัน")
        assert [(it["period"], int(it["amount"])) for it in await sent(town)] == [("2026-10", 45), ("2026-10", 46)]


@SWAPPED
async def test_a_correction_in_a_line_goes_to_its_confirmation(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ข ขั้น 2 จัดทำแผน")
        await people.officer.type("ยืนยัน")
        (report,) = await sent(town)
        await people.officer.type(f"แก้ไข {report['ref']} 45/60")
        assert "ไม่ตรงกับวิธีรายงาน" in said(people.officer)
        await people.officer.type(f"edit {report['ref']} step 3 ประชุมแล้ว")
        assert "แทนที่ส่งแล้ว: ขั้น 2 “จัดทำแผน”" in said(people.officer)
        await people.officer.type("ยืนยัน")
        assert [(it["step"], it["note"]) for it in await sent(town)] == [(2, "จัดทำแผน"), (3, "ประชุมแล้ว")]


@SWAPPED
async def test_handing_in_months_before_the_end_is_called_early(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.supervisor.type("นำส่ง 8 6")
        assert "รอบนี้สิ้นสุดวันพุธที่ 31 มี.ค. 2570" in said(people.supervisor)
        assert "พ.ย. 2569 – มี.ค. 2570" in said(people.supervisor)
        assert "สปข.5" in said(people.supervisor)
        assert "นำส่งก่อนสิ้นรอบ" in buttons(people.supervisor)
        await people.supervisor.type("ยืนยัน")
        assert len(await rows(town, "SELECT ref FROM submissions")) == 1


@SWAPPED
async def test_after_an_arrival_a_round_has_nothing_to_hand_in_and_counts_no_days(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (_, people):
        clock.move_to(datetime(2027, 4, 20, 10, 0, tzinfo=BANGKOK))
        await people.supervisor.type("รอบ 6")
        assert "นำส่ง" in buttons(people.supervisor)
        await people.psdg.type("ส่งแล้ว 6 15/4/2570")
        await people.psdg.type("ยืนยัน")
        await people.supervisor.type("รอบ 6")
        shown = said(people.supervisor)
        assert "ไม่ได้นำส่ง · ปิดรับแล้ว" in shown
        assert "ล่าช้า" not in shown
        assert "ท่านยังไม่ได้นำส่ง" not in shown
        assert "00:00" not in shown
        assert not [label for label in buttons(people.supervisor) if "นำส่ง" in label]
