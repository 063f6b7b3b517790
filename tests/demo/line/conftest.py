"""A LINE of one's own, the SDK that talks to it, and a bot that only listens."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import aiohttp
import pytest
from linebot.v3.messaging import AsyncApiClient, AsyncMessagingApi, AsyncMessagingApiBlob, Configuration
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.clock import MovableClock
from bot.demo.line.service import LineService
from tests.demo.serving import serving

SECRET = "a-channel-secret-of-our-own"
TOKEN = "a-long-lived-token"
MALEE = "U" + "a1" * 16
SOMCHAI = "U" + "b2" * 16
START = datetime(2026, 11, 2, 1, 55, tzinfo=UTC)


@dataclass
class Listener:
    """A bot that keeps every webhook and, while `open`, answers with the next of `statuses`, else 200."""

    bodies: list[bytes] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)
    heard: list[list[dict]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/webhook", self._hear, methods=["POST"])])

    async def _hear(self, request: Request) -> Response:
        self.bodies.append(await request.body())
        self.signatures.append(request.headers["x-line-signature"])
        self.heard.append((await request.json())["events"])
        await self.open.wait()
        return Response(status_code=self.statuses.pop(0) if self.statuses else 200)

    @property
    def last(self) -> dict:
        return self.heard[-1][-1]

    @property
    def token(self) -> str:
        return self.last["replyToken"]


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(START, ticking=False)


@pytest.fixture
async def listener() -> Listener:
    listener = Listener()
    listener.open.set()
    return listener


@pytest.fixture
async def line(clock: MovableClock, listener: Listener) -> AsyncIterator[LineService]:
    """Two friends of the bot, Malee and Somchai, whose following was heard already."""
    async with serving(listener.app()) as bot_url:
        service = LineService(
            clock, channel_secret=SECRET, access_token=TOKEN, webhook_url=f"{bot_url}/webhook", quota=300
        )
        service.add_person(MALEE, "มาลี")
        service.add_person(SOMCHAI, "สมชาย")
        await service.follow(MALEE)
        await service.follow(SOMCHAI)
        yield service
        await service.close()


@pytest.fixture
async def api_url(line: LineService) -> AsyncIterator[str]:
    async with serving(line.api) as url:
        yield url


@pytest.fixture
async def data_url(line: LineService) -> AsyncIterator[str]:
    async with serving(line.data) as url:
        yield url


@pytest.fixture
async def api(api_url: str) -> AsyncIterator[AsyncMessagingApi]:
    async with AsyncApiClient(Configuration(host=api_url, access_token=TOKEN)) as client:
        yield AsyncMessagingApi(client)


@pytest.fixture
async def blob(data_url: str) -> AsyncIterator[AsyncMessagingApiBlob]:
    async with AsyncApiClient(Configuration(host=data_url, access_token=TOKEN)) as client:
        yield AsyncMessagingApiBlob(client)


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {TOKEN}"}) as session:
        yield session
