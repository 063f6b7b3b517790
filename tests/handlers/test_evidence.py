"""Photos and files before, during and after a report: kept once, judged by their bytes, shown, withdrawn."""

from datetime import timedelta

from bot.demo.town import Town
from tests.chat import buttons, heard_by, last, said
from tests.demo.telegram.pictures import jpeg, png
from tests.handlers.stories import PDF, PROGRAM, SWAPPED, SWAPPED_TOO, evidence, prompted, sent

PHOTO = jpeg(20, 20)


def stored(town: Town, sha256: str) -> bool:
    return town.product.store.path(sha256).is_file()


@SWAPPED_TOO
async def test_a_photo_sent_before_the_question_belongs_to_the_step_that_is_answered(
    clock, tmp_path, database_url, swapped
):
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.officer.photo(PHOTO)
        assert "เป็นหลักฐานของรายการใด" in said(people.officer)
        await people.officer.tap("8 ก ต.ค. 2569" if swapped else buttons(people.officer)[1])
        assert "ยังไม่ได้ส่งรายงาน" in said(people.officer)
        await people.officer.tap("รายงาน")
        assert "ได้รับหลักฐานแล้ว 1 ไฟล์" in said(people.officer)
        await people.officer.type("ขั้น 1")
        await people.officer.type("ยืนยัน")
        (kept,) = await evidence(town)
        assert (kept["step"], kept["state"]) == (1, "kept")
        assert kept["report_id"] is not None
        shown = [seen for seen in heard_by(people.supervisor) if seen.text.startswith("[") or "R-" in seen.text]
        assert len(shown) >= 2


