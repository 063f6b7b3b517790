"""Deeds on SQLite: one task owns the one write connection, and deeds that arrive together share its commit."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError

T = TypeVar("T")

SHARED = 64
"""Deeds in one commit, at most."""
READERS = 2
"""Threads, and connections, for reading."""
STATEMENTS = 500
"""That a connection keeps compiled: more than there are."""
PATIENCE = 30_000
"""Milliseconds to wait for another process's writer; the server then says so in its log and waits again."""

_LOG = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class _Asked(Generic[T]):
    deed: Callable[[Connection], T]
    committed: Callable[[T], None]
    answer: asyncio.Future[T]


@dataclass(slots=True, kw_only=True)
class _Done:
    asked: _Asked[Any]
    result: Any = None
    fault: Exception | None = None


class OnSqlite:
    """The same ways as OnPostgresql: start, stop, write, read, write_now, read_now."""

    def __init__(self, url: str) -> None:
        self._writing = _engine(url, poolclass=NullPool)
        self._reading = _engine(url, "query_only=ON", poolclass=QueuePool, pool_size=READERS, max_overflow=0)
        self._queue: asyncio.Queue[_Asked[Any] | None] = asyncio.Queue()
        self._committer = ThreadPoolExecutor(1, thread_name_prefix="commit")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        self._connection: Connection | None = None
        self._owner: asyncio.Task[None] | None = None
        self._stopping = False

    async def start(self) -> None:
        await self._on_thread(self._connect)
        self._owner = asyncio.create_task(self._own(), name="sqlite writer")

    async def stop(self) -> None:
        self._stopping = True
        self._queue.put_nowait(None)
        if self._owner:
            with suppress(asyncio.CancelledError):
                await self._owner
        await self._on_thread(self._disconnect)
        self._committer.shutdown()
        self._readers.shutdown()
        self._reading.dispose()

    async def write(self, deed: Callable[[Connection], T], committed: Callable[[T], None], chat: str | None) -> T:
        """`chat` makes no difference here: all deeds are done in the order of asking."""
        if self._stopping or not self._owner or self._owner.done():
            raise RuntimeError("the database is not running")
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait(_Asked(deed=deed, committed=committed, answer=answer))
        return await answer

    async def read(self, question: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, question)

    def write_now(self, deed: Callable[[Connection], T]) -> T:
        with self._writing.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            result = deed(connection)
            connection.commit()
            return result

    def read_now(self, question: Callable[[Connection], T]) -> T:
        with self._reading.connect() as connection:
            connection.exec_driver_sql("BEGIN DEFERRED")
            return question(connection)

    async def _own(self) -> None:
        while batch := await self._next():
            await self._do_together(batch)

    async def _next(self) -> list[_Asked[Any]]:
        """What has arrived, in its order; empty: stop."""
        first = await self._queue.get()
        batch = [first] if first else []
        while batch and len(batch) < SHARED and not self._queue.empty():
            following = self._queue.get_nowait()
            if following is None:
                self._queue.put_nowait(None)
                break
            batch.append(following)
        return batch

    async def _do_together(self, batch: list[_Asked[Any]]) -> None:
        try:
            connection = await self._begin()
            done = [_do(asked, connection) for asked in batch if not asked.answer.cancelled()]
            await self._on_thread(_handle(connection).execute, "COMMIT")
        except Exception as fault:
            await self._on_thread(self._disconnect)
            if len(batch) == 1:
                _answer(_Done(asked=batch[0], fault=fault))
                return
            for asked in batch:
                await self._do_together([asked])
        else:
            for each in done:
                _answer(each)

    async def _begin(self) -> Connection:
        connection = self._connection or await self._on_thread(self._connect)
        try:
            _handle(connection).execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as fault:
            if not _is_busy(fault):
                raise
            await self._on_thread(self._begin_patiently, _handle(connection))
        return connection

    def _begin_patiently(self, handle: sqlite3.Connection) -> None:
        handle.execute(f"PRAGMA busy_timeout={PATIENCE}")
        while not handle.in_transaction:
            try:
                handle.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as fault:
                if self._stopping or not _is_busy(fault):
                    raise
                _LOG.warning("another process has held the database's write lock for %d s", PATIENCE // 1000)
        handle.execute("PRAGMA busy_timeout=0")

    def _connect(self) -> Connection:
        """The owner begins and commits by hand, and hears at once that another process writes: the loop never waits."""
        self._connection = self._writing.connect()
        self._connection.begin()
        _handle(self._connection).execute("PRAGMA busy_timeout=0")
        return self._connection

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            if not connection.invalidated:
                with suppress(sqlite3.Error):
                    # By itself SQLite ends the transaction only when the last cursor on it is gone.
                    _handle(connection).rollback()
            connection.invalidate()
            connection.close()

    async def _on_thread(self, function: Callable[..., T], *arguments: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._committer, function, *arguments)


def _do(asked: _Asked[Any], connection: Connection) -> _Done:
    """In a savepoint. Raises if the database ended the whole transaction: what follows would run outside of any."""
    handle = _handle(connection)
    handle.execute("SAVEPOINT deed")
    try:
        result = asked.deed(connection)
    except Exception as fault:
        if _ends_the_batch(fault) or not handle.in_transaction:
            raise
        handle.execute("ROLLBACK TO deed")
        handle.execute("RELEASE deed")
        return _Done(asked=asked, fault=fault)
    handle.execute("RELEASE deed")
    return _Done(asked=asked, result=result)


def _ends_the_batch(fault: Exception) -> bool:
    own = isinstance(fault, IntegrityError | sqlite3.IntegrityError)
    return isinstance(fault, DBAPIError | sqlite3.Error) and not own


def _answer(done: _Done) -> None:
    answer = done.asked.answer
    if done.fault is None:
        answer.get_loop().call_soon(done.asked.committed, done.result)
    if answer.cancelled():
        return
    if done.fault is None:
        answer.set_result(done.result)
    else:
        answer.set_exception(done.fault)


def _is_busy(fault: sqlite3.OperationalError) -> bool:
    return fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _handle(connection: Connection) -> sqlite3.Connection:
    handle = connection.connection.driver_connection
    assert isinstance(handle, sqlite3.Connection)
    return handle


def _engine(url: str, *pragmas: str, **options: Any) -> Engine:
    arguments = {"isolation_level": None, "check_same_thread": False, "cached_statements": STATEMENTS}
    engine = create_engine(url, connect_args=arguments, **options)

    @event.listens_for(engine, "connect")
    def prepare(handle: sqlite3.Connection, _: object) -> None:
        for pragma in (f"busy_timeout={PATIENCE}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", *pragmas):
            handle.execute(f"PRAGMA {pragma}")

    return engine
