"""The year's calendar in chat: what comes next, what is late, what waits for what; the PSDG says what is done."""

from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from bot import importing
from bot.clock import MovableClock
from tests.bot.outgoing import later
from tests.builders import BANGKOK, rows, small_department
from tests.chat import buttons, said
from tests.examples import framework
from tests.handlers.stories import LANGUAGES, SWAPPED_TOO

MID_DECEMBER = datetime(2026, 12, 14, 10, 0, tzinfo=BANGKOK)
NEW_YEAR = datetime(2027, 1, 4, 10, 0, tzinfo=BANGKOK)
APRIL_2554 = datetime(2011, 4, 20, 10, 0, tzinfo=BANGKOK)


@asynccontextmanager
async def office(clock, folder, url, *, at, name="transport", **how):
    """A department with another framework beside its own, whose steps are those of a source."""
    async with small_department(clock, folder, url, twice=True, **how) as (town, people):
        wanted = framework(name)
        await town.product.database.write(lambda work: importing.take(work, wanted, clock.now()))
        clock.move_to(at)
        yield town, people


@SWAPPED_TOO
async def test_the_calendar_says_what_can_be_done_what_waits_and_until_when(clock, tmp_path, database_url, swapped):
    async with office(clock, tmp_path, database_url, at=MID_DECEMBER, swapped=swapped) as (_, people):
        await people.psdg.type("ปฏิทิน")
        text = said(people.psdg)
        assert "คำรับรองการปฏิบัติราชการ (SB-11-1)" in text
        assert "ขั้นที่ 6: ถ่ายทอดตัวชี้วัดลงสู่ระดับกรม/กอง" in text
        assert "รอขั้นที่ 6" in text
        assert "สพร." in text
        assert "ล่าช้า" not in text
        assert "ขั้นที่ 1:" not in text


@SWAPPED_TOO
async def test_a_step_that_is_done_lets_the_next_one_begin_and_both_are_offered(clock, tmp_path, database_url, swapped):
    async with office(clock, tmp_path, database_url, at=MID_DECEMBER, swapped=swapped) as (_, people):
        await people.psdg.type("ขั้นตอนเสร็จ 6")
        assert "ขั้นที่ 6 เสร็จวันนี้" in said(people.psdg)
        await people.psdg.type("ขั้นตอนเสร็จ ๗ transport")
        assert "ขั้นที่ 7 เสร็จวันนี้" in said(people.psdg)
        assert "รอขั้นที่ 6" not in said(people.psdg)


async def test_source_002_step_7_with_corrections_leads_back_to_step_6_and_undoes_it(clock, tmp_path, sqlite_url):
    async with office(clock, tmp_path, sqlite_url, at=MID_DECEMBER) as (_, people):
        await people.psdg.type("ขั้นตอนเสร็จ 6")
        await people.psdg.type("ขั้นตอนกลับ 7")
        text = said(people.psdg)
        assert "ขั้นที่ 7 มีข้อแก้ไข จึงกลับไปขั้นที่ 6" in text
        assert "ส่งกลับแล้ว 1 ครั้ง" in text
        assert "รอขั้นที่ 6" in text
        await people.psdg.type("ขั้นตอนกลับ 8")
        assert "ขั้นที่ 8 ไม่มีทางกลับ" in said(people.psdg)


async def test_a_way_back_that_is_pressed_twice_is_one(clock, tmp_path, database_url):
    async with office(clock, tmp_path, database_url, at=MID_DECEMBER) as (_, people):
        await people.psdg.type("ขั้นตอนเสร็จ 6")
        await people.psdg.type("ขั้นตอนกลับ 7")
        await people.psdg.type("ขั้นตอนกลับ 7")
        assert "ขั้นที่ 7 กลับไปขั้นที่ 6 อยู่แล้ว" in said(people.psdg)
        await people.psdg.type("ปฏิทิน")
        assert "ส่งกลับแล้ว 1 ครั้ง" in said(people.psdg)


