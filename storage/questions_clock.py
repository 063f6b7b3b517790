"""What the clock asks of several tables: who can be told on a morning, and whose something is that has not come."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, literal_column, or_, select

from rules.occasions import Term
from rules.stages import Stage
from storage.questions_review import AT_OPDC, MATTERS, Matter, matters
from storage.tables import people
from storage.tables.indicators import INDICATORS
from storage.tables.obligations import IS_OWED, OBLIGATIONS, STANDING
from storage.tables.outbox import OUTBOX, QUOTA, SUPERSEDED
from storage.tables.people import ACCOUNTS, HOLDINGS, POSTS
from storage.tables.reports import REPORTS, VERSIONS
from storage.tables.units import UNITS
from storage.work import Work

UNIT_TIER = 1


@dataclass(frozen=True, kw_only=True)
class Owing:
    """A unit (code) that has not sent something, under which indicators (codes)."""

    unit: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Returned:
    """A report that was sent back and is expected again on `due`; `tells` are those who hear of it: (unit, person)
    ids of its senders who still report for the unit, else of all its officers."""

    ref: str
    due: date
    tells: frozenset[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Unheard:
    """A unit (code) where no officer can be asked: there is none, or all of them have `blocked` the bot."""

    unit: str
    blocked: bool


_EXTENDED_TO = case((OBLIGATIONS.c.extension != literal_column("''"), OBLIGATIONS.c.due_on)).label("extended_to")
_ROUND_MISSING = MATTERS.where(
    OBLIGATIONS.c.framework_id == bindparam("framework"),
    OBLIGATIONS.c.period == bindparam("round"),
    OBLIGATIONS.c.tier == bindparam("level"),
    OBLIGATIONS.c.state == "open",
    OBLIGATIONS.c.warned,
)

# Of every framework: asked of one, SQLite would go through its ledger and look for a report of each row.
_RETURNED = (
    select(REPORTS.c.ref, REPORTS.c.return_due_on, OBLIGATIONS.c.unit_id, VERSIONS.c.sent_by)
    .add_columns(OBLIGATIONS.c.framework_id)
    .distinct()
    .join(OBLIGATIONS, OBLIGATIONS.c.id == REPORTS.c.obligation_id)
    .join(VERSIONS, VERSIONS.c.report_id == REPORTS.c.id)
    .where(REPORTS.c.state == Stage.RETURNED.value, REPORTS.c.return_due_on.is_not(None), STANDING, ~AT_OPDC)
    .order_by(REPORTS.c.ref)
)


def units_owing(
    work: Work,
    framework_id: str,
    within: tuple[date, date],
    today: date,
    indicators: Collection[str] | None = None,
    *,
    term: Term | None = None,
) -> tuple[Owing, ...]:
    """Which units were asked for periods within these days and have not sent them, of all or of these indicators; of a
    `term` exactly those that are late now: with own days of its province a unit may have longer."""
    first, last = within
    covered = and_(OBLIGATIONS.c.first_on >= first, OBLIGATIONS.c.last_on <= last)
    query = (
        select(OBLIGATIONS.c.last_on, UNITS.c.code, UNITS.c.position)
        .add_columns(INDICATORS.c.code.label("indicator"), INDICATORS.c.position.label("place"))
        .distinct()
        .join(UNITS, UNITS.c.id == OBLIGATIONS.c.unit_id)
        .join(INDICATORS, INDICATORS.c.id == OBLIGATIONS.c.indicator_id)
        .where(OBLIGATIONS.c.framework_id == framework_id, OBLIGATIONS.c.tier == UNIT_TIER)
        .where(OBLIGATIONS.c.state == "open", OBLIGATIONS.c.owed_on <= today)
        .where(covered if term is None else and_(_of_term(term), OBLIGATIONS.c.counted_until <= work.now))
    )
    if indicators is not None:
        query = query.where(INDICATORS.c.code.in_(list(indicators)))
    found: dict[str, dict[str, None]] = {}
    for row in work.all(query.order_by(UNITS.c.position, UNITS.c.code, INDICATORS.c.position)):
        found.setdefault(row.code, {})[row.indicator] = None
    return tuple(Owing(unit=unit, indicators=tuple(of)) for unit, of in found.items())


def _of_term(term: Term) -> ColumnElement[bool]:
    """With the days of a term: whoever was given more time has a term of their own."""
    whole = and_(OBLIGATIONS.c.first_on == term.first, OBLIGATIONS.c.last_on == term.last)
    return and_(whole, _EXTENDED_TO.is_not_distinct_from(term.extended_to))


def round_missing(work: Work, framework_id: str, tier: int, period: str) -> tuple[Matter, ...]:
    """What has not come of a round at tier 2 or 3 and is warned about, in the order of the indicators."""
    return matters(work, _ROUND_MISSING, {"framework": framework_id, "round": period, "level": tier})


def term_missing(work: Work, framework_id: str, term: Term) -> tuple[Matter, ...]:
    """The same of those that are due on the day of a term, and where it is an extension's at its hour: two may end on
    one day."""
    found = round_missing(work, framework_id, term.tier, term.period)
    if term.extended_to is None:
        return tuple(it for it in found if not it.extension)
    hour = term.hour.isoformat("minutes") if term.hour else ""
    return tuple(it for it in found if it.extension and (it.due, it.due_hour) == (term.due, hour))


def periods_late(
    work: Work, framework_id: str, indicators: Collection[str] | None = None
) -> tuple[tuple[date, date], ...]:
    """The periods, by first and last day, for which any unit is late now; of all or of these indicators (codes)."""
    query = select(OBLIGATIONS.c.first_on, OBLIGATIONS.c.last_on).distinct()
    query = query.where(OBLIGATIONS.c.framework_id == framework_id, OBLIGATIONS.c.tier == UNIT_TIER)
    query = query.where(OBLIGATIONS.c.state == "open", OBLIGATIONS.c.counted_until <= work.now)
    if indicators is not None:
        query = query.join(INDICATORS, INDICATORS.c.id == OBLIGATIONS.c.indicator_id)
        query = query.where(INDICATORS.c.code.in_(list(indicators)))
    return tuple((row.first_on, row.last_on) for row in work.all(query.order_by(OBLIGATIONS.c.last_on)))


def returned(work: Work, framework_id: str) -> tuple[Returned, ...]:
    """What came back of a framework and has not been sent again, while it still can be."""
    rows = [row for row in work.all(_RETURNED) if row.framework_id == framework_id]
    officers, reporting = _reporting(work, {row.unit_id for row in rows})
    senders: dict[tuple[str, date, str], set[tuple[str, str]]] = {}
    for row in rows:
        senders.setdefault((row.ref, row.return_due_on, row.unit_id), set()).add((row.unit_id, row.sent_by))
    return tuple(
        Returned(ref=ref, due=due, tells=frozenset(by & reporting or {it for it in officers if it[0] == unit}))
        for (ref, due, unit), by in senders.items()
    )


def _reporting(work: Work, unit_ids: Collection[str]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The officers of these units, and all who report for them, as (unit, person) ids."""
    if not unit_ids:
        return set(), set()
    query = select(POSTS.c.unit_id, HOLDINGS.c.person_id, POSTS.c.role).join(HOLDINGS, _running(work))
    query = query.where(POSTS.c.role.in_((people.OFFICER, people.HEAD)), POSTS.c.unit_id.in_(list(unit_ids)))
    rows = work.all(query)
    return (
        {(row.unit_id, row.person_id) for row in rows if row.role == people.OFFICER},
        {(row.unit_id, row.person_id) for row in rows},
    )


