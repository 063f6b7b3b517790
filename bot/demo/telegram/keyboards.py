"""Reply markup as the service takes it: each button with one action, data that fits, not too many buttons."""

from typing import Any

from bot.demo.telegram.parameters import Parameters
from bot.demo.telegram.refusals import bad_request

MOST_BUTTONS, MOST_IN_A_ROW, LONGEST_DATA = 100, 8, 64

_ACTIONS = frozenset({
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
})  # fmt: skip
_OTHER_KINDS = ("keyboard", "remove_keyboard", "force_reply")


def read_markup(parameters: Parameters) -> dict[str, Any] | None:
    """The markup, None where there is none; raise Refused 400. Counts of buttons are not documented."""
    markup = parameters.json("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if any(kind in markup for kind in _OTHER_KINDS):
        return markup
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check(button)
    return {"inline_keyboard": [row for row in rows if row]}


def _check(button: Any) -> None:
    if not isinstance(button, dict):
        raise _unparsed("InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise _unparsed('Can\'t find field "text"')
    if not button["text"]:
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [name for name in button if name in _ACTIONS]
    if not actions or button[actions[0]] == "":
        raise _unparsed("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unparsed("exactly one action must be specified")
    data = button.get("callback_data")
    if data is not None and len(str(data).encode()) > LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not str(url).startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: unsupported URL protocol")


def _unparsed(text: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {text}")
