"""What a platform lets us push in a month: as it said last, and what we pushed since."""

from datetime import datetime, timedelta, timezone

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Column, Integer, String, Table, bindparam, case, select, update

from storage.columns import METADATA, Instant
from storage.work import Work

QUOTAS = Table(
    "quotas",
    METADATA,
    Column("platform", String(16), primary_key=True),
    Column("limit", Integer, comment="messages a month; null: as many as one likes"),
    Column("used", Integer, nullable=False, comment="as the platform said, and our own pushes since"),
    Column("read_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False, comment="when it is to be read next"),
    Column("for_first", Integer, nullable=False, server_default="0", comment="kept back for what comes first"),
    Column("for_reminders", Integer, nullable=False, server_default="0", comment="kept back beside it for reminders"),
)

MONTHS = timezone(timedelta(hours=7))
"""Where a month turns. LINE does not say when; in its own time it has turned two hours before."""
FRESH, AFTER_PUSHES = timedelta(minutes=3), timedelta(minutes=10)
"""How old a reading may be for somebody who is about to use it; when it is read again after pushes went out."""


class Quota(Struct, frozen=True, kw_only=True):
    """`limit`: None where there is none. A platform that was never read has no Quota at all.

    `for_first` and `for_reminders`: how many are kept back for what goes before news, as reckoned at the reading.
    """

    platform: str
    limit: int | None
    used: int
    read_at: datetime
    due_at: datetime
    for_first: int = 0
    for_reminders: int = 0

    @property
    def left(self) -> int | None:
        """How many may still be pushed this month; None: as many as one likes."""
        return None if self.limit is None else max(0, self.limit - self.used)

    def free(self, rank: int) -> int | None:
        """How many of them messages of that rank (storage.tables.outbox) may take; None: as many as one likes."""
        if self.left is None:
            return None
        kept = (0, self.for_first, self.for_first + self.for_reminders)[rank]
        return max(0, self.left - kept)


_OF = select(QUOTAS).where(QUOTAS.c.platform == bindparam("of"))
_KNOWN = update(QUOTAS).where(QUOTAS.c.platform == bindparam("of"))
_AT = bindparam("at", type_=Instant)
_LEARN = _KNOWN.values(limit=bindparam("most"), used=bindparam("so_many"), read_at=_AT)
_PLAN = _KNOWN.values(due_at=_AT, for_first=bindparam("first"), for_reminders=bindparam("reminders"))
_SOONER = case((QUOTAS.c.due_at < _AT, QUOTAS.c.due_at), else_=_AT)
_COUNT = _KNOWN.values(used=QUOTAS.c.used + bindparam("more"), due_at=_SOONER)
_WANT = _KNOWN.values(due_at=_SOONER)


def lane(platform: str) -> str:
    """The name of the lane that reads a platform's quota."""
    return f"quota:{platform}"


def of(work: Work, platform: str) -> Quota | None:
    """What is known of this month; None where it was never read, as on a platform that counts nothing."""
    row = work.one(_OF, {"of": platform})
    if row is None:
        return None
    known = Quota(**row._mapping)
    return known if _month(known.read_at) == _month(work.now) else replace(known, used=0)


def learn(work: Work, platform: str, limit: int | None, used: int) -> Quota | None:
    """Keep what the platform says now; returns what was known before. `plan` says when it is read again.

    Its figure lags behind its own messages: within a day it does not lower what we counted ourselves.
    """
    before = of(work, platform)
    if before is not None and before.read_at.astimezone(MONTHS).date() == work.now.astimezone(MONTHS).date():
        used = max(used, before.used)
    row = {"platform": platform, "limit": limit, "used": used, "read_at": work.now}
    if not work.insert_once(QUOTAS, {**row, "due_at": work.now}):
        work.change(_LEARN, {"of": platform, "most": limit, "so_many": used, "at": work.now})
    return before


def plan(work: Work, platform: str, *, due_at: datetime, for_first: int, for_reminders: int) -> None:
    """What is kept back from now on, and when the quota is read next."""
    values = {"of": platform, "at": due_at, "first": for_first, "reminders": for_reminders}
    work.change(_PLAN, values)


def count(work: Work, platform: str, pushed: int) -> None:
    """So many were pushed since; nothing where the platform was never read. It is read again soon."""
    if pushed and work.change(_COUNT, {"of": platform, "more": pushed, "at": work.now + AFTER_PUSHES}):
        work.wake.add(lane(platform))


def want(work: Work, platform: str) -> bool:
    """Somebody is about to use the quota: False where what is known is too old for that, which is read at once then."""
    known = of(work, platform)
    if known is None or work.now - known.read_at <= FRESH:
        return True
    work.change(_WANT, {"of": platform, "at": work.now})
    work.wake.add(lane(platform))
    return False


def _month(at: datetime) -> tuple[int, int]:
    local = at.astimezone(MONTHS)
    return local.year, local.month
