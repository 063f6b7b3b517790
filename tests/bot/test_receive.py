"""The webhooks' door, events twice and out of order, and what becomes of an event whose step fails."""

import asyncio
import base64
import hashlib
import hmac
import json
import threading

import aiohttp
import pytest
from sqlalchemy import text

from bot import importing
from bot.demo.town import LINE_SECRET, LINE_TOKEN, SECRET_KEY, TELEGRAM_SECRET, TELEGRAM_TOKEN
from bot.receive import LARGEST, PATIENCE_SECONDS, TOGETHER
from storage.work import Database
from tests.bot.outgoing import later
from tests.builders import rows, small_department
from tests.chat import heard_by, last, said
from tests.examples import framework


@pytest.fixture
async def living(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url, language="en") as (town, people):
        yield town, people


def signed(body):
    digest = hmac.digest(LINE_SECRET.encode(), body, hashlib.sha256)
    return {"x-line-signature": base64.b64encode(digest).decode()}


async def post(town, path, body, headers):
    url = f"{town.base_url}{path}"
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
        return answer.status


async def test_the_door_lets_in_what_the_platform_signed_and_nothing_else(living):
    town, _ = living
    empty, unreadable = json.dumps({"destination": "U", "events": []}).encode(), b"no json"
    secret = {"x-telegram-bot-api-secret-token": TELEGRAM_SECRET}
    assert await post(town, "/line/webhook", empty, signed(empty)) == 200
    assert await post(town, "/line/webhook", empty, {}) == 401
    assert await post(town, "/line/webhook", empty, signed(b"other")) == 401
    assert await post(town, "/line/webhook", unreadable, signed(unreadable)) == 400
    assert await post(town, "/line/webhook", b"x" * (LARGEST + 1), {}) == 413
    assert await post(town, "/telegram/webhook", unreadable, secret) == 400
    assert await post(town, "/telegram/webhook", unreadable, {}) == 401
    assert await post(town, "/other/webhook", empty, signed(empty)) == 404


async def test_one_request_may_hold_events_of_many_people_and_each_is_heard_in_its_order(living):
    town, people = living
    town.line.delivery.policy.hold = True
    for words in ("help", "nonsense"):
        await people.officer.type(words)
        await people.colleague.type(words)
    town.line.delivery.policy.hold = False
    town.line.delivery.policy.batch = 10
    await town.line.delivery.release()
    await town.settle()
    for phone in (people.officer, people.colleague):
        first, second = heard_by(phone)[-2:]
        assert "not understood" not in first.text
        assert "not understood" in second.text


async def test_an_event_told_five_times_at_once_is_heard_once(living):
    town, people = living
    town.line.delivery.policy.copies, town.line.delivery.policy.together = 5, True
    await people.officer.type("help")
    assert len(heard_by(people.officer)) == 1
    assert len(await rows(town, "SELECT key FROM inbox")) == 1


async def test_a_thousand_events_in_one_request_are_kept_once_though_it_comes_twice(living):
    town, people = living
    await broken(town)
    events = [line_text(people.officer.id, number) for number in range(1000)]
    body = json.dumps({"destination": "U", "events": events}).encode()
    sent = [post(town, "/line/webhook", body, signed(body)) for _ in range(2)]
    assert await asyncio.gather(*sent) == [200, 200]
    kept = await rows(town, "SELECT count(*) AS events, count(body) AS whole FROM inbox")
    assert kept == [{"events": 1000, "whole": 1000}]


async def test_what_was_kept_of_a_large_request_is_heard_right_after(living):
    town, people = living
    events = [line_text(people.officer.id, number) for number in range(TOGETHER + 1)]
    body = json.dumps({"destination": "U", "events": events}).encode()
    assert await post(town, "/line/webhook", body, signed(body)) == 200
    await town.settle()
    assert await rows(town, "SELECT DISTINCT state, body FROM inbox") == [{"state": "done", "body": None}]
    assert await rows(town, "SELECT count(*) AS answers FROM outbox") == [{"answers": TOGETHER + 1}]


