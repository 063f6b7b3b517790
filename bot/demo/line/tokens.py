"""Secrets that are handed out and asked back: reply tokens with their minute, access tokens with their quarter hour."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock

AFTER_RECEIPT = timedelta(seconds=60)
AFTER_THE_EVENT = timedelta(minutes=20)
STATELESS_LIFE = timedelta(minutes=15)


@dataclass(slots=True)
class ReplyToken:
    """Whose chat it answers; usable only once its webhook has been sent."""

    user_id: str
    event_at: datetime
    sent_at: datetime | None = None
    used: bool = False

    def good_at(self, now: datetime) -> bool:
        if self.used or self.sent_at is None:
            return False
        return now - self.sent_at <= AFTER_RECEIPT and now - self.event_at <= AFTER_THE_EVENT


class ReplyTokens:
    """One token an event, good once and for a minute after each delivery of its webhook."""

    def __init__(self) -> None:
        self._tokens: dict[str, ReplyToken] = {}

    def reset(self) -> None:
        self._tokens.clear()

    def issue(self, user_id: str, event_at: datetime) -> str:
        token = secrets.token_hex(16)
        self._tokens[token] = ReplyToken(user_id, event_at)
        return token

    def webhook_sent(self, token: str | None, at: datetime) -> None:
        """The minute starts, again for a redelivery."""
        if token is not None and token in self._tokens:
            self._tokens[token].sent_at = at

    def owner(self, token: object) -> str:
        """Whose chat the token answers, also one that is used or expired; "" for one that was never issued."""
        return self._tokens[token].user_id if isinstance(token, str) and token in self._tokens else ""

    def find(self, token: str, now: datetime) -> ReplyToken | None:
        """The token if it can still be used."""
        found = self._tokens.get(token)
        return found if found is not None and found.good_at(now) else None


class AccessTokens:
    """The long-lived token of the console, and stateless ones issued for a quarter of an hour."""

    def __init__(self, clock: Clock, long_lived: str) -> None:
        self._clock = clock
        self._header = f"Bearer {long_lived}"
        self._stateless: dict[str, datetime] = {}

    def issue(self) -> str:
        token = secrets.token_urlsafe(32)
        self._stateless[f"Bearer {token}"] = self._clock.now() + STATELESS_LIFE
        return token

    def good(self, authorization: str | None) -> bool:
        if authorization is None:
            return False
        if secrets.compare_digest(authorization.encode(), self._header.encode()):
            return True
        until = self._stateless.get(authorization)
        return until is not None and self._clock.now() < until
