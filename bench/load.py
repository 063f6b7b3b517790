"""People who write: signed webhooks over kept-alive connections, the next one when the answer has come."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, cast
from urllib.parse import urlsplit

from bench.keys import LINE_SECRET, TELEGRAM_SECRET
from bench.sink import BOT, Sink

PATIENCE_SECONDS = 20
_NUMBERS = count(1)


@dataclass(frozen=True, kw_only=True)
class Event:
    """A whole HTTP request of a platform; `token` is what its answer will name, `address` whose it is."""

    request: bytes
    token: str
    address: str


@dataclass
class Times:
    """Seconds from the first event to the last answer; of each event until its 200 and until its answer."""

    total: float = 0.0
    webhooks: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)


def line_typed(address: str, text: str) -> Event:
    """A text on LINE."""
    number = next(_NUMBERS)
    message = {"type": "text", "id": f"6{number:017d}", "quoteToken": "q3Plxr4AgKd", "markAsReadToken": "30yhdy232"}
    return _line(number, address, {"type": "message", "message": {**message, "text": text}})


def line_pressed(address: str, data: str) -> Event:
    """A press on a button on LINE."""
    return _line(next(_NUMBERS), address, {"type": "postback", "postback": {"data": data}})


def telegram_pressed(address: str, card: int, data: str) -> Event:
    """A press on a button under a card on Telegram."""
    number = next(_NUMBERS)
    person = {"id": int(address), "is_bot": False, "first_name": "Somying", "language_code": "th"}
    chat = {"id": int(address), "first_name": "Somying", "type": "private"}
    button = {"text": "approve", "callback_data": data}
    message = {"message_id": card, "from": BOT, "chat": chat, "date": int(time.time()), "text": "card"}
    message["reply_markup"] = {"inline_keyboard": [[button]]}
    query = {"id": f"438{number:016d}", "from": person, "message": message, "chat_instance": "-4411", "data": data}
    body = json.dumps({"update_id": 700000000 + number, "callback_query": query}).encode()
    header = f"X-Telegram-Bot-Api-Secret-Token: {TELEGRAM_SECRET}"
    return Event(request=_request("/telegram/webhook", header, body), token=query["id"], address=address)


class Crowd:
    """People at their phones, one connection each, opened before anything is measured."""

    def __init__(self, connections: Sequence["_Connection"], sink: Sink) -> None:
        self._connections, self._sink = connections, sink

    async def drive(self, events: Iterable[Event]) -> Times:
        """TimeoutError where no answer comes, RuntimeError for anything but 200."""
        left, times = iter(events), Times()
        begun = time.perf_counter()
        await asyncio.gather(*(self._person(connection, left, times) for connection in self._connections))
        times.total = time.perf_counter() - begun
        return times

    async def _person(self, connection: "_Connection", left: Iterator[Event], times: Times) -> None:
        for event in left:
            answered = self._sink.expect(event.token, event.address)
            begun = time.perf_counter()
            status = await connection.post(event.request)
            times.webhooks.append(time.perf_counter() - begun)
            if status != 200:
                raise RuntimeError(f"answered {status}")
            times.answers.append(await asyncio.wait_for(answered, PATIENCE_SECONDS) - begun)


def _line(number: int, address: str, deed: dict[str, Any]) -> Event:
    token = f"{number:032x}"
    about = {
        "webhookEventId": f"01{number:024d}",
        "deliveryContext": {"isRedelivery": False},
        "timestamp": int(time.time() * 1000),
        "source": {"type": "user", "userId": address},
        "replyToken": token,
        "mode": "active",
    }
    body = json.dumps({"destination": "U" + 32 * "b", "events": [deed | about]}).encode()
    signature = base64.b64encode(hmac.digest(LINE_SECRET.encode(), body, hashlib.sha256)).decode()
    return Event(
        request=_request("/line/webhook", f"X-Line-Signature: {signature}", body), token=token, address=address
    )


def _request(path: str, header: str, body: bytes) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: bench\r\n{header}\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


class _Connection(asyncio.Protocol):
    """Takes answers without a body only, as webhooks get them: a client for nothing else, and cheap."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        if not self._answered.done():
            self._answered.set_result(int(data[9:12]))

    async def post(self, request: bytes) -> int:
        self._answered: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return await asyncio.wait_for(self._answered, PATIENCE_SECONDS)


@asynccontextmanager
async def crowd(url: str, sink: Sink, people: int) -> AsyncGenerator[Crowd]:
    """That many people, connected to the server at `url`."""
    port, loop = urlsplit(url).port or 80, asyncio.get_running_loop()
    made = [await loop.create_connection(_Connection, "127.0.0.1", port) for _ in range(people)]
    # The server accepts in its own time: that is not to be counted.
    await asyncio.sleep(0.2)
    try:
        yield Crowd([connection for _, connection in made], sink)
    finally:
        for transport, _ in made:
            transport.close()
