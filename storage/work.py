"""The unit of work: a deed on one connection, committed once or not at all, the same on SQLite and PostgreSQL."""

import inspect
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    CursorResult,
    Executable,
    Row,
    Table,
    TableClause,
    and_,
    bindparam,
    make_url,
    select,
    update,
)
from sqlalchemy.exc import InternalError, MultipleResultsFound, OperationalError

from storage.columns import Instant
from storage.prepared import Parameters, Prepared, prepared

if TYPE_CHECKING:
    from storage.on_postgresql import OnPostgresql
    from storage.on_sqlite import OnSqlite

T = TypeVar("T")
_COUNTED = {"preserve_rowcount": True}


class Unavailable(Exception):
    """The database cannot be reached, is held by somebody else for too long, or has no room; nothing was stored."""


class _RolledBack(Exception):
    """Ends a rehearsal."""


class Clock(Protocol):
    """What a Database needs of a clock: aware instants."""

    def now(self) -> datetime: ...


@dataclass(slots=True)
class Work:
    """One unit of work on a connection that is inside a transaction; it never commits by itself.

    `wake` names the lanes that have something to do once this is committed: a hint, not a promise. `edition` is what
    storage.pledged knows of the database, once it has asked.
    """

    connection: Connection
    now: datetime
    wake: set[str] = field(default_factory=set)
    edition: str | None = None

    def execute(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]:
        """Whatever SQLAlchemy can do; `change`, `one`, `all` and `scalar` cost a third of it."""
        return self.connection.execute(statement, parameters)

    def change(self, statement: Executable, parameters: Parameters = None) -> int:
        """How many rows were made, changed or removed."""
        ready = self._ready(statement, parameters)
        if ready is None:
            return self.connection.execute(statement, parameters, execution_options=_COUNTED).rowcount
        return ready[0].run(self.connection, ready[1]).rowcount

    def one(self, statement: Executable, parameters: Parameters = None) -> Row[Any] | None:
        """The only row, or none; more than one is a fault (MultipleResultsFound)."""
        found = self.all(statement, parameters)
        if len(found) > 1:
            raise MultipleResultsFound(f"{len(found)} rows where one was meant")
        return found[0] if found else None

    def all(self, statement: Executable, parameters: Parameters = None) -> Sequence[Row[Any]]:
        ready = self._ready(statement, parameters)
        if ready is None:
            return self.connection.execute(statement, parameters).all()
        return ready[0].rows(self.connection, ready[1])

    def scalar(self, statement: Executable, parameters: Parameters = None) -> Any:
        """The first column of the first row, or None."""
        found = self.all(statement, parameters)
        return found[0][0] if found else None

    def insert_once(self, table: TableClause, values: Mapping[str, Any]) -> bool:
        """True if the row was made; False, and nothing is changed, if one of its unique keys is taken."""
        return self.change(_insert_once(table, self.connection.dialect.name), values) == 1

    def insert_new(self, table: TableClause, rows: Sequence[Mapping[str, Any]]) -> None:
        """Make those of the rows, all with the same columns, whose unique keys are not taken: as one statement."""
        if rows:
            self.change(_insert_once(table, self.connection.dialect.name), rows)

    @property
    def is_single(self) -> bool:
        """Whether nothing is done beside this anyway: SQLite has one writer at a time."""
        return self.connection.dialect.name == "sqlite"

    def alone(self, name: str) -> None:
        """Wait until nobody else is alone under that name, and keep them waiting until this is committed.

        What was read before may be out of date and has to be read again; what imports write is, by itself.
        """
        if not self.is_single:
            from storage.on_postgresql import LOCK

            self.connection.execute(LOCK, {"name": name})
            self.edition = None

    def claim(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> list[Row[Any]]:
        """Run what `claiming` made, as of this work's now; the claimed rows in the order of their ids."""
        claimed = self.all(statement, {"now": self.now, **(parameters or {})})
        return sorted(claimed, key=lambda row: row.id)

    def _ready(self, statement: Executable, parameters: Parameters) -> tuple[Prepared, Any] | None:
        """See storage.prepared. A value that its type refuses is left to SQLAlchemy, which says whose it is."""
        try:
            ready = prepared(statement, self.connection.dialect, parameters)
            return None if ready is None else (ready, ready.values(parameters))
        except Exception:
            return None


Deed = Callable[[Work], T]


def claiming(
    table: Table, due: ColumnElement[bool], *, limit: int | BindParameter[Any], first: Sequence[Column[Any]] = ()
) -> Executable:
    """An UPDATE that marks the first `limit` due rows as claimed and returns them: built once, run by `Work.claim`.

    `due` says which rows may be claimed and has to name their state; it may use `bindparam("now", type_=Instant)`.
    `first`: what their order goes by before their ids.
    """
    first_ones = select(table.c.id).where(due).order_by(*first, table.c.id).limit(limit)
    # A second PostgreSQL worker waits for the row's lock and then looks at the outer WHERE only.
    chosen = and_(table.c.id.in_(first_ones), due)
    claimed = {"state": "claimed", "claimed_at": bindparam("now", type_=Instant)}
    return update(table).where(chosen).values(claimed).returning(table)


class Database:
    """The one way to the database: a deed is one event and one transaction (on SQLite a savepoint in a shared commit).

    A deed is a plain synchronous function. It may be run more than once before it is committed, so it changes rows and
    nothing else. What it raises rolls it back alone and reaches its caller; a caller has its result only after COMMIT.
    `on_commit` hears on the event loop which lanes a committed deed woke.
    """

    def __init__(self, url: str, clock: Clock) -> None:
        self._clock = clock
        self._place = _place(url)
        self.on_commit: Callable[[set[str]], None] = lambda _: None

    async def start(self) -> None:
        """Open what `write` and `read` need; raises sqlalchemy.exc.DBAPIError if the database cannot be reached."""
        await self._place.start()

    async def stop(self) -> None:
        """Finish what was asked for, then close."""
        await self._place.stop()

    async def write(self, deed: Deed[T], *, chat: str | None = None) -> T:
        """Do the deed; deeds of one `chat` are done one after the other, in the order in which they were asked for."""
        result, _ = await self._place.write(partial(self._do, deed), self._committed, chat)
        return result

    async def read(self, question: Deed[T]) -> T:
        """Ask on a thread, in a read-only transaction that sees one state of the database and holds up no writer."""
        result, _ = await self._place.read(partial(self._do, question))
        return result

    def write_now(self, deed: Deed[T]) -> T:
        """Do the deed and commit, waiting in this thread: for the command line, beside or without a running server.

        Raises Unavailable, as `rehearse_now` and `read_now` do.
        """
        with there():
            return self._place.write_now(partial(self._do, deed))[0]

    def rehearse_now(self, deed: Deed[T]) -> T:
        """What the deed would give: it is done as `write_now` does it, and rolled back."""
        given: list[T] = []

        def undone(work: Work) -> None:
            given[:] = [deed(work)]
            raise _RolledBack

        with suppress(_RolledBack):
            self.write_now(undone)
        return given[0]

    def read_now(self, question: Deed[T]) -> T:
        """Ask, waiting in this thread."""
        with there():
            return self._place.read_now(partial(self._do, question))[0]

    def _do(self, deed: Deed[T], connection: Connection) -> tuple[T, set[str]]:
        work = Work(connection, self._clock.now())
        try:
            result = deed(work)
        except StopIteration as stray:
            raise RuntimeError("a deed let StopIteration out, which no future can carry") from stray
        if inspect.isawaitable(result):
            _refuse_to_wait(result)
        return result, work.wake

    def _committed(self, outcome: tuple[object, set[str]]) -> None:
        if outcome[1]:
            self.on_commit(outcome[1])


_ONLY_READS = "25006"
"""PostgreSQL's number for a write where writing is switched off; SQLite counts it among what is operational."""


@contextmanager
def there() -> Generator[None]:
    """What is done inside needs the database: raises Unavailable where that fails."""
    try:
        yield
    except OperationalError as fault:
        raise Unavailable from fault
    except InternalError as fault:
        if getattr(fault.orig, "sqlstate", "") != _ONLY_READS:
            raise
        raise Unavailable from fault


def _place(url: str) -> "OnSqlite | OnPostgresql":
    """Only the database that is used is loaded: PostgreSQL's driver takes 12 MiB."""
    if make_url(url).get_backend_name() == "sqlite":
        from storage.on_sqlite import OnSqlite

        return OnSqlite(url)
    from storage.on_postgresql import OnPostgresql

    return OnPostgresql(url)


@cache
def _insert_once(table: TableClause, dialect: str) -> Executable:
    if dialect == "sqlite":
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import insert
    return insert(table).on_conflict_do_nothing()


def _refuse_to_wait(awaitable: Awaitable[object]) -> None:
    if inspect.iscoroutine(awaitable):
        awaitable.close()
    raise TypeError("a deed is a synchronous function: it cannot wait")
