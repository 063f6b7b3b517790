"""Something is said to many: by whom it may be, to whom, how it looks before it goes and what became of it."""

from contextlib import asynccontextmanager
from datetime import timedelta

from storage.tables import quotas
from tests.builders import OTHER_UNIT, UNIT, rows, small_department
from tests.chat import buttons, heard_by, last, said
from tests.handlers.sending import send
from tests.handlers.stories import LANGUAGES, SWAPPED_TOO

PSDG = "กลุ่มพัฒนาระบบบริหาร กปส."
WORDS = 'ประชุม <b>วันพุธ</b> 9.30 น. & เชิญ "ทุกท่าน"\nhttps://example.org/a?b=1'


@asynccontextmanager
async def november(clock, tmp_path, url, **how):
    """On the morning on which October is asked for."""
    async with small_department(clock, tmp_path, url, twice=True, **how) as (town, people):
        clock.move_to(people.prompt)
        await town.settle()
        yield town, people


def arrived(phone, since):
    return [each.text for each in heard_by(phone, since) if "ประกาศจาก" in each.text]


@SWAPPED_TOO
async def test_the_psdg_sees_it_as_it_arrives_with_its_price_and_everybody_gets_it_once(
    clock, tmp_path, database_url, swapped
):
    async with november(clock, tmp_path, database_url, swapped=swapped) as (_, people):
        phones = (people.officer, people.colleague, people.head, people.neighbour, people.supervisor, people.collector)
        since = {phone.name: len(phone.seen()) for phone in phones}
        await people.psdg.type(f"ประกาศ {WORDS}")
        assert "ส่งประกาศนี้ถึงใคร" in said(people.psdg)
        await people.psdg.tap("ทุกคน")
        shown = said(people.psdg)
        assert f"ประกาศจาก วีระ · {PSDG}\n{WORDS}" in shown
        assert "ผู้รับ 9 คน" in shown
        paid = 5 if swapped else 4
        assert f"ข้อความ LINE ที่นับโควตา {paid} ข้อความ · เดือนนี้เหลือ 300 ส่งแล้วจะเหลือ {300 - paid}" in shown
        await people.psdg.tap("ส่งประกาศ")
        for phone in phones:
            (words,) = arrived(phone, since[phone.name])
            assert f"ประกาศจาก วีระ · {PSDG}\n{WORDS}\n" in words
        assert arrived(people.newcomer, 0) == []
        assert len(arrived(people.psdg, 0)) == 1


async def test_what_became_of_it_stands_on_the_card_and_in_the_list(clock, tmp_path, database_url):
    async with november(clock, tmp_path, database_url) as (town, people):
        await people.colleague.block()
        await people.psdg.type(f"ประกาศ ถึง {UNIT}: พรุ่งนี้ประชุม")
        assert "ผู้รับ 2 คน · LINE 2" in said(people.psdg)
        assert "ติดต่อไม่ได้ 1 คน ไม่นับรวม: สมชาย" in said(people.psdg)
        await people.psdg.tap("ส่งประกาศ")
        clock.move_to(clock.now() + timedelta(seconds=11))
        await town.settle()
        (card,) = [it.text for it in heard_by(people.psdg) if "ส่งแล้ว 2 จาก 2 คน" in it.text]
        assert f"ไม่ได้รับ: สมชาย ({UNIT})" in card
        assert f"ไม่ได้รับ แยกตามหน่วยงาน: {UNIT} 1" in card
        await people.psdg.type("ประกาศ")
        assert "ส่งแล้ว 2 จาก 2 คน" in said(people.psdg)
        await people.psdg.tap("ดู")
        assert "“พรุ่งนี้ประชุม”" in said(people.psdg)
        noted = await rows(town, "SELECT deed, detail FROM audit WHERE deed LIKE 'broadcast%' ORDER BY id")
        assert [it["deed"] for it in noted] == ["broadcast", "broadcast ended"]
        assert '"people": "2"' in noted[0]["detail"]
        assert "ประชุม" not in str(noted)


