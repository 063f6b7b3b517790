"""Signed links to files: they show one file, for a week, to nobody who guesses."""

import hashlib
from datetime import timedelta

import aiohttp
import pytest
from yarl import URL

from bot.links import FileLink, Links
from messages import legible
from tests.databases import START
from tests.demo.telegram.pictures import png
from tests.handlers.stories import PDF, prompted

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


def test_the_longest_name_of_a_file_still_fits_into_what_line_opens():
    name = legible.file_name("\N{THAI CHARACTER KO KAI}" * 300 + ".docx")
    assert len(links(START).make(SHA256, name)) <= 1000


@pytest.fixture
async def shown(clock, tmp_path, sqlite_url):
    """Makes what somebody sent into a link, and asks for it: status, headers, body."""
    async with prompted(clock, tmp_path, sqlite_url) as (town, people), aiohttp.ClientSession() as session:

        async def ask(data, name, *, called="a.bin", method="GET", **headers):
            await people.officer.file(called, data)
            made = token(town.product.links.make(hashlib.sha256(data).hexdigest(), name))
            async with session.request(method, f"{town.base_url}/f/{made}", headers=headers) as answer:
                return answer.status, answer.headers, await answer.read()

        yield ask


@pytest.mark.parametrize(
    ("data", "name", "kind", "header"),
    [
        (png(20, 20), "ภาพ.png", "image/png", "inline; filename*=utf-8''%E0%B8%A0%E0%B8%B2%E0%B8%9E.png"),
        (png(20, 20), "R-7K3F", "image/png", 'inline; filename="R-7K3F.png"'),
        (PDF, "page.html", "application/pdf", 'inline; filename="page.html"'),
        (b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(40), "x.png", "audio/x-wav", 'attachment; filename="x.png"'),
        (PDF, 'a"\r\nX: 1.pdf', "application/pdf", "inline; filename*=utf-8''a%22%0D%0AX%3A%201.pdf"),
    ],
)
async def test_a_file_is_shown_as_what_its_bytes_are_whatever_it_is_called(shown, data, name, kind, header):
    status, headers, body = await shown(data, name)
    assert (status, body) == (200, data)
    assert headers["content-type"] == kind
    assert headers["content-disposition"] == header
    assert headers["x-content-type-options"] == "nosniff"
    assert "private" in headers["cache-control"]
    assert "X" not in headers


async def test_a_part_of_a_file_or_only_its_headers_can_be_asked_for(shown):
    status, headers, body = await shown(PDF, "a.pdf", method="HEAD")
    assert (status, headers["content-length"], body) == (200, str(len(PDF)), b"")
    status, headers, body = await shown(PDF, "a.pdf", Range="bytes=5-7")
    assert (status, body, headers["content-range"]) == (206, PDF[5:8], f"bytes 5-7/{len(PDF)}")
    assert (await shown(PDF, "a.pdf", Range=f"bytes={len(PDF)}-"))[0] == 416
    assert (await shown(PDF, "a.pdf", method="POST"))[0] == 405


async def test_what_was_withdrawn_is_shown_no_more_though_its_link_has_not_expired(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people), aiohttp.ClientSession() as session:
        photo = png(20, 20)
        address = f"{town.base_url}/f/{token(town.product.links.make(hashlib.sha256(photo).hexdigest(), 'a.png'))}"
        statuses = []
        for deed in (people.officer.photo(photo), people.officer.unsend()):
            await deed
            async with session.get(address) as answer:
                statuses.append(answer.status)
        assert statuses == [200, 404]


@pytest.mark.parametrize("path", ["..%2f..%2fetc%2fpasswd", "%00", "a/b", "x" * 5000, "%ff%fe", "."])
async def test_no_path_leads_out_of_the_store(clock, tmp_path, sqlite_url, path):
    async with prompted(clock, tmp_path, sqlite_url) as (town, _):
        url = URL(f"{town.base_url}/f/{path}", encoded=True)
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            assert answer.status == 404
