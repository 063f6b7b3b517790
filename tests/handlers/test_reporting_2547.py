"""The list of FY2547 reported in chat from beginning to end: every indicator that a region answers, and the others."""

from datetime import datetime

import pytest

from bot.clock import MovableClock
from tests.builders import BANGKOK, rows, small_department
from tests.chat import said
from tests.examples import framework
from tests.handlers.stories import PDF, SWAPPED, sent

OPENED = datetime(2003, 10, 1, 9, tzinfo=BANGKOK)
OCTOBER_ASKED_FOR = datetime(2003, 11, 3, 9, tzinfo=BANGKOK)
YEAR_OVER = datetime(2004, 10, 1, 9, tzinfo=BANGKOK)
NOBODY = ("supervisor", "deputy", "collector")
LINES = (
    ("1.1", "วันนี้", "elsewhere"),
    ("2.1", "45/2546 / คณะกรรมการพัฒนาจังหวัด", "entries"),
    ("2.2", "เทศบาลนครขอนแก่น\nอบต.บ้านเป็ด", "entries"),
    ("5.1", "31 ต.ค. 2546", "elsewhere"),
)
LONGER = (
    ("10.1", "นางสาวมาลี มีสุข / การเขียนข่าว", "entries"),
    ("10.2", "12,000/400,000", "ratio"),
    ("10.5", "2", "number"),
    ("13.1", "9/10", "ratio"),
    ("15.1", "รณรงค์ 5 ส / มาลี มีสุข", "entries"),
    ("15.2", "รณรงค์ 5 ส / มาลี มีสุข", "entries"),
)
UNANSWERED = (
    ("3.1", "มีระบบงานอื่นส่งข้อมูลให้"),
    ("8.1", "มีผู้สำรวจข้อมูลให้"),
    ("6.1", "ไม่ต้องรายงาน"),
    ("9.1", "ไม่ต้องรายงาน"),
    ("1.2", "ไม่ต้องรายงาน"),
    ("14.1", "ไม่ต้องรายงาน"),
)
OPEN = "SELECT i.code FROM obligations o JOIN indicators i ON i.id = o.indicator_id WHERE o.owed_on IS NOT NULL"


@pytest.fixture
def clock():
    return MovableClock(OPENED, ticking=False)


async def reported(officer, lines):
    for code, words, _ in lines:
        await officer.type(f"รายงาน {code} {words}")
        await officer.type("ยืนยัน")
        assert "ส่งแล้ว" in said(officer), (code, said(officer))


@SWAPPED
async def test_every_indicator_of_a_region_is_reported_in_its_own_way(clock, tmp_path, sqlite_url, swapped):
    opening = small_department(
        clock, tmp_path, sqlite_url, swapped=swapped, absent=NOBODY, pledge=framework("list-2547")
    )
    async with opening as (town, people):
        clock.move_to(OCTOBER_ASKED_FOR)
        await people.officer.type("รายงาน")
        assert [code for code in ("1.1", "2.1", "2.2", "5.1") if f"ตัวชี้วัด {code}" not in said(people.officer)] == []
        await reported(people.officer, LINES)
        await people.officer.type("รายงาน")
        assert "ขณะนี้ไม่มีรายการที่ต้องส่ง" in said(people.officer)
        for code in ("4.1", "7.1", "9.3"):
            await people.officer.type(f"รายงาน {code}")
            await people.officer.file(f"{code}.pdf", PDF + code.encode())
            await people.officer.type("ยืนยัน")
        clock.move_to(YEAR_OVER)
        await reported(people.officer, LONGER)
        kinds = {it["indicator"]: it["kind"] for it in await sent(town)}
        forms = dict.fromkeys(("4.1", "7.1", "9.3"), "form")
        assert kinds == {code: kind for code, _, kind in (*LINES, *LONGER)} | forms
        owed = {it["code"] for it in await rows(town, OPEN)}
        assert owed == {code for code, _, _ in (*LINES, *LONGER)}


async def test_what_nobody_answers_in_chat_is_said_by_name(clock, tmp_path, sqlite_url):
    opening = small_department(clock, tmp_path, sqlite_url, absent=NOBODY, pledge=framework("list-2547"))
    async with opening as (town, people):
        clock.move_to(OCTOBER_ASKED_FOR)
        for code, words in UNANSWERED:
            await people.officer.type(f"รายงาน {code} 1")
            assert words in said(people.officer), code
        assert await sent(town) == []
