"""Pictures that were chosen together: one answer, one place, whatever order and gaps the network gives them."""

from datetime import timedelta

import pytest

from bot.demo.town import Town
from handlers.conversations import albums
from tests.builders import rows
from tests.chat import Phone, TelegramPhone, buttons, heard_by, last, said
from tests.demo.telegram.pictures import png
from tests.handlers.stories import PDF, SWAPPED, SWAPPED_TOO, evidence, prompted, sent

MIB = 1024 * 1024


def pictures(count, first=20):
    return [png(first + number, 20) for number in range(count)]


async def pause(town: Town, seconds: float = 3) -> None:
    await town.play_to(town.clock.now() + timedelta(seconds=seconds))


async def to_telegram(town: Town, phone: Phone, photos, group="g1") -> None:
    assert isinstance(phone, TelegramPhone)
    for data in photos:
        await town.telegram.photo(phone.id, data, media_group=group)
    await town.settle()


def answers(phone: Phone, before: int) -> list[str]:
    """What the bot said after its first so many messages."""
    return [seen.text for seen in heard_by(phone)[before:]]


@SWAPPED_TOO
async def test_an_album_has_one_answer_that_names_how_many_pictures_came(clock, tmp_path, database_url, swapped):
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        before = len(heard_by(people.officer))
        await people.officer.album(pictures(8))
        (answer,) = answers(people.officer, before)
        assert "หลักฐาน 8 ไฟล์" in answer
        assert "ยืนยันส่ง" in buttons(people.officer)
        await people.officer.tap("ยืนยันส่ง")
        assert "R-" in said(people.officer)
        kept = await evidence(town)
        assert [(it["state"], it["step"]) for it in kept] == [("kept", 1)] * 8
        assert len({it["report_id"] for it in kept}) == 1


