"""Codes made in chat: for a unit, an indicator, the whole office; for one or many; acting until a day; kept nowhere."""

import io
import re
from datetime import timedelta

import pytest
from PIL import Image

from storage.tables import facts
from tests.builders import UNIT, rows, small_department
from tests.chat import buttons, said
from tests.handlers.invited import posts_of
from tests.handlers.stories import LANGUAGES, SWAPPED_TOO

CODE = re.compile(r"TW-[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}")


LINKS = {"line": "https://line.me/R/oaMessage/%40x/?{code}", "telegram": "https://t.me/thanwela_bot?start={code}"}


async def linked(town):
    """Both platforms have told who we are there."""

    def learn(work):
        for platform, link in LINKS.items():
            facts.learn(work, f"{platform} link", link)

    await town.product.database.write(learn)


def stored(folder):
    return [file for file in folder.rglob("*") if file.is_file() and re.fullmatch("[0-9a-f]{64}", file.name)]


def code_in(phone):
    (code,) = set(CODE.findall(said(phone)))
    return code


@SWAPPED_TOO
async def test_the_psdg_invites_an_officer_who_comes_in_with_the_code(clock, tmp_path, database_url, swapped):
    async with small_department(clock, tmp_path, database_url, swapped=swapped, twice=True) as (town, people):
        await people.psdg.type(f"เชิญ {UNIT}")
        assert {"ผู้รายงาน", "ผู้รายงาน (รหัสกลาง)", "หัวหน้าหน่วยงาน"} <= set(buttons(people.psdg))
        await people.psdg.tap("ผู้รายงาน")
        await people.psdg.tap("ออกรหัส")
        assert "ใช้ได้ถึงวัน" in said(people.psdg)
        code = code_in(people.psdg)
        await people.newcomer.type(code)
        await people.newcomer.tap("เข้าร่วม")
        assert await posts_of(town, people.newcomer) == [("officer", UNIT, "whole")]


