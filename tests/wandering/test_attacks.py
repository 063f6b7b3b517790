"""Directed attacks: what nobody should do, done on purpose, on the real app."""

from sqlalchemy import text

from storage.tables import people as posts
from tests.builders import UNIT, rows, small_department
from tests.chat import TelegramPhone, buttons, heard_by, last, said
from tests.demo.telegram.pictures import jpeg
from tests.examples import framework
from tests.handlers.invited import code_for
from tests.handlers.stories import LANGUAGES, SWAPPED, prompted

OWED = "SELECT o.id FROM obligations o JOIN units u ON u.id = o.unit_id WHERE u.code = :unit AND o.tier = 1"


async def test_a_forged_button_with_an_id_that_nobody_wrote_is_not_understood_and_no_fault(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, swapped=True, language="en") as (town, people):
        officer = people.officer
        assert isinstance(officer, TelegramPhone)
        await officer.type("report")
        shown = int(last(officer).id)
        for word in ("", "X", "../../etc", "01M6588Y90F26CDPRWDYYKR49B", "\N{GRINNING FACE}"):
            for name in ("reporting.begin", "evidence.add_to", "alerts.why", "arriving.begin", "no.such"):
                await town.telegram.press(officer.id, shown, f"!{name} {word}", stale=True)
                await town.settle()
                assert "not understood" in last(people.officer).text
        assert {it["state"] for it in await rows(town, "SELECT state FROM inbox")} == {"done"}
        assert town.telegram.unanswered == []


async def test_a_press_is_answered_on_the_phone_also_where_its_step_fails(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, swapped=True) as (town, people):
        await people.officer.type("รายงาน")
        await town.product.database.write(lambda work: work.execute(text("ALTER TABLE drafts RENAME TO gone")) and None)
        await people.officer.tap(buttons(people.officer)[0])
        assert {it["state"] for it in await rows(town, "SELECT state FROM inbox")} == {"done", "parked"}
        assert town.telegram.unanswered == []


async def test_a_project_cannot_have_been_finished_before_it_began_to_be_rid_of_what_is_owed(
    clock, tmp_path, sqlite_url
):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        owed = await rows(town, f"{OWED} AND o.state = 'open'", unit=UNIT)
        await people.officer.type("โครงการ")
        await people.officer.tap("แจ้งเสร็จสิ้น ก")
        for day in ("1/1/2500", "30 ก.ย. 2569", "3 พ.ย. 2569", "31/2/2570"):
            await people.officer.type(day)
            assert "ตั้งแต่วันพฤหัสบดีที่ 1 ต.ค. 2569" in said(people.officer)
        await people.officer.type("ยกเลิก")
        assert await rows(town, f"{OWED} AND o.state = 'open'", unit=UNIT) == owed


@SWAPPED
@LANGUAGES
async def test_no_two_buttons_below_a_photo_look_the_same(clock, tmp_path, sqlite_url, swapped, language):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped, language=language) as (_, people):
        await people.officer.photo(jpeg(20, 20))
        labels = buttons(people.officer)
        assert len(labels) == len(set(labels)) == 7
        assert not [label for label in labels if "…" in label]
        assert {"8 ก ต.ค. 2569", "8 ข ต.ค. 2569"} <= set(labels) or {"8 ก Oct 2026", "8 ข Oct 2026"} <= set(labels)


@SWAPPED
async def test_of_forty_rows_each_button_still_says_which_row_it_is_for(clock, tmp_path, sqlite_url, swapped):
    def forty(values):
        named = [{"code": f"P{n}", "name": f"โครงการที่มีชื่อยาวพอสมควรลำดับที่ {n}"} for n in range(1, 41)]
        values["indicators"][0]["projects"] = named

    pledge = framework(change=forty)
    async with small_department(clock, tmp_path, sqlite_url, swapped=swapped, pledge=pledge) as (_, people):
        clock.move_to(people.prompt)
        await people.officer.type("ดูทั้งหมด")
        labels = buttons(people.officer)
        assert len(labels) == len(set(labels)) == 41
        await people.officer.tap(next(label for label in labels if "P40" in label))
        assert "ตัวชี้วัด 8 โครงการ P40" in said(people.officer)


async def test_whoever_was_asked_why_not_and_is_too_late_is_shown_who_decided_and_is_free_again(
    clock, tmp_path, sqlite_url
):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.newcomer.type(await code_for(town, posts.OFFICER, UNIT, shared=True))
        await people.newcomer.tap(buttons(people.newcomer)[0])
        (request,) = await rows(town, "SELECT ref FROM requests")
        await people.head.type(f"ไม่อนุญาต {request['ref']}")
        await people.psdg.type(f"อนุญาต {request['ref']}")
        await people.head.type("ไม่รู้จัก")
        assert "วีระ" in said(people.head)
        assert await rows(town, "SELECT id FROM drafts WHERE open") == []


@SWAPPED
async def test_old_buttons_of_somebody_who_left_say_how_to_come_in(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (_, people):
        await people.officer.type("รายงาน")
        await people.officer.type("ออก")
        await people.officer.tap(buttons(people.officer)[0])
        await people.officer.tap("รายงาน")
        assert "TW-" in said(people.officer)


async def test_the_card_of_a_correction_is_not_called_the_oldest_still_owed(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 จัดทำแผน")
        assert "งวดแรกที่ยังค้างส่ง" in said(people.officer)
        await people.officer.type("ยืนยัน")
        await people.officer.type("แก้ไข")
        await people.officer.tap(buttons(people.officer)[0])
        await people.officer.tap("ผลงาน")
        await people.officer.type("ขั้น 3")
        assert "ขั้น 3" in said(people.officer)
        assert "ค้างส่ง" not in said(people.officer)


@SWAPPED
async def test_another_units_officer_learns_nothing_by_any_word_or_forged_button(clock, tmp_path, sqlite_url, swapped):
    secret = "ความลับของหน่วย"
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type(f"รายงาน 8 ก ขั้น 2 {secret}")
        await people.officer.type("ยืนยัน")
        (report,) = await rows(town, "SELECT ref, obligation_id FROM reports")
        ref, neighbour = report["ref"], people.neighbour
        for word in ("สถานะ", "เหตุผล", "แก้ไข", "ดู", "อนุมัติ", "ส่งคืน", "อนุญาต", "ไม่อนุญาต"):
            await neighbour.type(f"{word} {ref}")
            await neighbour.type(f"{word} {ref} {secret[:3]}")
        await neighbour.type("รายงาน")
        for entry in ("reporting.begin", "evidence.add_to", "alerts.why", "arriving.begin"):
            if isinstance(neighbour, TelegramPhone):
                data = f"!{entry} {report['obligation_id']}"
                await town.telegram.press(neighbour.id, int(last(neighbour).id), data, stale=True)
                await town.settle()
        told = "\n".join(seen.text for seen in heard_by(neighbour))
        assert secret not in told
        assert UNIT not in told
        assert [it["version"] for it in await rows(town, "SELECT version FROM reports WHERE state = 'sent'")] == [1]
