"""Whom somebody may remind now: the units that owe something in their view, and who reports for those."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from storage import questions_listeners
from storage.questions_review import Scope
from storage.tables import people
from storage.tables.frameworks import FRAMEWORKS
from storage.tables.indicators import INDICATORS
from storage.tables.obligations import IS_OWED, OBLIGATIONS
from storage.tables.outbox import OUTBOX
from storage.tables.people import HOLDINGS, POSTS, Person
from storage.tables.units import UNITS
from storage.work import Work

UNIT_TIER = 1
_KEY = FRAMEWORKS.c.code + "/" + INDICATORS.c.code


@dataclass(frozen=True, kw_only=True)
class Hearer:
    """An officer who can be reached, and for which of the units (ids) they report."""

    person: Person
    unit_ids: frozenset[str]


def owing(work: Work, scope: Scope, today: date, unit_id: str = "") -> dict[str, str]:
    """The units that were asked for something of the indicators in view and have not sent it: codes by ids, in the
    order of the file; or one of them."""
    chosen = [OBLIGATIONS.c.tier == UNIT_TIER, OBLIGATIONS.c.state == "open", OBLIGATIONS.c.owed_on <= today, IS_OWED]
    chosen += [] if scope.everything else [_KEY.in_(scope.indicators)]
    chosen += [OBLIGATIONS.c.unit_id == unit_id] if unit_id else []
    query = (
        select(UNITS.c.id, UNITS.c.code, UNITS.c.position)
        .distinct()
        .join(OBLIGATIONS, OBLIGATIONS.c.unit_id == UNITS.c.id)
        .join(INDICATORS, INDICATORS.c.id == OBLIGATIONS.c.indicator_id)
        .join(FRAMEWORKS, FRAMEWORKS.c.id == OBLIGATIONS.c.framework_id)
        .where(*chosen)
    )
    return {row.id: row.code for row in work.all(query.order_by(UNITS.c.position, UNITS.c.code))}


def hearers(work: Work, unit_ids: Collection[str]) -> tuple[Hearer, ...]:
    """The officers of these units, but for those out of reach."""
    query = select(POSTS.c.unit_id, HOLDINGS.c.person_id).join(HOLDINGS, people.RUNNING)
    query = query.where(POSTS.c.role == people.OFFICER, POSTS.c.unit_id.in_(list(unit_ids)))
    found: dict[str, set[str]] = {}
    rows = work.all(query.order_by(HOLDINGS.c.id), {"now": work.now}) if unit_ids else ()
    for row in rows:
        found.setdefault(row.person_id, set()).add(row.unit_id)
    reached = {it.id: it for it in questions_listeners.people_of(work, list(found)) if not it.blocked}
    return tuple(Hearer(person=reached[it], unit_ids=frozenset(found[it])) for it in found if it in reached)


def told(work: Work, keys: Iterable[str]) -> frozenset[str]:
    """Which of these messages are there already."""
    return frozenset(row.key for row in work.all(select(OUTBOX.c.key).where(OUTBOX.c.key.in_(list(keys)))))
