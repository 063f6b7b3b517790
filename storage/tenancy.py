"""Who serves a database: one process at a time, for it takes every claim that it finds there for its own.

The lock ends with its process, however that ends: on PostgreSQL it is a session's, on SQLite the kernel's on a file
beside the database. Everybody else may go on reading and writing.
"""

import fcntl
import os

from sqlalchemy import Connection, NullPool, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

SUFFIX = "-serving"

_TAKE = text("SELECT pg_try_advisory_lock(hashtextextended('thanwela serve', 0))")
_ASK = text("SELECT 1")
_NOTICE_THE_DEAD = tuple(
    text(f"SET tcp_keepalives_{name} = {value}") for name, value in (("idle", 10), ("interval", 5), ("count", 3))
)
"""A machine that lost its power closes no connection: the server asks, and frees the lock within half a minute."""


class Tenancy:
    """Of one process in one database. All of it waits in the caller's thread."""

    def __init__(self, url: str) -> None:
        place = make_url(url)
        self._kept = _ByFile(place.database) if place.get_backend_name() == "sqlite" else _BySession(url)

    def take(self) -> bool:
        """False while another process has it. Raises sqlalchemy.exc.DBAPIError if the database cannot be reached."""
        return self._kept.take()

    def keeps(self) -> bool:
        """Whether it is still ours, taken anew where the connection was lost. Raises as `take`."""
        return self._kept.keeps()

    def leave(self) -> None:
        """Free for the next; nothing happens where it was not ours."""
        self._kept.leave()


class _ByFile:
    def __init__(self, database: str | None) -> None:
        self._file = f"{database}{SUFFIX}"
        self._descriptor: int | None = None

    def take(self) -> bool:
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def keeps(self) -> bool:
        return self._descriptor is not None

    def leave(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class _BySession:
    def __init__(self, url: str) -> None:
        self._engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        self._connection: Connection | None = None

    def take(self) -> bool:
        connection = self._engine.connect()
        try:
            for setting in _NOTICE_THE_DEAD:
                connection.execute(setting)
            taken = bool(connection.execute(_TAKE).scalar())
        except DBAPIError:
            connection.close()
            raise
        if not taken:
            connection.close()
            return False
        self._connection = connection
        return True

    def keeps(self) -> bool:
        if self._connection is not None:
            try:
                self._connection.execute(_ASK)
            except DBAPIError:
                self.leave()
            else:
                return True
        return self.take()

    def leave(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
