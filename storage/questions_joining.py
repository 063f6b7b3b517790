"""Who lets somebody into a post, who waits to be let in, and how many are in."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from storage.columns import WHOLE
from storage.tables import invitations, people
from storage.tables.frameworks import FRAMEWORKS
from storage.tables.indicators import BINDINGS, INDICATORS
from storage.tables.invitations import Request
from storage.tables.people import HEAD, HOLDINGS, POSTS, PSDG, SUPERVISOR, Post
from storage.work import Work


def who_confirms(work: Work, post: Post) -> tuple[str, ...]:
    """The people who may let somebody into a post: the head of its unit, the supervisors of the indicators that bind
    the unit, the PSDG (interface.md, Roles). A post of no unit is the PSDG's alone.
    """
    found = people.holders(work, HEAD, unit_id=post.unit_id) if post.unit_id != WHOLE else []
    for indicator in _binding(work, post.unit_id):
        found += people.holders(work, SUPERVISOR, indicator=indicator)
    return tuple(dict.fromkeys([*found, *people.holders(work, PSDG)]))


def waiting_for(work: Work, person_id: str) -> list[Request]:
    """The open requests to join that a person may decide on, oldest first."""
    return [
        request
        for request in invitations.all_open(work)
        if person_id in who_confirms(work, people.post_by_id(work, request.post_id))
    ]


def _binding(work: Work, unit_id: str) -> list[str]:
    """The indicators ("framework code/indicator code") that bind a unit."""
    rows = work.all(
        select(FRAMEWORKS.c.code.label("framework"), INDICATORS.c.code.label("indicator"))
        .distinct()
        .join(INDICATORS, INDICATORS.c.framework_id == FRAMEWORKS.c.id)
        .join(BINDINGS, BINDINGS.c.indicator_id == INDICATORS.c.id)
        .where(BINDINGS.c.unit_id == unit_id, BINDINGS.c.bound, BINDINGS.c.closed_at.is_(None))
        .where(INDICATORS.c.closed_at.is_(None), FRAMEWORKS.c.closed_at.is_(None))
    )
    return sorted(f"{row.framework}/{row.indicator}" for row in rows)


def closed_posts(work: Work, person_id: str) -> tuple[tuple[Post, datetime], ...]:
    """The posts that an import closed under a person who held them, each with when, the last one closed first."""
    chosen = (
        select(POSTS.c.id, POSTS.c.closed_at)
        .join(HOLDINGS, HOLDINGS.c.post_id == POSTS.c.id)
        .where(HOLDINGS.c.person_id == person_id, _running(work), POSTS.c.closed_at.is_not(None))
        .order_by(POSTS.c.closed_at.desc(), POSTS.c.id)
    )
    return tuple((people.post_by_id(work, row.id), row.closed_at) for row in work.all(chosen))


def held(work: Work, post_ids: Collection[str]) -> dict[str, int]:
    """How many people hold each of these posts, open or closed, acting ones too; those of nobody are left out."""
    chosen = select(HOLDINGS.c.post_id, func.count(HOLDINGS.c.person_id.distinct()).label("people"))
    rows = work.all(chosen.where(HOLDINGS.c.post_id.in_(list(post_ids)), _running(work)).group_by(HOLDINGS.c.post_id))
    return {row.post_id: row.people for row in rows}


def _running(work: Work) -> ColumnElement[bool]:
    return and_(HOLDINGS.c.ended_at.is_(None), or_(HOLDINGS.c.until.is_(None), HOLDINGS.c.until > work.now))
