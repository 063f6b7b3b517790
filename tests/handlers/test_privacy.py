"""What is kept about people: agreed to by version, gone with leaving, forgotten after its time; the record stays."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from handlers.actions import enrol
from handlers.jobs import cleanup
from handlers.turn import Tick
from messages.texts import LANGUAGES
from storage.tables import inbox
from storage.tables.outbox import OUTBOX
from tests.builders import BANGKOK, UNIT, rows, small_department
from tests.chat import said
from tests.demo.telegram.pictures import jpeg
from tests.handlers.invited import code_for, posts_of
from tests.handlers.sending import send
from tests.handlers.small_office import opened
from tests.handlers.stories import SWAPPED_TOO, TEXTS, prompted
from tests.there import there

NOTICES = {"2": "2963b95e58d893552d5e3e88cd95cdae93e92fded2e305769b24d630f2122957"}
"""The texts of each version that anybody may have agreed to: a new text is a new version."""


def test_another_notice_has_another_number():
    keys = ("enrolment.notice", "enrolment.details")
    texts = [
        TEXTS.line(language, key, **dict.fromkeys(TEXTS.by_language[language][key].needs, ""))
        for language in LANGUAGES
        for key in keys
    ]
    assert NOTICES[enrol.NOTICE] == hashlib.sha256("\n".join(texts).encode()).hexdigest()


@SWAPPED_TOO
async def test_what_was_agreed_to_is_kept_with_its_time(clock, tmp_path, database_url, swapped):
    async with small_department(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.newcomer.type("ออก")
        await people.newcomer.tap("ออก")
        await people.newcomer.type(await code_for(town, "officer", UNIT))
        await people.newcomer.tap("อ่านรายละเอียด")
        assert "90 วัน" in said(people.newcomer)
        await people.newcomer.type("ยินยอมและเข้าร่วม")
        (kept,) = await rows(town, "SELECT notice, consented_at FROM people WHERE notice <> ''")
        assert kept["notice"] == enrol.NOTICE
        assert kept["consented_at"] is not None
        (noted,) = await rows(town, "SELECT detail FROM audit WHERE deed = 'consent'")
        assert noted["detail"] == f'{{"notice": "{enrol.NOTICE}"}}'


@SWAPPED_TOO
async def test_after_leaving_nothing_leads_from_the_record_to_the_account(clock, tmp_path, database_url, swapped):
    async with prompted(clock, tmp_path, database_url, swapped=swapped) as (town, people):
        await people.officer.photo(jpeg(20, 20))
        await people.officer.type("ยกเลิก")
        ref = await send(town, people)
        left_id, address = people.id_of(people.officer), str(people.officer.id)
        await people.officer.type("ออก")
        assert "ยังอยู่เป็นเอกสารของหน่วยงาน" in said(people.officer)
        await people.officer.tap("ออก")
        assert "ตัดความเชื่อมโยงกับบัญชีนี้แล้ว" in said(people.officer)
        clock.move_to(clock.now() + timedelta(days=1))
        await town.settle()
        (account,) = await rows(town, "SELECT person_id FROM accounts WHERE address = :it", it=address)
        assert account["person_id"] != left_id
        for table in ("people", "outbox", "drafts", "audit", "evidence", "requests", "invitations"):
            of_both = [row for row in await rows(town, f"SELECT * FROM {table}") if left_id in str(row)]
            assert [row for row in of_both if address in str(row) or people.officer.name in str(row)] == []
        sent = await rows(town, "SELECT sent_by FROM report_versions")
        assert [row["sent_by"] for row in sent] == [left_id]
        await people.supervisor.type(f"ดู {ref}")
        assert ref in said(people.supervisor)
        await people.officer.type("สถานะ")
        assert "ต้องมีรหัส" in said(people.officer)


async def test_whoever_was_taken_out_of_a_post_can_have_the_name_removed(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url) as (town, people):
        await people.psdg.type("ถอน มาลี")
        await people.psdg.tap("ยืนยันถอน")
        assert await posts_of(town, people.officer) == []
        await people.officer.type("ออก")
        assert "ระบบยังเก็บชื่อของท่าน" in said(people.officer)
        await people.officer.tap("ออก")
        assert await rows(town, "SELECT id FROM people WHERE name = 'มาลี'") == []
        await people.officer.type("ออก")
        assert "ไม่มีสิ่งที่ต้องออก" in said(people.officer)


async def test_whoever_comes_back_with_a_new_code_is_welcome_and_new(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("ออก")
        await people.officer.tap("ออก")
        await people.officer.type(await code_for(town, "officer", UNIT))
        await people.officer.tap("ยินยอมและเข้าร่วม")
        assert await posts_of(town, people.officer) == [("officer", UNIT, "whole")]
        (named,) = await rows(town, "SELECT id FROM people WHERE name = 'มาลี'")
        assert named["id"] != people.id_of(people.officer)


@pytest.mark.parametrize(("days", "kept"), [(80, True), (100, False)])
async def test_words_go_after_their_time_and_the_record_does_not(clock, tmp_path, database_url, days, kept):
    async with prompted(clock, tmp_path, database_url) as (town, people):
        ref = await send(town, people)
        await people.officer.type("ภาษา")
        (newest,) = await rows(town, "SELECT max(id) AS id FROM outbox")
        heard_before = {row["key"] for row in await rows(town, "SELECT key FROM inbox")}
        clock.move_to(clock.now() + timedelta(days=days))
        await town.settle()
        said_then = await rows(town, "SELECT shapes, why FROM outbox WHERE id <= :id", id=newest["id"])
        assert said_then != []
        assert all(row["why"] for row in said_then)
        assert any(ref in row["shapes"] for row in said_then) == kept
        heard = {row["key"] for row in await rows(town, "SELECT key FROM inbox")}
        assert bool(heard & heard_before) == kept
        assert (await rows(town, "SELECT id FROM drafts WHERE subject = 'language'") != []) == kept
        (report,) = await rows(town, "SELECT ref FROM reports")
        assert report["ref"] == ref
        await people.officer.type(f"สถานะ {ref}")
        assert ref in said(people.officer)


async def test_a_draft_of_a_report_that_is_open_is_kept_however_old(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await people.officer.type("รายงาน 8 ก ขั้น 2 ประชุมแล้ว")
        clock.move_to(clock.now() + timedelta(days=120))
        await town.settle()
        drafts = await rows(town, "SELECT subject FROM drafts")
        assert [row["subject"].partition(":")[0] for row in drafts] == ["report"]


async def test_the_help_says_what_is_kept(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (_, people):
        for phone in (people.officer, people.psdg, people.executive):
            await phone.type("ช่วยเหลือ")
            assert "ข้อมูลส่วนบุคคล" in said(phone)


async def test_the_night_takes_at_most_two_hundred_rows_at_once_and_leaves_what_is_parked(clock, database):
    office = await opened(database, clock)
    old = clock.now() - timedelta(days=100)

    def many(work):
        for number in range(450):
            inbox.first_time(work, f"line:{number}", "line:U", old)
        inbox.park(work, "line:parked", "line:U", "{}", old)
        inbox.first_time(work, "line:new", "line:U", clock.now())

    await office.database.write(many)
    night = await office.database.read(lambda work: cleanup.next_due(work, clock.now()))
    assert there(night).astimezone(BANGKOK).hour == 3
    left = []
    while True:

        def chunk(work):
            finished = cleanup.run(Tick(due=clock.now(), now=clock.now(), work=work, texts=TEXTS))
            return finished, work.scalar(select(func.count()).select_from(inbox.INBOX))

        finished, count = await office.database.write(chunk)
        left.append(count)
        if finished:
            break
    assert left == [252, 52, 2, 2]


async def test_a_code_that_never_arrived_is_forgotten_the_next_night(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        await people.psdg.type(f"เชิญ {UNIT}")
        await town.product.database.write(
            lambda work: work.execute(
                update(OUTBOX)
                .where(OUTBOX.c.person_id == people.id_of(people.psdg))
                .values(about="secret", state="held")
            )
        )
        clock.move_to(clock.now() + timedelta(days=3))
        await town.settle()
        found = await rows(town, "SELECT state, shapes FROM outbox WHERE about = 'secret'")
        assert found != []
        assert {(row["state"], row["shapes"]) for row in found} == {("dropped", "[]")}
