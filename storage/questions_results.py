"""What the reports of a round come to, added up by the database: the same that rules.results makes of each report.

Levels and counts are whole numbers there, so they are added up exactly; equal amounts are counted, and added up here,
for SQLite would make floats of them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, Self

from sqlalchemy import ColumnElement, Integer, Row, Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from rules.penalties import Verdict
from rules.results import Figures, Reported
from rules.stages import Stage
from storage.answers import answer_from
from storage.columns import WHOLE
from storage.tables.consolidations import ARRIVALS, thawed
from storage.tables.obligations import IS_OWED, OBLIGATIONS
from storage.tables.projects import PROJECTS
from storage.tables.reports import REPORTS, VERSIONS
from storage.tables.units import UNITS
from storage.work import Work

UNIT_TIER, DEPARTMENT_TIER = 1, 3


@dataclass(frozen=True, kw_only=True)
class Span:
    """A framework's round: the days within which periods count."""

    framework_id: str
    first: date
    last: date

    @property
    def values(self) -> dict[str, Any]:
        return {"framework": self.framework_id, "first": self.first, "last": self.last}


@dataclass(frozen=True, kw_only=True)
class OfUnit:
    """What one unit reported on one indicator: its reports, oldest first, and the projects (codes) that it owes."""

    reported: tuple[Reported, ...]
    owed: tuple[str, ...]


class _Entries(FunctionElement[int]):
    """How many entries a version lists."""

    type = Integer()
    inherit_cache = True


@compiles(_Entries)
def _on_sqlite(element: _Entries, compiler: Any, **how: Any) -> str:
    return f"json_array_length({compiler.process(element.clauses, **how)})"


@compiles(_Entries, "postgresql")
def _on_postgresql(element: _Entries, compiler: Any, **how: Any) -> str:
    return f"json_array_length(CAST({compiler.process(element.clauses, **how)} AS JSON))"


_ROUND, _STATED = OBLIGATIONS.alias("round_at_opdc"), ARRIVALS.alias("stated_arrival")
_CLOSED_BY_ARRIVAL = exists().where(
    _STATED.c.obligation_id == _ROUND.c.id,
    _ROUND.c.tier == DEPARTMENT_TIER,
    _ROUND.c.unit_id == WHOLE,
    _ROUND.c.framework_id == OBLIGATIONS.c.framework_id,
    _ROUND.c.first_on <= OBLIGATIONS.c.first_on,
    _ROUND.c.last_on >= OBLIGATIONS.c.last_on,
    _STATED.c.stated_at <= OBLIGATIONS.c.closed_at,
)
_OWES = and_(IS_OWED, or_(OBLIGATIONS.c.state != "closed", _CLOSED_BY_ARRIVAL))
"""Was and is owed: what was closed for another reason than that its round had arrived has left the count."""
_WITHIN = and_(
    OBLIGATIONS.c.framework_id == bindparam("framework"),
    OBLIGATIONS.c.tier == UNIT_TIER,
    OBLIGATIONS.c.first_on >= bindparam("first"),
    OBLIGATIONS.c.last_on <= bindparam("last"),
)
_NEWEST = and_(VERSIONS.c.report_id == REPORTS.c.id, VERSIONS.c.number == REPORTS.c.version)
_JOINED = OBLIGATIONS.join(REPORTS, REPORTS.c.obligation_id == OBLIGATIONS.c.id, isouter=True).join(
    VERSIONS, _NEWEST, isouter=True
)
_REPORTED = OBLIGATIONS.join(REPORTS, REPORTS.c.obligation_id == OBLIGATIONS.c.id)
_CAME = _REPORTED.join(VERSIONS, _NEWEST)
_LASTING = OBLIGATIONS.c.indicator_id.in_(bindparam("lasting", expanding=True))
_THIS_UNIT = OBLIGATIONS.c.unit_id == bindparam("unit")
_THIS_INDICATOR = OBLIGATIONS.c.indicator_id == bindparam("indicator")


def _in_stage(stage: Stage) -> ColumnElement[int]:
    return func.sum(case((REPORTS.c.state == stage.value, 1), else_=0))


