"""X-Line-Retry-Key: a request accepted under a key is not accepted again for 24 hours."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.demo.line.state import Json, Refused

LIFE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was accepted under a key: when, as which request, with which body and answer."""

    at: datetime
    request_id: str
    body: Json
    answer: Json


class RetryKeys:
    """The keys of the last 24 hours, oldest first."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}

    def reset(self) -> None:
        self._kept.clear()

    def check(self, key: str | None, body: Json, now: datetime) -> None:
        """Raise Refused: 400 for a key that is no UUID, 409 for one under which a request was accepted already."""
        if key is None:
            return
        if not _is_uuid(key):
            raise Refused(400, "The value of the X-Line-Retry-Key header is not a UUID")
        kept = self._kept.get(key)
        if kept is not None and now - kept.at < LIFE:
            raise AlreadyAccepted(kept, same=kept.body == body)

    def keep(self, key: str | None, kept: Kept) -> None:
        if key is None:
            return
        self._kept.pop(key, None)
        self._kept[key] = kept
        while kept.at - next(iter(self._kept.values())).at >= LIFE:
            del self._kept[next(iter(self._kept))]


class AlreadyAccepted(Refused):
    """409, which is good news, but for a key used with another request: LINE says the same, and the request is lost."""

    def __init__(self, kept: Kept, *, same: bool) -> None:
        headers = {"x-line-accepted-request-id": kept.request_id}
        super().__init__(409, "The retry key is already accepted", more=kept.answer, headers=headers)
        self.shown = not same


def _is_uuid(key: str) -> bool:
    try:
        return str(uuid.UUID(key)) == key.lower()
    except ValueError:
        return False
