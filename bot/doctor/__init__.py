"""`thanwela doctor`: looks at everything that can be set wrongly, a line each, and says what to do."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp

from bot.clock import Clock
from bot.connecting import line_account, telegram_account
from bot.doctor.certificate import certificate
from bot.doctor.finding import SIGNS, Finding, fine
from bot.doctor.line import line
from bot.doctor.machine import Room, machine, room_of
from bot.doctor.running import clock_right, serving
from bot.doctor.telegram import telegram
from bot.setting_reader import ENV_FILE
from bot.settings import Settings
from messages.texts import Texts

DONE, REFUSED = 0, 1
Say = Callable[[str], None]


def run(
    settings: Settings,
    clock: Clock,
    *,
    texts: Texts,
    say: Say,
    env_file: Path = Path(ENV_FILE),
    fonts: Path | None = None,
    room: Callable[[Path], Room] = room_of,
    trusted: str | None = None,
) -> int:
    """Look; returns the exit status, 1 if anything is wrong. What is looked at is left as it is."""
    here = [fine("doctor.settings"), *machine(settings, clock, texts, env_file=env_file, fonts=fonts, room=room)]
    marks = set()

    async def tell() -> None:
        for finding in here:
            _tell(finding)
        async for finding in _outside(settings, clock, trusted):
            _tell(finding)

    def _tell(finding: Finding) -> None:
        marks.add(finding.mark)
        say(f"{SIGNS[finding.mark]} {texts.line(settings.language, finding.key, **finding.values)}")

    asyncio.run(tell())
    return REFUSED if "wrong" in marks else DONE


async def _outside(settings: Settings, clock: Clock, trusted: str | None) -> AsyncIterator[Finding]:
    async with aiohttp.ClientSession() as session:
        yield await serving(settings, session)
        if settings.public_url:
            yield await certificate(settings.public_url, clock.now(), trusted)
        if settings.line:
            async for finding in line(line_account(settings, clock, session), settings.public_url):
                yield finding
        if settings.telegram:
            async for finding in telegram(telegram_account(settings, session), settings, clock.now()):
                yield finding
        addresses = [settings.line_api_url] * settings.line + [settings.telegram_api_url] * settings.telegram
        yield await clock_right(addresses, clock, session)