async def test_who_says_it_a_second_time_is_told_who_was_first_and_when(clock, tmp_path, sqlite_url):
    async with office(clock, tmp_path, sqlite_url, at=MID_DECEMBER) as (_, people):
        await people.psdg.type("ขั้นตอนเสร็จ 6")
        clock.move_to(NEW_YEAR)
        await people.psdg.type("stepdone 6")
        assert "เสร็จแล้วเมื่อวันจันทร์ที่ 14 ธ.ค. 2569 แจ้งโดย วีระ" in said(people.psdg)


async def test_help_teaches_the_words_of_the_steps_where_there_are_steps(clock, tmp_path, sqlite_url):
    async with office(clock, tmp_path, sqlite_url, at=MID_DECEMBER) as (_, people):
        await people.psdg.type("ช่วยเหลือ")
        assert "ขั้นตอนเสร็จ 7" in said(people.psdg)


async def test_what_was_said_by_mistake_can_be_taken_back_by_a_tap(clock, tmp_path, sqlite_url):
    async with office(clock, tmp_path, sqlite_url, at=MID_DECEMBER) as (_, people):
        await people.psdg.type("ขั้นตอนเสร็จ 6")
        await people.psdg.tap("ถอนขั้นที่ 6")
        assert "สิ่งที่แจ้งล่าสุดของขั้นที่ 6 ไม่นับ" in said(people.psdg)
        assert "รอขั้นที่ 6" in said(people.psdg)
        await people.psdg.type("ถอนขั้นตอน 6")
        assert "ไม่มีสิ่งที่ต้องถอน" in said(people.psdg)


async def test_a_step_that_was_not_done_in_its_days_is_late_in_working_days(clock, tmp_path, sqlite_url):
    async with office(clock, tmp_path, sqlite_url, at=NEW_YEAR) as (_, people):
        await people.psdg.type("ปฏิทิน")
        text = said(people.psdg)
        assert "ล่าช้า 1 วันทำการ" in text
        assert "ล่าช้า 8 ขั้นตอน" in text


@LANGUAGES
async def test_everybody_may_look_and_only_the_psdg_may_say_that_a_step_is_done(clock, tmp_path, sqlite_url, language):
    async with office(clock, tmp_path, sqlite_url, at=MID_DECEMBER, language=language) as (_, people):
        for phone in (people.officer, people.supervisor):
            await phone.type("ปฏิทิน" if language == "th" else "calendar")
            assert ("ขั้นที่ 6" if language == "th" else "Step 6") in said(phone)
            assert all("6" not in label for label in buttons(phone))
            await phone.type("stepdone 6")
            assert ("นอกเหนือหน้าที่" if language == "th" else "outside your posts") in said(phone)
        await people.psdg.type("calendar")
        assert ("รอขั้นที่ 6" if language == "th" else "waits for step 6") in said(people.psdg)


async def test_a_step_that_is_not_there_is_answered_with_those_that_are(clock, tmp_path, sqlite_url):
    async with office(clock, tmp_path, sqlite_url, at=MID_DECEMBER) as (_, people):
        await people.psdg.type("ขั้นตอนเสร็จ 70")
        assert "ไม่พบขั้นที่ “70”" in said(people.psdg)
        await people.psdg.type("ขั้นตอนเสร็จ")
        assert "ปฏิทิน: " in said(people.psdg)


async def test_provinces_see_that_9_months_send_the_card_only_source_001_1_5_2(tmp_path, sqlite_url):
    clock = MovableClock(APRIL_2554, ticking=False)
    async with office(clock, tmp_path, sqlite_url, at=APRIL_2554, name="provinces-2554") as (_, people):
        await people.psdg.type("ปฏิทิน")
        text = said(people.psdg)
        assert "ส่งรายงานรอบ 6 เดือนถึงสำนักงาน ก.พ.ร." in text
        assert "วันเสาร์ที่ 30 เม.ย. 2554" in text
        assert "วันเสาร์ที่ 16 ก.ค. 2554 · เหลือ" in text
        nine = text[text.index("ส่งรายงานรอบ 9 เดือน") :].splitlines()[1]
        assert "e-SAR Card" in nine
        assert "Self Assessment" not in nine
        await people.psdg.type("รอบ 9/2554")
        assert "เอกสารที่ส่งสำนักงาน ก.พ.ร.: e-SAR Card" in said(people.psdg).splitlines()
        await people.psdg.type("round 12/2554")
        (sent,) = (line for line in said(people.psdg).splitlines() if line.startswith("เอกสารที่ส่ง"))
        assert "รายงานการประเมินผลตนเอง" in sent
        assert "e-SAR Card" in sent


