"""What only PostgreSQL does: deeds at the same time, races that are lost and run again."""

import asyncio
import threading

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import DBAPIError

from storage.on_postgresql import TRIES
from storage.tables import facts
from storage.tables.facts import FACTS
from storage.work import Database
from tests.races import overtaken
from tests.storage.facts import fact, known


@pytest.fixture
async def database(postgresql_url, clock):
    database = Database(postgresql_url, clock)
    await database.start()
    yield database
    await database.stop()


async def test_a_deadlock_is_run_again_as_a_whole(database):
    both_hold_one = threading.Barrier(2)
    tries = []

    def crossing(names):
        def deed(work):
            tries.append(names)
            for name in names:
                work.execute(update(FACTS).where(FACTS.c.name == name).values(value=FACTS.c.value + "."))
                if len(tries) <= 2 and name == names[0]:
                    both_hold_one.wait(timeout=10)

        return deed

    await asyncio.gather(*(database.write(fact(name, "")) for name in "ab"))
    await asyncio.gather(*(database.write(crossing(names)) for names in ("ab", "ba")))
    assert len(tries) == 3
    assert await database.read(known) == {"a": "..", "b": ".."}


async def test_a_deed_that_loses_every_race_reaches_its_caller(database):
    tries = []

    def losing(work):
        tries.append(work)
        work.connection.exec_driver_sql("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$")

    with pytest.raises(DBAPIError):
        await database.write(losing)
    assert len(tries) == TRIES


async def test_a_chat_that_hurries_does_not_hold_up_the_others(database):
    go_on = threading.Event()
    hurried = [asyncio.ensure_future(database.write(lambda _: go_on.wait(10), chat="line:a")) for _ in range(20)]
    await database.write(fact("other"), chat="line:b")
    assert not any(asked.done() for asked in hurried)
    go_on.set()
    assert await asyncio.gather(*hurried) == [True] * 20


async def test_a_server_that_cannot_be_reached_stops_the_start(postgresql_url, clock):
    nowhere = Database(postgresql_url.replace("/test_", "/no_test_"), clock)
    with pytest.raises(DBAPIError):
        await nowhere.start()
    await nowhere.stop()


async def test_a_row_that_another_made_after_it_was_looked_for_is_found_by_looking_again(database):
    found = []

    def making(work):
        found.append(facts.get(work, "a"))
        if found[-1] is None:
            work.execute(insert(FACTS).values(name="a", value="ours", learned_at=work.now))

    await overtaken(database, making, fact("a", "theirs"), before="INSERT")
    assert found == [None, "theirs"]
    assert await database.read(known) == {"a": "theirs"}


async def test_whoever_is_alone_under_a_name_is_waited_for_and_what_they_wrote_is_seen(database):
    def adding(word):
        def deed(work):
            work.alone("a matter")
            facts.learn(work, "a", f"{facts.get(work, 'a') or ''}{word}")

        return deed

    await overtaken(database, adding("x"), adding("y"), before="INSERT")
    assert await database.read(known) == {"a": "xy"}
