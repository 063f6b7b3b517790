"""What is remembered of an import is never older than the database, whoever imported and whatever was rolled back."""

import asyncio
import sys

import pytest

from storage.kept import Keeping, Wanted, apply, compare, joined
from storage.pledged import remembered
from storage.tables import facts, holidays
from storage.tables.holidays import HOLIDAYS
from tests.databases import START

IMPORT = """
import sys
from bot.clock import MovableClock
from storage.work import Database
from tests.databases import START
from tests.storage.test_pledged import declare
Database(sys.argv[1], MovableClock(START, ticking=False)).write_now(lambda work: declare(work, sys.argv[2]))
"""


def declare(work, name):
    """An import that gives today this name."""
    keeping = Keeping(table=HOLIDAYS, key=("on", "scope"), label=joined)
    values = {"name": name, "authority": "a test", "working": False}
    apply(work, compare(work, keeping, [Wanted(key=(START.date(), holidays.NATIONAL), values=values)]).writes)


@remembered
def names(work):
    return tuple(work.connection.execute(HOLIDAYS.select()).scalars(HOLIDAYS.c.name))


@pytest.fixture
def questions():
    """How often the database was asked."""
    return []


async def test_what_was_imported_is_read_once(database, questions):
    @remembered
    def counted(work, about):
        questions.append(about)
        return about

    await database.write(lambda work: declare(work, "Rest"))
    for _ in range(3):
        assert await database.read(lambda work: counted(work, "one")) == "one"
    assert await database.read(lambda work: counted(work, "other")) == "other"
    assert questions == ["one", "other"]


async def test_before_anything_was_imported_nothing_is_remembered(database, questions):
    @remembered
    def counted(work):
        questions.append(work)

    await database.read(counted)
    await database.read(counted)
    assert len(questions) == 2


async def test_an_import_is_seen_at_once_in_its_own_transaction(database):
    def twice(work):
        declare(work, "Rest")
        before = names(work)
        declare(work, "Feast")
        return before, names(work)

    assert await database.write(twice) == (("Rest",), ("Feast",))


async def test_an_import_by_another_process_is_seen_by_the_next_event(database, database_url):
    await database.write(lambda work: declare(work, "Rest"))
    assert await database.write(names) == ("Rest",)
    other = await asyncio.create_subprocess_exec(sys.executable, "-c", IMPORT, database_url, "Feast")
    assert await other.wait() == 0
    assert await database.write(names) == ("Feast",)
    assert await database.read(names) == ("Feast",)


async def test_an_import_that_was_rolled_back_leaves_nothing_behind(database):
    await database.write(lambda work: declare(work, "Rest"))

    def broken(work):
        declare(work, "Feast")
        assert names(work) == ("Feast",)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.write(broken)
    assert await database.write(names) == ("Rest",)
    await database.write(lambda work: declare(work, "Fast"))
    assert await database.write(names) == ("Fast",)


async def test_an_import_that_changes_nothing_lets_what_is_known_stand(database):
    await database.write(lambda work: declare(work, "Rest"))
    edition = await database.read(lambda work: facts.get(work, "edition"))
    await database.write(lambda work: declare(work, "Rest"))
    assert await database.read(lambda work: facts.get(work, "edition")) == edition
