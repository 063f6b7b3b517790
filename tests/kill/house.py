"""The product in a process that can be killed, the stand-ins of both platforms in this one, on real time.

It is killed from outside, at moments that outside can see: a call that the stand-in has heard and not taken in, has
taken in and not answered, has just answered; or while the database cannot be written.
"""

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import aiohttp
import psycopg
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot import importing
from bot.clock import SystemClock
from bot.demo.line.state import ChatMessage
from bot.demo.town import Standins, settings_for
from handlers import telling
from messages.outgoing import Text
from rules.fiscal import local_date, to_buddhist
from storage.columns import WHOLE
from storage.tables import outbox, people, units
from storage.work import Database, Deed, T, Work
from tests.builders import BANGKOK, INDICATOR, UNIT
from tests.demo.serving import serving
from tests.examples import framework
from tests.ports import free_port

Moment = Literal["unheard", "unanswered", "answered"]
START_SECONDS = 60
SETTLE_SECONDS = 60
"""A busy machine may need them."""
PAUSES = (0.3, 0.3, 0.5, 1, 2, 2, 4, 4, 8, 8)
"""Between LINE's redeliveries: more time than a busy machine needs for a start."""


@dataclass
class Watch:
    """Stands before the stand-ins and kills at the call that was ordered."""

    app: ASGIApp
    house: "House | None" = None
    path: str = ""
    moment: Moment = "unheard"
    left: int = 0
    killed: asyncio.Event = field(default_factory=asyncio.Event)

    def order(self, path: str, moment: Moment, nth: int = 1) -> None:
        self.path, self.moment, self.left = path, moment, nth
        self.killed.clear()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._is_ordered(scope):
            await self.app(scope, receive, send)
            return
        if self.moment == "unanswered":
            await self.app(scope, receive, _nowhere)
        elif self.moment == "answered":
            await self.app(scope, receive, send)
        assert self.house is not None
        await self.house.kill()
        self.killed.set()

    def _is_ordered(self, scope: Scope) -> bool:
        if self.left == 0 or self.path not in scope.get("path", ""):
            return False
        self.left -= 1
        return self.left == 0


async def _nowhere(_: Message) -> None:
    """An answer that never arrives."""


class House:
    """One product and its world."""

    def __init__(self, standins: Standins, watch: Watch, settings: dict[str, str], nursery: "Nursery") -> None:
        self.line, self.telegram, self.watch = standins.line, standins.telegram, watch
        self.url = f"http://127.0.0.1:{settings['THANWELA_PORT']}"
        self.settings = settings
        self.database = Database(self.settings["THANWELA_DATABASE_URL"], SystemClock())
        self._nursery = nursery
        self._child = 0

    async def start(self) -> None:
        """Returns when it is ready, or killed."""
        self._child = self._nursery.bear(self.settings)
        async with aiohttp.ClientSession() as session, asyncio.timeout(START_SECONDS):
            while self._child:
                with suppress(aiohttp.ClientError):
                    async with session.get(f"{self.url}/health/ready") as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.01)

    async def kill(self) -> None:
        """SIGKILL; returns when nothing of it is left."""
        if not self._child:
            return
        os.kill(self._child, signal.SIGKILL)
        while _lives(self._child):
            await asyncio.sleep(0.002)
        self._child = 0

    async def restart(self) -> None:
        await self.kill()
        await self.start()

    def write(self, deed: Deed[T]) -> T:
        return self.database.write_now(deed)

    def rows(self, query: str, **values: Any) -> list[dict[str, Any]]:
        found = self.database.read_now(lambda work: work.execute(text(query), values).mappings().all())
        return [dict(row) for row in found]

    def stranger(self, number: int) -> str:
        """A friend on LINE, unknown to the product; the address."""
        address = f"U{number:032x}"
        self.line.add_person(address, f"person {number}").friend = True
        return address

    def department(self) -> tuple[str, int]:
        """The shipped example, an officer on LINE and a supervisor on Telegram; their addresses."""
        officer, supervisor = self.stranger(1), 5_000_001
        self.telegram.add_person(supervisor, "supervisor").started = True
        pledge, today = framework(year=_this_year()), SystemClock()

        def write(work: Work) -> None:
            importing.take(work, pledge, today.now())
            unit = units.by_code(work, UNIT)
            assert unit is not None
            _seat(work, "line", officer, people.OFFICER, unit.id, WHOLE)
            _seat(work, "telegram", str(supervisor), people.SUPERVISOR, WHOLE, INDICATOR)

        self.write(write)
        return officer, supervisor

    def told(self, address: str, words: str, weight: str = outbox.DEADLINE) -> None:
        """Somebody on LINE is to be told something, by whatever deed."""

        def write(work: Work) -> None:
            person = people.by_account(work, "line", address) or people.meet(work, "line", address, "th", work.now)
            telling.tell(work, person.id, (Text(words),), key=words, why="a test", weight=weight)

        self.write(write)

    def heard(self, address: str) -> list[ChatMessage]:
        """What the bot said to somebody on LINE."""
        return [each for each in self.line.messages(address) if each.by == "bot"]

    async def quiet(self) -> None:
        """Returns when nothing is left to do; fails when something is stuck."""
        async with asyncio.timeout(SETTLE_SECONDS):
            while self.line.delivery.next_due() or await asyncio.to_thread(self._left):
                await asyncio.sleep(0.02)
            await self.line.delivery.settle()
            await self.telegram.settled()

    def _left(self) -> int:
        kept_back = "state = 'waiting' AND (fault = 'quota' OR not_before > :soon)"
        found = self.rows(
            f"""SELECT (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'claimed') AND NOT ({kept_back}))
                + (SELECT count(*) FROM fetches WHERE state IN ('waiting', 'claimed'))
                + (SELECT count(*) FROM ticks WHERE state = 'claimed')
                + (SELECT count(*) FROM inbox WHERE state = 'parked') AS n""",
            soon=_stored(self.database, SystemClock().now()),
        )
        return found[0]["n"]

    @contextmanager
    def unwritable(self) -> Generator[None]:
        """Meanwhile nobody else can commit an event."""
        url = self.settings["THANWELA_DATABASE_URL"]
        if url.startswith("sqlite"):
            connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
            connection.execute("BEGIN IMMEDIATE")
        else:
            connection = psycopg.connect(url.replace("+psycopg", ""))
            connection.execute("LOCK TABLE inbox, outbox, ticks, fetches IN ACCESS EXCLUSIVE MODE")
        try:
            yield
        finally:
            connection.rollback()
            connection.close()


