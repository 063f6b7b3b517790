"""One process serves a database: the second is refused, and what dies or loses its connection makes room."""

import subprocess
import sys
import time

import pytest
from sqlalchemy import create_engine, text

from storage.tenancy import Tenancy

HOLDS = """
import sys
from storage.tenancy import Tenancy
tenancy = Tenancy(sys.argv[1])
print(tenancy.take(), flush=True)
sys.stdin.read()
"""
_LOCKS = (
    "FROM pg_locks WHERE locktype = 'advisory' AND database = "
    "(SELECT oid FROM pg_database WHERE datname = current_database())"
)
CUT, COUNT = text(f"SELECT pg_terminate_backend(pid) {_LOCKS}"), text(f"SELECT count(*) {_LOCKS}")


@pytest.fixture
def tenancies(database_url):
    """Two, as of two processes."""
    both = Tenancy(database_url), Tenancy(database_url)
    yield both
    for each in both:
        each.leave()


def test_the_second_is_refused_until_the_first_has_left(tenancies):
    first, second = tenancies
    assert (first.take(), second.take()) == (True, False)
    assert first.keeps()
    first.leave()
    assert second.take()
    assert not first.take()


def test_a_killed_process_makes_room_at_once(tenancies, database_url):
    tenancy, _ = tenancies
    command = [sys.executable, "-c", HOLDS, database_url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        assert not tenancy.take()
        holder.kill()
    assert is_taken_soon(tenancy)


def test_what_loses_its_connection_takes_it_anew_unless_another_has_come(postgresql_url):
    first, second = Tenancy(postgresql_url), Tenancy(postgresql_url)
    assert first.take()
    cut(postgresql_url)
    assert first.keeps()
    assert not second.take()
    cut(postgresql_url)
    assert second.take()
    assert not first.keeps()
    second.leave()
    assert first.keeps()
    first.leave()


def test_two_databases_have_a_server_each(sqlite_url, postgresql_url):
    tenancies = Tenancy(sqlite_url), Tenancy(postgresql_url)
    assert [each.take() for each in tenancies] == [True, True]
    for each in tenancies:
        each.leave()


def is_taken_soon(tenancy):
    """PostgreSQL hears of a dead process a moment later."""
    until = time.monotonic() + 10
    while not tenancy.take():
        assert time.monotonic() < until
        time.sleep(0.01)
    return True


def cut(url):
    """The connection that holds the lock is gone, on the server's side."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(CUT)
        while connection.execute(COUNT).scalar():
            time.sleep(0.01)
    engine.dispose()