@SWAPPED_TOO
async def test_links_and_qr_pictures_are_shown_and_nothing_of_the_code_is_kept(clock, tmp_path, database_url, swapped):
    async with small_department(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await linked(town)
        await people.psdg.type(f"เชิญ {UNIT}")
        await people.psdg.tap("หัวหน้าหน่วยงาน")
        await people.psdg.tap("ออกรหัส")
        code = code_in(people.psdg)
        assert f"start={code}" in said(people.psdg)
        assert f"oaMessage/%40x/?{code}" in said(people.psdg)
        assert said(people.psdg).count("[image]" if swapped else "ภาพ QR สำหรับ") == 2
        for table in ("outbox", "audit", "inbox", "drafts", "invitations", "fetches"):
            kept = str(await rows(town, f"SELECT * FROM {table}"))
            assert code not in kept
            assert code.replace("-", "") not in kept


@LANGUAGES
async def test_an_acting_holder_has_a_last_day(clock, tmp_path, sqlite_url, language):
    async with small_department(clock, tmp_path, sqlite_url, language=language) as (town, people):
        await people.psdg.type(f"invite {UNIT}")
        await people.psdg.tap("หัวหน้าหน่วยงาน" if language == "th" else "head")
        await people.psdg.type("เร็ว ๆ นี้")
        assert "31/3/2570" in said(people.psdg)
        await people.psdg.type("1/1/2569")
        assert ("ผ่านไปแล้ว" if language == "th" else "is over") in said(people.psdg)
        await people.psdg.type("31/3/2570")
        assert ("31 มี.ค. 2570" if language == "th" else "31 Mar 2027") in said(people.psdg)
        await people.psdg.tap("ออกรหัส" if language == "th" else "Make the code")
        code = code_in(people.psdg)
        await people.newcomer.type(code)
        await people.newcomer.tap("เข้าร่วม" if language == "th" else "Join")
        (holding,) = await rows(town, "SELECT until FROM holdings WHERE until IS NOT NULL")
        assert str(holding["until"]).startswith("2027-03-31 17:00")


async def test_indicators_and_roles_of_the_whole_have_codes_too(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await people.psdg.type("เชิญ")
        await people.psdg.type("8")
        await people.psdg.tap("ผู้กำกับดูแล")
        await people.psdg.tap("ออกรหัส")
        await people.newcomer.type(code_in(people.psdg))
        await people.newcomer.tap("เข้าร่วม")
        await people.psdg.type("เชิญ")
        await people.psdg.tap("ผู้บริหาร")
        await people.psdg.tap("ออกรหัส")
        await people.newcomer.type(code_in(people.psdg))
        await people.newcomer.tap("เข้าร่วม")
        held = {role for role, _, _ in await posts_of(town, people.newcomer)}
        assert held == {"supervisor", "executive"}


async def test_a_shared_code_is_confirmed_by_somebody(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await people.psdg.type(f"เชิญ {UNIT}")
        await people.psdg.tap("ผู้รายงาน (รหัสกลาง)")
        await people.psdg.tap("ออกรหัส")
        await people.newcomer.type(code_in(people.psdg))
        await people.newcomer.tap("เข้าร่วม")
        assert await posts_of(town, people.newcomer) == []
        assert "ปิติ" in said(people.head)


@pytest.mark.parametrize(
    ("who", "typed", "allowed"),
    [
        ("supervisor", "เชิญ", True),
        ("supervisor", "เชิญ 8", True),
        ("supervisor", f"เชิญ {UNIT}", False),
        ("head", f"เชิญ {UNIT}", False),
        ("head", "เชิญ", False),
        ("collector", "เชิญ 8", False),
        ("executive", "เชิญ", False),
        ("psdg", "เชิญ ผู้ดูแลระบบ", False),
    ],
)
async def test_each_invites_whom_their_role_allows(clock, tmp_path, sqlite_url, who, typed, allowed):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        asker = getattr(people, who)
        await asker.type(typed)
        assert ("ออกรหัส" in buttons(asker)) == allowed
        assert ("อยู่นอกเหนือหน้าที่" in said(asker)) != allowed


async def test_a_post_that_was_taken_away_meanwhile_makes_no_code(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await people.supervisor.type("เชิญ")
        await people.psdg.type("ถอน สุดา")
        await people.psdg.tap("ยืนยันถอน")
        await people.supervisor.tap("ออกรหัส")
        assert CODE.findall(said(people.supervisor)) == []
        assert await rows(town, "SELECT id FROM invitations") == []


async def test_the_picture_that_comes_with_a_code_is_a_picture(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await linked(town)
        await people.psdg.type(f"เชิญ {UNIT}")
        await people.psdg.tap("หัวหน้าหน่วยงาน")
        await people.psdg.tap("ออกรหัส")
        assert [Image.open(io.BytesIO(file.read_bytes())).format for file in stored(tmp_path)] == ["PNG", "PNG"]


async def test_a_code_that_got_lost_on_the_way_is_shown_later_and_kept_no_longer(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, swapped=True) as (town, people):
        await people.psdg.type(f"เชิญ {UNIT}")
        await people.psdg.tap("หัวหน้าหน่วยงาน")
        town.line.faults.order("error", path="/reply", times=9)
        town.line.faults.order("error", path="/push", times=99)
        await people.psdg.tap("ออกรหัส")
        assert CODE.findall(said(people.psdg)) == []
        town.line.faults.clear()
        clock.move_to(clock.now() + timedelta(minutes=20))
        await town.settle()
        await people.psdg.type("ภาษา")
        clock.move_to(clock.now() + timedelta(days=2))
        await town.settle()
        shown = CODE.findall(str(people.psdg.seen()))
        assert shown != []
        kept = str(await rows(town, "SELECT shapes FROM outbox"))
        assert CODE.findall(kept) == []
