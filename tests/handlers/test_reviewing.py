"""A supervisor sees a report, approves it or sends it back with a reason; the first decision counts."""

from contextlib import asynccontextmanager

import pytest

from tests.builders import UNIT, rows, small_department
from tests.chat import buttons, heard_by, last, said
from tests.demo.telegram.pictures import jpeg
from tests.examples import framework
from tests.handlers.sending import send
from tests.handlers.stories import SWAPPED, SWAPPED_TOO


@asynccontextmanager
async def reported(clock, tmp_path, url, **how):
    """The first report of the month waits: (town, people, its reference)."""
    async with small_department(clock, tmp_path, url, twice=True, **how) as (town, people):
        clock.move_to(people.prompt)
        yield town, people, await send(town, people)


@SWAPPED_TOO
async def test_an_approval_by_tap_edits_the_card_and_the_reporter_hears_it(clock, tmp_path, database_url, swapped):
    async with reported(clock, tmp_path, database_url, swapped=swapped) as (town, people, ref):
        since, count = len(people.officer.seen()), len(heard_by(people.supervisor))
        await people.supervisor.tap("อนุมัติ")
        shown = "\n".join(seen.text for seen in heard_by(people.supervisor))
        assert "ผู้อนุมัติ: ท่าน" in shown
        assert len(heard_by(people.supervisor)) == (count + 1 if swapped else count)
        (news,) = heard_by(people.officer, since)
        assert news.text.startswith(f"อนุมัติแล้ว {ref}")
        assert await rows(town, "SELECT state FROM reports") == [{"state": "approved"}]
        assert await rows(town, "SELECT decision, version FROM reviews") == [{"decision": "approved", "version": 1}]


@SWAPPED_TOO
async def test_a_return_asks_why_and_the_reporter_hears_reason_and_new_date(clock, tmp_path, database_url, swapped):
    async with reported(clock, tmp_path, database_url, swapped=swapped) as (town, people, ref):
        since = len(people.officer.seen())
        await people.supervisor.tap("ส่งคืน")
        assert f"เหตุผลที่ส่งคืน {ref}" in said(people.supervisor)
        assert {"ภาพไม่ชัด", "หลักฐานไม่ตรงขั้น"} <= set(buttons(people.supervisor))
        await people.supervisor.tap("ภาพไม่ชัด")
        (news,) = heard_by(people.officer, since)
        assert "ขอให้แก้ไข · “ภาพไม่ชัด”" in news.text
        assert "ส่งใหม่ภายในวันจันทร์ที่ 9 พ.ย. 2569" in news.text
        assert "ยังนับเวลาตามการส่งครั้งแรก" in news.text
        assert news.buttons == ("แก้ไขตอนนี้",)
        assert f"ส่งคืน {ref} แล้ว" in said(people.supervisor)
        assert await rows(town, "SELECT state, decision, reason FROM reviews JOIN reports ON 1 = 1") == [
            {"state": "returned", "decision": "returned", "reason": "ภาพไม่ชัด"}
        ]


