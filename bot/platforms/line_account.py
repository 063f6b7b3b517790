"""Our LINE account as an operator sets it up: the webhook's address and its test, rich menus, who we are."""

from collections.abc import Mapping
from typing import Any, Literal

import aiohttp
import msgspec
from msgspec import Struct

from bot.platforms.line import API_URL, DATA_API_URL
from bot.platforms.line_calls import Calls
from bot.platforms.line_tokens import Token
from bot.retry import GiveUp, TryLater

NOT_THERE = "status 404"
PATIENCE_SECONDS = 20.0
"""LINE waits for our server before it answers how its test went."""
Json = dict[str, Any]


class About(Struct, rename="camel"):
    """Who we are, and two switches of LINE Official Account Manager: Chat, and reading by itself."""

    basic_id: str
    display_name: str = ""
    chat_mode: str = ""
    mark_as_read_mode: str = ""


class Endpoint(Struct):
    """Where webhooks go; `active` is the console's switch "Use webhook"."""

    endpoint: str = ""
    active: bool = False


class Tested(Struct, rename="camel"):
    """How a test of the webhook went. `reason` OK, COULD_NOT_CONNECT, REQUEST_TIMEOUT, ERROR_STATUS_CODE or
    UNCLASSIFIED; `status_code` 0 or less where our server gave none."""

    success: bool = False
    status_code: int = 0
    reason: str = ""
    detail: str = ""


class Menu(Struct, rename="camel"):
    """A rich menu that the account has."""

    rich_menu_id: str
    name: str = ""


class Alias(Struct, rename="camel"):
    """A name by which one menu leads to another."""

    rich_menu_alias_id: str
    rich_menu_id: str


class _Limit(Struct):
    type: str
    value: int | None = None


class _Used(Struct, rename="camel"):
    total_usage: int


class _Menus(Struct):
    richmenus: list[Menu] = []


class _Aliases(Struct):
    aliases: list[Alias] = []


class _Created(Struct, rename="camel"):
    rich_menu_id: str


class LineAccount:
    """Every method raises TryLater or GiveUp."""

    def __init__(
        self,
        *,
        session: aiohttp.ClientSession,
        token: Token,
        api_url: str = API_URL,
        data_api_url: str = DATA_API_URL,
    ) -> None:
        self._bot = f"{api_url.rstrip('/')}/v2/bot"
        self._pictures = f"{data_api_url.rstrip('/')}/v2/bot/richmenu/{{}}/content"
        self._calls = Calls(session=session, token=token, read_seconds=PATIENCE_SECONDS)

    async def about(self) -> About:
        """Who we are."""
        return await self._calls.get(f"{self._bot}/info", About)

    async def endpoint(self) -> Endpoint:
        """Where webhooks go; an empty address where none was ever set."""
        try:
            return await self._calls.get(f"{self._bot}/channel/webhook/endpoint", Endpoint)
        except GiveUp as error:
            if error.fault != NOT_THERE:
                raise
            return Endpoint()

    async def quota(self) -> tuple[int | None, int]:
        """This month's paid messages, None for no limit, and about how many are used."""
        limit = await self._calls.get(f"{self._bot}/message/quota", _Limit)
        used = await self._calls.get(f"{self._bot}/message/quota/consumption", _Used)
        return limit.value if limit.type == "limited" else None, used.total_usage

    async def set_endpoint(self, address: str) -> None:
        """Have webhooks sent there from now on."""
        await self._json("PUT", "channel/webhook/endpoint", {"endpoint": address})

    async def test(self, address: str) -> Tested:
        """Have LINE send an empty webhook there, at most 60 times an hour."""
        answer = await self._json("POST", "channel/webhook/test", {"endpoint": address})
        try:
            return msgspec.json.decode(answer, type=Tested)
        except ValueError as error:
            raise TryLater("no answer of LINE's") from error

    async def menus(self) -> list[Menu]:
        """All that were made by programs, ours and others'."""
        return (await self._calls.get(f"{self._bot}/richmenu/list", _Menus)).richmenus

    async def make_menu(self, menu: Mapping[str, Any], picture: bytes) -> str:
        """Its ID, once it has its picture."""
        created = await self._json("POST", "richmenu", menu)
        menu_id = msgspec.json.decode(created, type=_Created).rich_menu_id
        await self._calls.do("POST", self._pictures.format(menu_id), picture, "image/png")
        return menu_id

    async def has_picture(self, menu_id: str) -> bool:
        """Whether its making came to its end."""
        try:
            await self._calls.do("GET", self._pictures.format(menu_id))
        except GiveUp as error:
            if error.fault != NOT_THERE:
                raise
            return False
        return True

    async def remove_menu(self, menu_id: str) -> None:
        """Whoever had it sees the one for everybody."""
        await self._calls.do("DELETE", f"{self._bot}/richmenu/{menu_id}")

    async def aliases(self) -> dict[str, str]:
        """Which menu each name leads to."""
        found = (await self._calls.get(f"{self._bot}/richmenu/alias/list", _Aliases)).aliases
        return {each.rich_menu_alias_id: each.rich_menu_id for each in found}

    async def set_alias(self, alias: str, menu_id: str, *, there: bool) -> None:
        """The name leads there; `there`: it has led elsewhere."""
        if there:
            await self._json("POST", f"richmenu/alias/{alias}", {"richMenuId": menu_id})
        else:
            await self._json("POST", "richmenu/alias", {"richMenuAliasId": alias, "richMenuId": menu_id})

    async def default_menu(self) -> str:
        """The ID of the menu that everybody sees; empty for none."""
        try:
            return (await self._calls.get(f"{self._bot}/user/all/richmenu", _Created)).rich_menu_id
        except GiveUp as error:
            if error.fault != NOT_THERE:
                raise
            return ""

    async def set_default_menu(self, menu_id: str) -> None:
        """Everybody sees it who has none of their own, a minute later at most."""
        await self._calls.do("POST", f"{self._bot}/user/all/richmenu/{menu_id}")

    async def _json(self, method: Literal["POST", "PUT"], path: str, body: Mapping[str, Any]) -> bytes:
        return await self._calls.do(method, f"{self._bot}/{path}", msgspec.json.encode(body))
