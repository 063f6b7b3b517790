"""The one message that is no row: while nothing can be stored a chat is told so, once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from msgspec.structs import replace

from bot.clock import Clock
from bot.platforms.port import Parcel, Platform
from messages.incoming import Heard, Other, Pressed, SentFile, Typed
from messages.outgoing import Text
from messages.texts import Texts
from storage.columns import new_key

_log = structlog.get_logger("sorry")
SAME = timedelta(minutes=10)
"""What fails again so soon after something was stored is still the same outage."""
MOST = 10_000
"""Chats that are told in one outage, at most."""


@dataclass(kw_only=True)
class Sorry:
    """`told`: chats by when they were told in this outage; `used`: reply tokens that were used for it. Both are of this
    process alone: whoever is told twice after a restart has been told the truth twice."""

    clock: Clock
    texts: Texts
    language: str
    told: dict[str, datetime] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def is_due(self, chat: str, heard: Heard | None) -> bool:
        """Whether a person waits for words of ours, alone with us and not told yet; they count as told from here."""
        if heard is None or heard.place is not None or not isinstance(heard.what, Typed | Pressed | SentFile | Other):
            return False
        if chat in self.told or len(self.told) >= MOST:
            return False
        self.told[chat] = self.clock.now()
        return True

    async def say(self, platform: Platform, heard: Heard) -> None:
        """By the free way, and never again where that fails. On LINE the event's own token is used up by it."""
        if heard.reply_token:
            self.used.add(heard.reply_token)
        words = Text(self.texts.line(self.language, "serving.out_of_order"))
        parcel = Parcel(
            id=new_key(self.clock.now()),
            address=heard.address,
            shapes=(words,),
            silent=False,
            reply_token=heard.reply_token,
        )
        try:
            await platform.reply(parcel)
        except Exception as fault:
            _log.warning("nobody was told", platform=platform.name, fault=type(fault).__name__)

    def answerable(self, heard: Heard | None) -> Heard | None:
        """The event without a token that is used up: its answer is then pushed, at most once a chat and outage."""
        if heard is not None and heard.reply_token in self.used:
            return replace(heard, reply_token="")
        return heard

    def stored(self, heard: Heard | None) -> None:
        """Something was stored: an outage that began some while ago is over."""
        if heard is not None:
            self.used.discard(heard.reply_token)
        if self.told:
            now = self.clock.now()
            self.told = {chat: at for chat, at in self.told.items() if now - at < SAME}
