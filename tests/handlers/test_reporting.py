"""A unit reports: step by step by buttons and by typing, with photos, corrections and a colleague at the same time."""

from datetime import timedelta

import pytest

from tests.builders import small_department
from tests.chat import buttons, heard_by, last, said
from tests.demo.telegram.pictures import jpeg
from tests.handlers.stories import LANGUAGES, SWAPPED, SWAPPED_TOO, TEXTS, evidence, prompted, sent

TYPED = pytest.mark.parametrize("typed", [False, True], ids=["by tap", "by typing"])


async def use(phone, label, typed):
    await (phone.type(label) if typed else phone.tap(label))


@SWAPPED
@LANGUAGES
@TYPED
async def test_a_step_with_a_photo_is_reported_in_five_moves(clock, tmp_path, sqlite_url, swapped, language, typed):
    def words(key, **values):
        return TEXTS.line(language, key, **values)

    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped, language=language) as (town, people):
        await people.officer.type(words("commands.report").split(" ")[0])
        if typed:
            await people.officer.type({"th": "รายงาน 8 ก", "en": "report 8 ก"}[language])
        else:
            await people.officer.tap(words("todo.report"))
        await use(people.officer, words("cards.step", number=3), typed)
        assert words("cards.steps", first=1, last=3) in said(people.officer)
        await people.officer.photo(jpeg(20, 20))
        assert words("cards.files", count=1) in said(people.officer)
        await use(people.officer, words("reporting.confirm"), typed)
        (report,) = await sent(town)
        assert words("cards.receipt", ref=report["ref"]) in said(people.officer)
        assert words("states.on_time") in said(people.officer)
        assert (report["kind"], report["step"], report["period"], report["owed"]) == ("step", 3, "2026-10", "met")
        (kept,) = await evidence(town)
        assert (kept["state"], kept["step"], kept["media_type"]) == ("kept", 3, "image/jpeg")
        assert report["ref"] in "\n".join(seen.text for seen in heard_by(people.supervisor))


