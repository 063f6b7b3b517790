"""What SQLite is asked, as it says itself: whichever way a statement went to it."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from storage.work import Work


def handle(work: Work) -> sqlite3.Connection:
    """SQLite's own connection below it."""
    connection = work.connection.connection.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    return connection


@contextmanager
def asked(work: Work) -> Generator[list[str]]:
    """The statements that run on this work's connection until the block ends, with their values in them."""
    said: list[str] = []
    handle(work).set_trace_callback(lambda statement: said.append(" ".join(statement.split())))
    try:
        yield said
    finally:
        handle(work).set_trace_callback(None)
