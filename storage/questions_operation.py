"""What an operator watches, in numbers: what waits to be said, heard or fetched, and for how long. Nobody's words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Executable, Table, and_, bindparam, case, false, func, or_, select

from rules.stages import Stage
from storage.columns import Instant
from storage.tables import quotas
from storage.tables.fetches import FETCHES
from storage.tables.inbox import INBOX
from storage.tables.outbox import ANSWER, OUTBOX, QUOTA
from storage.tables.people import HOLDINGS
from storage.tables.quotas import Quota
from storage.tables.reports import REPORTS
from storage.tables.watched import WATCHED
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
    wait for their reviewer, alerts that operators were told of and that last,
    what is known of each platform's quota."""

    messages: tuple[Waiting, ...]
    fetches: tuple[Waiting, ...]
    events: dict[str, int]
    reports: int
    alerts: int
    quotas: tuple[Quota, ...]


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
_COUNTED = select(quotas.QUOTAS.c.platform).order_by(quotas.QUOTAS.c.platform)
_ALERTS = select(_COUNT).where(WATCHED.c.told_at.is_not(None))
_FAILED_LATELY = select(_COUNT).where(
    or_(
        INBOX.c.state == "parked",
        and_(INBOX.c.state == "given_up", INBOX.c.received_at > bindparam("since", type_=Instant)),
    )
)
_TOLD = select(func.count(OUTBOX.c.address.distinct())).where(
    OUTBOX.c.state == "sent",
    OUTBOX.c.platform == bindparam("platform"),
    OUTBOX.c.weight != ANSWER,
    OUTBOX.c.not_before > bindparam("after", type_=Instant),
    OUTBOX.c.sent_at.between(bindparam("after", type_=Instant), bindparam("until", type_=Instant)),
)
_ENROLLED = select(func.min(HOLDINGS.c.since))


def standing(work: Work) -> Operation:
    """Some questions, each answered from an index or a small table."""
    return Operation(
        messages=_waiting(work, _MESSAGES),
        fetches=_waiting(work, _FETCHES),
        events=dict(map(tuple, work.all(_FAILED))),
        reports=work.scalar(_REPORTS),
        alerts=work.scalar(_ALERTS),
        quotas=tuple(known for row in work.all(_COUNTED) if (known := quotas.of(work, row.platform))),
    )


def failed_lately(work: Work, since: datetime) -> int:
    """Events that wait for another try, and those given up that came after `since`."""
    return work.scalar(_FAILED_LATELY, {"since": since})


def told_between(work: Work, platform: str, after: datetime, until: datetime) -> int:
    """How many people were sent anything there that was no answer to them."""
    return work.scalar(_TOLD, {"platform": platform, "after": after, "until": until})


def anybody_since(work: Work) -> datetime | None:
    """Since when somebody holds a post; None while nobody ever did."""
    return work.scalar(_ENROLLED)


def _waiting(work: Work, question: Executable) -> tuple[Waiting, ...]:
    return tuple(Waiting(**row._mapping) for row in work.all(question, {"now": work.now}))
