"""Facts about this installation: who we are on a platform, when the schedule began, what the server is set to."""

from datetime import datetime

from sqlalchemy import Column, String, Table, Text, bindparam, select, update

from storage.columns import METADATA, Instant
from storage.work import Work

FACTS = Table(
    "facts",
    METADATA,
    Column("name", String(60), primary_key=True),
    Column("value", Text, nullable=False),
    Column("learned_at", Instant, nullable=False),
)

LARGEST_FILE = "largest file"
"""In bytes, as the server that started last is set to."""

_GET = select(FACTS.c.value).where(FACTS.c.name == bindparam("name"))
_LEARNED = select(FACTS.c.learned_at).where(FACTS.c.name == bindparam("name"))
_REPLACE = (
    update(FACTS)
    .where(FACTS.c.name == bindparam("known"), FACTS.c.value != bindparam("new"))
    .values(value=bindparam("new"), learned_at=bindparam("at"))
)


def get(work: Work, name: str) -> str | None:
    """The fact, or None while it is not known."""
    return work.scalar(_GET, {"name": name})


def learn(work: Work, name: str, value: str) -> None:
    """Keep it, in place of what was known."""
    if not work.insert_once(FACTS, {"name": name, "value": value, "learned_at": work.now}):
        work.change(_REPLACE, {"known": name, "new": value, "at": work.now})


def learn_once(work: Work, name: str) -> None:
    """Keep when this was first asked."""
    work.insert_once(FACTS, {"name": name, "value": "", "learned_at": work.now})


def began(work: Work, name: str) -> datetime:
    """The instant at which this was first asked; now, where nothing could be written yet."""
    known = work.scalar(_LEARNED, {"name": name})
    if known is not None:
        return known
    return work.now
