"""Whom a message reaches where messages cost: how many hear us, and how many of them owe something."""

from datetime import timedelta, timezone

from sqlalchemy import Date, and_, bindparam, exists, func, select

from storage.tables import people
from storage.tables.obligations import IS_OWED, OBLIGATIONS
from storage.tables.people import ACCOUNTS, HOLDINGS, PEOPLE, POSTS
from storage.tables.reach import LAST_USED
from storage.work import Work

UNIT_TIER = 1
BANGKOK = timezone(timedelta(hours=7))
_HOLDS = exists().where(HOLDINGS.c.person_id == PEOPLE.c.id, people.RUNNING)
_THERE = and_(ACCOUNTS.c.platform == bindparam("on"), ACCOUNTS.c.blocked_at.is_(None), LAST_USED)
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


def hearing(work: Work, platform: str) -> int:
    """How many who hold a post are told what concerns them there."""
    return work.scalar(_HEARING, {"on": platform, "now": work.now}) or 0


def owing(work: Work, platform: str) -> int:
    """How many officers are told there whose unit was asked for something and has not sent it."""
    today = work.now.astimezone(BANGKOK).date()
    return work.scalar(_OWING, {"on": platform, "today": today, "now": work.now}) or 0
