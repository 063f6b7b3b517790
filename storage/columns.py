"""What columns are made of: exact decimals, aware instants, time-ordered keys, named constraints."""

import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Dialect, MetaData, Numeric, String, TypeDecorator, types

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

WHOLE = "whole"
"""The fixed row that stands for no unit, no indicator, no project: a unique key has no NULL in it."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_AS_PYTHON = str.maketrans(_ALPHABET, "0123456789ABCDEFGHIJKLMNOPQRSTUV")
_RANDOM_BITS = 80


class _Sequence:
    """Keys made in one process never go back, also within one millisecond."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def next(self, now: datetime) -> int:
        millisecond = int(now.timestamp() * 1000)
        with self._lock:
            if millisecond > self._last >> _RANDOM_BITS:
                self._last = (millisecond << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS - 1)
            else:
                self._last += 1
            return self._last


_SEQUENCE = _Sequence()


def new_key(now: datetime) -> str:
    """A ULID: 26 letters and digits that sort by the time they were made."""
    value = _SEQUENCE.next(now)
    return "".join([_PAIRS[value >> shift & 1023] for shift in range(120, -1, -10)])


def as_uuid(key: str) -> str:
    """The same key in the form of a UUID (version 4), for LINE's retry key."""
    return str(UUID(int=int(key.translate(_AS_PYTHON), 32), version=4))


class Key(TypeDecorator[str]):
    """A ULID, or the fixed word WHOLE."""

    impl = String(26)
    cache_ok = True


class Exact(TypeDecorator[Decimal]):
    """A Decimal, digit for digit: NUMERIC where it is exact, text on SQLite, whose NUMERIC is a float."""

    impl = types.Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> types.TypeEngine:
        return dialect.type_descriptor(String(40) if dialect.name == "sqlite" else Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | str | None:
        if value is None or dialect.name != "sqlite":
            return value
        return format(value, "f")

    def process_result_value(self, value: Decimal | str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Instant(TypeDecorator[datetime]):
    """An aware instant, in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    # SQLite keeps text: each way is one call here, for no row is without instants.
    def bind_processor(self, dialect: Dialect) -> Callable[..., Any] | None:
        return self._written if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[..., Any] | None:
        return _read if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def _written(self, value: datetime | None) -> str | None:
        """As SQLAlchemy writes it: without its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC).isoformat(" ", "microseconds").removesuffix("+00:00")


def _read(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text + "+00:00")
