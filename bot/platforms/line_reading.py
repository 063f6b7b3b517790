"""What LINE's webhook says, read as what a person did; LINE adds properties and kinds without notice."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Raw, Struct

from bot.platforms.json_bytes import decoded
from bot.platforms.port import RawEvent
from messages import legible
from messages.incoming import Came, Heard, Other, Pressed, SentFile, Typed, Unsent, Went, What

NAME = "line"
EXTERNAL = "external:"
"""Begins the handle of a file that LINE does not keep: its address follows, put there by some other program."""

KINDS = {"image": "photo", "video": "video", "audio": "audio", "file": "file"}
PICKED = ("date", "time", "datetime")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST = 253_402_300_799_000
"""The last millisecond stamp that is a date."""

Id = Annotated[str, Meta(pattern=r"^[!-~]{0,64}$")]
"""LINE's own ids are 19 to 33 letters and digits: what is nothing of the kind could not be kept as a key."""


class _Request(Struct):
    events: list[Raw]


class _Source(Struct, rename="camel"):
    type: str
    user_id: Id = ""


class _Envelope(Struct, rename="camel"):
    """What every event has, and the part that its own kind adds."""

    type: str
    source: _Source
    webhook_event_id: Id
    mode: str = "active"
    timestamp: int | None = None
    reply_token: str = ""
    message: Raw = Raw()
    postback: Raw = Raw()
    unsend: Raw = Raw()
    follow: Raw = Raw()


class _Provider(Struct, rename="camel"):
    type: str
    original_content_url: str = ""


class _ImageSet(Struct):
    id: str
    total: int = 0


class _Message(Struct, rename="camel"):
    type: str
    id: Id
    text: str = ""
    file_name: str = ""
    file_size: int | None = None
    content_provider: _Provider | None = None
    image_set: _ImageSet | None = None


class _Postback(Struct):
    data: str
    params: dict[str, Any] = {}


class _Unsend(Struct, rename="camel"):
    message_id: Id


class _Follow(Struct, rename="camel"):
    is_unblocked: bool = False


_REQUEST = msgspec.json.Decoder(_Request)
_ENVELOPE = msgspec.json.Decoder(_Envelope)
_MESSAGE = msgspec.json.Decoder(_Message)
_POSTBACK = msgspec.json.Decoder(_Postback)
_UNSEND = msgspec.json.Decoder(_Unsend)
_FOLLOW = msgspec.json.Decoder(_Follow)


def split(body: bytes) -> list[RawEvent]:
    """The events of single people, each with its own bytes. Raise ValueError for what is no request of LINE.

    Left out, and so never kept: what is said in groups, and all events while another system answers (`standby`).
    """
    events = []
    for raw in decoded(_REQUEST, body).events:
        envelope = _opened(raw)
        if envelope is not None and envelope.webhook_event_id:
            key = f"{NAME}:{envelope.webhook_event_id}"
            events.append(RawEvent(key=key, chat=f"{NAME}:{envelope.source.user_id}", body=bytes(raw)))
    return events


def read(event: RawEvent, arrived: datetime) -> Heard | None:
    """What one person did, or None for what concerns nobody; `arrived` only counts where LINE did not stamp."""
    envelope = _opened(event.body)
    what = _what(envelope) if envelope is not None else None
    if envelope is None or what is None:
        return None
    stamp = envelope.timestamp if 0 <= (envelope.timestamp or 0) <= LAST else None
    return Heard(
        key=event.key,
        platform=NAME,
        address=envelope.source.user_id,
        at=arrived if stamp is None else EPOCH + timedelta(milliseconds=stamp),
        stamped=stamp is not None,
        what=what,
        reply_token=envelope.reply_token,
    )


def _opened(raw: bytes | Raw) -> _Envelope | None:
    """The event if it is one of a single person, and ours to answer."""
    try:
        envelope = decoded(_ENVELOPE, bytes(raw))
    except ValueError:
        return None
    ours = envelope.mode == "active" and envelope.source.type == "user" and envelope.source.user_id
    return envelope if ours else None


def _what(envelope: _Envelope) -> What | None:
    try:
        match envelope.type:
            case "message":
                return _said(_MESSAGE.decode(envelope.message))
            case "postback":
                return _pressed(_POSTBACK.decode(envelope.postback))
            case "unsend":
                return Unsent(_UNSEND.decode(envelope.unsend).message_id)
            case "follow":
                return Came(again=_came_again(envelope.follow))
            case "unfollow":
                return Went()
    except msgspec.DecodeError:
        # A known kind in an unknown shape: the person still deserves an answer.
        return Other(kind=envelope.type)
    return None


def _said(message: _Message) -> What:
    if message.type == "text":
        return Typed(legible.words(message.text))
    kind = KINDS.get(message.type)
    if kind is None:
        return Other(kind=message.type)
    provider = message.content_provider
    elsewhere = provider is not None and provider.type == "external"
    return SentFile(
        handle=EXTERNAL + provider.original_content_url if provider and elsewhere else message.id,
        message=message.id,
        kind=kind,
        name=legible.file_name(message.file_name),
        size=message.file_size,
        album=legible.album(message.image_set.id) if message.image_set else "",
        album_total=message.image_set.total if message.image_set else 0,
    )


def _pressed(postback: _Postback) -> Pressed:
    """What was picked in a calendar or clock stands behind the button's words, as if typed there."""
    picked = [postback.params[name] for name in PICKED if name in postback.params]
    return Pressed(button=legible.words(" ".join([postback.data, *map(str, picked)])))


def _came_again(follow: Raw) -> bool:
    return bool(follow) and _FOLLOW.decode(follow).is_unblocked
