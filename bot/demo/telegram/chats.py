"""Chats as the phones show them: messages both ways in order, edits applied, what floats above them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]


@dataclass(kw_only=True)
class Bubble:
    """A message in a chat; `body` is it as the Bot API writes it, `markup` whatever keyboard came with it."""

    body: Json
    by_bot: bool
    markup: Json | None = None
    silent: bool = False

    @property
    def message_id(self) -> int:
        return self.body["message_id"]

    @property
    def text(self) -> str:
        """Text or caption, entities taken out."""
        return self.body.get("text") or self.body.get("caption", "")

    @property
    def entities(self) -> list[Json]:
        return self.body.get("entities") or self.body.get("caption_entities", [])

    @property
    def keyboard(self) -> list[list[Json]]:
        """Rows of inline buttons, empty where there are none."""
        return (self.markup or {}).get("inline_keyboard", [])

    @property
    def protected(self) -> bool:
        return self.body.get("has_protected_content", False)

    def show_keyboard(self, markup: Json | None) -> None:
        """Inline keyboards are part of the message, the others are not."""
        self.markup = markup
        self.body.pop("reply_markup", None)
        if self.keyboard:
            self.body["reply_markup"] = markup

    def shown(self) -> Json:
        return {**self.body, "by_bot": self.by_bot, "silent": self.silent, "markup": self.markup}


@dataclass(frozen=True, kw_only=True)
class Toast:
    """What an answered button shows: a line that fades, or an alert to be closed."""

    at: datetime
    text: str
    alert: bool


@dataclass(kw_only=True)
class Chat:
    """A person's private chat with the bot, or a group the bot is in."""

    about: Json
    person: Json | None = None
    started: bool = False
    blocked: bool = False
    bubbles: dict[int, Bubble] = field(default_factory=dict)
    toasts: list[Toast] = field(default_factory=list)
    action: str = ""
    moved_to: int | None = None
    topics: dict[int, str] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return self.about["id"]

    @property
    def last(self) -> Bubble:
        """Raise StopIteration for an empty chat."""
        return next(reversed(self.bubbles.values()))

    def shown(self) -> Json:
        """Everything a page needs to draw this phone, fit for JSON."""
        return {
            "chat": self.about,
            "started": self.started,
            "blocked": self.blocked,
            "action": self.action,
            "messages": [bubble.shown() for bubble in self.bubbles.values()],
            "toasts": [{"at": t.at.isoformat(), "text": t.text, "alert": t.alert} for t in self.toasts],
        }


def person_json(user_id: int, first: str, last: str | None, language: str | None, username: str | None) -> Json:
    """A User."""
    optional = {"last_name": last, "username": username, "language_code": language}
    given = {name: value for name, value in optional.items() if value}
    return {"id": user_id, "is_bot": False, "first_name": first, **given}


def private_json(person: Json) -> Json:
    """A Chat of type private with that User."""
    names = {name: person[name] for name in ("first_name", "last_name", "username") if name in person}
    return {"id": person["id"], **names, "type": "private"}