async def test_who_asked_to_return_and_approves_after_all_is_asked_no_more_why(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (_, people, ref):
        await people.supervisor.tap("ส่งคืน")
        await people.supervisor.type(f"อนุมัติ {ref}")
        await people.supervisor.type("ทำตามคำสั่ง")
        assert f"อนุมัติ {ref} แล้ว" in said(people.supervisor)
        assert "ภาพไม่ชัด" not in buttons(people.supervisor)
        await people.supervisor.type("ล่าช้า")
        assert "ภาพไม่ชัด" not in buttons(people.supervisor)


@SWAPPED
async def test_everything_can_be_typed_in_english_and_the_reason_with_it(clock, tmp_path, sqlite_url, swapped):
    async with reported(clock, tmp_path, sqlite_url, swapped=swapped, language="en") as (_, people, ref):
        await people.supervisor.type("/queue")
        assert ref in said(people.supervisor)
        await people.supervisor.type(f"show {ref}")
        assert "step 2" in said(people.supervisor)
        since = len(people.officer.seen())
        await people.supervisor.type(f"return {ref.lower().replace('-', '')} the list cannot be read")
        assert f"{ref} is returned" in said(people.supervisor)
        assert "“the list cannot be read”" in heard_by(people.officer, since)[0].text
        await people.supervisor.type("queue")
        assert said(people.supervisor) == "Nothing waits for you."


async def test_a_reason_may_be_typed_and_only_whole_commands_interrupt(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (town, people, ref):
        await people.supervisor.type(f"ส่งคืน {ref}")
        await people.supervisor.photo(jpeg(20, 20))
        assert f"เหตุผลที่ส่งคืน {ref}" in said(people.supervisor)
        await people.supervisor.type("ดู R-2222 แล้วไม่ตรงกัน")
        assert await rows(town, "SELECT reason FROM reviews") == []
        await people.supervisor.tap("ยืนยันส่งคืน")
        assert await rows(town, "SELECT reason FROM reviews") == [{"reason": "ดู R-2222 แล้วไม่ตรงกัน"}]


async def test_the_asking_for_a_reason_can_be_left(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (town, people, ref):
        await people.supervisor.type(f"ส่งคืน {ref}")
        await people.supervisor.tap("ยกเลิก")
        assert await rows(town, "SELECT id FROM drafts") == []
        assert await rows(town, "SELECT state FROM reports") == [{"state": "sent"}]


@SWAPPED_TOO
async def test_of_two_supervisors_the_first_counts_and_the_second_hears_who_was_first(
    clock, tmp_path, database_url, swapped
):
    async with reported(clock, tmp_path, database_url, swapped=swapped) as (town, people, ref):
        await people.supervisor.type(f"อนุมัติ {ref}")
        assert f"อนุมัติ {ref} แล้ว" in said(people.supervisor)
        await people.deputy.type(f"ส่งคืน {ref} ภาพไม่ชัด")
        assert f"(ผู้อนุมัติ: {people.supervisor.name}) จึงถือตามนั้น" in said(people.deputy)
        assert await rows(town, "SELECT decision FROM reviews") == [{"decision": "approved"}]


async def test_the_colleagues_card_is_edited_and_loses_its_buttons(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (_, people, _ref):
        for reader in (people.deputy, people.collector):
            assert UNIT in last(reader).text
        before = [len(people.deputy.seen()), len(people.collector.seen())]
        await people.supervisor.tap("อนุมัติ")
        assert [len(people.deputy.seen()), len(people.collector.seen())] == before
        for reader in (people.deputy, people.collector):
            assert f"ผู้อนุมัติ: {people.supervisor.name}" in last(reader).text
            assert "อนุมัติ" not in last(reader).buttons


async def test_somebody_who_was_asked_why_is_shown_what_a_faster_colleague_did(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (town, people, ref):
        await people.deputy.tap("ส่งคืน")
        await people.supervisor.tap("อนุมัติ")
        await people.deputy.tap("ภาพไม่ชัด")
        assert f"ยังไม่ได้ส่งคืน {ref}" in said(people.deputy)
        assert any(f"ผู้อนุมัติ: {people.supervisor.name}" in seen.text for seen in heard_by(people.deputy))
        assert await rows(town, "SELECT id FROM drafts") == []
        assert await rows(town, "SELECT decision FROM reviews") == [{"decision": "approved"}]


async def test_a_press_on_an_older_version_shows_the_newest_and_decides_nothing(clock, tmp_path, database_url):
    async with reported(clock, tmp_path, database_url, swapped=True) as (town, people, _ref):
        await send(town, people, step=3, correcting=True)
        await people.supervisor.tap("อนุมัติ")
        assert "มีฉบับใหม่ (ฉบับที่ 2)" in said(people.supervisor)
        assert await rows(town, "SELECT state FROM reports") == [{"state": "sent"}]
        await people.supervisor.tap("อนุมัติ")
        assert await rows(town, "SELECT state, version FROM reports") == [{"state": "approved", "version": 2}]


async def test_the_difference_is_held_against_the_version_that_was_reviewed_last(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (town, people, ref):
        await people.supervisor.type(f"ส่งคืน {ref} ภาพไม่ชัด")
        await send(town, people, step=3, correcting=True)
        await send(town, people, step=4, correcting=True)
        await people.supervisor.type(f"ดู {ref}")
        assert "ฉบับที่ 3 เทียบกับฉบับที่ 1: ขั้น 2 → 4" in said(people.supervisor)


async def test_what_comes_back_corrected_waits_anew_and_shows_its_history(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (town, people, ref):
        await people.supervisor.type(f"ส่งคืน {ref} ภาพไม่ชัด")
        clock.move_to(people.due)
        await send(town, people, step=3, correcting=True)
        await people.supervisor.type("คิว")
        assert ref in said(people.supervisor)
        await people.supervisor.type(f"ดู {ref}")
        shown = said(people.supervisor)
        assert "ขั้น 2 → 3" in shown
        assert "ผู้ส่งคืน: ท่าน" in shown
        assert "ฉบับที่ 2" in shown
        await people.supervisor.type(f"อนุมัติ {ref}")
        assert await rows(town, "SELECT version, decision FROM reviews ORDER BY version") == [
            {"version": 1, "decision": "returned"},
            {"version": 2, "decision": "approved"},
        ]


@pytest.mark.parametrize("who", ["officer", "collector", "neighbour"])
async def test_only_those_who_answer_for_the_indicator_decide(clock, tmp_path, sqlite_url, who):
    async with reported(clock, tmp_path, sqlite_url) as (town, people, ref):
        await getattr(people, who).type(f"อนุมัติ {ref}")
        refusal = "ไม่พบเลขที่" if who == "neighbour" else "นอกเหนือหน้าที่ของท่าน"
        assert refusal in said(getattr(people, who))
        assert await rows(town, "SELECT state FROM reports") == [{"state": "sent"}]


async def test_a_collector_sees_the_report_without_buttons_to_decide(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (_, people, ref):
        await people.collector.type(f"ดู {ref}")
        assert "ขั้น 2" in said(people.collector)
        assert "อนุมัติ" not in buttons(people.collector)


async def test_nobody_supervises_so_the_report_is_in_the_psdgs_queue(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url, absent=("supervisor", "deputy")) as (_, people, ref):
        await people.psdg.type("คิว")
        assert ref in said(people.psdg)
        await people.psdg.type(f"อนุมัติ {ref}")
        assert f"อนุมัติ {ref} แล้ว" in said(people.psdg)


async def test_a_supervised_report_is_not_in_the_psdgs_queue_but_they_may_decide(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (_, people, ref):
        await people.psdg.type("คิว")
        assert said(people.psdg) == "ไม่มีรายการที่รอท่านตรวจ"
        assert buttons(people.psdg) == ["ล่าช้า", "ภาพรวม"]
        await people.psdg.tap("ภาพรวม")
        assert "ผลงานเดือน" in said(people.psdg)
        await people.psdg.type(f"อนุมัติ {ref}")
        assert f"อนุมัติ {ref} แล้ว" in said(people.psdg)


async def test_a_press_that_came_second_says_so_in_its_notice_in_the_offices_digits(clock, tmp_path, sqlite_url):
    pledge = framework("department", lambda values: values["settings"].update(numerals="thai"))
    async with reported(clock, tmp_path, sqlite_url, pledge=pledge) as (town, people, ref):
        await town.telegram.say(people.deputy.id, f"อนุมัติ {ref}")
        await people.supervisor.tap("อนุมัติ")
        await town.settle()
        noticed = [each.text for each in town.telegram.chat(people.supervisor.id).toasts]
        assert any("รายการนี้อนุมัติแล้วเมื่อวันจันทร์ที่ ๒ พ.ย. ๒๕๖๙" in text for text in noticed), noticed


async def test_the_queue_has_the_longest_waiting_first_and_each_can_be_opened(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (town, people, first):
        clock.move_to(people.due)
        second = await send(town, people, project="ข")
        await people.supervisor.type("/queue")
        text = said(people.supervisor)
        assert "รอตรวจ 2 รายการ" in text
        assert text.index(first) < text.index(second)
        assert len([label for label in buttons(people.supervisor) if label.endswith("ดู")]) == 2


async def test_a_reference_that_nobody_has_offers_the_nearest(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (_, people, ref):
        wrong = ref[:-1] + ("2" if ref[-1] != "2" else "3")
        await people.supervisor.type(f"ดู {wrong}")
        assert f"ที่ใกล้เคียงคือ {ref}" in said(people.supervisor)
        await people.neighbour.type(f"เหตุผล {wrong}")
        assert ref not in said(people.neighbour)


async def test_at_night_the_reporter_is_told_at_once_and_without_sound(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url, swapped=True) as (town, people, ref):
        clock.move_to(people.prompt.replace(hour=20))
        since = len(people.officer.seen())
        await people.supervisor.type(f"อนุมัติ {ref}")
        assert len(heard_by(people.officer, since)) == 1
        told = await rows(town, "SELECT silent FROM outbox WHERE key LIKE 'verdict:%'")
        assert [bool(row["silent"]) for row in told] == [True]


async def test_approving_without_a_reference_shows_how(clock, tmp_path, sqlite_url):
    async with reported(clock, tmp_path, sqlite_url) as (_, people, _ref):
        await people.supervisor.type("อนุมัติ")
        assert "กรุณาระบุเลขที่" in said(people.supervisor)
        await people.supervisor.tap("คิว")
        assert "รอตรวจ 1 รายการ" in said(people.supervisor)
