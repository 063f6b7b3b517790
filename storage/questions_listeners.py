"""Who can be told on a morning: the people who hold posts now and are reached, and the indicators they look after."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, or_, select

from storage.columns import Instant
from storage.tables import people
from storage.tables.people import ACCOUNTS, HOLDINGS, PEOPLE, POSTS, Person
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A post that somebody holds now: role, unit (id) and indicator ("framework code/indicator code"), or WHOLE."""

    role: str
    unit_id: str
    indicator: str


@dataclass(frozen=True, kw_only=True)
class Listener:
    """Somebody who holds posts and can be reached, on the account that they used last."""

    person: Person
    seats: tuple[Seat, ...]


_RUNNING = and_(
    HOLDINGS.c.post_id == POSTS.c.id,
    POSTS.c.closed_at.is_(None),
    HOLDINGS.c.ended_at.is_(None),
    or_(HOLDINGS.c.until.is_(None), HOLDINGS.c.until > bindparam("now", type_=Instant)),
)
_NEXT = (
    select(HOLDINGS.c.person_id)
    .join(POSTS, _RUNNING)
    .where(HOLDINGS.c.person_id > bindparam("after"))
    .distinct()
    .order_by(HOLDINGS.c.person_id)
    .limit(bindparam("most"))
)
_SEATS = (
    select(HOLDINGS.c.person_id, POSTS.c.role, POSTS.c.unit_id, POSTS.c.indicator)
    .join(POSTS, _RUNNING)
    .where(HOLDINGS.c.person_id.in_(bindparam("people", expanding=True)))
)
_ACCOUNTS = (
    select(ACCOUNTS, PEOPLE.c.name, PEOPLE.c.language, PEOPLE.c.consented_at)
    .join(PEOPLE, PEOPLE.c.id == ACCOUNTS.c.person_id)
    .where(PEOPLE.c.id.in_(bindparam("people", expanding=True)))
    .order_by(ACCOUNTS.c.heard_at)
)
_SUPERVISED = select(POSTS.c.indicator).join(HOLDINGS, _RUNNING).where(POSTS.c.role == people.SUPERVISOR).distinct()


def listeners(work: Work, after: str, most: int) -> tuple[tuple[Listener, ...], str]:
    """The next people by id who hold a post, but for those out of reach; and the last id looked at ("" at the end)."""
    ids = [row.person_id for row in work.all(_NEXT, {"after": after, "most": most, "now": work.now})]
    seats = _seats(work, ids)
    reached = [person for person in people_of(work, ids) if not person.blocked]
    found = tuple(Listener(person=person, seats=tuple(seats[person.id])) for person in reached)
    return found, ids[-1] if len(ids) == most else ""


def supervised(work: Work) -> frozenset[str]:
    """The indicators that somebody supervises now, acting ones too."""
    return frozenset(row.indicator for row in work.all(_SUPERVISED, {"now": work.now}))


def _seats(work: Work, ids: Collection[str]) -> dict[str, list[Seat]]:
    found: dict[str, list[Seat]] = {each: [] for each in ids}
    for row in work.all(_SEATS, {"people": list(ids), "now": work.now}):
        found[row.person_id].append(Seat(role=row.role, unit_id=row.unit_id, indicator=row.indicator))
    return found


def people_of(work: Work, ids: Collection[str]) -> list[Person]:
    """Those of them who have an account, each on the one used last."""
    found = {
        row.person_id: Person(
            id=row.person_id,
            account_id=row.id,
            platform=row.platform,
            address=row.address,
            name=row.name,
            language=row.language,
            consented=row.consented_at is not None,
            blocked=row.blocked_at is not None,
            member=True,
        )
        for row in work.all(_ACCOUNTS, {"people": list(ids)})
    }
    return list(found.values())
