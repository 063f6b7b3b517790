"""What is to be fetched from a platform: the bytes of evidence, a person's name."""

from datetime import datetime, timedelta
from functools import cache

from msgspec import Struct
from sqlalchemy import (
    Column,
    ColumnElement,
    Executable,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    select,
    update,
)

from storage.columns import METADATA, Instant, Key, new_key
from storage.work import Work, claiming

FETCHES = Table(
    "fetches",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("key", String(160), nullable=False),
    Column("platform", String(16), nullable=False),
    Column("kind", String(16), nullable=False, comment="content, profile or forget"),
    Column("target", Text, nullable=False, comment="the platform's own handle of the file or person"),
    Column("evidence_id", ForeignKey("evidence.id")),
    Column("state", String(16), nullable=False, comment="waiting, claimed, done, given_up"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("again_at", Instant, nullable=False),
    Column("claimed_at", Instant),
    UniqueConstraint("key"),
    Index(None, "state", "again_at"),
)

CONTENT = "content"
PROFILE = "profile"
FORGET = "forget"
"""Its target is a SHA-256: the store forgets the bytes that nothing needs any more."""
STALE = timedelta(minutes=10)


class FetchRow(Struct, frozen=True, kw_only=True):
    """One thing to fetch. `target` is the platform's own handle of a file, or a person's address.

    A row belongs to whoever claimed it at `claimed_at`.
    """

    id: str
    platform: str
    kind: str
    target: str
    evidence_id: str | None
    attempts: int
    claimed_at: datetime


def lane(platform: str) -> str:
    """The name of the lane that fetches from a platform."""
    return f"fetch:{platform}"


def want(
    work: Work, platform: str, kind: str, target: str, evidence_id: str | None = None, *, at: datetime | None = None
) -> None:
    """Fetch it once, not before `at`. Wakes the platform's lane."""
    row = {
        "id": new_key(work.now),
        "key": f"{platform}:{kind}:{evidence_id or target}",
        "platform": platform,
        "kind": kind,
        "target": target,
        "evidence_id": evidence_id,
        "state": "waiting",
        "attempts": 0,
        "again_at": at or work.now,
    }
    if work.insert_once(FETCHES, row):
        work.wake.add(lane(platform))


def want_name(work: Work, platform: str, address: str) -> None:
    """Fetch a person's name, also where it was fetched before: whoever left and comes back is asked for anew."""
    want(work, platform, PROFILE, address)
    settled = and_(FETCHES.c.key == f"{platform}:{PROFILE}:{address}", FETCHES.c.state.in_(("done", "given_up")))
    again = update(FETCHES).where(settled).values(state="waiting", again_at=work.now, attempts=0)
    if work.execute(again).rowcount:
        work.wake.add(lane(platform))


_OF_PLATFORM = FETCHES.c.platform == bindparam("place")
_WAITING = and_(_OF_PLATFORM, FETCHES.c.state == "waiting")
_CLAIMED = and_(_OF_PLATFORM, FETCHES.c.state == "claimed")
_FREE = update(FETCHES).where(_CLAIMED).values(state="waiting")
_FREE_STALE = _FREE.where(FETCHES.c.claimed_at < bindparam("stale", type_=Instant))
_NEXT_DUE = select(func.min(FETCHES.c.again_at)).where(_WAITING)


@cache
def _claim(platform: str, most: int) -> Executable:
    now = bindparam("now", type_=Instant)
    due = and_(FETCHES.c.platform == platform, FETCHES.c.state == "waiting", FETCHES.c.again_at <= now)
    return claiming(FETCHES, due, limit=most)


def claim(work: Work, platform: str, most: int) -> list[FetchRow]:
    """What is due now, marked as ours; a claim of a worker that died comes back."""
    work.change(_FREE_STALE, {"place": platform, "stale": work.now - STALE})
    rows = work.claim(_claim(platform, most))
    return [FetchRow(**{name: getattr(row, name) for name in FetchRow.__struct_fields__}) for row in rows]


def next_due(work: Work, platform: str) -> datetime | None:
    """When the next may be fetched."""
    return work.scalar(_NEXT_DUE, {"place": platform})


def _ours(fetch: FetchRow) -> ColumnElement[bool]:
    return and_(FETCHES.c.id == fetch.id, FETCHES.c.state == "claimed", FETCHES.c.claimed_at == fetch.claimed_at)


def settle(work: Work, fetch: FetchRow, state: str) -> bool:
    """done or given_up. False where our claim was lost: then whoever has it now does what follows."""
    return work.execute(update(FETCHES).where(_ours(fetch)).values(state=state)).rowcount == 1


def wait_again(work: Work, fetch: FetchRow, at: datetime) -> None:
    """Not yet: tried again at that instant."""
    values = {"state": "waiting", "again_at": at, "attempts": fetch.attempts + 1}
    work.execute(update(FETCHES).where(_ours(fetch)).values(values))
    work.wake.add(lane(fetch.platform))


def release(work: Work, platform: str) -> None:
    """On start: whoever held a claim is gone."""
    work.change(_FREE, {"place": platform})
