"""What a platform lets us push in a month: as it said last, and what we pushed since."""

from datetime import datetime, timedelta, timezone

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Column, Integer, String, Table, bindparam, select, update

from storage.columns import METADATA, Instant
from storage.work import Work

QUOTAS = Table(
    "quotas",
    METADATA,
    Column("platform", String(16), primary_key=True),
    Column("limit", Integer, comment="messages a month; null: as many as one likes"),
    Column("used", Integer, nullable=False, comment="as the platform said, and our own pushes since"),
    Column("read_at", Instant, nullable=False),
)

MONTHS = timezone(timedelta(hours=7))
"""Where a month turns. LINE does not say when; in its own time it has turned two hours before."""


class Quota(Struct, frozen=True, kw_only=True):
    """`limit`: None where there is none. A platform that was never read has no Quota at all."""

    platform: str
    limit: int | None
    used: int
    read_at: datetime

    @property
    def left(self) -> int | None:
        """How many may still be pushed this month; None: as many as one likes."""
        return None if self.limit is None else max(0, self.limit - self.used)


_OF = select(QUOTAS).where(QUOTAS.c.platform == bindparam("of"))
_KNOWN = update(QUOTAS).where(QUOTAS.c.platform == bindparam("of"))
_LEARN = _KNOWN.values(limit=bindparam("most"), used=bindparam("so_many"), read_at=bindparam("at", type_=Instant))
_COUNT = _KNOWN.values(used=QUOTAS.c.used + bindparam("more"))


def of(work: Work, platform: str) -> Quota | None:
    """What is known of this month; None where it was never read, as on a platform that counts nothing."""
    row = work.one(_OF, {"of": platform})
    if row is None:
        return None
    known = Quota(**row._mapping)
    return known if _month(known.read_at) == _month(work.now) else replace(known, used=0)


def learn(work: Work, platform: str, limit: int | None, used: int) -> Quota | None:
    """Keep what the platform says now; returns what was known before.

    Its figure lags behind its own messages: within a day it does not lower what we counted ourselves.
    """
    before = of(work, platform)
    if before is not None and before.read_at.astimezone(MONTHS).date() == work.now.astimezone(MONTHS).date():
        used = max(used, before.used)
    row = {"platform": platform, "limit": limit, "used": used, "read_at": work.now}
    if not work.insert_once(QUOTAS, row):
        work.change(_LEARN, {"of": platform, "most": limit, "so_many": used, "at": work.now})
    return before


def count(work: Work, platform: str, pushed: int) -> None:
    """So many were pushed since; nothing where the platform was never read."""
    if pushed:
        work.change(_COUNT, {"of": platform, "more": pushed})


def _month(at: datetime) -> tuple[int, int]:
    local = at.astimezone(MONTHS)
    return local.year, local.month
