"""`thanwela serve` as an operator meets it: in a process of its own, ready soon, stopped in good order."""

import asyncio
import json
import os
import signal
import socket
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

import aiohttp
import pytest

from bot.demo.town import settings_for
from bot.settings import SettingsRefused, read
from messages.texts import Texts

NOWHERE = "http://127.0.0.1:9"


def settings(folder, url, port=8080):
    found = settings_for(NOWHERE, folder, url)
    return {**found, "THANWELA_PORT": f"{port}", "THANWELA_HOST": "127.0.0.1"}


@asynccontextmanager
async def run(folder, environment):
    """The command line in a process that is gone afterwards."""
    path = os.pathsep.join(sys.path)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", cwd=folder, env={"PYTHONPATH": path, **environment},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def status(port, path, seconds=30.0):
    """Of a GET, as soon as somebody answers."""
    until = monotonic() + seconds
    async with aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
                    return answer.status, await answer.text()
            except aiohttp.ClientError:
                assert monotonic() < until
                await asyncio.sleep(0.02)


@pytest.fixture
def port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


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
async def test_without_its_migrations_it_does_not_start_and_says_what_to_do(tmp_path, empty_sqlite_url, port):
    async with run(tmp_path, settings(tmp_path, empty_sqlite_url, port)) as process:
        out, _ = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == 1
        assert "thanwela migrate" in out.decode()


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


WHOLE = dict(settings_for(NOWHERE, Path("data")))


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        ({"PORT": "0"}, ("PORT", "no_number")),
        ({"PORT": "70000"}, ("PORT", "no_number")),
        ({"MAX_FILE_MB": "x"}, ("MAX_FILE_MB", "no_number")),
        ({"LOCALE": "fr"}, ("LOCALE", "not_one_of")),
        ({"LOG": "loud"}, ("LOG", "not_one_of")),
        ({"TIMEZONE": "Siam"}, ("TIMEZONE", "no_zone")),
        ({"PUBLIC_URL": "http://x"}, ("PUBLIC_URL", "no_address")),
        ({"PUBLIC_URL": ""}, ("PUBLIC_URL", "needed_for_line")),
        ({"LINE_API_URL": "ftp://x"}, ("LINE_API_URL", "no_address")),
        ({"DATABASE_URL": "mysql://x"}, ("DATABASE_URL", "no_database")),
        ({"SECRET_KEY": "short"}, ("SECRET_KEY", "missing_key")),
        ({"SECRET_KEY_FILE": "/nowhere"}, ("SECRET_KEY_FILE", "no_file")),
        ({"LINE_CHANNEL_ACCESS_TOKEN": ""}, ("LINE_CHANNEL_ACCESS_TOKEN", "goes_with")),
        ({"TELEGRAM_WEBHOOK_SECRET": ""}, ("TELEGRAM_WEBHOOK_SECRET", "goes_with")),
        ({"LINE_CHANNEL_SECRET": "", "TELEGRAM_BOT_TOKEN": ""}, ("LINE_CHANNEL_SECRET", "no_platform")),
        ({"SPEED": "high"}, ("SPEED", "unknown")),
    ],
)
def test_each_wrong_setting_is_named_and_told_in_words(change, mistake):
    wrong = WHOLE | {f"THANWELA_{name}": value for name, value in change.items()}
    with pytest.raises(SettingsRefused) as refused:
        read(wrong, serving=True)
    found = refused.value.mistakes
    assert (f"THANWELA_{mistake[0]}", mistake[1]) in [(each.name, each.code) for each in found]
    texts = Texts.load()
    assert all(
        texts.line(language, f"setting_mistakes.{e.code}", **e.facts) for e in found for language in ("th", "en")
    )


def test_a_secret_may_stand_in_a_file_but_not_in_two_places(tmp_path):
    (tmp_path / "key").write_text("a-key-out-of-a-file\n")
    by_file = {"THANWELA_SECRET_KEY": "", "THANWELA_SECRET_KEY_FILE": f"{tmp_path}/key"}
    assert read(WHOLE | by_file, serving=True).secret_key == "a-key-out-of-a-file"
    with pytest.raises(SettingsRefused) as refused:
        read(WHOLE | {"THANWELA_SECRET_KEY_FILE": f"{tmp_path}/key"}, serving=True)
    assert [each.code for each in refused.value.mistakes] == ["twice"]


def test_no_secret_is_shown_with_the_settings():
    shown = repr(read(WHOLE, serving=True))
    for name in ("SECRET_KEY", "LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN", "TELEGRAM_BOT_TOKEN"):
        assert WHOLE[f"THANWELA_{name}"] not in shown
