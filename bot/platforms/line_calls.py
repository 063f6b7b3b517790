"""Calls to LINE's servers over our own pooled session: every failure leaves as TryLater or GiveUp."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import aiohttp
import msgspec
import structlog
from msgspec import Struct

from bot.platforms.line_refusals import refusal
from bot.platforms.line_tokens import Token
from bot.platforms.port import Sent
from bot.retry import GiveUp, TryLater

CONNECT_SECONDS, READ_SECONDS = 5.0, 10.0
CHUNK = 64 * 2**10
ACCEPTED = "X-Line-Accepted-Request-Id"
REQUEST = "X-Line-Request-Id"
BROKEN = (aiohttp.ClientError, TimeoutError, OSError)
NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)

_log = structlog.get_logger(__name__)
_Answer = TypeVar("_Answer")


class _Message(Struct):
    id: str


class _Accepted(Struct, rename="camel"):
    sent_messages: list[_Message]


_ACCEPTED = msgspec.json.Decoder(_Accepted)


class Calls:
    """The token goes along with every call; neither it nor anybody's words are logged."""

    def __init__(
        self,
        *,
        session: aiohttp.ClientSession,
        token: Token,
        connect_seconds: float = CONNECT_SECONDS,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        self._session, self._token = session, token
        self._timeout = aiohttp.ClientTimeout(total=None, connect=connect_seconds, sock_read=read_seconds)

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Sent:
        """Messages, in JSON. Raise TryLater or GiveUp unless they were accepted, now or under the same retry key."""
        headers = {"Content-Type": "application/json", **headers}
        async with self._answered("POST", url, data=body, headers=headers) as answer:
            earlier = answer.status == 409 and ACCEPTED in answer.headers
            if answer.status != 200 and not earlier:
                raise await self._refusal(answer)
            return Sent(sent_as=await _sent_as(answer), earlier=earlier)

    async def get(self, url: str, kind: type[_Answer]) -> _Answer:
        """A JSON answer."""
        async with self._answered("GET", url) as answer:
            if answer.status != 200:
                raise await self._refusal(answer)
            try:
                return msgspec.json.decode(await answer.read(), type=kind)
            except ValueError as error:
                raise TryLater("no answer of LINE's") from error

    async def do(self, method: str, url: str, body: bytes = b"", media_type: str = "application/json") -> bytes:
        """Any other call: what was answered. Raise TryLater or GiveUp for all but a 2xx."""
        headers = {"Content-Type": media_type} if body else {}
        async with self._answered(method, url, data=body or None, headers=headers) as answer:
            if not 200 <= answer.status < 300:
                raise await self._refusal(answer)
            return await answer.read()

    async def stream(self, url: str) -> AsyncGenerator[bytes]:
        """A body in chunks of at most 64 KiB. Raise TryLater for one that is not prepared yet or was cut off."""
        async with self._answered("GET", url) as answer:
            if answer.status == 202:
                raise TryLater("not ready")
            if answer.status != 200:
                raise await self._refusal(answer)
            async for chunk in answer.content.iter_chunked(CHUNK):
                yield chunk

    @asynccontextmanager
    async def _answered(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, **body: Any
    ) -> AsyncGenerator[aiohttp.ClientResponse]:
        token = await self._token.get()
        headers = {"Authorization": f"Bearer {token}", **(headers or {})}
        try:
            call = self._session.request(
                method, url, headers=headers, timeout=self._timeout, allow_redirects=False, **body
            )
            async with call as answer:
                if answer.status == 401:
                    self._token.refused(token)
                yield answer
        except NEVER_LEFT as error:
            raise TryLater("no connection") from error
        except BROKEN as error:
            raise TryLater(type(error).__name__, unknown=True) from error

    async def _refusal(self, answer: aiohttp.ClientResponse) -> TryLater | GiveUp:
        """Logged with LINE's number for the call, by which its support finds it."""
        error = refusal(answer.status, answer.headers, await answer.read())
        _log.info("line_refused", fault=error.fault, request=answer.headers.get(REQUEST))
        return error


async def _sent_as(answer: aiohttp.ClientResponse) -> str:
    """The first message's id; whatever goes wrong now, LINE has accepted the messages."""
    try:
        return _ACCEPTED.decode(await answer.read()).sent_messages[0].id
    except (*BROKEN, ValueError, IndexError):
        return ""
