"""Coming in by a code, on both platforms, in both languages, every event delivered twice."""

from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from storage.columns import WHOLE
from storage.tables.people import HEAD, OFFICER, PSDG, SUPERVISOR
from tests.builders import INDICATOR, UNIT, rows, small_department
from tests.chat import LinePhone, TelegramPhone, buttons, heard_by, last, said
from tests.examples import framework
from tests.handlers.invited import code_for, posts_of

OWED = """SELECT count(*) AS n FROM obligations JOIN units ON units.id = obligations.unit_id
    WHERE units.code = :unit AND tier = 1 AND obligations.state = 'open' AND owed_on <= '2026-11-02'"""
BOTH_PLATFORMS = pytest.mark.parametrize("on", [LinePhone, TelegramPhone], ids=["line", "telegram"])


@asynccontextmanager
async def department(clock, tmp_path, url, on=LinePhone, **more):
    """The department, its people, and somebody who was never here."""
    async with small_department(clock, tmp_path, url, twice=True, **more) as (town, people):
        await town.product.learn_who_we_are()
        yield town, people, on(town, 20, "ก้อง")


@BOTH_PLATFORMS
async def test_a_code_is_two_taps_from_the_welcome_and_what_is_owed_is_said(clock, tmp_path, database_url, on):
    async with department(clock, tmp_path, database_url, on) as (town, people, kong):
        clock.move_to(people.prompt)
        await kong.arrive(await code_for(town, OFFICER, UNIT))
        assert f"ผู้รายงาน {UNIT}" in said(kong)
        assert "ยินยอม" in said(kong)
        await kong.tap("ยินยอมและเข้าร่วม")
        assert f"ท่านเป็นผู้รายงาน {UNIT} แล้ว" in said(kong)
        owed = await rows(town, OWED, unit=UNIT)
        assert f"มี {owed[0]['n']} รายการที่ต้องส่งภายในวันพฤหัสบดีที่ 5 พ.ย. 2569" in said(kong)
        assert "ดูรายการ" in buttons(kong)
        assert await posts_of(town, kong) == [(OFFICER, UNIT, WHOLE)]
        assert await rows(town, "SELECT name FROM people WHERE name = 'ก้อง'") == [{"name": "ก้อง"}]


async def test_an_answered_question_loses_its_buttons_on_telegram(clock, tmp_path, sqlite_url):
    async with department(clock, tmp_path, sqlite_url, TelegramPhone) as (town, _, kong):
        await kong.arrive(await code_for(town, SUPERVISOR, indicator=INDICATOR))
        asked = last(kong)
        assert "ยินยอมและเข้าร่วม" in asked.buttons
        await kong.tap("ยินยอมและเข้าร่วม")
        (now,) = [seen for seen in kong.seen() if seen.id == asked.id]
        assert (now.text, now.buttons) == (asked.text, ())
        assert "คิว" in last(kong).buttons


@BOTH_PLATFORMS
async def test_everything_can_be_typed_and_in_english(clock, tmp_path, sqlite_url, on):
    async with department(clock, tmp_path, sqlite_url, on) as (town, _, kong):
        await kong.arrive()
        await kong.type("language")
        await kong.type("english")
        assert last(kong).text == "The language is now English."
        await kong.type("hello")
        assert "invitation code" in said(kong)
        code = await code_for(town, SUPERVISOR, indicator=INDICATOR)
        await kong.type(code.lower().replace("-", ""))
        await kong.type("read the details")
        assert "What is kept" in said(kong)
        await kong.type("agree and join")
        assert "You are now" in said(kong)
        assert "Queue" in buttons(kong)
        assert await posts_of(town, kong) == [(SUPERVISOR, WHOLE, INDICATOR)]


@BOTH_PLATFORMS
async def test_a_stranger_is_greeted_whatever_they_write(clock, tmp_path, sqlite_url, on):
    async with department(clock, tmp_path, sqlite_url, on) as (_, _, kong):
        await kong.arrive()
        greeting = last(kong).text
        assert "รหัส" in greeting
        for words in ("สวัสดี", "รายงาน", "help", "อนุมัติ R-7K3F"):
            await kong.type(words)
            assert last(kong).text == greeting


async def test_whoever_answers_the_notice_with_anything_else_is_asked_again_with_its_buttons(
    clock, tmp_path, sqlite_url
):
    async with department(clock, tmp_path, sqlite_url) as (town, _, kong):
        await kong.arrive(await code_for(town, OFFICER, UNIT))
        asked, offered = last(kong).text, buttons(kong)
        for words in ("สวัสดี", "รายงาน", "ช่วยเหลือ", "/start"):
            await kong.type(words)
            assert said(kong) == f"กรุณาเลือกจากปุ่มว่าจะเข้าร่วมหรือไม่\n{asked}"
            assert buttons(kong) == offered
        await kong.tap("ยินยอมและเข้าร่วม")
        assert await posts_of(town, kong) == [(OFFICER, UNIT, WHOLE)]


async def test_whoever_does_not_agree_is_not_kept_and_may_send_the_code_again(clock, tmp_path, sqlite_url):
    async with department(clock, tmp_path, sqlite_url, TelegramPhone) as (town, _, kong):
        code = await code_for(town, OFFICER, UNIT)
        await kong.arrive(code)
        await kong.type("ไม่เข้าร่วม")
        assert "ไม่ได้เก็บชื่อ" in said(kong)
        assert await posts_of(town, kong) == []
        assert await rows(town, "SELECT name FROM people WHERE name = 'ก้อง'") == []
        await kong.type(code)
        await kong.tap("ยินยอมและเข้าร่วม")
        assert await posts_of(town, kong) == [(OFFICER, UNIT, WHOLE)]


