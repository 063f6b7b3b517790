"""One event is one transaction, on both databases."""

import asyncio
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, String, Table, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from storage.columns import Exact, Instant
from storage.tables.facts import FACTS
from storage.tables.inbox import INBOX
from storage.work import Database, claiming
from tests.storage.facts import add_one, fact, known, note


class Refusal(Exception):
    """Stands for any named refusal of ours."""


def event(work, key):
    return work.insert_once(INBOX, {"key": key, "chat": "line:a", "received_at": work.now, "state": "done"})


async def test_nobody_loses_an_update_of_240_in_one_chat(database):
    await database.write(fact("count", "0"))
    await asyncio.gather(*(database.write(add_one, chat="line:a") for _ in range(240)))
    assert await database.read(known) == {"count": "240"}


async def test_two_servers_on_one_database_lose_no_update_of_a_chat(database, database_url, clock):
    other = Database(database_url, clock)
    await other.start()
    await database.write(fact("count", "0"))
    await asyncio.gather(*(side.write(add_one, chat="line:a") for _ in range(40) for side in (database, other)))
    await other.stop()
    assert await database.read(known) == {"count": "80"}


async def test_the_words_of_a_chat_keep_their_order(database):
    heard = []
    await asyncio.gather(*(database.write(lambda _, n=n: heard.append(n), chat="line:a") for n in range(50)))
    assert heard == list(range(50))


async def test_a_refused_deed_leaves_nothing_and_those_beside_it_stand(database):
    def refused(work):
        note(work, "refused", "1")
        raise Refusal

    def broken(work):
        note(work, "first", "again")

    def faulty(work):
        note(work, "faulty", "1")
        raise KeyError

    def stray(work):
        note(work, "stray", "1")
        next(iter(()))

    await database.write(fact("first"))
    deeds = [refused, fact("second", "2"), broken, faulty, stray, fact("third", "3")]
    ends = await asyncio.gather(*(database.write(deed) for deed in deeds), return_exceptions=True)
    assert [type(end) for end in ends] == [Refusal, type(None), IntegrityError, KeyError, RuntimeError, type(None)]
    assert await database.read(known) == {"first": "1", "second": "2", "third": "3"}


async def test_a_deed_that_would_wait_is_refused_and_undone(database):
    async def waiting(work):
        return None

    def forgetful(work):
        note(work, "a", "1")
        return waiting(work)

    with pytest.raises(TypeError, match="synchronous"):
        await database.write(forgetful)
    assert await database.read(known) == {}


async def test_a_caller_who_left_breaks_nothing(database):
    callers = [asyncio.ensure_future(database.write(fact(f"fact {n}"))) for n in range(200)]
    for n, caller in enumerate(callers):
        if n % 3 == 0:
            caller.cancel()
        if n % 20 == 0:
            await asyncio.sleep(0)
    ends = await asyncio.gather(*callers, return_exceptions=True)
    assert {type(end) for end in ends} == {type(None), asyncio.CancelledError}
    answered = {f"fact {n}" for n, end in enumerate(ends) if end is None}
    assert answered <= set(await database.read(known))
    await database.write(fact("afterwards"))


async def test_what_a_deed_woke_is_heard_only_once_it_is_committed(database):
    woken = []

    def waking(work):
        work.wake |= {"deliver:line", "fetch:line"}
        note(work, "a", "1")

    database.on_commit = woken.append
    await database.write(waking)
    with pytest.raises(IntegrityError):
        await database.write(waking)
    await asyncio.sleep(0)
    assert woken == [{"deliver:line", "fetch:line"}]


async def test_twice_is_once(database):
    made = await asyncio.gather(*(database.write(lambda work, n=n: event(work, f"line:{n % 4}")) for n in range(40)))
    assert made.count(True) == 4
    assert await database.read(lambda work: work.scalar(select(func.count()).select_from(INBOX))) == 4


async def test_a_reader_cannot_write(database):
    with pytest.raises(DBAPIError):
        await database.read(fact("count", "1"))
    assert await database.read(known) == {}


