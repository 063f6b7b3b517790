"""Telegram's updates: whose they are, and what the person did.

In a group words, presses, and what happens to the group itself are heard. An edited message is not: what was typed has
been acted on, correcting is a word of its own. The bytes are decoded into just the fields that we use; what Telegram
adds later changes nothing here.
"""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
from msgspec import Meta, Raw, Struct, field
from msgspec.structs import replace

from bot.platforms import telegram_groups as groups
from bot.platforms.json_bytes import decoded
from bot.platforms.port import RawEvent
from bot.platforms.telegram_groups import NOBODY, Us
from messages import legible
from messages.incoming import Came, Heard, Moved, Other, Place, Pressed, SentFile, Typed, Went, What

PLATFORM = "telegram"
HEARD_KINDS = ("message", "callback_query", "my_chat_member")

Id = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
Instant = Annotated[int, Meta(ge=0, le=253_402_300_799)]
"""Seconds, up to the last that are a date."""


class _Person(Struct):
    id: Id
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    language_code: str = ""


class _Chat(Struct):
    type: str
    id: Id = NOBODY


class _File(Struct):
    file_id: str
    file_size: int | None = None
    file_name: str = ""
    width: int = 0
    height: int = 0


class _Present(Struct):
    """Something that is only seen to be there."""


class _Answered(Struct):
    """The message that another one answers."""

    sender: _Person | None = field(name="from", default=None)


class _Message(Struct):
    """A message; also the bare one that stands under a button when the real one is out of reach."""

    message_id: Id
    date: Instant
    chat: _Chat
    sender: _Person | None = field(name="from", default=None)
    text: str | None = None
    caption: str = ""
    media_group_id: str = ""
    photo: tuple[_File, ...] = ()
    video: _File | None = None
    video_note: _File | None = None
    animation: _File | None = None
    audio: _File | None = None
    voice: _File | None = None
    document: _File | None = None
    sticker: _Present | None = None
    venue: _Present | None = None
    location: _Present | None = None
    contact: _Present | None = None
    poll: _Present | None = None
    dice: _Present | None = None
    story: _Present | None = None
    game: _Present | None = None
    checklist: _Present | None = None
    message_thread_id: Id | None = None
    is_topic_message: bool = False
    reply_to_message: _Answered | None = None
    migrate_to_chat_id: Id | None = None
    migrate_from_chat_id: Id | None = None


class _Callback(Struct):
    id: str
    sender: _Person = field(name="from")
    data: str = ""
    message: _Message | None = None


class _Standing(Struct):
    status: str


class _Membership(Struct):
    chat: _Chat
    date: Instant
    sender: _Person = field(name="from")
    standing: _Standing = field(name="new_chat_member")


class _Update(Struct):
    update_id: Id
    message: _Message | None = None
    callback_query: _Callback | None = None
    my_chat_member: _Membership | None = None


class _Sender(Struct, frozen=True):
    id: Id


class _Private(Struct, frozen=True):
    type: str = ""


class _Signed(Struct):
    sender: _Sender = field(name="from", default=_Sender(NOBODY))
    chat: Raw = Raw()


class _Envelope(Struct):
    """No more than tells whose an update is, so that one that we cannot read is still kept."""

    update_id: Id
    message: _Signed | None = None
    callback_query: _Signed | None = None
    my_chat_member: _Signed | None = None


class _Numbered(Struct):
    update_id: Id


# A GIF comes as an animation and as a document, a venue as a venue and as a location: the first named counts.
_FILE_KINDS = {
    "animation": "video",
    "video": "video",
    "video_note": "video",
    "audio": "audio",
    "voice": "audio",
    "document": "file",
}
ALONE: dict[str, What] = {"kicked": Went(), "member": Came(again=True)}
IN_GROUP: dict[str, What] = {"kicked": Went(), "left": Went(), "member": Came(), "administrator": Came()}
_OTHER_KINDS = ("sticker", "venue", "location", "contact", "poll", "dice", "story", "game", "checklist")

_update = msgspec.json.Decoder(_Update)
_envelope = msgspec.json.Decoder(_Envelope)
_number = msgspec.json.Decoder(_Numbered)


def split(body: bytes) -> list[RawEvent]:
    """The one update of a request. Raise ValueError for what is no update."""
    update = decoded(_envelope, body)
    signed = update.message or update.callback_query or update.my_chat_member
    person = signed.sender.id if signed else NOBODY
    return [RawEvent(key=f"{PLATFORM}:{update.update_id}", chat=f"{PLATFORM}:{person}", body=body)]


def numbered(update: bytes) -> int | None:
    """The update's own number. None for what has none."""
    try:
        return decoded(_number, update).update_id
    except ValueError:
        return None


