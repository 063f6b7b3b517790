"""A town with Telegram's stand-in, a bot made of the real library, and a product that notes what it is told."""

from collections import deque
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.clock import MovableClock
from bot.demo.telegram.service import TelegramService
from tests.demo.serving import serving

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SECRET = "a-Secret_1"
SOMCHAI, MALEE = 501, 502


class Product:
    """Takes updates; answers 200 unless told otherwise."""

    def __init__(self) -> None:
        self.updates: list[dict] = []
        self.secrets: list[str | None] = []
        self.answers: deque[tuple[int, dict]] = deque()
        self.app = Starlette(routes=[Route("/telegram/webhook", self.take, methods=["POST"])])

    async def take(self, request: Request) -> Response:
        self.updates.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status, headers = self.answers.popleft() if self.answers else (200, {})
        return Response(status_code=status, headers=headers)

    @property
    def texts(self) -> list[str]:
        return [(update.get("message") or update["edited_message"])["text"] for update in self.updates]

    @property
    def kinds(self) -> list[str]:
        return [next(key for key in update if key != "update_id") for update in self.updates]


class Town:
    """Everything a test needs; Somchai has pressed Start, Malee has not."""

    def __init__(self, clock: MovableClock, service: TelegramService, product: Product) -> None:
        self.clock, self.service, self.product = clock, service, product
        self.base_url = ""
        self.bot: Bot

    def later(self, **span) -> None:
        self.clock.move_to(self.clock.now() + timedelta(**span))

    @property
    def somchai(self):
        return self.service.chat(SOMCHAI)


def a_bot(base_url: str, token: str = TOKEN) -> Bot:
    """Without certificates, which nobody needs here and which take long to load."""
    calls, polls = (HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2))
    return Bot(
        token,
        base_url=f"{base_url}/bot",
        base_file_url=f"{base_url}/file/bot",
        request=calls,
        get_updates_request=polls,
    )


async def build(stack: AsyncExitStack, *, hook: bool = True, rates: bool = True, check: bool = True) -> Town:
    clock, product = MovableClock(datetime(2026, 11, 2, 1, 55, tzinfo=UTC), ticking=False), Product()
    product_url = await stack.enter_async_context(serving(product.app))
    url = f"{product_url}/telegram/webhook" if hook else ""
    secret = SECRET if hook else ""
    service = TelegramService(clock, token=TOKEN, webhook_url=url, webhook_secret=secret, rates=rates, check=check)
    service.add_person(SOMCHAI, "สมชาย", "ใจดี", username="somchai")
    service.add_person(MALEE, "Malee", language_code=None)
    town = Town(clock, service, product)
    town.base_url = await stack.enter_async_context(serving(service.app))
    await service.start(SOMCHAI)
    await service.settled()
    product.updates.clear()
    town.bot = await stack.enter_async_context(a_bot(town.base_url))
    return town
