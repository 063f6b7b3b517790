"""A server that is killed loses nothing that it has answered."""

import subprocess
import sys

import pytest
from sqlalchemy import text

from storage.work import Database
from tests.storage.facts import known


@pytest.mark.slow
def test_a_killed_server_loses_nothing_that_was_answered(database_url, clock):
    command = [sys.executable, "-m", "tests.storage.answering", database_url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        answered = [server.stdout.readline().strip() for _ in range(300)]
        server.kill()
        answered += [line.strip() for line in server.stdout if line.endswith("\n")]
    database = Database(database_url, clock)
    kept = database.read_now(known)
    assert len(answered) >= 300
    assert set(answered) <= set(kept)
    if database_url.startswith("sqlite"):
        check = database.read_now(lambda work: work.scalar(text("PRAGMA integrity_check")))
        assert check == "ok"
