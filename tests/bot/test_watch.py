"""Operators hear of what stands still and of its end, each once; a quiet office alarms nobody."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

import pytest
from sqlalchemy import text

from bot import machine
from bot.watch import Watch
from handlers import telling
from handlers.actions.warn_operators import warn
from handlers.operating import Machine
from messages.outgoing import Text
from storage.tables import inbox, people, quotas
from tests.builders import enrol, rows, small_department
from tests.chat import LinePhone, heard_by, last, said

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
async def house(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url) as (town, staff):
        machine.backed_up(tmp_path, clock.now())
        clock.move_to(staff.prompt)
        yield town, staff


async def looks(town, *, after=MINUTE, times=1):
    for _ in range(times):
        town.clock.reach(town.clock.now() + after)
        await town.product.watch.look()
        await town.settle()


async def pushed(town, messages):
    """So many more of the month's 300 messages are used up, and the platform was asked."""
    town.line.quota.count(messages)
    await town.product.database.write(lambda work: quotas.learn(work, "line", 300, town.line.quota.used) and None)


def alerts(phone):
    return [it.text for it in heard_by(phone)]


async def test_while_all_is_well_nobody_hears_anything(house):
    town, staff = house
    await looks(town, times=30)
    assert alerts(staff.operator) == []
    assert await rows(town, "SELECT kind FROM watched") == []


async def tell(town, person_id, key="a"):
    """Something is to be said to somebody."""
    await town.product.database.write(lambda work: telling.tell(work, person_id, (Text("a"),), key=key, why="a test"))
    await town.settle()


async def test_a_dead_token_is_told_within_a_quarter_of_an_hour_and_so_is_its_end(house):
    town, staff = house
    town.line.faults.order("token", times=10_000)
    await tell(town, staff.id_of(staff.officer))
    await looks(town, times=9)
    assert alerts(staff.operator) == []
    await looks(town, times=4)
    (told,) = alerts(staff.operator)
    assert told.startswith("ส่งข้อความไปยัง LINE ไม่ได้")
    await looks(town, times=60)
    assert len(alerts(staff.operator)) == 1
    town.line.faults.clear()
    await looks(town, times=20)
    assert alerts(staff.operator)[1:] == ["กลับเป็นปกติแล้ว: ส่งข้อความไปยัง LINE ได้แล้ว ไม่ต้องดำเนินการใด"]
    assert heard_by(staff.officer)


async def test_where_telegram_is_what_is_dead_an_operator_hears_it_on_line(house):
    town, staff = house
    phone = LinePhone(town, 900, "เดช")
    town.line.people[phone.id].friend = True

    def on_line_too(work):
        other = people.meet(work, "line", phone.id, "th", work.now - DAY)
        theirs = {"to": staff.id_of(staff.operator), "id": other.account_id}
        work.execute(text("UPDATE accounts SET person_id = :to WHERE id = :id").bindparams(**theirs))

    await town.product.database.write(on_line_too)
    await staff.operator.type("ช่วยเหลือ")
    town.telegram.faults.fail(401, times=10_000)
    before = len(heard_by(staff.operator))
    await tell(town, staff.id_of(staff.psdg))
    await looks(town, times=15)
    assert [it.text.split()[0] for it in heard_by(phone)] == ["ส่งข้อความไปยัง"]
    assert "Telegram" in last(phone).text
    assert len(heard_by(staff.operator)) == before


async def test_an_event_that_fails_is_told_with_its_number_and_without_a_word_of_it(house):
    town, staff = house
    body = '{"secret": "ความลับ"}'

    def given_up(work):
        inbox.park(work, "line:x", "line:U", body, work.now)
        inbox.settle(work, "line:x", "given_up")

    await town.product.database.write(given_up)
    await looks(town, times=20)
    (told,) = alerts(staff.operator)
    assert told.startswith("มี 1 รายการที่ระบบยังทำไม่สำเร็จ")
    assert "ความลับ" not in told
    await looks(town, after=DAY)
    await looks(town, times=20)
    assert alerts(staff.operator)[-1].startswith("กลับเป็นปกติแล้ว")


async def test_a_quota_near_its_end_is_told_before_it_is_used_up(house):
    town, staff = house
    await pushed(town, 280)
    await looks(town)
    assert "ได้อีก 20 ข้อความ" in last(staff.operator).text
    await pushed(town, 20)
    await looks(town)
    assert "หมดแล้ว" in last(staff.operator).text
    assert len(alerts(staff.operator)) == 2


