"""What a department pledged for a year: its settings, dimensions, rounds with their deadlines, penalties."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    select,
    update,
)

from rules.frameworks import ChangeRule, Dimension, Document, Round, RoundDeadline, Settings
from rules.penalties import PenaltyRule, rule_for
from rules.sources import Source, SourceDocument
from storage.columns import METADATA, WHOLE, Instant, Key
from storage.pledged import remembered
from storage.work import Work

FRAMEWORKS = Table(
    "frameworks",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("code", String(40), nullable=False),
    Column("year", Integer, nullable=False, comment="fiscal year, B.E."),
    Column("title", Text, nullable=False),
    Column("office", Text, nullable=False, comment="the department's name"),
    Column("settings", Text, nullable=False, comment="rules.frameworks.Settings as JSON"),
    Column("changes", Text, nullable=False, server_default="null", comment="rules.frameworks.ChangeRule as JSON"),
    Column("first_adopted_at", Instant, nullable=False),
    Column("adopted_at", Instant, nullable=False),
    Column("closed_at", Instant),
    UniqueConstraint("code", "year"),
)

SOURCES = Table(
    "sources",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("framework_id", ForeignKey("frameworks.id"), nullable=False),
    Column("code", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("title_en", Text, nullable=False, server_default="", comment="empty: known in Thai only"),
    Column("position", Integer, nullable=False),
    Column("closed_at", Instant),
    UniqueConstraint("framework_id", "code"),
)

DIMENSIONS = Table(
    "dimensions",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("framework_id", ForeignKey("frameworks.id"), nullable=False),
    Column("code", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("closed_at", Instant),
    UniqueConstraint("framework_id", "code"),
)

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("framework_id", ForeignKey("frameworks.id"), nullable=False),
    Column("code", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_en", Text, nullable=False, server_default="", comment="empty: known in Thai only"),
    Column("position", Integer, nullable=False),
    Column("closed_at", Instant),
    UniqueConstraint("framework_id", "code"),
)

ROUNDS = Table(
    "rounds",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("framework_id", ForeignKey("frameworks.id"), nullable=False),
    Column("code", String(10), nullable=False, comment="3, 6, 9, 12"),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("closed_at", Instant),
    UniqueConstraint("framework_id", "code"),
)

DEADLINES = Table(
    "deadlines",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("round_id", ForeignKey("rounds.id"), nullable=False),
    Column("tier", Integer, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("hour", Time, comment="none: until the day ends"),
    Column("sends", Text, nullable=False, server_default="[]", comment="codes of documents, as JSON"),
    # In words, as former versions wrote it; read where `printed` is empty.
    Column("source", Text, nullable=False, server_default=""),
    Column("printed", Text, nullable=False, server_default="", comment="rules.sources.Source as JSON"),
    Column("ours", Text, nullable=False, server_default="[]", comment="the keys filled in by us, as JSON"),
    Column("closed_at", Instant),
    UniqueConstraint("round_id", "tier"),
)

PENALTIES = Table(
    "penalties",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("framework_id", ForeignKey("frameworks.id"), nullable=False),
    Column("code", String(40), nullable=False),
    Column("version", Integer, nullable=False, comment="a changed rule is a new row: verdicts point to theirs"),
    Column("rule", Text, nullable=False, comment="rules.penalties.PenaltyRule as JSON"),
    Column("closed_at", Instant),
    UniqueConstraint("framework_id", "code", "version"),
)


@dataclass(frozen=True, kw_only=True)
class Framework:
    """A framework that was imported, of one fiscal year (B.E.)."""

    id: str
    code: str
    year: int
    title: str
    office: str
    settings: Settings
    changes: ChangeRule | None
    first_adopted_at: datetime
    adopted_at: datetime


_OPEN = (
    select(FRAMEWORKS)
    .where(FRAMEWORKS.c.id != WHOLE, FRAMEWORKS.c.closed_at.is_(None))
    .order_by(FRAMEWORKS.c.year, FRAMEWORKS.c.code)
)
_DEADLINES = (
    select(ROUNDS.c.code, ROUNDS.c.first_on, ROUNDS.c.last_on, DEADLINES)
    .join(DEADLINES, (DEADLINES.c.round_id == ROUNDS.c.id) & DEADLINES.c.closed_at.is_(None), isouter=True)
    .where(ROUNDS.c.closed_at.is_(None))
    .order_by(ROUNDS.c.last_on, DEADLINES.c.tier)
)


@remembered
def in_force(work: Work) -> tuple[Framework, ...]:
    """Every framework that is open, oldest year first."""
    return tuple(_framework(row) for row in work.all(_OPEN))


def writes_thai_digits(work: Work) -> bool:
    """Whether the office sets Thai digits: its newest framework decides for all that is said."""
    return any(it.settings.numerals == "thai" for it in in_force(work)[-1:])


@remembered
def by_id(work: Work, framework_id: str) -> Framework:
    """The framework of an id; KeyError where there is none."""
    row = work.one(select(FRAMEWORKS).where(FRAMEWORKS.c.id == framework_id))
    if row is None:
        raise KeyError(framework_id)
    return _framework(row)


def by_code(work: Work, code: str, year: int) -> Framework | None:
    """The framework of a code and fiscal year (B.E.), or None."""
    row = work.one(select(FRAMEWORKS).where(FRAMEWORKS.c.code == code, FRAMEWORKS.c.year == year))
    return None if row is None else _framework(row)


@remembered
def rounds(work: Work, framework_id: str) -> tuple[Round, ...]:
    """Its open rounds in order of their last days, each with its open deadlines by tier."""
    found: dict[str, list[Row[Any]]] = {}
    for row in work.all(_DEADLINES.where(ROUNDS.c.framework_id == framework_id)):
        found.setdefault(row.code, []).append(row)
    return tuple(_round(rows) for rows in found.values())


@remembered
def sources(work: Work, framework_id: str) -> tuple[SourceDocument, ...]:
    """The documents that it rests on, in the order of the file."""
    rows = work.all(
        select(SOURCES)
        .where(SOURCES.c.framework_id == framework_id, SOURCES.c.closed_at.is_(None))
        .order_by(SOURCES.c.position)
    )
    return tuple(SourceDocument(code=row.code, title=row.title, title_en=row.title_en) for row in rows)


@remembered
def documents(work: Work, framework_id: str) -> tuple[Document, ...]:
    """The documents of its report, in the order of the file."""
    rows = work.all(
        select(DOCUMENTS)
        .where(DOCUMENTS.c.framework_id == framework_id, DOCUMENTS.c.closed_at.is_(None))
        .order_by(DOCUMENTS.c.position)
    )
    return tuple(Document(code=row.code, name=row.name, name_en=row.name_en) for row in rows)


@remembered
def dimensions(work: Work, framework_id: str) -> dict[str, Dimension]:
    """Its dimensions by their ids, in the order of the file."""
    rows = work.all(
        select(DIMENSIONS)
        .where(DIMENSIONS.c.framework_id == framework_id, DIMENSIONS.c.closed_at.is_(None))
        .order_by(DIMENSIONS.c.position)
    )
    return {row.id: Dimension(code=row.code, name=row.name) for row in rows}


@remembered
def penalties(work: Work, framework_id: str) -> tuple[PenaltyRule, ...]:
    """The rules in force, each in its newest version."""
    rows = work.all(
        select(PENALTIES)
        .where(PENALTIES.c.framework_id == framework_id, PENALTIES.c.closed_at.is_(None))
        .order_by(PENALTIES.c.code)
    )
    return tuple(msgspec.json.decode(row.rule, type=PenaltyRule) for row in rows)


def penalty_for(work: Work, framework_id: str, tier: int, months: int, *, returned: bool = False) -> PenaltyRule | None:
    """The rule for a tier's report of the round of so many months, or for one `returned`; None where lateness costs
    nothing."""
    return rule_for(penalties(work, framework_id), tier, months, returned=returned)


def latest_penalties(work: Work, framework_id: str) -> dict[str, PenaltyRule]:
    """The newest version of every rule that ever was, closed ones too, by code."""
    rows = work.all(select(PENALTIES).where(PENALTIES.c.framework_id == framework_id).order_by(PENALTIES.c.version))
    return {row.code: msgspec.json.decode(row.rule, type=PenaltyRule) for row in rows}


def mark_adopted(work: Work, code: str, year: int, now: datetime) -> None:
    """That a file changed something in it."""
    chosen = update(FRAMEWORKS).where(FRAMEWORKS.c.code == code, FRAMEWORKS.c.year == year)
    work.execute(chosen.values(adopted_at=now))


def _framework(row: Row[Any]) -> Framework:
    return Framework(
        id=row.id,
        code=row.code,
        year=row.year,
        title=row.title,
        office=row.office,
        settings=msgspec.json.decode(row.settings, type=Settings),
        changes=msgspec.json.decode(row.changes, type=ChangeRule | None),
        first_adopted_at=row.first_adopted_at,
        adopted_at=row.adopted_at,
    )


def _round(rows: Sequence[Row[Any]]) -> Round:
    first = rows[0]
    deadlines = tuple(_deadline(row) for row in rows if row.tier)
    return Round(code=first.code, first=first.first_on, last=first.last_on, deadlines=deadlines)


def _deadline(row: Row[Any]) -> RoundDeadline:
    return RoundDeadline(
        tier=row.tier,
        on=row.due_on,
        hour=row.hour,
        sends=msgspec.json.decode(row.sends, type=tuple[str, ...]),
        source=msgspec.json.decode(row.printed, type=Source) if row.printed else Source(document=row.source),
        ours=msgspec.json.decode(row.ours, type=tuple[str, ...]),
    )
