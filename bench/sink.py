"""What LINE and Telegram answer, as cheaply as can be: nothing is checked, everything is counted.

`limits` are the stand-ins' own rates, where they are on; `latency` the seconds that each answer takes.
"""

import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, cast

import httptools

from bot.clock import SystemClock
from bot.demo.line import rates as line_rates
from bot.demo.telegram import rates as telegram_rates

BASIC_ID = {"basicId": "@bench", "userId": "U" + 32 * "b", "displayName": "bench"}
BOT = {"id": 700000001, "is_bot": True, "first_name": "bench", "username": "bench_bot"}


@dataclass
class Sink:
    """Both platforms' servers. `said`: the last words on LINE to each; `cards`: Telegram's with buttons."""

    counts: Counter[str] = field(default_factory=Counter)
    said: dict[str, bytes] = field(default_factory=dict)
    cards: list[tuple[str, int, bytes]] = field(default_factory=list)
    last_call: float = 0.0
    latency: float = 0.0
    limits: "Limits | None" = None
    _awaited: dict[str, tuple[str, asyncio.Future[float]]] = field(default_factory=dict)
    _number: int = 1000

    def expect(self, token: str, address: str) -> asyncio.Future[float]:
        """The moment (perf_counter) at which the answer to this token arrives here."""
        self._awaited[token] = (address, asyncio.get_running_loop().create_future())
        return self._awaited[token][1]

    async def quiet(self, seconds: float = 0.3) -> None:
        """Return when nothing has come for so long."""
        while (left := self.last_call + seconds - time.perf_counter()) > 0:
            await asyncio.sleep(left)

    def answer(self, path: str, body: bytes) -> tuple[int, object]:
        """Status and JSON that the platform would answer."""
        self.last_call = time.perf_counter()
        method = path.rpartition("/")[2]
        refused = self.limits.refusal(method, body) if self.limits else None
        if refused is not None:
            self.counts["refused"] += 1
            return 429, refused
        self._number += 1
        self.counts[method] += 1
        return 200, self._accepted(method, body)

    def _accepted(self, method: str, body: bytes) -> object:
        match method:
            case "reply":
                self._arrived(json.loads(body)["replyToken"], body)
                return {"sentMessages": [{"id": str(self._number), "quoteToken": "q"}]}
            case "push":
                self.said[json.loads(body)["to"]] = body
                return {"sentMessages": [{"id": str(self._number), "quoteToken": "q"}]}
            case "sendMessage" | "editMessageText":
                return {"ok": True, "result": self._shown(method, json.loads(body), body)}
            case "answerCallbackQuery":
                self._arrived(json.loads(body)["callback_query_id"], b"")
                return {"ok": True, "result": True}
            case "getMe":
                return {"ok": True, "result": BOT}
        return BASIC_ID

    def _arrived(self, token: str, body: bytes) -> None:
        address, future = self._awaited.pop(token, ("", None))
        if future is not None:
            future.set_result(self.last_call)
        if body:
            self.said[address] = body

    def _shown(self, method: str, sent: dict[str, Any], body: bytes) -> dict[str, Any]:
        chat = int(sent["chat_id"])
        number = int(sent.get("message_id", self._number))
        if method == "sendMessage" and b"callback_data" in body:
            self.cards.append((str(chat), number, body))
        about = {"id": chat, "type": "private", "first_name": "x"}
        return {"message_id": number, "date": int(time.time()), "chat": about, "from": BOT, "text": sent["text"]}


class Limits:
    """How often each platform lets us speak: LINE's calls a second, Telegram's messages over all chats and in one."""

    def __init__(self) -> None:
        clock = SystemClock()
        self._now = clock.now
        self._line, self._telegram = line_rates.Rates(clock, on=True), telegram_rates.Rates()

    def refusal(self, method: str, body: bytes) -> object | None:
        """What is answered to one call too many."""
        if method in ("reply", "push"):
            taken = self._line.take(method, line_rates.USUAL)
            return None if taken else {"message": "The API rate limit has been exceeded. Try again later."}
        if method not in ("sendMessage", "editMessageText"):
            return None
        wait = self._telegram.wait(int(json.loads(body)["chat_id"]), self._now())
        wish = {"retry_after": wait}
        return (
            {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": wish} if wait else None
        )


class _Connection(asyncio.Protocol):
    """One kept-alive HTTP connection."""

    def __init__(self, sink: Sink) -> None:
        self._sink, self._parser = sink, httptools.HttpRequestParser(self)
        self._url, self._body = b"", b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_message_begin(self) -> None:
        self._url = self._body = b""

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        status, said = self._sink.answer(self._url.decode(), self._body)
        content = json.dumps(said).encode()
        head = b"HTTP/1.1 %d X\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % (status, len(content))
        if self._sink.latency:
            asyncio.get_running_loop().call_later(self._sink.latency, self._transport.write, head + content)
        else:
            self._transport.write(head + content)


async def listening(sink: Sink) -> tuple[asyncio.Server, str]:
    """The sink on a free port of this machine, and its address."""
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(sink), "127.0.0.1", 0)
    return server, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
