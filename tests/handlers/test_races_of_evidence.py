"""Evidence that comes in while its report is sent or it is taken back: shown once, and gone when it is to be gone."""

import pytest
from sqlalchemy import select, text

from handlers.actions.withdraw_evidence import withdraw_evidence
from storage.tables import evidence
from storage.tables.evidence import BLOBS, KEPT, WITHDRAWN
from storage.tables.fetches import FETCHES, FORGET
from storage.tables.outbox import OUTBOX
from tests.handlers.small_office import SHA256, TEXTS, arriving, opened
from tests.races import overtaken


@pytest.fixture
async def office(database, clock):
    return await opened(database, clock)


@pytest.fixture
async def owed(office):
    return await office.ask(office.owed)


def taking_back(office, file, *, then=""):
    """`then` is said to the database before the commit."""

    def deed(work):
        withdraw_evidence(work, TEXTS, evidence.by_id(work, file), by=office.ids["officer"])
        if then:
            work.execute(text(then))

    return deed


def state(office, file):
    return office.ask(lambda work: evidence.by_id(work, file).state)


async def are_bytes_kept(office):
    return bool(await office.ask(lambda work: work.all(select(BLOBS))))


async def are_bytes_to_be_forgotten(office):
    return bool(await office.ask(lambda work: work.all(select(FETCHES).where(FETCHES.c.kind == FORGET))))


async def exhibits(office):
    """How often each reader was shown the file."""
    rows = await office.ask(lambda work: work.all(select(OUTBOX.c.person_id).where(OUTBOX.c.shapes.contains(SHA256))))
    return [len([row for row in rows if row.person_id == office.ids[who]]) for who in ("supervisor", "deputy")]


@pytest.mark.parametrize("first", ["the bytes", "the withdrawal"])
async def test_what_is_taken_back_while_it_comes_in_is_gone(office, owed, first):
    file = await office.file("m1", owed)
    both = [arriving(file), taking_back(office, file)]
    ours, theirs = both if first == "the withdrawal" else both[::-1]
    await overtaken(office.database, ours, theirs, before="UPDATE evidence")
    assert await state(office, file) == WITHDRAWN
    assert not await are_bytes_kept(office)
    assert await are_bytes_to_be_forgotten(office)


@pytest.mark.parametrize("first", ["the bytes", "the report"])
async def test_a_file_that_comes_in_while_its_report_is_sent_is_shown_once(office, owed, first):
    file = await office.file("m1", owed)
    both = [arriving(file), office.sending(owed, 2)]
    ours, theirs = both if first == "the report" else both[::-1]
    await overtaken(office.database, ours, theirs, before="UPDATE evidence")
    assert await state(office, file) == KEPT
    assert await exhibits(office) == [1, 1]


async def test_bytes_that_come_in_again_while_they_are_forgotten_stay(office, owed):
    former, again = await office.file("m1", owed), await office.file("m2", owed)
    await office.database.write(arriving(former))
    await overtaken(office.database, taking_back(office, former), arriving(again), before="DELETE FROM blobs")
    assert await state(office, again) == KEPT
    assert await are_bytes_kept(office)


async def test_equal_bytes_that_are_taken_back_twice_at_once_are_forgotten(office, owed):
    one, other = await office.file("m1", owed), await office.file("m2", owed)
    for file in (one, other):
        await office.database.write(arriving(file))
    ours, theirs = taking_back(office, one, then="SELECT 'the end'"), taking_back(office, other)
    await overtaken(office.database, ours, theirs, before="SELECT 'the end'")
    assert not await are_bytes_kept(office)
    assert await are_bytes_to_be_forgotten(office)
