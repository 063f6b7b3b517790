"""The floor: job 1 written by hand for speed alone, without a feature. Run as `python -m bench.floor PORT FILE SINK`.

Verify, read, event seen once, state, outbox, one durable commit shared by what arrived together, 200; then the answer
posted and marked. What the product takes longer than this is the price of what it can do.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import sqlite3
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import aiohttp
import uvicorn

from bench.keys import LINE_SECRET, LINE_TOKEN, TELEGRAM_SECRET, TELEGRAM_TOKEN

SHARED = 64
TABLES = """
CREATE TABLE seen (key TEXT PRIMARY KEY);
CREATE TABLE state (person TEXT PRIMARY KEY, step INTEGER NOT NULL, data TEXT NOT NULL);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, address TEXT NOT NULL, token TEXT NOT NULL, body TEXT NOT NULL,
                     state TEXT NOT NULL);
"""
Row = tuple[int, str, str, str]


class Floor:
    """One bare ASGI application."""

    def __init__(self, file: str, sink_url: str) -> None:
        self._db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.executescript(TABLES)
        self._reply = f"{sink_url}/line/v2/bot/message/reply"
        self._telegram = f"{sink_url}/telegram/bot{TELEGRAM_TOKEN}/"
        self._committer = ThreadPoolExecutor(1)
        self._asked: asyncio.Queue[tuple[Callable[[], Any], asyncio.Future[Any]]] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        body = b""
        while (part := await receive())["type"] == "http.request":
            body += part["body"]
            if not part["more_body"]:
                break
        status = await self._hear(scope["path"], dict(scope["headers"]), body)
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    async def _live(self, receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        await receive()
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=256))
        self._owner = asyncio.create_task(self._own())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._owner.cancel()
        await self._session.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _hear(self, path: str, headers: dict[bytes, bytes], body: bytes) -> int:
        if path == "/line/webhook":
            right = base64.b64encode(hmac.digest(LINE_SECRET.encode(), body, hashlib.sha256))
            if not hmac.compare_digest(headers.get(b"x-line-signature", b""), right):
                return 401
            event = json.loads(body)["events"][0]
            words = (event["source"]["userId"], event["replyToken"], event["webhookEventId"])
            row = await self._write(lambda: self._step(*words))
            self._later(self._answer_line(row))
        elif path == "/telegram/webhook":
            if not hmac.compare_digest(headers.get(b"x-telegram-bot-api-secret-token", b""), TELEGRAM_SECRET.encode()):
                return 401
            update = json.loads(body)
            query = update["callback_query"]
            words = (str(query["from"]["id"]), query["id"], str(update["update_id"]))
            row = await self._write(lambda: self._step(*words))
            self._later(self._answer_telegram(row))
        return 200

    def _step(self, person: str, token: str, key: str) -> Row:
        self._db.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,))
        found = self._db.execute("SELECT step FROM state WHERE person = ?", (person,)).fetchone()
        step = found[0] + 1 if found else 1
        self._db.execute("INSERT OR REPLACE INTO state VALUES (?, ?, ?)", (person, step, '{"value": 85}'))
        body = f"Step {step}: is that right?"
        values = (person, token, body)
        made = self._db.execute("INSERT INTO outbox VALUES (NULL, ?, ?, ?, 'waiting')", values)
        return made.lastrowid or 0, person, token, body

    async def _answer_line(self, row: Row) -> None:
        number, _, token, text = row
        actions = [{"type": "postback", "label": label, "data": label, "displayText": label} for label in ("yes", "no")]
        quick = {"items": [{"type": "action", "action": action} for action in actions]}
        message = {"type": "text", "text": text, "quickReply": quick}
        body = json.dumps({"replyToken": token, "messages": [message]}).encode()
        headers = {"Authorization": f"Bearer {LINE_TOKEN}", "Content-Type": "application/json"}
        async with self._session.post(self._reply, data=body, headers=headers) as answer:
            await answer.read()
        await self._write(lambda: self._db.execute("UPDATE outbox SET state = 'sent' WHERE id = ?", (number,)))

    async def _answer_telegram(self, row: Row) -> None:
        number, address, query, text = row
        await self._call("answerCallbackQuery", {"callback_query_id": query, "text": text})
        await self._call("sendMessage", {"chat_id": int(address), "text": text})
        await self._write(lambda: self._db.execute("UPDATE outbox SET state = 'sent' WHERE id = ?", (number,)))

    async def _call(self, method: str, values: dict[str, Any]) -> None:
        headers = {"Content-Type": "application/json"}
        async with self._session.post(self._telegram + method, data=json.dumps(values), headers=headers) as answer:
            await answer.read()

    def _later(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _write(self, deed: Callable[[], Any]) -> Any:
        future = asyncio.get_running_loop().create_future()
        self._asked.put_nowait((deed, future))
        return await future

    async def _own(self) -> None:
        """Statements on the loop, COMMIT on a thread."""
        loop = asyncio.get_running_loop()
        while True:
            batch = [await self._asked.get()]
            while len(batch) < SHARED and not self._asked.empty():
                batch.append(self._asked.get_nowait())
            self._db.execute("BEGIN IMMEDIATE")
            results = [deed() for deed, _ in batch]
            await loop.run_in_executor(self._committer, self._db.execute, "COMMIT")
            for (_, future), result in zip(batch, results, strict=True):
                future.set_result(result)


if __name__ == "__main__":
    port, file, sink_url = sys.argv[1:]
    floor = Floor(file, sink_url)
    uvicorn.run(floor, port=int(port), loop="uvloop", http="httptools", log_config=None, access_log=False)
