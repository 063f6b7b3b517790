"""Units and kinds of unit. The fixed row WHOLE stands for the department as a whole."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, Date, ForeignKey, Integer, Row, String, Table, Text, UniqueConstraint, bindparam, select

from storage.columns import METADATA, WHOLE, Instant, Key
from storage.work import Work

UNIT_KINDS = Table(
    "unit_kinds",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("code", String(40), nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("code"),
)

UNITS = Table(
    "units",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("code", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("kind_id", ForeignKey("unit_kinds.id")),
    Column("position", Integer, nullable=False),
    Column("province", String(40), nullable=False, server_default="", comment="empty: nobody says"),
    Column("owes_from", Date, comment="first day of the first month it owes"),
    Column("closed_at", Instant),
    UniqueConstraint("code"),
)


@dataclass(frozen=True, kw_only=True)
class Unit:
    """An open unit."""

    id: str
    code: str
    name: str
    owes_from: date | None
    province: str


_OPEN = select(UNITS).where(UNITS.c.closed_at.is_(None), UNITS.c.id != WHOLE).order_by(UNITS.c.position, UNITS.c.code)
_BY_CODE = _OPEN.where(UNITS.c.code == bindparam("unit"))
_BY_ID = select(UNITS).where(UNITS.c.id == bindparam("unit"))


def all_open(work: Work) -> tuple[Unit, ...]:
    """Every open unit in the order of the file."""
    return tuple(_unit(row) for row in work.all(_OPEN))


def by_code(work: Work, code: str) -> Unit | None:
    """The open unit of a code, or None."""
    row = work.one(_BY_CODE, {"unit": code})
    return None if row is None else _unit(row)


def by_id(work: Work, unit_id: str) -> Unit:
    """The unit of an id, also one that is closed, or WHOLE; KeyError where there is none."""
    row = work.one(_BY_ID, {"unit": unit_id})
    if row is None:
        raise KeyError(unit_id)
    return _unit(row)


def _unit(row: Row[Any]) -> Unit:
    return Unit(id=row.id, code=row.code, name=row.name, owes_from=row.owes_from, province=row.province)
