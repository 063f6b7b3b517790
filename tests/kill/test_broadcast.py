"""SIGKILL in the middle of a message to some hundred people on LINE: nobody is left out, nobody hears it twice."""

import asyncio
import random

import pytest

from storage.tables import broadcasts, people, units
from storage.tables.broadcasts import EVERYBODY, Audience
from tests.builders import UNIT
from tests.kill.conftest import Opens
from tests.kill.house import SETTLE_SECONDS, House
from tests.there import there

pytestmark = pytest.mark.slow
MANY, KILLS, WORDS = 450, 5, "the meeting is on Friday"


def said(house: House, addresses: list[str]) -> str:
    """Many officers, to whom the supervisor's words are to go; the reference."""

    def write(work):
        unit = there(units.by_code(work, UNIT))
        post = there(people.post(work, people.OFFICER, unit_id=unit.id))
        for address in addresses:
            person = people.meet(work, "line", address, "en", work.now)
            people.consent(work, person.id, "officer")
            people.hold(work, person.id, post.post_id)
        by = there(people.by_account(work, "telegram", "5000001"))
        made = broadcasts.begin(
            work,
            by=by.id,
            texts=(WORDS, ""),
            audience=Audience(kind=EVERYBODY),
            silent=False,
            foreseen=len(addresses),
            at=work.now,
        )
        return made.ref

    return house.write(write)


async def planned(house: House) -> None:
    """Every row of it is put."""
    async with asyncio.timeout(SETTLE_SECONDS):
        while house.rows("SELECT id FROM broadcasts WHERE state = 'sending'"):
            await asyncio.sleep(0.02)


def counted(house: House, addresses: list[str]) -> list[int]:
    return [sum(WORDS in str(each.message) for each in house.heard(address)) for address in addresses]


async def test_killed_again_and_again_everybody_hears_it_once(open_house: Opens):
    chance = random.Random(9)
    async with open_house(quota=None) as house:
        officer, _ = house.department()
        addresses = [house.stranger(number) for number in range(100, 100 + MANY)]
        said(house, addresses)
        for nth in range(KILLS):
            house.watch.order("/message/push", chance.choice(["unheard", "unanswered", "answered"]), 10 + 20 * nth)
            await house.start()
            async with asyncio.timeout(SETTLE_SECONDS):
                await house.watch.killed.wait()
        await house.start()
        await planned(house)
        await house.quiet()
        assert counted(house, [officer, *addresses]) == [1] * (MANY + 1)
        states = house.rows(
            "SELECT state, count(*) AS n FROM outbox WHERE why LIKE 'broadcast:%' AND weight = 'news' GROUP BY state"
        )
        assert states == [{"state": "sent", "n": MANY + 1}]


async def test_stopped_while_nobody_runs_it_reaches_nobody_more(open_house: Opens):
    async with open_house(quota=None) as house:
        house.department()
        addresses = [house.stranger(number) for number in range(100, 100 + MANY)]
        ref = said(house, addresses)
        house.watch.order("/message/push", "answered", 30)
        await house.start()
        async with asyncio.timeout(SETTLE_SECONDS):
            await house.watch.killed.wait()
        house.write(lambda work: broadcasts.stop(work, there(broadcasts.by_ref(work, ref)).id))
        await house.start()
        await house.quiet()
        await planned(house)
        heard = counted(house, addresses)
        assert max(heard) == 1
        assert set(heard) == {0, 1}
        kept = house.rows("SELECT state FROM outbox WHERE why LIKE 'broadcast:%' AND state IN ('waiting', 'claimed')")
        assert kept == []
