"""What an operator is told of and what nobody was told of yet: how each stands, so that a restart repeats nothing."""

from sqlalchemy import Boolean, Column, String, Table, and_, bindparam, delete, select, update

from rules.alerts import Standing
from storage.columns import METADATA, Instant
from storage.work import Work

WATCHED = Table(
    "watched",
    METADATA,
    Column("kind", String(16), primary_key=True),
    Column("about", String(40), primary_key=True, comment="a platform or a lane; empty for what there is one of"),
    Column("since", Instant, nullable=False),
    Column("grave", Boolean, nullable=False),
    Column("told_at", Instant, comment="null: it may pass before anybody is told"),
    Column("gone_at", Instant, comment="null: it lasts"),
)

_ALL = select(WATCHED).order_by(WATCHED.c.since, WATCHED.c.kind, WATCHED.c.about)
_THIS = and_(WATCHED.c.kind == bindparam("of"), WATCHED.c.about == bindparam("on"))


def standing(work: Work) -> tuple[Standing, ...]:
    """All that is watched, the oldest first."""
    return tuple(Standing(**row._mapping) for row in work.all(_ALL))


def keep(work: Work, before: Standing | None, after: Standing | None) -> bool:
    """In place of what was seen. False, and nothing is changed, where another process was here first."""
    if before is None:
        return after is None or work.insert_once(WATCHED, _values(after))
    seen = {"of": before.kind, "on": before.about}
    same = and_(
        _THIS,
        WATCHED.c.since == before.since,
        WATCHED.c.told_at.is_not_distinct_from(before.told_at),
        WATCHED.c.gone_at.is_not_distinct_from(before.gone_at),
    )
    change = delete(WATCHED).where(same) if after is None else update(WATCHED).where(same).values(_values(after))
    return work.execute(change, seen).rowcount == 1


def _values(of: Standing) -> dict[str, object]:
    return {column.name: getattr(of, column.name) for column in WATCHED.columns}
