"""Floor R2: job 2 written by hand for speed alone. Run as `python -m bench.floor_pushes PORT FILE SINK`.

POST /push/N makes N durable rows with their retry keys, claims them 200 at a time, posts each, and marks together what
was sent while the last commit ran.
"""

import asyncio
import json
import sys
import uuid
from collections.abc import Callable
from typing import Any

import aiohttp
import uvicorn

from bench.keys import LINE_TOKEN
from bench.writer import Writer

TOGETHER, AT_ONCE = 200, 240
"""Rows in one claim; calls under way."""
TABLES = """
CREATE TABLE outbox (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, address TEXT NOT NULL, body TEXT NOT NULL,
                     state TEXT NOT NULL);
CREATE INDEX waiting ON outbox (state);
"""
MAKE = "INSERT INTO outbox VALUES (NULL, ?, ?, ?, 'waiting')"
CLAIM = f"""UPDATE outbox SET state = 'claimed' WHERE id IN
            (SELECT id FROM outbox WHERE state = 'waiting' ORDER BY id LIMIT {TOGETHER})
            RETURNING key, address, body, id"""
MARK = "UPDATE outbox SET state = 'sent' WHERE id = ?"


class Floor:
    """One bare ASGI application."""

    def __init__(self, file: str, sink_url: str) -> None:
        self._writer = Writer(file, TABLES)
        self._url = f"{sink_url}/line/v2/bot/message/push"
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._sent: list[tuple[int]] = []
        self._going: set[asyncio.Task[None]] = set()
        self._marking: asyncio.Task[None] | None = None

    async def __call__(self, scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if scope["path"].startswith("/push/"):
            await self._push(int(scope["path"].rpartition("/")[2]))
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    async def _live(self, receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        await receive()
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=256))
        owner = asyncio.create_task(self._writer.own())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        owner.cancel()
        await self._session.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _push(self, many: int) -> None:
        """Returns when all are marked."""
        db, write = self._writer.db, self._writer.write
        for start in range(0, many, TOGETHER):
            rows = [(str(uuid.uuid4()), f"U{start + each:032x}", "News for everybody.") for each in range(TOGETHER)]
            await write(lambda rows=rows[: many - start]: db.executemany(MAKE, rows))
        while rows := await write(lambda: db.execute(CLAIM).fetchall()):
            for row in rows:
                await self._gate.acquire()
                task = asyncio.create_task(self._post(*row))
                self._going.add(task)
                task.add_done_callback(self._going.discard)
        while self._going or self._marking:
            await asyncio.wait([*self._going, *([self._marking] if self._marking else [])])

    async def _post(self, key: str, address: str, text: str, number: int) -> None:
        body = json.dumps({"to": address, "messages": [{"type": "text", "text": text}]}).encode()
        headers = {"Authorization": f"Bearer {LINE_TOKEN}", "Content-Type": "application/json", "X-Line-Retry-Key": key}
        async with self._session.post(self._url, data=body, headers=headers) as answer:
            await answer.read()
        self._gate.release()
        self._sent.append((number,))
        self._marking = self._marking or asyncio.create_task(self._mark())

    async def _mark(self) -> None:
        while self._sent:
            sent, self._sent = self._sent, []
            await self._writer.write(lambda sent=sent: self._writer.db.executemany(MARK, sent))
        self._marking = None


if __name__ == "__main__":
    port, file, sink_url = sys.argv[1:]
    uvicorn.run(
        Floor(file, sink_url), port=int(port), loop="uvloop", http="httptools", log_config=None, access_log=False
    )