async def test_an_event_during_an_import_is_kept_though_the_platform_hangs_up(living, clock, database_url):
    town, people = living
    written, may_end = threading.Event(), threading.Event()

    def imports(work):
        importing.take(work, framework(year=2571), clock.now())
        written.set()
        may_end.wait(PATIENCE_SECONDS)

    imported = asyncio.create_task(asyncio.to_thread(Database(database_url, clock).write_now, imports))
    await asyncio.to_thread(written.wait, PATIENCE_SECONDS)
    body = json.dumps({"destination": "U", "events": [line_text(people.officer.id, 1)]}).encode()
    waits, hangs_up = (asyncio.create_task(post(town, "/line/webhook", body, signed(body))) for _ in range(2))
    await asyncio.sleep(0.5)
    hangs_up.cancel()
    may_end.set()
    await imported
    assert await waits == 200
    assert await rows(town, "SELECT state FROM inbox") == [{"state": "done"}]
    assert await rows(town, "SELECT count(*) AS answers FROM outbox") == [{"answers": 1}]


async def test_an_event_whose_step_fails_is_kept_the_chat_goes_on_and_it_is_heard_later(living):
    town, people = living
    await broken(town)
    await people.officer.type("help")
    assert [row["state"] for row in await rows(town, "SELECT state FROM inbox")] == ["parked"]
    await mended(town)
    await people.colleague.type("help")
    assert heard_by(people.colleague)
    await later(town, seconds=11)
    assert heard_by(people.officer)
    assert {row["state"] for row in await rows(town, "SELECT state FROM inbox")} == {"done"}
    assert {row["body"] for row in await rows(town, "SELECT body FROM inbox")} == {None}


async def test_what_was_parked_together_is_heard_in_the_order_of_its_arrival(living):
    town, people = living
    await broken(town)
    for words in ("help", "nonsense"):
        await people.officer.type(words)
        await later(town, seconds=1)
    await mended(town)
    await later(town, seconds=11)
    assert ["not understood" in seen.text for seen in heard_by(people.officer)] == [False, True]


async def test_who_is_never_understood_is_told_when_it_was_and_asked_to_send_it_again(living):
    town, people = living
    await broken(town)
    await people.officer.type("help")
    await later(town, hours=2)
    assert [row["state"] for row in await rows(town, "SELECT state FROM inbox")] == ["given_up"]
    assert "what you sent on Friday 30 Oct 2026" in said(people.officer)
    assert "08:55" in said(people.officer)


async def test_logs_hold_nobodys_words_and_no_secret(living, capsys, caplog):
    town, people = living
    words = "my very own words"
    await people.officer.type(words)
    await people.supervisor.type(words)
    town.line.faults.order("error", path="/message/reply")
    town.telegram.faults.fail(500, method="sendMessage")
    await people.officer.type(words)
    await people.supervisor.type(words)
    await broken(town)
    await people.officer.type(words)
    await later(town, minutes=1)
    logged = "".join(capsys.readouterr()) + caplog.text
    assert "event parked" in logged
    assert last(people.officer).text not in logged
    for secret in (words, LINE_SECRET, LINE_TOKEN, TELEGRAM_TOKEN, TELEGRAM_SECRET, SECRET_KEY, "replyToken"):
        assert secret not in logged


def line_text(person, number):
    """An event as LINE tells it."""
    return {
        "type": "message",
        "mode": "active",
        "timestamp": 1_793_325_300_000 + number,
        "source": {"type": "user", "userId": person},
        "webhookEventId": f"01K{number:023d}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": f"{number:032x}",
        "message": {"type": "text", "id": f"{number}", "text": "help"},
    }


async def broken(town):
    """Drafts cannot be read: every step fails."""
    await town.product.database.write(lambda work: work.execute(text("ALTER TABLE drafts RENAME TO drafts_")) and None)


async def mended(town):
    await town.product.database.write(lambda work: work.execute(text("ALTER TABLE drafts_ RENAME TO drafts")) and None)
