"""Nobody's words and no secret stand in a log, whatever happens: a whole story is played over a server of its own."""

import asyncio
import json

import aiohttp
import pytest
from sqlalchemy import text

from bot import importing
from bot.clock import SystemClock
from bot.demo.town import LINE_SECRET, LINE_TOKEN, SECRET_KEY, TELEGRAM_SECRET, TELEGRAM_TOKEN
from handlers.actions import invite
from messages.texts import Texts
from rules.fiscal import FiscalYear, local_date
from storage.columns import WHOLE
from storage.tables import people, units
from storage.work import Database
from tests.bot.serving_outside import PATIENCE, served
from tests.builders import BANGKOK, UNIT
from tests.demo.telegram.pictures import jpeg
from tests.examples import framework
from tests.handlers.stories import PDF
from tests.there import there

TEXTS = Texts.load()
OFFICER, STRANGER, SUPERVISOR = f"U{1:032x}", f"U{2:032x}", 5_000_003
NAMES = ("มาลี ตั้งใจ", "คนแปลกหน้า", "สุดา รอบคอบ")
AGREED = "ยินยอมและเข้าร่วม"
WORDS = ("ประชุมเรื่องลับมาก", "ข้อความของคนแปลกหน้า", "แผนลับ.pdf", "เหตุผลลับ", "TW-222-222-222")
KNOWN = {
    "event", "level", "timestamp", "logger", "fault", "where", "platform", "host", "port", "platforms", "row", "job",
    "lane", "rows", "request", "error", "chat", "received_at", "fetch",
}  # fmt: skip


@pytest.mark.slow
async def test_a_whole_story_leaves_no_name_no_word_no_code_and_no_secret_in_the_log(tmp_path, database_url):
    database = Database(database_url, SystemClock())
    codes = database.write_now(office)
    async with served(tmp_path, database_url, LOG="json") as outside:
        line, telegram = outside.line_and_telegram.line, outside.line_and_telegram.telegram
        await join(line, telegram, codes)
        await report(line, telegram)
        await break_rows(line, telegram, database)
        await strangers_at_the_door(outside.url)
        out, err = await outside.stop()
    lines = [json.loads(each) for each in out.splitlines()]
    assert {"serving", "event parked", "stopped"} <= {each["event"] for each in lines}
    assert [each for each in lines if set(each) - KNOWN] == []
    secrets = [LINE_SECRET, LINE_TOKEN, SECRET_KEY, TELEGRAM_SECRET, TELEGRAM_TOKEN, *codes]
    people_and_words = [*NAMES, *(part for name in NAMES for part in name.split()), *WORDS, OFFICER, STRANGER]
    for secret in (*secrets, *people_and_words, str(SUPERVISOR), "Traceback", "สปข"):
        assert secret not in out
        assert secret not in err


async def join(line, telegram, codes):
    """A stranger with a code of nobody's; an officer whose profile is away at first; a supervisor."""
    line.add_person(OFFICER, NAMES[0])
    line.add_person(STRANGER, NAMES[1])
    telegram.add_person(SUPERVISOR, NAMES[2])
    await line.follow(STRANGER)
    await line.say(STRANGER, WORDS[1])
    await line.say(STRANGER, WORDS[4])
    await line.follow(OFFICER)
    await say(line, codes[0])
    line.faults.order("error", path="/profile", times=2)
    await say(line, AGREED)
    await telegram.start(SUPERVISOR, codes[1])
    await telegram.settled()
    await answered(telegram)
    await telegram.press(SUPERVISOR, telegram.chat(SUPERVISOR).last.message_id, AGREED)


async def report(line, telegram):
    """Words, a photo and a named file, in bad weather."""
    line.faults.order("error", path="/reply")
    line.faults.order("drop", path="/push")
    line.faults.order("cut", path="/content")
    await say(line, f"รายงาน 8 ก ขั้น 2 {WORDS[0]}")
    await line.photo(OFFICER, jpeg(20, 20))
    await line.file(OFFICER, WORDS[2], PDF)
    await say(line, "ยืนยัน")
    await telegram.say(SUPERVISOR, "คิว")
    await say(line, "รายงาน 8 ข ขั้น 2 ร่าง")


async def break_rows(line, telegram, database):
    """Steps that fail over what they find, in the middle of a talk."""
    for broken in ("drafts SET data", "report_versions SET kind", "drafts SET question"):
        database.write_now(lambda work, broken=broken: work.execute(text(f"UPDATE {broken} = '{WORDS[3]}'")))
        await say(line, f"ยืนยัน {WORDS[0]}")
        await say(line, "ยืนยัน")
        await say(line, "สถานะ")
        await telegram.say(SUPERVISOR, f"ส่งคืน R-2222 {WORDS[3]}")
    await telegram.settled()


async def say(line, words):
    await line.say(OFFICER, words)
    await line.delivery.settle()


async def answered(telegram):
    """The bot's answer comes by a call of its own, which nobody but its arrival tells of."""
    async with asyncio.timeout(PATIENCE):
        while not telegram.chat(SUPERVISOR).last.by_bot:
            await asyncio.sleep(0.05)


async def strangers_at_the_door(url):
    """Wrong signatures, bodies that are none, addresses with secrets in them."""
    async with aiohttp.ClientSession() as session:
        body = json.dumps({"events": [{"message": {"text": WORDS[0]}}]})
        for path in ("/line/webhook", "/telegram/webhook", f"/line/webhook?secret={LINE_SECRET}"):
            for headers in ({}, {"X-Line-Signature": LINE_SECRET}, {"X-Telegram-Bot-Api-Secret-Token": WORDS[4]}):
                async with session.post(url + path, data=body, headers=headers) as answer:
                    assert answer.status == 401
        right = {"X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET}
        for nonsense in (b"{", b"[1]", WORDS[0].encode(), b"\xff"):
            async with session.post(f"{url}/telegram/webhook", data=nonsense, headers=right) as answer:
                assert answer.status == 400
        for path in (f"/f/{TELEGRAM_TOKEN}", f"/{WORDS[0]}", "/f/%ff", f"/bot{TELEGRAM_TOKEN}/getMe"):
            async with session.get(url + path) as answer:
                assert answer.status == 404


def office(work):
    """The example laid on this year; codes for an officer and a supervisor."""
    year = FiscalYear.of(local_date(work.now, BANGKOK)).number
    importing.take(work, framework(year=year), work.now)
    unit = there(units.by_code(work, UNIT))
    posts = (
        people.post(work, people.OFFICER, unit_id=unit.id),
        people.post(work, people.SUPERVISOR, unit_id=WHOLE, indicator="department/8"),
    )
    return [invite.make(work, there(post))[0] for post in posts]
