"""To whom something can be said at once, person by person, and what became of it: each question is bounded."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, update

from storage.tables import people
from storage.tables.broadcasts import EVERYBODY, KIND, OWING, UNIT, Audience
from storage.tables.frameworks import FRAMEWORKS
from storage.tables.indicators import BINDINGS, INDICATORS
from storage.tables.obligations import IS_OWED, OBLIGATIONS
from storage.tables.outbox import OUTBOX, QUOTA, UNREACHED
from storage.tables.people import ACCOUNTS, HOLDINGS, PEOPLE, POSTS, RUNNING
from storage.tables.units import UNIT_KINDS, UNITS
from storage.work import Work

UNIT_TIER = 1
LOOKED_AT = 2000
"""People that one chunk goes through at most, however few of them are meant."""
UNREACHABLE, CANCELLED = UNREACHED, "cancelled"
"""The faults of a row for somebody who cannot be reached, and of one that did not go before the cancelling."""
TOLD, WAITING, KEPT, FAILED, OUT_OF_REACH, DROPPED = "told", "waiting", "kept", "failed", "unreachable", "dropped"
_REPORTING = (people.OFFICER, people.HEAD)
_KEY = FRAMEWORKS.c.code + "/" + INDICATORS.c.code


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody who is meant, on the account that they used last."""

    id: str
    platform: str
    address: str
    language: str
    blocked: bool


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How many can be told on which platform (and how many of those read English), and how many cannot be reached."""

    platforms: dict[str, int]
    english: int
    unreachable: int


@dataclass(frozen=True, kw_only=True)
class Named:
    """A unit, a kind of unit or an indicator that can be chosen."""

    id: str
    code: str
    name: str


_NEWER = ACCOUNTS.alias("newer")
_IS_NEWEST = ~exists().where(
    _NEWER.c.person_id == ACCOUNTS.c.person_id,
    or_(
        _NEWER.c.heard_at > ACCOUNTS.c.heard_at,
        and_(_NEWER.c.heard_at == ACCOUNTS.c.heard_at, _NEWER.c.id > ACCOUNTS.c.id),
    ),
)


def edge(work: Work, after: str) -> str | None:
    """The person (id) up to whom one chunk may go from there; None where it reaches the end."""
    holding = select(HOLDINGS.c.person_id).distinct().where(HOLDINGS.c.ended_at.is_(None), HOLDINGS.c.person_id > after)
    return work.scalar(holding.order_by(HOLDINGS.c.person_id).offset(LOOKED_AT - 1).limit(1))


def readers(
    work: Work, audience: Audience, but: str, today: date, within: tuple[str, str | None], most: int
) -> tuple[Reader, ...]:
    """The next of those who are meant, by id, after the first of `within` and up to its second (None: to the end)."""
    after, until = within
    meant = _meant(audience, but, today).where(PEOPLE.c.id > after)
    meant = meant if until is None else meant.where(PEOPLE.c.id <= until)
    rows = work.all(meant.order_by(PEOPLE.c.id).limit(most), {"now": work.now})
    return tuple(
        Reader(id=row.id, platform=row.platform, address=row.address, language=row.language, blocked=bool(row.blocked))
        for row in rows
    )


def reach(work: Work, audience: Audience, but: str, today: date) -> Reach:
    """How many are meant now; each counts once."""
    meant = _meant(audience, but, today).subquery()
    counted = select(meant.c.platform, meant.c.language, meant.c.blocked, func.count().label("people"))
    rows = work.all(counted.group_by(meant.c.platform, meant.c.language, meant.c.blocked), {"now": work.now})
    platforms: dict[str, int] = {}
    for row in rows:
        if not row.blocked:
            platforms[row.platform] = platforms.get(row.platform, 0) + row.people
    return Reach(
        platforms=platforms,
        english=sum(row.people for row in rows if not row.blocked and row.language == "en"),
        unreachable=sum(row.people for row in rows if row.blocked),
    )


def out_of_reach(work: Work, audience: Audience, but: str, today: date, most: int) -> tuple[str, ...]:
    """The names of the first who are meant and cannot be reached; "" for a name that is not known."""
    meant = _meant(audience, but, today).where(ACCOUNTS.c.blocked_at.is_not(None))
    rows = work.all(meant.order_by(PEOPLE.c.name, PEOPLE.c.id).limit(most), {"now": work.now})
    return tuple(row.name for row in rows)


def standing(work: Work, broadcast_id: str) -> dict[tuple[str, str], int]:
    """How many rows of it are in which standing (TOLD, WAITING, …), by platform and standing."""
    state, fault = OUTBOX.c.state, OUTBOX.c.fault
    stands = case(
        (state.in_(("sent", "repeated")), TOLD),
        (and_(state == "waiting", fault == QUOTA), KEPT),
        (state.in_(("waiting", "claimed")), WAITING),
        (fault == UNREACHABLE, OUT_OF_REACH),
        (state == "dropped", DROPPED),
        else_=FAILED,
    ).label("stands")
    rows = select(OUTBOX.c.platform, stands).where(_of(broadcast_id)).subquery()
    counted = select(rows.c.platform, rows.c.stands, func.count().label("people")).group_by(
        rows.c.platform, rows.c.stands
    )
    return {(row.platform, row.stands): row.people for row in work.all(counted)}


def untold(work: Work, broadcast_id: str, most: int) -> tuple[tuple[str, str], ...]:
    """The first whom it did not reach: their names ("" for none that is known) and one of their units ("" for none)."""
    unit = (
        select(func.min(UNITS.c.code))
        .join(POSTS, POSTS.c.unit_id == UNITS.c.id)
        .join(HOLDINGS, RUNNING)
        .where(HOLDINGS.c.person_id == PEOPLE.c.id, POSTS.c.role.in_(_REPORTING))
        .scalar_subquery()
        .label("unit")
    )
    query = select(PEOPLE.c.name, unit).join(OUTBOX, OUTBOX.c.person_id == PEOPLE.c.id)
    query = query.where(_of(broadcast_id), OUTBOX.c.state.in_(("given_up", "held"))).order_by(OUTBOX.c.key).limit(most)
    return tuple((row.name, row.unit or "") for row in work.all(query, {"now": work.now}))


def untold_units(work: Work, broadcast_id: str, most: int) -> tuple[tuple[str, int], ...]:
    """In which units (codes) it did not reach somebody, and how many there, in the order of the file."""
    query = (
        select(UNITS.c.code, UNITS.c.position, func.count(OUTBOX.c.person_id.distinct()).label("people"))
        .join(POSTS, POSTS.c.unit_id == UNITS.c.id)
        .join(HOLDINGS, RUNNING)
        .join(OUTBOX, OUTBOX.c.person_id == HOLDINGS.c.person_id)
        .where(_of(broadcast_id), OUTBOX.c.state.in_(("given_up", "held")), POSTS.c.role.in_(_REPORTING))
        .group_by(UNITS.c.code, UNITS.c.position)
    )
    rows = work.all(query.order_by(UNITS.c.position, UNITS.c.code).limit(most), {"now": work.now})
    return tuple((row.code, row.people) for row in rows)


def drop(work: Work, broadcast_id: str) -> None:
    """What of it has not gone stays here."""
    waiting = update(OUTBOX).where(_of(broadcast_id), OUTBOX.c.state == "waiting")
    work.execute(waiting.values(state="dropped", fault=CANCELLED))


def key(broadcast_id: str, person_id: str) -> str:
    """Makes it once to each."""
    return f"broadcast:{broadcast_id}:{person_id}"


def units_within(work: Work, within: Collection[str] | None) -> tuple[Named, ...]:
    """The open units, or those that one of these indicators binds, in the order of the file."""
    chosen = [UNITS.c.closed_at.is_(None), UNITS.c.id != "whole"]
    chosen += [] if within is None else [_bound(UNITS.c.id, within)]
    return _named(work, select(UNITS).where(*chosen).order_by(UNITS.c.position, UNITS.c.code))


def kinds_within(work: Work, within: Collection[str] | None) -> tuple[Named, ...]:
    """The kinds of those units."""
    theirs = [UNITS.c.kind_id == UNIT_KINDS.c.id, UNITS.c.closed_at.is_(None)]
    theirs += [] if within is None else [_bound(UNITS.c.id, within)]
    return _named(work, select(UNIT_KINDS).where(exists().where(*theirs)).order_by(UNIT_KINDS.c.id))


def indicators_within(work: Work, within: Collection[str] | None) -> tuple[Named, ...]:
    """The open indicators of frameworks in force, or these of them; of one code the newest year's first."""
    query = select(INDICATORS.c.id, INDICATORS.c.code, INDICATORS.c.name)
    query = query.join(FRAMEWORKS, FRAMEWORKS.c.id == INDICATORS.c.framework_id)
    query = query.where(INDICATORS.c.closed_at.is_(None), FRAMEWORKS.c.closed_at.is_(None), INDICATORS.c.id != "whole")
    query = query if within is None else query.where(_KEY.in_(list(within)))
    return _named(work, query.order_by(FRAMEWORKS.c.year.desc(), INDICATORS.c.position))


