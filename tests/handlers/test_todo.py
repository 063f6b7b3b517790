"""The to-do card: all that a person owes in one message, and everything as last month with one confirmation."""

from datetime import UTC, datetime

from bot.clock import MovableClock
from storage.columns import WHOLE
from storage.tables import people as persons
from storage.tables import units
from tests.builders import rows, small_department
from tests.chat import buttons, said
from tests.examples import framework
from tests.handlers.stories import LANGUAGES, SWAPPED, SWAPPED_TOO, TEXTS, prompted, sent
from tests.there import there


@SWAPPED
@LANGUAGES
async def test_the_card_lists_all_that_is_owed_with_its_day_and_a_button_each(
    clock, tmp_path, sqlite_url, swapped, language
):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped, language=language) as (_, people):
        await people.officer.type("รายงาน")
        card = said(people.officer)
        assert TEXTS.line(language, "todo.title", count=3) in card
        assert {"th": "วันพฤหัสบดีที่ 5 พ.ย. 2569\nอีก 3 วันทำการ", "en": "Thursday 5 Nov 2026"}[language] in card
        assert len(buttons(people.officer)) == 3


async def test_nothing_owed_is_said_kindly_with_what_can_be_reported_early(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("รายงาน")
        assert "ขณะนี้ไม่มีรายการที่ต้องส่ง" in said(people.officer)
        assert "รายงานล่วงหน้าได้ 4 รายการ" in said(people.officer)
        assert "8 ก ต.ค. 2569" in buttons(people.officer)
        await people.supervisor.type("รายงาน")
        assert "ไม่ได้เป็นผู้รายงาน" in said(people.supervisor)


async def test_last_months_answer_missing_proof_and_drafts_stand_beside_each_row(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 จัดทำแผน")
        await people.officer.type("ยืนยัน")
        await people.officer.type("ไม่มีผลงาน 8 ข รอ")
        await people.officer.type("ยืนยัน")
        clock.move_to(people.prompt.replace(month=12, day=1))
        await people.officer.type("รายงาน 8 ก ขั้น 3")
        await people.officer.type("รายงาน")
        card = said(people.officer)
        assert "งวดก่อน ขั้น 2 จัดทำแผนปฏิบัติการ · ยังขาดหลักฐานขั้น 1 และ 2 · มีร่างค้าง" in card
        assert "งวดก่อนไม่มีผลงาน" in card


async def test_what_is_overdue_comes_first_and_says_so(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        clock.move_to(people.prompt.replace(month=12, day=1))
        await people.officer.type("รายงาน")
        card = said(people.officer)
        assert "เลยกำหนด ยังไม่ส่ง 3 รายการ" in card
        assert card.index("ต.ค. 2569") < card.index("พ.ย. 2569")
        assert "เลยกำหนด 18 วันทำการ" in card
        assert card.count("ส่งภายใน 5 ธ.ค. 2569") == 3


async def test_the_last_working_day_before_a_saturday_is_not_called_the_day_itself(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        for line in ("รายงาน 8 ก ขั้น 1 ทำ", "รายงาน 8 ข ขั้น 1 ทำ", "รายงาน 2.2 45"):
            await people.officer.type(line)
            await people.officer.type("ยืนยัน")
        clock.move_to(people.prompt.replace(month=12, day=4))
        await people.officer.type("รายงาน")
        assert "วันนี้เป็นวันทำการสุดท้าย · ส่งภายในวันเสาร์ที่ 5 ธ.ค. 2569" in said(people.officer)
        clock.move_to(people.prompt.replace(month=12, day=5))
        await people.officer.type("รายงาน")
        assert "ส่งภายในวันนี้ วันเสาร์ที่ 5 ธ.ค. 2569" in said(people.officer)


@SWAPPED_TOO
async def test_everything_as_last_month_is_shown_and_sent_with_one_confirmation(clock, tmp_path, database_url, swapped):
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        for line in ("รายงาน 8 ก ขั้น 2 จัดทำแผน", "รายงาน 8 ข ขั้น 4 ดำเนินการ", "รายงาน 2.2 45"):
            await people.officer.type(line)
            await people.officer.type("ยืนยัน")
        clock.move_to(people.prompt.replace(month=12, day=1))
        await people.officer.type("รายงาน")
        await people.officer.tap("ทุกรายการเหมือนงวดก่อน")
        assert "ส่งเหมือนงวดก่อน 3 รายการ" in said(people.officer)
        assert "45 หน่วยงาน" in said(people.officer)
        assert len(await sent(town)) == 3
        await people.officer.type("ยืนยัน")
        assert "ส่งแล้ว 3 รายการ" in said(people.officer)
        again = (await sent(town))[3:]
        assert [(it["period"], it["note"]) for it in again] == [("2026-11", "")] * 3
        assert sorted(str(it["step"] or it["amount"]) for it in again) == ["2", "4", "45"]


async def test_everything_as_last_month_is_offered_only_where_every_row_has_an_answer(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน")
        assert "ทุกรายการเหมือนงวดก่อน" not in buttons(people.officer)
        await people.officer.type("ทุกรายการเหมือนเดือนก่อน")
        assert "กรุณารายงานทีละรายการ" in said(people.officer)
        assert await sent(town) == []


async def test_what_a_colleague_sent_meanwhile_is_named_and_not_sent_again(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        for line in ("รายงาน 8 ก ขั้น 2 จัดทำแผน", "รายงาน 8 ข ขั้น 4 ดำเนินการ", "รายงาน 2.2 45"):
            await people.officer.type(line)
            await people.officer.type("ยืนยัน")
        clock.move_to(people.prompt.replace(month=12, day=1))
        await people.officer.type("เหมือนเดือนก่อน")
        await people.colleague.type("รายงาน 2.2 50")
        await people.colleague.type("ยืนยัน")
        await people.officer.type("ยืนยันส่งทั้งหมด")
        assert "ส่งแล้ว 2 รายการ" in said(people.officer)
        assert "มีผู้ส่งแล้วก่อนหน้านี้" in said(people.officer)
        assert len(await sent(town)) == 6


async def test_more_than_ten_rows_show_the_most_urgent_and_all_on_demand(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):

        def more_posts(work):
            for code in ("สปข.1", "สปข.2", "สปข.4"):
                unit = there(units.by_code(work, code))
                post = there(persons.post(work, persons.OFFICER, unit_id=unit.id, indicator=WHOLE))
                persons.hold(work, people.id_of(people.officer), post.post_id)

        await town.product.database.write(more_posts)
        await people.officer.type("รายงาน")
        assert "รายการที่ต้องส่ง 12 รายการ" in said(people.officer)
        assert buttons(people.officer).count("รายงาน") == 10
        assert "สปข.1 · ตัวชี้วัด 8 โครงการ ก" in said(people.officer)
        await people.officer.type("ดูทั้งหมด")
        assert buttons(people.officer).count("รายงาน") == 12


async def test_where_no_due_day_is_set_the_card_says_so(tmp_path, sqlite_url):
    clock = MovableClock(datetime(2004, 11, 30, 2, 0, tzinfo=UTC), ticking=False)
    pledge = framework("department-2548")
    async with small_department(clock, tmp_path, sqlite_url, pledge=pledge) as (town, people):
        clock.move_to(datetime(2004, 12, 1, 2, 0, tzinfo=UTC))
        await people.officer.type("รายงาน")
        assert "ไม่ได้กำหนดวันส่ง" in said(people.officer)
        await people.officer.type("รายงาน 8 ขั้น 2 เริ่มแล้ว")
        await people.officer.type("ยืนยัน")
        assert "จึงไม่นับความล่าช้า" in said(people.officer)
        assert [it["outcome"] for it in await rows(town, "SELECT verdict ->> 'outcome' AS outcome FROM reports")] == [
            "no_deadline"
        ]
