"""setWebhook, deleteWebhook, getWebhookInfo, getUpdates: the two ways to get updates, which exclude each other."""

import asyncio
import ipaddress
import re
from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlsplit

import msgspec

from bot.demo.telegram.account import Account
from bot.demo.telegram.chats import Json
from bot.demo.telegram.delivery import Webhook
from bot.demo.telegram.parameters import Parameters
from bot.demo.telegram.refusals import Refused, bad_request
from bot.demo.telegram.updates import Hook

LONGEST_POLL, MOST_UPDATES, LONGEST_SECRET = 50, 100, 256
PORTS = frozenset({443, 80, 88, 8443})


class Receiving:
    """Needs the webhook's deliveries beside the account."""

    def __init__(self, account: Account, webhook: Webhook) -> None:
        self._account, self._webhook = account, webhook
        self._poll: asyncio.Future[str] | None = None

    @property
    def polled(self) -> bool:
        return self._poll is not None

    async def set_webhook(self, account: Account, parameters: Parameters) -> bool:
        """An empty url deletes, as the service does it."""
        url, secret = parameters.text("url"), parameters.text("secret_token")
        if url:
            _check(url, secret)
            self._end_poll("Conflict: terminated by setWebhook request")
        self._allow(parameters)
        connections = min(max(parameters.integer("max_connections", 40), 1), 100)
        return await self._switch(
            Hook(url=url, secret=secret, max_connections=connections, ways=account.updates.hook.ways), parameters
        )

    async def delete_webhook(self, account: Account, parameters: Parameters) -> bool:
        return await self._switch(Hook(ways=account.updates.hook.ways), parameters)

    async def webhook_info(self, account: Account, parameters: Parameters) -> Json:
        updates = account.updates
        info: Json = {"url": updates.hook.url, "has_custom_certificate": False}
        info["pending_update_count"] = len(updates.current())
        if updates.hook.url:
            info |= {"max_connections": updates.hook.max_connections, "ip_address": "127.0.0.1"}
        if updates.hook.last_error:
            info["last_error_date"], info["last_error_message"] = updates.hook.last_error
        return info | ({"allowed_updates": updates.allowed} if updates.allowed else {})

    async def get_updates(self, account: Account, parameters: Parameters) -> list[msgspec.Raw]:
        """Waits on the clock; a second poller ends the first with 409."""
        if account.updates.hook.url:
            text = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            raise Refused(409, f"Conflict: {text}")
        self._end_poll(
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        self._allow(parameters)
        if offset := parameters.integer("offset"):
            account.updates.confirm(offset)
        limit = min(max(parameters.integer("limit", MOST_UPDATES), 1), MOST_UPDATES)
        if not account.updates.current():
            await self._wait(min(parameters.integer("timeout"), LONGEST_POLL))
        return [msgspec.Raw(update.body) for update in account.updates.current()[:limit]]

    async def _wait(self, seconds: int) -> None:
        """Until something arrives or the time is over; raise Refused 409 if ended by another call."""
        updates, clock = self._account.updates, self._account.clock
        updates.arrived.clear()
        self._poll = ended = asyncio.get_running_loop().create_future()
        until = clock.now() + timedelta(seconds=max(seconds, 0))
        waits = [asyncio.ensure_future(waited) for waited in (updates.arrived.wait(), clock.sleep_until(until))]
        try:
            await asyncio.wait([*waits, ended], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            if self._poll is ended:
                self._poll = None
        if ended.done():
            raise Refused(409, ended.result())

    def _end_poll(self, why: str) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(why)

    def _allow(self, parameters: Parameters) -> None:
        """Remembered until changed; a malformed list is passed over, as the service does it."""
        with suppress(Refused):
            given = parameters.json("allowed_updates", "allowed updates")
            if isinstance(given, list):
                self._account.updates.allowed = [str(kind) for kind in given]

    async def _switch(self, hook: Hook, parameters: Parameters) -> bool:
        self._account.updates.hook = hook
        if parameters.flag("drop_pending_updates"):
            self._account.updates.waiting.clear()
        await self._webhook.point()
        return True


def _check(url: str, secret: str) -> None:
    """Raise Refused 400. Plain http is taken on this machine only, where the real service would not go at all."""
    parts = urlsplit(url)
    if not _is_here(parts.hostname or ""):
        if parts.scheme != "https":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if (parts.port or 443) not in PORTS:
            raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
