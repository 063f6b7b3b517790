"""The access token of our LINE account: one pasted by the operator, or short ones that are fetched and renewed."""

import asyncio
from datetime import datetime, timedelta
from typing import Protocol

import aiohttp
import msgspec
from msgspec import Struct

from bot.clock import Clock
from bot.retry import TryLater

TIMEOUT = aiohttp.ClientTimeout(total=10)
RENEWED_AFTER = 2 / 3
"""Of a token's life: LINE's quarter of an hour leaves five minutes to try again."""


class Token(Protocol):
    """Gives the token for the next call; is told of one that LINE refused."""

    async def get(self) -> str: ...

    def refused(self, token: str) -> None: ...


class PastedToken:
    """A long-lived token from LINE's console."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def get(self) -> str:
        return self._token

    def refused(self, token: str) -> None:
        """Nothing to be done here: the operator must paste another."""


class _Issued(Struct):
    access_token: str
    expires_in: int


class StatelessToken:
    """Tokens of `/oauth2/v3/token`, renewed at two thirds of their life, kept to its end while renewing fails."""

    def __init__(
        self, *, session: aiohttp.ClientSession, clock: Clock, api_url: str, channel_id: str, channel_secret: str
    ) -> None:
        self._session, self._clock, self._url = session, clock, f"{api_url.rstrip('/')}/oauth2/v3/token"
        self._credentials = {
            "grant_type": "client_credentials",
            "client_id": channel_id,
            "client_secret": channel_secret,
        }
        self._renewing = asyncio.Lock()
        self._token = ""
        self._renew_at = self._until = clock.now()

    async def get(self) -> str:
        """Raise TryLater, meant for the whole platform, when there is no token to be had."""
        if self._clock.now() < self._renew_at:
            return self._token
        async with self._renewing:
            if (now := self._clock.now()) >= self._renew_at:
                await self._renew(now)
            return self._token

    def refused(self, token: str) -> None:
        if token == self._token:
            self._renew_at = self._until = self._clock.now()

    async def _renew(self, now: datetime) -> None:
        try:
            issued = await self._issued()
        except (aiohttp.ClientError, TimeoutError, msgspec.DecodeError) as error:
            if now >= self._until:
                raise TryLater("token", lane=True) from error
            return
        self._token = issued.access_token
        self._renew_at = now + timedelta(seconds=issued.expires_in) * RENEWED_AFTER
        self._until = now + timedelta(seconds=issued.expires_in)

    async def _issued(self) -> _Issued:
        call = self._session.post(self._url, data=self._credentials, timeout=TIMEOUT, raise_for_status=True)
        async with call as response:
            return msgspec.json.decode(await response.read(), type=_Issued)