def unheard(work: Work, framework_id: str, periods: Collection[str]) -> tuple[Unheard, ...]:
    """The units that owe something of these periods of tier 1 and have nobody who can be asked for it."""
    if not periods:
        return ()
    newer = ACCOUNTS.alias("newer")
    is_newest = ~exists().where(newer.c.person_id == ACCOUNTS.c.person_id, newer.c.heard_at > ACCOUNTS.c.heard_at)
    held = and_(POSTS.c.unit_id == UNITS.c.id, POSTS.c.role == people.OFFICER, _running(work))
    reached = and_(held, ACCOUNTS.c.person_id == HOLDINGS.c.person_id, ACCOUNTS.c.blocked_at.is_(None), is_newest)
    owes = and_(
        OBLIGATIONS.c.unit_id == UNITS.c.id,
        OBLIGATIONS.c.framework_id == framework_id,
        OBLIGATIONS.c.tier == UNIT_TIER,
        OBLIGATIONS.c.state == "open",
        OBLIGATIONS.c.period.in_(list(periods)),
        IS_OWED,
    )
    query = select(UNITS.c.code, exists().where(held).label("held")).where(
        exists().where(owes), ~exists().where(reached)
    )
    rows = work.all(query.order_by(UNITS.c.position, UNITS.c.code))
    return tuple(Unheard(unit=row.code, blocked=bool(row.held)) for row in rows)


def untold(work: Work, keys: Collection[str]) -> tuple[str, ...]:
    """The people (ids) whose message of a morning did not go for want of quota; it may be tried just now.

    `keys` are patterns of LIKE for the keys of those mornings' messages.
    """
    if not keys:
        return ()
    kept = or_(
        and_(OUTBOX.c.state.in_(["waiting", "claimed"]), OUTBOX.c.fault == QUOTA),
        and_(OUTBOX.c.state == "dropped", OUTBOX.c.fault == SUPERSEDED),
    )
    query = select(OUTBOX.c.person_id, func.min(OUTBOX.c.id)).group_by(OUTBOX.c.person_id)
    query = query.where(kept, or_(*(OUTBOX.c.key.like(key) for key in keys)))
    return tuple(row.person_id for row in work.all(query.order_by(func.min(OUTBOX.c.id))))


def _running(work: Work) -> ColumnElement[bool]:
    return and_(
        HOLDINGS.c.post_id == POSTS.c.id,
        POSTS.c.closed_at.is_(None),
        HOLDINGS.c.ended_at.is_(None),
        or_(HOLDINGS.c.until.is_(None), HOLDINGS.c.until > work.now),
    )
