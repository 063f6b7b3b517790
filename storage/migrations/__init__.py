"""Alembic's steps from empty to this version; each fits the code that is still running."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine, make_url

_ALONE = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "SELECT pg_advisory_xact_lock(hashtextextended('thanwela migrations', 0))",
}


def upgrade(url: str) -> list[str]:
    """Take all steps that are still pending, together or not at all; says which these were, as `pending` does.

    Raises ValueError if a step would leave rows on SQLite that point nowhere.
    """
    with _connection(url) as connection:
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
    scripts = ScriptDirectory.from_config(config(place))
    steps = [step for step in scripts.iterate_revisions("head", taken or "base") if step.revision != taken]
    return [f"{step.revision}: {step.doc}" for step in reversed(steps)]


def config(connection: Connection) -> Config:
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
    engine = create_engine(url, poolclass=NullPool, connect_args={"isolation_level": None} if sqlite else {})
    with engine.connect() as connection:
        yield connection