class Failing:
    """An engine with a lane that goes on failing, and one that may yet recover."""

    failures: ClassVar = {"deliver:line": 4, "parked": 3}


async def test_a_lane_that_fails_again_and_again_is_told(house):
    town, staff = house
    town.product.watch.health = replace(town.product.health, engine=Failing())
    await looks(town, times=7)
    (told,) = alerts(staff.operator)
    assert told == "ส่วนงาน deliver:line ขัดข้องซ้ำหลายครั้ง กรุณาดูบันทึกของระบบ"


async def told_a_day_ago(town, staff, count):
    """So many people heard something on LINE in the morning, and it is the evening of the next day."""
    phones = [LinePhone(town, 700 + number, "ก") for number in range(count)]
    for phone in phones:
        town.line.people[phone.id].friend = True
    known = await town.product.database.write(lambda work: [enrol(work, each, "th", ()) for each in phones])
    await staff.officer.type("ช่วยเหลือ")
    await looks(town)
    for number, person_id in enumerate(known):
        await tell(town, person_id, f"k{number}")
    town.clock.move_to(staff.prompt.replace(hour=18, minute=1) + DAY)


async def test_a_platform_that_is_silent_for_a_working_day_is_told_where_people_were_told_something(house):
    town, staff = house
    await told_a_day_ago(town, staff, 5)
    await looks(town)
    assert "ไม่มีสิ่งใดเข้ามาจาก LINE" in said(staff.operator)
    await staff.officer.type("ช่วยเหลือ")
    await looks(town, times=20)
    assert last(staff.operator).text.startswith("กลับเป็นปกติแล้ว")


async def test_a_quiet_office_is_no_alarm(house):
    town, staff = house
    await told_a_day_ago(town, staff, 4)
    await looks(town)
    assert alerts(staff.operator) == []


async def test_without_a_backup_for_a_week_it_is_told_and_a_backup_ends_it(house):
    town, staff = house
    await looks(town, after=8 * DAY)
    assert any("ไม่มีการสำรองข้อมูลมา" in it for it in alerts(staff.operator))
    machine.backed_up(town.product.settings.data_dir, town.clock.now())
    await looks(town, times=20)
    assert alerts(staff.operator)[-1].startswith("กลับเป็นปกติแล้ว: สำรองข้อมูลแล้ว")


async def test_two_processes_and_a_restart_repeat_nothing(house):
    """Whoever is second finds that it has been told."""
    town, staff = house
    await pushed(town, 280)
    again = Watch(health=town.product.health, texts=town.product.texts, stalled=dict)
    await asyncio.gather(again.look(), town.product.watch.look(), again.look())
    await town.settle()
    assert len(alerts(staff.operator)) == 1


async def test_where_nobody_looks_after_the_machine_nothing_is_lost_but_the_words(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, absent=("operator",)) as (town, _):
        await pushed(town, 280)
        await looks(town)
        assert [it["kind"] for it in await rows(town, "SELECT kind FROM watched")] == ["quota"]
        assert await rows(town, "SELECT id FROM outbox WHERE why LIKE 'alert:%'") == []


@pytest.mark.parametrize("language", ["th", "en"])
async def test_a_disk_that_fills_is_told_before_it_is_full_and_when_it_is(clock, tmp_path, sqlite_url, language):
    async with small_department(clock, tmp_path, sqlite_url, language=language) as (town, staff):
        for free in (11, 9, 9, 1, 1, 50):
            seen = Machine(version="1", free=free << 30, total=100 << 30)
            clock.move_to(clock.now() + MINUTE)
            await town.product.database.write(lambda work, seen=seen: warn(work, town.product.texts, seen))
        await town.settle()
        low, full = alerts(staff.operator)
        assert ("เหลือ 9.0 GiB" if language == "th" else "9.0 GiB are left") in low
        assert ("เหลือ 1.0 GiB" if language == "th" else "1.0 GiB are left") in full


async def test_what_lasts_is_told_again_the_next_day_with_its_beginning(house):
    town, staff = house
    await pushed(town, 280)
    await looks(town)
    await looks(town, after=DAY)
    assert last(staff.operator).text.startswith("ยังเป็นอยู่ตั้งแต่ วันจันทร์ที่ 2 พ.ย. 2569 09:01 น.: เดือนนี้ส่งข้อความทาง LINE ได้อีก")
