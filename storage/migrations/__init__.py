"""Alembic's steps from empty to this version; each fits the code that is still running.

Alembic is loaded where a step may be missing only: a server that starts on a database of its version does without.
"""

from collections.abc import Collection, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, MetaData, NullPool, column, create_engine, inspect, make_url, select, table
from sqlalchemy.exc import ArgumentError, DatabaseError

from storage.columns import WHOLE
from storage.work import there

if TYPE_CHECKING:
    from alembic.config import Config

TAKEN = "alembic_version"
_ALONE = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "SELECT pg_advisory_xact_lock(hashtextextended('thanwela migrations', 0))",
}
_USED = {name: table(name, column("id")) for name in ("frameworks", "people")}
_OURS = {"frameworks", "obligations", "outbox"}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a database stands to this code: `ready`; `behind` by `steps`; of a `newer` code; somebody else's (`foreign`);
    `away`, or no database at all."""

    state: Literal["ready", "behind", "newer", "foreign", "away"]
    steps: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no step was ever taken there."""
        return self.state == "behind" and len(self.steps) == len(_ours())


def standing(url: str) -> Standing:
    """Look, and change nothing: not even an empty file is made."""
    try:
        if _not_made_yet(url):
            return Standing(state="behind", steps=tuple(_steps(None)))
        with _connection(url) as connection:
            return _standing(connection)
    except (DatabaseError, ArgumentError):
        return Standing(state="away")


def upgrade(url: str) -> list[str]:
    """Take all steps that are still pending, together or not at all; says which these were, as `pending` does.

    Raises ValueError if a step would leave rows on SQLite that point nowhere, Unavailable as a unit of work does.
    """
    from alembic import command

    with there(), _connection(url) as connection:
        connection.exec_driver_sql(_ALONE[connection.dialect.name])
        steps = pending(connection)
        command.upgrade(config(connection), "head")
        _refuse_broken_rows(connection)
        connection.commit()
    return steps


@contextmanager
def anew(url: str, revision: str) -> Generator[Connection]:
    """A transaction on a database without rows of ours, as it is after the steps up to one; what is done inside is
    committed with them, or nothing is. Raises as `upgrade`."""
    from alembic import command

    with there(), _connection(url) as connection:
        connection.exec_driver_sql(_ALONE[connection.dialect.name])
        found = MetaData()
        found.reflect(connection)
        found.drop_all(connection)
        command.upgrade(config(connection), revision)
        yield connection
        _refuse_broken_rows(connection)
        connection.commit()


def is_used(url: str, ours: Collection[str]) -> bool:
    """Whether anything was ever imported, or anybody came; or there are other tables than `ours`."""
    with there(), _connection(url) as connection:
        known = set(inspect(connection).get_table_names())
        return bool(known - {TAKEN, *ours}) or any(
            name in known and connection.execute(select(rows.c.id).where(rows.c.id != WHOLE).limit(1)).first()
            for name, rows in _USED.items()
        )


def pending(place: str | Connection) -> list[str]:
    """The steps not taken yet, oldest first, each as "number: what it does"; nothing is changed."""
    if isinstance(place, str):
        with _connection(place) as connection:
            return pending(connection)
    return _steps(taken(place))


def _steps(taken: str | None) -> list[str]:
    """Raises alembic's own errors for a step that is not one of ours."""
    if taken == newest():
        return []
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(config())
    steps = [step for step in scripts.iterate_revisions("head", taken or "base") if step.revision != taken]
    return [f"{step.revision}: {step.doc}" for step in reversed(steps)]


def _standing(connection: Connection) -> Standing:
    tables, last = set(inspect(connection).get_table_names()), taken(connection)
    if last is None and tables - {TAKEN}:
        return Standing(state="foreign")
    if last is not None and last not in _ours():
        return Standing(state="newer" if tables >= _OURS else "foreign")
    steps = _steps(last)
    return Standing(state="behind" if steps else "ready", steps=tuple(steps))


def _not_made_yet(url: str) -> bool:
    place = make_url(url)
    return place.get_backend_name() == "sqlite" and not Path(place.database or "").exists()


def newest() -> str:
    """The number of the last step."""
    return max(_ours())


def _ours() -> set[str]:
    """The numbers of all steps: a file's name begins with its own."""
    return {file.name.partition("_")[0] for file in (Path(__file__).parent / "versions").glob("[0-9]*.py")}


def config(connection: Connection | None = None) -> "Config":
    """What Alembic's commands need to work on this connection, inside the transaction it is in."""
    from alembic.config import Config

    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", Path(__file__).parent.as_posix().replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings


def taken(connection: Connection) -> str | None:
    """The last step taken, as Alembic keeps it; None where none was."""
    if not inspect(connection).has_table(TAKEN):
        return None
    return connection.scalar(select(column("version_num")).select_from(table(TAKEN)))


def _refuse_broken_rows(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = {row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
    if broken:
        raise ValueError(f"rows would point nowhere in: {', '.join(sorted(broken))}")


@contextmanager
def _connection(url: str) -> Generator[Connection]:
    """On SQLite with foreign keys off: a table is changed by making it anew."""
    engine = create_engine(url, poolclass=NullPool, connect_args=_arguments(url))
    with engine.connect() as connection:
        yield connection


def _arguments(url: str) -> dict[str, Any]:
    if make_url(url).get_backend_name() == "sqlite":
        return {"isolation_level": None}
    from storage.on_postgresql import patience

    return dict(patience(url))
