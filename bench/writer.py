"""The floors' SQLite, as durable as the product's: what arrives together shares a commit."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

SHARED = 64


class Writer:
    """One connection: statements on the loop, COMMIT on a thread, while `own` runs."""

    def __init__(self, file: str, tables: str) -> None:
        self.db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=FULL")
        self.db.executescript(tables)
        self._committer = ThreadPoolExecutor(1)
        self._asked: asyncio.Queue[tuple[Callable[[], Any], asyncio.Future[Any]]] = asyncio.Queue()

    async def write(self, deed: Callable[[], Any]) -> Any:
        """What the deed gives, once it is on the disk."""
        future = asyncio.get_running_loop().create_future()
        self._asked.put_nowait((deed, future))
        return await future

    async def own(self) -> None:
        """Do what is asked, for ever."""
        loop = asyncio.get_running_loop()
        while True:
            batch = [await self._asked.get()]
            while len(batch) < SHARED and not self._asked.empty():
                batch.append(self._asked.get_nowait())
            self.db.execute("BEGIN IMMEDIATE")
            results = [deed() for deed, _ in batch]
            await loop.run_in_executor(self._committer, self.db.execute, "COMMIT")
            for (_, future), result in zip(batch, results, strict=True):
                future.set_result(result)
