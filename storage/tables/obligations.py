"""The ledger of what is owed: one row per unit, indicator, project, period and tier."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import islice
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    column,
    exists,
    insert,
    or_,
    select,
    table,
    update,
)

from rules.owed import Duty
from storage.columns import METADATA, WHOLE, Instant, Key, new_key
from storage.work import Work

_TERM = ("tier", "period", "extension")
_TOLD = ("warned", "due_hour")

OBLIGATIONS = Table(
    "obligations",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("framework_id", ForeignKey("frameworks.id"), nullable=False),
    Column("unit_id", ForeignKey("units.id"), nullable=False, server_default=WHOLE),
    Column("indicator_id", ForeignKey("indicators.id"), nullable=False, server_default=WHOLE),
    Column("project_id", ForeignKey("projects.id"), nullable=False, server_default=WHOLE),
    Column("tier", Integer, nullable=False),
    Column("period", String(16), nullable=False, comment="month 2026-10, or round 6"),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("reportable_on", Date, nullable=False),
    Column("owed_on", Date, comment="the prompt's day; none: never prompted"),
    Column("due_on", Date),
    Column("due_hour", String(5), nullable=False, server_default="", comment="14:30; empty: until the day ends"),
    Column("counted_until", Instant, comment="first instant that is late; none: no due day"),
    Column("warned", Boolean, nullable=False, comment="false: its deadline lay before the first import"),
    Column("waiver", String(40), nullable=False, server_default="", comment="by whose code nobody owes it"),
    Column("extension", String(40), nullable=False, server_default="", comment="by whose code it is due later"),
    Column("stated_on", Date, comment="the framework's day, where an extension's counts"),
    Column("state", String(16), nullable=False, comment="open, met, closed"),
    Column("closed_at", Instant),
    UniqueConstraint("framework_id", "unit_id", "indicator_id", "project_id", "period", "tier"),
    # Who owes what is answered from these two alone, by one look for a unit and one for an indicator.
    Index("ix_obligations_unit", "unit_id", "state", "framework_id", *_TERM, "owed_on", "due_on"),
    Index(None, "indicator_id", "period"),
    Index("ix_obligations_term", "framework_id", "state", *_TERM, "indicator_id", "owed_on", "due_on", *_TOLD),
)


T = TypeVar("T")


class Owed(Struct, frozen=True, kw_only=True):
    """One row of the ledger with the codes of what it is about (WHOLE for none).

    `answered`: something came for it and was not taken back."""

    id: str
    duty: Duty
    open: bool
    closed: bool
    answered: bool


IN_ONE = 2000
"""Rows in one statement."""

_UNITS = table("units", column("id"), column("code"))
_INDICATORS = table("indicators", column("id"), column("code"))
_PROJECTS = table("projects", column("id"), column("code"))
_ANSWERS = [table(name, column("obligation_id")) for name in ("reports", "arrivals")]
_HANDED = table("submissions", column("obligation_id"), column("state"))
IS_OWED = OBLIGATIONS.c.owed_on.is_not(None)
"""At tier 1: asked for some day; what is reported on occurrence only is not."""
STATES = ("open", "met", "closed")
STANDING = OBLIGATIONS.c.state.in_(STATES[:2])
"""Not closed: by what it may be, for an index is no help with what it may not."""
_ANSWERED = or_(
    *(exists().where(answer.c.obligation_id == OBLIGATIONS.c.id) for answer in _ANSWERS),
    exists().where(_HANDED.c.obligation_id == OBLIGATIONS.c.id, _HANDED.c.state != "recalled"),
)
_DAYS = (
    *("tier", "period", "first_on", "last_on", "reportable_on", "owed_on", "due_on", "due_hour", "counted_until"),
    *("warned", "waiver", "extension", "stated_on"),
)
"""What `columns_of` gives."""
_LEDGER = (
    select(OBLIGATIONS.c.id, OBLIGATIONS.c.state, _ANSWERED.label("answered"))
    .add_columns(_UNITS.c.code.label("unit"), _INDICATORS.c.code.label("indicator"), _PROJECTS.c.code.label("project"))
    .add_columns(*(OBLIGATIONS.c[name] for name in _DAYS))
    .join(_UNITS, _UNITS.c.id == OBLIGATIONS.c.unit_id)
    .join(_INDICATORS, _INDICATORS.c.id == OBLIGATIONS.c.indicator_id)
    .join(_PROJECTS, _PROJECTS.c.id == OBLIGATIONS.c.project_id)
    .where(OBLIGATIONS.c.framework_id == bindparam("framework"))
)
_LEDGER_OF = _LEDGER.where(OBLIGATIONS.c.indicator_id == bindparam("indicator"))
_LEDGER_OF_UNIT = _LEDGER_OF.where(OBLIGATIONS.c.unit_id == bindparam("unit"))

_ADD = insert(OBLIGATIONS)
_CHANGE = (
    update(OBLIGATIONS)
    .where(OBLIGATIONS.c.id == bindparam("key"), OBLIGATIONS.c.state != "met")
    .values({name: bindparam(name, type_=OBLIGATIONS.c[name].type) for name in _DAYS})
)
_MEET = update(OBLIGATIONS).where(OBLIGATIONS.c.id == bindparam("key")).values(state="met", closed_at=None)
_MEET_AS_SEEN = _MEET.where(
    OBLIGATIONS.c.state == bindparam("was"),
    OBLIGATIONS.c.counted_until.is_not_distinct_from(bindparam("until", type_=Instant)),
)


def hold_ledger(work: Work, framework_id: str) -> None:
    """Nobody else opens, changes or closes what a framework makes people owe before this is committed.

    What comes for it is not kept waiting: so whoever holds the ledger writes nothing over it.
    """
    work.alone(f"ledger:{framework_id}")


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one unit, or every unit, owes of one indicator (ids), at whatever tier."""

    indicator_id: str
    unit_id: str | None = None


