"""Webhooks out: signed, two seconds to answer, sent again when no 2xx came, and in every disorder that a test wants."""

import asyncio
import base64
import hashlib
import hmac
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import aiohttp
import msgspec

from bot.clock import Clock
from bot.demo.line.events import Events
from bot.demo.line.state import Json

Reason = Literal["OK", "COULD_NOT_CONNECT", "REQUEST_TIMEOUT", "ERROR_STATUS_CODE", "UNCLASSIFIED"]


@dataclass(slots=True)
class Policy:
    """How webhooks travel; tests and the page change it at any time.

    `copies` POSTs of everything, one after the other or `together`, none marked as a redelivery; up to `batch` waiting
    events share a POST; `shuffle` is the seed of a random generator that swaps neighbours; with `hold` events wait for
    `release()`; `drop` POSTs are lost on the way; `pauses` are the clock's seconds before each redelivery.
    """

    copies: int = 1
    together: bool = False
    batch: int = 1
    shuffle: int | None = None
    hold: bool = False
    drop: int = 0
    redelivery: bool = True
    pauses: tuple[float, ...] = (5, 30, 60, 180, 600)
    timeout: float = 2.0


@dataclass(frozen=True, slots=True)
class Posted:
    """How one POST went."""

    reason: Reason
    status: int = 0

    @property
    def arrived(self) -> bool:
        return self.reason == "OK"


class Delivery:
    """Takes events, sends them at once unless held, and goes on trying in the background.

    `ways`: where a public address is really found, for a machine without one. `active` is the console's switch "Use
    webhook"; `unclassified` makes the next tests fail without a reason.
    """

    def __init__(self, clock: Clock, events: Events, *, secret: str, bot_user_id: str, url: str) -> None:
        self.url = url
        self.ways: dict[str, str] = {}
        self.active, self.unclassified = True, False
        self.policy = Policy()
        self._clock, self._events = clock, events
        self._secret, self._bot_user_id = secret.encode(), bot_user_id
        self._waiting: list[Json] = []
        self._again: dict[asyncio.Task[None], datetime] = {}
        self._posting = 0
        self._world = 0
        self._changed = asyncio.Event()
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Give up what was still to be delivered, and close the connections."""
        tasks = list(self._again)
        self.reset()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def reset(self) -> None:
        """Forget what waits and what would be tried again; webhooks travel plainly again."""
        self.policy = Policy()
        self.active, self.unclassified = True, False
        self._world += 1
        self._waiting.clear()
        for task in self._again:
            task.cancel()

    def sign_with(self, secret: str) -> None:
        """The console has issued a new channel secret: the old one is dead at once."""
        self._secret = secret.encode()

    async def take(self, *events: Json) -> None:
        """Deliver; returns when the first attempt is over. With a batch, what is taken in one turn of the loop travels
        together, and whoever came later returns sooner: `settle` waits for all. While the webhook is off nothing is
        sent, then or later."""
        if not self.active:
            return
        if not self.policy.hold and self.policy.batch == 1:
            await self._deliver(list(events))
            return
        self._waiting.extend(events)
        await asyncio.sleep(0)
        if not self.policy.hold:
            await self.release()

    async def release(self) -> None:
        """Send all that waits, in the order and the batches of the policy."""
        events, self._waiting = self._waiting, []
        await self._deliver(events)

    async def verify(self, url: str = "") -> Posted:
        """What the console's Verify button does: a POST without events, to the webhook's address or another one."""
        if self.unclassified:
            return Posted("UNCLASSIFIED")
        return await self._post([], url)

    def next_due(self) -> datetime | None:
        """When the next redelivery falls due."""
        return min(self._again.values(), default=None)

    async def settle(self) -> None:
        """Wait until no POST is under way and no redelivery is due by the clock."""
        while self._posting or any(due <= self._clock.now() for due in self._again.values()):
            self._changed.clear()
            await self._changed.wait()

    async def _deliver(self, events: list[Json]) -> None:
        if self.policy.shuffle is not None:
            _swap_neighbours(events, random.Random(self.policy.shuffle))
        for start in range(0, len(events), self.policy.batch):
            await self._first_attempt(events[start : start + self.policy.batch])

    async def _first_attempt(self, events: list[Json]) -> None:
        world = self._world
        copies = [self._post(events) for _ in range(self.policy.copies)]
        posted = await asyncio.gather(*copies) if self.policy.together else [await copy for copy in copies]
        wanted = self.policy.redelivery and self.policy.pauses and world == self._world
        if wanted and not any(each.arrived for each in posted):
            self._try_again(events)

    def _try_again(self, events: list[Json]) -> None:
        redelivered = [event | {"deliveryContext": {"isRedelivery": True}} for event in events]
        first, *later = (timedelta(seconds=pause) for pause in self.policy.pauses)
        task = asyncio.create_task(self._redeliver(redelivered, self._clock.now() + first, later))
        self._again[task] = self._clock.now() + first
        task.add_done_callback(self._finished)

    async def _redeliver(self, events: list[Json], due: datetime, pauses: list[timedelta]) -> None:
        """Try at `due` and, as long as no 2xx comes, after each pause."""
        await self._clock.sleep_until(due)
        task = asyncio.current_task()
        while not (await self._post(events)).arrived and pauses and task is not None:
            self._again[task] = due = self._clock.now() + pauses.pop(0)
            await self._clock.sleep_until(due)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._again.pop(task, None)
        self._changed.set()

    async def _post(self, events: list[Json], url: str = "") -> Posted:
        if events and self.policy.drop > 0:
            self.policy.drop -= 1
            return Posted("COULD_NOT_CONNECT")
        for event in events:
            self._events.webhook_sent(event, self._clock.now())
        self._posting += 1
        try:
            body = msgspec.json.encode({"destination": self._bot_user_id, "events": events})
            return await self._send(self._found(url or self.url), body)
        finally:
            self._posting -= 1
            self._changed.set()

    def _found(self, url: str) -> str:
        for public, really in self.ways.items():
            if url.startswith(public):
                return really + url.removeprefix(public)
        return url

    async def _send(self, url: str, body: bytes) -> Posted:
        if self._session is None:
            self._session = aiohttp.ClientSession(headers={"User-Agent": "LineBotWebhook/2.0"})
        signature = base64.b64encode(hmac.digest(self._secret, body, hashlib.sha256)).decode()
        headers = {"content-type": "application/json; charset=utf-8", "x-line-signature": signature}
        timeout = aiohttp.ClientTimeout(total=self.policy.timeout)
        try:
            async with self._session.post(url, data=body, headers=headers, timeout=timeout) as response:
                reason: Reason = "OK" if 200 <= response.status < 300 else "ERROR_STATUS_CODE"
                return Posted(reason, response.status)
        except TimeoutError:
            return Posted("REQUEST_TIMEOUT")
        except aiohttp.ClientError:
            return Posted("COULD_NOT_CONNECT")


def _swap_neighbours(events: list[Json], chance: random.Random) -> None:
    for place in range(1, len(events)):
        if chance.random() < 0.5:
            events[place - 1], events[place] = events[place], events[place - 1]