class Nursery:
    """See tests/kill/nursery.py."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.kill.nursery"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def bear(self, settings: dict[str, str]) -> int:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        print(json.dumps(settings), file=stdin, flush=True)
        for line in stdout:
            if line.strip().isdecimal():
                return int(line)
        raise RuntimeError("the nursery is closed")

    def close(self) -> None:
        self._process.kill()
        self._process.wait()


@asynccontextmanager
async def house(
    folder: Path, database_url: str, nursery: Nursery, *, quota: int | None = 300, polling: bool = False
) -> AsyncGenerator[House]:
    """Stand-ins that are up, a product that is not started yet."""
    front, port = Starlette(), free_port()
    watch = Watch(front)
    async with serving(watch) as base_url:
        standins = Standins(SystemClock(), f"http://127.0.0.1:{port}", strict=False, quota=quota)
        standins.line.delivery.policy.pauses = PAUSES
        front.router.routes.extend(standins.mounts())
        own = {"THANWELA_PORT": str(port), "THANWELA_LOG": "plain"}
        found = House(
            standins, watch, {**settings_for(base_url, folder, database_url, polling=polling), **own}, nursery
        )
        watch.house = found
        try:
            yield found
        finally:
            await found.kill()
            await standins.close()


@asynccontextmanager
async def killed_at(house: House, path: str, moment: Moment, nth: int = 1) -> AsyncGenerator[None]:
    """What is done inside leads to the n-th call of that path, at which the product dies."""
    house.watch.order(path, moment, nth)
    yield
    async with asyncio.timeout(SETTLE_SECONDS):
        await house.watch.killed.wait()


def _stored(database: Database, instant: datetime) -> Any:
    """An instant as the database keeps it."""
    return database.read_now(
        lambda work: (
            instant.replace(tzinfo=None).isoformat(" ", "microseconds")
            if work.connection.dialect.name == "sqlite"
            else instant
        )
    )


def _seat(work: Work, platform: str, address: str, role: str, unit_id: str, indicator: str) -> None:
    person = people.meet(work, platform, address, "en", work.now)
    people.consent(work, person.id, role)
    post = people.post(work, role, unit_id=unit_id, indicator=indicator)
    assert post is not None
    people.hold(work, person.id, post.post_id)


def _this_year() -> int:
    """The fiscal year of today (B.E.): it begins in October."""
    today = local_date(SystemClock().now(), BANGKOK)
    return to_buddhist(today.year) + (today.month >= 10)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
