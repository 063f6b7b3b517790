"""Those who still owe are reminded now, because somebody who looks after it asks: shown first, once a day."""

from contextlib import asynccontextmanager
from datetime import timedelta

from tests.builders import OTHER_UNIT, UNIT, rows, small_department
from tests.chat import buttons, heard_by, said
from tests.handlers.sending import send
from tests.handlers.small_office import hearing, opened
from tests.handlers.stories import LANGUAGES, SWAPPED_TOO
from tests.races import overtaken


@asynccontextmanager
async def november(clock, tmp_path, url, **how):
    """October was asked for, nobody has sent anything; two units have officers."""
    async with small_department(clock, tmp_path, url, twice=True, **how) as (town, people):
        clock.move_to(people.prompt)
        yield town, people


@SWAPPED_TOO
async def test_a_supervisor_sees_whom_and_what_it_costs_and_reminds_them_with_one_tap(
    clock, tmp_path, database_url, swapped
):
    async with november(clock, tmp_path, database_url, swapped=swapped) as (_, people):
        await people.supervisor.type("ติดตาม")
        asked = said(people.supervisor)
        assert "เตือนหน่วยงานที่ยังค้างส่ง 10 หน่วยงาน" in asked
        assert f"ผู้รับ 3 คน · ข้อความ LINE ที่นับโควตา {0 if swapped else 3} ข้อความ" in asked
        assert "ยังไม่มีผู้รายงานที่ติดต่อได้ใน: สปข.1" in asked
        since = {phone: len(phone.seen()) for phone in (people.officer, people.neighbour, people.head)}
        await people.supervisor.tap("เตือนตอนนี้")
        assert said(people.supervisor).endswith("เตือนแล้ว 3 คน")
        for officer in (people.officer, people.neighbour):
            (news,) = heard_by(officer, since[officer])
            assert "สุดา ขอให้ส่งรายการที่ยังค้าง" in news.text
            assert "ตัวชี้วัด 8 โครงการ ก" in news.text
        assert heard_by(people.head, since[people.head]) == []


async def test_nobody_is_reminded_twice_a_day_whoever_asks(clock, tmp_path, database_url):
    async with november(clock, tmp_path, database_url) as (_, people):
        await people.supervisor.type(f"ติดตาม {UNIT}")
        await people.supervisor.tap("เตือนตอนนี้")
        await people.psdg.type(f"ติดตาม {UNIT}")
        assert said(people.psdg) == "วันนี้เตือนครบแล้ว 2 คน ระบบเตือนแต่ละคนวันละครั้ง"
        await people.psdg.type("ติดตาม")
        assert "วันนี้เตือนแล้ว 2 คน จะไม่เตือนซ้ำ" in said(people.psdg)
        await people.psdg.tap("ไม่เตือน")
        clock.move_to(clock.now() + timedelta(days=1))
        await people.psdg.type(f"ติดตาม {UNIT}")
        assert "ผู้รับ 2 คน" in said(people.psdg)


async def test_of_what_the_quota_keeps_day_after_day_only_the_newest_waits(clock, tmp_path, sqlite_url):
    async with november(clock, tmp_path, sqlite_url) as (town, people):
        town.line.quota.limit = 0
        for _ in range(3):
            await people.psdg.type(f"ติดตาม {UNIT}")
            await people.psdg.tap("เตือนตอนนี้")
            clock.move_to(clock.now() + timedelta(days=1))
        kept = await rows(town, "SELECT key FROM outbox WHERE composer = 'nudge' AND state <> 'dropped'")
        assert [row["key"][-10:] for row in kept] == ["2026-11-04"] * 2


async def test_of_two_who_remind_at_once_the_slower_hears_that_it_was_done(database, clock):
    office = await opened(database, clock)
    for who in ("supervisor", "deputy"):
        await database.write(hearing("telegram", who, f"nudge {UNIT}"))
    theirs, ours = (hearing("telegram", who, "Remind now") for who in ("deputy", "supervisor"))
    slower, faster = await overtaken(office.database, ours, theirs, before="INSERT INTO outbox")
    assert "were reminded" in str(faster.begun.parcel.shapes)
    assert "have been reminded today" in str(slower.begun.parcel.shapes)


async def test_what_has_come_meanwhile_is_not_asked_for(clock, tmp_path, database_url):
    async with november(clock, tmp_path, database_url, language="en") as (town, people):
        for project in ("ก", "ข"):
            await send(town, people, project=project)
        await people.supervisor.type(f"nudge {UNIT}")
        assert said(people.supervisor) == "No unit owes anything of what you look after."
        await people.psdg.type(f"nudge {UNIT}")
        assert "2 people hear it" in said(people.psdg)


async def test_an_officer_or_head_reminds_nobody_and_a_typo_names_the_nearest_unit(clock, tmp_path, sqlite_url):
    async with november(clock, tmp_path, sqlite_url) as (_, people):
        for phone in (people.officer, people.head):
            since = len(people.neighbour.seen())
            await phone.type(f"ติดตาม {OTHER_UNIT}")
            assert "เตือนตอนนี้" not in buttons(phone)
            assert heard_by(people.neighbour, since) == []
        await people.psdg.type("ติดตาม สปช.3")
        assert UNIT in said(people.psdg)


@LANGUAGES
async def test_where_people_ask_who_is_late_the_button_is_beside_it(clock, tmp_path, sqlite_url, language):
    async with november(clock, tmp_path, sqlite_url, language=language) as (_, people):
        clock.move_to(clock.now() + timedelta(days=7))
        await people.collector.type("late")
        await people.collector.tap("ติดตาม" if language == "th" else "Remind them")
        assert ("เตือนตอนนี้" if language == "th" else "Remind now") in buttons(people.collector)
        await people.head.type("late")
        assert "ติดตาม" not in buttons(people.head)
