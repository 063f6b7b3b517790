"""Signed links to files: they show one file, for a week, to nobody who guesses."""

import hashlib
from datetime import timedelta

import aiohttp
import pytest

from bot.links import FileLink, Links
from tests.builders import small_department
from tests.databases import START

CONTENT = b"\x89PNG\r\n\x1a\n and more"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def links(now, key="a key that nobody knows"):
    return Links(key, "https://thanwela.invalid", lambda: now)


def token(link):
    return link.rpartition("/")[2]


def test_a_link_is_the_same_all_day_and_shows_its_file_for_a_week():
    made = links(START).make(SHA256, "ภาพ.png")
    assert made == links(START + timedelta(hours=5)).make(SHA256, "ภาพ.png")
    assert made.startswith("https://thanwela.invalid/f/")
    for days in (0, 6, 7):
        assert links(START + timedelta(days=days)).read(token(made)) == FileLink(SHA256, "ภาพ.png")
    assert links(START + timedelta(days=8, hours=1)).read(token(made)) is None


@pytest.mark.parametrize("change", [lambda it: it[:-1] + "x", lambda it: "x" + it, lambda it: "", lambda it: "é" + it])
def test_a_changed_link_shows_nothing(change):
    assert links(START).read(change(token(links(START).make(SHA256, "a.png")))) is None


def test_another_key_opens_nothing():
    assert links(START, "another key of ours").read(token(links(START).make(SHA256, "a.png"))) is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [("ภาพ.png", "inline"), ("report.pdf", "inline"), ("page.html", "attachment"), ("x", "attachment")],
)
async def test_pictures_are_shown_and_what_could_run_is_saved(clock, tmp_path, sqlite_url, name, shown):
    async def chunks():
        yield CONTENT

    async with small_department(clock, tmp_path, sqlite_url) as (town, _), aiohttp.ClientSession() as session:
        await town.product.store.receive(chunks(), 1000)
        made = token(town.product.links.make(SHA256, name))
        async with session.get(f"{town.base_url}/f/{made}") as answer:
            assert answer.status == 200
            assert await answer.read() == CONTENT
            assert answer.headers["content-disposition"].startswith(shown)
            assert answer.headers["x-content-type-options"] == "nosniff"
        missing = token(town.product.links.make("0" * 64, name))
        async with session.get(f"{town.base_url}/f/{missing}") as answer:
            assert answer.status == 404
