"""Every row of a database as lines of text and back, the same on SQLite and PostgreSQL: for backups.

A table of any version can be read and filled: its columns come from the database, and what is in them is told by kinds.
"""

import pkgutil
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib import import_module
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Date,
    LargeBinary,
    MetaData,
    Table,
    TableClause,
    Text,
    Time,
    column,
    delete,
    insert,
    select,
    table,
    types,
)

import storage.tables
from storage.columns import METADATA, Exact, Instant

AT_ONCE = 500
"""Rows that are read, or put, with one statement."""
_TURNS = 2**256


class _Kind(NamedTuple):
    type: types.TypeEngine[Any]
    python: type


KINDS = {
    "text": _Kind(Text(), str),
    "whole": _Kind(BigInteger(), int),
    "truth": _Kind(Boolean(), bool),
    "day": _Kind(Date(), date),
    "hour": _Kind(Time(), time),
    "instant": _Kind(Instant(), datetime),
    "exact": _Kind(Exact(), Decimal),
    "bytes": _Kind(LargeBinary(), bytes),
}
"""What a column can hold, by its name in a backup."""


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A table: its name, and its columns' kinds by their names."""

    name: str
    columns: dict[str, str]

    @property
    def clause(self) -> TableClause:
        """The table as far as rows go."""
        return table(self.name, *(column(name, KINDS[kind].type) for name, kind in self.columns.items()))


class Digest:
    """Of rows in whatever order: two tables with the same rows have the same, on either database."""

    def __init__(self) -> None:
        self.rows, self._sum = 0, 0

    def add(self, line: bytes) -> None:
        """One row more."""
        self.rows += 1
        self._sum = (self._sum + int.from_bytes(sha256(line).digest())) % _TURNS

    @property
    def hex(self) -> str:
        """As 64 digits."""
        return f"{self._sum:064x}"


def shapes(connection: Connection, without: str) -> tuple[Shape, ...]:
    """All tables that are there but one, those that others point to first."""
    found = MetaData()
    found.reflect(connection)
    return tuple(_shape(each) for each in found.sorted_tables if each.name != without)


def names() -> frozenset[str]:
    """The tables of this version."""
    return frozenset(_ours())


def lines(connection: Connection, shape: Shape) -> Iterator[bytes]:
    """A table's rows, each as a line of JSON with the columns in their order."""
    rows = connection.execute(select(*shape.clause.columns).execution_options(yield_per=AT_ONCE))
    for row in rows:
        yield msgspec.json.encode(tuple(row)) + b"\n"


def put(connection: Connection, shape: Shape, found: Iterable[bytes]) -> None:
    """Fill a table with such lines. Raises msgspec.ValidationError and sqlalchemy.exc.IntegrityError."""
    wanted = tuple[tuple(KINDS[kind].python | None for kind in shape.columns.values())]  # ty: ignore[invalid-type-form]
    decoder, names, rows = msgspec.json.Decoder(wanted), list(shape.columns), list[dict[str, Any]]()
    for line in found:
        rows.append(dict(zip(names, decoder.decode(line), strict=True)))
        if len(rows) == AT_ONCE:
            connection.execute(insert(shape.clause), rows)
            rows.clear()
    if rows:
        connection.execute(insert(shape.clause), rows)


def clear(connection: Connection, known: Iterable[Shape]) -> None:
    """Take away every row, also those that the steps of a migration put."""
    for shape in reversed(tuple(known)):
        connection.execute(delete(shape.clause))


def _shape(found: Table) -> Shape:
    ours = _ours().get(found.name)
    known = {} if ours is None else {each.name: each for each in ours.columns}
    columns = {str(each.name): _kind(known.get(each.name, each)) for each in found.columns}
    return Shape(name=str(found.name), columns=columns)


@cache
def _ours() -> dict[str, Table]:
    for module in pkgutil.iter_modules(storage.tables.__path__, "storage.tables."):
        import_module(module.name)
    return dict(METADATA.tables)


def _kind(found: ColumnElement[Any]) -> str:
    for name, kind in KINDS.items():
        if isinstance(found.type, type(kind.type)) and name not in ("text", "whole"):
            return name
    return "whole" if found.type.python_type is int else "text"
