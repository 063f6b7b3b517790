"""The waivers and extensions of frameworks; one that a file drops stays readable, for what was judged under it."""

from datetime import date
from typing import TypeVar

import msgspec
from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint, select

from rules.deadlines import Extended
from rules.reliefs import Extension, Reliefs, Waiver
from storage.columns import METADATA, Instant, Key
from storage.pledged import remembered
from storage.work import Work

WAIVER, EXTENSION = "waiver", "extension"

RELIEFS = Table(
    "reliefs",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("framework_id", ForeignKey("frameworks.id"), nullable=False),
    Column("kind", String(16), nullable=False, comment="waiver or extension"),
    Column("code", String(40), nullable=False),
    Column("said", Text, nullable=False, comment="rules.reliefs.Waiver or Extension as JSON"),
    Column("position", Integer, nullable=False),
    Column("closed_at", Instant),
    UniqueConstraint("framework_id", "kind", "code"),
)

T = TypeVar("T", Waiver, Extension)


@remembered
def of_framework(work: Work, framework_id: str) -> Reliefs:
    """Those in force, in the order of the file."""
    return Reliefs(
        waivers=_read(work, framework_id, WAIVER, Waiver), extensions=_read(work, framework_id, EXTENSION, Extension)
    )


@remembered
def waiver(work: Work, framework_id: str, code: str) -> Waiver:
    """The waiver of a code, also one that is not in force any more; KeyError where there is none."""
    return _one(work, framework_id, WAIVER, code, Waiver)


@remembered
def extension(work: Work, framework_id: str, code: str) -> Extension:
    """The extension of a code, also one that is not in force any more; KeyError where there is none."""
    return _one(work, framework_id, EXTENSION, code, Extension)


def extended(work: Work, framework_id: str, code: str, stated: date | None, until: date | None) -> Extended | None:
    """What the extension of a code makes of a stated day; None where there is no code.

    `until` is the day that the ledger keeps: under one code a later file may name another, and what was answered before
    keeps its own.
    """
    if not code or stated is None or until is None:
        return None
    found = extension(work, framework_id, code)
    return Extended(
        stated=stated,
        until=until,
        reason=found.reason,
        authority=found.authority,
        reason_en=found.reason_en,
        authority_en=found.authority_en,
        source=found.source,
    )


def _read(work: Work, framework_id: str, kind: str, made: type[T]) -> tuple[T, ...]:
    chosen = select(RELIEFS.c.said).where(
        RELIEFS.c.framework_id == framework_id, RELIEFS.c.kind == kind, RELIEFS.c.closed_at.is_(None)
    )
    rows = work.all(chosen.order_by(RELIEFS.c.position))
    return tuple(msgspec.json.decode(row.said, type=made) for row in rows)


def _one(work: Work, framework_id: str, kind: str, code: str, made: type[T]) -> T:
    chosen = select(RELIEFS.c.said).where(
        RELIEFS.c.framework_id == framework_id, RELIEFS.c.kind == kind, RELIEFS.c.code == code
    )
    row = work.one(chosen)
    if row is None:
        raise KeyError(code)
    return msgspec.json.decode(row.said, type=made)