async def test_a_reader_sees_one_state_while_others_write(database, database_url, clock):
    other = Database(database_url, clock)
    await database.write(fact("count", "before"))

    def question(work):
        first = known(work)
        other.write_now(lambda beside: beside.execute(update(FACTS).values(value="after")))
        return first, known(work)

    assert await database.read(question) == ({"count": "before"}, {"count": "before"})
    assert other.read_now(known) == {"count": "after"}


async def test_nothing_is_written_after_the_stop_and_nothing_asked_before_it_is_lost(database_url, clock):
    database = Database(database_url, clock)
    await database.start()
    asked = [asyncio.ensure_future(database.write(fact(f"fact {n}"))) for n in range(10)]
    await asyncio.sleep(0)
    await database.stop()
    await asyncio.gather(*asked)
    with pytest.raises(RuntimeError, match="not running"):
        await database.write(fact("late"))
    assert len(database.read_now(known)) == 10


def test_the_command_line_commits_once_or_nothing(database_url, clock):
    database = Database(database_url, clock)

    def interrupted(work):
        note(work, "a", "1")
        raise Refusal

    with pytest.raises(Refusal):
        database.write_now(interrupted)
    assert database.read_now(known) == {}
    database.write_now(fact("a"))
    assert database.read_now(known) == {"a": "1"}


ERRANDS = Table(
    "errands", MetaData(), Column("id", String(8)), Column("state", String(8)), Column("claimed_at", Instant)
)
CLAIM = claiming(ERRANDS, ERRANDS.c.state == "waiting", limit=3)


async def test_two_workers_never_claim_the_same_row(database, database_url, clock):
    other = Database(database_url, clock)
    await other.start()
    await database.write(lambda work: ERRANDS.create(work.connection))
    waiting = [{"id": f"{n:02}", "state": "waiting"} for n in range(30)]
    await database.write(lambda work: work.execute(insert(ERRANDS), waiting))
    sides = (database, other) * 15
    claims = await asyncio.gather(*(side.write(lambda work: work.claim(CLAIM)) for side in sides))
    # Who chose rows that another was just taking goes away with fewer, and claims again.
    while left := await other.write(lambda work: work.claim(CLAIM)):
        claims.append(left)
    await other.stop()
    assert all(claim == sorted(claim, key=lambda row: row.id) and len(claim) <= 3 for claim in claims)
    assert sorted(row.id for claim in claims for row in claim) == [row["id"] for row in waiting]
    assert {(row.state, row.claimed_at) for claim in claims for row in claim} == {("claimed", clock.now())}


VALUES = Table("round_trip", MetaData(), Column("amount", Exact), Column("at", Instant))
AMOUNTS = st.decimals(min_value=-(10**20), max_value=10**20, places=12) | st.decimals(-10, 10, places=2)
INSTANTS = st.datetimes(*map(datetime.fromisoformat, ("1900-01-01", "2200-01-01")), timezones=st.timezones())


@given(rows=st.lists(st.tuples(AMOUNTS, INSTANTS), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_decimals_and_instants_come_back_as_they_were(database_url, clock, rows):
    def there_and_back(work):
        VALUES.create(work.connection)
        work.execute(insert(VALUES), [{"amount": amount, "at": at} for amount, at in rows])
        back = work.all(select(VALUES))
        VALUES.drop(work.connection)
        return back

    back = Database(database_url, clock).write_now(there_and_back)
    assert sorted(map(repr, back)) == sorted(repr((amount, at.astimezone(UTC))) for amount, at in rows)


async def test_an_instant_without_a_zone_is_refused_and_harms_nobody(database, clock):
    naive = insert(FACTS).values(name="a", value="1", learned_at=clock.now().replace(tzinfo=None))
    ends = await asyncio.gather(
        database.write(fact("before")),
        database.write(lambda work: work.execute(naive)),
        database.write(fact("after")),
        return_exceptions=True,
    )
    assert [type(end) for end in ends] == [type(None), StatementError, type(None)]
    assert set(await database.read(known)) == {"before", "after"}