async def test_where_nothing_lies_ahead_the_calendar_says_so_and_offers_the_next_step(clock, tmp_path, sqlite_url):
    long_after = datetime(2032, 5, 4, 10, 0, tzinfo=BANGKOK)
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        clock.move_to(long_after)
        await people.psdg.type("ปฏิทิน")
        assert "ยังไม่มีวันครบกำหนดหรือขั้นตอนข้างหน้า" in said(people.psdg)
        assert "ดูภาพรวม" in buttons(people.psdg)


NOBODY_ELSE = ("officer", "colleague", "head", "neighbour", "supervisor", "deputy", "collector")
LATE_JANUARY = datetime(2027, 1, 27, 9, 0, tzinfo=BANGKOK)


@LANGUAGES
async def test_the_psdg_is_warned_of_a_step_in_the_morning_and_finishes_it_by_a_tap(
    clock, tmp_path, database_url, language
):
    pledge = framework("transport", year=2570)
    how: dict[str, Any] = {"language": language, "absent": NOBODY_ELSE, "pledge": pledge}
    async with small_department(clock, tmp_path, database_url, twice=True, **how) as (town, people):
        for step in range(2, 10):
            await people.psdg.type(f"stepdone {step}")
        await town.play_to(LATE_JANUARY - timedelta(days=1))
        said(people.psdg)
        await town.play_to(LATE_JANUARY + timedelta(minutes=5))
        text = said(people.psdg)
        assert ("ขั้นที่ 10: ติดตามความก้าวหน้า" if language == "th" else "Step 10: Progress of 3 months") in text
        await people.psdg.tap("ขั้นที่ 10 เสร็จแล้ว" if language == "th" else "Step 10 is done")
        assert ("ขั้นที่ 10 เสร็จวันนี้" if language == "th" else "step 10 was finished today") in said(people.psdg)


@SWAPPED_TOO
async def test_the_year_comes_as_a_file_that_a_calendar_reads(clock, tmp_path, database_url, swapped):
    """Whoever has Telegram gets the file itself, whoever has LINE an address that shows it."""
    async with office(clock, tmp_path, database_url, at=MID_DECEMBER, swapped=swapped) as (_, people):
        for person in (people.psdg, people.officer):
            await person.type("ปฏิทิน ไฟล์ transport")
            found = Calendar.from_ical(await person.opened())
            days = {str(event["uid"]).partition(".")[0]: event for event in found.walk("VEVENT")}
            assert len([uid for uid in days if uid.startswith("step-")]) == 19
            assert days["round-9-3"].decoded("dtstart") == date(2027, 7, 31)
            assert "รอบ 9 เดือน" in str(days["round-9-3"]["summary"])


async def test_the_file_of_each_framework_in_force_is_a_tap_away(clock, tmp_path, sqlite_url):
    async with office(clock, tmp_path, sqlite_url, at=MID_DECEMBER) as (_, people):
        await people.psdg.type("ปฏิทิน")
        await people.psdg.tap("รับไฟล์ปฏิทิน")
        assert b"BEGIN:VCALENDAR" in await people.psdg.opened()
        await people.psdg.type("calendar file")
        assert len([it for it in said(people.psdg).split("\n") if "ปฏิทินของ" in it]) == 2
        await people.psdg.type("ปฏิทิน ไฟล์ ไม่มี")
        assert "ไม่พบกรอบ “ไม่มี” ที่มีคือ" in said(people.psdg)


async def test_the_file_stays_the_same_until_something_is_imported(clock, tmp_path, sqlite_url):
    async with office(clock, tmp_path, sqlite_url, at=MID_DECEMBER) as (_, people):
        await people.officer.type("ปฏิทิน ไฟล์ transport")
        before = await people.officer.opened()
        clock.move_to(NEW_YEAR)
        await people.officer.type("ปฏิทิน ไฟล์ transport")
        assert await people.officer.opened() == before


