"""The product and both stand-ins on one address, over real HTTP, with one clock that moves them all together."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Self

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount

from bot.app import Product
from bot.clock import Clock, MovableClock
from bot.demo.line.service import LineService
from bot.demo.telegram.service import TelegramService
from bot.settings import POLLING, read

LINE_SECRET = "line-channel-secret"
LINE_TOKEN = "line-access-token"
TELEGRAM_TOKEN = "700000001:stand-in-for-a-real-token-of-telegram"
TELEGRAM_SECRET = "telegram-webhook-secret"
SECRET_KEY = "a-key-for-one-machine-only"
PUBLIC_URL = "https://thanwela.invalid"
"""LINE wants pictures from an https address: the page maps this one to itself."""


def settings_for(base_url: str, folder: Path, database_url: str = "", *, polling: bool = False) -> Mapping[str, str]:
    """The environment in which the product finds the stand-ins at `base_url`."""
    found = {
        "DATA_DIR": str(folder),
        "PUBLIC_URL": PUBLIC_URL,
        "SECRET_KEY": SECRET_KEY,
        "LINE_CHANNEL_SECRET": LINE_SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": LINE_TOKEN,
        "LINE_API_URL": f"{base_url}/standin/line",
        "LINE_DATA_API_URL": f"{base_url}/standin/line-data",
        "TELEGRAM_BOT_TOKEN": TELEGRAM_TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": TELEGRAM_SECRET,
        "TELEGRAM_API_URL": f"{base_url}/standin/telegram",
    }
    if polling:
        found["TELEGRAM_MODE"] = POLLING
        del found["TELEGRAM_WEBHOOK_SECRET"]
    if database_url:
        found["DATABASE_URL"] = database_url
    return {f"THANWELA_{name}": value for name, value in found.items()}


class Standins:
    """LINE's and Telegram's servers, mounted under /standin; webhooks go to `product_url`."""

    def __init__(self, clock: Clock, product_url: str, *, strict: bool = True, quota: int | None = 300) -> None:
        self.line = LineService(
            clock,
            channel_secret=LINE_SECRET,
            access_token=LINE_TOKEN,
            webhook_url=f"{product_url}/line/webhook",
            quota=quota,
            rates=strict,
        )
        self.telegram = TelegramService(
            clock,
            token=TELEGRAM_TOKEN,
            webhook_url=f"{product_url}/telegram/webhook",
            webhook_secret=TELEGRAM_SECRET,
            rates=strict,
        )
        self.line.delivery.ways = {PUBLIC_URL: product_url}
        self.telegram.account.updates.hook.ways = {PUBLIC_URL: product_url}

    def mounts(self) -> list[BaseRoute]:
        return [
            Mount("/standin/line-data", self.line.data),
            Mount("/standin/line", self.line.api),
            Mount("/standin/telegram", self.telegram.app),
        ]

    async def close(self) -> None:
        await self.line.close()
        await self.telegram.close()


class Town:
    """One address for everything. The database must be migrated before it is entered."""

    def __init__(
        self,
        clock: MovableClock,
        base_url: str,
        folder: Path,
        *,
        database_url: str = "",
        strict: bool = True,
        quota: int | None = 300,
        polling: bool = False,
        more: tuple[BaseRoute, ...] = (),
    ) -> None:
        self.clock = clock
        self.base_url = base_url
        self.standing = asyncio.Lock()
        self.standins = Standins(clock, base_url, strict=strict, quota=quota)
        settings = read(settings_for(base_url, folder, database_url, polling=polling), serving=True)
        self.product = Product(settings, clock, paced=strict, scheduled=False)
        self.app = Starlette(routes=[*more, *self.standins.mounts(), Mount("/", self.product.app)])

    @property
    def line(self) -> LineService:
        return self.standins.line

    @property
    def telegram(self) -> TelegramService:
        return self.standins.telegram

    async def __aenter__(self) -> Self:
        await self.product.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.standins.close()
        await self.product.__aexit__()

    async def settle(self) -> None:
        """Everything that can be done by the clock as it stands is done: webhooks, the schedule, every lane."""
        await self.line.delivery.settle()
        await self.telegram.settled()
        await self._fetched()
        await self.product.schedule.sweep()
        await self.product.settle()

    async def _fetched(self) -> None:
        """Who polls has nothing left to fetch, or rests."""
        for poll in self.product.polls.values():
            while not (poll.resting or self.telegram.drained):
                await asyncio.sleep(0.001)

    async def play_to(self, instant: datetime) -> None:
        """Move from due to due, everything drained at each, as if the time had been lived."""
        async for _ in self.steps_to(instant):
            pass

    async def steps_to(self, instant: datetime) -> AsyncIterator[None]:
        """The same, a step at a time; who holds `standing` between two steps keeps the clock where it is."""
        while True:
            async with self.standing:
                due = await self._next_due()
                self.clock.reach(instant if due is None else min(due, instant))
                await self.settle()
            yield
            if self.clock.now() >= instant:
                return

    async def _next_due(self) -> datetime | None:
        """The next moment later than now at which anything happens by itself."""
        now = self.clock.now()
        dues = (await self.product.schedule.next_due(), self.product.engine.next_due(), self.line.delivery.next_due())
        return min((due for due in dues if due is not None and due > now), default=None)
