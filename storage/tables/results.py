"""Results that no report holds: stated for an indicator's round, of the whole or of one unit; a former one stays."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Row, Select, String, Table, bindparam, insert, select, update

from rules.results import Stated
from storage.columns import METADATA, WHOLE, Exact, Instant, Key, new_key
from storage.work import Work

RESULTS = Table(
    "results",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("indicator_id", ForeignKey("indicators.id"), nullable=False),
    Column("unit_id", ForeignKey("units.id"), nullable=False, server_default=WHOLE),
    Column("round", String(10), nullable=False, comment="its months: 3, 6, 9, 12"),
    Column("value", Exact, nullable=False, comment="the number, or the ratio's part"),
    Column("whole", Exact, comment="the ratio's whole; none: a number"),
    Column("stated_by", ForeignKey("people.id"), nullable=False),
    Column("stated_at", Instant, nullable=False, comment="the platform's stamp of the statement"),
    Column("replaced_at", Instant, comment="none: this one is in force"),
    Index(None, "indicator_id", "round"),
)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A result in force, and of which indicator and unit (ids; WHOLE for the department)."""

    indicator_id: str
    unit_id: str
    stated: Stated


_IN_FORCE = select(RESULTS).where(RESULTS.c.round == bindparam("months"), RESULTS.c.replaced_at.is_(None))
_OF_INDICATORS = _IN_FORCE.where(RESULTS.c.indicator_id.in_(bindparam("indicators", expanding=True)))
_THESE = (
    RESULTS.c.indicator_id == bindparam("indicator"),
    RESULTS.c.unit_id == bindparam("unit"),
    RESULTS.c.round == bindparam("months"),
)
_EVER: Select[Any] = select(RESULTS).where(*_THESE).order_by(RESULTS.c.id)
_REPLACE = update(RESULTS).where(*_THESE, RESULTS.c.replaced_at.is_(None)).values(replaced_at=bindparam("now"))
_STATE = insert(RESULTS)


def in_force(work: Work, indicator_ids: list[str], round_code: str) -> tuple[Statement, ...]:
    """What was stated for a round of these indicators and not replaced, of the department and of units."""
    rows = work.all(_OF_INDICATORS, {"indicators": indicator_ids, "months": round_code})
    return tuple(
        Statement(indicator_id=row.indicator_id, unit_id=row.unit_id, stated=_stated(row))
        for row in sorted(rows, key=lambda row: row.id)
    )


def ever(work: Work, indicator_id: str, unit_id: str, round_code: str) -> tuple[Stated, ...]:
    """Every statement, replaced ones too, oldest first: the last is in force."""
    values = {"indicator": indicator_id, "unit": unit_id, "months": round_code}
    return tuple(map(_stated, work.all(_EVER, values)))


def state(work: Work, indicator_id: str, unit_id: str, round_code: str, stated: Stated) -> None:
    """A statement takes the former one's place; of two who state at once the second waits and replaces the first."""
    work.alone(f"result:{indicator_id}:{unit_id}:{round_code}")
    these = {"indicator": indicator_id, "unit": unit_id, "months": round_code}
    work.change(_REPLACE, {**these, "now": work.now})
    row = {"id": new_key(work.now), "indicator_id": indicator_id, "unit_id": unit_id, "round": round_code}
    said = {"value": stated.value, "whole": stated.whole, "stated_by": stated.by, "stated_at": stated.at}
    work.change(_STATE, {**row, **said})


def _stated(row: Row[Any]) -> Stated:
    value: Decimal = row.value
    at: datetime = row.stated_at
    return Stated(value=value, whole=row.whole, by=row.stated_by, at=at)
