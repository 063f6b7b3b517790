"""`thanwela connect`: webhooks, commands and menus on both platforms are as this version wants them."""

import asyncio
from collections.abc import Callable

import aiohttp

from bot.app import line_token
from bot.clock import Clock
from bot.connecting.line import connect_line
from bot.connecting.telegram import connect_telegram
from bot.connecting.telling import Telling
from bot.platforms.line_account import LineAccount
from bot.platforms.telegram_account import TelegramAccount
from bot.settings import Settings
from messages.texts import Texts

DONE, REFUSED = 0, 1
Say = Callable[[str], None]


def run(settings: Settings, clock: Clock, *, dry_run: bool, texts: Texts, say: Say, complain: Say, watch: Say) -> int:
    """Connect; returns the exit status. What is as it should be already stays untouched."""
    telling = Telling(texts, settings.language, say, complain, dry_run)
    asyncio.run(_connect(settings, clock, telling, watch))
    return REFUSED if telling.refused else DONE


async def _connect(settings: Settings, clock: Clock, telling: Telling, watch: Say) -> None:
    async with aiohttp.ClientSession() as session:
        if settings.line:
            watch(telling.line("connecting.at", platform="LINE"))
            await connect_line(line_account(settings, clock, session), settings, telling)
        if settings.telegram:
            watch(telling.line("connecting.at", platform="Telegram"))
            await connect_telegram(telegram_account(settings, session), settings, telling)


def line_account(settings: Settings, clock: Clock, session: aiohttp.ClientSession) -> LineAccount:
    """Ours, by the settings."""
    return LineAccount(
        session=session,
        token=line_token(settings, clock, session),
        api_url=settings.line_api_url,
        data_api_url=settings.line_data_api_url,
    )


def telegram_account(settings: Settings, session: aiohttp.ClientSession) -> TelegramAccount:
    """Ours, by the settings."""
    return TelegramAccount(
        session=session,
        token=settings.telegram_token,
        webhook_secret=settings.telegram_webhook_secret,
        api_url=settings.telegram_api_url,
    )
