"""How many messages the account may still send this month; a message to one person counts one, whatever it holds."""

from collections import Counter
from datetime import timedelta, timezone

from bot.clock import Clock
from bot.demo.line.state import Json, Refused

# LINE's statistics are kept in Japan's time; where the month ends is not documented and presumed alike.
JAPAN = timezone(timedelta(hours=9))


class Quota:
    """`limit` people-messages a month, None for no limit; may be changed at any time, as a plan may."""

    def __init__(self, clock: Clock, limit: int | None) -> None:
        self.limit = limit
        self.held = 0
        self._clock = clock
        self._used: Counter[str] = Counter()

    def reset(self) -> None:
        self._used.clear()
        self.held = 0

    def hold(self, messages: int) -> None:
        """A sending from the account's own site is under way: so many are not free, and not counted as used yet."""
        self.held = messages

    @property
    def used(self) -> int:
        return self._used[self._month()]

    def need(self, people: int) -> None:
        """Raise Refused 429 when this month has not so many left, or none at all."""
        if self.limit is not None and self.used + self.held + max(1, people) > self.limit:
            raise Refused(429, "You have reached your monthly limit.")

    def count(self, people: int) -> None:
        self._used[self._month()] += people

    def described(self) -> Json:
        return {"type": "none"} if self.limit is None else {"type": "limited", "value": self.limit}

    def _month(self) -> str:
        return self._clock.now().astimezone(JAPAN).strftime("%Y-%m")
