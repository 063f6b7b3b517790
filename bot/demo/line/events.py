"""The webhook events that people cause, as JSON objects in LINE's form."""

import secrets
from datetime import datetime, timedelta

from bot.demo.line.state import Json, Person
from bot.demo.line.tokens import ReplyTokens

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
WITHOUT_REPLY_TOKEN = frozenset({"unfollow", "unsend", "leave", "memberLeft"})
QUOTABLE = frozenset({"text", "image", "video", "sticker"})


def milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def ulid(at: datetime) -> str:
    """A ULID of that instant: 26 characters, the first ten of them the time."""
    value = milliseconds(at) << 80 | int.from_bytes(secrets.token_bytes(10))
    return "".join(CROCKFORD[value >> shift & 31] for shift in range(125, -1, -5))


class Events:
    """Makes events; stamps them, and lets their reply tokens expire, `earlier` than the clock says."""

    def __init__(self, reply_tokens: ReplyTokens) -> None:
        self._reply_tokens = reply_tokens
        self.reset()

    def reset(self) -> None:
        self.earlier = timedelta(0)
        self.standby = False

    def make(self, kind: str, person: Person, now: datetime, **more: Json) -> Json:
        """An event of one person; one in standby, or of a kind that nobody can answer, has no reply token."""
        at = now - self.earlier
        event: Json = {
            "type": kind,
            "mode": "standby" if self.standby else "active",
            "timestamp": milliseconds(at),
            "source": {"type": "user", "userId": person.user_id},
            "webhookEventId": ulid(at),
            "deliveryContext": {"isRedelivery": False},
        }
        if not self.standby and kind not in WITHOUT_REPLY_TOKEN:
            event["replyToken"] = self._reply_tokens.issue(person.user_id, at)
        return event | more

    def webhook_sent(self, event: Json, now: datetime) -> None:
        """Its reply token is known to the bot from now on."""
        self._reply_tokens.webhook_sent(event.get("replyToken"), now - self.earlier)