@SWAPPED
async def test_an_album_before_any_question_is_asked_about_once(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        before = len(heard_by(people.officer))
        await people.officer.album(pictures(5))
        (question,) = answers(people.officer, before)
        assert "ได้รับ 5 ไฟล์แล้ว เป็นหลักฐานของรายการใด" in question
        await people.officer.tap("8 ก ต.ค. 2569")
        assert "5 ไฟล์" in said(people.officer)
        assert len({it["obligation_id"] for it in await evidence(town)}) == 1


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("batch", [1, 10], ids=["posts", "one-post"])
async def test_in_any_order_and_in_one_request_or_many_a_counted_album_is_whole(
    clock, tmp_path, sqlite_url, seed, batch
):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        town.line.delivery.policy.shuffle, town.line.delivery.policy.batch = seed, batch
        town.line.delivery.policy.together = True
        before = len(heard_by(people.officer))
        await people.officer.album(pictures(8))
        (answer,) = answers(people.officer, before)
        assert "หลักฐาน 8 ไฟล์" in answer
        await pause(town, 60)
        assert len(answers(people.officer, before)) == 1


async def test_an_album_that_nobody_counts_is_answered_after_a_moment_without_a_further_picture(
    clock, tmp_path, sqlite_url
):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        before = len(heard_by(people.officer))
        await town.line.album(str(people.officer.id), pictures(3), counted=False)
        await town.settle()
        assert answers(people.officer, before) == []
        await pause(town)
        (answer,) = answers(people.officer, before)
        assert "หลักฐาน 3 ไฟล์" in answer
        assert town.line.accepted_pushes == []


async def test_a_lost_picture_is_said_and_joins_the_others_when_it_comes_after_all(clock, tmp_path, database_url):
    async with prompted(clock, tmp_path, database_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        before = len(heard_by(people.officer))
        town.line.delivery.policy.pauses = (30,)
        town.line.delivery.policy.drop = 2
        await people.officer.album(pictures(4))
        assert answers(people.officer, before) == []
        await pause(town, 16)
        assert "ได้รับแล้ว 3 จาก 4 ภาพในชุดเดียวกัน" in said(people.officer)
        assert "หลักฐาน 3 ไฟล์" in last(people.officer).text
        await pause(town, 20)
        assert "หลักฐาน 4 ไฟล์" in last(people.officer).text
        await people.officer.tap("ยืนยันส่ง")
        assert len({it["report_id"] for it in await evidence(town)}) == 1


async def test_a_picture_that_comes_after_the_report_was_sent_is_in_that_report(clock, tmp_path, database_url):
    async with prompted(clock, tmp_path, database_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        town.line.delivery.policy.pauses = (60,)
        town.line.delivery.policy.drop = 2
        await people.officer.album(pictures(3))
        await pause(town, 16)
        await people.officer.tap("ยืนยันส่ง")
        ref = (await sent(town))[0]["ref"]
        await people.officer.type("รายงาน 8 ข ขั้น 2")
        await pause(town, 60)
        assert f"รวมไว้กับชุดภาพเดียวกันใน {ref} แล้ว ชุดนี้มี 3 ไฟล์" in "\n".join(seen.text for seen in heard_by(people.officer))
        kept = await evidence(town)
        assert len({(it["report_id"], it["step"]) for it in kept}) == 1
        assert any("หลักฐาน 3 ไฟล์" in seen.text for seen in heard_by(people.supervisor))
        await people.officer.type("ยืนยัน")
        assert len(await sent(town)) == 2


async def test_pictures_of_one_album_that_come_late_on_telegram_are_told_once(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, swapped=True) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await to_telegram(town, people.officer, pictures(2))
        await pause(town)
        await people.officer.tap("ยืนยันส่ง")
        before = len(heard_by(people.officer))
        await to_telegram(town, people.officer, pictures(3, first=40))
        await pause(town)
        (answer,) = answers(people.officer, before)
        assert "แล้ว ชุดนี้มี 5 ไฟล์" in answer
        assert len({it["report_id"] for it in await evidence(town)}) == 1


async def test_a_late_picture_of_an_approved_report_is_kept_for_the_next(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, swapped=True) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await to_telegram(town, people.officer, pictures(2))
        await pause(town)
        await people.officer.tap("ยืนยันส่ง")
        await people.supervisor.type(f"อนุมัติ {(await sent(town))[0]['ref']}")
        await to_telegram(town, people.officer, pictures(1, first=40))
        await pause(town)
        assert "เก็บไฟล์ไว้แล้ว" in last(people.officer).text
        assert [bool(it["report_id"]) for it in await evidence(town)] == [True, True, False]


@SWAPPED
async def test_what_is_done_before_the_answer_has_come_has_the_answer_and_nothing_comes_twice(
    clock, tmp_path, sqlite_url, swapped
):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        before = len(heard_by(people.officer))
        if swapped:
            await to_telegram(town, people.officer, pictures(3))
        else:
            await town.line.album(str(people.officer.id), pictures(3), counted=False)
            await town.settle()
        await people.officer.type("ทำไม")
        after = answers(people.officer, before)
        assert sum("หลักฐาน 3 ไฟล์" in text for text in after) == 1
        await pause(town, 60)
        assert answers(people.officer, before) == after
        await people.officer.type("ยืนยัน")
        assert len(await sent(town)) == 1


async def test_words_typed_right_behind_an_album_are_beside_all_of_it(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, swapped=True) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        before = len(heard_by(people.officer))
        await to_telegram(town, people.officer, pictures(4))
        await people.officer.type("ประชุมครั้งที่ 1")
        await pause(town, 60)
        (answer,) = answers(people.officer, before)
        assert "หลักฐาน 4 ไฟล์" in answer
        assert "“ประชุมครั้งที่ 1”" in answer


async def test_a_file_of_an_album_that_is_too_large_is_named_and_the_others_are_asked_about(
    clock, tmp_path, sqlite_url
):
    async with prompted(clock, tmp_path, sqlite_url, swapped=True) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        assert isinstance(people.officer, TelegramPhone)
        for number, content in enumerate((PDF, PDF + bytes(21 * MIB), PDF + b"1")):
            name = f"{number}.pdf"
            await town.telegram.document(people.officer.id, name, content, "application/pdf", media_group="g")
        await town.settle()
        await pause(town)
        assert "เกินที่รับได้ 20 MB" in said(people.officer)
        assert "หลักฐาน 2 ไฟล์" in last(people.officer).text
        assert [it["state"] for it in await evidence(town)] == ["kept", "kept"]


async def test_pictures_of_one_album_prove_one_step_also_where_the_last_comes_after_another_was_asked_for(
    clock, tmp_path, sqlite_url
):
    async with prompted(clock, tmp_path, sqlite_url, swapped=True) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 3 ประชุมแล้ว")
        await to_telegram(town, people.officer, pictures(2))
        await pause(town)
        await people.officer.tap("เพิ่มหลักฐาน")
        await people.officer.tap("ขั้น 2")
        await to_telegram(town, people.officer, pictures(1, first=40))
        assert [it["step"] for it in await evidence(town)] == [3, 3, 3]


@SWAPPED
async def test_an_album_that_is_for_nothing_is_refused_in_one_sentence(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        before = len(heard_by(people.supervisor))
        await people.supervisor.album(pictures(6))
        await pause(town, 16)
        (answer,) = answers(people.supervisor, before)
        assert "ยังไม่ได้เก็บไว้" in answer
        assert await evidence(town) == []


@SWAPPED
async def test_an_album_while_something_else_is_asked_is_kept_with_one_answer(clock, tmp_path, sqlite_url, swapped):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ขั้น 1 เริ่ม")
        before = len(heard_by(people.officer))
        await people.officer.album(pictures(3))
        await pause(town, 16)
        told = "\n".join(answers(people.officer, before))
        assert told.count("รวมไว้กับชุดภาพเดียวกันแล้ว ชุดนี้มี 3 ไฟล์") == told.count("ไฟล์") == 1
        assert [it["obligation_id"] for it in await evidence(town)] == [None] * 3


async def test_an_answer_that_waits_when_the_process_ends_is_said_after_the_start(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, swapped=True) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await to_telegram(town, people.officer, pictures(3))
        waiting = "SELECT count(*) AS n FROM outbox WHERE state = 'waiting'"
        assert await rows(town, waiting) == [{"n": 1}]
        await town.product.database.write(town.product._release)
        await town.settle()
        assert "หลักฐาน 3 ไฟล์" in last(people.officer).text
        assert await rows(town, waiting) == [{"n": 0}]


def test_no_answer_waits_longer_than_a_free_reply_lives():
    assert albums.BRIEFLY < albums.COUNTED_OUT < timedelta(seconds=45)
