"""Files as attackers, bad networks and full disks send them: refused in words, asked for again, or kept whole."""

import hashlib
import io
import resource
import zipfile
from contextlib import contextmanager
from datetime import timedelta

import pytest

from bot.fetch import Fetch
from bot.platforms.port import UNSENT
from handlers.conversations.evidence import TAKEN_BACK
from storage.tables import facts
from tests.builders import rows
from tests.chat import LinePhone, buttons, heard_by, last, said
from tests.demo.telegram.pictures import jpeg, png
from tests.handlers.stories import PDF, SWAPPED, SWAPPED_TOO, evidence, prompted, sent

MIB = 1024 * 1024
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
EVIL = [
    ("สรุป.pdf", b"\x7fELF\x02\x01\x01" + bytes(600), "เป็นโปรแกรม"),
    ("photo.jpg", b"#!/bin/sh\nrm -rf /\n", "เป็นโปรแกรม"),
    ("module.png", b"\x00asm\x01\x00\x00\x00" + bytes(600), "เป็นโปรแกรม"),
    ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "ไม่รู้จัก"),
    ("table.csv", b"=cmd|' /C calc'!A0,1\n", "ไม่รู้จัก"),
]


def stored(town):
    return [path for path in town.product.store._kept.glob("*/*") if path.is_file()]


def bomb():
    """64 MiB of zeros in 64 KiB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(64 * MIB))
    return packed.getvalue()


@contextmanager
def full_disk(most):
    """No file may grow beyond so many bytes."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


