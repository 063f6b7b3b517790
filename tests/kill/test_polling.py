"""SIGKILL while Telegram is asked for its updates: what was handed over is heard once, what was not is not lost."""

import asyncio
import random

import pytest

from tests.kill.conftest import Opens
from tests.kill.house import SETTLE_SECONDS, House, killed_at

pytestmark = pytest.mark.slow
PEOPLE, EACH, KILLS = 20, 5, 6
FIRST = 5_100_000


def strangers(house: House) -> list[int]:
    found = list(range(FIRST, FIRST + PEOPLE))
    for person in found:
        house.telegram.add_person(person, f"person {person}").started = True
    return found


async def all_heard(house: House) -> None:
    """Everything is fetched, confirmed, answered."""
    async with asyncio.timeout(SETTLE_SECONDS):
        while not house.telegram.drained:
            await asyncio.sleep(0.02)
    await house.quiet()


def states(house: House, table: str) -> list[dict[str, object]]:
    return house.rows(f"SELECT state, count(*) AS n FROM {table} GROUP BY state")


async def test_a_hundred_updates_survive_kills_at_random_moments(open_house: Opens):
    chance = random.Random(4)
    async with open_house(polling=True) as house:
        people = strangers(house)
        await house.start()

        async def write(person: int) -> None:
            for number in range(EACH):
                await asyncio.sleep(chance.uniform(0, 0.6))
                await house.telegram.say(person, f"hello {number}")

        writing = asyncio.gather(*(write(person) for person in people))
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.02, 0.25))
            await house.restart()
        await writing
        await all_heard(house)
        assert states(house, "inbox") == [{"state": "done", "n": PEOPLE * EACH}]
        assert states(house, "outbox") == [{"state": "sent", "n": PEOPLE * EACH}]


@pytest.mark.parametrize(("moment", "question"), [("unanswered", 1), ("answered", 1), ("unheard", 2)])
async def test_killed_while_updates_are_handed_over_each_is_heard_once(open_house: Opens, moment, question):
    """At the start all of them wait: the first question hands them out, the second one confirms them."""
    async with open_house(polling=True) as house:
        people = strangers(house)
        for person in people:
            await house.telegram.say(person, "hello")
        async with killed_at(house, "/getUpdates", moment, question):
            await house.start()
        await house.start()
        await all_heard(house)
        assert states(house, "inbox") == [{"state": "done", "n": PEOPLE}]
        assert states(house, "outbox") == [{"state": "sent", "n": PEOPLE}]


async def test_killed_before_the_commit_nothing_is_confirmed(open_house: Opens):
    async with open_house(polling=True) as house:
        (person, *_) = strangers(house)
        await house.start()
        with house.unwritable():
            await house.telegram.say(person, "hello")
            await asyncio.sleep(0.1)
            await house.kill()
        assert house.rows("SELECT * FROM inbox") == []
        await house.start()
        await all_heard(house)
        assert [each["state"] for each in house.rows("SELECT state FROM outbox")] == ["sent"]
