"""A file that proved something else before is said by name, with indicator and month, to whoever sends and decides."""

from datetime import timedelta

from tests.chat import heard_by, last, said
from tests.demo.telegram.pictures import jpeg, png
from tests.handlers.stories import PDF, SWAPPED, SWAPPED_TOO, evidence, prompted, sent

PHOTO = jpeg(20, 20)
USED = "ไฟล์ “{}” เคยใช้กับ สปข.3 · ตัวชี้วัด 8 โครงการ ก · ต.ค. 2569 · {}"


def words(phone) -> str:
    return "\n".join(seen.text for seen in heard_by(phone))


@SWAPPED_TOO
async def test_it_is_said_on_the_confirmation_and_on_the_card_of_whoever_decides(
    clock, tmp_path, database_url, swapped
):
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.file("minutes.pdf", PDF)
        await people.officer.type("ยืนยัน")
        ref = (await sent(town))[0]["ref"]
        assert "เคยใช้" not in words(people.supervisor)
        await people.officer.type("รายงาน 8 ข ขั้น 1")
        await people.officer.photo(PHOTO)
        await people.officer.file("another-name.pdf", PDF)
        await people.officer.tap("แก้ไข")
        await people.officer.tap("กลับ")
        assert USED.format("another-name.pdf", ref) in said(people.officer)
        assert "“ภาพถ่าย” เคยใช้" not in said(people.officer)
        await people.officer.type("ยืนยัน")
        assert USED.format("another-name.pdf", ref) in words(people.supervisor)
        await people.supervisor.type(f"ดู {ref}")
        assert "เคยใช้" not in said(people.supervisor)


async def test_of_many_files_used_before_a_few_are_named_and_the_others_counted(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        again = [png(20 + number, 20) for number in range(5)]
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.album(again)
        await people.officer.type("ยืนยัน")
        await people.officer.type("รายงาน 8 ข ขั้น 1")
        await people.officer.album(again)
        await people.officer.type("ยืนยัน")
        card = next(seen.text for seen in reversed(heard_by(people.supervisor)) if "โครงการ ข" in seen.text)
        assert card.count("“ภาพถ่าย” เคยใช้กับ") == 3
        assert "และอีก 2 ไฟล์เคยใช้แล้ว" in card


async def test_it_is_said_to_whoever_decides_also_where_the_bytes_come_after_the_report(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 1")
        await people.officer.photo(PHOTO)
        await people.officer.type("ยืนยัน")
        town.line.faults.order("not_ready", path="/content", times=3)
        await people.officer.type("รายงาน 8 ข ขั้น 1")
        await people.officer.photo(PHOTO)
        await people.officer.type("ยืนยัน")
        assert "เคยใช้" not in words(people.supervisor)
        await town.play_to(clock.now() + timedelta(minutes=1))
        assert "“ภาพถ่าย” เคยใช้กับ สปข.3 · ตัวชี้วัด 8 โครงการ ก" in words(people.supervisor)
        assert [it["state"] for it in await evidence(town)] == ["kept", "kept"]
        assert last(people.officer).text.count("R-") == 1


@SWAPPED
async def test_a_file_for_a_period_that_was_closed_meanwhile_is_said_and_free_for_the_next_report(
    clock, tmp_path, sqlite_url, swapped
):
    async with prompted(clock, tmp_path, sqlite_url, swapped=swapped) as (town, people):
        await people.officer.type("รายงาน 2.2 45 ผู้มาติดต่อ")
        await people.officer.photo(PHOTO)
        await people.psdg.type("ส่งแล้ว 6 วันนี้ เลขรับ 12")
        await people.psdg.type("ยืนยัน")
        await people.officer.photo(png(30, 30))
        await people.officer.type("ยืนยัน")
        assert "ปิดรับแล้ว" in words(people.officer)
        assert [(it["state"], it["report_id"]) for it in await evidence(town)] == [("kept", None)] * 2
        assert {it["obligation_id"] for it in await evidence(town)} == {None}
        assert await sent(town) == []
