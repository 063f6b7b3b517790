"""Alembic's steps from empty to this version; each fits the code that is still running."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy import Connection, NullPool, create_engine, inspect, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from storage.on_postgresql import patience
from storage.work import there

_ALONE = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "SELECT pg_advisory_xact_lock(hashtextextended('thanwela migrations', 0))",
}


_OURS = {"frameworks", "obligations", "outbox"}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a database stands to this code: `ready`; `behind` by `steps`; of a `newer` code; somebody else's (`foreign`);
    `away`, or no database at all."""

    state: Literal["ready", "behind", "newer", "foreign", "away"]
    steps: tuple[str, ...] = ()


def standing(url: str) -> Standing:
    """Look, and change nothing: not even an empty file is made."""
    try:
        if _not_made_yet(url):
            return Standing(state="behind", steps=tuple(_steps(ScriptDirectory.from_config(config()), "base")))
        with _connection(url) as connection:
            return _standing(connection)
    except (DatabaseError, ArgumentError):
        return Standing(state="away")


def upgrade(url: str) -> list[str]:
    """Take all steps that are still pending, together or not at all; says which these were, as `pending` does.

    Raises ValueError if a step would leave rows on SQLite that point nowhere, Unavailable as a unit of work does.
    """
    with there(), _connection(url) as connection:
        connection.exec_driver_sql(_ALONE[connection.dialect.name])
        steps = pending(connection)
        command.upgrade(config(connection), "head")
        _refuse_broken_rows(connection)
        connection.commit()
    return steps


def pending(place: str | Connection) -> list[str]:
    """The steps not taken yet, oldest first, each as "number: what it does"; nothing is changed."""
    if isinstance(place, str):
        with _connection(place) as connection:
            return pending(connection)
    taken = MigrationContext.configure(place).get_current_revision()
    return _steps(ScriptDirectory.from_config(config(place)), taken or "base")


def _steps(scripts: ScriptDirectory, taken: str) -> list[str]:
    steps = [step for step in scripts.iterate_revisions("head", taken) if step.revision != taken]
    return [f"{step.revision}: {step.doc}" for step in reversed(steps)]


def _standing(connection: Connection) -> Standing:
    tables = set(inspect(connection).get_table_names())
    taken = MigrationContext.configure(connection).get_current_revision()
    if taken is None and tables - {"alembic_version"}:
        return Standing(state="foreign")
    try:
        steps = pending(connection)
    except (ResolutionError, CommandError):
        return Standing(state="newer" if tables >= _OURS else "foreign")
    return Standing(state="behind" if steps else "ready", steps=tuple(steps))


def _not_made_yet(url: str) -> bool:
    place = make_url(url)
    return place.get_backend_name() == "sqlite" and not Path(place.database or "").exists()


def config(connection: Connection | None = None) -> Config:
    """What Alembic's commands need to work on this connection, inside the transaction it is in."""
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", Path(__file__).parent.as_posix().replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings


def _refuse_broken_rows(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = {row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
    if broken:
        raise ValueError(f"rows would point nowhere in: {', '.join(sorted(broken))}")


@contextmanager
def _connection(url: str) -> Generator[Connection]:
    """On SQLite with foreign keys off: a table is changed by making it anew."""
    sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = create_engine(url, poolclass=NullPool, connect_args={"isolation_level": None} if sqlite else patience(url))
    with engine.connect() as connection:
        yield connection
