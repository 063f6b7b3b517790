"""`thanwela serve`: the product behind uvicorn, until it is told to stop."""

import asyncio
import logging

import structlog
import uvicorn

from bot.app import Product
from bot.clock import SystemClock
from bot.migrating import make_place
from bot.retry import GiveUp, TryLater
from bot.settings import Settings
from messages.texts import Texts
from storage.migrations import pending

_log = structlog.get_logger("serve")
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


def run(settings: Settings) -> int:
    """Serve; returns the exit status."""
    configure_logs(settings.log)
    make_place(settings)
    steps = pending(settings.database_url)
    if steps:
        print(Texts.load().line(settings.language, "migrating.needed", count=len(steps)))  # noqa: T201
        return 1
    asyncio.run(_serve(settings))
    return 0


async def _serve(settings: Settings) -> None:
    product = Product(settings, SystemClock())
    config = uvicorn.Config(product.app, host=settings.host, port=settings.port, log_config=None, access_log=False)
    async with product:
        learning = asyncio.create_task(_learn(product))
        await uvicorn.Server(config).serve()
        learning.cancel()


async def _learn(product: Product) -> None:
    """A platform that is away at the start is asked again: nothing else waits for it."""
    pause = FIRST_PAUSE
    while True:
        try:
            await product.learn_who_we_are()
        except (TryLater, GiveUp) as error:
            _log.warning("a platform did not say who we are", fault=error.fault)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return


def configure_logs(form: str) -> None:
    """json: a line an event, for machines; plain: for eyes. The HTTP clients' own lines would show tokens."""
    for name in ("httpx", "httpcore", "aiohttp", "telegram", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)
    render = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
