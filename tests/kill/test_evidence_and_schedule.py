"""SIGKILL while evidence comes in and while the clock's jobs run: each is done once, whole."""

import asyncio
import hashlib
import random
from datetime import timedelta

import pytest

from bot.clock import SystemClock
from bot.tick import BEGAN
from handlers import routes
from storage.tables import facts
from storage.work import Work
from tests.kill.conftest import Opens
from tests.kill.house import SETTLE_SECONDS, House, killed_at

pytestmark = pytest.mark.slow
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 40
MONTHS = timedelta(days=40)


@pytest.mark.parametrize("moment", ["unheard", "unanswered", "answered"])
async def test_killed_while_a_photo_is_fetched_it_is_kept_once(open_house: Opens, moment, tmp_path):
    async with open_house() as house:
        officer, _ = house.department()
        await house.start()
        await house.line.say(officer, "report 8 ก step 2")
        async with killed_at(house, "/content", moment):
            await house.line.photo(officer, PHOTO)
        await house.start()
        await house.quiet()
        sha256 = hashlib.sha256(PHOTO).hexdigest()
        assert house.rows("SELECT sha256 FROM evidence") == [{"sha256": sha256}]
        kept = [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
        assert [path.name for path in kept] == [sha256]
        assert kept[0].read_bytes() == PHOTO


async def test_killed_again_and_again_while_jobs_run_each_person_is_told_once(open_house: Opens):
    chance = random.Random(8)
    async with open_house() as house:
        house.department()
        house.write(lambda work: facts.learn_once(Work(work.connection, SystemClock().now() - MONTHS), BEGAN))
        for _ in range(4):
            await house.start()
            await _a_while(chance)
            await house.kill()
        await house.start()
        await _swept(house)
        await house.quiet()
        done = house.rows("SELECT job, state FROM ticks WHERE state != 'dropped'")
        assert {row["state"] for row in done} == {"done"}
        assert len(done) == len({row["job"] for row in done})
        assert len(house.line.accepted_pushes) == len({push.retry_key for push in house.line.accepted_pushes})
        told = house.rows("SELECT person_id, why, count(*) AS n FROM outbox GROUP BY person_id, why")
        assert {row["n"] for row in told} <= {1}


async def _swept(house: House) -> None:
    """Every job has done its newest moment."""
    async with asyncio.timeout(SETTLE_SECONDS):
        while len(house.rows("SELECT job FROM ticks WHERE state = 'done'")) < len(routes.JOBS):
            await asyncio.sleep(0.02)


async def _a_while(chance: random.Random) -> None:
    """Some of the moments in which the first sweep is done."""
    await asyncio.sleep(chance.uniform(0, 0.06))
