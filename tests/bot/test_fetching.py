"""Evidence and names come in: one slow or broken download is nobody else's trouble, and nothing is taken in twice."""

import asyncio
from datetime import timedelta

import pytest

from handlers import telling
from messages.outgoing import Text
from storage.tables import fetches, outbox, people
from storage.work import Database
from tests.bot.outgoing import later
from tests.builders import rows, small_department

PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(100)
NAME = "SELECT state FROM fetches WHERE target = :target"


@pytest.fixture
async def living(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url, language="en") as (town, everybody):
        yield town, everybody


async def want(town, *phones):
    def write(work):
        for phone in phones:
            fetches.want_name(work, "line", phone.id)

    await town.product.database.write(write)


async def test_a_slow_download_holds_up_no_other(living):
    town, everybody = living
    town.line.faults.order("delay", path=f"/profile/{everybody.officer.id}", seconds=5)
    await want(town, everybody.officer, everybody.colleague)
    while (await rows(town, NAME, target=everybody.colleague.id))[0]["state"] != "done":
        await town.product.engine.settle()
    assert (await rows(town, NAME, target=everybody.officer.id))[0]["state"] == "claimed"
    town.clock.move_to(town.clock.now() + timedelta(seconds=5))
    await town.product.settle()
    assert (await rows(town, NAME, target=everybody.officer.id))[0]["state"] == "done"


@pytest.mark.parametrize("fault", ["error", "drop", "gateway"])
async def test_a_broken_download_is_tried_again_and_given_up_after_about_an_hour(living, fault):
    town, everybody = living
    town.line.faults.order(fault, path="/profile/", times=2)
    await want(town, everybody.officer)
    await town.product.settle()
    await later(town, seconds=10)
    assert (await rows(town, NAME, target=everybody.officer.id))[0]["state"] == "done"
    town.line.faults.order(fault, path="/profile/", times=1000)
    await want(town, everybody.colleague)
    await town.product.settle()
    await later(town, hours=2)
    assert (await rows(town, NAME, target=everybody.colleague.id))[0]["state"] == "given_up"


async def test_a_claim_that_was_lost_takes_nothing_in(database, clock):
    await database.write(lambda work: fetches.want(work, "line", fetches.PROFILE, "U1"))
    (lost,) = await database.write(lambda work: fetches.claim(work, "line", 8))
    clock.move_to(clock.now() + fetches.STALE + timedelta(seconds=1))
    (ours,) = await database.write(lambda work: fetches.claim(work, "line", 8))
    assert not await database.write(lambda work: fetches.settle(work, lost, "done"))
    assert await database.write(lambda work: fetches.settle(work, ours, "done"))
    assert not await database.write(lambda work: fetches.settle(work, ours, "done"))


async def test_two_workers_never_claim_the_same_message(database, database_url, clock):
    def put(work):
        person = people.meet(work, "line", "U1", "en", work.now)
        for number in range(60):
            telling.tell(work, person.id, (Text("words"),), key=f"{number}", why="a test")

    await database.write(put)
    other = Database(database_url, clock)
    await other.start()
    claimed = await asyncio.gather(
        *(worker.write(lambda work: outbox.claim(work, "line", 7)) for worker in (database, other) for _ in range(6))
    )
    await other.stop()
    ids = [row.id for some in claimed for row in some]
    assert len(ids) == len(set(ids))
    assert all([row.id for row in some] == sorted(row.id for row in some) for some in claimed)
