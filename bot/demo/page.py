"""The page with two phones and a clock: its files, its stream of news, its chats, and what can be done on it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import fontpkg_sarabun
import msgspec
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.demo import page_deeds, page_state
from bot.demo.page_deeds import Sent
from bot.demo.page_words import words
from bot.demo.stage import DAY, Busy, Stage
from bot.demo.telegram.refusals import Refused
from bot.demo.world import LINE
from messages.states import LOOKS
from messages.texts import LANGUAGES

ASSETS = Path(__file__).parent / "assets"
FONTS = fontpkg_sarabun.ROOT / "files"
GATHERING_SECONDS, GATHERING_SECONDS_MOVING = 0.05, 0.3
NO_KEEPING = {"Cache-Control": "no-cache"}
OUTAGES = {
    "hours_1": timedelta(hours=1),
    "days_1": timedelta(days=1),
    "days_3": timedelta(days=3),
    "days_10": timedelta(days=10),
}


class Page:
    """The routes of the page; `close` ends the streams that pages listen to."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._closed = False

    def close(self) -> None:
        self._closed = True
        self._stage.bell.ring()

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", _index),
            Route("/demo/looks.css", _looks),
            Mount("/demo/assets", StaticFiles(directory=ASSETS)),
            Mount("/demo/fonts", StaticFiles(directory=FONTS)),
            Route("/demo/api/words", self._words),
            Route("/demo/api/news", self._news),
            Route("/demo/api/clock/{deed}", self._clock, methods=["POST"]),
            Route("/demo/api/{platform}/{address}", self._chat),
            Route("/demo/api/{platform}/{address}/file/{file}", self._file),
            Route("/demo/api/{platform}/{address}/send", self._send, methods=["POST"]),
            Route("/demo/api/{platform}/{address}/{deed}", self._deed, methods=["POST"]),
        ]

    async def _words(self, request: Request) -> Response:
        return _json(words(self._stage.texts, _language(request)))

    async def _news(self, request: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._stream(_language(request)), media_type="text/event-stream", headers=headers)

    async def _stream(self, language: str) -> AsyncIterator[bytes]:
        """The summary whenever something has changed, what changes together in one."""
        await self._stage.ready.wait()
        while not self._closed:
            version = self._stage.bell.version
            yield b"data: " + msgspec.json.encode(await page_state.summary(self._stage, language)) + b"\n\n"
            await self._stage.bell.changed(version)
            await asyncio.sleep(GATHERING_SECONDS_MOVING if self._stage.moving else GATHERING_SECONDS)

    async def _chat(self, request: Request) -> Response:
        drawn = page_state.line_chat if _on_line(request) else page_state.telegram_chat
        try:
            return _json(drawn(self._stage, request.path_params["address"], _language(request)))
        except (KeyError, ValueError):
            return Response(status_code=404)

    async def _file(self, request: Request) -> Response:
        """What somebody sent or was sent, as the phone shows it."""
        name = request.path_params["file"]
        if _on_line(request):
            content = self._stage.town.line.contents.find(name)
            return Response(content.data, media_type=content.media_type) if content else Response(status_code=404)
        try:
            stored = self._stage.town.telegram.file(name)
        except Refused:
            return Response(status_code=404)
        return Response(stored.content, media_type=stored.mime)

    async def _send(self, request: Request) -> Response:
        sent = Sent(
            name=request.query_params.get("name", ""),
            media_type=request.headers.get("content-type", "application/octet-stream"),
            data=await request.body(),
        )
        where = request.path_params["platform"], request.path_params["address"]
        return await self._done(self._stage.lived(lambda town: page_deeds.send(town, *where, sent)))

    async def _deed(self, request: Request) -> Response:
        values = msgspec.json.decode(await request.body() or b"{}")
        where = [request.path_params[name] for name in ("platform", "address", "deed")]
        return await self._done(self._stage.lived(lambda town: page_deeds.do(town, *where, values)))

    async def _clock(self, request: Request) -> Response:
        values = msgspec.json.decode(await request.body() or b"{}")
        return await self._done(self._move(request.path_params["deed"], values.get("at", "")))

    async def _move(self, deed: str, at: str) -> None:
        """Raise KeyError for a deed that the clock does not know, ValueError for no instant, Busy while it moves."""
        if deed == "over":
            self._stage.start_over()
        elif deed in OUTAGES:
            self._stage.fail(OUTAGES[deed])
        elif deed == "day":
            self._stage.play(self._stage.now + DAY)
        elif deed == "to":
            await self._play_to(datetime.fromisoformat(at))
        elif deed == "next":
            coming = await self._stage.coming()
            await self._play_to(coming[0].at if coming else self._stage.now + DAY)
        else:
            raise KeyError(deed)

    async def _play_to(self, until: datetime) -> None:
        coming = await self._stage.coming()
        self._stage.play(until, tuple(each for each in coming if each.at == until))

    async def _done(self, deed: Any) -> Response:
        """Done, or in words why not."""
        try:
            await deed
        except Busy:
            return Response(status_code=409)
        except (KeyError, ValueError, Refused) as fault:
            return _json({"fault": str(fault)}, 400)
        self._stage.bell.ring()
        return _json({})


async def _index(_: Request) -> Response:
    return FileResponse(ASSETS / "index.html", headers=NO_KEEPING)


async def _looks(_: Request) -> Response:
    """The colours of the states, from the one table, as custom properties."""
    lines = (
        f"--{state.replace('_', '-')}-{part}: {getattr(look, part)};"
        for state, look in LOOKS.items()
        for part in ("edge", "area", "text")
    )
    return Response(":root {\n" + "\n".join(lines) + "\n}\n", media_type="text/css", headers=NO_KEEPING)


def _language(request: Request) -> str:
    asked = request.query_params.get("language", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _on_line(request: Request) -> bool:
    return request.path_params["platform"] == LINE


def _json(value: Any, status: int = 200) -> Response:
    return Response(
        msgspec.json.encode(value), status, media_type="application/json", headers={"Cache-Control": "no-store"}
    )
