"""`thanwela serve` as an operator meets it: in a process of its own, ready soon, stopped in good order."""

import asyncio
import json
import os
import signal
import sys

import pytest

from bot.demo.town import settings_for
from messages.texts import Texts
from tests.bot import serving_outside as outside
from tests.bot.serving_outside import run
from tests.examples import EXAMPLES
from tests.ports import free_port

NOWHERE = "http://127.0.0.1:9"


def settings(folder, url, port=8080):
    found = settings_for(NOWHERE, folder, url)
    return {**found, "THANWELA_PORT": f"{port}", "THANWELA_HOST": "127.0.0.1"}


STARTING = """
import sys
from bot.app import Product
from bot.clock import SystemClock
from storage.migrations import standing
from bot.settings import from_environment
settings = from_environment(serving=True)
assert standing(settings.database_url).state == "ready"
Product(settings, SystemClock())
loaded = {"alembic", "psycopg", "linebot.v3.messaging.api"} & set(sys.modules)
assert not loaded, loaded
"""
"""What a server on SQLite has no use for costs a second and 45 MiB at each start."""


async def outcome(folder, environment, *command):
    """The exit status and what it complained of."""
    async with run(folder, environment, *command) as process:
        _, err = await asyncio.wait_for(process.communicate(), 60)
        return process.returncode, err.decode()


async def status(port, path):
    return await outside.status(f"http://127.0.0.1:{port}{path}")


@pytest.fixture
def port():
    return free_port()


async def test_the_start_loads_nothing_that_is_not_used(tmp_path, sqlite_url):
    environment = {"PYTHONPATH": os.pathsep.join(sys.path), **settings(tmp_path, sqlite_url)}
    ran = await asyncio.create_subprocess_exec(
        sys.executable, "-c", STARTING, cwd=tmp_path, env=environment, stderr=asyncio.subprocess.PIPE
    )
    _, said = await ran.communicate()
    assert ran.returncode == 0, said.decode()


@pytest.mark.slow
async def test_it_gets_ready_says_so_and_ends_in_good_order_on_sigterm(tmp_path, database_url, port):
    async with run(tmp_path, settings(tmp_path, database_url, port)) as process:
        assert (await status(port, "/health/live"))[0] == 200
        assert await status(port, "/health/ready") == (200, '{"status":"ready"}')
        assert (await status(port, "/f/nonsense"))[0] == 404
        process.send_signal(signal.SIGTERM)
        out, _ = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == 0
        lines = [json.loads(line) for line in out.decode().splitlines()]
        assert lines[-1]["event"] == "stopped"
        assert all({"event", "level", "timestamp"} <= set(line) for line in lines)


@pytest.mark.slow
async def test_a_second_one_on_a_database_is_refused_and_the_first_goes_on_until_it_is_killed(tmp_path, database_url):
    first, second, third = (settings(tmp_path, database_url, free_port()) for _ in range(3))
    async with run(tmp_path, first) as serving:
        assert (await status(first["THANWELA_PORT"], "/health/ready"))[0] == 200
        said = Texts.load().line("th", "serving.occupied")
        assert await outcome(tmp_path, second) == (1, f"{said}\n")
        assert (await status(first["THANWELA_PORT"], "/health/ready"))[0] == 200
        serving.kill()
        async with run(tmp_path, third):
            assert (await status(third["THANWELA_PORT"], "/health/ready"))[0] == 200


@pytest.mark.slow
async def test_beside_one_that_serves_the_commands_of_an_operator_do_their_work(tmp_path, sqlite_url):
    first, second = (settings(tmp_path, sqlite_url, free_port()) for _ in range(2))
    async with run(tmp_path, first):
        assert (await status(first["THANWELA_PORT"], "/health/ready"))[0] == 200
        beside = (("migrate",), ("import", f"{EXAMPLES}/department.toml"), ("invite", "--role", "psdg"))
        assert [(await outcome(tmp_path, second, *command))[0] for command in beside] == [0, 0, 0]
        assert (await status(first["THANWELA_PORT"], "/health/ready"))[0] == 200


@pytest.mark.slow
async def test_without_its_migrations_it_does_not_start_and_says_what_to_do(tmp_path, empty_sqlite_url, port):
    async with run(tmp_path, settings(tmp_path, empty_sqlite_url, port)) as process:
        out, err = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == 1
        assert out == b""
        assert "thanwela migrate" in err.decode()
    assert not (tmp_path / "thanwela.db").exists()


@pytest.mark.slow
async def test_a_port_that_is_taken_is_refused_before_a_row_is_touched(tmp_path, sqlite_url, port):
    async with run(tmp_path, settings(tmp_path, sqlite_url, port)) as first:
        await status(port, "/health/ready")
        code, said = await outcome(tmp_path, settings(tmp_path / "other", sqlite_url, port))
        assert (code, said.count("\n")) == (1, 1)
        assert str(port) in said
        assert first.returncode is None
        assert (await status(port, "/health/ready"))[0] == 200


@pytest.mark.slow
async def test_a_data_folder_that_cannot_be_one_stops_it_with_a_sentence(tmp_path, sqlite_url, port):
    (tmp_path / "data").write_text("a file")
    async with run(tmp_path, settings(tmp_path / "data", sqlite_url, port)) as process:
        _, err = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == 1
        assert "THANWELA_DATA_DIR" in err.decode()


@pytest.mark.slow
async def test_wrong_settings_stop_it_with_all_mistakes_at_once_and_no_secret(tmp_path):
    wrong = {
        "THANWELA_PORT": "many",
        "THANWELA_TIMEZONE": "Siam",
        "THANWELA_LINE_CHANNEL_SECRET": "a secret of ours",
        "THANWELA_PUBLIK_URL": "https://x",
    }
    async with run(tmp_path, wrong) as process:
        _, err = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == 1
        said = err.decode()
        for name in ("PORT", "TIMEZONE", "LINE_CHANNEL_ACCESS_TOKEN", "PUBLIK_URL", "PUBLIC_URL", "SECRET_KEY"):
            assert f"THANWELA_{name}: " in said
        assert "a secret of ours" not in said
