"""Deeds on PostgreSQL: each a transaction on a pooled thread, its chat locked first; one that lost a race runs anew."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import TypeVar
from weakref import WeakValueDictionary

import psycopg
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

T = TypeVar("T")

WRITERS = 6
"""Threads that write."""
READERS = 2
"""Threads that read; each thread of both kinds has a connection."""
TRIES = 5
"""How often one deed may lose against others before its caller hears of it."""

LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
"""Waits for whoever holds the lock of that name; ours until the transaction ends."""

_LOST_A_RACE = (
    psycopg.errors.SerializationFailure,
    psycopg.errors.DeadlockDetected,
    # Somebody made the same row after it was looked for: looked for once more, it is there.
    psycopg.errors.UniqueViolation,
)
PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""A server that is gone without a word is noticed in seconds, not minutes."""


class OnPostgresql:
    """The same ways as OnSqlite: start, stop, write, read, write_now, read_now.

    The chat's lock is an advisory one, because a chat's first event has no row yet to be locked.
    """

    def __init__(self, url: str) -> None:
        size = {"pool_size": WRITERS + READERS, "max_overflow": 0}
        self._engine = create_engine(url, **size, pool_pre_ping=True, connect_args=patience(url))
        self._reading = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._writers = ThreadPoolExecutor(WRITERS, thread_name_prefix="write")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        self._chats: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._running = False

    async def start(self) -> None:
        await self.read(lambda connection: connection.execute(text("SELECT 1")))
        self._running = True

    async def stop(self) -> None:
        self._running = False
        await asyncio.to_thread(self._writers.shutdown)
        await asyncio.to_thread(self._readers.shutdown)
        self._engine.dispose()

    async def write(self, deed: Callable[[Connection], T], committed: Callable[[T], None], chat: str | None) -> T:
        if not self._running:
            raise RuntimeError("the database is not running")
        loop = asyncio.get_running_loop()

        def run() -> T:
            result = self._write(deed, chat)
            loop.call_soon_threadsafe(committed, result)
            return result

        # Waiting here, not in the database, keeps a chat's order and its burst off the other chats' threads.
        turn = self._chats.setdefault(chat, asyncio.Lock()) if chat else nullcontext()
        async with turn:
            return await loop.run_in_executor(self._writers, run)

    async def read(self, question: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, question)

    def write_now(self, deed: Callable[[Connection], T]) -> T:
        return self._write(deed, None)

    def read_now(self, question: Callable[[Connection], T]) -> T:
        with self._reading.connect() as connection:
            return question(connection)

    def _write(self, deed: Callable[[Connection], T], chat: str | None) -> T:
        for _ in range(TRIES - 1):
            try:
                return self._write_once(deed, chat)
            except DBAPIError as fault:
                if not isinstance(fault.orig, _LOST_A_RACE):
                    raise
        return self._write_once(deed, chat)

    def _write_once(self, deed: Callable[[Connection], T], chat: str | None) -> T:
        with self._engine.begin() as connection:
            if chat:
                connection.execute(LOCK, {"name": chat})
            return deed(connection)


def patience(url: str) -> dict[str, int]:
    """PATIENCE, but for what the address itself says."""
    said = make_url(url).query
    return {name: value for name, value in PATIENCE.items() if name not in said}
