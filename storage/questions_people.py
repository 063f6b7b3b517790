"""Who is in: the people in their posts, how each can be reached, and the codes that nobody has used yet."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from msgspec import Struct
from sqlalchemy import ColumnElement, or_, select, true

from storage.columns import WHOLE
from storage.tables.frameworks import FRAMEWORKS
from storage.tables.indicators import BINDINGS, INDICATORS
from storage.tables.invitations import INVITATIONS
from storage.tables.people import (
    ACCOUNTS,
    COLLECTOR,
    HEAD,
    HOLDINGS,
    OFFICER,
    PEOPLE,
    POSTS,
    PSDG,
    RUNNING,
    SUPERVISOR,
    Held,
    Post,
)
from storage.tables.units import UNITS
from storage.work import Work


class Seat(Post, frozen=True, kw_only=True):
    """A post, and who holds it now; `until` ends an acting holder's time."""

    holding_id: str
    person_id: str
    name: str
    since: datetime
    until: datetime | None


class Reached(Struct, frozen=True, kw_only=True):
    """An account of somebody, and since when nothing reaches them there."""

    platform: str
    address: str
    blocked_at: datetime | None


class OpenCode(Post, frozen=True, kw_only=True):
    """A code that can be used: for which post, or for whose next account (`person_id`); itself it is not known."""

    id: str
    shared: bool
    made_at: datetime
    expires_at: datetime
    acting_until: date | None
    person_id: str | None


class View(Struct, frozen=True, kw_only=True):
    """Whose names somebody may see: everybody's, or those in posts of these units (ids) and indicators."""

    everything: bool
    units: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it is nobody's."""
        return not (self.everything or self.units or self.indicators)

    def sees(self, post: Post) -> bool:
        """Whether a post lies within it."""
        is_theirs = post.unit_id in self.units or post.indicator in self.indicators
        return self.everything or is_theirs


_POST = (
    POSTS.c.id.label("post_id"),
    POSTS.c.role,
    POSTS.c.unit_id,
    UNITS.c.code.label("unit"),
    POSTS.c.indicator,
    POSTS.c.title,
    POSTS.c.title_en,
)
_SEATS = (
    select(
        *_POST,
        HOLDINGS.c.id.label("holding_id"),
        HOLDINGS.c.person_id,
        PEOPLE.c.name,
        HOLDINGS.c.since,
        HOLDINGS.c.until,
    )
    .join(UNITS, UNITS.c.id == POSTS.c.unit_id)
    .join(HOLDINGS, RUNNING)
    .join(PEOPLE, PEOPLE.c.id == HOLDINGS.c.person_id)
    .order_by(UNITS.c.position, POSTS.c.indicator, POSTS.c.role, HOLDINGS.c.since, HOLDINGS.c.id)
)
_REACHED = select(ACCOUNTS.c.person_id, ACCOUNTS.c.platform, ACCOUNTS.c.address, ACCOUNTS.c.blocked_at)
_OPEN_CODES = (
    select(
        *_POST,
        *(INVITATIONS.c[name] for name in ("id", "shared", "made_at", "expires_at", "acting_until", "person_id")),
    )
    .join(UNITS, UNITS.c.id == POSTS.c.unit_id)
    .join(INVITATIONS, INVITATIONS.c.post_id == POSTS.c.id)
    .where(POSTS.c.closed_at.is_(None), INVITATIONS.c.revoked_at.is_(None), INVITATIONS.c.used_at.is_(None))
    .order_by(UNITS.c.position, POSTS.c.indicator, POSTS.c.role, INVITATIONS.c.id)
)


_BOUND = (
    select(BINDINGS.c.unit_id)
    .distinct()
    .join(INDICATORS, INDICATORS.c.id == BINDINGS.c.indicator_id)
    .join(FRAMEWORKS, FRAMEWORKS.c.id == INDICATORS.c.framework_id)
    .where(BINDINGS.c.bound, BINDINGS.c.closed_at.is_(None), BINDINGS.c.unit_id != WHOLE)
    .where(INDICATORS.c.closed_at.is_(None), FRAMEWORKS.c.closed_at.is_(None))
)


