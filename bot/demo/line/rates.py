"""LINE's rate limits: a token bucket for each endpoint and method, filled by the clock."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock


@dataclass(frozen=True, slots=True)
class Rate:
    """So many calls in so many seconds."""

    calls: int
    seconds: float


USUAL = Rate(2000, 1)
MULTICAST = Rate(200, 1)
LOADING = Rate(100, 1)
MENU_LIST = Rate(10, 1)
MENU_CHANGES = Rate(100, 3600)
WEBHOOK_ENDPOINT = Rate(1000, 60)
WEBHOOK_TEST = Rate(60, 3600)


@dataclass(slots=True)
class Bucket:
    """What is left, and when that was counted."""

    left: float
    at: datetime


class Rates:
    """One bucket per endpoint, full at the start."""

    def __init__(self, clock: Clock, *, on: bool) -> None:
        self.on = on
        self._clock = clock
        self._buckets: dict[str, Bucket] = {}

    def reset(self) -> None:
        self._buckets.clear()

    def take(self, endpoint: str, rate: Rate) -> bool:
        """Use one call of the endpoint; False when none is left."""
        if not self.on:
            return True
        now = self._clock.now()
        bucket = self._buckets.setdefault(endpoint, Bucket(rate.calls, now))
        refilled = (now - bucket.at).total_seconds() * rate.calls / rate.seconds
        bucket.left, bucket.at = min(rate.calls, bucket.left + refilled), now
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True
