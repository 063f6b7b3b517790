"""One deed overtakes another at the very place where it hurts, every time: two transactions at once on PostgreSQL.

SQLite does one deed after the other; there the one that overtakes is simply first.
"""

import re
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import psycopg
from sqlalchemy import text

from storage.work import Database, Deed, Work

PATIENCE = 30.0
_WAITS = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


async def overtaken(database: Database, deed: Deed[Any], by: Deed[Any], *, before: str) -> tuple[Any, Any]:
    """What becomes of both: results, or what they raised.

    `by` is done just before the first statement of `deed` that `before` (a pattern) matches the beginning of: committed
    by then, or waiting until `deed` is.
    """
    if await database.read(lambda work: work.is_single):
        theirs = await _outcome(database, by)
        return await _outcome(database, deed), theirs
    begun: list[Future[Any]] = []

    def begin() -> None:
        if not begun:
            begun.append(_POOL.submit(database.write_now, by))
            _wait_for_it(database, begun[0])

    ours = await _outcome(database, _hooked(deed, re.compile(before, re.DOTALL), begin))
    assert begun, f"nothing began with {before!r}"
    return ours, begun[0].exception() or begun[0].result()


_POOL = ThreadPoolExecutor(1, thread_name_prefix="overtaking")


def _hooked(deed: Deed[Any], before: re.Pattern[str], begin: Callable[[], None]) -> Deed[Any]:
    def hooked(work: Work) -> Any:
        driver = work.connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        plain = driver.cursor_factory

        class Looking(plain):
            """Sees every statement, whichever way it went to the driver."""

            def execute(self, query: Any, *values: Any, **options: Any) -> Any:
                if before.match(str(query)):
                    begin()
                return super().execute(query, *values, **options)

            def executemany(self, query: Any, *values: Any, **options: Any) -> Any:
                if before.match(str(query)):
                    begin()
                return super().executemany(query, *values, **options)

        driver.cursor_factory = Looking
        try:
            return deed(work)
        finally:
            driver.cursor_factory = plain

    return hooked


def _wait_for_it(database: Database, other: Future[Any]) -> None:
    until = time.monotonic() + PATIENCE
    while not other.done() and not database.read_now(lambda work: work.scalar(_WAITS)):
        assert time.monotonic() < until
        time.sleep(0.002)


async def _outcome(database: Database, deed: Deed[Any]) -> Any:
    try:
        return await database.write(deed)
    except Exception as raised:
        return raised
