"""Webhook delivery: one at a time within a queue, queues in parallel, repeated until answered or expired."""

import asyncio
import random
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import aiohttp

from bot.clock import Clock
from bot.demo.telegram.updates import Update, Updates

LONGEST_PAUSE, LONGEST_RETRY_AFTER = (60, 120), 3600
PATIENCE = aiohttp.ClientTimeout(total=60)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(kw_only=True)
class Delivery:
    """What a test may ask for: each update twice; neighbours shuffled (a repeat then comes at once or after the next
    one); all held back until released; messages stamped earlier."""

    twice: bool = False
    shuffled: random.Random | None = None
    held: bool = False
    stamped_earlier: timedelta = timedelta()


@dataclass
class _Lane:
    waiting: deque[Update] = field(default_factory=deque)
    late: list[Update] = field(default_factory=list)
    wakes: datetime | None = None
    task: asyncio.Task[None] | None = None


class Webhook:
    """Posts updates to where setWebhook points."""

    def __init__(self, clock: Clock, updates: Updates) -> None:
        self.policy = Delivery()
        self._clock, self._updates = clock, updates
        self._lanes: dict[str, _Lane] = {}
        self._moved = asyncio.Event()
        self._slots = asyncio.Semaphore(updates.hook.max_connections)
        self._session: aiohttp.ClientSession | None = None
        self._chance = random.Random(0)

    def push(self, update: Update) -> None:
        """Deliver it after those before it in its queue."""
        self._lanes.setdefault(update.queue, _Lane()).waiting.append(update)
        self._start(update.queue)

    def resume(self) -> None:
        """Start what waits and is not under way: after a hold, or a new setWebhook."""
        for name in self._lanes:
            self._start(name)

    async def point(self) -> None:
        """Begin anew with all that waits: the address has changed."""
        await self.stop()
        self._slots = asyncio.Semaphore(self._updates.hook.max_connections)
        if self._updates.hook.url:
            for update in self._updates.current():
                self.push(update)

    async def settled(self) -> None:
        """Wait until everything is delivered, held back, or waits for the clock."""
        while any(self._busy(lane) for lane in self._lanes.values()):
            self._moved.clear()
            await self._moved.wait()

    async def stop(self) -> None:
        tasks = [lane.task for lane in self._lanes.values() if lane.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._lanes.clear()
        self._moved.set()

    async def close(self) -> None:
        await self.stop()
        if self._session:
            await self._session.close()
            self._session = None

    def _start(self, name: str) -> None:
        lane = self._lanes[name]
        if self.policy.held or not lane.waiting or (lane.task and not lane.task.done()):
            return
        lane.task = asyncio.create_task(self._drain(lane))
        lane.task.add_done_callback(lambda _: self._moved.set())

    def _busy(self, lane: _Lane) -> bool:
        running = lane.task is not None and not lane.task.done()
        return running and not (lane.wakes and lane.wakes > self._clock.now())

    async def _drain(self, lane: _Lane) -> None:
        while lane.waiting and not self.policy.held:
            self._shuffle(lane)
            update = lane.waiting[0]
            if update.expires < self._clock.now():
                self._drop(lane)
                continue
            async with self._slots:
                error, retry_after = await self._post(update)
            if error:
                await self._later(lane, error, retry_after)
            else:
                self._delivered(lane)

    def _shuffle(self, lane: _Lane) -> None:
        fresh = len(lane.waiting) > 1 and not lane.waiting[0].fails and not lane.waiting[0].repeat
        if fresh and self.policy.shuffled and self.policy.shuffled.random() < 0.5:
            lane.waiting[0], lane.waiting[1] = lane.waiting[1], lane.waiting[0]

    def _drop(self, lane: _Lane) -> None:
        self._updates.waiting.pop(lane.waiting.popleft().id, None)

    def _delivered(self, lane: _Lane) -> None:
        update = lane.waiting[0]
        self._drop(lane)
        if update.repeat:
            return
        lane.waiting.extendleft(lane.late)
        lane.late.clear()
        if not self.policy.twice:
            return
        again = Update(id=update.id, queue=update.queue, body=update.body, expires=update.expires, repeat=True)
        if self.policy.shuffled and self.policy.shuffled.random() < 0.5:
            lane.late.append(again)
        else:
            lane.waiting.appendleft(again)

    async def _later(self, lane: _Lane, error: str, retry_after: int) -> None:
        """The first retry comes at once, then after 2, 4, 8 … s; one that would come too late is given up."""
        update, now = lane.waiting[0], self._clock.now()
        self._updates.hook.last_error = int(now.timestamp()), error
        if retry_after == 0 and update.fails:
            update.delay = min(self._chance.randint(*LONGEST_PAUSE), update.delay * 2)
        pause = retry_after or (update.delay if update.fails else 0)
        update.fails += 1
        if now + timedelta(seconds=pause) > update.expires:
            self._drop(lane)
            return
        lane.wakes = now + timedelta(seconds=pause)
        self._moved.set()
        await self._clock.sleep_until(lane.wakes)
        lane.wakes = None

    async def _post(self, update: Update) -> tuple[str, int]:
        """What went wrong ("" = nothing) and the seconds of a Retry-After (0 = none)."""
        hook = self._updates.hook
        headers = {"Content-Type": "application/json"} | ({SECRET_HEADER: hook.secret} if hook.secret else {})
        self._session = self._session or aiohttp.ClientSession(timeout=PATIENCE)
        try:
            async with self._session.post(
                hook.found, data=update.body, headers=headers, allow_redirects=False
            ) as answer:
                if 200 <= answer.status < 300:
                    return "", 0
                after = answer.headers.get("Retry-After", "")
                seconds = min(int(after), LONGEST_RETRY_AFTER) if after.isdecimal() else 0
                return f"Wrong response from the webhook: {answer.status} {answer.reason}", seconds
        except (aiohttp.ClientError, TimeoutError):
            return "Connection failed", 0