def _counts(by: Sequence[str], *narrowed: ColumnElement[bool]) -> Select[Any]:
    """Units of the same level and number of projects, how many and what they sent; grouped `by` columns as well."""
    series = (
        select(
            OBLIGATIONS.c.indicator_id,
            OBLIGATIONS.c.unit_id,
            func.max(case((VERSIONS.c.kind == "step", VERSIONS.c.step), else_=0)).label("level"),
            func.count(REPORTS.c.id).label("reports"),
            _in_stage(Stage.SENT).label("waiting"),
            _in_stage(Stage.RETURNED).label("returned"),
        )
        .select_from(_JOINED)
        .where(_WITHIN, *narrowed, or_(REPORTS.c.id.is_not(None), _OWES))
        .group_by(OBLIGATIONS.c.indicator_id, OBLIGATIONS.c.unit_id, OBLIGATIONS.c.project_id)
        .subquery("series")
    )
    units = (
        select(
            series.c.indicator_id,
            series.c.unit_id,
            func.sum(series.c.level).label("level"),
            func.count().label("projects"),
            func.sum(series.c.reports).label("reports"),
            func.sum(series.c.waiting).label("waiting"),
            func.sum(series.c.returned).label("returned"),
        )
        .group_by(series.c.indicator_id, series.c.unit_id)
        .subquery("of_units")
    )
    grouped = (*(units.c[name] for name in by), units.c.level, units.c.projects)
    return select(
        *grouped,
        func.count().label("owing"),
        func.sum(case((units.c.reports > 0, 1), else_=0)).label("reporting"),
        func.sum(units.c.reports).label("reports"),
        func.sum(units.c.waiting).label("waiting"),
        func.sum(units.c.returned).label("returned"),
    ).group_by(*grouped)


def _amounts(by: Sequence[str], *narrowed: ColumnElement[bool]) -> Select[Any]:
    """Equal amounts and wholes, how often, and the entries listed; grouped `by` as well."""
    grouped = (*(OBLIGATIONS.c[name] for name in by), VERSIONS.c.amount, VERSIONS.c.whole)
    entries = case((VERSIONS.c.kind == "entries", _Entries(VERSIONS.c.entries)), else_=0)
    return (
        select(*grouped, func.count().label("times"), func.sum(entries).label("entries"))
        .select_from(_CAME)
        .where(_WITHIN, *narrowed, VERSIONS.c.kind.in_(("number", "ratio", "entries")))
        .group_by(*grouped)
    )


def _lasts(by: Sequence[str], *narrowed: ColumnElement[bool]) -> Select[Any]:
    """Equal last numbers, and of how many units; grouped `by` as well."""
    unit_s = (OBLIGATIONS.c.indicator_id, OBLIGATIONS.c.unit_id)
    newest_first = (OBLIGATIONS.c.last_on.desc(), OBLIGATIONS.c.id)
    said = (
        select(
            *unit_s,
            VERSIONS.c.amount,
            func.row_number().over(partition_by=unit_s, order_by=newest_first).label("place"),
        )
        .select_from(_CAME)
        .where(_WITHIN, *narrowed, _LASTING, VERSIONS.c.kind == "number")
        .subquery("said")
    )
    grouped = (*(said.c[name] for name in by), said.c.amount)
    return select(*grouped, func.count().label("times")).where(said.c.place == 1).group_by(*grouped)


_BY_INDICATOR, _BY_UNIT = ("indicator_id",), ("unit_id",)


class _Sums(NamedTuple):
    """The statements that make figures: with any lasting indicator the third as well."""

    counts: Select[Any]
    amounts: Select[Any]
    lasts: Select[Any]

    @classmethod
    def of(cls, by: Sequence[str], *narrowed: ColumnElement[bool]) -> Self:
        return cls(_counts(by, *narrowed), _amounts(by, *narrowed), _lasts(by, *narrowed))


