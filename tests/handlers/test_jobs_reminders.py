"""What people hear from the clock, as it stands on their phones: prompts, warnings, alerts with their price."""

from datetime import datetime
from decimal import Decimal

from bot.clock import MovableClock
from storage.tables import obligations
from tests.builders import BANGKOK, rows, small_department
from tests.chat import heard_by, last, said
from tests.examples import framework
from tests.handlers.sending import send
from tests.handlers.stories import SWAPPED, SWAPPED_TOO

SIX_LINES = 6


def at(year, month, day, hour=9, minute=30):
    return datetime(year, month, day, hour, minute, tzinfo=BANGKOK)


async def play(town, people, instant):
    """Live on until then; what each person heard meanwhile, in one text, by name of their role."""
    names = ("officer", "neighbour", "head", "supervisor", "psdg")
    before = {name: len(heard_by(getattr(people, name))) for name in names}
    await town.play_to(instant)
    return {name: [each.text for each in heard_by(getattr(people, name))[before[name] :]] for name in names}


async def meet_all(town, *, but=""):
    """Everything that is owed has come, but for one unit's."""
    owed = await rows(town, "SELECT o.id, u.code FROM obligations o JOIN units u ON u.id = o.unit_id WHERE o.tier = 1")
    ids = [row["id"] for row in owed if row["code"] != but]
    await town.product.database.write(lambda work: [obligations.meet(work, each) for each in ids])


