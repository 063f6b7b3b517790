"""A file of 100 MB on its way from the platform to the store: never in memory, whatever it weighs."""

import hashlib
import tracemalloc
from contextlib import aclosing
from pathlib import Path

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, StreamingResponse
from starlette.routing import Route

from bot.clock import SystemClock
from bot.platforms.line import Line
from bot.platforms.line_tokens import PastedToken
from bot.platforms.telegram import Telegram
from storage.files import FileStore, TooLarge
from tests.demo.serving import serving

MIB = 1024 * 1024
SIZE, PIECE = 100 * MIB, bytes(64 * 1024)
MOST_AT_ONCE = 10 * MIB
"""Buffers of two ends of one connection in this process, and whatever else it does: a tenth of the file."""


def sending(size):
    async def pieces():
        for _ in range(size // len(PIECE)):
            yield PIECE

    async def content(_):
        return StreamingResponse(pieces(), media_type="application/pdf")

    async def path(_):
        return JSONResponse({"ok": True, "result": {"file_id": "f", "file_unique_id": "u", "file_path": "video/1"}})

    return Starlette(
        routes=[
            Route("/v2/bot/message/{id}/content", content),
            Route("/bot1:x/getFile", path, methods=["POST"]),
            Route("/file/bot1:x/video/1", content),
        ]
    )


def line(url, session):
    return Line(channel_secret="s", token=PastedToken("t"), session=session, link_to=lambda *_: "", data_api_url=url)


def telegram(url, session):
    return Telegram(
        token="1:x",
        webhook_secret="s",
        api_url=url,
        session=session,
        clock=SystemClock(),
        file_path=Path,
        view_path=Path,
    )


@pytest.mark.parametrize("platform", [line, telegram], ids=["line", "telegram"])
async def test_a_hundred_megabytes_pass_through_a_tenth_of_that(tmp_path, platform):
    store = FileStore(tmp_path / "evidence")
    async with serving(sending(SIZE)) as url, aiohttp.ClientSession() as session:
        tracemalloc.start()
        try:
            async with aclosing(platform(url, session).fetch("f")) as chunks:
                stored = await store.receive(chunks, 2 * SIZE)
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    content = hashlib.sha256()
    for _ in range(SIZE // len(PIECE)):
        content.update(PIECE)
    assert (stored.size, stored.sha256) == (SIZE, content.hexdigest())
    assert store.path(stored.sha256).stat().st_size == SIZE
    assert most < MOST_AT_ONCE


@pytest.mark.parametrize("platform", [line, telegram], ids=["line", "telegram"])
async def test_what_is_too_large_is_cut_and_its_connection_let_go(tmp_path, platform):
    store = FileStore(tmp_path / "evidence")
    async with serving(sending(SIZE)) as url, aiohttp.ClientSession() as session:
        with pytest.raises(TooLarge):
            async with aclosing(platform(url, session).fetch("f")) as chunks:
                await store.receive(chunks, MIB)
        assert session.connector is not None
        assert not session.connector._acquired
    assert [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()] == []
