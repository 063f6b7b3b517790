"""Downloads as networks really go: tried again, at last asked for again by name and step; on time stays."""

from datetime import timedelta

import pytest

from tests.builders import rows
from tests.chat import LinePhone, TelegramPhone, heard_by, last, said
from tests.demo.telegram.pictures import jpeg, png
from tests.handlers.stories import PDF, evidence, prompted, sent

MIB = 1024 * 1024
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
ASKED_AGAIN = "กรุณาส่งใหม่อีกครั้ง รายงานที่ส่งแล้วยังนับเวลาเดิม"
PROVES = "เป็นหลักฐานของ สปข.3 · ตัวชี้วัด 8 โครงการ ก · ต.ค. 2569 · ขั้น 1"

LINE = {
    "not ready yet": lambda line, times: line.faults.order("not_ready", path="/content", times=times),
    "cut off in the middle": lambda line, times: line.faults.order("cut", path="/content", times=times),
    "an error of theirs": lambda line, times: line.faults.order("error", path="/content", times=times),
    "a proxy in between": lambda line, times: line.faults.order("gateway", path="/content", times=times),
    "too fast": lambda line, times: line.faults.order("rate", path="/content", times=times),
    "hung up": lambda line, times: line.faults.order("drop", path="/content", times=times),
}
TELEGRAM = {
    "an error of theirs": lambda telegram, times: telegram.faults.fail(500, method="getFile", times=times),
    "away": lambda telegram, times: telegram.faults.fail(502, method="getFile", times=times),
    "hung up": lambda telegram, times: telegram.faults.cut(method="getFile", times=times),
    "the answer lost": lambda telegram, times: telegram.faults.lose_answer(method="getFile", times=times),
    "the download hung up": lambda telegram, times: telegram.faults.cut(method="file", times=times),
    "the link expired": lambda telegram, times: telegram.faults.fail(404, method="file", times=times),
    "the download failed": lambda telegram, times: telegram.faults.fail(500, method="file", times=times),
}
EITHER = [(False, fault) for fault in LINE.items()] + [(True, fault) for fault in TELEGRAM.items()]
FAULTS = pytest.mark.parametrize(
    ("swapped", "fault"),
    [(swapped, fault) for swapped, (_, fault) in EITHER],
    ids=[f"{'telegram' if swapped else 'line'}-{name}" for swapped, (name, _) in EITHER],
)


def words(phone) -> str:
    return "\n".join(seen.text for seen in heard_by(phone))


@FAULTS
async def test_a_download_that_fails_for_a_while_is_tried_again_and_nobody_is_bothered(
    clock, tmp_path, sqlite_url, swapped, fault
):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        fault(town.telegram if swapped else town.line, 4)
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.photo(jpeg(20, 20))
        assert "หลักฐาน 1 ไฟล์" in said(people.officer)
        await people.officer.type("ยืนยัน")
        assert (await sent(town))[0]["state"] == "sent"
        assert [it["state"] for it in await evidence(town)] == ["awaited"]
        await town.play_to(clock.now() + timedelta(minutes=15))
        assert [it["state"] for it in await evidence(town)] == ["kept"]
        assert ASKED_AGAIN not in words(people.officer)
        assert last(people.supervisor).text in ("[image]", "[photo]") or "R-" in last(people.supervisor).text
        assert list(town.product.store._arriving.iterdir()) == []


@FAULTS
async def test_a_download_that_never_succeeds_is_asked_for_again_by_name_and_step_and_on_time_stays_on_time(
    clock, tmp_path, sqlite_url, swapped, fault
):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        fault(town.telegram if swapped else town.line, 10_000)
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.file("รายงานการประชุม.pdf", PDF)
        await people.officer.type("ยืนยัน")
        await town.play_to(clock.now() + timedelta(hours=3))
        told = [seen.text for seen in heard_by(people.officer) if ASKED_AGAIN in seen.text]
        assert len(told) == 1
        assert "“รายงานการประชุม.pdf”" in told[0]
        assert PROVES in told[0]
        assert [it["state"] for it in await evidence(town)] == ["lost"]
        (verdict,) = await rows(town, "SELECT state, version FROM reports")
        assert verdict == {"state": "sent", "version": 1}
        assert "ทันกำหนด" in words(people.supervisor)
        if not swapped:
            assert "ยังขาดหลักฐานขั้น 1" in words(people.supervisor)


