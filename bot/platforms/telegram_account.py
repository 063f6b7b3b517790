"""Our Telegram bot as an operator sets it up: where updates go, its commands, what is said about it."""

from collections.abc import Awaitable, Sequence
from typing import TypeVar

import aiohttp
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    MenuButtonCommands,
    User,
    WebhookInfo,
)

from bot.platforms.telegram_reading import HEARD_KINDS
from bot.platforms.telegram_transport import PooledRequest, failure

LONGEST_TEXT, LONGEST_SHORT_TEXT = 512, 120
PORTS = frozenset({443, 80, 88, 8443})
"""Telegram sends to no other."""
Commands = Sequence[tuple[str, str]]
"""Each word with what it does."""

_PRIVATE = BotCommandScopeAllPrivateChats()
_Result = TypeVar("_Result")


class TelegramAccount:
    """Every method raises TryLater or GiveUp. `language` is of two letters, or "" for whoever has another one."""

    def __init__(self, *, session: aiohttp.ClientSession, token: str, webhook_secret: str, api_url: str) -> None:
        request, url = PooledRequest(session), api_url.rstrip("/")
        self._bot = Bot(token, base_url=f"{url}/bot", request=request, get_updates_request=request)
        self._secret = webhook_secret

    async def about(self) -> User:
        """Who we are, with what BotFather was told."""
        return await _asked(self._bot.get_me())

    async def webhook(self) -> WebhookInfo:
        """Where updates go, and how that went."""
        return await _asked(self._bot.get_webhook_info())

    async def set_webhook(self, address: str) -> None:
        """Updates go there, with our secret, of the kinds that are read. What waits is kept."""
        await _asked(self._bot.set_webhook(address, secret_token=self._secret, allowed_updates=HEARD_KINDS))

    async def drop_webhook(self) -> None:
        """Updates are to be asked for from now on. What waits is kept."""
        await _asked(self._bot.delete_webhook(drop_pending_updates=False))

    async def commands(self, language: str) -> list[tuple[str, str]]:
        """Those that are offered in private chats."""
        found = await _asked(self._bot.get_my_commands(_PRIVATE, language))
        return [(each.command, each.description) for each in found]

    async def set_commands(self, language: str, commands: Commands) -> None:
        """Offer these in private chats."""
        listed = [BotCommand(word, does) for word, does in commands]
        await _asked(self._bot.set_my_commands(listed, _PRIVATE, language))

    async def texts(self, language: str) -> tuple[str, str]:
        """What a chat shows before its first message, and the line on our profile."""
        long = await _asked(self._bot.get_my_description(language))
        short = await _asked(self._bot.get_my_short_description(language))
        return long.description, short.short_description

    async def set_texts(self, language: str, long: str, short: str) -> None:
        """Both at once."""
        await _asked(self._bot.set_my_description(long, language))
        await _asked(self._bot.set_my_short_description(short, language))

    async def shows_commands(self) -> bool:
        """Whether the button beside the field to write in opens the commands."""
        found = await _asked(self._bot.get_chat_menu_button())
        return found.type == "commands"

    async def show_commands(self) -> None:
        """The button beside the field to write in opens the commands."""
        await _asked(self._bot.set_chat_menu_button(menu_button=MenuButtonCommands()))


async def _asked(call: Awaitable[_Result]) -> _Result:
    try:
        return await call
    except Exception as error:
        raise failure(error) from None