async def test_where_the_disk_takes_no_file_the_calendar_comes_once_it_does(clock, tmp_path, sqlite_url):
    async with office(clock, tmp_path, sqlite_url, at=MID_DECEMBER) as (town, people):
        place = town.product.made.path("0" * 64).parents[2]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("no folder can be made here")
        await people.psdg.type("ปฏิทิน ไฟล์ transport")
        assert said(people.psdg) == ""
        place.unlink()
        await later(town, minutes=2)
        assert b"BEGIN:VCALENDAR" in await people.psdg.opened()


@SWAPPED_TOO
async def test_late_steps_are_among_what_is_late_and_in_the_directors_sentence(clock, tmp_path, database_url, swapped):
    async with office(clock, tmp_path, database_url, at=NEW_YEAR, swapped=swapped) as (_, people):
        await people.psdg.type("ล่าช้า")
        text = said(people.psdg)
        assert "ขั้นตอนของกระบวนการที่ล่าช้า: 8 ขั้นตอน" in text
        assert "ขั้นที่ 6: ถ่ายทอดตัวชี้วัดลงสู่ระดับกรม/กอง" in text
        await people.psdg.type("ภาพรวม")
        assert "ขั้นตอนของกระบวนการล่าช้า 8 ขั้นตอน: คำรับรองการปฏิบัติราชการ (SB-11-1) · ขั้นที่ 2" in said(people.psdg)
        await people.psdg.tap("ดูปฏิทิน")
        assert "รอขั้นที่ 6" in said(people.psdg)
        await people.officer.type("ล่าช้า")
        assert "ขั้นตอนของกระบวนการ" not in said(people.officer)
        await people.officer.type("ภาพรวม")
        assert "ขั้นตอน" not in said(people.officer)


async def test_where_only_a_process_runs_the_sentence_names_the_step_that_can_be_done_now(clock, tmp_path, sqlite_url):
    pledge = framework("unit-agreement", year=2570)
    how: dict[str, Any] = {"absent": NOBODY_ELSE, "pledge": pledge}
    async with small_department(clock, tmp_path, sqlite_url, **how) as (_, people):
        await people.psdg.type("ภาพรวม")
        text = said(people.psdg)
        assert "ขั้นตอนที่ทำได้แล้ว: ขั้นที่" in text
        assert "ยังไม่มีเดือน" not in text
        for word in ("รอบ", "คะแนน"):
            await people.psdg.type(word)
            assert said(people.psdg).startswith("กรอบที่ใช้อยู่ไม่มีรอบรายงาน")


async def test_a_late_step_is_told_by_the_days_it_is_late_by_and_one_that_is_soon_due_by_what_is_left(
    clock, tmp_path, sqlite_url
):
    async with office(clock, tmp_path, sqlite_url, at=NEW_YEAR) as (_, people):
        await people.psdg.type("ปฏิทิน")
        late = [line for line in said(people.psdg).split("\n") if "ล่าช้า 1 วันทำการ" in line and "ขั้นที่" in line]
        assert late
        assert all("31 ธ.ค. 2569" in line for line in late)


async def test_a_step_that_was_finished_before_is_stated_with_its_day_and_not_one_to_come(
    clock, tmp_path, database_url
):
    async with office(clock, tmp_path, database_url, at=NEW_YEAR) as (town, people):
        await people.psdg.type("ขั้นตอนเสร็จ 6 30/12/2569")
        assert "ขั้นที่ 6 เสร็จวันพุธที่ 30 ธ.ค. 2569" in said(people.psdg)
        await people.psdg.type("ขั้นตอนเสร็จ 7 transport ๓๑ ธ.ค. ๖๙")
        assert "ขั้นที่ 7 เสร็จวันพฤหัสบดีที่ 31 ธ.ค. 2569" in said(people.psdg)
        days = await rows(town, "SELECT happened_on FROM process_events ORDER BY number")
        assert [str(row["happened_on"]) for row in days] == ["2026-12-30", "2026-12-31"]
        await people.psdg.type("ขั้นตอนเสร็จ 8 31/12/2570")
        assert "31 ธ.ค. 2570" in said(people.psdg)
        await people.psdg.type("ขั้นตอนเสร็จ 8 31/2/2569")
        assert "กรุณาพิมพ์วันที่" in said(people.psdg)
        assert len(await rows(town, "SELECT id FROM process_events")) == 2
