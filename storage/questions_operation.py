"""What an operator watches, in numbers: what waits to be said, heard or fetched, and for how long. Nobody's words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Executable, bindparam, func, select

from rules.stages import Stage
from storage.columns import Instant
from storage.tables.fetches import FETCHES
from storage.tables.inbox import INBOX
from storage.tables.outbox import OUTBOX
from storage.tables.reports import REPORTS
from storage.work import Work

UNSENT = ("waiting", "claimed", "held")
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
_MESSAGES = (
    select(OUTBOX.c.platform, OUTBOX.c.state, _COUNT, func.min(OUTBOX.c.not_before).label("since"))
    .where(OUTBOX.c.state.in_(UNSENT), OUTBOX.c.not_before <= bindparam("now", type_=Instant))
    .group_by(OUTBOX.c.platform, OUTBOX.c.state)
)
_FETCHES = (
    select(FETCHES.c.platform, FETCHES.c.state, _COUNT, func.min(FETCHES.c.again_at).label("since"))
    .where(FETCHES.c.state.in_(UNSENT))
    .group_by(FETCHES.c.platform, FETCHES.c.state)
)
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