def read(event: RawEvent, arrived: datetime, us: Us = groups.NAMELESS) -> Heard | None:
    """What a person did, or None. A button carries no time of its own: `arrived` stands in."""
    try:
        update = decoded(_update, event.body)
    except ValueError:
        return _from_unknown(event, arrived)
    if update.message:
        return _from_message(event, update.message, us)
    if update.callback_query:
        return _from_button(event, update.callback_query, arrived)
    if update.my_chat_member:
        return _from_membership(event, update.my_chat_member)
    return None


def _from_message(event: RawEvent, message: _Message, us: Us) -> Heard | None:
    if message.chat.type in groups.KINDS:
        return _from_group(event, message, us)
    what = _content(message)
    if message.sender is None or message.chat.type != "private" or what is None:
        return None
    return _heard(event, message.sender, what, at=_instant(message.date), stamped=True)


def _from_unknown(event: RawEvent, arrived: datetime) -> Heard | None:
    """A known kind in an unknown shape, written in a private chat: the person still deserves an answer."""
    message = decoded(_envelope, event.body).message
    if message is None or message.sender.id == NOBODY or not _is_private(message.chat):
        return None
    return _heard(event, _Person(id=message.sender.id), Other(kind="unknown"), at=arrived, stamped=False)


def _is_private(chat: Raw) -> bool:
    try:
        return msgspec.json.decode(chat, type=_Private).type == "private"
    except ValueError:
        return False


def _from_group(event: RawEvent, message: _Message, us: Us) -> Heard | None:
    """Words, and that the group became another one. Nothing that anybody sends into a group is taken from it."""
    at = _instant(message.date)
    if message.migrate_to_chat_id or message.migrate_from_chat_id:
        before, after = message.migrate_from_chat_id or message.chat.id, message.migrate_to_chat_id or message.chat.id
        nobody = _Person(id=NOBODY)
        moved = _heard(event, nobody, Moved(to=str(after)), at=at, stamped=True)
        return replace(moved, place=Place(str(before)))
    if message.sender is None or message.sender.is_bot or message.text is None:
        return None
    answered = message.reply_to_message.sender if message.reply_to_message else None
    words, meant = groups.to_us(legible.words(message.text), us, answered.id if answered else NOBODY)
    heard = _heard(event, message.sender, Typed(words), at=at, stamped=True)
    return replace(heard, place=_place(message), meant=meant)


def _place(message: _Message) -> Place:
    """In a group without topics a thread is no more than an answer to an answer."""
    topic = str(message.message_thread_id) if message.is_topic_message and message.message_thread_id else ""
    return Place(str(message.chat.id), topic)


def _from_button(event: RawEvent, pressed: _Callback, arrived: datetime) -> Heard | None:
    card = pressed.message
    place = _place(card) if card and card.chat.type in groups.KINDS else None
    if card and card.chat.type != "private" and place is None:
        return None
    what = Pressed(button=legible.words(pressed.data), on=str(card.message_id) if card else "", query=pressed.id)
    heard = _heard(event, pressed.sender, what, at=arrived, stamped=False)
    return replace(heard, place=place) if place else heard


def _from_membership(event: RawEvent, change: _Membership) -> Heard | None:
    """In a private chat Telegram tells of blocking and unblocking only, never of the first start; in a group of our
    coming and going."""
    is_group = change.chat.type in groups.KINDS
    changes = IN_GROUP if is_group else ALONE
    what = changes.get(change.standing.status)
    if what is None or not (is_group or change.chat.type == "private"):
        return None
    heard = _heard(event, change.sender, what, at=_instant(change.date), stamped=True)
    return replace(heard, place=Place(str(change.chat.id))) if is_group else heard


def _content(message: _Message) -> What | None:
    """None for Telegram's own notes in a chat, such as a pinned message."""
    if message.text is not None:
        return Typed(groups.without_name(legible.words(message.text)))
    if message.photo:
        return _file(message, "photo", max(message.photo, key=lambda size: size.width * size.height))
    for name, kind in _FILE_KINDS.items():
        if file := getattr(message, name):
            return _file(message, kind, file)
    return next((Other(kind) for kind in _OTHER_KINDS if getattr(message, kind)), None)


def _file(message: _Message, kind: str, file: _File) -> SentFile:
    return SentFile(
        handle=file.file_id,
        message=str(message.message_id),
        kind=kind,
        name=legible.file_name(file.file_name),
        size=file.file_size,
        caption=legible.words(message.caption),
        album=legible.album(message.media_group_id),
    )


def _heard(event: RawEvent, person: _Person, what: What, *, at: datetime, stamped: bool) -> Heard:
    return Heard(
        key=event.key,
        platform=PLATFORM,
        address=str(person.id),
        at=at,
        stamped=stamped,
        what=what,
        name=legible.name(f"{person.first_name} {person.last_name}"),
        language=person.language_code,
    )


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
