"""People, the accounts they write from, the posts they hold."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct
from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    column,
    exists,
    insert,
    or_,
    select,
    table,
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
    Column("notice", String(16), nullable=False, server_default="", comment="which text was agreed to"),
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
    Column("title_en", Text, nullable=False, server_default="", comment="empty: known in Thai only"),
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

OFFICER, HEAD, COLLECTOR, SUPERVISOR, PSDG = "officer", "head", "collector", "supervisor", "psdg"
EXECUTIVE, OPERATOR = "executive", "operator"
ROLES = (OFFICER, HEAD, COLLECTOR, SUPERVISOR, PSDG, EXECUTIVE, OPERATOR)
OF_UNIT, OF_INDICATOR, OF_WHOLE = (OFFICER, HEAD), (COLLECTOR, SUPERVISOR), (PSDG, EXECUTIVE, OPERATOR)
"""The roles by what their posts are of: a unit, an indicator, the whole office."""


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


class Post(Struct, frozen=True, kw_only=True):
    """`unit_id`, `unit` (its code) and `indicator` ("framework code/indicator code") are WHOLE where it has none."""

    post_id: str
    role: str
    unit_id: str
    unit: str
    indicator: str
    title: str
    title_en: str


class Held(Post, frozen=True, kw_only=True):
    """A post that somebody holds now; `until` ends an acting holder's time."""

    until: datetime | None


_UNITS = table("units", column("id"), column("code"), column("position"))
RUNNING: ColumnElement[bool] = and_(
    HOLDINGS.c.post_id == POSTS.c.id,
    POSTS.c.closed_at.is_(None),
    HOLDINGS.c.ended_at.is_(None),
    or_(HOLDINGS.c.until.is_(None), HOLDINGS.c.until > bindparam("now", type_=Instant)),
)
"""That an open post is held `now`, acting or for good: how posts are joined with who holds them."""
_MEMBER = exists().where(HOLDINGS.c.person_id == PEOPLE.c.id, RUNNING)
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
_NAME = select(PEOPLE.c.name).where(PEOPLE.c.id == bindparam("id"))
_POST = select(
    POSTS.c.id.label("post_id"),
    POSTS.c.role,
    POSTS.c.unit_id,
    _UNITS.c.code.label("unit"),
    POSTS.c.indicator,
    POSTS.c.title,
    POSTS.c.title_en,
).join(_UNITS, _UNITS.c.id == POSTS.c.unit_id)
_HELD = (
    _POST.add_columns(HOLDINGS.c.until)
    .join(HOLDINGS, RUNNING)
    .where(HOLDINGS.c.person_id == bindparam("person"))
    .order_by(_UNITS.c.position, POSTS.c.indicator, POSTS.c.role)
)
_HOLDERS = (
    select(HOLDINGS.c.person_id)
    .join(POSTS, RUNNING)
    .where(
        POSTS.c.role == bindparam("role"),
        POSTS.c.unit_id == bindparam("unit"),
        POSTS.c.indicator == bindparam("indicator"),
    )
    .order_by(HOLDINGS.c.since, HOLDINGS.c.id)
)


def by_account(work: Work, platform: str, address: str) -> Person | None:
    """Who writes from that account, or None for somebody never heard."""
    row = work.one(_BY_ACCOUNT, {"platform": platform, "address": address, "now": work.now})
    return None if row is None else _person(row)


def by_id(work: Work, person_id: str) -> Person | None:
    """A person on the account that they used last; None for somebody without an account."""
    found = work.all(_BY_ID, {"id": person_id, "now": work.now})
    return _person(found[0]) if found else None


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


def meet(
    work: Work, platform: str, address: str, language: str, now: datetime, *, at: datetime | None = None
) -> Person:
    """Somebody heard for the first time, `at` the platform's stamp: an account without a name."""
    person_id, account_id = new_key(now), new_key(now)
    work.execute(insert(PEOPLE).values(id=person_id, name="", language=language, made_at=now))
    account = {"id": account_id, "platform": platform, "address": address, "person_id": person_id}
    work.execute(insert(ACCOUNTS).values(**account, heard_at=at or now))
    return _person((person_id, account_id, platform, address, "", language, None, None, False))


def set_name(work: Work, person_id: str, name: str) -> None:
    """The name that the platform shows; kept only for those who consented."""
    work.execute(update(PEOPLE).where(PEOPLE.c.id == person_id, PEOPLE.c.consented_at.is_not(None)).values(name=name))


