"""The steps of a framework's process, and what has happened to each: finished, or sent back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

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
    func,
    insert,
    select,
    update,
)

from rules.process import Duration, Happened, Step, Window
from rules.sources import Source
from storage.columns import METADATA, Instant, Key, new_key
from storage.pledged import remembered
from storage.work import Work

PROCESS_STEPS = Table(
    "process_steps",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("framework_id", ForeignKey("frameworks.id"), nullable=False),
    Column("code", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("text_en", Text, nullable=False, server_default="", comment="empty: known in Thai only"),
    Column("owners", Text, nullable=False, server_default="[]", comment="as the source names them, as JSON"),
    Column("first_on", Date, comment="none: from whenever"),
    Column("last_on", Date, comment="none: its days follow from what it comes after"),
    Column("after", String(40), nullable=False, server_default="", comment="the code of the step it waits for"),
    Column("after_round", Integer, comment="months of the round after whose end it comes"),
    Column("takes", Text, nullable=False, server_default="null", comment="rules.process.Duration as JSON"),
    Column("documents", Text, nullable=False, server_default="[]", comment="names, as JSON"),
    Column("back_to", String(40), nullable=False, server_default="", comment="where a no leads back to"),
    Column("printed", Text, nullable=False, server_default="{}", comment="rules.sources.Source as JSON"),
    Column("ours", Text, nullable=False, server_default="[]", comment="the keys filled in by us, as JSON"),
    Column("position", Integer, nullable=False),
    Column("closed_at", Instant),
    UniqueConstraint("framework_id", "code"),
)

PROCESS_EVENTS = Table(
    "process_events",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("step_id", ForeignKey("process_steps.id"), nullable=False),
    Column("number", Integer, nullable=False, comment="from 1 in each framework: the order in which they count"),
    Column("framework_id", ForeignKey("frameworks.id"), nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("back", Boolean, nullable=False, comment="decided against: the way leads back"),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("stated_at", Instant, nullable=False),
    Column("taken_back_at", Instant, comment="said by mistake"),
    UniqueConstraint("framework_id", "number"),
    Index(None, "step_id"),
)


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What somebody said has happened, with the row's id and its number in the framework."""

    id: str
    number: int
    happened: Happened
    person_id: str
    stated_at: datetime


@remembered
def steps(work: Work, framework_id: str) -> tuple[Step, ...]:
    """The open steps of a framework, in the order of its file."""
    rows = work.all(
        select(PROCESS_STEPS)
        .where(PROCESS_STEPS.c.framework_id == framework_id, PROCESS_STEPS.c.closed_at.is_(None))
        .order_by(PROCESS_STEPS.c.position)
    )
    return tuple(_step(row) for row in rows)


def stated(work: Work, framework_id: str) -> tuple[Stated, ...]:
    """What has happened to the open steps of a framework and was not taken back, in its order."""
    rows = work.all(
        select(PROCESS_EVENTS, PROCESS_STEPS.c.code)
        .join(PROCESS_STEPS, PROCESS_STEPS.c.id == PROCESS_EVENTS.c.step_id)
        .where(
            PROCESS_EVENTS.c.framework_id == framework_id,
            PROCESS_EVENTS.c.taken_back_at.is_(None),
            PROCESS_STEPS.c.closed_at.is_(None),
        )
        .order_by(PROCESS_EVENTS.c.number)
    )
    return tuple(
        Stated(
            id=row.id,
            number=row.number,
            happened=Happened(step=row.code, on=row.happened_on, back=row.back),
            person_id=row.person_id,
            stated_at=row.stated_at,
        )
        for row in rows
    )


def id_of(work: Work, framework_id: str, code: str) -> str:
    """The id of an open step; KeyError where there is none."""
    row = work.one(
        select(PROCESS_STEPS.c.id).where(
            PROCESS_STEPS.c.framework_id == framework_id,
            PROCESS_STEPS.c.code == code,
            PROCESS_STEPS.c.closed_at.is_(None),
        )
    )
    if row is None:
        raise KeyError(code)
    return row.id


def by_id(work: Work, step_id: str) -> tuple[str, Step] | None:
    """The open step of an id with its framework's id, or None."""
    row = work.one(select(PROCESS_STEPS).where(PROCESS_STEPS.c.id == step_id, PROCESS_STEPS.c.closed_at.is_(None)))
    return None if row is None else (row.framework_id, _step(row))


def add(work: Work, framework_id: str, code: str, *, on: date, back: bool, person_id: str) -> None:
    """Keep what somebody says has happened to an open step, as the last of its framework."""
    newest = work.scalar(select(func.max(PROCESS_EVENTS.c.number)).where(PROCESS_EVENTS.c.framework_id == framework_id))
    row = {"step_id": id_of(work, framework_id, code), "number": (newest or 0) + 1, "framework_id": framework_id}
    said = {"happened_on": on, "back": back, "person_id": person_id, "stated_at": work.now}
    work.execute(insert(PROCESS_EVENTS).values(id=new_key(work.now), **row, **said))


def take_back(work: Work, event_id: str) -> None:
    """What was said does not count any more."""
    work.execute(update(PROCESS_EVENTS).where(PROCESS_EVENTS.c.id == event_id).values(taken_back_at=work.now))


def _step(row: Row[Any]) -> Step:
    return Step(
        code=row.code,
        text=row.text,
        text_en=row.text_en,
        owners=msgspec.json.decode(row.owners, type=tuple[str, ...]),
        window=Window(first=row.first_on, last=row.last_on) if row.last_on else None,
        after=row.after,
        after_round=row.after_round,
        takes=msgspec.json.decode(row.takes, type=Duration | None),
        documents=msgspec.json.decode(row.documents, type=tuple[str, ...]),
        back_to=row.back_to,
        source=msgspec.json.decode(row.printed, type=Source),
        ours=msgspec.json.decode(row.ours, type=tuple[str, ...]),
    )
