"""The disk fills up, or the database can only be read, under a server that runs: people get a sentence, once; all that
they sent is answered, once each, as soon as there is room again."""

import asyncio
import resource
from contextlib import asynccontextmanager
from time import monotonic

import pytest
from psycopg import connect
from sqlalchemy import NullPool, create_engine, make_url, text

from storage.migrations import upgrade
from tests.bot.serving_outside import PATIENCE, served

STRANGER, OTHER = f"U{7:032x}", 4_000_007
SORRY = "ระบบขัดข้องชั่วคราว"


@asynccontextmanager
async def full_disk(outside, folder):
    """No file of the server may grow: what is written in between fails as on a disk without room."""
    _, hard = resource.prlimit(outside.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(outside.process.pid, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.prlimit(outside.process.pid, resource.RLIMIT_FSIZE, (hard, hard))


@asynccontextmanager
async def only_read(url):
    """Whoever connects may read only, and whoever was connected has to connect anew."""
    name = make_url(url).database
    server = url.replace(f"/{name}?", "/postgres?")

    def say(state):
        with connect(server, autocommit=True) as connection:
            connection.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = {state}'.encode())
            connection.execute(
                b"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND "
                b"pid NOT IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')", (name,)
            )  # fmt: skip

    say("on")
    try:
        yield
    finally:
        say("off")


async def greeted(outside):
    line, telegram = outside.line_and_telegram.line, outside.line_and_telegram.telegram
    line.add_person(STRANGER, "somebody")
    await line.follow(STRANGER)
    await line.delivery.settle()
    telegram.add_person(OTHER, "somebody")
    await telegram.start(OTHER)
    await until(lambda: len(heard(outside)[1]) == 1)
    assert len(heard(outside)[0]) == 1


def heard(outside):
    """What the bot said on LINE, and on Telegram."""
    line, telegram = outside.line_and_telegram.line, outside.line_and_telegram.telegram
    on_line = [each.message["text"] for each in line.messages(STRANGER) if each.by == "bot"]
    return on_line, [each.text for each in telegram.chat(OTHER).bubbles.values() if each.by_bot]


async def until(holds):
    last = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < last
        await asyncio.sleep(0.1)


async def written(outside):
    """Two words on LINE and two on Telegram, while nothing can be stored."""
    for words in ("first", "second"):
        await outside.line_and_telegram.line.say(STRANGER, words)
        await outside.line_and_telegram.telegram.say(OTHER, words)
    await until(lambda: all(each[-1].startswith(SORRY) for each in heard(outside)))
    await asyncio.sleep(3)
    return heard(outside)


async def answered(outside, url):
    """Once there is room: each of the four is answered, and kept once."""
    await until(lambda: all(len(each) == 4 for each in heard(outside)))
    await asyncio.sleep(1)
    on_line, on_telegram = heard(outside)
    for each in (on_line, on_telegram):
        assert [words.startswith(SORRY) for words in each] == [False, True, False, False]
        assert each[2] == each[3]
    with create_engine(url, poolclass=NullPool).connect() as connection:
        kept = connection.execute(text("SELECT state, count(*) FROM inbox GROUP BY state")).all()
        sent = connection.execute(text("SELECT state, count(*) FROM outbox GROUP BY state")).all()
    assert [tuple(row) for row in kept] == [("done", 6)]
    assert [tuple(row) for row in sent] == [("sent", 6)]


@pytest.mark.slow
async def test_a_disk_without_room(tmp_path, empty_sqlite_url):
    upgrade(empty_sqlite_url)
    async with served(tmp_path, empty_sqlite_url) as outside:
        await greeted(outside)
        async with full_disk(outside, tmp_path):
            on_line, on_telegram = await written(outside)
            assert [len(on_line), len(on_telegram)] == [2, 2]
        await answered(outside, empty_sqlite_url)


@pytest.mark.slow
async def test_a_database_that_can_only_be_read(tmp_path, empty_postgresql_url):
    upgrade(empty_postgresql_url)
    async with served(tmp_path, empty_postgresql_url) as outside:
        await greeted(outside)
        async with only_read(empty_postgresql_url):
            on_line, on_telegram = await written(outside)
            assert [len(on_line), len(on_telegram)] == [2, 2]
        await answered(outside, empty_postgresql_url)
