"""LINE: verify, read, reply or push, fetch; how shapes are drawn and events read is in the files beside this one."""

import base64
import hashlib
import hmac
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

import aiohttp
import msgspec
from msgspec import Struct

from bot.platforms import line_reading as reading
from bot.platforms.line_calls import CONNECT_SECONDS, READ_SECONDS, Calls
from bot.platforms.line_drawing import LinkTo, drawn, shows
from bot.platforms.line_tokens import Token
from bot.platforms.port import UNSENT, Identity, Parcel, Quota, RawEvent, Sent
from bot.retry import GiveUp, TryLater
from messages import legible
from messages.incoming import Heard
from messages.outgoing import Exhibit

SIGNATURE_HEADER = "x-line-signature"
API_URL, DATA_API_URL = "https://api.line.me", "https://api-data.line.me"
GONE, NOBODY = "status 410", "status 404"
CODE_LINK = "https://line.me/R/oaMessage/{account}/?{{code}}"
"""Opens our chat with the code typed in, on a phone; it is not sent until the person taps."""

_ENCODE = msgspec.json.Encoder().encode


class _Profile(Struct, rename="camel"):
    display_name: str = ""


class _Bot(Struct, rename="camel"):
    basic_id: str


class _Limit(Struct):
    type: str
    value: int | None = None


class _Consumption(Struct, rename="camel"):
    total_usage: int


class Line:
    """The Platform (see port.py) over one official account. `link_to`: a file's signed https address, for evidence.

    The address must be the same each time that a parcel is sent: a retry key stands for the same words.
    """

    name = reading.NAME

    def __init__(
        self,
        *,
        channel_secret: str,
        token: Token,
        session: aiohttp.ClientSession,
        link_to: LinkTo,
        api_url: str = API_URL,
        data_api_url: str = DATA_API_URL,
        connect_seconds: float = CONNECT_SECONDS,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        self._secret, self._link_to = channel_secret.encode(), link_to
        self._bot = f"{api_url.rstrip('/')}/v2/bot"
        self._content = f"{data_api_url.rstrip('/')}/v2/bot/message/{{}}/content"
        self._calls = Calls(session=session, token=token, connect_seconds=connect_seconds, read_seconds=read_seconds)

    def verify(self, headers: Mapping[str, str], body: bytes) -> bool:
        """By the keyed hash of the raw bytes. `headers` in lower case."""
        given = headers.get(SIGNATURE_HEADER, "")
        right = base64.b64encode(hmac.digest(self._secret, body, hashlib.sha256))
        return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), right)

    def split(self, body: bytes) -> list[RawEvent]:
        """See line_reading.split."""
        return reading.split(body)

    def read(self, event: RawEvent, arrived: datetime) -> Heard | None:
        """See line_reading.read."""
        return reading.read(event, arrived)

    async def reply(self, parcel: Parcel) -> Sent:
        """Free, with the event's token: raise GiveUp with `reply_token` when that was used or is too old.

        A second try tells nothing of the first: TryLater is `unknown` where this one may have arrived.
        """
        return await self._post("reply", {"replyToken": parcel.reply_token}, parcel, {})

    async def send(self, parcel: Parcel) -> Sent:
        """A push, counted by LINE. Under a retry key it can be repeated without harm and is never `unknown`.

        200 says accepted, not received: LINE is silent about people who have blocked us.
        """
        key = {"X-Line-Retry-Key": parcel.retry_key} if parcel.retry_key else {}
        try:
            return await self._post("push", {"to": parcel.address}, parcel, key)
        except TryLater as error:
            if key:
                error.unknown, error.keyed = False, error.unknown
            raise

    def messages(self, parcel: Parcel) -> int:
        """One, whatever it holds."""
        return 1

    async def take_buttons(self, address: str, message: str) -> None:
        """LINE cannot edit, and its quick replies go by themselves."""

    async def answer_press(self, query: str, text: str) -> None:
        """LINE's buttons do not wait."""

    async def fetch(self, handle: str) -> AsyncGenerator[bytes]:
        """Chunks of at most 64 KiB. Raise GiveUp(UNSENT) for what was taken back, GiveUp("gone") for what LINE has no
        more, GiveUp("elsewhere") for a file that it never had: an address which some other program wrote is not called
        from inside our network."""
        if handle.startswith(reading.EXTERNAL):
            raise GiveUp("elsewhere")
        try:
            async with aclosing(self._calls.stream(self._content.format(quote(handle, safe="")))) as chunks:
                async for chunk in chunks:
                    yield chunk
        except GiveUp as error:
            raise GiveUp(UNSENT if error.fault == GONE else "gone") from error

    def shows(self, exhibit: Exhibit) -> bool:
        """See line_drawing.shows."""
        return shows(exhibit)

    async def profile(self, address: str) -> str:
        """The name shown on LINE. Raise GiveUp with `unreachable` for who has blocked us or never added us."""
        try:
            found = await self._calls.get(f"{self._bot}/profile/{quote(address, safe='')}", _Profile)
        except GiveUp as error:
            raise GiveUp("no profile", unreachable=error.fault == NOBODY) from error
        return legible.name(found.display_name)

    async def identity(self) -> Identity:
        """The basic ID; the link has "{code}" where the code is to stand."""
        account = (await self._calls.get(f"{self._bot}/info", _Bot)).basic_id
        return Identity(name=account, link=CODE_LINK.format(account=quote(account, safe="")))

    async def quota(self) -> Quota:
        """What LINE says of this month; it lags behind."""
        limit = await self._calls.get(f"{self._bot}/message/quota", _Limit)
        used = await self._calls.get(f"{self._bot}/message/quota/consumption", _Consumption)
        return Quota(limit=limit.value if limit.type == "limited" else None, used=used.total_usage)

    async def close(self) -> None:
        """The session is closed by whoever gave it."""

    async def _post(self, way: str, to: Mapping[str, str], parcel: Parcel, headers: Mapping[str, str]) -> Sent:
        messages = drawn(parcel.shapes, self._link_to)
        if not messages:
            return Sent()
        body: dict[str, Any] = {**to, "messages": messages}
        if parcel.silent:
            body["notificationDisabled"] = True
        sent = await self._calls.post(f"{self._bot}/message/{way}", _ENCODE(body), headers)
        return replace(sent, paid=way == "push")
