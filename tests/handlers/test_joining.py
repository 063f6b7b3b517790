"""A unit's shared code: somebody asks, the head, a supervisor or the PSDG decides, the first decision counts."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

from storage.columns import WHOLE
from storage.tables.people import OFFICER
from tests.builders import UNIT, rows, small_department
from tests.chat import LinePhone, TelegramPhone, buttons, heard_by, last, said
from tests.handlers.invited import code_for, posts_of
from tests.handlers.stories import SWAPPED_TOO


@asynccontextmanager
async def asked(clock, tmp_path, url, *, swapped=False, language="th", absent=()):
    """Somebody new has sent the unit's shared code and agreed: (town, people, their phone, the reference)."""
    async with small_department(
        clock, tmp_path, url, twice=True, swapped=swapped, language=language, absent=absent
    ) as (town, people):
        kong = (TelegramPhone if swapped else LinePhone)(town, 20, "ก้อง")
        await kong.arrive(await code_for(town, OFFICER, UNIT, shared=True))
        await kong.tap("ยินยอมและเข้าร่วม")
        (found,) = await rows(town, "SELECT ref FROM requests")
        yield town, people, kong, found["ref"]


@SWAPPED_TOO
async def test_a_head_lets_somebody_in_with_a_tap_and_they_are_welcomed_at_once(clock, tmp_path, database_url, swapped):
    async with asked(clock, tmp_path, database_url, swapped=swapped) as (town, people, kong, ref):
        assert ref in said(kong)
        assert await posts_of(town, kong) == []
        since = len(kong.seen())
        for decider in (people.head, people.supervisor, people.deputy, people.psdg):
            assert "ก้อง" in last(decider).text
            assert ref in last(decider).text
        for other in (people.officer, people.neighbour, people.collector):
            assert heard_by(other) == []
        await people.head.tap("อนุญาต")
        assert "ผู้อนุญาต: ท่าน" in said(people.head)
        assert f"ท่านเป็นผู้รายงาน {UNIT} แล้ว" in heard_by(kong, since)[0].text
        assert await posts_of(town, kong) == [(OFFICER, UNIT, WHOLE)]


@SWAPPED_TOO
async def test_the_second_to_decide_is_told_who_was_first(clock, tmp_path, database_url, swapped):
    async with asked(clock, tmp_path, database_url, swapped=swapped) as (town, people, kong, ref):
        await people.psdg.type(f"อนุญาต {ref}")
        await people.head.type(f"ไม่อนุญาต {ref} ไม่รู้จัก")
        assert f"(ผู้อนุญาต: {people.psdg.name}) จึงถือตามนั้น" in said(people.head)
        await people.supervisor.type(f"/grant {ref}")
        assert people.psdg.name in said(people.supervisor)
        assert await posts_of(town, kong) == [(OFFICER, UNIT, WHOLE)]


async def test_the_cards_of_the_others_show_the_decision_and_lose_their_buttons(clock, tmp_path, sqlite_url):
    async with asked(clock, tmp_path, sqlite_url) as (_, people, _, ref):
        count = len(people.psdg.seen())
        await people.supervisor.tap("อนุญาต")
        assert len(people.psdg.seen()) == count
        assert f"ผู้อนุญาต: {people.supervisor.name}" in last(people.psdg).text
        assert last(people.psdg).buttons == ()
        assert ref in last(people.psdg).text


@SWAPPED_TOO
async def test_denying_asks_for_a_reason_which_the_asker_reads_and_nobody_keeps_the_name(
    clock, tmp_path, database_url, swapped
):
    async with asked(clock, tmp_path, database_url, swapped=swapped) as (town, people, kong, _):
        since = len(kong.seen())
        await people.head.tap("ไม่อนุญาต")
        assert "ไม่รู้จักผู้ขอ" in buttons(people.head)
        await people.head.file("note.pdf", b"%PDF-1.4 not words")
        assert "เป็นหลักฐานของรายการใด" in said(people.head)
        await people.head.tap("เก็บไว้ก่อน")
        assert "เพราะเหตุใด" in said(people.head)
        await people.head.type("ย้ายไปหน่วยงานอื่นแล้ว")
        assert len(kong.seen()) == since
        assert "“ย้ายไปหน่วยงานอื่นแล้ว”" in said(people.head)
        await people.head.type("ยืนยัน")
        assert "ผู้พิจารณา: ท่าน" in said(people.head)
        assert "ย้ายไปหน่วยงานอื่นแล้ว" in heard_by(kong, since)[0].text
        assert await posts_of(town, kong) == []
        assert await rows(town, "SELECT name FROM people WHERE name = 'ก้อง'") == []


async def test_a_chosen_reason_is_as_good_as_a_written_one(clock, tmp_path, sqlite_url):
    async with asked(clock, tmp_path, sqlite_url) as (_, people, kong, _):
        await people.psdg.tap("ไม่อนุญาต")
        await people.psdg.tap("ไม่ได้อยู่หน่วยงานนี้")
        assert "ไม่ได้อยู่หน่วยงานนี้" in last(kong).text


