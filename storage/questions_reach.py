"""Whom a message reaches: who has blocked us or never was a friend, and how many hear us where messages cost."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from sqlalchemy import Date, and_, bindparam, exists, func, or_, select

from storage.tables import people
from storage.tables.obligations import IS_OWED, OBLIGATIONS
from storage.tables.people import ACCOUNTS, HOLDINGS, PEOPLE, POSTS
from storage.work import Work

UNIT_TIER = 1
BANGKOK = timezone(timedelta(hours=7))


@dataclass(frozen=True, kw_only=True)
class Unreachable:
    """Somebody who holds a post, and on the account that they used last hears nothing since then."""

    person_id: str
    name: str
    platform: str
    since: datetime


_newer = ACCOUNTS.alias("newer")
_LAST_USED = ~exists().where(
    _newer.c.person_id == ACCOUNTS.c.person_id,
    or_(
        _newer.c.heard_at > ACCOUNTS.c.heard_at,
        and_(_newer.c.heard_at == ACCOUNTS.c.heard_at, _newer.c.id > ACCOUNTS.c.id),
    ),
)
_HOLDS = exists().where(HOLDINGS.c.person_id == PEOPLE.c.id, people.RUNNING)
_BLOCKED = (
    select(PEOPLE.c.id, PEOPLE.c.name, ACCOUNTS.c.platform, ACCOUNTS.c.blocked_at)
    .join(ACCOUNTS, ACCOUNTS.c.person_id == PEOPLE.c.id)
    .where(ACCOUNTS.c.blocked_at.is_not(None), _LAST_USED, _HOLDS)
    .order_by(ACCOUNTS.c.blocked_at, PEOPLE.c.id)
)
_THERE = and_(ACCOUNTS.c.platform == bindparam("on"), ACCOUNTS.c.blocked_at.is_(None), _LAST_USED)
_HEARING = (
    select(func.count())
    .select_from(PEOPLE)
    .join(ACCOUNTS, and_(ACCOUNTS.c.person_id == PEOPLE.c.id, _THERE))
    .where(_HOLDS)
)
_OWES = exists().where(
    OBLIGATIONS.c.unit_id == POSTS.c.unit_id,
    OBLIGATIONS.c.tier == UNIT_TIER,
    OBLIGATIONS.c.state == "open",
    OBLIGATIONS.c.owed_on <= bindparam("today", type_=Date),
    IS_OWED,
)
_OWING = (
    select(func.count(HOLDINGS.c.person_id.distinct()))
    .join(POSTS, people.RUNNING)
    .join(ACCOUNTS, and_(ACCOUNTS.c.person_id == HOLDINGS.c.person_id, _THERE))
    .where(POSTS.c.role == people.OFFICER, _OWES)
)


def unreachable(work: Work, person_ids: Collection[str] | None = None) -> tuple[Unreachable, ...]:
    """Those who hold a post and cannot be reached, longest first; of all or of these people (ids)."""
    found = [row for row in work.all(_BLOCKED, {"now": work.now}) if person_ids is None or row.id in person_ids]
    return tuple(
        Unreachable(person_id=row.id, name=row.name, platform=row.platform, since=row.blocked_at) for row in found
    )


def hearing(work: Work, platform: str) -> int:
    """How many who hold a post are told what concerns them there."""
    return work.scalar(_HEARING, {"on": platform, "now": work.now}) or 0


def owing(work: Work, platform: str) -> int:
    """How many officers are told there whose unit was asked for something and has not sent it."""
    today = work.now.astimezone(BANGKOK).date()
    return work.scalar(_OWING, {"on": platform, "today": today, "now": work.now}) or 0