def _named(work: Work, query: Select) -> tuple[Named, ...]:
    return tuple(Named(id=row.id, code=row.code, name=row.name) for row in work.all(query))


def _of(broadcast_id: str) -> ColumnElement[bool]:
    """By the keys of its rows, whose people's ids are of digits and capitals: the unique key's index is enough."""
    return OUTBOX.c.key.between(key(broadcast_id, "0" * 26), key(broadcast_id, "Z" * 26))


def _meant(audience: Audience, but: str, today: date) -> Select:
    """Everybody who holds a post that is meant, with the account used last, but the one who says it."""
    held = exists().where(HOLDINGS.c.person_id == PEOPLE.c.id, RUNNING, *_posts(audience, today))
    return (
        select(PEOPLE.c.id, PEOPLE.c.name, PEOPLE.c.language, ACCOUNTS.c.platform, ACCOUNTS.c.address)
        .add_columns(ACCOUNTS.c.blocked_at.is_not(None).label("blocked"))
        .join(ACCOUNTS, ACCOUNTS.c.person_id == PEOPLE.c.id)
        .where(_IS_NEWEST, held, PEOPLE.c.id != but)
    )


def _posts(audience: Audience, today: date) -> list[ColumnElement[bool]]:
    """Of a unit are those who report for it; everybody are all who hold a post, where nothing else is asked."""
    chosen = [] if audience.within is None else [_bound(POSTS.c.unit_id, audience.within)]
    match audience.kind:
        case _ if audience.kind == EVERYBODY and not chosen:
            return []
        case _ if audience.kind == UNIT:
            chosen.append(POSTS.c.unit_id == audience.value)
        case _ if audience.kind == KIND:
            chosen.append(exists().where(UNITS.c.id == POSTS.c.unit_id, UNITS.c.kind_id == audience.value))
        case _ if audience.kind == OWING:
            chosen.append(_owes(audience.value, today))
    return [POSTS.c.role.in_(_REPORTING), *chosen]


def _owes(indicator_id: str, today: date) -> ColumnElement[bool]:
    """The unit of the post was asked for something of the indicator and has not sent it."""
    return exists().where(
        OBLIGATIONS.c.unit_id == POSTS.c.unit_id,
        OBLIGATIONS.c.indicator_id == indicator_id,
        OBLIGATIONS.c.tier == UNIT_TIER,
        OBLIGATIONS.c.state == "open",
        OBLIGATIONS.c.owed_on <= today,
        IS_OWED,
    )


def _bound(unit_id: ColumnElement[str], within: Collection[str]) -> ColumnElement[bool]:
    """One of these indicators binds the unit."""
    theirs = select(INDICATORS.c.id).join(FRAMEWORKS, FRAMEWORKS.c.id == INDICATORS.c.framework_id)
    theirs = theirs.where(_KEY.in_(list(within)), INDICATORS.c.closed_at.is_(None), FRAMEWORKS.c.closed_at.is_(None))
    return exists().where(
        BINDINGS.c.unit_id == unit_id,
        BINDINGS.c.bound,
        BINDINGS.c.closed_at.is_(None),
        BINDINGS.c.indicator_id.in_(theirs),
    )