async def test_a_supervisor_reaches_the_units_bound_to_own_indicators_and_nobody_else(clock, tmp_path, database_url):
    async with november(clock, tmp_path, database_url) as (_, people):
        since = len(people.collector.seen())
        await people.supervisor.type("ประกาศ ส่งแผนภายในวันศุกร์")
        assert "ทุกหน่วยที่ดูแล" in buttons(people.supervisor)
        await people.supervisor.tap("ทุกหน่วยที่ดูแล")
        await people.supervisor.tap("ส่งประกาศ")
        assert len(arrived(people.officer, 0)) == 1
        assert arrived(people.collector, since) == []
        await people.psdg.type("ประกาศ")
        await people.psdg.tap("ดู")
        assert "ถึงทุกหน่วยที่ผู้ประกาศดูแล" in said(people.psdg)


async def test_others_are_told_that_it_is_not_theirs(clock, tmp_path, sqlite_url):
    async with november(clock, tmp_path, sqlite_url) as (town, people):
        for phone in (people.officer, people.head, people.collector):
            for words in ("ประกาศ สวัสดี", "ประกาศ", "หยุดประกาศ"):
                await phone.type(words)
                assert "นอกเหนือหน้าที่" in said(phone)
        assert await rows(town, "SELECT * FROM broadcasts") == []


async def test_those_who_still_owe_an_indicator_hear_it_and_who_has_sent_does_not(clock, tmp_path, database_url):
    async with november(clock, tmp_path, database_url) as (town, people):
        for project in ("ก", "ข"):
            await send(town, people, project=project)
        since = len(people.officer.seen())
        await people.psdg.type("ประกาศ ถึง 8: กรุณาส่งรายงาน")
        assert "ถึงผู้ที่ยังค้างส่งตัวชี้วัด 8" in said(people.psdg)
        await people.psdg.tap("ส่งประกาศ")
        assert arrived(people.officer, since) == []
        assert len(arrived(people.neighbour, 0)) == 1


async def test_a_kind_of_unit_is_chosen_from_a_list_and_the_words_are_kept_on_a_typo(clock, tmp_path, sqlite_url):
    async with november(clock, tmp_path, sqlite_url) as (_, people):
        await people.psdg.type("ประกาศ ถึง สปข.33: ประชุม")
        assert f"ไม่พบ “สปข.33” ที่ใกล้เคียงคือ {UNIT}" in said(people.psdg)
        await people.psdg.tap(UNIT)
        assert f"ถึง {UNIT}" in said(people.psdg)
        await people.psdg.tap("เปลี่ยนผู้รับ")
        await people.psdg.tap("ประเภทหน่วยงาน…")
        kind = next(it for it in buttons(people.psdg) if it.startswith("สปข"))
        await people.psdg.tap(kind)
        assert f"ถึงหน่วยงานประเภท {kind}" in said(people.psdg)
        await people.psdg.tap("เปลี่ยนผู้รับ")
        await people.psdg.type(OTHER_UNIT)
        assert f"ถึง {OTHER_UNIT}" in said(people.psdg)
        assert "ประกาศจาก" in said(people.psdg)


async def test_a_line_that_only_looks_addressed_is_taken_whole(clock, tmp_path, sqlite_url):
    async with november(clock, tmp_path, sqlite_url) as (_, people):
        await people.psdg.type("ประกาศ ถึงเจ้าหน้าที่ทุกท่าน: รายงาน 8 ขั้น 3")
        await people.psdg.tap("ใช้ทั้งบรรทัด")
        await people.psdg.tap("ทุกคน")
        assert "ถึงเจ้าหน้าที่ทุกท่าน: รายงาน 8 ขั้น 3" in said(people.psdg)


async def test_words_that_are_too_long_are_kept_and_can_be_shortened(clock, tmp_path, sqlite_url):
    async with november(clock, tmp_path, sqlite_url) as (_, people):
        await people.psdg.type("ประกาศ " + "ก" * 3600)
        assert "ข้อความยาว 3600 ตัวอักษร" in said(people.psdg)
        await people.psdg.type("สั้นลงแล้ว")
        await people.psdg.tap("ทุกคน")
        assert "สั้นลงแล้ว" in said(people.psdg)


async def test_who_reads_english_gets_the_english_words_in_an_english_frame(clock, tmp_path, database_url):
    async with november(clock, tmp_path, database_url) as (_, people):
        await people.officer.type("language")
        await people.officer.tap("English")
        await people.psdg.type(f"ประกาศ ถึง {UNIT}: ประชุม")
        assert "1 คนใช้ภาษาอังกฤษ" in said(people.psdg)
        await people.psdg.tap("ข้อความภาษาอังกฤษ")
        await people.psdg.type("Meeting")
        assert "Announcement by" in said(people.psdg)
        await people.psdg.tap("ส่งประกาศ")
        assert "Announcement by วีระ · PSDG, กปส.\nMeeting\n" in last(people.officer).text
        assert "ประกาศจาก" in last(people.colleague).text


