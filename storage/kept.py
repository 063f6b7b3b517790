"""Rows kept in step with a list of wanted ones: what is new, changed, closed, reopened; nothing is ever deleted."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import Row, Table, and_, insert, select, update

from storage import absences, pledged
from storage.columns import WHOLE, new_key
from storage.work import Work

AWAY = "away"
"""The column that keeps how long something was not in the file."""

Kind = Literal["new", "changed", "closed", "reopened", "superseded"]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A row that is wanted: its key columns, the columns kept equal, those that only a fresh row is given; `history`
    keeps account of what became of an older row, and is not told of."""

    key: tuple[Any, ...]
    values: Mapping[str, Any]
    fresh: Mapping[str, Any] = field(default_factory=dict)
    history: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Write:
    """One row to write: `old` and `new` hold the columns that differ, for a new row all of them; `label` names it.

    A new version of something has in `old` what it differs from, and the row of its former version is superseded.
    """

    table: Table
    kind: Kind
    id: str
    key: tuple[Any, ...]
    label: str
    old: Mapping[str, Any]
    new: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What has to be written, and the id of every row by its key, also of those that are not written yet."""

    writes: tuple[Write, ...]
    ids: Mapping[tuple[Any, ...], str]


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """A table, the columns that make its key, the rows it is about (`scope`: column → allowed values), and its limits.

    `label` names a row by its key. A row that is `untouched` is left as it is; one that is not `closable` stays open
    though nobody wants it.
    """

    table: Table
    key: tuple[str, ...]
    label: Callable[[tuple[Any, ...]], str]
    scope: Mapping[str, Collection[Any]] = field(default_factory=dict)
    untouched: Callable[[Row[Any]], bool] = lambda _: False
    closable: Callable[[Row[Any]], bool] = lambda _: True


def compare(work: Work, keeping: Keeping, wanted: Iterable[Wanted]) -> Kept:
    """What has to be written so that the rows are as wanted; writes nothing."""
    rows = {tuple(getattr(row, name) for name in keeping.key): row for row in _existing(work, keeping)}
    asked = {want.key: want for want in wanted}
    writes = [_write(work, keeping, want, rows.get(want.key)) for want in asked.values()]
    writes += [_closing(work, keeping, key, row) for key, row in rows.items() if key not in asked]
    ids = {key: row.id for key, row in rows.items()}
    found = tuple(write for write in writes if write is not None)
    return Kept(writes=found, ids=ids | {write.key: write.id for write in found})


def apply(work: Work, writes: Sequence[Write]) -> None:
    """Write them in their order; fresh rows of one table with the same columns go in together."""
    if writes:
        pledged.changed(work)
    for (_, fresh, _), alike in groupby(writes, key=_alike):
        together = list(alike)
        if fresh:
            rows = [{"id": write.id, **write.new} for write in together]
            work.execute(insert(together[0].table), rows)
            continue
        for write in together:
            work.execute(update(write.table).where(write.table.c.id == write.id).values(dict(write.new)))


def _alike(write: Write) -> tuple[str, bool, tuple[str, ...]]:
    return write.table.name, write.kind == "new", tuple(write.new)


def _existing(work: Work, keeping: Keeping) -> Sequence[Row[Any]]:
    columns = keeping.table.c
    within = [columns[name].in_(list(values)) for name, values in keeping.scope.items()]
    return work.all(select(keeping.table).where(and_(columns.id != WHOLE, *within)).order_by(columns.id))


def _write(work: Work, keeping: Keeping, want: Wanted, row: Row[Any] | None) -> Write | None:
    if row is None:
        new = {**dict(zip(keeping.key, want.key, strict=True)), **want.values, **want.fresh}
        return _change(keeping, "new", new_key(work.now), want.key, {}, new)
    if keeping.untouched(row):
        return None
    new = {name: value for name, value in want.values.items() if getattr(row, name) != value}
    closed = getattr(row, "closed_at", None) is not None
    history = _history(work, keeping, want, row)
    if not new and not closed and not history:
        return None
    old = {name: getattr(row, name) for name in new}
    kind: Kind = "reopened" if closed else "changed"
    new |= history | ({"closed_at": None} if closed else {})
    return _change(keeping, kind, row.id, want.key, old, new)


def _history(work: Work, keeping: Keeping, want: Wanted, row: Row[Any]) -> dict[str, Any]:
    """What is noted of an older row; by itself how long it was away, where its table keeps that."""
    noted = {name: value for name, value in want.history.items() if getattr(row, name) != value}
    if AWAY in keeping.table.c and AWAY not in want.history and row.closed_at is not None:
        noted[AWAY] = absences.longer(row.away, row.closed_at, work.now)
    return noted


def _closing(work: Work, keeping: Keeping, key: tuple[Any, ...], row: Row[Any]) -> Write | None:
    if "closed_at" not in keeping.table.c or row.closed_at is not None:
        return None
    if keeping.untouched(row) or not keeping.closable(row):
        return None
    return _change(keeping, "closed", row.id, key, {}, {"closed_at": work.now})


def _change(
    keeping: Keeping, kind: Kind, row_id: str, key: tuple[Any, ...], old: Mapping[str, Any], new: Mapping[str, Any]
) -> Write:
    return Write(table=keeping.table, kind=kind, id=row_id, key=key, label=keeping.label(key), old=old, new=new)


def first(key: tuple[Any, ...]) -> str:
    """A row named by the first part of its key."""
    return str(key[0])


def last(key: tuple[Any, ...]) -> str:
    """A row named by the last part of its key."""
    return str(key[-1])


def joined(key: tuple[Any, ...]) -> str:
    """A row named by its whole key."""
    return "/".join(str(part) for part in key)
