"""Whether somebody can be reached on an account. Events come in any order: the newest stamp decides."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, or_, select, update

from storage.tables.people import ACCOUNTS
from storage.work import Work

_NEWER = ACCOUNTS.alias("newer")
LAST_USED: ColumnElement[bool] = ~exists().where(
    _NEWER.c.person_id == ACCOUNTS.c.person_id,
    or_(
        _NEWER.c.heard_at > ACCOUNTS.c.heard_at,
        and_(_NEWER.c.heard_at == ACCOUNTS.c.heard_at, _NEWER.c.id > ACCOUNTS.c.id),
    ),
)
"""That an account is the one of its person on which they hear."""
_ACCOUNTS = (
    select(ACCOUNTS.c.platform, ACCOUNTS.c.address, ACCOUNTS.c.blocked_at)
    .where(ACCOUNTS.c.person_id == bindparam("person"))
    .order_by(ACCOUNTS.c.heard_at.desc())
)
_BLOCKED = select(ACCOUNTS.c.address).where(
    ACCOUNTS.c.platform == bindparam("on"),
    ACCOUNTS.c.address.in_(bindparam("those", expanding=True)),
    ACCOUNTS.c.blocked_at.is_not(None),
)


def mark_blocked(work: Work, platform: str, address: str, at: datetime) -> bool:
    """Cannot be reached there since `at`. False, and nothing is changed, where they came back after that."""
    known = update(ACCOUNTS).where(*_account(platform, address), ACCOUNTS.c.heard_at <= at)
    return work.execute(known.values(blocked_at=at)).rowcount == 1


def mark_reached(work: Work, platform: str, address: str, at: datetime) -> bool:
    """Came there or wrote at `at`: can be reached. False, and nothing is changed, where they blocked it after that."""
    known = update(ACCOUNTS).where(
        *_account(platform, address), or_(ACCOUNTS.c.blocked_at.is_(None), ACCOUNTS.c.blocked_at <= at)
    )
    newest = case((ACCOUNTS.c.heard_at > at, ACCOUNTS.c.heard_at), else_=at)
    return work.execute(known.values(blocked_at=None, heard_at=newest)).rowcount == 1


def accounts(work: Work, person_id: str) -> tuple[tuple[str, str, bool], ...]:
    """Where somebody can be written to: platform, address, and whether they blocked us there; the last used first."""
    found = work.all(_ACCOUNTS, {"person": person_id})
    return tuple((row.platform, row.address, row.blocked_at is not None) for row in found)


def blocked(work: Work, platform: str, addresses: Collection[str]) -> frozenset[str]:
    """Those of these accounts (addresses) where somebody cannot be reached now."""
    found = work.all(_BLOCKED, {"on": platform, "those": list(addresses)}) if addresses else ()
    return frozenset(row.address for row in found)


def _account(platform: str, address: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return ACCOUNTS.c.platform == platform, ACCOUNTS.c.address == address
