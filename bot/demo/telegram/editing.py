"""editMessageText, editMessageCaption, editMessageReplyMarkup, deleteMessage, answerCallbackQuery."""

from datetime import timedelta

from bot.demo.telegram.account import Account
from bot.demo.telegram.chats import Bubble, Json, Toast
from bot.demo.telegram.keyboards import read_markup
from bot.demo.telegram.markup import read_caption, read_text
from bot.demo.telegram.parameters import Parameters
from bot.demo.telegram.refusals import Refused, bad_request

ANSWERABLE = timedelta(seconds=15)
"""How long a press can be answered: not published, reports say 10 to 20 seconds."""
DELETABLE = timedelta(hours=48)
LONGEST_ANSWER = 200


async def edit_text(account: Account, parameters: Parameters) -> Json:
    text, entities = read_text(parameters)
    bubble = _editable(account, parameters)
    if "text" not in bubble.body:
        raise bad_request("there is no text in the message to edit")
    return _apply(account, parameters, bubble, {"text": text, "entities": entities})


async def edit_caption(account: Account, parameters: Parameters) -> Json:
    caption, entities = read_caption(parameters)
    bubble = _editable(account, parameters)
    if "text" in bubble.body:
        raise bad_request("there is no caption in the message to edit")
    return _apply(account, parameters, bubble, {"caption": caption, "caption_entities": entities})


async def edit_markup(account: Account, parameters: Parameters) -> Json:
    return _apply(account, parameters, _editable(account, parameters), {})


async def delete(account: Account, parameters: Parameters) -> bool:
    chat = account.writable(parameters)
    bubble = chat.bubbles.get(parameters.integer("message_id"))
    if bubble is None:
        raise bad_request("message to delete not found")
    if bubble.body["date"] <= account.seconds() - DELETABLE.total_seconds():
        raise bad_request("message can't be deleted for everyone")
    del chat.bubbles[bubble.message_id]
    account.bell.ring()
    return True


async def answer_callback(account: Account, parameters: Parameters) -> bool:
    query = account.queries.get(parameters.text("callback_query_id"))
    if query is None or query.answered or account.clock.now() - query.at > ANSWERABLE:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = parameters.text("text")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answered = True
    if text:
        toast = Toast(at=account.clock.now(), text=text, alert=parameters.flag("show_alert"))
        account.chats[query.chat_id].toasts.append(toast)
    account.bell.ring()
    return True


def _editable(account: Account, parameters: Parameters) -> Bubble:
    chat = account.writable(parameters)
    bubble = chat.bubbles.get(parameters.integer("message_id"))
    if bubble is None:
        raise bad_request("message to edit not found")
    if not bubble.by_bot:
        raise bad_request("message can't be edited")
    return bubble


def _apply(account: Account, parameters: Parameters, bubble: Bubble, content: Json) -> Json:
    """Without a keyboard in the call the message loses the one it had; nobody is told of an edit of keyboards only."""
    markup = read_markup(parameters)
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    rows = (markup or {}).get("inline_keyboard", [])
    if rows == bubble.keyboard and all(bubble.body.get(name, type(new)()) == new for name, new in content.items()):
        raise _not_modified()
    for name, new in content.items():
        bubble.body[name] = new
        if not new:
            del bubble.body[name]
    bubble.show_keyboard(markup)
    if content:
        bubble.body["edit_date"] = account.seconds()
    account.bell.ring()
    return bubble.body


def _not_modified() -> Refused:
    same = "specified new message content and reply markup are exactly the same as a current content and reply markup"
    return bad_request(f"message is not modified: {same} of the message")
