"""The two errors that a platform may raise, and a pure answer to: when again, or never?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=10)
ATTEMPTS = 12


@dataclass
class TryLater(Exception):
    """Not sent, or not known to be. `after`: the platform's own wish in seconds. `unknown`: it may have arrived.

    `lane`: the whole platform is meant (rate, quota, dead token), not this chat alone.
    """

    fault: str
    after: float | None = None
    unknown: bool = False
    lane: bool = False


@dataclass
class GiveUp(Exception):
    """Never to be sent. `unreachable`: the person cannot be reached there at all. `reply_token`: only the free way is
    closed, because its token was used or has expired. `unknown`: it may have arrived.
    """

    fault: str
    unreachable: bool = False
    reply_token: bool = False
    unknown: bool = False


def again_at(error: TryLater, attempts: int, now: datetime) -> datetime | None:
    """When to try again after that many attempts, or None for never."""
    if error.after is not None:
        return now + timedelta(seconds=error.after)
    if attempts >= ATTEMPTS:
        return None
    return now + min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
