"""getMe, getFile, and what is said about the bot: commands by scope and language, descriptions."""

import re
from typing import Any

import msgspec

from bot.demo.telegram.account import Account
from bot.demo.telegram.chats import Json
from bot.demo.telegram.parameters import Parameters
from bot.demo.telegram.refusals import bad_request

MOST_COMMANDS, LONGEST_COMMAND_TEXT = 100, 256
_DESCRIPTIONS = {"description": 512, "short_description": 120, "name": 64}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = frozenset({
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators",
    "chat_member",
})  # fmt: skip


async def get_me(account: Account, _: Parameters) -> Json:
    unused = ("supports_inline_queries", "can_connect_to_business")
    groups = {"can_join_groups": True, "can_read_all_group_messages": account.reads_groups}
    return account.user | dict.fromkeys(unused, False) | groups | {"has_main_web_app": False}


async def set_menu_button(account: Account, parameters: Parameters) -> bool:
    """Of all private chats alone: a single chat's own is not kept here."""
    if parameters.text("chat_id"):
        raise bad_request("chat not found")
    button = parameters.json("menu_button", "MenuButton") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("commands", "web_app", "default"):
        raise bad_request("can't parse MenuButton: unsupported type specified")
    account.menu_button = button
    return True


async def get_menu_button(account: Account, parameters: Parameters) -> Json:
    if parameters.text("chat_id"):
        raise bad_request("chat not found")
    return account.menu_button


async def get_file(account: Account, parameters: Parameters) -> Json:
    if not parameters.text("file_id"):
        raise bad_request("file_id not specified")
    return account.files.link(parameters.text("file_id"), account.clock.now())


async def set_commands(account: Account, parameters: Parameters) -> bool:
    commands = parameters.json("commands", "commands") or []
    if not isinstance(commands, list) or not all(isinstance(command, dict) for command in commands):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        _check(command)
    account.commands[_addressed(parameters)] = commands
    return True


async def get_commands(account: Account, parameters: Parameters) -> list[Json]:
    return account.commands.get(_addressed(parameters), [])


async def delete_commands(account: Account, parameters: Parameters) -> bool:
    account.commands.pop(_addressed(parameters), None)
    return True


async def set_description(account: Account, parameters: Parameters) -> bool:
    return _describe(account, parameters, "description")


async def set_short_description(account: Account, parameters: Parameters) -> bool:
    return _describe(account, parameters, "short_description")


async def set_name(account: Account, parameters: Parameters) -> bool:
    return _describe(account, parameters, "name")


async def get_description(account: Account, parameters: Parameters) -> Json:
    return _described(account, parameters, "description")


async def get_short_description(account: Account, parameters: Parameters) -> Json:
    return _described(account, parameters, "short_description")


async def get_name(account: Account, parameters: Parameters) -> Json:
    return _described(account, parameters, "name")


def _check(command: Json) -> None:
    for name in ("command", "description"):
        if name not in command:
            raise bad_request(f"can't parse BotCommand: can't find field \"{name}\"")
    if not _COMMAND.fullmatch(str(command["command"]).removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(str(command["description"])) <= LONGEST_COMMAND_TEXT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def _addressed(parameters: Parameters) -> tuple[str, str]:
    """The scope as canonical JSON, and the language."""
    scope: Any = parameters.json("scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    return msgspec.json.encode(scope, order="sorted").decode(), _language(parameters)


def _language(parameters: Parameters) -> str:
    language = parameters.text("language_code")
    if not re.fullmatch(r"([a-z]{2})?", language):
        raise bad_request("invalid language code specified")
    return language


def _describe(account: Account, parameters: Parameters, what: str) -> bool:
    if len(parameters.text(what)) > _DESCRIPTIONS[what]:
        raise bad_request(f"{what} is too long")
    account.descriptions[what, _language(parameters)] = parameters.text(what)
    return True


def _described(account: Account, parameters: Parameters, what: str) -> Json:
    return {what: account.descriptions.get((what, _language(parameters)), "")}