def view_of(work: Work, held: Sequence[Held]) -> View:
    """What these posts let somebody see: the PSDG all, a supervisor their indicators and the units these bind, a
    head their unit."""
    if any(one.role == PSDG for one in held):
        return View(everything=True)
    supervised = tuple(one.indicator for one in held if one.role == SUPERVISOR)
    own = [one.unit_id for one in held if one.role == HEAD]
    units = tuple(dict.fromkeys([*own, *_bound(work, supervised)]))
    return View(everything=False, units=units, indicators=supervised)


def seats(work: Work, view: View, *, post_ids: Collection[str] = (), person_id: str = "") -> tuple[Seat, ...]:
    """The posts in view that are held now, each with its holder, in the order of the file; of these posts or this
    person only, where they are named."""
    query = _SEATS.where(POSTS.c.id.in_(list(post_ids))) if post_ids else _SEATS
    query = query.where(HOLDINGS.c.person_id == person_id) if person_id else query
    rows = work.all(query.where(_within(view)), {"now": work.now})
    return tuple(Seat(**row._mapping) for row in rows)


def ending(work: Work, before: datetime) -> tuple[Seat, ...]:
    """The acting holders whose time ends before or at that instant."""
    rows = work.all(_SEATS.where(HOLDINGS.c.until <= before), {"now": work.now})
    return tuple(Seat(**row._mapping) for row in rows)


def accounts(work: Work, people: Collection[str]) -> dict[str, tuple[Reached, ...]]:
    """The accounts of these people (ids), the one used last first."""
    found: dict[str, list[Reached]] = {each: [] for each in people}
    query = _REACHED.where(ACCOUNTS.c.person_id.in_(list(people))).order_by(ACCOUNTS.c.heard_at.desc())
    for row in work.all(query) if people else ():
        of_theirs = Reached(platform=row.platform, address=row.address, blocked_at=row.blocked_at)
        found[row.person_id].append(of_theirs)
    return {each: tuple(theirs) for each, theirs in found.items()}


def open_codes(work: Work, view: View) -> tuple[OpenCode, ...]:
    """The codes for posts in view that can still be used."""
    rows = work.all(_OPEN_CODES.where(INVITATIONS.c.expires_at > work.now, _within(view)))
    return tuple(OpenCode(**row._mapping) for row in rows)


def indicators_of(work: Work) -> tuple[str, ...]:
    """The indicators that have posts ("framework code/indicator code")."""
    query = select(POSTS.c.indicator).where(POSTS.c.role == COLLECTOR, POSTS.c.closed_at.is_(None))
    return tuple(row.indicator for row in work.all(query.order_by(POSTS.c.id)))


def reporting_units(work: Work) -> frozenset[str]:
    """The units (ids) that some indicator binds: each needs an officer."""
    return frozenset(row.unit_id for row in work.all(_BOUND))


def units_without_officer(work: Work) -> tuple[str, ...]:
    """The open units (codes) that some indicator binds and that nobody reports for, in the order of the file."""
    reported = select(POSTS.c.unit_id).join(HOLDINGS, RUNNING).where(POSTS.c.role == OFFICER)
    query = select(UNITS.c.code).where(UNITS.c.id.in_(_BOUND), UNITS.c.closed_at.is_(None), UNITS.c.id.not_in(reported))
    return tuple(row.code for row in work.all(query.order_by(UNITS.c.position, UNITS.c.code), {"now": work.now}))


def _within(view: View) -> ColumnElement[bool]:
    if view.everything:
        return true()
    return or_(POSTS.c.unit_id.in_(view.units), POSTS.c.indicator.in_(view.indicators))


def _bound(work: Work, indicators: Collection[str]) -> list[str]:
    """The units (ids) that these indicators bind."""
    chosen = _BOUND.where((FRAMEWORKS.c.code + "/" + INDICATORS.c.code).in_(list(indicators)))
    return sorted(row.unit_id for row in work.all(chosen)) if indicators else []
