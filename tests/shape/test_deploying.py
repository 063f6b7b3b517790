"""The files that put it into service name only what is there: commands, addresses, folders, packages."""

import configparser
import re
from pathlib import Path
from typing import Any

import pytest
import typer.main
from starlette.routing import Route

from bot.__main__ import cli
from bot.app import Product
from bot.clock import SystemClock
from bot.connecting import line, telegram
from bot.demo.town import settings_for
from bot.settings import read

TOP = Path(__file__).parents[2]
DEPLOY = TOP / "examples" / "deploy"
INSIDE = {"/health/live", "/health/ready", "/metrics"}
"""Not for the internet."""


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Everything that is served, as somebody asks for it."""
    folder = tmp_path_factory.mktemp("data")
    product = Product(read(settings_for("http://127.0.0.1:9", folder), serving=True), SystemClock())
    return {route.path.replace("{token}", "x.y-z_1") for route in product.app.routes if isinstance(route, Route)}


def test_the_web_servers_pass_on_what_is_for_the_internet_and_nothing_else(addresses: set[str]) -> None:
    (pattern,) = re.findall(r"location ~ (\S+) \{", text("nginx.conf"))
    assert {address for address in addresses if re.fullmatch(pattern, address)} == addresses - INSIDE
    (paths,) = re.findall(r"@ours path (.+)", text("Caddyfile"))
    masks = [re.escape(path).replace(r"\*", ".*") for path in paths.split()]
    assert {it for it in addresses if any(re.fullmatch(mask, it) for mask in masks)} == addresses - INSIDE
    assert {line.PATH, telegram.PATH} <= addresses


@pytest.mark.parametrize("name", ["thanwela.service", "thanwela-backup.service", "thanwela-backup.timer"])
def test_a_unit_can_be_read_and_starts_a_command_that_exists(name: str) -> None:
    unit: Any = configparser.ConfigParser(strict=False, interpolation=None, delimiters="=")
    unit.optionxform = str
    unit.read_string(text(name))
    group: Any = typer.main.get_command(cli)
    started = re.findall(r"/bin/thanwela (\w+)", text(name))
    assert [command for command in started if command not in group.commands] == []
    assert bool(started) == name.endswith(".service")


def test_the_container_is_made_of_what_is_there_and_asks_an_address_that_is_there(addresses: set[str]) -> None:
    copied = [
        source
        for line_ in re.findall(r"^COPY (?!--)(.+) \S+$", text("Containerfile"), re.MULTILINE)
        for source in line_.split()
    ]
    assert {"bot", "handlers", "messages", "storage", "rules", "requirements.lock"} <= set(copied)
    assert [source for source in copied if not (TOP / source).exists()] == []
    (asked,) = re.findall(r"http://127\.0\.0\.1:8080(/[a-z/]+)", text("Containerfile"))
    assert asked in addresses
    known = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "CMD"}
    words = {each.split()[0] for each in text("Containerfile").splitlines() if each and not each.startswith("#")}
    assert words - known == set()
    assert text("Containerfile").index("USER thanwela") < text("Containerfile").index("\nCMD")


def test_every_file_is_named_where_operators_read() -> None:
    told = (TOP / "docs" / "going-live.md").read_text(encoding="utf-8")
    assert [file.name for file in DEPLOY.iterdir() if f"deploy/{file.name}" not in told] == []