async def test_who_asked_to_deny_and_lets_in_after_all_is_asked_no_more_why_not(clock, tmp_path, sqlite_url):
    async with asked(clock, tmp_path, sqlite_url) as (town, people, kong, ref):
        await people.psdg.tap("ไม่อนุญาต")
        await people.psdg.type(f"อนุญาต {ref}")
        await people.psdg.type("ทำตามคำสั่ง")
        assert await posts_of(town, kong) == [(OFFICER, UNIT, WHOLE)]
        assert "ไม่ได้อยู่หน่วยงานนี้" not in buttons(people.psdg)
        await people.psdg.type("ส่งแล้ว")
        assert "ไม่ได้อยู่หน่วยงานนี้" not in buttons(people.psdg)


async def test_only_those_who_may_decide_and_only_on_what_exists(clock, tmp_path, sqlite_url):
    async with asked(clock, tmp_path, sqlite_url) as (town, people, kong, ref):
        await people.officer.type(f"อนุญาต {ref}")
        assert "นอกเหนือหน้าที่" in said(people.officer)
        await people.head.type("อนุญาต J-9999")
        assert ref in said(people.head)
        await people.neighbour.type("อนุญาต")
        assert "ไม่มีคำขอ" in said(people.neighbour)
        await people.head.type("อนุญาต")
        assert "ก้อง" in said(people.head)
        assert await posts_of(town, kong) == []


async def test_the_code_sent_again_asks_no_second_time(clock, tmp_path, sqlite_url):
    async with asked(clock, tmp_path, sqlite_url) as (town, _, kong, ref):
        await kong.type("สวัสดี")
        assert ref in said(kong)
        await kong.type(await code_for(town, OFFICER, UNIT, shared=True))
        assert ref in said(kong)
        assert await rows(town, "SELECT count(*) AS n FROM requests") == [{"n": 1}]


async def test_whoever_withdraws_is_asked_for_no_more(clock, tmp_path, sqlite_url):
    async with asked(clock, tmp_path, sqlite_url) as (town, people, kong, ref):
        await kong.type("ออก")
        await kong.tap("ออก")
        await people.psdg.type(f"อนุญาต {ref}")
        assert "ถอนคำขอนี้แล้ว" in said(people.psdg)
        assert await posts_of(town, kong) == []


async def test_a_decider_who_comes_later_finds_who_waits(clock, tmp_path, sqlite_url):
    absent = ("head", "supervisor", "deputy", "psdg")
    async with asked(clock, tmp_path, sqlite_url, absent=absent) as (town, _, kong, _):
        office = TelegramPhone(town, 21, "ฟ้า")
        await office.arrive(await code_for(town, "psdg"))
        await office.tap("ยินยอมและเข้าร่วม")
        await office.tap("อนุญาต")
        assert await posts_of(town, kong) == [(OFFICER, UNIT, WHOLE)]


async def test_whoever_left_and_asks_again_is_shown_by_name_again(clock, tmp_path, sqlite_url):
    async with asked(clock, tmp_path, sqlite_url) as (town, people, kong, _):
        await kong.type("ออก")
        await kong.tap("ออก")
        await kong.type(await code_for(town, OFFICER, UNIT, shared=True))
        await kong.tap("ยินยอมและเข้าร่วม")
        assert "ก้อง" in last(people.head).text
        assert "อนุญาต" in last(people.head).buttons


async def test_a_name_that_line_is_slow_to_tell_is_waited_for(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        town.line.faults.order("error", path="/profile")
        kong = LinePhone(town, 20, "ก้อง")
        await kong.arrive(await code_for(town, OFFICER, UNIT, shared=True))
        await kong.tap("ยินยอมและเข้าร่วม")
        assert heard_by(people.head) == []
        await town.play_to(clock.now() + timedelta(minutes=2))
        assert "ก้อง" in last(people.head).text


async def test_a_name_that_line_never_tells_holds_up_nobody(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        town.line.faults.order("error", path="/profile", times=1000)
        kong = LinePhone(town, 20, "ก้อง")
        await kong.arrive(await code_for(town, OFFICER, UNIT, shared=True))
        await kong.tap("ยินยอมและเข้าร่วม")
        await town.play_to(clock.now() + timedelta(days=3))
        assert "ผู้ที่ไม่ทราบชื่อ" in last(people.head).text
        await people.head.tap("อนุญาต")
        assert await posts_of(town, kong) == [(OFFICER, UNIT, WHOLE)]


async def test_two_who_decide_at_the_same_moment_are_one_decision(clock, tmp_path, database_url):
    async with asked(clock, tmp_path, database_url) as (town, people, kong, ref):
        await asyncio.gather(
            town.line.say(people.head.id, f"อนุญาต {ref}"),
            town.telegram.say(people.psdg.id, f"ไม่อนุญาต {ref} ไม่รู้จัก"),
        )
        await town.settle()
        told = [said(people.head), said(people.psdg)]
        assert sum("จึงถือตามนั้น" in words for words in told) == 1
        (request,) = await rows(town, "SELECT state FROM requests")
        assert bool(await posts_of(town, kong)) == (request["state"] == "granted")