@SWAPPED
async def test_whatever_a_file_is_called_its_bytes_say_what_it_is(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        for name, data, words in (*EVIL, ("แผน.docx", bomb(), "เป็นไฟล์บีบอัด")):
            await people.officer.file(name, data)
            assert words in last(people.officer).text
            assert "กรุณาส่งภาพถ่ายหรือไฟล์ PDF" in last(people.officer).text
            assert "ขั้น 1" in last(people.officer).text
        assert {it["state"] for it in await evidence(town)} == {"refused"}
        assert stored(town) == []
        await people.officer.file("program.exe", PDF)
        assert (await evidence(town))[-1]["media_type"] == "application/pdf"


@SWAPPED_TOO
async def test_any_name_of_a_file_is_shown_and_sent_on_safely(clock, tmp_path, database_url, swapped):
    names = ["../../etc/passwd.pdf", "ก\r\nX-Evil: 1.pdf", "รายงาน" * 60 + ".pdf", "a\x00b\u202efdp.pdf", '";\\%22.pdf']
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        for number, name in enumerate(names):
            await people.officer.file(name, PDF + bytes([number]))
        await people.officer.type("ยืนยัน")
        assert [it["state"] for it in await evidence(town)] == ["kept"] * len(names)
        assert {it["state"] for it in await rows(town, "SELECT DISTINCT state FROM outbox")} <= {"sent", "held"}
        refused = town.line.refusals if swapped else town.telegram.refusals
        assert [it for it in refused if "reply token" not in str(it)] == []
        kept = [it["name"] for it in await rows(town, "SELECT name FROM evidence")]
        assert not [name for name in kept if len(name) > 100 or set("/\n\r\x00\u202e") & set(name)]


async def test_the_offices_own_limit_is_said_before_the_download(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await town.product.database.write(lambda work: facts.learn(work, facts.LARGEST_FILE, str(MIB)))
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.file("big.pdf", PDF + bytes(MIB))
        assert "เกินที่รับได้ 1 MB" in said(people.officer)
        assert await evidence(town) == []
        await town.product.database.write(lambda work: facts.learn(work, facts.LARGEST_FILE, str(100 * MIB)))
        _fetching(town).limit = 100 * MIB
        await people.officer.file("bigger.pdf", PDF + bytes(26 * MIB))
        assert [it["state"] for it in await evidence(town)] == ["kept"]


async def test_what_does_not_say_its_size_is_cut_while_it_streams_and_refused_in_words(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        assert isinstance(people.officer, LinePhone)
        _fetching(town).limit = MIB
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await town.line.video(people.officer.id, MP4 + bytes(MIB))
        await town.settle()
        assert "ใหญ่เกิน 25 MB ที่รับได้" in last(people.officer).text
        assert "เป็นหลักฐานของ สปข.3 · ตัวชี้วัด 8 โครงการ ก · ต.ค. 2569 · ขั้น 1" in last(people.officer).text
        await town.line.video(people.officer.id, MP4 + bytes(MIB // 2))
        await town.settle()
        assert [it["state"] for it in await evidence(town)] == ["refused", "kept"]
        assert [path.stat().st_size for path in stored(town)] == [MIB // 2 + len(MP4)]
        assert list(town.product.store._arriving.iterdir()) == []


async def test_a_full_disk_loses_nothing_and_when_there_is_room_again_the_file_is_kept(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        with full_disk(8 * MIB):
            await people.officer.file("film.pdf", PDF + bytes(9 * MIB))
            await people.officer.type("ยืนยัน")
            assert "R-" in said(people.officer)
            assert [it["state"] for it in await evidence(town)] == ["awaited"]
            assert list(town.product.store._arriving.iterdir()) == []
        await town.play_to(clock.now() + timedelta(minutes=1))
        assert [it["state"] for it in await evidence(town)] == ["kept"]
        assert any("[document]" in seen.text or "R-" in seen.text for seen in heard_by(people.supervisor)[-1:])


async def test_a_disk_that_stays_full_is_said_to_the_sender_and_on_time_stays_on_time(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        with full_disk(8 * MIB):
            await people.officer.file("film.pdf", PDF + bytes(9 * MIB))
            await people.officer.type("ยืนยัน")
            await town.play_to(clock.now() + timedelta(hours=2))
        assert "รับไฟล์ “film.pdf”" in last(people.officer).text
        assert "ยังนับเวลาเดิม" in last(people.officer).text
        assert [it["state"] for it in await evidence(town)] == ["lost"]
        assert len(await sent(town)) == 1


async def test_equal_files_of_two_people_at_the_same_moment_are_stored_once(clock, tmp_path, database_url):
    async with prompted(clock, tmp_path, database_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.neighbour.type("รายงาน 8 ก ขั้น 1")
        town.line.delivery.policy.hold = True
        same = jpeg(20, 20)
        for phone in (people.officer, people.neighbour):
            await town.line.album(str(phone.id), [same, same])
        town.line.delivery.policy.hold = False
        await town.line.delivery.release()
        await town.settle()
        kept = await evidence(town)
        assert [it["state"] for it in kept] == ["kept"] * 4
        assert [path.name for path in stored(town)] == [hashlib.sha256(same).hexdigest()]
        assert await rows(town, "SELECT count(*) AS n FROM blobs") == [{"n": 1}]


async def test_bytes_that_are_forgotten_while_the_same_come_in_again_are_fetched_anew(clock, tmp_path, database_url):
    async with prompted(clock, tmp_path, database_url) as (town, people):
        photo, store = jpeg(20, 20), town.product.store
        receive = store.receive
        lost = []

        async def received_and_lost(chunks, limit):
            found = await receive(chunks, limit)
            if not lost:
                store.remove(found.sha256)
                lost.append(found.sha256)
            return found

        await people.officer.type("รายงาน 8 ก ขั้น 1")
        store.receive = received_and_lost
        await people.officer.photo(photo)
        assert [it["state"] for it in await evidence(town)] == ["awaited"]
        await town.play_to(clock.now() + timedelta(seconds=5))
        assert [it["state"] for it in await evidence(town)] == ["kept"]
        assert [path.read_bytes() for path in stored(town)] == [photo]


async def test_a_file_that_was_taken_back_before_we_heard_of_it_is_withdrawn_and_not_asked_for(
    clock, tmp_path, database_url
):
    async with prompted(clock, tmp_path, database_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        delivery = town.line.delivery
        delivery.policy.hold = True
        await town.line.photo(str(people.officer.id), png(30, 30))
        await people.officer.unsend()
        delivery._waiting.reverse()
        delivery.policy.hold = False
        await delivery.release()
        await town.settle()
        told = "\n".join(seen.text for seen in heard_by(people.officer))
        assert "กรุณาส่งใหม่" not in told
        assert told.count("ถอนหลักฐานที่ท่านยกเลิกข้อความแล้ว") == 1
        assert [it["state"] for it in await evidence(town)] == ["withdrawn"]
        await people.officer.type("ยืนยัน")
        assert "ยังขาดหลักฐานขั้น 1" in said(people.officer)


async def test_taking_back_reaches_the_bytes_that_come_in_just_then(clock, tmp_path, database_url):
    async with prompted(clock, tmp_path, database_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        photo = png(33, 33)
        store = town.product.store
        receive = store.receive

        async def received_then_taken_back(chunks, limit):
            found = await receive(chunks, limit)
            store.receive = receive
            mine = next(each for each in reversed(town.line.messages(str(people.officer.id))) if each.by != "bot")
            await town.line.unsend(str(people.officer.id), mine.id)
            return found

        store.receive = received_then_taken_back
        await people.officer.photo(photo)
        assert [it["state"] for it in await evidence(town)] == ["withdrawn"]
        assert stored(town) == []


async def test_an_album_counts_each_picture_though_every_webhook_comes_twice_and_in_any_order(
    clock, tmp_path, database_url
):
    async with prompted(clock, tmp_path, database_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        town.line.delivery.policy.shuffle = 5
        town.line.delivery.policy.together = True
        await town.line.album(str(people.officer.id), [png(20 + number, 20) for number in range(8)])
        await town.settle()
        assert [it["state"] for it in await evidence(town)] == ["kept"] * 8
        assert "หลักฐาน 8 ไฟล์" in last(people.officer).text
        assert "ยืนยันส่ง" in buttons(people.officer)


def test_what_a_platform_calls_taken_back_is_what_the_conversation_hears():
    assert UNSENT == TAKEN_BACK


@pytest.mark.parametrize("folder", ["", "sha256", "arriving"])
async def test_the_folders_of_the_store_are_their_owners_alone(clock, tmp_path, sqlite_url, folder):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.photo(jpeg(20, 20))
        place = town.product.store._root / folder
        assert place.stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o077 for path in stored(town)} == {0}


def _fetching(town) -> Fetch:
    return town.product._fetches["line"]
