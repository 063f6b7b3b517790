"""People, the accounts they write from, the posts they hold."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    exists,
    insert,
    or_,
    select,
    text,
    update,
)

from storage.columns import METADATA, WHOLE, Instant, Key, new_key
from storage.work import Work

PEOPLE = Table(
    "people",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False, server_default=""),
    Column("language", String(2), nullable=False),
    Column("consented_at", Instant),
    Column("left_at", Instant),
    Column("made_at", Instant, nullable=False),
)

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("address", String(64), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("heard_at", Instant, nullable=False),
    Column("blocked_at", Instant),
    UniqueConstraint("platform", "address"),
    Index(None, "person_id"),
)

POSTS = Table(
    "posts",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("role", String(16), nullable=False),
    Column("unit_id", ForeignKey("units.id"), nullable=False, server_default=WHOLE),
    Column("indicator", String(80), nullable=False, server_default=WHOLE, comment="framework code/indicator code"),
    Column("title", Text, nullable=False, server_default=""),
    Column("closed_at", Instant),
    UniqueConstraint("role", "unit_id", "indicator"),
)

HOLDINGS = Table(
    "holdings",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("post_id", ForeignKey("posts.id"), nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant, comment="where an acting holder's time ends"),
    Column("ended_at", Instant),
    Index(
        "uq_holdings_running",
        "person_id",
        "post_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
    Index(None, "post_id"),
)


class Person(Struct, frozen=True, kw_only=True):
    """A person, heard on one of their accounts. Without consent there is no name; a member holds a post."""

    id: str
    account_id: str
    platform: str
    address: str
    name: str
    language: str
    consented: bool
    blocked: bool
    member: bool


_MEMBER = exists().where(
    HOLDINGS.c.person_id == PEOPLE.c.id,
    HOLDINGS.c.ended_at.is_(None),
    or_(HOLDINGS.c.until.is_(None), HOLDINGS.c.until > bindparam("now", type_=Instant)),
)
_PERSON = select(
    PEOPLE.c.id,
    ACCOUNTS.c.id.label("account_id"),
    ACCOUNTS.c.platform,
    ACCOUNTS.c.address,
    PEOPLE.c.name,
    PEOPLE.c.language,
    PEOPLE.c.consented_at,
    ACCOUNTS.c.blocked_at,
    _MEMBER.label("member"),
).join(ACCOUNTS, ACCOUNTS.c.person_id == PEOPLE.c.id)
_BY_ACCOUNT = _PERSON.where(ACCOUNTS.c.platform == bindparam("platform"), ACCOUNTS.c.address == bindparam("address"))
_BY_ID = _PERSON.where(PEOPLE.c.id == bindparam("id")).order_by(ACCOUNTS.c.heard_at.desc())


def by_account(work: Work, platform: str, address: str) -> Person | None:
    """Who writes from that account, or None for somebody never heard."""
    row = work.execute(_BY_ACCOUNT, {"platform": platform, "address": address, "now": work.now}).first()
    return None if row is None else _person(row)


def by_id(work: Work, person_id: str) -> Person | None:
    """A person on the account that they used last; None for somebody without an account."""
    row = work.execute(_BY_ID, {"id": person_id, "now": work.now}).first()
    return None if row is None else _person(row)


def _person(row: object) -> Person:
    identity, account, platform, address, name, language, consented, blocked, member = row  # ty: ignore[not-iterable]
    return Person(
        id=identity,
        account_id=account,
        platform=platform,
        address=address,
        name=name,
        language=language,
        consented=consented is not None,
        blocked=blocked is not None,
        member=bool(member),
    )


def meet(work: Work, platform: str, address: str, language: str, now: datetime) -> Person:
    """Somebody heard for the first time: an account without a name."""
    person_id, account_id = new_key(now), new_key(now)
    work.execute(insert(PEOPLE).values(id=person_id, name="", language=language, made_at=now))
    work.execute(
        insert(ACCOUNTS).values(id=account_id, platform=platform, address=address, person_id=person_id, heard_at=now)
    )
    return Person(
        id=person_id,
        account_id=account_id,
        platform=platform,
        address=address,
        name="",
        language=language,
        consented=False,
        blocked=False,
        member=False,
    )


def set_name(work: Work, person_id: str, name: str) -> None:
    """The name that the platform shows; kept only for those who consented."""
    work.execute(update(PEOPLE).where(PEOPLE.c.id == person_id, PEOPLE.c.consented_at.is_not(None)).values(name=name))


def set_language(work: Work, person_id: str, language: str) -> None:
    """th or en."""
    work.execute(update(PEOPLE).where(PEOPLE.c.id == person_id).values(language=language))


def mark_blocked(work: Work, platform: str, address: str, at: datetime | None) -> None:
    """Cannot be reached there since `at`; None: can be reached again."""
    work.execute(
        update(ACCOUNTS).where(ACCOUNTS.c.platform == platform, ACCOUNTS.c.address == address).values(blocked_at=at)
    )
