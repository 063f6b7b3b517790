"""The two errors that a platform may raise, and a pure answer to: when again, or never?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=10)
TOKEN = "token"
"""The fault of a call whose token the platform does not take: ours to mend, nothing is wrong with what was asked."""
ATTEMPTS = 120
"""About 18 hours: a platform that is away overnight loses nothing."""


@dataclass
class TryLater(Exception):
    """Not sent, or not known to be. `after`: the platform's own wish in seconds. `unknown`: it may have arrived, and a
    second one would be seen twice. `keyed`: it may have arrived, but under a key by which a second one is not.

    `moved_to`: nothing was sent, for the chat has this address from here on.

    `lane`: the whole platform is meant (rate, quota, dead token), not this chat alone.
    """

    fault: str
    after: float | None = None
    unknown: bool = False
    lane: bool = False
    keyed: bool = False
    moved_to: str = ""


@dataclass
class GiveUp(Exception):
    """Never to be sent. `unreachable`: the person cannot be reached there at all. `reply_token`: only the free way is
    closed, because its token was used or has expired. `unknown`: it may have arrived.
    """

    fault: str
    unreachable: bool = False
    reply_token: bool = False
    unknown: bool = False


def again_at(error: TryLater, attempts: int, now: datetime, *, most: int = ATTEMPTS) -> datetime | None:
    """When to try again after that many attempts, or None for never: after `most` without a wish of the platform's."""
    if error.after is not None:
        return now + timedelta(seconds=error.after)
    if attempts >= most:
        return None
    return now + min(FIRST_WAIT * 2 ** min(attempts - 1, 16), LONGEST_WAIT)
