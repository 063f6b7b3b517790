"""Due moments of the schedule: (job, due) once, whoever fired it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Column, String, Table, Text, and_, bindparam, func, or_, select, update

from storage.columns import METADATA, Instant
from storage.work import Work

TICKS = Table(
    "ticks",
    METADATA,
    Column("job", String(40), primary_key=True),
    Column("due", Instant, primary_key=True),
    Column("state", String(10), nullable=False, comment="claimed, done, dropped"),
    Column("claimed_at", Instant, nullable=False),
    Column("done_at", Instant),
    Column("note", Text, nullable=False, server_default=""),
)

STALE = timedelta(minutes=2)
"""A claim that no chunk has renewed for so long belongs to a worker that died."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


_LAST_SETTLED = select(func.max(TICKS.c.due)).where(TICKS.c.job == bindparam("name"), TICKS.c.state != "claimed")
_SETTLE = (
    update(TICKS)
    .where(TICKS.c.job == bindparam("name"), TICKS.c.due == bindparam("moment", type_=Instant))
    .values(state=bindparam("became"), done_at=bindparam("at"), note=bindparam("said"))
)


def last_settled(work: Work, job: str) -> datetime | None:
    """The newest due moment of a job that is done or dropped."""
    return work.scalar(_LAST_SETTLED, {"name": job})


def settle(work: Work, job: str, due: datetime, state: str, note: str = "") -> None:
    """done or dropped."""
    work.insert_once(TICKS, {"job": job, "due": due, "state": "claimed", "claimed_at": work.now, "note": ""})
    work.change(_SETTLE, {"name": job, "moment": due, "became": state, "at": work.now, "said": note})


def claim(work: Work, job: str, due: datetime, mine: datetime | None) -> bool:
    """Whether this due moment is ours: nobody has it, its owner is gone, or we claimed it at `mine`."""
    row = {"job": job, "due": due, "state": "claimed", "claimed_at": work.now, "note": ""}
    if work.insert_once(TICKS, row):
        return True
    whose = TICKS.c.claimed_at < work.now - STALE
    if mine is not None:
        whose = or_(whose, TICKS.c.claimed_at == mine)
    open_row = and_(TICKS.c.job == job, TICKS.c.due == due, TICKS.c.state == "claimed", whose)
    return work.execute(update(TICKS).where(open_row).values(claimed_at=work.now)).rowcount == 1


def release(work: Work) -> None:
    """On start: whoever held a claim is gone."""
    work.execute(update(TICKS).where(TICKS.c.state == "claimed").values(claimed_at=LONG_AGO))
