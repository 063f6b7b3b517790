"""What only SQLite does: one writer, shared commits, a full disk that ends them, and another process's lock."""

import asyncio
import sqlite3

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import OperationalError

from storage.tables.facts import FACTS
from storage.work import Database
from tests.storage.facts import add_one, fact, known, note


@pytest.fixture
async def database(sqlite_url, clock):
    database = Database(sqlite_url, clock)
    await database.start()
    yield database
    await database.stop()


def handle(work):
    return work.connection.connection.driver_connection


def full_disk(work):
    """Writes more than the file may grow, as a disk would find that is full."""
    pages = handle(work).execute("PRAGMA page_count").fetchone()[0]
    handle(work).execute(f"PRAGMA max_page_count={pages}")
    note(work, "too much", "x" * 1_000_000)


async def test_the_connection_is_durable_and_minds_foreign_keys(database):
    def settings(work):
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [handle(work).execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert await database.write(settings) == ["wal", 2, 1]
    assert await database.read(settings) == ["wal", 2, 1]


async def test_deeds_that_arrive_together_share_a_commit(database):
    said = []
    await database.write(lambda work: handle(work).set_trace_callback(said.append))
    await asyncio.gather(*(database.write(fact(f"fact {n}")) for n in range(128)))
    assert said.count("COMMIT") == 3
    assert len(await database.read(known)) == 128


async def test_a_full_disk_ends_the_batch_and_the_others_are_done_again(database):
    tries = []

    def counted(work):
        tries.append(len(tries))
        note(work, "counted", "1")

    deeds = [counted, fact("before"), full_disk, fact("after")]
    ends = await asyncio.gather(*(database.write(deed) for deed in deeds), return_exceptions=True)
    assert [type(end) for end in ends] == [type(None), type(None), OperationalError, type(None)]
    assert len(tries) == 2
    assert set(await database.read(known)) == {"counted", "before", "after"}
    await database.write(fact("the day after"))


async def test_a_deed_that_hides_a_full_disk_is_refused_and_leaves_nothing(database):
    def hiding(work):
        with pytest.raises(OperationalError):
            full_disk(work)

    ends = await asyncio.gather(database.write(fact("beside")), database.write(hiding), return_exceptions=True)
    assert [type(end) for end in ends] == [type(None), sqlite3.OperationalError]
    assert set(await database.read(known)) == {"beside"}


async def test_another_writer_is_waited_for_while_the_server_goes_on(database, sqlite_url):
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    asked = asyncio.ensure_future(database.write(fact("patient")))
    for _ in range(5):
        assert await database.read(known) == {}
    assert not asked.done()
    other.execute("COMMIT")
    await asked
    assert await database.read(known) == {"patient": "1"}
    other.close()


async def test_an_import_beside_the_server_loses_nothing(database, sqlite_url, clock):
    beside = Database(sqlite_url, clock)
    await database.write(fact("count", "0"))

    def import_all():
        for _ in range(60):
            beside.write_now(add_one)

    await asyncio.gather(asyncio.to_thread(import_all), *(database.write(add_one) for _ in range(180)))
    assert await database.read(known) == {"count": "240"}


async def test_what_is_asked_while_another_writer_keeps_the_lock_can_be_given_up(database, sqlite_url):
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(database.write(fact("given up")), 0.01)
    other.execute("COMMIT")
    await database.write(fact("next"))
    assert await database.read(known) == {"next": "1"}
    other.close()


async def test_a_long_row_of_values_is_one_deed(database):
    rows = [{"name": f"{n}", "value": "1"} for n in range(500)]
    await database.write(lambda work: work.execute(insert(FACTS), [row | {"learned_at": work.now} for row in rows]))
    assert len(await database.read(known)) == 500


async def test_a_fault_that_somebody_still_looks_at_holds_up_nobody(database):
    """An exception keeps the frames that it passed through, and with them whatever was open there."""
    asking = select(FACTS.c.value)
    for _ in range(3):
        await database.write(lambda work: work.all(asking))
    await database.write(lambda work: work.execute(text("ALTER TABLE facts RENAME TO gone")))
    kept = [await _fault(database, lambda work: (work.execute(text("DELETE FROM gone")), work.all(asking)))]
    await asyncio.wait_for(database.write(lambda work: work.execute(text("ALTER TABLE gone RENAME TO facts"))), 30)
    assert kept
    assert await database.read(known) == {}


async def _fault(database, deed):
    try:
        await database.write(deed)
    except OperationalError as fault:
        return fault
    raise AssertionError("nothing failed")