async def test_the_receipt_names_the_time_that_the_platform_stamped(clock, tmp_path, database_url):
    async with prompted(clock, tmp_path, database_url) as (_, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1 ศึกษาแล้ว")
        await people.officer.tap("ยืนยันส่ง")
        assert "วันจันทร์ที่ 2 พ.ย. 2569 09:00 น." in said(people.officer)
        assert "ทันกำหนด" in said(people.officer)
        assert "เหลืออีก 2 รายการ" in said(people.officer)
        assert buttons(people.officer) == ["รายการต่อไป", "สถานะ"]


async def test_a_late_report_says_how_late_what_it_costs_and_whose_days_it_takes(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        clock.move_to(people.due.replace(day=10))
        await people.officer.type("รายงาน 8 ก ขั้น 1 ศึกษาแล้ว")
        assert "หากส่งขณะนี้: ล่าช้า 3 วันทำการ" in said(people.officer)
        await people.officer.type("ยืนยัน")
        receipt = said(people.officer)
        assert "ล่าช้า 3 วันทำการ" in receipt
        assert "ไม่ถูกหักคะแนน" in receipt
        assert "ใช้เวลาของผู้กำกับดูแลตัวชี้วัดไป 3 วันทำการ จาก" in receipt
        assert "จะถูกหักวันละ 0.5 คะแนน" in receipt
        assert "ล่าช้า 3 วันทำการ" in last(people.supervisor).text


async def test_the_word_confirm_edit_and_cancel_are_for_the_open_draft(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 จัดทำแผน")
        await people.officer.type("แก้ไข")
        await people.officer.type("หมายเหตุ")
        await people.officer.type("รายงานการประชุมแล้ว")
        assert "“รายงานการประชุมแล้ว”" in said(people.officer)
        await people.officer.type("แก้ไข")
        await people.officer.tap("ผลงาน")
        await people.officer.type("ขั้น 3")
        assert "ขั้น 3 ประชุมชี้แจงผู้เกี่ยวข้อง" in said(people.officer)
        assert "“รายงานการประชุมแล้ว”" in said(people.officer)
        await people.officer.type("ยืนยัน")
        (report,) = await sent(town)
        assert (report["step"], report["note"]) == (3, "รายงานการประชุมแล้ว")
        await people.officer.type("รายงาน 8 ข ขั้น 1 เริ่ม")
        await people.officer.type("ยกเลิก")
        assert len(await sent(town)) == 1


async def test_a_draft_is_kept_over_days_and_taken_up_where_it_was_left(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("รายงาน 8 ก")
        await people.officer.tap("ขั้น 4")
        clock.move_to(people.due)
        await people.officer.type("รายงาน")
        assert "ร่างค้าง" in said(people.officer)
        await people.officer.tap("รายงาน")
        assert "รายการนี้มีร่างค้างอยู่" in said(people.officer)
        assert "ขั้น 1–4" in said(people.officer)


async def test_a_lower_step_than_last_time_needs_a_reason(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 3 ประชุมแล้ว")
        await people.officer.type("ยืนยัน")
        await people.officer.type("รายงาน 8 ก ขั้น 2")
        assert "ขั้นต่ำกว่าที่เคยรายงาน (ขั้น 3 → ขั้น 2)" in said(people.officer)
        await people.officer.type("ผู้ตรวจให้ทำแผนใหม่")
        await people.officer.type("ยืนยัน")
        assert [(it["period"], it["step"], it["note"]) for it in await sent(town)] == [
            ("2026-10", 3, "ประชุมแล้ว"),
            ("2026-11", 2, "ผู้ตรวจให้ทำแผนใหม่"),
        ]


async def test_nothing_to_report_takes_a_ready_reason_or_words(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก")
        await people.officer.type("ไม่มีผลงาน")
        await people.officer.tap("งวดนี้ไม่มีกิจกรรม")
        await people.officer.tap("ยืนยันส่ง")
        await people.officer.type("ไม่มีผลงาน 8 ข รออนุมัติงบประมาณ")
        await people.officer.type("ยืนยัน")
        await people.officer.type("ไม่มีผลงาน 2.2")
        await people.officer.type("ยังไม่มีผู้ขอรับบริการ")
        await people.officer.type("ยืนยัน")
        assert [(it["kind"], it["note"]) for it in await sent(town)] == [
            ("nothing", "งวดนี้ไม่มีกิจกรรม"),
            ("nothing", "รออนุมัติงบประมาณ"),
            ("nothing", "ยังไม่มีผู้ขอรับบริการ"),
        ]


@SWAPPED_TOO
async def test_of_two_officers_the_first_confirmation_counts_and_the_second_may_correct_it(
    clock, tmp_path, database_url, swapped
):
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 จัดทำแผน")
        await people.colleague.type("รายงาน 8 ก ขั้น 3 ประชุมแล้ว")
        await people.officer.tap("ยืนยันส่ง")
        (first,) = await sent(town)
        await people.colleague.tap("ยืนยันส่ง")
        assert f"(ผู้ส่ง: {people.officer.name})" in said(people.colleague)
        assert "ขั้น 2" in said(people.colleague)
        assert len(await sent(town)) == 1
        await people.colleague.tap("ส่งเป็นการแก้ไข")
        versions = await sent(town)
        assert [(it["step"], it["sent_by"]) for it in versions] == [
            (2, people.officer.name),
            (3, people.colleague.name),
        ]
        assert {it["ref"] for it in versions} == {first["ref"]}
        told = "\n".join(seen.text for seen in heard_by(people.supervisor))
        assert f"{people.colleague.name} ส่งฉบับแก้ไข {first['ref']}" in told
        assert "ขั้น 2 → 3" in told


async def test_the_second_of_two_officers_may_leave_what_was_sent(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.colleague.type("รายงาน 8 ก ขั้น 3 ประชุมแล้ว")
        await people.officer.type("รายงาน 8 ก ขั้น 2 จัดทำแผน")
        await people.officer.type("ยืนยัน")
        await people.colleague.type("ยืนยัน")
        await people.colleague.type("ใช้ฉบับที่ส่งแล้ว")
        assert [it["step"] for it in await sent(town)] == [2]
        await people.colleague.type("ยืนยัน")
        assert len(await sent(town)) == 1


@SWAPPED
async def test_what_was_sent_is_corrected_until_it_is_approved_and_the_first_time_counts(
    clock, tmp_path, sqlite_url, swapped
):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 จัดทำแผน")
        await people.officer.type("ยืนยัน")
        ref = (await sent(town))[0]["ref"]
        clock.move_to(people.due.replace(day=9))
        await people.officer.type(f"แก้ไข {ref.lower()}")
        await people.officer.tap("ผลงาน")
        await people.officer.type("ขั้น 3")
        await people.officer.type("ยืนยัน")
        assert f"ส่งฉบับแก้ไขแล้ว เลขที่ {ref}" in said(people.officer)
        assert "ทันกำหนด" in said(people.officer)
        assert [it["step"] for it in await sent(town)] == [2, 3]
        await people.supervisor.type(f"อนุมัติ {ref}")
        await people.officer.type(f"แก้ไข {ref}")
        assert f"(ผู้อนุมัติ: {people.supervisor.name}) จึงแก้ไขไม่ได้" in said(people.officer)


async def test_a_returned_report_is_corrected_the_same_way(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 จัดทำแผน")
        await people.officer.type("ยืนยัน")
        await people.supervisor.tap("ส่งคืน")
        await people.supervisor.tap("ภาพไม่ชัด")
        await people.officer.tap("แก้ไขตอนนี้")
        await people.officer.tap("หลักฐาน")
        await people.officer.photo(jpeg(30, 30))
        await people.officer.tap("ยืนยันส่ง")
        versions = await sent(town)
        assert [it["version"] for it in versions] == [2, 2]
        assert versions[0]["state"] == "sent"
        assert (await evidence(town))[0]["report_id"] is not None


async def test_a_head_reports_as_an_officer_and_a_supervisor_does_not(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.head.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        await people.head.type("ยืนยัน")
        assert [it["sent_by"] for it in await sent(town)] == [people.head.name]
        await people.supervisor.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        assert "อยู่นอกเหนือหน้าที่ของท่าน" in said(people.supervisor)


async def test_a_report_of_another_unit_cannot_be_corrected(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        await people.officer.type("ยืนยัน")
        ref = (await sent(town))[0]["ref"]
        await people.neighbour.type(f"แก้ไข {ref}")
        assert f"ไม่พบเลขที่ {ref}" in said(people.neighbour)


async def test_two_presses_of_confirm_send_once(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        await people.officer.tap("ยืนยันส่ง")
        await people.officer.tap("ยืนยันส่ง")
        (report,) = await sent(town)
        assert said(people.officer) == f"ส่งแล้ว เลขที่ {report['ref']} ไม่ต้องทำสิ่งใดเพิ่ม"
        assert len([seen for seen in heard_by(people.supervisor) if "อนุมัติ" in seen.buttons]) == 1


async def test_whoever_confirms_twice_hears_that_it_is_sent_and_not_that_nothing_is_open(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ข ขั้น 1 เริ่ม")
        await people.officer.tap("ยกเลิก")
        await people.officer.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        await people.officer.type("ยืนยัน")
        (report,) = await sent(town)
        await people.officer.type("ยืนยัน")
        assert f"ส่งแล้ว เลขที่ {report['ref']}" in said(people.officer)
        clock.move_to(clock.now() + timedelta(minutes=11))
        await people.officer.type("ยืนยัน")
        assert "ขณะนี้ไม่มีรายการที่กำลังทำอยู่" in said(people.officer)


async def test_the_last_step_finishes_the_project_and_names_the_proof_that_is_owed(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ข ขั้น 5 ปิดโครงการแล้ว")
        assert "ต้องมีหลักฐานครบ ยังขาดขั้น 1–5" in said(people.officer)
        await people.officer.type("ยืนยัน")
        assert "โครงการนี้เสร็จสิ้นแล้ว" in said(people.officer)
        clock.move_to(people.due.replace(month=12, day=1))
        await people.officer.type("รายงาน")
        assert "ตัวชี้วัด 8 โครงการ ข · ต.ค. 2569" in said(people.officer)
        assert "เสร็จสิ้นแล้ว ต้องมีหลักฐานครบ ยังขาดขั้น 1–5" in said(people.officer)
        ref = (await sent(town))[0]["ref"]
        await people.officer.type(f"แก้ไข {ref}")
        await people.officer.tap("ผลงาน")
        await people.officer.type("ขั้น 4 ยังไม่เสร็จ")
        await people.officer.type("ยืนยัน")
        await people.officer.type("รายงาน 8 ข")
        assert "พ.ย. 2569" in said(people.officer)


async def test_before_the_prompt_it_can_be_reported_early(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        await people.officer.type("ยืนยัน")
        assert (await sent(town))[0]["period"] == "2026-10"


async def test_every_step_that_can_be_chosen_is_named_in_full_for_a_button_is_cut(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("รายงาน 8 ก")
        for number in range(1, 6):
            assert f"\nขั้น {number} " in said(people.officer)


async def test_words_that_follow_the_answer_are_more_of_its_note_and_nothing_is_sent_by_them(
    clock, tmp_path, sqlite_url
):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.photo(jpeg(20, 20))
        for words in ("ประชุมแล้วเมื่อวาน ผู้เข้าร่วม 45 คน", "มีมติรับแผน"):
            await people.officer.type(words)
            assert "เพิ่มข้อความนี้ในหมายเหตุแล้ว ยังไม่ได้ส่งรายงาน" in said(people.officer)
        for words, answered in {
            "ค่ะ": "กรุณาเลือก “ยืนยันส่ง”",
            "ขอบคุณครับ": "กรุณาเลือก “ยืนยันส่ง”",
            "ยกเลก": "หมายถึง “ยกเลิก”",
            "-3": "ไม่ได้รับ “-3”",
            "ขั้น 2": "ขั้น 2",
        }.items():
            await people.officer.type(words)
            assert answered in said(people.officer)
            assert "“ประชุมแล้วเมื่อวาน ผู้เข้าร่วม 45 คน มีมติรับแผน”" in said(people.officer)
        assert await sent(town) == []
        await people.officer.tap("ยืนยันส่ง")
        (report,) = await sent(town)
        assert (report["step"], report["note"]) == (2, "ประชุมแล้วเมื่อวาน ผู้เข้าร่วม 45 คน มีมติรับแผน")
