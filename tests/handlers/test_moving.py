"""A new phone or account: a code moves the person there, with posts, drafts and language; the old account is told."""

import pytest

from tests.builders import UNIT, rows, small_department
from tests.chat import LinePhone, TelegramPhone, buttons, heard_by, said
from tests.handlers.invited import posts_of
from tests.handlers.stories import SWAPPED_TOO, prompted
from tests.handlers.test_inviting import code_in


def new_phone(town, platform, number=50):
    if platform == "line":
        phone = LinePhone(town, number, "เครื่องใหม่")
        town.line.people[phone.id].friend = True
        return phone
    phone = TelegramPhone(town, number, "เครื่องใหม่")
    town.telegram.chat(phone.id).started = True
    return phone


async def moving_code(people, name):
    await people.psdg.type(f"เชิญ {name}")
    assert name in said(people.psdg)
    await people.psdg.tap("ออกรหัส")
    return code_in(people.psdg)


@SWAPPED_TOO
async def test_a_draft_posts_and_language_come_along_to_the_new_phone(clock, tmp_path, database_url, swapped):
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 ประชุมแล้ว")
        fresh = new_phone(town, people.officer.platform)
        await people.psdg.type("รายชื่อ มาลี")
        await people.psdg.tap("รหัสเครื่องใหม่")
        await people.psdg.tap("ออกรหัส")
        code = code_in(people.psdg)
        since = len(people.officer.seen())
        await fresh.type(code)
        assert f"ให้ มาลี (ผู้รายงาน {UNIT}) ใช้บัญชี" in said(fresh)
        assert "ใช้คู่กับ" not in str(buttons(fresh))
        await fresh.tap("ใช้แทนบัญชีเดิม")
        assert f"ตำแหน่งของท่านคือผู้รายงาน {UNIT}" in said(fresh)
        (told,) = heard_by(people.officer, since)
        assert "หากท่านไม่ได้ย้าย กรุณาแจ้งกลุ่มพัฒนาระบบบริหารทันที" in told.text
        assert "มาลี ย้ายไปใช้บัญชี" in said(people.psdg) or "มาลี ย้ายไปใช้บัญชี" in heard_by(people.psdg)[-1].text
        await fresh.type("ยืนยัน")
        sent = await rows(town, "SELECT e.name FROM report_versions v JOIN people e ON e.id = v.sent_by")
        assert sent == [{"name": "มาลี"}]
        await people.officer.type("รายงาน")
        assert "ต้องมีรหัส" in said(people.officer)


@pytest.mark.parametrize(("label", "hears"), [("ใช้คู่กับ LINE", True), ("ใช้แทนบัญชีเดิม", False)])
async def test_on_the_other_platform_somebody_is_on_both_or_moves(clock, tmp_path, database_url, label, hears):
    async with small_department(clock, tmp_path, database_url, twice=True) as (town, people):
        fresh = new_phone(town, "telegram")
        await fresh.arrive(await moving_code(people, "มาลี"))
        await fresh.tap(label)
        assert await posts_of(town, fresh) == [("officer", UNIT, "whole")]
        assert bool(await posts_of(town, people.officer)) == hears
        since = len(fresh.seen()), len(people.officer.seen())
        clock.move_to(people.prompt)
        await town.settle()
        assert len(heard_by(fresh, since[0])) == 1
        assert heard_by(people.officer, since[1]) == []
        if hears:
            await people.officer.type("รายงาน")
            assert "ตัวชี้วัด 8" in said(people.officer)


async def test_the_code_is_for_one_phone_and_for_none_with_posts_of_its_own(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        code = await moving_code(people, "มาลี")
        await people.officer.type(code)
        assert "บัญชีนี้เป็นของท่านอยู่แล้ว" in said(people.officer)
        await people.neighbour.type(code)
        assert "บัญชีนี้มีตำแหน่งอยู่แล้ว" in said(people.neighbour)
        first, second = new_phone(town, "line", 50), new_phone(town, "line", 51)
        await first.type(code)
        await second.type(code)
        await first.tap("ไม่ใช้บัญชีนี้")
        assert "ยังไม่ได้ย้าย" in said(first)
        await second.tap("ใช้แทนบัญชีเดิม")
        await first.type(code)
        assert "มีผู้ใช้เข้าร่วมแล้ว" in said(first)
        assert await posts_of(town, second) == [("officer", UNIT, "whole")]


async def test_somebody_who_blocked_us_on_the_old_phone_is_reached_on_the_new_one(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.block()
        fresh = new_phone(town, "line")
        await fresh.type(await moving_code(people, "มาลี"))
        await fresh.tap("ใช้แทนบัญชีเดิม")
        await people.psdg.type("รายชื่อ")
        assert "ติดต่อไม่ได้" not in said(people.psdg)


async def test_a_supervisor_moves_their_collector_and_nobody_else(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        await people.supervisor.type("เชิญ ชูใจ")
        assert "ออกรหัส" in buttons(people.supervisor)
        await people.supervisor.type("ไม่ออกรหัส")
        await people.supervisor.type("เชิญ มาลี")
        assert "ออกรหัส" not in buttons(people.supervisor)
        await people.supervisor.type("รายชื่อ มาลี")
        assert "รหัสเครื่องใหม่" not in buttons(people.supervisor)


@pytest.mark.parametrize("how", ["taken away", "left"])
async def test_whoever_is_in_no_post_any_more_is_not_moved(clock, tmp_path, sqlite_url, how):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        early, late = new_phone(town, "line", 50), new_phone(town, "line", 51)
        code = await moving_code(people, "มาลี")
        await early.type(code)
        if how == "left":
            await people.officer.type("ออก")
            await people.officer.tap("ออก")
        else:
            await people.psdg.type("ถอน มาลี")
            await people.psdg.tap("ยืนยันถอน")
        await early.tap("ใช้แทนบัญชีเดิม")
        await late.type(code)
        for phone in (early, late):
            assert "รหัสนี้ถูกยกเลิกแล้ว" in said(phone)
            assert await posts_of(town, phone) == []


async def test_a_head_makes_a_code_for_their_own_new_phone_and_confirms_it_by_typing(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await people.head.type("รายชื่อ")
        await people.head.tap("รหัสเครื่องใหม่")
        assert "ของ วิชัย" in said(people.head)
        await people.head.type("ยืนยัน")
        fresh = new_phone(town, "line")
        await fresh.type(code_in(people.head))
        await fresh.tap("ใช้แทนบัญชีเดิม")
        assert await posts_of(town, fresh) == [("head", UNIT, "whole")]
        assert await posts_of(town, people.head) == []
