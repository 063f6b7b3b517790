"""The webhooks' door under attack: bodies that are huge, slow, broken, nested, many, strange; a draft outlives all."""

import asyncio
import contextlib
import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import MovableClock
from bot.demo.town import TELEGRAM_SECRET
from bot.receive import LARGEST
from tests.bot.test_receive import post, signed
from tests.builders import rows, small_department
from tests.chat import heard_by, said

FIXTURES = Path(__file__).parents[1] / "fixtures"
SECRET = {"x-telegram-bot-api-secret-token": TELEGRAM_SECRET}
DEEP = b"[" * 100_000 + b"]" * 100_000
NEVER_LOST = {200, 400}


@pytest.fixture
async def living(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url, language="en") as (town, people):
        yield town, people


def line_text(person, number, text="help"):
    return {
        "type": "message",
        "mode": "active",
        "timestamp": 1_793_325_300_000,
        "source": {"type": "user", "userId": person},
        "webhookEventId": f"01J{number:023d}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": "0" * 32,
        "message": {"type": "text", "id": f"{number}", "text": text},
    }


async def post_line(town, *events):
    body = json.dumps({"destination": "U" + "0" * 32, "events": events}).encode()
    return await post(town, "/line/webhook", body, signed(body))


async def test_a_bomb_of_brackets_is_refused_and_the_next_event_heard(living):
    town, people = living
    for bomb in (DEEP, b'{"events":' + DEEP + b"}", b'{"events":[{"type":"message","message":' + DEEP + b"}]}"):
        assert await post(town, "/line/webhook", bomb, signed(bomb)) == 400
        assert await post(town, "/telegram/webhook", bomb.replace(b"events", b"message"), SECRET) == 400
    await people.officer.type("help")
    assert heard_by(people.officer)


async def test_other_methods_and_addresses_are_refused(living):
    town, _ = living
    async with aiohttp.ClientSession() as session:
        for path in ("/line/webhook", "/telegram/webhook"):
            for method in ("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"):
                async with session.request(method, town.base_url + path) as answer:
                    assert answer.status == 405
    assert await post(town, "/line/webhook/../../health/live", b"", {}) == 405


