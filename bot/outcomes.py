"""What becomes of a message that the platform did not accept: the policy of docs/delivery.md, pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.retry import GiveUp, TryLater, again_at
from storage.tables import outbox
from storage.tables.outbox import OutRow

REPLY_LIFE = timedelta(seconds=50)
"""Within this time after the event, a reply token that is refused on a second try had been used by the first."""
REPLY_WAIT = timedelta(seconds=8)
"""A reply is tried again at least so often: its token lives a minute."""
RETRY_LIFE = timedelta(hours=23)
"""LINE forgets a retry key after 24 hours: what may have arrived before that is never sent again blindly."""


@dataclass(frozen=True, kw_only=True)
class Again:
    """Wait until `at`. `first_tried_at`: since when it may have arrived, None where it surely has not."""

    at: datetime
    fault: str
    first_tried_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Over:
    """No more tries. `state`: held (said again with the person's next event) or given_up.

    `alarm`: a message was refused for what it holds, which is a mistake of ours.
    """

    state: str
    fault: str
    alarm: bool = False


def had_been_used(row: OutRow, now: datetime) -> bool:
    """Whether a refused reply token was used by an earlier try of this very row."""
    heard_at = row.reply_heard_at
    return row.first_tried_at is not None and heard_at is not None and now - heard_at < REPLY_LIFE


def refused_token(row: OutRow) -> GiveUp | None:
    """What follows from a token refused otherwise: None where surely nothing arrived and a push is worth its price."""
    if row.first_tried_at is not None:
        return GiveUp("unknown", unknown=True)
    return None if row.weight == outbox.DEADLINE else GiveUp("reply token expired", unknown=True)


def too_old(row: OutRow, now: datetime) -> bool:
    """Whether it may have arrived so long ago that its retry key is forgotten."""
    return row.first_tried_at is not None and now - row.first_tried_at > RETRY_LIFE


def after(row: OutRow, error: TryLater | GiveUp, now: datetime) -> Again | Over:
    """The row is as it was claimed, `first_tried_at` of earlier tries."""
    if isinstance(error, GiveUp):
        return _over(row, error.fault, lost=error.unknown, alarm=not error.unknown and not error.unreachable)
    if error.unknown and row.weight == outbox.NEWS:
        return _over(row, error.fault, lost=True)
    at = again_at(error, row.attempts + 1, now)
    if at is None:
        return _over(row, error.fault, lost=True)
    if row.reply_token:
        at = min(at, now + REPLY_WAIT)
    reached = now if error.unknown or error.keyed else None
    return Again(at=at, fault=error.fault, first_tried_at=row.first_tried_at or reached)


def _over(row: OutRow, fault: str, *, lost: bool, alarm: bool = False) -> Over:
    """`lost`: nobody refused it, so what somebody waits for is brought back by their next event."""
    state = "held" if lost and row.weight != outbox.NEWS else "given_up"
    return Over(state=state, fault=fault, alarm=alarm)