async def test_at_night_it_makes_no_sound_or_waits_for_the_morning(clock, tmp_path, database_url):
    async with november(clock, tmp_path, database_url) as (town, people):
        clock.move_to(clock.now() + timedelta(hours=12))
        await people.psdg.type(f"ประกาศ ถึง {UNIT}: ประชุม")
        assert "นอกเวลาทำการ" in said(people.psdg)
        await people.psdg.tap("ส่ง 3 พ.ย. 09:00 น.")
        assert "จะเริ่มส่งวันอังคารที่ 3 พ.ย. 2569 09:00 น." in said(people.psdg)
        assert arrived(people.officer, 0) == []
        clock.move_to(clock.now() + timedelta(hours=12, minutes=1))
        await town.settle()
        assert len(arrived(people.officer, 0)) == 1
        clock.move_to(clock.now() + timedelta(hours=12))
        await people.psdg.type(f"ประกาศ ถึง {UNIT}: อีกครั้ง")
        await people.psdg.tap("ส่งเดี๋ยวนี้")
        silent = await rows(
            town, "SELECT DISTINCT b.silent FROM outbox b WHERE b.why LIKE 'broadcast:%' AND b.weight = 'news'"
        )
        assert sorted(bool(it["silent"]) for it in silent) == [False, True]


async def test_what_the_quota_keeps_is_counted_apart_and_goes_no_more_once_it_is_stopped(clock, tmp_path, database_url):
    async with november(clock, tmp_path, database_url) as (town, people):
        town.line.quota.limit = len(town.line.accepted_pushes) + 1
        await people.psdg.type("ประกาศ ถึง ทุกคน: ประชุม")
        await people.psdg.tap("ส่งประกาศ")
        await people.psdg.type("ประกาศ")
        await people.psdg.tap("ดู")
        assert "รอโควตา LINE" in said(people.psdg)
        (card,) = [it.text for it in heard_by(people.psdg)[-1:]]
        assert "จาก 9 คน" in card
        await people.psdg.type("หยุดประกาศ")
        assert "ยกเลิกที่เหลือแล้ว" in said(people.psdg)
        town.line.quota.limit = None
        before = len(town.line.accepted_pushes)
        clock.move_to(clock.now() + timedelta(hours=2))
        await town.settle()
        news = [it for it in town.line.accepted_pushes[before:] if "ประกาศจาก" in str(it)]
        assert news == []
        assert await rows(town, "SELECT id FROM broadcasts WHERE again_at IS NOT NULL") == []


@LANGUAGES
async def test_nothing_is_sent_by_whoever_changes_their_mind(clock, tmp_path, sqlite_url, language):
    async with november(clock, tmp_path, sqlite_url, language=language) as (town, people):
        await people.psdg.type("broadcast to all: hello")
        await people.psdg.tap("ไม่ส่ง" if language == "th" else "Do not send")
        await people.psdg.type("stopbroadcast")
        assert await rows(town, "SELECT * FROM broadcasts") == []


async def test_the_price_says_what_is_left_and_what_does_not_fit_is_asked_about_again(clock, tmp_path, database_url):
    async with november(clock, tmp_path, database_url) as (town, people):
        database = town.product.database
        await database.write(lambda work: quotas.learn(work, "line", 100, 90))
        await people.psdg.type("ประกาศ ถึง ทุกคน: ประชุม")
        assert "เดือนนี้เหลือ 10 ส่งแล้วจะเหลือ 6" in said(people.psdg)
        await database.write(lambda work: quotas.learn(work, "line", 100, 99))
        await people.psdg.type("ประกาศ ถึง ทุกคน: ประชุม")
        assert "เดือนนี้เหลือ 1 จึงจะรอโควตาอีก 3 คน" in said(people.psdg)
        await people.psdg.tap("ส่งประกาศ")
        assert "ส่งได้เดี๋ยวนี้ 1 คน อีก 3 คนจะได้รับเมื่อมีโควตา" in said(people.psdg)
        assert await rows(town, "SELECT id FROM broadcasts") == []
        await people.psdg.tap("ส่งเท่าที่ได้")
        assert len(await rows(town, "SELECT id FROM broadcasts")) == 1