async def test_after_a_photo_its_report_begins_with_the_answer_that_is_typed(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        for project, words, step in (("ก", "๓", 3), ("ข", "ขั้น 4", 4)):
            await people.officer.photo(jpeg(20, 20 + step))
            await people.officer.tap(f"8 {project} ต.ค. 2569")
            assert "ยังไม่ได้ส่งรายงาน" in said(people.officer)
            await people.officer.type(words)
            await people.officer.tap("ส่งภายหลัง")
            assert f"ขั้น {step}" in said(people.officer)
            assert "หลักฐาน 1 ไฟล์" in said(people.officer)
            await people.officer.type("ยืนยัน")
            assert "ยังไม่ได้ส่งรายงาน" not in said(people.officer)
        assert [it["step"] for it in await sent(town)] == [3, 4]
        await people.officer.photo(jpeg(20, 30))
        await people.officer.tap(buttons(people.officer)[0])
        await people.officer.type("สวัสดี")
        assert "ระบบยังไม่เข้าใจ" in said(people.officer)


async def test_a_photo_goes_to_the_step_that_it_is_asked_for_where_the_one_reached_has_some(
    clock, tmp_path, sqlite_url
):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก")
        await people.officer.photo(PHOTO)
        await people.officer.tap("ขั้น 3")
        assert "กรุณาส่งภาพหรือไฟล์หลักฐานขั้น 1 หรือ" in said(people.officer)
        assert "ขั้น 2" in buttons(people.officer)
        await people.officer.photo(png(30, 30))
        assert [it["step"] for it in await evidence(town)] == [3, 1]


async def test_a_photo_while_the_step_is_asked_waits_for_it(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก")
        await people.officer.photo(PHOTO)
        assert "ได้รับหลักฐานแล้ว 1 ไฟล์" in said(people.officer)
        await people.officer.tap("ขั้น 2")
        assert [it["step"] for it in await evidence(town)] == [2]


async def test_several_photos_and_a_document_are_counted_on_the_confirmation(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.photo(PHOTO)
        await people.officer.photo(png(30, 30))
        await people.officer.file("minutes.pdf", PDF)
        assert "หลักฐาน 3 ไฟล์" in said(people.officer)
        await people.officer.type("ยืนยัน")
        assert [it["media_type"] for it in await evidence(town)] == ["image/jpeg", "image/png", "application/pdf"]
        assert "หลักฐาน 3 ไฟล์" in "\n".join(seen.text for seen in heard_by(people.supervisor))


@SWAPPED
async def test_a_photo_after_sending_is_added_and_shown_to_the_supervisor(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        await people.officer.type("ยืนยัน")
        ref = (await sent(town))[0]["ref"]
        before = len(heard_by(people.supervisor))
        await people.officer.photo(PHOTO)
        await people.officer.tap(next(label for label in buttons(people.officer) if label.startswith(ref)))
        assert f"เพิ่มหลักฐาน 1 ไฟล์ใน {ref} แล้ว" in said(people.officer)
        (kept,) = await evidence(town)
        assert (kept["step"], kept["report_id"] is None) == (1, False)
        assert len(heard_by(people.supervisor)) > before
        if not swapped:
            assert any("หลักฐาน 1 ไฟล์" in seen.text for seen in heard_by(people.supervisor))


async def test_files_can_be_kept_for_the_next_report(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.photo(PHOTO)
        await people.officer.photo(png(30, 30))
        assert "ได้รับ 2 ไฟล์แล้ว" in said(people.officer)
        await people.officer.type("เก็บไว้ก่อน")
        await people.officer.type("รายงาน 8 ก")
        await people.officer.tap("ขั้น 2")
        await people.officer.tap("ใช้ 2 ไฟล์ที่เก็บไว้")
        assert "หลักฐาน 2 ไฟล์" in said(people.officer)
        assert [it["step"] for it in await evidence(town)] == [2, 2]


async def test_equal_bytes_are_stored_once_and_a_file_used_before_is_noticed(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.photo(PHOTO)
        await people.officer.type("ยืนยัน")
        ref = (await sent(town))[0]["ref"]
        await people.officer.type("รายงาน 8 ข ขั้น 1")
        await people.officer.photo(PHOTO)
        await people.officer.type("แก้ไข")
        await people.officer.type("กลับ")
        assert "ไฟล์ “ภาพถ่าย” เคยใช้กับ สปข.3 · ตัวชี้วัด 8 โครงการ ก · ต.ค. 2569" in said(people.officer)
        assert ref in said(people.officer)
        assert len({it["sha256"] for it in await evidence(town)}) == 1


@SWAPPED_TOO
async def test_a_program_is_refused_in_words_whatever_it_is_called(clock, tmp_path, database_url, swapped):
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.file("photo.jpg", PROGRAM)
        assert "เป็นโปรแกรม รับเป็นหลักฐานไม่ได้" in last(people.officer).text
        await people.officer.type("ยืนยัน")
        (refused,) = await evidence(town)
        assert (refused["state"], refused["reason"]) == ("refused", "program")
        assert not list((town.product.store._kept).glob("*/*"))


async def test_an_empty_file_and_a_web_page_are_refused(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.file("page.pdf", b"<html><script>alert(1)</script></html>")
        assert "เป็นชนิดที่ระบบไม่รู้จัก" in last(people.officer).text
        await people.officer.file("empty.pdf", b"")
        assert "ไม่มีข้อมูลอยู่ข้างใน" in said(people.officer)
        assert [it["state"] for it in await evidence(town)] == ["refused"]


async def test_a_file_over_the_limit_is_refused_before_it_is_fetched(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.file("film.pdf", PDF + bytes(25 * 1024 * 1024))
        assert "มีขนาด 25.01 MB เกินที่รับได้ 25 MB" in said(people.officer)
        assert await evidence(town) == []


async def test_unsending_before_the_report_is_sent_takes_the_file_out_of_the_draft(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        await people.officer.photo(PHOTO)
        await people.officer.unsend()
        assert "ยังไม่ได้ส่งไปกับรายงาน" in "\n".join(seen.text for seen in heard_by(people.officer))
        (gone,) = await evidence(town)
        assert gone["state"] == "withdrawn"
        assert gone["sha256"]
        assert not stored(town, gone["sha256"])
        await people.officer.type("ยืนยัน")
        assert "ยังขาดหลักฐานขั้น 1" in said(people.officer)


async def test_unsending_after_the_report_leaves_hash_name_time_and_the_verdict(clock, tmp_path, database_url):
    async with prompted(clock, tmp_path, database_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.photo(PHOTO)
        message = people.officer.seen()[-2].id
        await people.officer.tap("ยืนยันส่ง")
        ref = (await sent(town))[0]["ref"]
        await town.line.unsend(str(people.officer.id), message)
        await town.settle()
        assert f"ถอนหลักฐานออกจาก {ref} และแจ้งผู้กำกับดูแลตัวชี้วัดแล้ว" in last(people.officer).text
        told = "\n".join(seen.text for seen in heard_by(people.supervisor))
        assert f"{people.officer.name} ถอนหลักฐาน “ภาพถ่าย” ออกจาก {ref}" in told
        assert "ยังไม่มีหลักฐาน" in told
        assert "ทันกำหนด" in told
        (gone,) = await evidence(town)
        assert (gone["state"], bool(gone["sha256"])) == ("withdrawn", True)
        assert not stored(town, gone["sha256"])


async def test_bytes_that_other_evidence_needs_stay_when_one_is_withdrawn(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.neighbour.type("รายงาน 8 ก ขั้น 1")
        await people.neighbour.photo(PHOTO)
        await people.neighbour.type("ยืนยัน")
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.photo(PHOTO)
        await people.officer.unsend()
        assert [it["state"] for it in await evidence(town)] == ["kept", "withdrawn"]
        assert stored(town, (await evidence(town))[0]["sha256"])


@SWAPPED
async def test_evidence_is_withdrawn_by_editing_where_no_unsend_is_heard(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        await people.officer.photo(PHOTO)
        await people.officer.type("ยืนยัน")
        ref = (await sent(town))[0]["ref"]
        await people.officer.type(f"แก้ไข {ref}")
        await people.officer.tap("หลักฐาน")
        await people.officer.tap(next(label for label in buttons(people.officer) if label.startswith("ถอน")))
        assert "ถอนหลักฐานแล้ว" in said(people.officer)
        assert [it["state"] for it in await evidence(town)] == ["withdrawn"]
        assert "ถอนหลักฐาน" in "\n".join(seen.text for seen in heard_by(people.supervisor))


async def test_a_correction_of_the_evidence_alone_names_what_came_and_what_went(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        await people.officer.photo(PHOTO)
        await people.officer.type("ยืนยัน")
        ref = (await sent(town))[0]["ref"]
        clock.move_to(people.prompt + timedelta(minutes=5))
        await people.officer.type(f"แก้ไข {ref}")
        await people.officer.tap("หลักฐาน")
        await people.officer.tap(next(label for label in buttons(people.officer) if label.startswith("ถอน")))
        await people.officer.file("minutes.pdf", PDF)
        await people.officer.type("ยืนยัน")
        changed = "เพิ่มหลักฐาน 1 ไฟล์: minutes.pdf · ถอนหลักฐาน 1 ไฟล์: ภาพถ่าย"
        announced = next(seen.text for seen in heard_by(people.supervisor) if "ส่งฉบับแก้ไข" in seen.text)
        assert f"ขั้น 1 · {changed}" in announced
        card = next(seen.text for seen in heard_by(people.supervisor) if "ฉบับที่ 2 เทียบกับฉบับที่ 1" in seen.text)
        assert changed in card
        assert "เท่าเดิม" not in announced + card


async def test_more_evidence_can_be_sent_to_a_finished_project(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ข ขั้น 5 ปิดโครงการแล้ว")
        await people.officer.type("ยืนยัน")
        ref = (await sent(town))[0]["ref"]
        await people.officer.type("รายงาน")
        await people.officer.tap("ส่งหลักฐาน")
        assert f"กรุณาส่งภาพหรือไฟล์หลักฐานของ {ref}" in said(people.officer)
        await people.officer.photo(PHOTO)
        await people.officer.photo(png(40, 40))
        assert f"เพิ่มแล้ว 2 ไฟล์ใน {ref}" in said(people.officer)
        await people.officer.type("ครบแล้ว")
        assert [it["step"] for it in await evidence(town)] == [5, 5]
        await people.officer.type("รายงาน")
        assert "ยังขาดขั้น 1–4" in said(people.officer)


async def test_a_supervisors_photo_is_not_taken_for_evidence(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.supervisor.photo(PHOTO)
        assert "ยังไม่ได้เก็บไว้" in said(people.supervisor)
        assert await evidence(town) == []


async def test_no_file_is_lost_whatever_is_being_asked(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ขั้น 1 เริ่ม")
        await people.officer.photo(PHOTO)
        assert "เก็บไฟล์ไว้แล้ว" in said(people.officer)
        await people.officer.type("ก")
        await people.officer.tap("งวดอื่น")
        await people.officer.photo(png(31, 31))
        assert "หลักฐาน 1 ไฟล์" in said(people.officer)
        await people.officer.type("โครงการ")
        await people.officer.tap("แจ้งเสร็จสิ้น ข")
        await people.officer.photo(png(32, 32))
        assert "เป็นหลักฐานของรายการใด" in said(people.officer)
        assert [it["state"] for it in await evidence(town)] == ["kept"] * 3


@SWAPPED
async def test_once_the_step_reached_has_evidence_files_are_asked_for_by_the_steps_that_have_none(
    clock, tmp_path, sqlite_url, swapped
):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 3 ประชุมแล้ว")
        await people.officer.photo(PHOTO)
        assert "ยังขาดหลักฐานขั้น 1 และ 2" in said(people.officer)
        await people.officer.tap("เพิ่มหลักฐาน")
        assert "กรุณาส่งภาพหรือไฟล์หลักฐานขั้น 1 หรือ" in said(people.officer)
        await people.officer.tap("ขั้น 2")
        assert "กรุณาส่งภาพหรือไฟล์หลักฐานขั้น 2 หรือ" in said(people.officer)
        await people.officer.photo(png(30, 30))
        assert "ยังขาดหลักฐานขั้น 1" in said(people.officer)
        await people.officer.tap("เพิ่มหลักฐาน")
        await people.officer.photo(png(31, 31))
        assert "ยังขาด" not in last(people.officer).text
        assert "“ประชุมแล้ว”" in said(people.officer)
        assert [it["step"] for it in await evidence(town)] == [3, 2, 1]


async def test_a_step_typed_where_its_evidence_is_missing_is_no_note(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 จัดทำแผนแล้ว")
        await people.officer.tap("เพิ่มหลักฐาน")
        await people.officer.type("ขั้นที่ ๑")
        await people.officer.photo(PHOTO)
        assert "“จัดทำแผนแล้ว”" in said(people.officer)
        assert [it["step"] for it in await evidence(town)] == [1]


async def test_evidence_of_a_lower_step_stays_with_it_when_another_step_is_said(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 จัดทำแผนแล้ว")
        await people.officer.photo(PHOTO)
        await people.officer.tap("เพิ่มหลักฐาน")
        await people.officer.photo(png(30, 30))
        for press in ("แก้ไข", "ผลงาน", "ขั้น 3"):
            await people.officer.tap(press)
        assert [it["step"] for it in await evidence(town)] == [3, 1]
        assert "ยังขาดหลักฐานขั้น 2" in said(people.officer)


async def test_files_are_listed_so_that_two_photos_of_one_step_can_be_told_apart(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 จัดทำแผนแล้ว")
        await people.officer.photo(PHOTO)
        await people.officer.file("minutes.pdf", PDF)
        await people.officer.tap("แก้ไข")
        await people.officer.tap("หลักฐาน")
        assert "2. ขั้น 2 · minutes.pdf · 09:0" in said(people.officer)
        assert "ไฟล์ที่ส่งเพิ่มจะเป็นหลักฐานขั้น 1" in said(people.officer)
        assert buttons(people.officer) == ["ถอน 1", "ถอน 2", "กลับ"]
        await people.officer.tap("ถอน 1")
        assert [it["state"] for it in await evidence(town)] == ["withdrawn", "kept"]
