"""How each unit's months stand, added up in the database: a row for each unit and last day of its periods."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select

from rules.entries import NothingToReport
from rules.penalties import Verdict
from rules.stages import Stage
from storage.columns import Instant
from storage.questions_review import AT_OPDC, Scope, within
from storage.tables.consolidations import thawed
from storage.tables.frameworks import FRAMEWORKS
from storage.tables.indicators import INDICATORS
from storage.tables.obligations import OBLIGATIONS
from storage.tables.reports import REPORTS, VERSIONS
from storage.tables.units import UNITS
from storage.work import Work

UNIT_TIER = 1
LATE = '"outcome":"late"'
"""How a frozen verdict says so."""


@dataclass(frozen=True, kw_only=True)
class Square:
    """What a unit owed for periods that end on a day: how many are past their deadline and have not come (`missing`, or
    never came before entry closed), are asked for and not due yet, came back, came late, came, say that there is
    nothing; `owed`: all that was asked for. `dated`: whether any of it has a deadline."""

    unit_id: str
    unit: str
    last: date
    owed: int
    missing: int
    soon: int
    returned: int
    late: int
    sent: int
    nothing: int
    dated: bool


_NOW, _TODAY = bindparam("now", type_=Instant), bindparam("today")
_CAME = REPORTS.c.id.is_not(None)
_IS_LATE = REPORTS.c.verdict.contains(LATE, autoescape=True)
_OPEN = and_(OBLIGATIONS.c.state == "open", OBLIGATIONS.c.waiver == "")
_NEVER_CAME = and_(OBLIGATIONS.c.state == "closed", ~_CAME, OBLIGATIONS.c.counted_until.is_not(None), AT_OPDC)
_PAST = and_(_OPEN, OBLIGATIONS.c.counted_until <= _NOW, OBLIGATIONS.c.warned)
_ASKED = and_(_OPEN, OBLIGATIONS.c.owed_on <= _TODAY)


def _count(what: ColumnElement[bool], name: str) -> ColumnElement[int]:
    return func.sum(case((what, 1), else_=0)).label(name)


_SQUARES = (
    select(OBLIGATIONS.c.unit_id, UNITS.c.code, UNITS.c.position, OBLIGATIONS.c.last_on)
    .add_columns(
        _count(or_(_ASKED, _PAST, _CAME, _NEVER_CAME), "owed"),
        _count(or_(_PAST, _NEVER_CAME), "missing"),
        _count(and_(_ASKED, ~func.coalesce(_PAST, False)), "soon"),
        _count(REPORTS.c.state == Stage.RETURNED.value, "returned"),
        _count(_IS_LATE, "late"),
        _count(_CAME, "sent"),
        _count(VERSIONS.c.kind == NothingToReport.kind, "empty"),
        _count(OBLIGATIONS.c.counted_until.is_not(None), "dated"),
    )
    .join(UNITS, UNITS.c.id == OBLIGATIONS.c.unit_id)
    .join(INDICATORS, INDICATORS.c.id == OBLIGATIONS.c.indicator_id)
    .join(FRAMEWORKS, FRAMEWORKS.c.id == OBLIGATIONS.c.framework_id)
    .join(REPORTS, REPORTS.c.obligation_id == OBLIGATIONS.c.id, isouter=True)
    .join(VERSIONS, and_(VERSIONS.c.report_id == REPORTS.c.id, VERSIONS.c.number == REPORTS.c.version), isouter=True)
    .where(OBLIGATIONS.c.tier == UNIT_TIER)
    .group_by(OBLIGATIONS.c.unit_id, UNITS.c.code, UNITS.c.position, OBLIGATIONS.c.last_on)
    .order_by(UNITS.c.position, UNITS.c.code, OBLIGATIONS.c.last_on)
)
_LATE_ONES = (
    select(OBLIGATIONS.c.unit_id, OBLIGATIONS.c.last_on, REPORTS.c.verdict)
    .join(REPORTS, REPORTS.c.obligation_id == OBLIGATIONS.c.id)
    .join(INDICATORS, INDICATORS.c.id == OBLIGATIONS.c.indicator_id)
    .join(FRAMEWORKS, FRAMEWORKS.c.id == OBLIGATIONS.c.framework_id)
    .where(OBLIGATIONS.c.tier == UNIT_TIER, _IS_LATE)
)


def squares(work: Work, scope: Scope, framework_ids: Collection[str], today: date) -> tuple[Square, ...]:
    """Of these frameworks, within what somebody may look at, in the order of the units and their months."""
    query = _SQUARES.where(OBLIGATIONS.c.framework_id.in_(list(framework_ids)), within(scope, UNIT_TIER))
    return tuple(
        Square(
            unit_id=row.unit_id,
            unit=row.code,
            last=row.last_on,
            owed=row.owed,
            missing=row.missing,
            soon=row.soon,
            returned=row.returned,
            late=row.late,
            sent=row.sent,
            nothing=row.empty,
            dated=bool(row.dated),
        )
        for row in work.all(query, {"now": work.now, "today": today})
    )


def late_verdicts(
    work: Work, scope: Scope, framework_ids: Collection[str], unit_ids: Sequence[str]
) -> tuple[tuple[str, date, Verdict], ...]:
    """The frozen verdicts of these units' reports that came late: unit, last day of the period, verdict."""
    of_these = and_(OBLIGATIONS.c.framework_id.in_(list(framework_ids)), OBLIGATIONS.c.unit_id.in_(list(unit_ids)))
    rows = work.all(_LATE_ONES.where(of_these, within(scope, UNIT_TIER)))
    return tuple((row.unit_id, row.last_on, thawed(row.verdict)) for row in rows)
