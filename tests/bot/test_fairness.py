"""Ten thousand messages to everybody hold up neither an answer nor what somebody waits for."""

import asyncio
from datetime import timedelta

import pytest

from bot.deliver import MANY_IN_HAND
from bot.pacing import Bucket, Pace
from messages.outgoing import Text, packed
from storage.columns import new_key
from storage.tables import outbox, quotas
from tests.asked import asked, handle
from tests.bot.outgoing import tell
from tests.builders import small_department
from tests.chat import heard_by

MANY = 10_000


@pytest.fixture
async def living(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url, language="en") as (town, people):
        yield town, people


async def broadcast(town, people, platform, addresses):
    """Ten thousand rows wait from now on, for as many chats as there are addresses."""
    said = packed((Text("to everybody"),))

    def row(work, number):
        return {
            "id": new_key(work.now),
            "key": f"broadcast:{number}",
            "platform": platform,
            "address": addresses[number % len(addresses)],
            "person_id": people.id_of(people.officer),
            "why": "broadcast",
            "shapes": said,
            "state": "waiting",
            "weight": outbox.NEWS,
            "rank": outbox.LAST,
            "silent": True,
            "not_before": work.now,
        }

    def write(work):
        town.line.quota.limit = None
        quotas.learn(work, "line", None, 0)
        work.insert_new(outbox.OUTBOX, [row(work, number) for number in range(MANY)])
        work.wake.add(outbox.lane(platform, outbox.LAST))

    await town.product.database.write(write)


async def until(found):
    async with asyncio.timeout(60):
        while not found():
            await asyncio.sleep(0.001)


async def calm(town, chats):
    """What may go by the clock as it stands has gone."""
    before, now = -1, sent(town, chats)
    while before != now:
        await asyncio.sleep(0.1)
        before, now = now, sent(town, chats)


def line_friends(town):
    addresses = ["U" + f"{number:032x}" for number in range(10_000, 10_000 + MANY)]
    for address in addresses:
        town.line.add_person(address, "somebody").friend = True
    return addresses


async def test_on_line_an_answer_and_a_deadline_go_out_among_the_first_of_ten_thousand(living):
    town, people = living
    await broadcast(town, people, "line", line_friends(town))
    await until(lambda: len(town.line.accepted_pushes) >= 10)
    before = len(town.line.accepted_pushes)
    await town.line.say(people.officer.id, "help")
    await until(lambda: heard_by(people.officer))
    await tell(town, people, people.colleague, "decided", settled=False)
    await until(lambda: heard_by(people.colleague))
    assert len(town.line.accepted_pushes) - before < MANY / 20


async def test_on_telegram_an_answer_waits_for_none_of_them_and_a_deadline_for_few(living, clock):
    town, people = living
    chats = telegram_chats(town)
    deliver = town.product._delivers["telegram"]
    deliver.pace = Pace(clock=clock, overall=Bucket(28, 28), many=Bucket(22, 22), chat_rate=1, chat_burst=3)
    await broadcast(town, people, "telegram", chats)
    await until(lambda: sent(town, chats) == 22)
    await town.telegram.say(people.supervisor.id, "help")
    await until(lambda: heard_by(people.supervisor))
    assert sent(town, chats) == 22
    await tell(town, people, people.deputy, "decide", settled=False)
    await until(lambda: str(people.deputy.id) in deliver._chats)
    while not heard_by(people.deputy):
        clock.move_to(clock.now() + timedelta(seconds=0.3))
        await calm(town, chats)
    assert sent(town, chats) < 22 + 3 * MANY_IN_HAND


def telegram_chats(town):
    numbers = range(6_000_000, 6_001_000)
    for number in numbers:
        town.telegram.add_person(number, "somebody")
        town.telegram.chat(number).started = True
    return [str(number) for number in numbers]


def sent(town, chats):
    return sum(bubble.by_bot for chat in chats for bubble in town.telegram.chat(int(chat)).bubbles.values())


async def test_to_claim_a_few_of_ten_thousand_looks_at_no_more_than_those(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url) as (town, _):

        def plans(work):
            with asked(work) as said:
                outbox.claim(work, "line", 60)
                outbox.next_due(work, "line", outbox.MANY)
            return [row[3] for each in said for row in handle(work).execute(f"EXPLAIN QUERY PLAN {each}")]

        found = await town.product.database.write(plans)
        assert all("rank=?" in each for each in found if "ix_outbox_due" in each)
        assert sum("COVERING INDEX ix_outbox_due" in each for each in found) >= 5
        assert [each for each in found if each.startswith("SCAN")] == []
        # What is claimed of what goes first is put in order; of the thousands nothing is.
        assert sum("TEMP B-TREE" in each for each in found) == 1
