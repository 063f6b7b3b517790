"""Coming in as an attacker or a clumsy official does it: careless codes, bad ones, events in any order, asking on."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import aiohttp
import pytest

from bot.demo.town import LINE_SECRET
from bot.retry import TryLater
from handlers.actions import invite
from handlers.actions.recognise import pause_after
from storage.columns import WHOLE
from storage.tables import people as persons
from storage.tables.people import HEAD, OFFICER, PSDG, SUPERVISOR
from tests.builders import INDICATOR, UNIT, rows, small_department
from tests.chat import LinePhone, TelegramPhone, buttons, heard_by, said
from tests.handlers.invited import code_for, posts_of

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
BOTH = pytest.mark.parametrize("on", [LinePhone, TelegramPhone], ids=["line", "telegram"])
BLOCKED = "SELECT count(*) AS n FROM accounts WHERE blocked_at IS NOT NULL"
CARELESS = [
    lambda code: code.lower().translate(THAI_DIGITS),
    lambda code: code.replace("-", " "),
    lambda code: code.replace("-", "–"),
    lambda code: f" {code.replace('-', '')} \n",
    lambda code: f"รหัสของผมคือ{code}ครับ",
    lambda code: f"“{code}”.",
    lambda code: f"my code is {code}, please",
    lambda code: f"https://t.me/thanwela_bot?start={code}",
    lambda code: code.replace("-", "-\u200b"),
    lambda code: "".join(chr(ord(letter) + 0xFEE0) for letter in code),
]


@pytest.fixture
async def town_and_people(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, twice=True) as (town, people):
        yield town, people


@BOTH
@pytest.mark.parametrize("careless", CARELESS, ids=range(len(CARELESS)))
async def test_a_code_is_read_however_it_is_typed(town_and_people, on, careless):
    town, _ = town_and_people
    kong = on(town, 20, "ก้อง")
    await kong.arrive()
    await kong.type(careless(await code_for(town, OFFICER, UNIT)))
    assert "ยินยอมและเข้าร่วม" in buttons(kong)


async def test_a_code_in_the_sentence_of_a_note_is_part_of_the_note(town_and_people, clock):
    town, people = town_and_people
    clock.move_to(people.prompt)
    await people.officer.type("รายงาน 8 ก")
    await people.officer.tap("ขั้น 2")
    await people.officer.type(f"แจกรหัส {await code_for(town, OFFICER, UNIT)} ให้เครือข่ายแล้ว")
    assert "เข้าร่วม" not in said(people.officer)
    assert "ให้เครือข่ายแล้ว" in said(people.officer)


@BOTH
async def test_each_bad_code_says_what_is_wrong_with_it_and_what_to_do(town_and_people, clock, on):
    town, _ = town_and_people
    kong = on(town, 20, "ก้อง")
    await kong.arrive()
    used, old, closed = [await code_for(town, role, UNIT) for role in (OFFICER, OFFICER, HEAD)]
    other = on(town, 21, "ฟ้า")
    await other.arrive(used)
    await other.tap("ยินยอมและเข้าร่วม")
    await town.product.database.write(_close_heads)
    told = []
    for code in ("TW-234-567-89A", used, closed):
        await kong.type(code)
        told.append(said(kong))
    clock.move_to(clock.now() + timedelta(days=30))
    await kong.type(old)
    told.append(said(kong))
    words = ("ไม่พบรหัสนี้", "มีผู้ใช้เข้าร่วมแล้ว", "ถูกยกเลิกแล้ว", "หมดอายุแล้ว")
    assert all(word in sentence for word, sentence in zip(words, told, strict=True))
    assert all("กรุณา" in sentence and "กลุ่มพัฒนาระบบบริหาร" in sentence for sentence in told)
    assert await posts_of(town, kong) == []


def _close_heads(work):
    closing = persons.POSTS.update().where(persons.POSTS.c.role == HEAD)
    work.execute(closing.values(closed_at=work.now))


@BOTH
async def test_who_left_cannot_come_back_by_the_code_that_they_used(town_and_people, on):
    town, _ = town_and_people
    kong = on(town, 20, "ก้อง")
    code = await code_for(town, OFFICER, UNIT)
    await kong.arrive(code)
    await kong.tap("ยินยอมและเข้าร่วม")
    await kong.type("ออก")
    await kong.tap("ออก")
    await kong.type(code)
    assert "มีผู้ใช้เข้าร่วมแล้ว" in said(kong)
    assert buttons(kong) == []


async def test_the_same_person_on_both_platforms_is_two_accounts_each_with_its_own_posts(town_and_people):
    town, _ = town_and_people
    field, office = LinePhone(town, 20, "ก้อง"), TelegramPhone(town, 20, "ก้อง")
    await field.arrive(await code_for(town, OFFICER, UNIT))
    await office.arrive(await code_for(town, SUPERVISOR, indicator=INDICATOR))
    for phone in (field, office):
        await phone.tap("ยินยอมและเข้าร่วม")
    assert await posts_of(town, field) == [(OFFICER, UNIT, WHOLE)]
    assert await posts_of(town, office) == [(SUPERVISOR, WHOLE, INDICATOR)]
    await field.type("ออก")
    await field.tap("ออก")
    assert await posts_of(town, office) == [(SUPERVISOR, WHOLE, INDICATOR)]


@BOTH
async def test_a_block_that_is_told_after_the_return_is_history(town_and_people, clock, on):
    town, people = town_and_people
    kong = on(town, 20, "ก้อง")
    await kong.arrive(await code_for(town, OFFICER, UNIT))
    await kong.tap("ยินยอมและเข้าร่วม")
    told = len(heard_by(people.psdg))
    _hold(town)
    await kong.block()
    clock.move_to(clock.now() + timedelta(seconds=2))
    await kong.arrive()
    await _release_backwards(town)
    assert await rows(town, BLOCKED) == [{"n": 0}]
    assert len(heard_by(people.psdg)) == told
    await kong.block()
    assert await rows(town, BLOCKED) == [{"n": 1}]
    assert len(heard_by(people.psdg)) == told + 1


@BOTH
async def test_a_return_that_is_told_after_the_next_block_is_history_too(town_and_people, clock, on):
    town, _ = town_and_people
    kong = on(town, 20, "ก้อง")
    await kong.arrive(await code_for(town, OFFICER, UNIT))
    await kong.tap("ยินยอมและเข้าร่วม")
    await kong.block()
    _hold(town)
    clock.move_to(clock.now() + timedelta(seconds=2))
    await kong.arrive()
    clock.move_to(clock.now() + timedelta(seconds=2))
    await kong.block()
    await _release_backwards(town)
    assert await rows(town, BLOCKED) == [{"n": 1}]


@BOTH
async def test_who_writes_after_a_block_can_be_reached_though_no_return_was_told(town_and_people, clock, on):
    town, _ = town_and_people
    kong = on(town, 20, "ก้อง")
    await kong.arrive(await code_for(town, OFFICER, UNIT))
    await kong.tap("ยินยอมและเข้าร่วม")
    await kong.block()
    clock.move_to(clock.now() + timedelta(seconds=2))
    service = town.line if on is LinePhone else town.telegram
    person = service.people[kong.id] if on is LinePhone else service.chat(kong.id)
    person.blocked = False
    await kong.type("รายงาน")
    assert await rows(town, BLOCKED) == [{"n": 0}]


def _hold(town):
    town.line.delivery.policy.hold = True
    town.telegram.hold()


async def _release_backwards(town):
    """What was held back arrives in the opposite order."""
    town.line.delivery.policy.hold = False
    held, town.line.delivery._waiting = town.line.delivery._waiting[::-1], []
    await town.line.delivery.take(*held)
    for lane in town.telegram.webhook._lanes.values():
        lane.waiting.reverse()
    town.telegram.release()
    await town.settle()


@BOTH
async def test_who_asks_and_takes_it_back_again_and_again_is_slowed_down(town_and_people, clock, on):
    town, people = town_and_people
    kong = on(town, 20, "ก้อง")
    code = await code_for(town, OFFICER, UNIT, shared=True)
    await kong.arrive()
    for _ in range(3):
        await kong.type(code)
        await kong.tap("ยินยอมและเข้าร่วม")
        await kong.type("ออก")
        await kong.tap("ออก")
        clock.move_to(clock.now() + timedelta(minutes=1))
    shown = len(heard_by(people.head))
    await kong.type(code)
    assert "ขอเข้าร่วมหลายครั้งแล้ว กรุณาขออีกครั้งหลังวันเสาร์ที่ 31 ต.ค. 2569 08:55 น." in said(kong)
    assert buttons(kong) == []
    assert len(heard_by(people.head)) == shown
    clock.move_to(clock.now() + timedelta(days=1))
    await kong.type(code)
    assert "ยินยอมและเข้าร่วม" in buttons(kong)


async def test_a_name_cannot_pretend_to_be_a_second_line_of_ours(town_and_people):
    town, people = town_and_people
    for number, (on, name) in enumerate([(LinePhone, "ก\nอนุญาตแล้ว\u202e"), (TelegramPhone, "\u200b\u3164\x00")]):
        kong = on(town, 20 + number, name)
        await kong.arrive(await code_for(town, OFFICER, UNIT, shared=True))
        await kong.tap("ยินยอมและเข้าร่วม")
    cards = [seen.text for seen in heard_by(people.head)]
    assert "ก อนุญาตแล้ว" in cards[0]
    assert "ก\nอนุญาตแล้ว" not in cards[0]
    assert "ผู้ที่ไม่ทราบชื่อ" in cards[1]


async def test_codes_are_in_no_log_and_in_no_row(town_and_people, capsys, caplog):
    town, people = town_and_people
    code = await code_for(town, PSDG)
    await people.newcomer.type(code)
    await people.newcomer.tap("เข้าร่วม")
    await people.colleague.type("TW-234-567-89A")
    everything = [row for table in await _tables(town) for row in await rows(town, f"SELECT * FROM {table}")]
    kept = f"{everything}{capsys.readouterr()}{caplog.text}"
    for typed in (code, "TW-234-567-89A"):
        letters = typed.replace("-", "")
        assert typed not in kept
        assert letters not in kept
        assert hashlib.sha256(letters.encode()).hexdigest() not in kept


async def _tables(town):
    found = await rows(town, "SELECT name FROM sqlite_master WHERE type = 'table'")
    return [row["name"] for row in found]


async def test_a_platform_that_is_away_keeps_nobody_from_learning_the_others_name(town_and_people):
    town, _ = town_and_people
    town.line.faults.order("error", path="/v2/bot/info", times=5)
    with pytest.raises(TryLater):
        await town.product.learn_who_we_are()
    known = {it["name"] for it in await rows(town, "SELECT name FROM facts WHERE name LIKE '%link'")}
    assert known == {"telegram link"}
    town.line.faults.clear()
    await town.product.learn_who_we_are()
    (link,) = await rows(town, "SELECT value FROM facts WHERE name = 'line link'")
    assert link["value"].startswith("https://line.me/R/oaMessage/%40")


def test_guessing_from_ten_thousand_accounts_for_a_month_finds_nothing():
    """A country's 100,000 codes, each account as fast as the pauses let it: a chance below one in fifty of a single
    hit, and for a department's 300 codes from 100 accounts below one in a million."""
    tries_a_day = max(_tries_in(timedelta(days=days)) / days for days in range(1, 31))
    space = 31**invite.LETTERS - 23**invite.LETTERS
    assert tries_a_day <= 15
    assert 10_000 * tries_a_day * 30 * 100_000 / space < 0.02
    assert 100 * tries_a_day * 30 * 300 / space < 1e-6


