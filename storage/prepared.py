"""Statements that are built once go straight to the driver: compiled once, with the same values, rows and errors.

SQLAlchemy's own way from a statement to its rows costs about 30 µs, and an event runs twenty of them. What that way
decides anew at each run is decided here at the second: a statement that is run again was built once and is no passing
one. Types convert as its columns say, in both directions; an error of the driver leaves as SQLAlchemy would raise it.
What cannot be decided once (a default made in Python, a value that is missing or that its type refuses) goes
SQLAlchemy's way. A list within IN says the same with its last value repeated: it is filled up to one of few lengths.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from functools import lru_cache
from operator import itemgetter
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Date, Dialect, Executable, Row, Select, UpdateBase
from sqlalchemy.engine.result import result_tuple
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import ExpandedState, SQLCompiler

from storage.columns import Instant

Values = Mapping[str, Any]
Parameters = Values | Sequence[Values] | None
"""Of one run, or in a list or tuple those of many."""
Converters = list[tuple[int, Callable[[Any], Any]]]
"""Which places are converted, and how; all others are the driver's own values."""

FEW, DAYS = (Date, Instant), 1000
"""Of what there are few different values in many rows, and how many of them are remembered."""
LONGEST = 1024
"""A longer list goes SQLAlchemy's way: nothing asks for so many again and again."""

_runs: WeakKeyDictionary[Any, dict[object, "Prepared | None"]] = WeakKeyDictionary()


def prepared(statement: Executable, dialect: Dialect, parameters: Parameters) -> "Prepared | None":
    """The statement made ready for values of these names; None at its first run, and where SQLAlchemy has to run it."""
    many = isinstance(parameters, list | tuple)
    example: Any = (parameters[0] if many else parameters) or {}
    lengths = [_length(value) for value in example.values() if type(value) is list]
    if lengths and max(lengths) > LONGEST:
        return None
    run, runs = (dialect.name, many, *example, *lengths), _runs.get(statement)
    if runs is not None and run in runs:
        found = runs[run] = runs[run] or Prepared(statement, dialect, example, many=many)
        return found if found.fits else None
    if isinstance(statement, Select | UpdateBase):
        _runs.setdefault(statement, {})[run] = None
    return None


