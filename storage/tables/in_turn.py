"""What one person does is done one thing after the other, on whichever account: a chat's lock covers only one."""

from sqlalchemy import bindparam, func, select

from storage.tables.people import ACCOUNTS
from storage.work import Work

PERSON = "person:"

_ACCOUNT = select(func.pg_advisory_xact_lock(func.hashtextextended(PERSON + ACCOUNTS.c.person_id, 0))).where(
    ACCOUNTS.c.platform == bindparam("platform"), ACCOUNTS.c.address == bindparam("address")
)


def person(work: Work, person_id: str) -> None:
    """From here to the commit nothing else of theirs is done."""
    work.alone(f"{PERSON}{person_id}")


def account(work: Work, platform: str, address: str) -> None:
    """The same for whoever writes from that account; nothing for somebody never heard."""
    if not work.is_single:
        work.execute(_ACCOUNT, {"platform": platform, "address": address})