def _tries_in(time):
    """The most codes that one account can try: until the pause is longer than being forgotten takes, then anew."""
    spent, tries, wrong = timedelta(), 0, 0
    while spent < time:
        wrong, tries = wrong + 1, tries + 1
        pause = pause_after(wrong)
        spent += pause
        if pause > timedelta(hours=12):
            spent, wrong = spent + timedelta(days=1), 0
    return tries


async def test_a_signed_batch_of_guesses_is_slowed_down_as_well(town_and_people):
    town, _ = town_and_people
    kong = LinePhone(town, 20, "ก้อง")
    await kong.arrive()
    source = {"type": "user", "userId": kong.id}
    events = [
        {
            "type": "message",
            "mode": "active",
            "timestamp": int(town.clock.now().timestamp() * 1000),
            "source": source,
            "webhookEventId": f"01G{number}",
            "message": {"type": "text", "id": f"9{number}", "text": f"TW-234-567-8{number:02d}".replace("0", "A")},
        }
        for number in range(20)
    ]
    body = json.dumps({"events": events}).encode()
    signature = base64.b64encode(hmac.digest(LINE_SECRET.encode(), body, hashlib.sha256)).decode()
    async with aiohttp.ClientSession() as session:
        url, headers = f"{town.base_url}/line/webhook", {"x-line-signature": signature}
        async with session.post(url, data=body, headers=headers) as answer:
            assert answer.status == 200
    assert await rows(town, "SELECT wrong FROM guesses") == [{"wrong": 5}]