class Prepared:
    """A statement as the driver takes it, for values like those of an example. `fits`: whether it can be run so."""

    def __init__(self, statement: Any, dialect: Dialect, example: Values, *, many: bool) -> None:
        example = {key: _filled(it, _length(it)) if type(it) is list else it for key, it in example.items()}
        compiled = statement.compile(dialect=dialect, column_keys=list(example) or None, for_executemany=many)
        assert isinstance(compiled, SQLCompiler)
        self._dialect, self._many = dialect, many
        self._kinds = [column.type for column in statement.exported_columns]
        self._make: Callable[[Iterable[Any]], Row[Any]] | None = None
        self._from_driver: Converters = []
        self.fits = _is_plain(compiled)
        if self.fits:
            self._take(compiled, compiled.construct_expanded_state(dict(example)), example)

    def _take(self, compiled: SQLCompiler, state: ExpandedState, example: Values) -> None:
        """The text and where its values come from: an example's names, its lists' places, or the statement itself."""
        kinds, sources = {}, {}
        for bind, name in compiled.bind_names.items():
            parts = state.parameter_expansion.get(name, (name,))
            kinds.update(dict.fromkeys(parts, bind.type.dialect_impl(self._dialect)))
            given = next((key for key in (bind.key, name) if key in example), None)
            if given is not None:
                sources[given] = parts
        self._sql = state.statement
        self._lists = {given: parts for given, parts in sources.items() if isinstance(example[given], list)}
        taken = {part: given for given, parts in sources.items() if given not in self._lists for part in parts}
        own = {part for parts in sources.values() for part in parts}
        self._fixed = {name: value for name, value in state.parameters.items() if name not in own}
        places = list(state.positiontup or () if compiled.positional else state.parameters)
        self._names = () if compiled.positional else tuple(places)
        self._pick = _picking([taken.get(name, name) for name in places])
        self._to_driver = _converters(self._to_driver_of(kinds[name]) for name in places)

    def _to_driver_of(self, kind: Any) -> Callable[[Any], Any] | None:
        """Many rows are of few days and instants: each of these is converted once."""
        convert = kind.bind_processor(self._dialect)
        return lru_cache(DAYS)(convert) if convert and self._many and isinstance(kind, FEW) else convert

    def values(self, parameters: Any) -> Any:
        """As the driver wants them; raises whatever a type raises for a value that it refuses."""
        if self._many:
            return [self._converted(each) for each in parameters or ()]
        return self._converted(parameters or {})

    def rows(self, connection: Connection, values: Any) -> list[Row[Any]]:
        """All that the statement finds."""
        cursor = self.run(connection, values)
        found = cursor.fetchall()
        make = self._make or self._learn(cursor.description)
        if not self._from_driver:
            return [make(row) for row in found]
        return [make(self._replaced(row, self._from_driver)) for row in found]

    def run(self, connection: Connection, values: Any) -> Any:
        """The driver's cursor behind it; raises sqlalchemy.exc.DBAPIError as `connection.execute` does."""
        cursor = connection.connection.cursor()
        try:
            if self._many:
                cursor.executemany(self._sql, values)
            else:
                cursor.execute(self._sql, values)
        except self._dialect.loaded_dbapi.Error as fault:
            # A fault remembers the frames that it passed through, and an open cursor in one keeps SQLite's lock.
            cursor.close()
            raise _translated(connection, fault, self._sql, values) from fault
        return cursor

    def _converted(self, given: Values) -> Any:
        for name, parts in self._lists.items():
            given = {**given, **dict(zip(parts, _filled(given[name], len(parts)), strict=True))}
        found = self._replaced(self._pick({**self._fixed, **given} if self._fixed else given), self._to_driver)
        return dict(zip(self._names, found, strict=True)) if self._names else found

    def _replaced(self, values: Iterable[Any], converters: Converters) -> list[Any]:
        replaced = list(values)
        for place, convert in converters:
            replaced[place] = convert(replaced[place])
        return replaced

    def _learn(self, description: Sequence[Sequence[Any]]) -> Callable[[Iterable[Any]], Row[Any]]:
        """Only with its first rows does the driver say of which kind they are."""
        columns = zip(self._kinds, description, strict=True)
        self._from_driver = _converters(
            kind.dialect_impl(self._dialect).result_processor(self._dialect, column[1]) for kind, column in columns
        )
        self._make = result_tuple([column[0] for column in description])
        return self._make


def _length(values: Sized) -> int:
    """The next power of two."""
    return 1 << (len(values) - 1).bit_length() if values else 0


def _filled(values: list[Any], length: int) -> list[Any]:
    return [*values, *values[-1:] * (length - len(values))]


def _is_plain(compiled: SQLCompiler) -> bool:
    made_in_python = compiled.insert_prefetch or compiled.update_prefetch or compiled.implicit_returning
    return not (made_in_python or compiled.literal_execute_params)


def _picking(sources: Sequence[str]) -> Callable[[Values], Iterable[Any]]:
    """`itemgetter` gives a tuple from two names on."""
    if len(sources) > 1:
        return itemgetter(*sources)
    return lambda values: [values[source] for source in sources]


def _converters(found: Iterable[Callable[[Any], Any] | None]) -> Converters:
    return [(place, convert) for place, convert in enumerate(found) if convert is not None]


def _translated(connection: Connection, fault: Any, sql: str, values: Any) -> BaseException:
    """What SQLAlchemy would raise; a connection that is gone is given up as SQLAlchemy would give it up."""
    dialect = connection.dialect
    gone = dialect.is_disconnect(fault, connection.connection.driver_connection, None)
    if gone:
        connection.invalidate(fault)
    errors = dialect.loaded_dbapi.Error
    return DBAPIError.instance(sql, values, fault, errors, connection_invalidated=gone, dialect=dialect)