_WHOLE, _OF_UNIT = _Sums.of(_BY_INDICATOR), _Sums.of(_BY_INDICATOR, _THIS_UNIT)
_PER_UNIT = _Sums.of(_BY_UNIT, _THIS_INDICATOR)
_SERIES = (
    select(
        OBLIGATIONS.c.first_on,
        OBLIGATIONS.c.last_on,
        OBLIGATIONS.c.project_id,
        PROJECTS.c.code.label("project"),
        REPORTS.c.ref,
        REPORTS.c.state,
        _OWES.label("owes"),
        *(VERSIONS.c[name] for name in ("kind", "step", "amount", "whole", "entries", "entered_on", "note")),
    )
    .select_from(_JOINED.join(PROJECTS, PROJECTS.c.id == OBLIGATIONS.c.project_id))
    .where(_WITHIN, _THIS_UNIT, _THIS_INDICATOR)
    .order_by(OBLIGATIONS.c.first_on, PROJECTS.c.code)
)
_BY_PERIOD = (OBLIGATIONS.c.first_on, REPORTS.c.ref)
_FIRST = (
    select(REPORTS.c.ref, REPORTS.c.verdict).select_from(_REPORTED).where(_WITHIN, _THIS_UNIT).order_by(*_BY_PERIOD)
)
_AGAIN = (
    select(REPORTS.c.ref, VERSIONS.c.verdict)
    .select_from(_REPORTED.join(VERSIONS, VERSIONS.c.report_id == REPORTS.c.id))
    .where(_WITHIN, _THIS_UNIT, VERSIONS.c.verdict.is_not(None))
    .order_by(*_BY_PERIOD, VERSIONS.c.number)
)
_UNITS = select(UNITS.c.id, UNITS.c.code).order_by(UNITS.c.position, UNITS.c.code)


def whole(work: Work, span: Span, lasting: Collection[str]) -> dict[str, Figures]:
    """What all units' reports of a round come to, by indicator (id): three statements, however many units there are.

    `lasting` are the indicators (ids) of which the last number counts; of others none is found.
    """
    return _figures(work, _WHOLE, span.values, lasting)


def of_unit(work: Work, span: Span, unit_id: str, lasting: Collection[str]) -> dict[str, Figures]:
    """The same of one unit."""
    return _figures(work, _OF_UNIT, {**span.values, "unit": unit_id}, lasting)


def by_unit(work: Work, span: Span, indicator_id: str, *, lasting: bool) -> dict[str, Figures]:
    """What each unit's reports on one indicator come to, by the unit's code, in the order of the file."""
    values = {**span.values, "indicator": indicator_id}
    found = _figures(work, _PER_UNIT, values, [indicator_id] if lasting else [])
    return {row.code: found[row.id] for row in work.all(_UNITS) if row.id in found}


def reports_of(work: Work, span: Span, indicator_id: str, unit_id: str) -> OfUnit:
    """What one unit reported on one indicator, report by report."""
    rows = work.all(_SERIES, {**span.values, "indicator": indicator_id, "unit": unit_id})
    owed = dict.fromkeys(_project(row) for row in rows if row.owes)
    return OfUnit(reported=tuple(_reported(row) for row in rows if row.ref), owed=tuple(owed))


def verdicts_of(work: Work, span: Span, unit_id: str, *, again: bool = False) -> tuple[tuple[str, Verdict], ...]:
    """The verdicts on a unit's reports of a round, with their references; `again`: on when those that were sent back
    came again, where a rule is for that."""
    rows = work.all(_AGAIN if again else _FIRST, {**span.values, "unit": unit_id})
    return tuple((row.ref, thawed(row.verdict)) for row in rows)


def _project(row: Row[Any]) -> str:
    return "" if row.project_id == WHOLE else row.project


def _reported(row: Row[Any]) -> Reported:
    return Reported(
        ref=row.ref,
        project=_project(row),
        first=row.first_on,
        last=row.last_on,
        answer=answer_from(row),
        stage=Stage(row.state),
    )


def _figures(work: Work, sums: _Sums, values: dict[str, Any], lasting: Collection[str]) -> dict[str, Figures]:
    """By the first column."""
    found: dict[str, Figures] = {}
    rows = [(row[0], _counted(row)) for row in work.all(sums.counts, values)]
    rows += [(row[0], _amounted(row)) for row in work.all(sums.amounts, values)]
    if lasting:
        last = work.all(sums.lasts, {**values, "lasting": list(lasting)})
        rows += [(row[0], Figures(last=row.amount * int(row.times), numbered=int(row.times))) for row in last]
    for about, figures in rows:
        found[about] = found.get(about, Figures()) + figures
    return found


def _counted(row: Row[Any]) -> Figures:
    owing = int(row.owing)
    return Figures(
        owing=owing,
        reporting=int(row.reporting),
        reports=int(row.reports),
        waiting=int(row.waiting),
        returned=int(row.returned),
        levels=Fraction(int(row.level), int(row.projects)) * owing,
    )


def _amounted(row: Row[Any]) -> Figures:
    times = int(row.times)
    return Figures(
        amount=(row.amount or Decimal(0)) * times, whole=(row.whole or Decimal(0)) * times, entries=int(row.entries)
    )
