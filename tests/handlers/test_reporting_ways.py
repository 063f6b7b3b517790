"""What is reported in another system, on a form, by others or only when it happens."""

from bot import importing
from tests.builders import rows
from tests.chat import buttons, said
from tests.handlers.stories import LANGUAGES, PDF, SWAPPED, SWAPPED_TOO, evidence, prompted, sent
from tests.handlers.ways import in_many_ways, with_a_blank


async def entered_on(town):
    found = await rows(town, "SELECT entered_on FROM report_versions WHERE kind = 'elsewhere' ORDER BY id")
    return [str(row["entered_on"])[:10] for row in found]


@SWAPPED
async def test_what_was_entered_elsewhere_is_told_with_two_taps(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 1.1")
        assert "กรุณารายงานในระบบรายเดือน แล้วแจ้งวันที่บันทึก" in said(people.officer)
        await people.officer.tap("วันนี้ 2 พ.ย. 2569")
        assert "บันทึกในระบบแล้วเมื่อวันจันทร์ที่ 2 พ.ย. 2569" in said(people.officer)
        await people.officer.tap("ยืนยันส่ง")
        assert await entered_on(town) == ["2026-11-02"]
        await people.psdg.type(f"/show {(await sent(town))[0]['ref']}")
        assert "บันทึกในระบบแล้วเมื่อ" in said(people.psdg)


async def test_the_day_of_entry_may_be_typed_as_people_write_it(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 1.1 บันทึกแล้ว ๓๐ ต.ค. ๖๙ ครบทุกผลผลิต")
        assert "“ครบทุกผลผลิต”" in said(people.officer)
        await people.officer.type("ยืนยัน")
        assert await entered_on(town) == ["2026-10-30"]


async def test_a_day_that_cannot_be_right_is_asked_about(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        for typed, slip in (
            ("รายงาน 1.1 พรุ่งนี้", "ยังมาไม่ถึง"),
            ("15 ก.ย. 2569", "อยู่ก่อนงวดที่รายงาน"),
            ("31 พ.ย. 2569", "ไม่มีวันที่นี้ในปฏิทิน"),
            ("เรียบร้อยแล้ว", "กรุณาพิมพ์วันที่บันทึกในระบบ"),
        ):
            await people.officer.type(typed)
            assert slip in said(people.officer)
        await people.officer.type("1 พ.ย. 2569")
        await people.officer.type("ยืนยัน")
        assert await entered_on(town) == ["2026-11-01"]


@LANGUAGES
async def test_the_to_do_card_names_the_other_system(clock, tmp_path, sqlite_url, language):
    async with prompted(clock, tmp_path, sqlite_url, language=language, pledge=in_many_ways()) as (_, people):
        await people.officer.type("report")
        assert {"th": "รายงานในระบบรายเดือน", "en": "reported in the monthly system"}[language] in said(people.officer)


@SWAPPED
async def test_a_form_comes_back_as_a_file_and_that_is_the_report_source_003_4_1(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 4.1")
        assert "กรุณากรอกแบบฟอร์มจากระบบ rbm แล้วส่งไฟล์กลับในแชตนี้" in said(people.officer)
        await people.officer.type("กรอกแล้ว")
        assert "กรุณาส่งแบบฟอร์มที่กรอกแล้วเป็นไฟล์หรือภาพ" in said(people.officer)
        await people.officer.file("แบบ.pdf", PDF)
        assert "ส่งแบบฟอร์มที่กรอกแล้ว" in said(people.officer)
        await people.officer.tap("ยืนยันส่ง")
        (report,) = await sent(town)
        assert (report["kind"], report["period"]) == ("form", "2026-11")
        (file,) = await evidence(town)
        assert file["report_id"] is not None


async def test_the_blank_form_is_named_with_its_address_where_the_framework_has_one(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (_, people):
        await people.officer.type("รายงาน 4.2")
        assert "กรุณากรอก“แบบ พ.1”จากระบบงานที่กำหนด" in said(people.officer)
        assert "แบบฟอร์มเปล่า: https://forms.example/1" in said(people.officer)


@SWAPPED_TOO
async def test_the_blank_that_came_with_the_framework_is_a_tap_away(clock, tmp_path, database_url, swapped):
    """Whoever has Telegram gets the file itself, whoever has LINE an address that shows it."""
    blank = PDF + b"blank"
    pledge = with_a_blank(blank)
    async with prompted(clock, tmp_path, database_url, swapped=swapped, pledge=pledge) as (town, people):
        await people.officer.type("รายงาน 4.1")
        assert "กรุณากรอกแบบฟอร์ม แล้วส่งไฟล์กลับในแชตนี้" in said(people.officer)
        await people.officer.tap("ขอแบบฟอร์มเปล่า")
        assert await people.officer.opened() == blank
        assert "แบบฟอร์มเปล่าของตัวชี้วัด 4.1" in said(people.officer)
        await people.officer.file("แบบ.pdf", PDF)
        await people.officer.tap("ยืนยันส่ง")
        assert [it["kind"] for it in await sent(town)] == ["form"]


async def test_a_blank_that_is_gone_meanwhile_is_not_handed_out_any_more(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=with_a_blank(PDF)) as (town, people):
        await people.officer.type("รายงาน 4.1")
        await town.product.database.write(lambda work: importing.take(work, in_many_ways(), clock.now()))
        await people.officer.tap("ขอแบบฟอร์มเปล่า")
        assert "กรุณาส่งแบบฟอร์มที่กรอกแล้วเป็นไฟล์หรือภาพ" in said(people.officer)


async def test_an_english_reader_gets_the_blank_in_english_words(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, language="en", pledge=with_a_blank(PDF)) as (_, people):
        await people.officer.type("report 4.1")
        assert "Please fill in the form, then send the file back in this chat." in said(people.officer)
        await people.officer.type("Blank form")
        assert await people.officer.opened() == PDF
        assert "Indicator 4.1: the blank form" in said(people.officer)


async def test_a_form_whose_file_is_taken_back_is_asked_for_again(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 4.1")
        await people.officer.file("แบบ.pdf", PDF)
        await people.officer.type("แก้ไข")
        await people.officer.tap("หลักฐาน")
        await people.officer.tap(buttons(people.officer)[0])
        assert "กรุณากรอกแบบฟอร์มจากระบบ rbm" in said(people.officer)
        assert await sent(town) == []


async def test_a_form_that_was_sent_before_anybody_asked_can_be_used(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        await people.officer.file("แบบ.pdf", PDF)
        await people.officer.type("รายงาน 4.1")
        await people.officer.tap("ใช้ 1 ไฟล์ที่เก็บไว้")
        await people.officer.type("ยืนยัน")
        assert [it["kind"] for it in await sent(town)] == ["form"]


async def test_what_is_reported_only_when_it_happens_is_never_owed(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (_, people):
        await people.officer.type("รายงาน")
        assert "ตัวชี้วัด 2.1" in said(people.officer)
        assert "ตัวชี้วัด 4.1" not in said(people.officer)
        assert "ตัวชี้วัด 3.1" not in said(people.officer)


async def test_whoever_reports_what_another_system_feeds_is_told_so(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 3.1 85")
        assert "มีระบบงานอื่นส่งข้อมูลให้" in said(people.officer)
        assert await sent(town) == []


async def test_a_list_or_a_form_is_not_repeated_for_another_month(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (_, people):
        await people.officer.type("รายงาน 1.1 วันนี้")
        await people.officer.type("ยืนยัน")
        clock.move_to(people.prompt.replace(month=12, day=1))
        await people.officer.type("รายงาน 1.1")
        assert "งวดก่อน: บันทึกในระบบแล้วเมื่อ" in said(people.officer)
        assert not [label for label in buttons(people.officer) if "เท่าเดิม" in label]


@SWAPPED
async def test_a_day_of_entry_is_corrected_in_one_line(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 1.1 วันนี้")
        await people.officer.type("ยืนยัน")
        ref = (await sent(town))[0]["ref"]
        await people.officer.type(f"แก้ไข {ref} เรียบร้อย")
        assert "กรุณาพิมพ์วันที่บันทึกในระบบ" in said(people.officer)
        await people.officer.type(f"แก้ไข {ref} บันทึกแล้ว 30 ต.ค. 2569 ครบ")
        assert "“ครบ”" in said(people.officer)
        await people.officer.type("ยืนยัน")
        assert await entered_on(town) == ["2026-11-02", "2026-10-30"]


async def test_words_behind_a_forms_reference_are_its_note(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, pledge=in_many_ways()) as (town, people):
        await people.officer.type("รายงาน 4.1 ฉบับเดือนนี้")
        assert "กรุณาส่งแบบฟอร์มที่กรอกแล้ว" in said(people.officer)
        await people.officer.file("แบบ.pdf", PDF)
        await people.officer.type("ยืนยัน")
        await people.officer.type(f"แก้ไข {(await sent(town))[0]['ref']} ฉบับแก้คำผิด")
        assert "“ฉบับแก้คำผิด”" in said(people.officer)
        await people.officer.type("ยืนยัน")
        assert [it["note"] for it in await sent(town)] == ["ฉบับเดือนนี้", "ฉบับแก้คำผิด"]
