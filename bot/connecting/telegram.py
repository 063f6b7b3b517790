"""Telegram: where updates go, the list of commands, what is said about the bot."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.connecting.telling import Telling
from bot.platforms.telegram_account import PORTS, TelegramAccount
from bot.platforms.telegram_reading import HEARD_KINDS
from bot.retry import GiveUp, TryLater
from bot.settings import Settings
from messages.commands import Words
from messages.texts import LANGUAGES, Texts

PATH = "/telegram/webhook"
OFFERED = {
    "overview": "bot_menu.overview",
    "late": "bot_menu.late",
    "queue": "bot_menu.queue",
    "round": "bot_menu.round",
    "calendar": "bot_menu.calendar",
    "score": "bot_menu.score",
    "nudge": "bot_menu.nudge",
    "report": "bot_menu.report",
    "status": "bot_menu.status",
    "projects": "bot_menu.projects",
    "language": "bot_menu.language",
    "help": "bot_menu.help",
    "leave": "bot_menu.leave",
}
"""The commands that Telegram lists, supervisors' first; each works without arguments."""
SLASHED = "en"
"""A command's word has Latin letters, whatever language it is described in."""


async def connect_telegram(account: TelegramAccount, settings: Settings, telling: Telling) -> None:
    """Each part by itself."""
    try:
        telling.done("connecting.telegram_account", name=f"@{(await account.about()).username}")
        await _receive(account, settings, telling)
        await _describe(account, settings.language, telling)
    except (TryLater, GiveUp) as error:
        telling.failed("Telegram", error)


async def _receive(account: TelegramAccount, settings: Settings, telling: Telling) -> None:
    found = await account.webhook()
    if settings.polling:
        if found.url and telling.would("connecting.webhook_dropped"):
            await account.drop_webhook()
        telling.done("connecting.polling")
        return
    address = f"{settings.public_url}{PATH}"
    if not settings.public_url:
        telling.refuse("connecting.no_address")
    elif not takes(settings.public_url):
        telling.refuse("connecting.port", ports=", ".join(map(str, sorted(PORTS))))
    elif found.url == address and set(found.allowed_updates or ()) == set(HEARD_KINDS):
        await _again(account, address, telling)
    elif telling.would("connecting.webhook_set", platform="Telegram", address=address):
        await account.set_webhook(address)


async def _again(account: TelegramAccount, address: str, telling: Telling) -> None:
    """Nobody is told the secret that Telegram has, so ours is given again: with the same one nothing changes."""
    if not telling.dry_run:
        await account.set_webhook(address)
    telling.done("connecting.webhook_there", platform="Telegram", address=address)


def takes(public_url: str) -> bool:
    """Whether Telegram sends to an address with this port."""
    return (urlsplit(public_url).port or 443) in PORTS


async def _describe(account: TelegramAccount, own: str, telling: Telling) -> None:
    """In both languages, and in the office's own for whoever has another one."""
    changed = not await account.shows_commands()
    if changed and not telling.dry_run:
        await account.show_commands()
    for asked, language in (("", own), *((each, each) for each in LANGUAGES)):
        changed |= await _described(account, telling, asked, language)
    if changed:
        telling.would("connecting.commands_set")
    else:
        telling.done("connecting.commands_there")


async def _described(account: TelegramAccount, telling: Telling, asked: str, language: str) -> bool:
    """Whether anything was, or is to be, changed for whoever asks in that language."""
    commands = list(offered(telling.texts, language))
    texts = (telling.texts.line(language, "bot_menu.about"), telling.texts.line(language, "bot_menu.in_short"))
    other_commands, other_texts = await account.commands(asked) != commands, await account.texts(asked) != texts
    if other_commands and not telling.dry_run:
        await account.set_commands(asked, commands)
    if other_texts and not telling.dry_run:
        await account.set_texts(asked, *texts)
    return other_commands or other_texts


def offered(texts: Texts, language: str) -> Iterator[tuple[str, str]]:
    """Each command's word and what it does."""
    taught = Words.of(texts).taught
    for name, key in OFFERED.items():
        yield taught[SLASHED, name], texts.line(language, key)
