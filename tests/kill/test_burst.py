"""Fifty people write two hundred times while the product is killed again and again: nothing lost, stuck or doubled."""

import asyncio
import random

import pytest

from tests.kill.conftest import Opens

pytestmark = pytest.mark.slow
PEOPLE, EACH, KILLS = 50, 4, 6


async def test_two_hundred_events_from_fifty_people_survive_kills_at_random_moments(open_house: Opens):
    chance = random.Random(4)
    async with open_house() as house:
        strangers = [house.stranger(number) for number in range(1, PEOPLE + 1)]
        house.line.delivery.policy.pauses = (0.3,) * 30
        await house.start()

        async def write(stranger: str) -> None:
            for number in range(EACH):
                await asyncio.sleep(chance.uniform(0, 0.6))
                await house.line.say(stranger, f"hello {number}")

        writing = asyncio.gather(*(write(stranger) for stranger in strangers))
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.02, 0.25))
            await house.restart()
        await writing
        await house.quiet()
        assert house.rows("SELECT state, count(*) AS n FROM inbox GROUP BY state") == [
            {"state": "done", "n": PEOPLE * EACH}
        ]
        assert house.rows("SELECT state, count(*) AS n FROM outbox GROUP BY state") == [
            {"state": "sent", "n": PEOPLE * EACH}
        ]
        assert [len(house.heard(stranger)) for stranger in strangers] == [EACH] * PEOPLE