async def test_a_long_film_is_waited_for_until_line_has_prepared_it(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        assert isinstance(people.officer, LinePhone)
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await town.line.video(people.officer.id, MP4 + bytes(900), ready_after=600)
        await town.settle()
        await people.officer.type("ยืนยัน")
        await town.play_to(clock.now() + timedelta(minutes=25))
        assert [(it["state"], it["media_type"]) for it in await evidence(town)] == [("kept", "video/mp4")]
        assert ASKED_AGAIN not in words(people.officer)


async def test_what_line_has_no_more_is_asked_for_again_at_once(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        assert isinstance(people.officer, LinePhone)
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        town.line.faults.order("not_ready", path="/content")
        message = await town.line.photo(people.officer.id, jpeg(20, 20))
        town.line.contents.expire(message)
        await town.settle()
        await town.play_to(clock.now() + timedelta(seconds=10))
        assert ASKED_AGAIN in last(people.officer).text
        assert "“ภาพถ่าย”" in last(people.officer).text
        assert [it["state"] for it in await evidence(town)] == ["lost"]


async def test_a_dead_token_loses_no_file_however_long_it_takes_to_renew_it(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        town.line.faults.order("token", path="/content", times=20)
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.photo(jpeg(20, 20))
        await people.officer.type("ยืนยัน")
        await town.play_to(clock.now() + timedelta(hours=6))
        assert [it["state"] for it in await evidence(town)] == ["kept"]
        assert ASKED_AGAIN not in words(people.officer)


async def test_one_persons_slow_files_hold_up_nobody_elses_and_keep_their_order(clock, tmp_path, database_url):
    async with prompted(clock, tmp_path, database_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        town.line.faults.order("not_ready", path="/content", times=4)
        for number in range(4):
            await people.officer.file(f"{number}.pdf", PDF + bytes([number]))
        await people.neighbour.type("รายงาน 8 ก ขั้น 2")
        await people.neighbour.photo(png(50, 50))
        await people.neighbour.type("ยืนยัน")
        waiting = "SELECT e.state FROM evidence e JOIN people p ON p.id = e.person_id WHERE p.name = :name"
        assert await rows(town, waiting, name=people.neighbour.name) == [{"state": "kept"}]
        await people.officer.type("ยืนยัน")
        await town.play_to(clock.now() + timedelta(minutes=2))
        names = [it["name"] for it in await rows(town, "SELECT name FROM evidence WHERE name != '' ORDER BY id")]
        assert names == ["0.pdf", "1.pdf", "2.pdf", "3.pdf"]
        assert {it["state"] for it in await evidence(town)} == {"kept"}


async def test_what_telegram_does_not_hand_out_is_refused_before_the_download_with_both_sizes(
    clock, tmp_path, sqlite_url
):
    async with prompted(clock, tmp_path, sqlite_url, swapped=True) as (town, people):
        assert isinstance(people.officer, TelegramPhone)
        await people.officer.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        await people.officer.file("แผน.pdf", PDF + bytes(21 * MIB))
        assert "มีขนาด 21" in said(people.officer)
        assert "เกินที่รับได้ 20 MB" in said(people.officer)
        assert "ส่งเป็นภาพถ่าย" in said(people.officer)
        assert await rows(town, "SELECT id FROM fetches WHERE kind = 'content'") == []
        await people.officer.type("ยืนยัน")
        assert len(await sent(town)) == 1


async def test_a_flood_on_telegram_is_waited_out_as_long_as_it_wishes(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, swapped=True) as (town, people):
        town.telegram.faults.too_many(90, method="getFile", times=2)
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.photo(jpeg(20, 20))
        await people.officer.type("ยืนยัน")
        await town.play_to(clock.now() + timedelta(seconds=170))
        assert [it["state"] for it in await evidence(town)] == ["awaited"]
        await town.play_to(clock.now() + timedelta(seconds=30))
        assert [it["state"] for it in await evidence(town)] == ["kept"]