def set_language(work: Work, person_id: str, language: str) -> None:
    """th or en."""
    work.execute(update(PEOPLE).where(PEOPLE.c.id == person_id).values(language=language))


def posts_of(work: Work, person_id: str) -> tuple[Held, ...]:
    """What a person holds now, in the order of the units and indicators."""
    return tuple(Held(**row._mapping) for row in work.all(_HELD, {"person": person_id, "now": work.now}))


def holders(work: Work, role: str, *, unit_id: str = WHOLE, indicator: str = WHOLE) -> list[str]:
    """The ids of those who hold this post now, acting ones too, first come first; `indicator` as in Held."""
    values = {"role": role, "unit": unit_id, "indicator": indicator, "now": work.now}
    return [row.person_id for row in work.all(_HOLDERS, values)]


def units_of(work: Work, person_id: str) -> tuple[str, ...]:
    """The ids of the units that a person reports for, as officer or head."""
    return reported_for(posts_of(work, person_id))


def reported_for(posts: Iterable[Held]) -> tuple[str, ...]:
    """The ids of the units that somebody with these posts reports for, as officer or head."""
    return tuple(dict.fromkeys(held.unit_id for held in posts if held.role in OF_UNIT))


def reviewers(work: Work, indicator: str) -> list[str]:
    """Who decides on reports of an indicator ("framework code/indicator code"): its supervisors, or else the PSDG."""
    return holders(work, SUPERVISOR, indicator=indicator) or holders(work, PSDG)


def may_review(work: Work, person_id: str, indicator: str) -> bool:
    """Whether a person may decide on reports of an indicator ("framework code/indicator code")."""
    of_it = {(PSDG, WHOLE), (SUPERVISOR, indicator)}
    return any((one.role, one.indicator) in of_it for one in posts_of(work, person_id))


def name_of(work: Work, person_id: str) -> str:
    """What a person is called; empty for somebody without a name, and for somebody who left."""
    return work.scalar(_NAME, {"id": person_id}) or ""


def posts_with(work: Work, role: str) -> tuple[Post, ...]:
    """The open posts of a role."""
    found = work.all(_POST.where(POSTS.c.role == role, POSTS.c.closed_at.is_(None)).order_by(POSTS.c.id))
    return tuple(Post(**row._mapping) for row in found)


def post(work: Work, role: str, *, unit_id: str = WHOLE, indicator: str = WHOLE) -> Post | None:
    """The open post of a role, or None; `indicator` as in Post."""
    return next((it for it in posts_with(work, role) if (it.unit_id, it.indicator) == (unit_id, indicator)), None)


def post_by_id(work: Work, post_id: str) -> Post:
    """A post, also one that is closed; KeyError where there is none."""
    if row := work.one(_POST.where(POSTS.c.id == post_id)):
        return Post(**row._mapping)
    raise KeyError(post_id)


def hold(work: Work, person_id: str, post_id: str, until: datetime | None = None) -> bool:
    """Put a person into a post, acting `until` an instant; False, and nothing is changed, for one they hold already."""
    theirs = and_(HOLDINGS.c.person_id == person_id, HOLDINGS.c.post_id == post_id, HOLDINGS.c.ended_at.is_(None))
    work.execute(update(HOLDINGS).where(theirs, HOLDINGS.c.until <= work.now).values(ended_at=HOLDINGS.c.until))
    row = {"id": new_key(work.now), "person_id": person_id, "post_id": post_id, "since": work.now, "until": until}
    return work.insert_once(HOLDINGS, row)


def consent(work: Work, person_id: str, name: str, notice: str = "") -> None:
    """A person agreed to a notice to be kept, under the name that their platform shows (empty: not known yet)."""
    agreed = {"consented_at": work.now, "notice": notice, "left_at": None} | ({"name": name} if name else {})
    work.execute(update(PEOPLE).where(PEOPLE.c.id == person_id).values(agreed))


def leave(work: Work, person_id: str) -> None:
    """A person leaves every post: the name and the consent go."""
    running = and_(HOLDINGS.c.person_id == person_id, HOLDINGS.c.ended_at.is_(None))
    work.execute(update(HOLDINGS).where(running).values(ended_at=work.now))
    gone = {"name": "", "consented_at": None, "notice": "", "left_at": work.now}
    work.execute(update(PEOPLE).where(PEOPLE.c.id == person_id).values(gone))