async def test_a_personal_code_works_for_one_person(clock, tmp_path, database_url):
    async with department(clock, tmp_path, database_url) as (town, _, kong):
        late = TelegramPhone(town, 21, "ฟ้า")
        code = await code_for(town, OFFICER, UNIT)
        await kong.arrive(code)
        await late.arrive(code)
        await kong.tap("ยินยอมและเข้าร่วม")
        await late.tap("ยินยอมและเข้าร่วม")
        assert "มีผู้ใช้เข้าร่วมแล้ว" in said(late)
        assert await posts_of(town, late) == []
        await kong.type(code)
        assert "อยู่แล้ว" in said(kong)


async def test_a_code_is_good_through_its_last_day_and_then_says_that_it_is_over(clock, tmp_path, sqlite_url):
    async with department(clock, tmp_path, sqlite_url) as (town, _, kong):
        code = await code_for(town, OFFICER, UNIT)
        clock.move_to(clock.now() + timedelta(days=30) - timedelta(minutes=1))
        await kong.arrive(code)
        clock.move_to(clock.now() + timedelta(minutes=1))
        await kong.tap("ยินยอมและเข้าร่วม")
        assert "หมดอายุแล้ว" in said(kong)
        assert await posts_of(town, kong) == []


async def test_wrong_codes_slow_down_ever_more_and_a_right_one_ends_it(clock, tmp_path, database_url):
    async with department(clock, tmp_path, database_url) as (town, _, kong):
        code = await code_for(town, OFFICER, UNIT)
        await kong.arrive()
        for _ in range(5):
            await kong.type("TW-222-222-222")
            assert "ไม่พบรหัสนี้" in said(kong)
        await kong.type(code)
        assert "อีกครั้งหลังวันศุกร์ที่ 30 ต.ค. 2569 08:56 น." in said(kong)
        clock.move_to(clock.now() + timedelta(minutes=1))
        await kong.type("TW-222-222-222")
        clock.move_to(clock.now() + timedelta(minutes=1))
        await kong.type(code)
        assert "08:58 น." in said(kong)
        clock.move_to(clock.now() + timedelta(minutes=1))
        await kong.type(code)
        assert "ยินยอม" in said(kong)
        assert await rows(town, "SELECT * FROM guesses") == []


async def test_several_posts_are_fine_and_the_second_needs_no_second_notice(clock, tmp_path, sqlite_url):
    async with department(clock, tmp_path, sqlite_url) as (town, people, _):
        await people.officer.type(await code_for(town, HEAD, UNIT))
        assert "หัวหน้าหน่วยงาน" in said(people.officer)
        assert "ระบบจะเก็บ" not in said(people.officer)
        await people.officer.tap("เข้าร่วม")
        assert await posts_of(town, people.officer) == [(HEAD, UNIT, WHOLE), (OFFICER, UNIT, WHOLE)]


async def test_an_acting_holder_is_in_until_the_end_of_that_day(clock, tmp_path, sqlite_url):
    async with department(clock, tmp_path, sqlite_url, TelegramPhone) as (town, people, kong):
        last_day = people.prompt.date()
        await kong.arrive(await code_for(town, PSDG, acting_until=last_day))
        await kong.tap("ยินยอมและเข้าร่วม")
        clock.move_to(people.prompt + timedelta(hours=14, minutes=59))
        assert await posts_of(town, kong) == [(PSDG, WHOLE, WHOLE)]
        clock.move_to(people.prompt + timedelta(hours=15))
        assert await posts_of(town, kong) == []


@BOTH_PLATFORMS
async def test_blocking_is_noticed_and_coming_back_is_welcomed(clock, tmp_path, sqlite_url, on):
    async with department(clock, tmp_path, sqlite_url, on) as (town, people, kong):
        await kong.arrive(await code_for(town, OFFICER, UNIT))
        await kong.tap("ยินยอมและเข้าร่วม")
        await kong.block()
        assert "ก้อง" in last(people.psdg).text
        assert "บล็อก" in last(people.psdg).text
        blocked = "SELECT count(*) AS n FROM accounts WHERE blocked_at IS NOT NULL"
        assert await rows(town, blocked) == [{"n": 1}]
        since = len(kong.seen())
        await kong.arrive()
        assert "ยินดีต้อนรับกลับมา" in heard_by(kong, since)[0].text
        assert "ดูรายการ" in heard_by(kong, since)[0].buttons
        assert await rows(town, blocked) == [{"n": 0}]


async def test_a_code_that_comes_while_a_reason_is_asked_for_is_still_a_code(clock, tmp_path, sqlite_url):
    async with department(clock, tmp_path, sqlite_url) as (town, people, kong):
        await kong.arrive(await code_for(town, OFFICER, UNIT, shared=True))
        await kong.tap("ยินยอมและเข้าร่วม")
        await people.psdg.tap("ไม่อนุญาต")
        await people.psdg.arrive(await code_for(town, SUPERVISOR, indicator=INDICATOR))
        assert "ผู้กำกับดูแลตัวชี้วัดที่ 8" in said(people.psdg)


async def test_a_post_is_titled_in_the_readers_language_and_in_thai_where_it_has_no_english(
    clock, tmp_path, sqlite_url
):

    def in_thai_only(values):
        del values["posts"][1]["title_en"]
        values["posts"][1]["ours"].remove("title_en")

    pledge = framework("department", in_thai_only)
    async with small_department(clock, tmp_path, sqlite_url, language="en", pledge=pledge) as (_, people):
        await people.supervisor.type("/start")
        assert "Supervisor of indicator 8" in said(people.supervisor)
        await people.collector.type("/start")
        assert "ผู้จัดเก็บข้อมูลตัวชี้วัดที่ 8" in said(people.collector)