async def raw(town, sent):
    """Bytes on a socket, as no HTTP client would send them; what is answered."""
    address = urlsplit(town.base_url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    try:
        writer.write(sent)
        return await asyncio.wait_for(reader.read(), 20)
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


def request(body, length, *more):
    lines = ["POST /line/webhook HTTP/1.1", "Host: x", "Connection: close", f"Content-Length: {length}", *more]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def test_a_body_that_does_not_come_is_given_up_and_holds_up_nobody(living):
    town, people = living
    town.product.receiver.patience = 0.2
    dripping = asyncio.create_task(raw(town, request(b"{", 1000)))
    await people.officer.type("help")
    assert heard_by(people.officer)
    assert (await dripping).startswith(b"HTTP/1.1 408")


async def test_a_content_length_that_lies_is_no_request(living):
    town, _ = living
    assert (await raw(town, request(b"{}", "ten"))).startswith(b"HTTP/1.1 400")
    assert (await raw(town, request(b"{}", "-5"))).startswith(b"HTTP/1.1 400")
    body = json.dumps({"events": [line_text("U1", 1)]}).encode()
    longer = request(body, len(body) // 2, f"x-line-signature: {signed(body)['x-line-signature']}")
    assert (await raw(town, longer)).startswith(b"HTTP/1.1 401")
    assert await rows(town, "SELECT key FROM inbox") == []


async def test_a_body_that_never_ends_is_cut_before_it_fills_the_memory(living):
    town, _ = living

    async def endless():
        for _ in range(4 * LARGEST // 65_536):
            yield b"x" * 65_536

    with contextlib.suppress(aiohttp.ClientError):
        assert await post(town, "/line/webhook", endless(), {}) == 413
    assert await post(town, "/line/webhook", b"{}", {}) == 401


async def test_a_thousand_events_in_one_request_are_heard_each_once(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, people):
        gone = {"type": "unfollow"}
        events = [line_text(people.officer.id, 0), *(line_text(f"U{it:032x}", it) | gone for it in range(1001, 2000))]
        assert await post_line(town, *events) == 200
        assert await post_line(town, *events[::-1]) == 200
        await town.settle()
        assert await rows(town, "SELECT state, count(*) AS n FROM inbox GROUP BY state") == [
            {"state": "done", "n": 1000}
        ]
        assert await rows(town, "SELECT count(*) AS n FROM outbox") == [{"n": 1}]


async def test_what_nobody_sends_is_kept_out_one_by_one(living):
    town, people = living
    good = line_text(people.officer.id, 1)
    strange = [
        None, 7, "x", [], {}, {"type": "message"}, good | {"source": None}, good | {"source": {"type": "user"}},
        good | {"webhookEventId": None}, good | {"webhookEventId": "x" * 200}, good | {"mode": "standby"},
        good | {"webhookEventId": "a\x00"}, good | {"source": {"type": "user", "userId": "U\x00"}},
    ]  # fmt: skip
    assert await post_line(town, *strange, good) == 200
    await town.settle()
    assert [row["key"] for row in await rows(town, "SELECT key FROM inbox")] == [f"line:{good['webhookEventId']}"]


async def test_a_message_of_ten_thousand_characters_is_answered(living):
    town, people = living
    for letters in ("ก่ำ", "tw-", "1,", "รายงาน ", "\u200b\u202e", "\N{GRINNING FACE}"):
        text = (letters * 10_000)[:10_000]
        for phone in (people.officer, people.newcomer):
            before = len(heard_by(phone))
            await town.line.say(phone.id, text)
            await town.settle()
            assert len(heard_by(phone)) == before + 1
    assert {row["state"] for row in await rows(town, "SELECT state FROM inbox")} == {"done"}


@pytest.mark.parametrize("words", ["a\x00b", "\x00", "\ud83d", "\x1b[31m", "ก\u0e34\u0e34\u0e34" * 500])
async def test_signs_that_no_keyboard_has_are_words_like_others(living, words):
    town, people = living
    for phone in (people.officer, people.supervisor, people.newcomer):
        before = len(heard_by(phone))
        if phone is people.supervisor:
            body = {"message_id": 9, "date": 1_793_325_300, "chat": {"id": phone.id, "type": "private"}, "text": words}
            update = {"update_id": 99, "message": body | {"from": {"id": phone.id, "is_bot": False, "first_name": "ส"}}}
            assert await post(town, "/telegram/webhook", json.dumps(update).encode(), SECRET) == 200
        else:
            assert await post_line(town, line_text(phone.id, hash(phone.id) % 10**9, words)) == 200
        await town.settle()
        parked = await rows(town, "SELECT key FROM inbox WHERE state <> 'done'")
        assert parked == []
        assert len(heard_by(phone)) >= before


LEAF = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8) | st.just("\x00")
JSON = st.recursive(LEAF, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner))


def recorded(platform):
    return [json.loads(path.read_text()) for path in sorted((FIXTURES / platform).glob("*.json"))]


def places(part: Any, way: tuple = ()) -> list[tuple]:
    """The way to every value inside."""
    items = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    return [way, *(each for name, value in items for each in places(value, (*way, name)))]


@st.composite
def bodies(draw, platform):
    """A recorded request with a few values replaced, left out or doubled; one in ten is nothing but bytes."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=40))
    body = copy.deepcopy(draw(st.sampled_from(recorded(platform))))
    for _ in range(draw(st.integers(1, 3))):
        way = draw(st.sampled_from(places(body)))
        inside: Any = body
        for name in way[:-1]:
            inside = inside[name]
        if way and draw(st.booleans()):
            inside[way[-1]] = draw(JSON)
        elif way and isinstance(inside, dict):
            del inside[way[-1]]
    text = json.dumps(body)
    return text.encode() if draw(st.integers(0, 9)) else text.encode()[: draw(st.integers(0, len(text)))]


@pytest.mark.parametrize("platform", ["line", "telegram"])
def test_whatever_a_platform_signs_is_never_a_fault_and_never_costs_a_draft(platform, tmp_path, postgresql_url):
    """Mutated recordings, each delivered twice, while somebody is in the middle of a report. PostgreSQL is the one that
    refuses what it cannot keep."""
    clock = MovableClock(datetime(2026, 11, 2, 2, 0, tzinfo=UTC), ticking=False)
    drafts = "SELECT step, data, version FROM drafts WHERE open"
    with asyncio.Runner() as runner:
        life = small_department(clock, tmp_path, postgresql_url, swapped=platform == "telegram")
        town, people = runner.run(life.__aenter__())
        runner.run(people.officer.type("รายงาน 8 ก ขั้น 2 ประชุมแล้ว"))
        before = runner.run(rows(town, drafts))
        assert len(before) == 1

        @settings(max_examples=50, suppress_health_check=list(HealthCheck))
        @given(bodies(platform))
        def attack(body):
            headers = signed(body) if platform == "line" else SECRET
            for _ in range(2):
                assert runner.run(post(town, f"/{platform}/webhook", body, headers)) in NEVER_LOST
            assert runner.run(rows(town, f"{drafts} AND step = 'answering.sure'")) == before

        try:
            attack()
            runner.run(town.settle())
            runner.run(people.officer.type("ยืนยัน"))
            assert "R-" in said(people.officer)
        finally:
            runner.run(life.__aexit__(None, None, None))
