"""SIGKILL under load: fifty people write to the product while it is killed and started again, against the stand-ins."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from storage.migrations import upgrade
from tests.kill.house import House, Nursery, house

EACH, PAUSE_SECONDS = 4, 0.6
PAST_THE_TOKEN = 61.0
"""Seconds, after which no reply token is of use."""
REDELIVERIES = (0.5,) * 200
"""LINE goes on as long as we are away."""


@dataclass(frozen=True, kw_only=True)
class Kill:
    """One way of it: seconds between kill and start, messages left of the month, how often."""

    name: str
    away: float = 0.0
    quota: int = 300
    times: int = 1


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Events and news that never came to anything, rows that nothing ends, messages that came twice on LINE."""

    kill: Kill
    lost: int
    stuck: int
    doubled: int


WAYS = (
    Kill(name="inside the reply token's minute, 10 kills", times=10),
    Kill(name="outside of it", away=PAST_THE_TOKEN),
    Kill(name="outside of it, quota 0", away=PAST_THE_TOKEN, quota=0),
)


async def kill(way: Kill, folder: Path, database_url: str, nursery: Nursery, people: int) -> Outcome:
    """Everybody writes four times and is told something once; at the end everybody writes once more."""
    upgrade(database_url)
    chance = random.Random(4)
    async with house(folder, database_url, nursery, quota=way.quota) as home:
        strangers = [home.stranger(number) for number in range(1, people + 1)]
        home.line.delivery.policy.pauses = REDELIVERIES
        await home.start()
        writing = asyncio.gather(*(_write(home, each, chance) for each in strangers))
        for part in range(way.times):
            await asyncio.sleep(chance.uniform(0.1, 0.3))
            for each in strangers[part :: way.times]:
                home.told(each, f"news {each}")
            await home.kill()
            await asyncio.sleep(way.away)
            await home.start()
        await writing
        stuck = await _stuck(home)
        await asyncio.gather(*(home.line.say(each, "hello at last") for each in strangers))
        return _outcome(way, home, strangers, stuck + await _stuck(home))


async def _write(home: House, stranger: str, chance: random.Random) -> None:
    for number in range(EACH):
        await asyncio.sleep(chance.uniform(0, PAUSE_SECONDS))
        await home.line.say(stranger, f"hello {number}")


async def _stuck(home: House) -> int:
    try:
        await home.quiet()
    except TimeoutError:
        return 1
    return 0


def _outcome(way: Kill, home: House, strangers: list[str], stuck: int) -> Outcome:
    """An answer that nobody waits for any more is no loss: outside of its minute the next event is answered instead."""
    said = len(strangers) * (EACH + 1)
    done = home.rows("SELECT count(*) AS n FROM inbox WHERE state = 'done'")[0]["n"]
    lost, doubled = said - done, 0
    for each in strangers:
        heard = Counter(_words(home, each))
        news = heard.pop(f"news {each}", 0)
        answers = heard.total()
        wanted = EACH + 1 if not way.away else 1
        lost += (news == 0) + max(0, wanted - answers)
        doubled += max(0, news - 1) + max(0, answers - EACH - 1)
    return Outcome(kill=way, lost=lost, stuck=stuck, doubled=doubled)


def _words(home: House, address: str) -> Iterable[str]:
    """Without the sentence that says that an earlier message may not have arrived."""
    words = [each.message.get("text") or each.message.get("altText", "") for each in home.heard(address)]
    return [each for each in words if "may not have reached you" not in each]