@SWAPPED_TOO
async def test_the_month_is_asked_for_then_warned_about_then_late(clock, tmp_path, database_url, swapped):
    async with small_department(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        heard = await play(town, people, at(2026, 11, 2))
        (prompt,) = heard["officer"]
        assert "สปข.3 · ผลงาน ต.ค. 2569" in prompt
        assert "ส่งภายในวันพฤหัสบดีที่ 5 พ.ย. 2569\nอีก 3 วันทำการ" in prompt
        assert "เริ่มรายงานผลงาน ต.ค. 2569 ได้แล้ว · หยุดเองเมื่อส่งครบ" in prompt
        assert heard["head"] == heard["supervisor"] == []

        assert (await play(town, people, at(2026, 11, 3)))["officer"] == []
        (warning,) = (await play(town, people, at(2026, 11, 4)))["officer"]
        assert "เตือนล่วงหน้าตามที่กรอบตั้งไว้: ผลงาน ต.ค. 2569" in warning
        (warning,) = (await play(town, people, at(2026, 11, 5)))["officer"]
        assert "ส่งภายในวันนี้" in warning
        (late,) = (await play(town, people, at(2026, 11, 6)))["officer"]
        assert "ผลงาน ต.ค. 2569 ล่าช้า 1 วันทำการ" in late
        assert "ไม่ถูกหักคะแนนโดยตรง" in late

        heard = await play(town, people, at(2026, 11, 10))
        assert len(heard["officer"]) == len(heard["head"]) == 1
        assert "ผลงาน ต.ค. 2569 ล่าช้า 3 วันทำการ" in heard["head"][0]
        heard = await play(town, people, at(2026, 11, 16))
        assert "ยังไม่ได้รับผลงานจาก 10 หน่วยงาน" in heard["supervisor"][0]
        assert "ล่าช้า 7 วันทำการ: 6 9 10 11 12 13 16 พ.ย. (ไม่นับ 7 8 14 15 พ.ย. เสาร์–อาทิตย์)" in heard["supervisor"][0]


async def test_the_same_in_english(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, language="en") as (town, people):
        (prompt,) = (await play(town, people, at(2026, 11, 2)))["officer"]
        assert "Work of Oct 2026 can be reported now · stops by itself when all is sent" in prompt
        heard = await play(town, people, at(2026, 11, 16))
        assert "10 units have not sent their work" in heard["supervisor"][0]
        assert "7 working days late: 6 9 10 11 12 13 16 Nov" in heard["supervisor"][0]
        assert "(not counted: 7 8 14 15 Nov weekend)" in heard["supervisor"][0]


async def test_who_has_reported_hears_nothing_and_others_only_what_is_missing(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await town.play_to(at(2026, 11, 3))
        await send(town, people, project="ก")
        (warning,) = (await play(town, people, at(2026, 11, 4)))["officer"]
        assert "โครงการ ข" in warning
        assert "โครงการ ก" not in warning
        await meet_all(town, but="สปข.5")
        heard = await play(town, people, at(2026, 11, 16))
        assert heard["officer"] == heard["head"] == []
        assert "ยังไม่ได้รับผลงานจาก 1 หน่วยงาน" in heard["supervisor"][0]
        assert "ยังขาด: สปข.5 (8)" in heard["supervisor"][0]


async def test_a_report_that_comes_before_the_words_are_drawn_clears_the_reminder(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await town.play_to(at(2026, 11, 2, 8, 55))
        await people.officer.type("ภาษา")
        await town.play_to(at(2026, 11, 2, 9, 10))
        await meet_all(town)
        heard = await play(town, people, at(2026, 11, 2, 9, 40))
        assert heard["officer"] == []
        found = await rows(town, "SELECT state, fault FROM outbox WHERE key LIKE '%+'")
        assert found == [{"state": "dropped", "fault": "nothing left to say"}]


@SWAPPED
async def test_an_outage_of_ten_days_makes_one_message(clock, tmp_path, sqlite_url, swapped):
    async with small_department(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await town.settle()
        clock.move_to(at(2026, 11, 12, 11, 0))
        before = len(heard_by(people.officer))
        await town.settle()
        (told,) = heard_by(people.officer)[before:]
        assert "ล่าช้า 5 วันทำการ" in told.text
        assert len(heard_by(people.head)) == 1


@SWAPPED
async def test_a_prompt_waits_until_the_open_draft_is_idle(clock, tmp_path, sqlite_url, swapped):
    async with small_department(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await town.play_to(at(2026, 11, 2, 8, 50))
        await people.officer.type("ภาษา")
        before = len(heard_by(people.officer))
        await town.play_to(at(2026, 11, 2, 9, 15))
        assert len(heard_by(people.officer)) == before
        await town.play_to(at(2026, 11, 2, 9, 25))
        assert "เริ่มรายงานผลงาน ต.ค. 2569 ได้แล้ว" in "\n".join(each.text for each in heard_by(people.officer)[before:])


@SWAPPED
async def test_a_warning_stands_beside_an_open_draft_and_repeats_its_choices(clock, tmp_path, sqlite_url, swapped):
    async with small_department(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await town.play_to(at(2026, 11, 4, 8, 55))
        await people.officer.type("ภาษา")
        offered = last(people.officer).buttons
        await town.play_to(at(2026, 11, 4))
        assert "เตือนล่วงหน้าตามที่กรอบตั้งไว้" in "\n".join(each.text for each in heard_by(people.officer))
        assert last(people.officer).buttons == offered
        await people.officer.tap("English")
        assert await rows(town, "SELECT language FROM people WHERE name = :name", name=people.officer.name) == [
            {"language": "en"}
        ]


async def test_a_list_of_projects_that_was_only_looked_at_is_not_offered_again_beside_a_warning(
    clock, tmp_path, sqlite_url
):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await town.play_to(at(2026, 11, 4, 8, 55))
        await people.officer.type("โครงการ")
        assert "แจ้งเสร็จสิ้น ก" in last(people.officer).buttons
        (warning,) = (await play(town, people, at(2026, 11, 4)))["officer"]
        assert "เตือนล่วงหน้าตามที่กรอบตั้งไว้" in warning
        assert "แจ้งเสร็จสิ้น ก" not in last(people.officer).buttons


async def test_source_000_warns_before_songkran_and_counts_half_a_point_a_day_after_it(tmp_path, database_url):
    clock = MovableClock(at(2005, 3, 1, 8, 0), ticking=False)
    pledge = framework("department-2548")
    async with small_department(clock, tmp_path, database_url, pledge=pledge) as (town, people):
        await town.play_to(at(2005, 4, 11, 20))
        (warning,) = (await play(town, people, at(2005, 4, 12)))["psdg"]
        assert "กำหนดวันศุกร์ที่ 15 เม.ย. 2548" in warning
        assert "แจ้งก่อน เพราะวันครบกำหนดเป็นวันหยุด (วันสงกรานต์)" in warning
        assert "วันนี้เป็นวันทำการสุดท้ายที่ส่งได้ทันกำหนด" in warning
        assert "ถึง 16 เม.ย. หัก 0.5" in warning

        assert (await play(town, people, at(2005, 4, 17, 20)))["psdg"] == []
        heard = await play(town, people, at(2005, 4, 18))
        (late,) = heard["psdg"]
        assert "หากถึงวันนี้ หัก 1.5 คะแนน · ถึงพรุ่งนี้ หัก 2.0" in late
        assert "ถึง 30 เม.ย. หัก 7.5" in late
        assert late.count("เม.ย. 2548") == 1
        assert len([line for line in late.splitlines() if line]) <= SIX_LINES
        assert "หากยังไม่ถึง นับถึงวันนี้ล่าช้า 3 วัน: 16 17 18 เม.ย." in late
        assert "ที่มา: วิธีการรายงานผลการปฏิบัติงาน ตัวชี้วัดที่ 8 ปีงบประมาณ 2548 ข้อ 3" in late
        assert "หัก 1.5 คะแนน" in heard["officer"][0]
        assert len((await play(town, people, at(2005, 4, 20)))["psdg"]) == 2


def province(values):
    """Source 001 §1.5.2 note *: 0.0500 points a working day off the total, only for the round of 12 months."""
    values |= {"year": 2554, "title": "จังหวัด"}
    values["sources"] = [{"code": "001", "title": "คู่มือ พ.ศ. 2554"}]
    values["indicators"][0].pop("source")
    values["rounds"] = [{"code": 12, "deadlines": [{"tier": 3, "on": "2554-10-31", "source": "001"}]}]
    values["penalties"] = [
        {
            "code": "late",
            "tier": 3,
            "rounds": [12],
            "rate": Decimal("0.0500"),
            "per": "working",
            "off": "คะแนนรวม",
            "source": {"document": "001", "clause": "ข้อ 1.5.2 หมายเหตุ *"},
        }
    ]


@SWAPPED
async def test_source_001_counts_five_working_days_and_says_what_comes(tmp_path, sqlite_url, swapped):
    clock = MovableClock(at(2011, 9, 1, 8, 0), ticking=False)
    pledge = framework("department-2548", province)
    async with small_department(clock, tmp_path, sqlite_url, pledge=pledge, swapped=swapped) as (town, people):
        await town.play_to(at(2011, 11, 4, 20))
        (late,) = (await play(town, people, at(2011, 11, 7)))["psdg"]
        assert "ยังไม่ได้รับแจ้งว่ารายงานรอบ 12 เดือนส่งถึงสำนักงาน ก.พ.ร." in late
        assert "5 วันทำการ: 1 2 3 4 7 พ.ย. (ไม่นับ 5 6 พ.ย. เสาร์–อาทิตย์)" in late
        assert "หากถึงวันนี้ หัก 0.2500 คะแนน · ถึงพรุ่งนี้ หัก 0.3000" in late
        assert "ถึง 30 พ.ย. หัก 1.1000" in late
        assert "จากคะแนนรวม" in late
        assert "คู่มือ พ.ศ. 2554 ข้อ 1.5.2 หมายเหตุ *" in late

        await people.psdg.tap("เหตุผล")
        assert "1 2 3 4 7 พ.ย." in said(people.psdg)
        await people.psdg.tap("แจ้งว่าส่งถึงแล้ว")
        await people.psdg.type("4/11/2554")
        await people.psdg.tap("ยืนยัน")
        assert (await play(town, people, at(2011, 11, 9)))["psdg"] == []


async def test_a_supervisor_is_warned_of_a_round_and_hears_what_it_has_eaten(tmp_path, sqlite_url):
    clock = MovableClock(at(2027, 3, 15, 8, 0), ticking=False)
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await meet_all(town)
        await town.play_to(at(2027, 3, 28))
        (warning,) = (await play(town, people, at(2027, 3, 29)))["supervisor"]
        assert "ใกล้ครบกำหนดนำส่งกลุ่มพัฒนาระบบบริหาร: รอบ 6 เดือน 1 ตัวชี้วัด" in warning
        assert "เหลืออีก 1 วันทำการ" in warning
        await town.play_to(at(2027, 3, 30, 20))
        (late,) = (await play(town, people, at(2027, 3, 31)))["supervisor"]
        assert "ใช้เวลาของกลุ่มพัฒนาระบบบริหารไปแล้ว 1 จาก 8 วันทำการ" in late
        assert "จะหัก 0.5 คะแนนต่อ 1 วัน" in late
        await people.supervisor.tap("นำส่ง")
        await people.supervisor.tap("นำส่ง")
        assert (await play(town, people, at(2027, 4, 2)))["supervisor"] == []


async def test_one_message_shows_everything_that_is_late(tmp_path, sqlite_url):
    clock = MovableClock(at(2027, 3, 15, 8, 0), ticking=False)
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await town.play_to(at(2027, 4, 15))
        heard = {day: await play(town, people, at(2027, 4, day)) for day in (16, 19, 20)}
        assert [len(told["psdg"]) for told in heard.values()] == [1, 1, 1]
        for name in ("officer", "head", "supervisor"):
            assert [len(told[name]) for told in heard.values()] == [1, 0, 1]
        assert "ยังไม่ได้รับแจ้งว่ารายงานรอบ 6 เดือน" in heard[19]["psdg"][0]
        assert "ตัวชี้วัดที่ยังไม่นำส่ง: 8, 2.2 และ 10.1" in heard[19]["psdg"][0]


async def test_a_quarter_and_its_last_month_make_one_card(tmp_path, sqlite_url):
    clock = MovableClock(at(2026, 12, 30, 8, 0), ticking=False)
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await town.play_to(at(2027, 1, 3))
        (prompt,) = (await play(town, people, at(2027, 1, 4)))["officer"]
        assert "เริ่มรายงานผลงาน ธ.ค. 2569 และ ต.ค. 2569 – ธ.ค. 2569 ได้แล้ว" in prompt
        assert "ตัวชี้วัด 10.1" in prompt
        (late,) = (await play(town, people, at(2027, 1, 6)))["officer"][-1:]
        assert "และงวดอื่นอีก 1 งวด" in late


async def test_the_psdg_hears_on_the_prompts_morning_of_units_where_nobody_can_be_asked(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url) as (town, people):
        await people.neighbour.block()
        (told,) = (await play(town, people, at(2026, 11, 2)))["psdg"]
        assert "ไม่มีผู้รับข้อความใน 9 หน่วยงานที่ต้องรายงานผลงาน ต.ค. 2569" in told
        assert "ยังไม่มีผู้รายงาน: สปข.1, สปข.2, สปข.4, สปข.6, สปข.7, สปข.8, กกร., กกจ." in told
        assert "ผู้รายงานปิดรับข้อความ: สปข.5" in told
        assert "พิมพ์ “เชิญ”" in told
        assert (await play(town, people, at(2026, 11, 5)))["psdg"] == []


async def test_where_somebody_can_be_asked_in_every_unit_the_psdg_hears_nothing_of_it(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await meet_all(town, but="สปข.3")
        assert (await play(town, people, at(2026, 11, 2)))["psdg"] == []


async def returned(town, people):
    """A report of the officer's was sent on Monday 2 November and sent back at once: expected on Monday the 9th."""
    await town.play_to(at(2026, 11, 2))
    ref = await send(town, people)
    await meet_all(town)
    await people.supervisor.type(f"/return {ref} ภาพไม่ชัด")
    return ref


@SWAPPED_TOO
async def test_who_sent_a_returned_report_is_told_before_its_new_day_on_it_and_once_after(
    clock, tmp_path, database_url, swapped
):
    async with small_department(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        ref = await returned(town, people)
        heard = {day: (await play(town, people, at(2026, 11, day)))["officer"] for day in (5, 6, 9, 10, 16)}
        assert [len(told) for told in heard.values()] == [0, 1, 1, 1, 0]
        assert f"{ref} · ขอให้แก้ไข ส่งใหม่ภายในวันจันทร์ที่ 9 พ.ย. 2569" in heard[6][0]
        assert "ยังถือว่าส่งทันกำหนดตามวันที่ส่งครั้งแรก" in heard[6][0]
        assert "เลยวันที่ขอให้ส่งใหม่แล้ว: วันจันทร์ที่ 9 พ.ย. 2569" in heard[10][0]
        assert "หัก" not in "".join(map(str, heard.values()))
        assert heard_by(people.colleague)[-1].text.count(ref) == 0
        await people.officer.type("รายงาน")
        assert ref in said(people.officer)


async def test_a_report_that_was_sent_again_stops_it(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await returned(town, people)
        await send(town, people, step=3, correcting=True)
        assert (await play(town, people, at(2026, 11, 16)))["officer"] == []


async def test_with_the_quota_used_up_the_psdg_hears_it_at_once_and_who_was_not_reached_in_the_morning(
    clock, tmp_path, sqlite_url
):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await town.play_to(at(2026, 11, 2, 8))
        town.line.quota.limit = 0
        heard = await play(town, people, at(2026, 11, 2, 19))
        assert heard["officer"] == []
        (spent,) = [text for text in heard["psdg"] if "โควตา" in text]
        assert "โควตาข้อความ LINE ของเดือน พ.ย. 2569 หมดแล้ว" in spent
        (told,) = (await play(town, people, at(2026, 11, 3)))["psdg"]
        assert "ข้อความเตือนยังไม่ถึง 3 คน เพราะโควตาข้อความหมด" in told
        assert "ยังไม่ได้รับ: ผู้รายงาน สปข.3, ผู้รายงาน สปข.3, ผู้รายงาน สปข.5" in told
        assert (await play(town, people, at(2026, 11, 4, 8)))["psdg"] == []


async def test_what_a_used_up_quota_kept_is_drawn_anew_when_it_returns_and_never_in_a_quiet_hour(
    clock, tmp_path, sqlite_url
):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        town.line.quota.limit = 0
        await town.play_to(at(2026, 11, 2, 19))
        town.line.quota.limit = 300
        assert (await play(town, people, at(2026, 11, 3, 8)))["officer"] == []
        heard = await play(town, people, at(2026, 11, 3, 10))
        (late,) = heard["officer"]
        assert "อีก 2 วันทำการ" in late
        assert len(heard["neighbour"]) == 1


async def test_of_what_was_kept_only_the_newest_goes_out_and_nothing_where_all_has_come(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        town.line.quota.limit = 0
        await town.play_to(at(2026, 11, 10, 19))
        await meet_all(town, but="สปข.3")
        town.line.quota.limit = 300
        heard = await play(town, people, at(2026, 11, 11, 12))
        (late,) = heard["officer"]
        assert "ผลงาน ต.ค. 2569 ล่าช้า 4 วันทำการ" in late
        assert heard["neighbour"] == []
        kept = await rows(town, "SELECT person_id FROM outbox WHERE composer = 'remind' AND state = 'waiting'")
        assert kept == []


async def test_what_was_kept_comes_free_with_the_persons_own_words_drawn_anew(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        town.line.quota.limit = 0
        await town.play_to(at(2026, 11, 3, 12))
        await people.officer.type("สถานะ")
        assert "อีก 2 วันทำการ" in said(people.officer)
        assert (await play(town, people, at(2026, 11, 3, 17)))["officer"] == []


@SWAPPED
async def test_an_office_that_sets_thai_digits_reads_them_but_for_references(clock, tmp_path, sqlite_url, swapped):
    def thai(values):
        values["settings"]["numerals"] = "thai"

    pledge = framework("department", thai)
    async with small_department(clock, tmp_path, sqlite_url, pledge=pledge, swapped=swapped) as (town, people):
        (prompt,) = (await play(town, people, at(2026, 11, 2)))["officer"]
        assert "ส่งภายในวันพฤหัสบดีที่ ๕ พ.ย. ๒๕๖๙\nอีก ๓ วันทำการ" in prompt
        ref = await send(town, people)
        await people.officer.type("รายงาน ๘ ข ขั้น ๒")
        assert "ขั้น ๒" in said(people.officer)
        await people.officer.type("ยืนยัน")
        await people.officer.type(f"สถานะ {ref}")
        assert ref in said(people.officer)
        await people.officer.type("ภาษา")
        await people.officer.tap("English")
        await people.officer.type("report")
        assert "Oct 2026" in said(people.officer)
