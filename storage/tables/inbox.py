"""Events heard: each key once. The body stays only while the event is parked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import Column, Index, Integer, String, Table, Text, bindparam, func, select, update

from storage.columns import METADATA, Instant
from storage.work import Work

INBOX = Table(
    "inbox",
    METADATA,
    Column("key", String(80), primary_key=True),
    Column("chat", String(90), nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("state", String(10), nullable=False, comment="done, parked, given_up"),
    Column("body", Text, comment="raw event, while parked"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("again_at", Instant),
    Index(None, "state", "again_at"),
)


class Parked(Struct, frozen=True, kw_only=True):
    """An event whose step failed, kept whole."""

    key: str
    chat: str
    body: str
    received_at: datetime
    attempts: int


_DUE = (
    select(INBOX.c.key, INBOX.c.chat, INBOX.c.body, INBOX.c.received_at, INBOX.c.attempts)
    .where(INBOX.c.state == "parked", INBOX.c.again_at <= bindparam("now"))
    .order_by(INBOX.c.received_at, INBOX.c.key)
    .limit(bindparam("most"))
)


def first_time(work: Work, key: str, chat: str, now: datetime) -> bool:
    """Mark an event as heard. False for one that was heard before: the same event twice is once."""
    return work.insert_once(INBOX, {"key": key, "chat": chat, "received_at": now, "state": "done", "attempts": 0})


def park(work: Work, key: str, chat: str, body: str, now: datetime) -> bool:
    """Keep an event that failed, to be tried again. False where it is kept already."""
    row = {"key": key, "chat": chat, "received_at": now, "state": "parked", "body": body, "attempts": 1}
    return work.insert_once(INBOX, row | {"again_at": now})


def park_all(work: Work, events: Sequence[tuple[str, str, str]], now: datetime) -> None:
    """Keep many events (key, chat, body) to be heard at once, by their keys; what is kept already stays as it is."""
    about = {"received_at": now, "state": "parked", "attempts": 1, "again_at": now}
    rows = [about | {"key": key, "chat": chat, "body": body} for key, chat, body in events]
    # Two copies of a request at once wait for each other's rows in one order.
    work.insert_new(INBOX, sorted(rows, key=lambda row: row["key"]))


def due(work: Work, now: datetime, most: int = 50) -> list[Parked]:
    """Parked events that may be tried again, oldest first."""
    return [Parked(**row._mapping) for row in work.all(_DUE, {"now": now, "most": most})]


_NEXT_DUE = select(func.min(INBOX.c.again_at)).where(INBOX.c.state == "parked")


def next_due(work: Work) -> datetime | None:
    """When the next parked event may be tried."""
    return work.scalar(_NEXT_DUE)


def settle(work: Work, key: str, state: str) -> bool:
    """done or given_up: the body goes. False where that has been done already."""
    parked = update(INBOX).where(INBOX.c.key == key, INBOX.c.state == "parked")
    return work.execute(parked.values(state=state, body=None, again_at=None)).rowcount == 1


def wait_again(work: Work, key: str, attempts: int, wait: timedelta) -> None:
    """It failed once more, and is tried again after a while."""
    parked = update(INBOX).where(INBOX.c.key == key, INBOX.c.state == "parked")
    work.execute(parked.values(attempts=attempts, again_at=work.now + wait))
