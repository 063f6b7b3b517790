"""Where many tests begin: a deed on a fresh database is done once in a process, then its rows are put there again.

They are put as the driver gave them, below all of our own code; only the edition of what was imported is a new one, as
after every import.
"""

from collections.abc import Hashable, Sequence
from typing import Any

import psycopg

from storage import pledged
from storage.columns import METADATA
from storage.tables.quotas import QUOTAS
from storage.work import Deed, T, Work
from tests.asked import handle

_known: dict[tuple[str, Hashable], tuple[Any, dict[str, Sequence[Any]]]] = {}


def once(work: Work, what: Hashable, deed: Deed[T]) -> T:
    """The result of the deed, which does the same wherever it is called `what`, and adds rows only."""
    key = work.connection.dialect.name, what
    if key in _known:
        result, rows = _known[key]
        for table, those in rows.items():
            _put(work, table, those)
        pledged.changed(work)
        return result
    before = _everything(work)
    result = deed(work)
    rows = {table: [row for row in those if row not in before[table]] for table, those in _everything(work).items()}
    _known[key] = result, {table: those for table, those in rows.items() if those}
    return result


def _everything(work: Work) -> dict[str, Sequence[Any]]:
    """All rows, those that others point to first; but for what a server that runs reads by itself meanwhile."""
    return {table.name: _rows(work, table.name) for table in METADATA.sorted_tables if table is not QUOTAS}


def _rows(work: Work, table: str) -> Sequence[Any]:
    if work.connection.dialect.name == "sqlite":
        return handle(work).execute(f"SELECT * FROM {table}").fetchall()
    with _cursor(work).copy(f"COPY {table} TO STDOUT".encode()) as copied:
        return b"".join(bytes(part) for part in copied).splitlines(keepends=True)


def _put(work: Work, table: str, rows: Sequence[Any]) -> None:
    if work.connection.dialect.name == "sqlite":
        handle(work).executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        return
    with _cursor(work).copy(f"COPY {table} FROM STDIN".encode()) as copied:
        copied.write(b"".join(rows))


def _cursor(work: Work) -> psycopg.Cursor[Any]:
    connection = work.connection.connection.driver_connection
    assert isinstance(connection, psycopg.Connection)
    return connection.cursor()
