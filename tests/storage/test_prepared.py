"""Statements that are built once go straight to the driver: nothing but the time they take may tell."""

import gc
import pkgutil
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    Integer,
    LargeBinary,
    String,
    Text,
    Time,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError, IntegrityError, MultipleResultsFound, StatementError

import storage.tables
from storage import prepared
from storage.columns import METADATA, Exact, Instant, Key
from storage.prepared import LONGEST
from storage.tables.facts import FACTS
from storage.work import Database
from tests.storage.facts import fact, known

for module in pkgutil.iter_modules(storage.tables.__path__, "storage.tables."):
    import_module(module.name)

AT = datetime(2026, 10, 30, 1, 55, 0, 120, tzinfo=UTC)
SAMPLES = {
    **dict.fromkeys((Key, String, Text), "ท"),
    **dict.fromkeys((Integer, BigInteger), 7),
    Boolean: True,
    LargeBinary: b"\x00\xff",
    Date: AT.date(),
    Time: AT.time(),
    Instant: AT,
    Exact: Decimal("12345678.120"),
}
ADD = insert(FACTS)
RENAME = update(FACTS).where(FACTS.c.name == bindparam("key")).values(name=bindparam("name"))
BY_VALUE = select(FACTS).where(FACTS.c.value == bindparam("value")).order_by(FACTS.c.name)


def row_of(table, filled):
    """A row with something in every column, or in those only that must have it."""
    named = [column for column in table.columns if filled or not column.nullable]
    return {column.name: SAMPLES[type(column.type)] for column in named}


def without_foreign_keys(work):
    """Until the transaction ends, which is rolled back."""
    if work.connection.dialect.name == "sqlite":
        work.connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    else:
        work.connection.exec_driver_sql("SET LOCAL session_replication_role = replica")


class Enough(Exception):
    """Ends a deed that is to leave nothing."""


async def test_both_ways_write_and_find_the_same_in_every_table(database):
    def both_ways(work):
        without_foreign_keys(work)
        for table in METADATA.sorted_tables:
            for filled in (True, False):
                there_and_back(work, table, row_of(table, filled))
        raise Enough

    with pytest.raises(Enough):
        await database.write(both_ways)


def there_and_back(work, table, row):
    """Three times: the first run of a statement is SQLAlchemy's own."""
    add, find = insert(table), select(table)
    work.execute(table.delete())
    found = []
    for _ in range(3):
        assert work.change(add, row) == 1
        found += [work.execute(select(table)).all(), work.all(find)]
        work.execute(table.delete())
    assert found[0][0]._mapping.items() >= row.items(), table
    assert all((repr(each), each[0]._fields) == (repr(found[0]), found[0][0]._fields) for each in found), table
    assert [type(value) for value in found[-1][0]] == [type(value) for value in found[0][0]], table


async def test_a_statement_is_prepared_when_it_is_run_again(database):
    statement = select(func.count()).select_from(FACTS)

    def first_and_second(work):
        dialect = work.connection.dialect
        return [prepared.prepared(statement, dialect, None) is None for _ in range(3)]

    assert await database.read(first_and_second) == [True, False, False]


async def test_a_passing_statement_is_not_kept(database):
    def passing(work):
        gc.collect()
        before = len(prepared._runs)
        for number in range(50):
            work.all(select(FACTS).where(FACTS.c.name == str(number)))
        gc.collect()
        return len(prepared._runs) - before

    assert await database.read(passing) <= 1


async def test_many_rows_go_in_one_by_one_or_together(database):
    def three_times_two(work):
        for number in range(3):
            rows = [{"name": f"{number}.{n}", "value": str(n), "learned_at": work.now} for n in range(2)]
            work.change(ADD, rows)
        return [work.change(RENAME, {"key": f"{number}.0", "name": f"{number}.2"}) for number in (0, 1, 2, 9)]

    assert await database.write(three_times_two) == [1, 1, 1, 0]
    assert set(await database.read(known)) == {f"{number}.{n}" for number in range(3) for n in (1, 2)}


async def test_a_list_within_a_statement_may_be_of_any_length(database):
    for name in "abc":
        await database.write(fact(name, name * 2))
    by_names = select(FACTS.c.name).where(FACTS.c.name.in_(bindparam("names", expanding=True)), FACTS.c.value < "cc")
    two_lists = by_names.where(FACTS.c.value.in_(("aa", "cc", "dd"))).order_by(FACTS.c.name)
    all_but = select(FACTS.c.name).where(FACTS.c.name.not_in(bindparam("names", expanding=True)))
    statements = (by_names, two_lists, all_but)

    def ask(work):
        lengths = [["a"], ["a", "b"], ["c", "b", "a"], ["a", "c"], [], ["b"] * (LONGEST + 1)] * 3
        found = [work.all(statement, {"names": names}) for statement in statements for names in lengths]
        by_hand = [work.execute(statement, {"names": names}).all() for statement in statements for names in lengths]
        assert found == by_hand
        return [len(rows) for rows in found]

    assert await database.read(ask) == [1, 2, 2, 1, 0, 1] * 3 + [1, 1, 1, 1, 0, 0] * 3 + [2, 1, 0, 1, 3, 2] * 3


async def test_a_taken_key_is_the_same_error_each_time(database):
    await database.write(fact("a"))

    def again(work):
        work.change(ADD, {"name": "a", "value": "1", "learned_at": work.now})

    faults = []
    for _ in range(3):
        with pytest.raises(IntegrityError) as raised:
            await database.write(again)
        faults.append((type(raised.value.orig), raised.value.statement))
    assert len(set(faults)) == 1
    await database.write(fact("b"))


async def test_a_value_that_its_column_refuses_is_the_same_error_each_time(database):
    naive = {"name": "a", "value": "1", "learned_at": AT.replace(tzinfo=None)}
    for _ in range(3):
        with pytest.raises(StatementError, match="time zone"):
            await database.write(lambda work: work.change(ADD, naive))


async def test_a_missing_value_is_the_same_error_each_time(database):
    for _ in range(3):
        with pytest.raises(StatementError, match="value"):
            await database.read(lambda work: work.all(BY_VALUE, {}))


async def test_two_rows_where_one_was_meant_are_a_fault_each_time(database):
    for name in "ab":
        await database.write(fact(name))
    for _ in range(3):
        with pytest.raises(MultipleResultsFound):
            await database.read(lambda work: work.one(BY_VALUE, {"value": "1"}))


async def test_a_connection_that_is_lost_is_given_up_and_the_next_deed_has_another(postgresql_url, clock):
    database = Database(postgresql_url, clock)
    await database.start()

    def cut_off(work):
        pid = work.scalar(select(func.pg_backend_pid()))
        database.write_now(lambda beside: beside.scalar(select(func.pg_terminate_backend(pid))))
        work.all(BY_VALUE, {"value": "1"})

    for _ in range(3):
        with pytest.raises(DBAPIError) as raised:
            await database.write(cut_off)
        assert raised.value.connection_invalidated
        assert await database.write(lambda work: work.all(BY_VALUE, {"value": "1"})) == []
    await database.stop()


async def test_an_instant_is_found_by_what_it_is_compared_with(database):
    before = select(FACTS.c.name).where(FACTS.c.learned_at < bindparam("at"))
    await database.write(fact("a"))

    def ask(work):
        return [len(work.all(before, {"at": work.now + timedelta(seconds=n)})) for n in (-1, 0, 1, -1, 0, 1)]

    assert await database.read(ask) == [0, 0, 1, 0, 0, 1]