def existing(work: Work, framework_id: str, part: Part | None = None) -> tuple[Owed, ...]:
    """The whole ledger of a framework, or a part of it, closed rows too."""
    query, about = _LEDGER, {"framework": framework_id}
    if part is not None:
        query, about = _LEDGER_OF, {**about, "indicator": part.indicator_id}
    if part is not None and part.unit_id is not None:
        query, about = _LEDGER_OF_UNIT, {**about, "unit": part.unit_id}
    return tuple(_owed(row) for row in work.all(query, about))


def is_known(work: Work, obligation_id: str) -> bool:
    """Whether there is an obligation of that id."""
    return bool(work.scalar(select(exists().where(OBLIGATIONS.c.id == obligation_id))))


def add(work: Work, rows: Iterable[Mapping[str, Any]]) -> None:
    """Many new open obligations: what `columns_of` gives and the ids of framework, unit, indicator and project."""
    # In parts, so that all but the first go past SQLAlchemy (storage.prepared).
    for part in _parts(rows):
        work.change(_ADD, [{"id": new_key(work.now), "state": "open", **row} for row in part])


def _parts(rows: Iterable[T]) -> Iterator[list[T]]:
    left = iter(rows)
    while part := list(islice(left, IN_ONE)):
        yield part


def columns_of(duty: Duty) -> dict[str, Any]:
    """The columns that a duty decides, but for the ids of what it is about."""
    return {
        "tier": duty.tier,
        "period": duty.period,
        "first_on": duty.first,
        "last_on": duty.last,
        "reportable_on": duty.reportable_from,
        "owed_on": duty.owed_from,
        "due_on": duty.due,
        "due_hour": duty.hour.isoformat("minutes") if duty.hour else "",
        "counted_until": duty.counted_until,
        "warned": duty.warned,
        "waiver": duty.waiver,
        "extension": duty.extension,
        "stated_on": duty.stated,
    }


def change(work: Work, changed: Mapping[str, Duty]) -> None:
    """New days for obligations that exist, by id; what was met meanwhile keeps those that it was judged by."""
    rows = ({"key": obligation_id, **columns_of(duty)} for obligation_id, duty in changed.items())
    for part in _parts(rows):
        work.change(_CHANGE, part)


def close(work: Work, ids: Collection[str], now: datetime) -> None:
    """Nobody owes them any more, but for what was met meanwhile; they stay readable."""
    for part in _parts(ids):
        chosen = update(OBLIGATIONS).where(OBLIGATIONS.c.id.in_(part), OBLIGATIONS.c.state == "open")
        work.execute(chosen.values(state="closed", closed_at=now))


def reopen(work: Work, ids: Collection[str], *, was: str) -> None:
    """They are owed again, if they still are what they were: closed, or met."""
    for part in _parts(ids):
        chosen = update(OBLIGATIONS).where(OBLIGATIONS.c.id.in_(part), OBLIGATIONS.c.state == was)
        work.execute(chosen.values(state="open", closed_at=None))


def meet(work: Work, obligation_id: str) -> None:
    """What was owed has come."""
    work.change(_MEET, {"key": obligation_id})


def meet_as_seen(work: Work, obligation_id: str, *, state: str, counted_until: datetime | None) -> bool:
    """The same for what was judged by this state and deadline; from here on whoever would change it waits for us.

    False, and nothing is changed, where they are others by now: an import may have been first, so what imports write
    is read again.
    """
    seen = {"key": obligation_id, "was": state, "until": counted_until}
    done = work.change(_MEET_AS_SEEN, seen) == 1
    if not done:
        work.edition = None
    return done


def _owed(row: Sequence[Any]) -> Owed:
    # By place, not by name: an import reads the whole ledger.
    row_id, state, answered, unit, indicator, project, *days = row
    tier, period, first, last, reportable, owed, due, hour, until, warned, waiver, extension, stated = days
    duty = Duty(
        unit=unit,
        indicator=indicator,
        project=project,
        tier=tier,
        period=period,
        first=first,
        last=last,
        reportable_from=reportable,
        owed_from=owed,
        due=due,
        hour=time.fromisoformat(hour) if hour else None,
        counted_until=until,
        warned=warned,
        waiver=waiver,
        extension=extension,
        stated=stated,
    )
    return Owed(id=row_id, duty=duty, open=state == "open", closed=state == "closed", answered=bool(answered))
