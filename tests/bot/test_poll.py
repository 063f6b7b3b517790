"""Telegram without a public address: asked for its updates, each once, confirmed only when it is stored."""

import asyncio
import re
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy import text
from starlette.applications import Starlette

from bot.demo.town import TELEGRAM_TOKEN, Town
from tests.builders import rows, small_department
from tests.chat import TelegramPhone, heard_by, last
from tests.demo.serving import serving
from tests.demo.telegram.town import a_bot
from tests.handlers.stories import sent


@pytest.fixture
async def living(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url, language="en", polling=True) as found:
        await found[0].settle()
        yield found


async def later(town, **how_long):
    town.clock.move_to(town.clock.now() + timedelta(**how_long))
    await town.settle()


async def broken(town, table="inbox"):
    await change(town, f"ALTER TABLE {table} RENAME TO {table}_")


async def mended(town, table="inbox"):
    await change(town, f"ALTER TABLE {table}_ RENAME TO {table}")


async def change(town, statement):
    await town.product.database.write(lambda work: work.execute(text(statement)) and None)


async def answered(url, method="GET", **how):
    async with aiohttp.ClientSession() as session, session.request(method, url, **how) as answer:
        return answer.status, await answer.text()


async def test_a_report_goes_its_whole_way_without_a_webhook(living):
    town, people = living
    await later(town, days=7)
    await people.officer.type("report 8 ก step 2 posters are up")
    await people.officer.type("confirm")
    (report,) = await sent(town)
    assert report["ref"] in last(people.supervisor).text
    await people.supervisor.tap("Approve")
    assert (await sent(town))[0]["state"] == "approved"
    assert town.telegram.unanswered == []
    status, _ = await answered(f"{town.base_url}/telegram/webhook", "POST", data="{}")
    assert status == 404


async def test_a_webhook_that_was_set_is_taken_away_and_what_waited_for_it_is_heard(clock, tmp_path, database_url):
    front = Starlette()
    async with serving(front) as base_url:
        town = Town(clock, base_url, tmp_path, database_url=database_url, strict=False, polling=True)
        front.router.routes.extend(town.app.router.routes)
        person = TelegramPhone(town, 7, "a person")
        town.telegram.hold()
        await town.telegram.start(person.id)
        for number in range(249):
            await town.telegram.say(person.id, f"words {number}")
        assert town.telegram.account.updates.hook.url
        async with town, a_bot(f"{base_url}/standin/telegram", TELEGRAM_TOKEN) as bot:
            await town.settle()
            assert (await bot.get_webhook_info()).url == ""
            assert await rows(town, "SELECT count(*) AS n FROM inbox WHERE state = 'done'") == [{"n": 250}]
            assert await rows(town, "SELECT count(*) AS n FROM outbox") == [{"n": 250}]


async def test_what_cannot_be_stored_is_not_confirmed_and_is_heard_once_when_it_can(living):
    town, people = living
    await broken(town)
    await people.supervisor.type("help")
    (sorry,) = heard_by(people.supervisor)
    assert "ขัดข้องชั่วคราว" in sorry.text
    assert not town.telegram.drained
    await mended(town)
    await later(town, seconds=2)
    assert len(heard_by(people.supervisor)) == 2
    assert town.telegram.drained


async def test_what_was_stored_before_the_confirmation_got_lost_comes_again_and_counts_once(living):
    """The next question is what confirms: it does not arrive."""
    town, people = living
    town.telegram.faults.fail(502, method="getUpdates", times=2)
    await people.supervisor.type("help")
    assert not town.telegram.drained
    await later(town, seconds=1)
    await later(town, seconds=2)
    assert len(heard_by(people.supervisor)) == 1
    assert town.telegram.drained


async def test_after_an_outage_all_is_heard_in_the_order_it_was_said(living):
    town, people = living
    town.telegram.faults.cut(method="getUpdates", times=4)
    await people.supervisor.type("help")
    before = len(heard_by(people.supervisor))
    for words in ("nonsense", "help", "nonsense"):
        await people.supervisor.type(words)
    assert len(heard_by(people.supervisor)) == before
    for seconds in (1, 2, 4, 8):
        await later(town, seconds=seconds)
    assert ["not understood" in seen.text for seen in heard_by(people.supervisor)] == [False, True, False, True]


async def test_a_second_listener_is_told_in_the_log_and_we_go_on(living, capsys):
    town, people = living
    async with a_bot(f"{town.base_url}/standin/telegram", TELEGRAM_TOKEN) as other:
        assert await other.get_updates() == ()
    await until_it_rests(town)
    await town.telegram.say(people.supervisor.id, "help")
    assert heard_by(people.supervisor) == []
    await later(town, seconds=30)
    assert len(heard_by(people.supervisor)) == 1
    logged = capsys.readouterr().out
    assert "conflict" in logged
    assert TELEGRAM_TOKEN not in logged
    assert await ready(town) == 200


async def test_a_webhook_that_somebody_sets_is_left_and_told_of(living, capsys):
    """Another server may be the right one."""
    town, people = living
    async with a_bot(f"{town.base_url}/standin/telegram", TELEGRAM_TOKEN) as bot:
        await bot.set_webhook("http://127.0.0.1:9/x")
        await until_it_rests(town)
        await later(town, minutes=5)
        assert (await bot.get_webhook_info()).url == "http://127.0.0.1:9/x"
        await bot.delete_webhook()
        await later(town, minutes=1)
        await people.supervisor.type("help")
    assert len(heard_by(people.supervisor)) == 1
    assert capsys.readouterr().out.count("polling rests") == 1


async def test_a_dead_token_stops_the_polling_and_nothing_else(living, capsys):
    town, people = living
    town.telegram.faults.fail(401, method="getUpdates")
    await people.supervisor.type("help")
    await people.supervisor.type("help")
    await people.officer.type("help")
    assert heard_by(people.officer)
    assert len(heard_by(people.supervisor)) == 1
    assert await ready(town) == 200
    assert "token" in capsys.readouterr().out
    await later(town, minutes=10)
    assert len(heard_by(people.supervisor)) == 2


async def test_when_telegram_was_asked_last_is_among_the_numbers(living):
    town, _ = living
    town.telegram.faults.fail(401, method="getUpdates")
    await later(town, seconds=31)
    town.clock.move_to(town.clock.now() + timedelta(minutes=5))
    _, page = await answered(f"{town.base_url}/metrics")
    (seconds,) = re.findall(r'^thanwela_heard_seconds{platform="telegram"} (.*)$', page, re.M)
    assert float(seconds) == 300


async def test_a_server_whose_listener_has_died_is_not_ready(living):
    town, _ = living
    await town.product.polls["telegram"].stop(1)
    assert await ready(town) == 503


async def test_an_update_that_nobody_can_read_holds_up_no_other(living):
    town, people = living
    for message in ({"from": {"id": "x"}}, "no message", {}):
        town.telegram.account.updates.add("message", message, "q", town.clock.now() + timedelta(hours=1))
    await people.supervisor.type("help")
    assert len(heard_by(people.supervisor)) == 1
    assert town.telegram.drained


async def until_it_rests(town):
    async with asyncio.timeout(20):
        while not town.product.polls["telegram"].resting:
            await asyncio.sleep(0.001)


async def ready(town):
    return (await answered(f"{town.base_url}/health/ready"))[0]
