"""Indicators as units meet them: how each is reported, its steps, and whom it binds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    column,
    select,
    table,
)

from rules.frameworks import EntryForm, Frequency, Method
from storage.columns import METADATA, WHOLE, Exact, Instant, Key
from storage.pledged import remembered
from storage.work import Work

INDICATORS = Table(
    "indicators",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("framework_id", ForeignKey("frameworks.id"), nullable=False),
    Column("code", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("dimension_id", ForeignKey("dimensions.id")),
    Column("host_unit_id", ForeignKey("units.id")),
    Column("method", String(20), nullable=False),
    Column("frequency", String(20), nullable=False, comment="1, 3, 6, 12, occurrence, never, unstated"),
    Column("by_project", Boolean, nullable=False),
    Column("measure", Text, nullable=False, server_default="", comment="what is counted: per cent, agencies"),
    Column("weight", Exact),
    Column("target", Exact),
    Column("baseline", Exact),
    Column("compulsory", Boolean, nullable=False),
    Column("entry", Text, nullable=False, server_default="null", comment="rules.frameworks.EntryForm as JSON"),
    Column("system", Text, nullable=False, server_default="", comment="where it is reported, or what feeds it"),
    Column("system_en", Text, nullable=False, server_default="", comment="empty: known in Thai only"),
    Column("form", Text, nullable=False, server_default="", comment="the name of its blank form"),
    Column("form_en", Text, nullable=False, server_default="", comment="empty: known in Thai only"),
    Column("form_link", Text, nullable=False, server_default="", comment="where its blank form is to be had"),
    Column("form_file", Text, nullable=False, server_default="", comment="its blank form's path beside the file"),
    Column("form_sha256", String(64), nullable=False, server_default="", comment="of the blank form's bytes"),
    Column("kinds", Text, nullable=False, server_default="[]", comment="kinds of unit bound, as JSON"),
    Column("exempt_kinds", Text, nullable=False, server_default="[]", comment="kinds of unit exempt, as JSON"),
    Column("criteria", Text, nullable=False, server_default="[]", comment="levels 1 to 5 as JSON"),
    Column("ours", Text, nullable=False, server_default="[]", comment="fields that the source lacks, as JSON"),
    Column("source", Text, nullable=False, server_default=""),
    Column("position", Integer, nullable=False),
    Column("closed_at", Instant),
    Column("away", Text, nullable=False, server_default="[]", comment="storage.absences, as JSON"),
    UniqueConstraint("framework_id", "code"),
)

STEPS = Table(
    "steps",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("indicator_id", ForeignKey("indicators.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    Column("closed_at", Instant),
    UniqueConstraint("indicator_id", "number"),
)

BINDINGS = Table(
    "bindings",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("indicator_id", ForeignKey("indicators.id"), nullable=False),
    Column("unit_id", ForeignKey("units.id"), nullable=False),
    Column("bound", Boolean, nullable=False, comment="false: named as exempt"),
    Column("owes_from", Date, comment="first day of its first month; none: the year's"),
    Column("closed_at", Instant),
    Column("left_at", Instant, comment="since when it is exempt, where it was bound before"),
    Column("away", Text, nullable=False, server_default="[]", comment="storage.absences, as JSON"),
    UniqueConstraint("indicator_id", "unit_id"),
    Index(None, "unit_id"),
)


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """An open indicator of one framework; `steps` are the texts of steps 1, 2, … (empty: no source prints them)."""

    id: str
    framework_id: str
    code: str
    name: str
    method: Method
    frequency: Frequency
    by_project: bool
    measure: str
    compulsory: bool
    host_unit_id: str | None
    dimension_id: str | None
    weight: Decimal | None
    target: Decimal | None
    baseline: Decimal | None
    criteria: tuple[Decimal, ...]
    steps: tuple[str, ...]
    entry: EntryForm | None
    system: str
    system_en: str
    form: str
    form_en: str
    form_link: str
    form_file: str
    form_sha256: str
    kinds: tuple[str, ...]
    exempt_kinds: tuple[str, ...]
    ours: tuple[str, ...]
    source: str
    away: str


class Binding(NamedTuple):
    """That a unit (id, code) is bound by an indicator: from a day in its first month on (None: the year's beginning),
    and how long it was `away`, as the column keeps it."""

    unit_id: str
    unit: str
    owes_from: date | None
    away: str


class Bond(NamedTuple):
    """That an indicator binds or exempts a unit, or did once; `away` as the column keeps it."""

    bound: bool
    closed_at: datetime | None
    left_at: datetime | None
    away: str


_UNITS = table("units", column("id"), column("code"), column("position"), column("closed_at"))
_INDICATORS = (
    select(INDICATORS)
    .where(INDICATORS.c.closed_at.is_(None), INDICATORS.c.id != WHOLE)
    .order_by(INDICATORS.c.framework_id, INDICATORS.c.position)
)
_BOUND = (
    select(BINDINGS.c.indicator_id, BINDINGS.c.unit_id, _UNITS.c.code, BINDINGS.c.owes_from, BINDINGS.c.away)
    .join(_UNITS, _UNITS.c.id == BINDINGS.c.unit_id)
    .where(BINDINGS.c.bound, BINDINGS.c.closed_at.is_(None), _UNITS.c.closed_at.is_(None))
    .order_by(_UNITS.c.position)
)


@remembered
def of_framework(work: Work, framework_id: str) -> tuple[Indicator, ...]:
    """Its open indicators in the order of its file."""
    return _read(work, work.all(_INDICATORS.where(INDICATORS.c.framework_id == framework_id)))


def ids_of(work: Work, framework_id: str) -> tuple[str, ...]:
    """The ids of all that it ever had, in the order of its file, closed ones too."""
    chosen = select(INDICATORS.c.id).where(INDICATORS.c.framework_id == framework_id).order_by(INDICATORS.c.position)
    return tuple(row.id for row in work.all(chosen))


@remembered
def of_unit(work: Work, unit_id: str) -> tuple[Indicator, ...]:
    """The open indicators that bind a unit, in all frameworks."""
    bound = select(BINDINGS.c.indicator_id).where(
        BINDINGS.c.unit_id == unit_id, BINDINGS.c.bound, BINDINGS.c.closed_at.is_(None)
    )
    return _read(work, work.all(_INDICATORS.where(INDICATORS.c.id.in_(bound))))


@remembered
def by_id(work: Work, indicator_id: str) -> Indicator:
    """The indicator of an id, also one that is closed; KeyError where there is none."""
    found = _read(work, work.all(select(INDICATORS).where(INDICATORS.c.id == indicator_id)))
    if not found:
        raise KeyError(indicator_id)
    return found[0]


@remembered
def by_code(work: Work, framework_id: str, code: str) -> Indicator | None:
    """The open indicator of a code in a framework, or None."""
    chosen = _INDICATORS.where(INDICATORS.c.framework_id == framework_id, INDICATORS.c.code == code)
    found = _read(work, work.all(chosen))
    return found[0] if found else None


def bindings(work: Work, indicator_ids: Sequence[str]) -> dict[str, list[Binding]]:
    """The open units that each of the indicators binds, by the indicator's id."""
    bound: dict[str, list[Binding]] = {identity: [] for identity in indicator_ids}
    for indicator_id, *binding in work.all(_BOUND.where(BINDINGS.c.indicator_id.in_(list(indicator_ids)))):
        bound[indicator_id].append(Binding(*binding))
    return bound


def bonds(work: Work, indicator_ids: Sequence[str]) -> dict[tuple[str, str], Bond]:
    """Whom these indicators bind or exempt, or did once, by the ids of indicator and unit."""
    found = work.all(select(BINDINGS).where(BINDINGS.c.indicator_id.in_(list(indicator_ids))))
    return {
        (row.indicator_id, row.unit_id): Bond(
            bound=row.bound, closed_at=row.closed_at, left_at=row.left_at, away=row.away
        )
        for row in found
    }


def units_elsewhere(work: Work, framework_id: str) -> frozenset[str]:
    """The ids of the units that open indicators of other frameworks bind, exempt or are hosted by."""
    other = (INDICATORS.c.framework_id != framework_id, INDICATORS.c.closed_at.is_(None), INDICATORS.c.id != WHOLE)
    named = select(BINDINGS.c.unit_id).join(INDICATORS, INDICATORS.c.id == BINDINGS.c.indicator_id)
    bound = work.all(named.where(*other, BINDINGS.c.closed_at.is_(None)))
    hosts = work.all(select(INDICATORS.c.host_unit_id).where(*other, INDICATORS.c.host_unit_id.is_not(None)))
    return frozenset(row[0] for row in (*bound, *hosts))


def _read(work: Work, rows: Sequence[Row[Any]]) -> tuple[Indicator, ...]:
    texts: dict[str, list[str]] = {row.id: [] for row in rows}
    chosen = select(STEPS).where(STEPS.c.indicator_id.in_(list(texts)), STEPS.c.closed_at.is_(None))
    for step in work.all(chosen.order_by(STEPS.c.number)):
        texts[step.indicator_id].append(step.text)
    return tuple(_indicator(row, tuple(texts[row.id])) for row in rows)


def _indicator(row: Row[Any], steps: tuple[str, ...]) -> Indicator:
    return Indicator(
        id=row.id,
        framework_id=row.framework_id,
        code=row.code,
        name=row.name,
        method=row.method,
        frequency=row.frequency,
        by_project=row.by_project,
        measure=row.measure,
        compulsory=row.compulsory,
        host_unit_id=row.host_unit_id,
        dimension_id=row.dimension_id,
        weight=row.weight,
        target=row.target,
        baseline=row.baseline,
        criteria=msgspec.json.decode(row.criteria, type=tuple[Decimal, ...]),
        steps=steps,
        entry=msgspec.json.decode(row.entry, type=EntryForm | None),
        system=row.system,
        system_en=row.system_en,
        form=row.form,
        form_en=row.form_en,
        form_link=row.form_link,
        form_file=row.form_file,
        form_sha256=row.form_sha256,
        kinds=msgspec.json.decode(row.kinds, type=tuple[str, ...]),
        exempt_kinds=msgspec.json.decode(row.exempt_kinds, type=tuple[str, ...]),
        ours=msgspec.json.decode(row.ours, type=tuple[str, ...]),
        source=row.source,
        away=row.away,
    )
