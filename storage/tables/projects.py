"""Projects and activities that units report on, from the framework file or made in chat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, Date, ForeignKey, Row, String, Table, Text, UniqueConstraint, and_, select, update

from storage.columns import METADATA, WHOLE, Instant, Key, new_key
from storage.work import Work

FRAMEWORK, CHAT = "framework", "chat"

PROJECTS = Table(
    "projects",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("indicator_id", ForeignKey("indicators.id"), nullable=False),
    Column("unit_id", ForeignKey("units.id"), nullable=False),
    Column("code", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("origin", String(16), nullable=False, comment="framework or chat"),
    Column("starts_on", Date, comment="first day of its first month; none: the year's"),
    Column("finished_on", Date),
    Column("finish_reason", Text, nullable=False, server_default="", comment="empty: its last step was reached"),
    Column("closed_at", Instant),
    Column("away", Text, nullable=False, server_default="[]", comment="storage.absences, as JSON"),
    UniqueConstraint("indicator_id", "unit_id", "code"),
)


@dataclass(frozen=True, kw_only=True)
class Project:
    """A unit's project under an indicator; `starts_on` None: from the year's first month; `finish_reason` empty: its
    last step finished it; `away` as the column keeps it."""

    id: str
    indicator_id: str
    unit_id: str
    code: str
    name: str
    origin: str
    starts_on: date | None
    finished_on: date | None
    finish_reason: str
    away: str


_OPEN = select(PROJECTS).where(PROJECTS.c.closed_at.is_(None), PROJECTS.c.id != WHOLE).order_by(PROJECTS.c.id)


def of_unit(work: Work, indicator_id: str, unit_id: str) -> tuple[Project, ...]:
    """A unit's open projects under an indicator, finished ones too, oldest first."""
    chosen = _OPEN.where(PROJECTS.c.indicator_id == indicator_id, PROJECTS.c.unit_id == unit_id)
    return tuple(_project(row) for row in work.all(chosen))


def of_indicators(work: Work, indicator_ids: Sequence[str]) -> tuple[Project, ...]:
    """All open projects of these indicators, finished ones too."""
    return tuple(_project(row) for row in work.all(_OPEN.where(PROJECTS.c.indicator_id.in_(list(indicator_ids)))))


def by_id(work: Work, project_id: str) -> Project:
    """The project of an id, also one that is closed; KeyError where there is none."""
    row = work.one(select(PROJECTS).where(PROJECTS.c.id == project_id))
    if row is None:
        raise KeyError(project_id)
    return _project(row)


def add(work: Work, *, indicator_id: str, unit_id: str, code: str, name: str, starts_on: date) -> str | None:
    """A project made in chat; its id, or None where the unit has had one of this code."""
    project_id = new_key(work.now)
    row = {"indicator_id": indicator_id, "unit_id": unit_id, "code": code, "name": name, "starts_on": starts_on}
    return project_id if work.insert_once(PROJECTS, {"id": project_id, "origin": CHAT, **row}) else None


def finish(work: Work, project_id: str, on: date, reason: str = "") -> bool:
    """Whether this call finished it: false where it was finished or closed before."""
    unfinished = and_(PROJECTS.c.finished_on.is_(None), PROJECTS.c.closed_at.is_(None))
    chosen = update(PROJECTS).where(PROJECTS.c.id == project_id, unfinished)
    return work.execute(chosen.values(finished_on=on, finish_reason=reason)).rowcount == 1


def unfinish(work: Work, project_id: str) -> None:
    """What finished it was corrected or a mistake: it goes on."""
    work.execute(update(PROJECTS).where(PROJECTS.c.id == project_id).values(finished_on=None, finish_reason=""))


def close(work: Work, project_id: str) -> bool:
    """Whether this call closed it, so that it is nobody's any more: false where it was closed before."""
    chosen = update(PROJECTS).where(PROJECTS.c.id == project_id, PROJECTS.c.closed_at.is_(None))
    return work.execute(chosen.values(closed_at=work.now)).rowcount == 1


def _project(row: Row[Any]) -> Project:
    return Project(
        id=row.id,
        indicator_id=row.indicator_id,
        unit_id=row.unit_id,
        code=row.code,
        name=row.name,
        origin=row.origin,
        starts_on=row.starts_on,
        finished_on=row.finished_on,
        finish_reason=row.finish_reason,
        away=row.away,
    )
