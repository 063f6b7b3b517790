"""What an operator watches, in numbers: what waits to be said, heard or fetched, and for how long. Nobody's words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Executable, Table, and_, bindparam, case, false, func, or_, select

from rules.stages import Stage
from storage.columns import Instant
from storage.tables.fetches import FETCHES
from storage.tables.inbox import INBOX
from storage.tables.outbox import OUTBOX, QUOTA
from storage.tables.reports import REPORTS
from storage.work import Work

UNSENT = ("waiting", "claimed", "held")
AGAIN, KEPT = "again", "kept"
FAILED = ("parked", "given_up")


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Rows of a platform in one state, and since when the oldest of them might have been done."""

    platform: str
    state: str
    count: int
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Operation:
    """As it stands now: messages not sent, files and names not fetched, events that failed (by state), reports that
    wait for their reviewer."""

    messages: tuple[Waiting, ...]
    fetches: tuple[Waiting, ...]
    events: dict[str, int]
    reports: int


_COUNT = func.count().label("count")
_NOW = bindparam("now", type_=Instant)


def _standing(rows: Table, kept: ColumnElement[bool]) -> ColumnElement[str]:
    """Its state, or what it waits for: the quota, or after a try in vain its next one, in which it is seldom due."""
    waits = rows.c.state == "waiting"
    return case((and_(waits, kept), KEPT), (and_(waits, rows.c.attempts > 0), AGAIN), else_=rows.c.state)


def _counted(rows: Table, kept: ColumnElement[bool], due: ColumnElement[datetime]) -> Executable:
    found = select(rows.c.platform, _standing(rows, kept).label("state"), due.label("due"))
    unsent = found.where(rows.c.state.in_(UNSENT), or_(due <= _NOW, rows.c.attempts > 0)).subquery()
    told = select(unsent.c.platform, unsent.c.state, _COUNT, func.min(unsent.c.due).label("since"))
    return told.group_by(unsent.c.platform, unsent.c.state)


_MESSAGES = _counted(OUTBOX, OUTBOX.c.fault == QUOTA, OUTBOX.c.not_before)
_FETCHES = _counted(FETCHES, false(), FETCHES.c.again_at)
_FAILED = select(INBOX.c.state, _COUNT).where(INBOX.c.state.in_(FAILED)).group_by(INBOX.c.state)
_REPORTS = select(_COUNT).where(REPORTS.c.state == Stage.SENT.value)


def standing(work: Work) -> Operation:
    """Four questions, each answered from an index or a small table."""
    return Operation(
        messages=_waiting(work, _MESSAGES),
        fetches=_waiting(work, _FETCHES),
        events=dict(map(tuple, work.all(_FAILED))),
        reports=work.scalar(_REPORTS),
    )


def _waiting(work: Work, question: Executable) -> tuple[Waiting, ...]:
    return tuple(Waiting(**row._mapping) for row in work.all(question, {"now": work.now}))
