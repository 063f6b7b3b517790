"""sendMessage, sendPhoto, sendDocument, sendVideo, sendMediaGroup, sendChatAction."""

from itertools import count
from typing import Any

from bot.demo.telegram.account import Account
from bot.demo.telegram.chats import Bubble, Chat, Json
from bot.demo.telegram.files import LARGEST_UPLOAD, StoredFile
from bot.demo.telegram.keyboards import read_markup
from bot.demo.telegram.markup import read_caption, read_text
from bot.demo.telegram.parameters import Parameters
from bot.demo.telegram.refusals import Refused, bad_request

ALBUM = range(2, 11)
ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip
_album_ids = count(13_000_000_000_000_001)


async def send_message(account: Account, parameters: Parameters) -> Json:
    if not account.check:
        content: Json = {"text": parameters.text("text")}
        return _put(
            account, account.writable(parameters), content, parameters, parameters.json("reply_markup", "")
        ).body
    text, entities = read_text(parameters)
    options = parameters.json("link_preview_options", "link preview options")
    content = {"text": text} | ({"entities": entities} if entities else {})
    content |= {"link_preview_options": options} if options else {}
    return _send(account, parameters, [content])[0]


async def send_photo(account: Account, parameters: Parameters) -> Json:
    content = _media(account, parameters, "photo", parameters.text("photo")) | _caption(parameters)
    return _send(account, parameters, [content])[0]


async def send_document(account: Account, parameters: Parameters) -> Json:
    content = _media(account, parameters, "document", parameters.text("document")) | _caption(parameters)
    return _send(account, parameters, [content])[0]


async def send_video(account: Account, parameters: Parameters) -> Json:
    content = _media(account, parameters, "video", parameters.text("video")) | _caption(parameters)
    return _send(account, parameters, [content])[0]


async def send_media_group(account: Account, parameters: Parameters) -> list[Json]:
    """2 to 10 photos and videos, or as many documents."""
    items = parameters.json("media", "media")
    if items is None:
        raise bad_request('parameter "media" is required')
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise bad_request("expected an Array of InputMedia")
    if len(items) not in ALBUM:
        raise bad_request("there must be 2-10 items in a media group")
    if len({item.get("type") == "document" for item in items}) > 1:
        raise bad_request("can't use the media of the specified type in the album")
    album = {"media_group_id": str(next(_album_ids))}
    return _send(account, parameters, [_item(account, parameters, item) | album for item in items])


async def send_chat_action(account: Account, parameters: Parameters) -> bool:
    if parameters.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    account.writable(parameters).action = parameters.text("action")
    account.bell.ring()
    return True


def _item(account: Account, parameters: Parameters, item: Json) -> Json:
    kind = item.get("type")
    if kind not in ("photo", "document", "video"):
        raise bad_request("can't parse InputMedia: type must be photo, document or video")
    own = Parameters({name: str(value) for name, value in item.items()}, parameters.uploads)
    return _media(account, own, kind, own.text("media")) | _caption(own)


def _caption(parameters: Parameters) -> Json:
    caption, entities = read_caption(parameters)
    content: Json = {"caption": caption} if caption else {}
    return content | ({"caption_entities": entities} if entities else {})


def _media(account: Account, parameters: Parameters, kind: str, value: str) -> Json:
    """The message's part for one file, new or by file_id; raise Refused 400 as the service does."""
    name = value.removeprefix("attach://") if value.startswith("attach://") else kind
    if (value and not value.startswith("attach://")) or name not in parameters.uploads:
        return _known(account, kind, value)
    upload = parameters.uploads[name]
    if not upload.content:
        raise bad_request("file must be non-empty")
    if kind == "photo":
        return {"photo": account.files.photo(upload.content)}
    if len(upload.content) > LARGEST_UPLOAD:
        raise Refused(413, "Request Entity Too Large")
    kept = account.files.keep(upload.content, kind, upload.name, upload.mime)
    return {kind: _described(account, kept, parameters)}


def _known(account: Account, kind: str, file_id: str) -> Json:
    if not file_id or file_id.startswith("attach://"):
        raise bad_request(f"there is no {kind} in the request")
    if file_id.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    kept = account.files.find(file_id)
    if kept.kind != kind:
        raise bad_request(f"can't use file of type {kept.kind.title()} as {kind.title()}")
    if kind == "photo":
        return {"photo": account.files.sizes(kept)}
    return {kind: _described(account, kept, Parameters())}


def _described(account: Account, kept: StoredFile, parameters: Parameters) -> Json:
    measures = ("width", "height", "duration") if kept.kind == "video" else ()
    return account.files.described(kept, **{name: parameters.integer(name) for name in measures})


def _send(account: Account, parameters: Parameters, contents: list[Json]) -> list[Json]:
    markup = read_markup(parameters)
    chat = account.writable(parameters)
    replied = _replied(chat, parameters) | account.thread(chat, parameters)
    account.spend(chat, len(contents))
    return [_put(account, chat, content | replied, parameters, markup).body for content in contents]


def _replied(chat: Chat, parameters: Parameters) -> Json:
    """The message that is replied to, without the one it replied to itself; raise Refused 400 if it is gone."""
    given = parameters.json("reply_parameters", "reply parameters")
    if given is None and (number := parameters.integer("reply_to_message_id")):
        given = {"message_id": number, "allow_sending_without_reply": parameters.flag("allow_sending_without_reply")}
    if not given:
        return {}
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    if "message_id" not in given:
        raise bad_request('can\'t find field "message_id"')
    if bubble := chat.bubbles.get(int(given["message_id"])):
        return {"reply_to_message": {k: v for k, v in bubble.body.items() if k != "reply_to_message"}}
    if given.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def _put(account: Account, chat: Chat, content: Json, parameters: Parameters, markup: Any) -> Bubble:
    protected = {"has_protected_content": True} if parameters.flag("protect_content") else {}
    bubble = account.put(chat, account.user, content | protected)
    bubble.silent = parameters.flag("disable_notification")
    if markup:
        bubble.show_keyboard(markup)
    return bubble
