"""What a tap on a button does: which actions are on the screen, and what each tells the bot."""

from collections.abc import Iterator
from typing import Any

from bot.demo.line.checks.actions import picked_fits
from bot.demo.line.state import ChatMessage, Json


class NotShown(ValueError):
    """The button is not on the screen (any more): a tap there does nothing."""


def tapped_quick_reply(shown: ChatMessage, action: Json) -> bool:
    """Whether the action is a quick reply that is still there.

    Raise NotShown when neither a quick reply nor the message itself offers it.
    """
    if any(item["action"] == action for item in shown.buttons):
        return True
    if any(offered == action for offered in _actions({**shown.message, "quickReply": None})):
        return False
    raise NotShown(f"message {shown.id} does not show this button (any more): {action}")


def _actions(part: Any) -> Iterator[Json]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name in ("action", "defaultAction") and isinstance(value, dict):
                yield value
            elif name == "actions":
                yield from value
            else:
                yield from _actions(value)
    elif isinstance(part, list):
        for each in part:
            yield from _actions(each)


def postback(action: Json, picked: str | None) -> Json | None:
    """The `postback` object that the tap sends, None for actions that send none.

    `picked` is what was chosen in a date-time picker; raise ValueError for what that picker does not offer.
    """
    if action["type"] == "postback":
        return {"data": action["data"]}
    if action["type"] != "datetimepicker":
        return None
    if picked is None or not picked_fits(action, picked):
        raise ValueError(f"the picker does not offer {picked}")
    return {"data": action["data"], "params": {action["mode"]: picked}}


def switched(action: Json, *, done: bool) -> Json:
    """The `postback` object of a tap that switches rich menus."""
    status = "SUCCESS" if done else "RICHMENU_ALIAS_ID_NOTFOUND"
    params = {"newRichMenuAliasId": action["richMenuAliasId"], "status": status}
    return {"data": action["data"], "params": params}


def text_shown(action: Json) -> str | None:
    """What appears in the chat as the person's words without being one's message to the bot."""
    return action.get("displayText") if action["type"] == "postback" else None


def text_sent(action: Json) -> str | None:
    """What the person says to the bot by tapping."""
    return action.get("text") if action["type"] in ("message", "postback") else None
