"""Webhooks: verify the raw bytes; each event once, all its rows in one transaction; 200 after the commit."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.clock import Clock
from bot.dispatch import Answered, Dispatch
from bot.faults import where
from bot.parcels import Ready
from bot.platforms.port import Platform, RawEvent
from bot.sorry import Sorry
from messages.incoming import Heard, Pressed
from storage import questions_asked
from storage.tables import inbox
from storage.work import Database, Work

_log = structlog.get_logger("receive")
LANE = "parked"
LARGEST = 2 * 1024 * 1024
TOGETHER = 100
"""Events of one request that are heard before it is answered: LINE waits two seconds, and may send thousands."""
PATIENCE_SECONDS = 10.0
"""For a body to come in: a platform sends it at once, whoever drips it in is none."""


@dataclass(kw_only=True)
class Receiver:
    """Hears the events of every platform; `send` takes each answer as soon as it is committed. `heard`: when a platform
    was heard last, since this process began."""

    database: Database
    clock: Clock
    dispatch: Dispatch
    send: Callable[[Ready], None]
    patience: float = PATIENCE_SECONDS
    presses: set[asyncio.Task[None]] = field(default_factory=set)
    heard: dict[str, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sorry = Sorry(clock=self.clock, texts=self.dispatch.texts, language=self.dispatch.language)

    async def webhook(self, platform: Platform, request: Request) -> Response:
        """401 for a wrong signature, 413 for too much, 408 for too slow, 400 for what is no request of the platform;
        else 200 or 500."""
        try:
            async with asyncio.timeout(self.patience):
                body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        except TimeoutError:
            return Response(status_code=408, headers={"Connection": "close"})
        if body is None:
            return Response(status_code=413)
        if not platform.verify(request.headers, body):
            return Response(status_code=401)
        try:
            events = platform.split(body)
        except ValueError:
            return Response(status_code=400)
        return Response(status_code=200 if await self.take(platform, events) else 500)

    async def take(self, platform: Platform, events: Sequence[RawEvent]) -> bool:
        """Events that are surely the platform's. Whether all of them are safely stored."""
        self.heard[platform.name] = self.clock.now()
        if len(events) > TOGETHER:
            return await self._keep_all(platform, events)
        return all(await asyncio.gather(*(self._hear(platform, event) for event in events)))

    async def _hear(self, platform: Platform, event: RawEvent) -> bool:
        """Whether the event is safely stored: done, or parked with its body."""
        heard, answered, kept = None, Answered(), True
        try:
            heard = read = platform.read(event, self.clock.now())
            heard = self._sorry.answerable(read)
            answered = await self.database.write(lambda work: self._once(work, event, heard), chat=event.chat)
            self._sorry.stored(read)
        except Exception as fault:
            kept = await self._park(platform, event, fault)
        if heard is not None and not kept and self._sorry.is_due(event.chat, heard):
            self._begin(self._sorry.say(platform, heard))
        if answered.begun is not None:
            self.send(answered.begun)
        if heard is not None and isinstance(heard.what, Pressed) and heard.what.query:
            self._begin(platform.answer_press(heard.what.query, answered.notice))
        if heard is not None and answered.spent:
            self._begin(platform.take_buttons(heard.address, answered.spent))
        if heard is not None and answered.worded:
            self._begin(self._take_buttons(platform, heard.address, answered.worded))
        return kept

    async def _keep_all(self, platform: Platform, events: Sequence[RawEvent]) -> bool:
        """More than can be heard while the platform waits: kept at once, heard right after by the lane of parked ones,
        in the order of their keys, which on either platform is that of their making."""
        kept = [(event.key, event.chat, event.body.decode("utf-8", "replace")) for event in events]
        try:
            await self.database.write(
                lambda work: inbox.park_all(work, kept, work.now) or work.wake.add(LANE), chat=platform.name
            )
        except Exception as fault:
            _log.error("events refused", platform=platform.name, fault=type(fault).__name__, where=where(fault))
            return False
        return True

    async def _take_buttons(self, platform: Platform, address: str, mark: str) -> None:
        """Off every message that asked the question whose buttons begin so."""
        asked = await self.database.read(lambda work: questions_asked.asked_as(work, platform.name, address, mark))
        for message in asked:
            await platform.take_buttons(address, message)

    def _once(self, work: Work, event: RawEvent, heard: Heard | None) -> Answered:
        if not inbox.first_time(work, event.key, event.chat, work.now) or heard is None:
            return Answered()
        return self.dispatch.hear(work, heard)

    async def _park(self, platform: Platform, event: RawEvent, fault: Exception) -> bool:
        _log.error("event parked", platform=platform.name, fault=type(fault).__name__, where=where(fault))
        body = event.body.decode("utf-8", "replace")
        try:
            await self.database.write(
                lambda work: inbox.park(work, event.key, event.chat, body, work.now) and work.wake.add(LANE),
                chat=event.chat,
            )
        except Exception as worse:
            _log.error("event refused", platform=platform.name, fault=type(worse).__name__)
            return False
        return True

    def _begin(self, call: Coroutine[Any, Any, None]) -> None:
        """What is no row of the outbox, for it may be lost."""
        task = asyncio.create_task(call)
        self.presses.add(task)
        task.add_done_callback(self.presses.discard)


async def _body(request: Request) -> bytes | None:
    """None for too much. Raises ClientDisconnect for a body that breaks off."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)
