"""The process of a framework becomes rows: read back as its file says it, and what a file drops is closed."""

from datetime import UTC, datetime

import pytest

from bot.importing import take
from storage.tables import frameworks, process
from tests.examples import framework

NOW = datetime(2026, 10, 1, 2, tzinfo=UTC)
WITH_A_PROCESS = ("provinces-2554", "transport", "unit-agreement")


@pytest.fixture
def taken(database):
    """Imports a shipped framework after a change to its values, and says what was written."""

    async def importing(name, change=lambda _: None):
        wanted = framework(name, change)
        return wanted, (await database.write(lambda work: take(work, wanted, NOW))).writes

    return importing


async def read_back(database, wanted):
    """The sources, steps, documents, rounds and rule of changes that are kept."""

    def read(work):
        found = frameworks.by_code(work, wanted.code, wanted.year)
        assert found is not None
        known = (frameworks.sources, process.steps, frameworks.documents, frameworks.rounds)
        return (*(each(work, found.id) for each in known), found.changes)

    return await database.read(read)


@pytest.mark.parametrize("name", WITH_A_PROCESS)
async def test_what_a_file_says_of_its_process_is_what_is_kept_and_twice_is_once(database, taken, name):
    wanted, _ = await taken(name)
    assert await read_back(database, wanted) == (
        wanted.sources,
        wanted.process,
        wanted.documents,
        wanted.rounds,
        wanted.changes,
    )
    _, again = await taken(name)
    assert again == ()


async def test_five_frameworks_live_beside_each_other(database, taken):
    for name in ("department-2548", "department", *WITH_A_PROCESS):
        await taken(name)
    for name in WITH_A_PROCESS:
        wanted, again = await taken(name)
        assert again == ()
        assert (await read_back(database, wanted))[1] == wanted.process


async def test_a_step_that_a_file_drops_is_closed_and_comes_back_with_its_days(database, taken):
    wanted, _ = await taken("transport")

    def without_the_site_visit(values):
        del values["process"][-1]

    fewer, writes = await taken("transport", without_the_site_visit)
    assert [(write.kind, write.label) for write in writes] == [("closed", "19")]
    assert (await read_back(database, fewer))[1] == wanted.process[:-1]
    _, writes = await taken("transport")
    assert [(write.kind, write.label) for write in writes] == [("reopened", "19")]
    assert (await read_back(database, wanted))[1] == wanted.process


async def test_a_deadline_of_a_step_that_moves_is_told_by_its_day(taken):
    await taken("provinces-2554")

    def later(values):
        values["process"][1]["until"] = "2553-09-15"

    _, (write,) = await taken("provinces-2554", later)
    assert (write.kind, write.label, set(write.old)) == ("changed", "2", {"last_on"})
