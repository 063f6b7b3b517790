"""The floor: job 1 written by hand for speed alone, without a feature. Run as `python -m bench.floor PORT FILE SINK`.

Verify, read, event seen once, state, outbox, one durable commit shared by what arrived together, 200; then the answer
posted and marked. What the product takes longer than this is the price of what it can do.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import sys
from collections.abc import Callable
from typing import Any

import aiohttp
import uvicorn

from bench.keys import LINE_SECRET, LINE_TOKEN, TELEGRAM_SECRET, TELEGRAM_TOKEN
from bench.writer import Writer

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
        self._writer = Writer(file, TABLES)
        self._db, self._write = self._writer.db, self._writer.write
        self._reply = f"{sink_url}/line/v2/bot/message/reply"
        self._telegram = f"{sink_url}/telegram/bot{TELEGRAM_TOKEN}/"
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
        self._owner = asyncio.create_task(self._writer.own())
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


if __name__ == "__main__":
    port, file, sink_url = sys.argv[1:]
    floor = Floor(file, sink_url)
    uvicorn.run(floor, port=int(port), loop="uvloop", http="httptools", log_config=None, access_log=False)
