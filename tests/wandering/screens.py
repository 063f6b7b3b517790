"""What stands on a phone: the buttons of every message, and all that the bot has said."""

from dataclasses import dataclass
from typing import Any

from bot.demo.town import Town
from tests.builders import AnyPhone
from tests.chat import LinePhone


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A button that was on a screen once: in which message, what it says, and what a tap sends."""

    message: str
    label: str
    data: str
    action: Any = None


def on_screen(town: Town, phone: AnyPhone) -> list[Shown]:
    """Every button that can be tapped, oldest first."""
    if isinstance(phone, LinePhone):
        return [
            Shown(message=shown.id, label=action["label"], data=action.get("data", ""), action=action)
            for shown in town.line.messages(phone.id)
            for action in _actions(shown)
            if action["type"] in ("postback", "message")
        ]
    return [
        Shown(message=str(bubble.message_id), label=button["text"], data=button["callback_data"])
        for bubble in town.telegram.chat(phone.id).bubbles.values()
        for row in bubble.keyboard
        for button in row
        if "callback_data" in button
    ]


def heard(town: Town, phone: AnyPhone) -> int:
    """Grows with each message, edit and word on a pressed button."""
    if isinstance(phone, LinePhone):
        return sum(it.by == "bot" for it in town.line.messages(phone.id))
    chat = town.telegram.chat(phone.id)
    mine = [bubble.body for bubble in chat.bubbles.values() if bubble.by_bot]
    return len(mine) + len(chat.toasts) + sum(body.get("edit_date", 0) for body in mine)


def said(town: Town, phone: AnyPhone) -> list[tuple[str, str]]:
    """Each message of the bot with its buttons, under an id that an edit changes."""
    if isinstance(phone, LinePhone):
        return [(it.id, "\n".join(_words(it.message))) for it in town.line.messages(phone.id) if it.by == "bot"]
    return [
        (
            f"{it.message_id}.{it.body.get('edit_date')}",
            "\n".join((it.text, *(button["text"] for row in it.keyboard for button in row))),
        )
        for it in town.telegram.chat(phone.id).bubbles.values()
        if it.by_bot
    ]


def _actions(shown: Any) -> list[dict[str, Any]]:
    message = {key: value for key, value in shown.message.items() if key != "quickReply"}
    return [*_walk(message), *(item["action"] for item in shown.buttons)]


def _words(node: Any) -> list[str]:
    """All that is written in a message of LINE's."""
    if isinstance(node, list):
        return [word for each in node for word in _words(each)]
    if not isinstance(node, dict):
        return []
    own = [node[key] for key in ("text", "altText", "label") if isinstance(node.get(key), str)]
    return own + [
        word for key, each in node.items() if key not in ("text", "altText", "label") for word in _words(each)
    ]


def _walk(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [action for each in node for action in _walk(each)]
    if not isinstance(node, dict):
        return []
    own = [node["action"]] if isinstance(node.get("action"), dict) else []
    return own + [action for key, each in node.items() if key != "action" for action in _walk(each)]
