"""Whether `thanwela serve` runs and can work, and whether this machine's clock goes right."""

from collections.abc import Iterable
from datetime import datetime
from email.utils import parsedate_to_datetime

import aiohttp

from bot.clock import Clock
from bot.doctor.finding import Finding, fine, look, wrong
from bot.settings import Settings

TIMEOUT = aiohttp.ClientTimeout(total=10)
MOST_SECONDS_OFF = 30
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
FAILED = (aiohttp.ClientError, TimeoutError, OSError)


async def serving(settings: Settings, session: aiohttp.ClientSession) -> Finding:
    """Asked where it listens, not through the public address."""
    host = ANYWHERE.get(settings.host, settings.host)
    host = f"[{host}]" if ":" in host else host
    scheme = "https" if settings.tls_certificate else "http"
    address = f"{scheme}://{host}:{settings.port}/health/ready"
    try:
        async with session.get(address, timeout=TIMEOUT, ssl=False) as answer:
            said = (await answer.text())[:200]
            return fine("doctor.serving") if answer.status == 200 else wrong("doctor.not_ready", said=said)
    except FAILED:
        return wrong("doctor.not_serving", host=settings.host, port=str(settings.port))


async def clock_right(addresses: Iterable[str], clock: Clock, session: aiohttp.ClientSession) -> Finding:
    """By the first platform that tells the time with its answer, whatever else it answers."""
    for address in addresses:
        try:
            async with session.get(address, timeout=TIMEOUT, allow_redirects=False) as answer:
                told = _instant(answer.headers.get("Date", ""))
        except FAILED:
            continue
        if told is not None:
            off = round((clock.now() - told).total_seconds())
            right = abs(off) <= MOST_SECONDS_OFF
            return fine("doctor.clock") if right else wrong("doctor.clock_off", seconds=abs(off))
    return look("doctor.clock_unknown")


def _instant(header: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(header)
    except ValueError:
        return None
    return found if found.tzinfo else None
