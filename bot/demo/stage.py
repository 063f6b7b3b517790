"""The story as it is being played: a town on a fresh database, a clock that plays forward, an outage, starting over."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self

import structlog
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot import importing
from bot.app import Product
from bot.clock import MovableClock, SystemClock
from bot.demo import joining, world
from bot.demo.telegram.bell import Bell
from bot.demo.town import Town
from bot.demo.world import Example
from bot.migrating import make_place
from messages.texts import Texts
from messages.writing import BANGKOK
from rules.frameworks import Framework
from storage.migrations import upgrade
from storage.questions_calendar import Coming, upcoming

DAY = timedelta(days=1)
HORIZON = timedelta(days=400)
LIVING_SECONDS = 5
_log = structlog.get_logger("demo")

Arrive = Callable[[Town, Framework, Texts], Awaitable[dict[str, str]]]
"""How the people come to their phones; the codes of those who have not joined, by address."""


class Busy(Exception):
    """The clock is being moved already."""


class Stage:
    """What the page plays on; every change of what it shows rings the bell.

    As an ASGI application it answers for the stand-ins and the product, and 503 for a product that is down.
    """

    def __init__(self, example: str, base_url: str, texts: Texts, arrive: Arrive = joining.everybody) -> None:
        self.texts, self.bell = texts, Bell()
        self.codes: dict[str, str] = {}
        self.passed: tuple[Coming, ...] = ()
        self.since: datetime | None = None
        self.until: datetime | None = None
        self.down = True
        self.beginning = False
        self.number = 0
        self.fault = ""
        self.address, self._name = base_url, example
        self.ready = asyncio.Event()
        self._arrive = arrive
        self._coming: tuple[Coming, ...] = ()
        self._moving: asyncio.Task[None] | None = None
        self._living: asyncio.Task[None] | None = None
        self.example: Example
        self.town: Town

    async def __aenter__(self) -> Self:
        await self._begin()
        self.ready.set()
        self._living = asyncio.create_task(self._live())
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in (self._living, self._moving):
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        await self._end()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._answering(scope)
        await app(scope, receive, send)
        self.bell.ring()

    def _answering(self, scope: Scope) -> ASGIApp:
        if scope["path"].startswith("/standin/"):
            return self.town.app
        return Response(status_code=503) if self.down else self.town.product.app

    @property
    def moving(self) -> bool:
        """Whether the clock is being moved, or the story begun anew."""
        return self._moving is not None and not self._moving.done()

    @property
    def now(self) -> datetime:
        return self.town.clock.now()

    async def coming(self) -> tuple[Coming, ...]:
        """What falls due by itself from now on, nearest first; nothing while the product is down."""
        if self.down:
            return ()
        now = self.now
        if not self.moving or not any(each.at > now for each in self._coming):
            self._coming = await self.town.product.database.read(lambda work: upcoming(work, now, now + HORIZON))
        # While the clock is moved the page asks often, and the answer takes longer than a day of playing.
        return tuple(each for each in self._coming if each.at > now)

    def play(self, until: datetime, passing: tuple[Coming, ...] = ()) -> None:
        """Let the time until then be lived; raise Busy."""
        self._move(self._play(until, passing))

    def fail(self, away: timedelta) -> None:
        """The product is stopped, so much time goes by, and it is started again; raise Busy."""
        self._move(self._fail(away))

    def start_over(self) -> None:
        """A fresh database, and the story from its beginning, also in the middle of playing; raise Busy."""
        if self.beginning:
            raise Busy
        self.beginning = True
        self._moving = asyncio.create_task(self._watched(self._start_over(self._moving)))
        self.bell.ring()

    async def lived(self, deed: Callable[[Town], Awaitable[None]]) -> None:
        """Let somebody do something: at once, or, while the clock is played forward, between two of its steps, with
        all that follows from it; a clock that leaps in the middle would make answers late that were not."""
        if not self.moving or self.down:
            await deed(self.town)
            return
        async with self.town.standing:
            await deed(self.town)
            await self.town.settle()

    async def at_rest(self) -> None:
        """Wait until the clock is not moved any more."""
        while self._moving is not None and not self._moving.done():
            await asyncio.wait({self._moving})

    def _move(self, deed: Coroutine[Any, Any, None]) -> None:
        if self.moving:
            deed.close()
            raise Busy
        self._moving = asyncio.create_task(self._watched(deed))
        self.bell.ring()

    async def _watched(self, deed: Awaitable[None]) -> None:
        try:
            self.fault = ""
            await deed
        except Exception as fault:
            _log.exception("the story stopped")
            self.fault = f"{type(fault).__name__}: {fault}"
        finally:
            self.since = self.until = None
            asyncio.get_running_loop().call_soon(self.bell.ring)

    async def _play(self, until: datetime, passing: tuple[Coming, ...]) -> None:
        self.since, self.until = self.now, until
        async for _ in self.town.steps_to(until):
            self.bell.ring()
            if self.beginning:
                return
        self.passed = passing or self.passed

    async def _fail(self, away: timedelta) -> None:
        clock, former = self.town.clock, self.town.product
        self.since, self.until, self.down = clock.now(), clock.now() + away, True
        self.bell.ring()
        await former.__aexit__(None, None, None)
        clock.reach(self.until)
        self.town.product = Product(former.settings, clock, scheduled=False)
        await self.town.product.__aenter__()
        self.down = False
        await self.town.settle()

    async def _start_over(self, under_way: asyncio.Task[None] | None) -> None:
        try:
            if under_way is not None:
                await under_way
            await self._end()
            await self._begin()
        finally:
            self.beginning = False

    async def _begin(self) -> None:
        today = SystemClock().now().astimezone(BANGKOK).date()
        self.example = world.load(self._name, today)
        self._folder = tempfile.TemporaryDirectory(prefix="thanwela-demo-", ignore_cleanup_errors=True)
        clock = MovableClock(self.example.start)
        self.town = Town(clock, self.address, Path(self._folder.name))
        settings = self.town.product.settings
        make_place(settings)
        await asyncio.to_thread(upgrade, settings.database_url)
        await self.town.__aenter__()
        self.down, self.passed, self._coming = False, (), ()
        self.number += 1
        try:
            await self._settle_in()
        except BaseException:
            await self._end()
            raise

    async def _settle_in(self) -> None:
        """The department takes its framework, and its people come."""
        product, framework = self.town.product, self.example.framework
        await product.learn_who_we_are()
        await product.database.write(lambda work: importing.take(work, framework, self.now))
        self.codes = await self._arrive(self.town, framework, self.texts)

    async def _end(self) -> None:
        self.down = True
        await self.town.__aexit__()
        await asyncio.to_thread(self._folder.cleanup)

    async def _live(self) -> None:
        """While nobody moves the clock it ticks, and what falls due is done."""
        shown = ""
        while True:
            await asyncio.sleep(LIVING_SECONDS)
            if self.moving or self.down:
                continue
            await self.town.product.schedule.sweep()
            minute = f"{self.town.clock.now():%H:%M}"
            if minute != shown:
                shown = minute
                self.bell.ring()
