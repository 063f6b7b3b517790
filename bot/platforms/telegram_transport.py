"""Telegram's own client library over our pooled aiohttp session, and its errors in our two.

Nothing here logs, and no message of a connection error is kept: an address has the bot's token in it.
"""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import msgspec
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, RequestData

from bot.platforms.json_bytes import decoded
from bot.retry import TOKEN, GiveUp, TryLater

READ_SECONDS = 10.0
CALL = aiohttp.ClientTimeout(total=30, connect=5, sock_read=READ_SECONDS)
POLL_SECONDS = 30
"""For so long Telegram holds a question open, unless something happens."""
POLL = aiohttp.ClientTimeout(total=POLL_SECONDS + 30, connect=5, sock_read=POLL_SECONDS + READ_SECONDS)
UPLOAD = aiohttp.ClientTimeout(total=300, connect=5, sock_read=60)
# In its debug lines the library writes addresses with the token, and people's words.
logging.getLogger("telegram").setLevel(logging.WARNING)

_JSON = {"Content-Type": "application/json", "User-Agent": BaseRequest.USER_AGENT}
_FORM = {"User-Agent": BaseRequest.USER_AGENT}


class NotSent(NetworkError):
    """No connection was made, so Telegram cannot have heard of it."""


class PooledRequest(BaseRequest):
    """The library's plug for another HTTP client. The session is its owner's to close."""

    __slots__ = ("_session", "_timeout")

    def __init__(self, session: aiohttp.ClientSession, timeout: aiohttp.ClientTimeout = CALL) -> None:
        self._session, self._timeout = session, timeout

    @property
    def read_timeout(self) -> float:
        return READ_SECONDS

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_timeouts: object, **_more: object
    ) -> tuple[int, bytes]:
        """Status and body. Raise NotSent, TimedOut or NetworkError; the timeouts are ours, not the caller's."""
        try:
            async with self._session.request(method, url, **_body(request_data, self._timeout)) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(type(error).__name__) from None
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Raise TelegramError for what is no JSON. The library's own would log the answer, and people's words in it."""
        try:
            return msgspec.json.decode(payload)
        except msgspec.DecodeError:
            raise TelegramError("no JSON in the answer") from None


class PollRequest(PooledRequest):
    """For getUpdates: each update stays as its own bytes, so one that cannot be read holds up no other."""

    __slots__ = ()

    def __init__(self, session: aiohttp.ClientSession) -> None:
        super().__init__(session, POLL)

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Raise TelegramError for what is no answer."""
        try:
            answer = decoded(_updates, payload)
        except ValueError:
            raise TelegramError("no updates in the answer") from None
        parts = {"description": answer.description, "parameters": answer.parameters}
        return parts | {"result": [bytes(update) for update in answer.result]}


class _Updates(msgspec.Struct):
    result: list[msgspec.Raw] = []
    description: str = ""
    parameters: dict[str, Any] | None = None


_updates = msgspec.json.Decoder(_Updates)


def _body(data: RequestData | None, timeout: aiohttp.ClientTimeout) -> dict[str, Any]:
    if data is None:
        return {"timeout": timeout}
    if not data.contains_files:
        return {"data": msgspec.json.encode(data.parameters), "headers": _JSON, "timeout": timeout}
    # Unquoted: a browser's way of writing names, which Telegram reads; a percent-encoded name would be shown as such.
    form = aiohttp.FormData(data.json_parameters, quote_fields=False, charset="utf-8")
    for name, (filename, content, media_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return {"data": form, "headers": _FORM, "timeout": UPLOAD}


def failure(error: Exception) -> TryLater | GiveUp:
    """What an error of a call means for the outbox (platforms.md 3.2).

    BadRequest and TimedOut are NetworkErrors to the library, so the order of the cases matters. An answer that cannot
    be read came after the message: nobody knows whether it was sent.
    """
    match error:
        case RetryAfter():
            return TryLater("rate", after=_seconds(error.retry_after))
        case Forbidden():
            return GiveUp(_told(error), unreachable=True)
        case BadRequest() if "chat not found" in error.message.lower():
            return GiveUp(_told(error), unreachable=True)
        case ChatMigrated():
            return TryLater("moved", moved_to=str(error.new_chat_id))
        case BadRequest():
            return GiveUp(_told(error))
        case InvalidToken():
            return TryLater(TOKEN, lane=True)
        case Conflict():
            return TryLater("conflict", lane=True)
        case _:
            return _unanswered(error)


def _unanswered(error: Exception) -> TryLater:
    if isinstance(error, NotSent):
        return TryLater("connection")
    return TryLater("timeout" if isinstance(error, TimedOut) else type(error).__name__, unknown=True)


def _seconds(wait: float | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _told(error: TelegramError) -> str:
    """Telegram's reason up to the first quotation, which could be of somebody's words."""
    return f"{type(error).__name__}: {error.message}".partition('"')[0].strip()[:200]


class Floods:
    """Whether a 429 means one chat or the whole bot: Telegram does not say.

    One chat refused is held back alone. When another one is refused while the first has still to wait, the bot as a
    whole is too fast, and the lane is to rest.
    """

    def __init__(self) -> None:
        self._address, self._until = "", datetime.min.replace(tzinfo=UTC)

    def mean_the_bot(self, address: str, seconds: float, now: datetime) -> bool:
        """Note a refusal of that many seconds and judge it."""
        another = now < self._until and address != self._address
        self._address, self._until = address, max(self._until, now + timedelta(seconds=seconds))
        return another


def says(error: TelegramError, *texts: str) -> bool:
    """Whether Telegram's own words have one of these in them."""
    return any(text in error.message.lower() for text in texts)


def not_fetched(error: Exception) -> TryLater | GiveUp:
    """Each try asks for a new link, so whatever the download said, trying again is right."""
    if not isinstance(error, TelegramError):
        return TryLater(type(error).__name__)
    if says(error, "file is too big"):
        return GiveUp("too_big")
    if says(error, "temporarily unavailable"):
        return TryLater("unavailable")
    return failure(error)
