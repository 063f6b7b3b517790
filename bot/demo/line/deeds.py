"""From a deed on a phone to its webhook event: the chat shows it, the content is kept, the event is recorded."""

import secrets
from datetime import timedelta

from bot.demo.line.contents import Content, ContentKind, Contents
from bot.demo.line.events import QUOTABLE, Events
from bot.demo.line.pressing import text_sent, text_shown
from bot.demo.line.profiles import Profiles
from bot.demo.line.state import Account, ChatMessage, Json, Person


class Deeds:
    """Makes the events; delivering them is somebody else's business."""

    def __init__(self, account: Account, *, events: Events, contents: Contents, profiles: Profiles) -> None:
        self._account, self._events, self._contents, self._profiles = account, events, contents, profiles

    def event(self, kind: str, person: Person, **more: Json) -> Json:
        """Any event of a person."""
        event = self._events.make(kind, person, self._account.clock.now(), **more)
        self._account.events.append(event)
        return event

    def message(self, person: Person, message: Json) -> Json:
        """A message event; raise ValueError for a person who has blocked the bot and so cannot write."""
        if person.blocked:
            raise ValueError(f"{person.name} has blocked the account and cannot write to it")
        message_id = self._account.next_id()
        quote_token = secrets.token_urlsafe(24) if message["type"] in QUOTABLE else ""
        numbered = {"id": message_id, "markAsReadToken": self._profiles.read_token(person.user_id, message_id)}
        if quote_token:
            numbered["quoteToken"] = quote_token
        person.wrote_at = self._account.clock.now()
        self._show(person, message, message_id, quote_token)
        return self.event("message", person, message=numbered | message)

    def content(
        self, person: Person, kind: ContentKind, data: bytes, media_type: str, more: Json, ready_after: float = 0
    ) -> Json:
        """A message event whose bytes can be had from the data host after so many of the clock's seconds."""
        provider = {} if kind == "file" else {"contentProvider": {"type": "line"}}
        event = self.message(person, {"type": kind} | provider | more)
        ready_at = self._account.clock.now() + timedelta(seconds=ready_after)
        content = Content(kind=kind, data=data, media_type=media_type, ready_at=ready_at)
        self._contents.keep(event["message"]["id"], content)
        return event

    def photo(
        self, person: Person, data: bytes, image_set: tuple[str, int, int] | tuple[str] | None, media_type: str
    ) -> Json:
        """A photo; `image_set` is the album's ID and, where they are told, the place in it from 1 and its size."""
        more = {} if image_set is None else {"imageSet": dict(zip(("id", "index", "total"), image_set, strict=False))}
        return self.content(person, "image", data, media_type, more)

    def pressed(self, person: Person, action: Json, sent: Json | None) -> list[Json]:
        """The events of a tap; `sent` is its postback, if it sends one."""
        events = [] if sent is None else [self.event("postback", person, postback=sent)]
        if shown := text_shown(action):
            self._show(person, {"type": "text", "text": shown}, self._account.next_id(), "")
        if said := text_sent(action):
            events.append(self.message(person, {"type": "text", "text": said}))
        return events

    def _show(self, person: Person, message: Json, message_id: str, quote_token: str) -> None:
        at = self._account.clock.now() - self._events.earlier
        shown = ChatMessage(
            id=message_id,
            at=at,
            by="person",
            via="phone",
            message=message,
            quote_token=quote_token,
            read=self._profiles.reads_by_itself,
        )
        person.show([shown])
