"""A message is taken back at every moment: the bytes go, hash, name and time stay, whoever relied on it is told."""

from datetime import timedelta

from bot.demo.town import Town
from tests.builders import rows
from tests.chat import LinePhone, Phone, heard_by, last, said
from tests.demo.telegram.pictures import jpeg, png
from tests.handlers.stories import PDF, evidence, prompted, sent

PHOTO = jpeg(20, 20)
KEPT = "SELECT name, sha256, heard_at, withdrawn_at, state FROM evidence ORDER BY id"


def words(phone: Phone, since: int = 0) -> str:
    return "\n".join(seen.text for seen in heard_by(phone, since))


def stored(town: Town) -> list[str]:
    return [path.name for path in town.product.store._kept.glob("*/*") if path.is_file()]


async def taken_back(town: Town, phone: Phone, message: str) -> None:
    assert isinstance(phone, LinePhone)
    await town.line.unsend(phone.id, message)
    await town.settle()


async def photographed(town: Town, phone: Phone, data: bytes = PHOTO) -> str:
    assert isinstance(phone, LinePhone)
    message = await town.line.photo(phone.id, data)
    await town.settle()
    return message


async def test_before_it_was_fetched_nothing_is_fetched_and_nobody_is_asked_again(clock, tmp_path, database_url):
    async with prompted(clock, tmp_path, database_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        town.line.faults.order("not_ready", path="/content", times=2)
        message = await photographed(town, people.officer)
        await taken_back(town, people.officer, message)
        assert "ยังไม่ได้ส่งไปกับรายงาน" in words(people.officer)
        assert "ยังขาดหลักฐานขั้น 1" in last(people.officer).text
        await town.play_to(clock.now() + timedelta(hours=2))
        assert "กรุณาส่งใหม่" not in words(people.officer)
        assert [it["state"] for it in await evidence(town)] == ["withdrawn"]
        assert stored(town) == []


async def test_before_it_was_fetched_but_after_confirming_the_supervisor_hears_and_the_verdict_stays(
    clock, tmp_path, database_url
):
    async with prompted(clock, tmp_path, database_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        town.line.faults.order("not_ready", path="/content", times=2)
        message = await photographed(town, people.officer)
        await people.officer.type("ยืนยัน")
        ref = (await sent(town))[0]["ref"]
        await taken_back(town, people.officer, message)
        await town.play_to(clock.now() + timedelta(hours=2))
        assert f"ถอนหลักฐานออกจาก {ref}" in words(people.officer)
        told = words(people.supervisor)
        assert f"ถอนหลักฐาน “ภาพถ่าย” ออกจาก {ref}" in told
        assert "ทันกำหนด" in told
        assert "กรุณาส่งใหม่" not in words(people.officer)
        assert stored(town) == []


async def test_at_the_confirmation_it_is_gone_from_what_would_be_sent(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        kept, gone = [await photographed(town, people.officer, data) for data in (PHOTO, png(30, 30))]
        assert kept != gone
        await taken_back(town, people.officer, gone)
        await people.officer.type("ยืนยัน")
        assert "หลักฐาน 1 ไฟล์" in words(people.supervisor)
        assert len(stored(town)) == 1


async def test_one_picture_of_an_album_goes_and_the_others_stay(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        pictures = [png(20 + number, 20) for number in range(4)]
        messages = await town.line.album(str(people.officer.id), pictures)
        await town.settle()
        await taken_back(town, people.officer, messages[1])
        await people.officer.type("ยืนยัน")
        assert "หลักฐาน 3 ไฟล์" in words(people.supervisor)
        assert [it["state"] for it in await evidence(town)] == ["kept", "withdrawn", "kept", "kept"]


async def test_a_picture_that_is_taken_back_while_its_album_comes_in_is_not_counted_in_the_answer(
    clock, tmp_path, sqlite_url
):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        messages = await town.line.album(str(people.officer.id), [png(20 + it, 20) for it in range(3)], counted=False)
        await town.settle()
        await taken_back(town, people.officer, messages[0])
        await town.play_to(clock.now() + timedelta(seconds=20))
        assert "ถอนหลักฐานที่ท่านยกเลิกข้อความแล้ว" in words(people.officer)
        assert "หลักฐาน 3 ไฟล์" not in words(people.officer)
        assert "หลักฐาน 2 ไฟล์" in last(people.officer).text


async def test_after_a_return_the_bytes_go_and_both_hear_of_it(clock, tmp_path, database_url):
    async with prompted(clock, tmp_path, database_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        message = await photographed(town, people.officer)
        await people.officer.tap("ยืนยันส่ง")
        ref = (await sent(town))[0]["ref"]
        await people.supervisor.type(f"ส่งคืน {ref} ภาพไม่ชัด")
        (before,) = await rows(town, KEPT)
        verdicts = await rows(town, "SELECT verdict FROM reports")
        await taken_back(town, people.officer, message)
        assert f"ถอนหลักฐานออกจาก {ref}" in last(people.officer).text
        assert f"ออกจาก {ref}" in words(people.supervisor)
        (after,) = await rows(town, KEPT)
        assert after["state"] == "withdrawn"
        assert after["withdrawn_at"]
        assert [after[name] for name in ("name", "sha256", "heard_at")] == [
            before[name] for name in ("name", "sha256", "heard_at")
        ]
        assert await rows(town, "SELECT verdict FROM reports") == verdicts
        assert stored(town) == []


async def test_after_the_approval_it_stays_approved_and_both_hear_of_it(clock, tmp_path, database_url):
    async with prompted(clock, tmp_path, database_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        message = await photographed(town, people.officer)
        await people.officer.tap("ยืนยันส่ง")
        ref = (await sent(town))[0]["ref"]
        await people.supervisor.type(f"อนุมัติ {ref}")
        since = len(people.supervisor.seen())
        await taken_back(town, people.officer, message)
        assert f"ถอนหลักฐานออกจาก {ref}" in last(people.officer).text
        assert f"ถอนหลักฐาน “ภาพถ่าย” ออกจาก {ref}" in words(people.supervisor, since)
        assert (await sent(town))[0]["state"] == "approved"
        assert stored(town) == []
        await people.supervisor.type(f"ดู {ref}")
        assert "[photo]" not in said(people.supervisor)


async def test_a_link_to_what_was_taken_back_shows_nothing_any_more(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url, swapped=True) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        await people.officer.file("แผน.pdf", PDF)
        await people.officer.type("ยืนยัน")
        assert await people.supervisor.opened() == PDF
        ref = (await sent(town))[0]["ref"]
        await people.officer.type(f"แก้ไข {ref}")
        await people.officer.tap("หลักฐาน")
        await people.officer.tap("ถอน 1")
        assert isinstance(people.supervisor, LinePhone)
        assert await people.supervisor.status() == 404


async def test_whoever_takes_back_twice_or_another_message_changes_nothing(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        message = await photographed(town, people.officer)
        await taken_back(town, people.officer, message)
        since = len(people.officer.seen())
        await taken_back(town, people.officer, message)
        words_of_theirs = next(seen.id for seen in people.officer.seen() if seen.mine)
        await taken_back(town, people.officer, words_of_theirs)
        assert words(people.officer, since) == ""
        assert [it["state"] for it in await evidence(town)] == ["withdrawn"]


async def test_before_it_is_said_for_what_the_question_counts_what_is_left_and_ends_with_the_last(
    clock, tmp_path, sqlite_url
):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        first, second = [await photographed(town, people.officer, data) for data in (PHOTO, png(30, 30))]
        await taken_back(town, people.officer, first)
        assert "ได้รับไฟล์แล้ว เป็นหลักฐานของรายการใด" in last(people.officer).text
        await taken_back(town, people.officer, second)
        assert "ถอนหลักฐานที่ท่านยกเลิกข้อความแล้ว" in last(people.officer).text
        await people.officer.type("สวัสดี")
        assert "เป็นหลักฐานของรายการใด" not in said(people.officer)
        assert await rows(town, "SELECT id FROM drafts WHERE subject = 'evidence'") == []


async def test_in_the_draft_the_confirmation_is_asked_anew_without_it(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1 เริ่ม")
        await photographed(town, people.officer)
        message = await photographed(town, people.officer, png(30, 30))
        since = len(people.officer.seen())
        await taken_back(town, people.officer, message)
        assert "หลักฐาน 1 ไฟล์" in words(people.officer, since)
        await people.officer.tap("ยืนยันส่ง")
        assert len(await sent(town)) == 1
