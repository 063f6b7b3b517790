"""Telegram: verify, read, send, edit, answer, fetch; shapes and updates are in the files beside this one.

Telegram takes no key of ours, so a call whose answer is lost may have been done: TryLater says `unknown`, and what
then is the outbox's to decide. An edit can be repeated without harm and is never `unknown`.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from datetime import datetime
from hmac import compare_digest
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode

import aiohttp
import msgspec
import structlog
from telegram import Bot, InputFile, LinkPreviewOptions, Message, ReplyParameters
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.clock import Clock
from bot.platforms import telegram_drawing as drawing
from bot.platforms import telegram_reading as reading
from bot.platforms.port import Batch, Identity, Parcel, RawEvent, Sent
from bot.platforms.telegram_drawing import Words
from bot.platforms.telegram_groups import Us, group_of, where
from bot.platforms.telegram_transport import (
    POLL_SECONDS,
    UPLOAD,
    Floods,
    PollRequest,
    PooledRequest,
    failure,
    not_fetched,
    says,
)
from bot.retry import GiveUp, TryLater
from messages.incoming import Heard
from messages.outgoing import Exhibit

SECRET_HEADER = "x-telegram-bot-api-secret-token"
LONGEST_ANSWER = 200
CHUNK = 64 * 2**10
MOST_BEGUN = 1000
_CARD_IS_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_TOPIC_IS_GONE = ("message thread not found", "topic_closed", "topic_deleted")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_log = structlog.get_logger(__name__)
_Result = TypeVar("_Result")


class _Begun(NamedTuple):
    """How far a parcel of several messages has come: how many are sent, the card's id, the last message's id."""

    messages: int = 0
    card: str = ""
    last: str = ""


class Telegram:
    """The Platform (see port.py) over one bot token. `file_path` says where the store keeps a file, by its SHA-256,
    `view_path` where its small picture."""

    name = reading.PLATFORM

    def __init__(
        self,
        *,
        token: str,
        webhook_secret: str,
        api_url: str,
        session: aiohttp.ClientSession,
        clock: Clock,
        file_path: Callable[[str], Path],
        view_path: Callable[[str], Path],
    ) -> None:
        request, url = PooledRequest(session), api_url.rstrip("/")
        self._bot = Bot(
            token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=request,
            get_updates_request=request,
        )
        self._secret, self._session, self._clock = webhook_secret, session, clock
        self._file_path, self._view_path = file_path, view_path
        self._polling = PollRequest(session)
        self._floods = Floods()
        self._begun: dict[str, _Begun] = {}
        self._us = Us(int(token.partition(":")[0]))

    def verify(self, headers: Mapping[str, str], body: bytes) -> bool:
        """By the secret that we gave with the webhook; without one nothing is believed. `headers` in lower case."""
        given = headers.get(SECRET_HEADER, "")
        return bool(self._secret) and compare_digest(given.encode(), self._secret.encode())

    def split(self, body: bytes) -> list[RawEvent]:
        """See telegram_reading.split."""
        return reading.split(body)

    def read(self, event: RawEvent, arrived: datetime) -> Heard | None:
        """See telegram_reading.read."""
        return reading.read(event, arrived, self._us)

    async def reply(self, parcel: Parcel) -> Sent:
        """There is no way that costs less."""
        return await self.send(parcel)

    async def send(self, parcel: Parcel) -> Sent:
        """One call a message. What was sent before a later message failed is remembered for the next try, until this
        process ends. `sent_as` is the last card's id, or the last message's where there is no card. Raise GiveUp, or
        TryLater, which is `unknown` where a message may have arrived."""
        if parcel.once:
            raise GiveUp("unknown", unknown=True)
        messages = drawing.drawn(parcel.shapes)
        begun = self._begun.get(parcel.id, _Begun())
        for message in messages[begun.messages :]:
            sent_as = await self._sent(parcel, message, begun.card or parcel.under)
            is_card = isinstance(message, Words) and message.card
            begun = _Begun(begun.messages + 1, sent_as if is_card else begun.card, sent_as)
            if begun.messages < len(messages):
                self._remember(parcel, begun)
        self._begun.pop(parcel.id, None)
        return Sent(sent_as=begun.card or begun.last)

    def messages(self, parcel: Parcel) -> int:
        """Texts, pictures and edits alike."""
        return len(drawing.drawn(parcel.shapes))

    async def answer_press(self, query: str, text: str) -> None:
        """Whatever goes wrong is noted by its class and forgotten: the result is in the chat as well."""
        try:
            await self._bot.answer_callback_query(query, text[:LONGEST_ANSWER] or None)
        except Exception as error:
            _log.info("press_not_answered", error=type(error).__name__)

    async def take_buttons(self, address: str, message: str) -> None:
        """The same: an old button that stays says, when it is pressed, that its question is over."""
        try:
            await self._bot.edit_message_reply_markup(int(address), int(message))
        except Exception as error:
            _log.info("buttons_not_taken", error=type(error).__name__)

    async def fetch(self, handle: str) -> AsyncGenerator[bytes]:
        """Chunks of at most 64 KiB, never the whole. Raise GiveUp("too_big") beyond Telegram's 20 MB."""
        try:
            url = (await self._bot.get_file(handle)).file_path or ""
            async with self._session.get(url, timeout=UPLOAD, raise_for_status=True) as answer:
                async for chunk in answer.content.iter_chunked(CHUNK):
                    yield chunk
        except Exception as error:
            raise not_fetched(error) from None

    def shows(self, exhibit: Exhibit) -> bool:
        """See telegram_drawing.shows."""
        return drawing.shows(exhibit)

    async def profile(self, address: str) -> str:
        """Empty: the name comes with every update."""
        return ""

    async def identity(self) -> Identity:
        """The bot's username; the link has "{code}" where the code is to stand. Raise TryLater or GiveUp."""
        username = (await self._asked(self._bot.get_me())).username
        self._us = self._us._replace(name=f"{username}")
        return Identity(name=f"{username}", link=f"https://t.me/{username}?start={{code}}")

    async def quota(self) -> None:
        """Nothing costs here."""

    async def set_webhook(self, url: str) -> None:
        """Have updates sent there, with our secret, of the kinds that are read. Raise TryLater or GiveUp."""
        kinds = reading.HEARD_KINDS
        await self._asked(self._bot.set_webhook(url, secret_token=self._secret, allowed_updates=kinds))

    async def begin_polling(self) -> None:
        """Telegram hands out nothing as long as a webhook is set."""
        await self._asked(self._bot.delete_webhook(drop_pending_updates=False))

    async def poll(self, cursor: int) -> Batch:
        """At most 100 updates. One that cannot be read is passed over.

        An empty answer begins anew: nothing waits then, and after a week's silence Telegram numbers from anywhere.
        """
        kinds = msgspec.json.encode(reading.HEARD_KINDS).decode()
        asked = urlencode({"offset": cursor, "timeout": POLL_SECONDS, "allowed_updates": kinds})
        updates: Any = await self._asked(self._polling.post(f"{self._bot.base_url}/getUpdates?{asked}"))
        events: list[RawEvent] = []
        for update in updates:
            try:
                events.extend(self.split(update))
            except ValueError:
                _log.error("update_unreadable")
        numbers = [number for update in updates if (number := reading.numbered(update)) is not None]
        if updates and not numbers:
            raise TryLater("unreadable")
        return Batch(events=events, cursor=numbers[-1] + 1 if numbers else 0)

    async def close(self) -> None:
        """Nothing of its own to close: the session is its owner's."""

    def _remember(self, parcel: Parcel, begun: _Begun) -> None:
        self._begun[parcel.id] = begun
        if len(self._begun) > MOST_BEGUN:
            del self._begun[next(iter(self._begun))]

    async def _sent(self, parcel: Parcel, message: Words | Exhibit, under: str) -> str:
        """The id of the message that now stands in the chat."""
        try:
            if isinstance(message, Exhibit):
                return await self._show(parcel, message, under)
            if message.revises and parcel.edits:
                return await self._revise(parcel, message)
            return await self._say(parcel, message)
        except (TryLater, GiveUp):
            raise
        except Exception as error:
            raise self._failure(parcel, error) from None

    async def _say(self, parcel: Parcel, words: Words) -> str:
        sent = await self._bot.send_message(
            **where(parcel.address),
            text=words.html,
            parse_mode="HTML",
            reply_markup=words.keyboard,
            disable_notification=parcel.silent,
            link_preview_options=_NO_PREVIEW,
        )
        return str(sent.message_id)

    async def _revise(self, parcel: Parcel, words: Words) -> str:
        """A card that the person has deleted is sent anew: it may be waiting for their decision."""
        try:
            await self._bot.edit_message_text(
                words.html,
                where(parcel.address)["chat_id"],
                int(parcel.edits),
                parse_mode="HTML",
                reply_markup=words.keyboard,
                link_preview_options=_NO_PREVIEW,
            )
        except BadRequest as error:
            if says(error, *_CARD_IS_GONE):
                return await self._say(parcel, words)
            if not says(error, "message is not modified"):
                raise
        except TelegramError as error:
            raise self._failure(parcel, error, repeatable=True) from None
        return parcel.edits

    async def _show(self, parcel: Parcel, exhibit: Exhibit, under: str) -> str:
        """A picture that Telegram will not show as one (too long a side, a damaged file) goes as a document."""
        if not drawing.is_photo(exhibit):
            return await self._upload(self._bot.send_document, "document", parcel, exhibit, under)
        try:
            return await self._upload(self._bot.send_photo, "photo", parcel, exhibit, under)
        except BadRequest:
            return await self._upload(self._bot.send_document, "document", parcel, exhibit, under)

    async def _upload(
        self, method: Callable[..., Awaitable[Message]], kind: str, parcel: Parcel, exhibit: Exhibit, under: str
    ) -> str:
        try:
            place = self._view_path if exhibit.viewed else self._file_path
            content = place(exhibit.sha256).open("rb")
        except OSError as error:
            raise GiveUp(f"no_file: {type(error).__name__}") from None
        with content:
            name = "".join(filter(str.isprintable, exhibit.name)) or exhibit.kind
            name = f"{name}.jpg" if exhibit.viewed else name
            file = InputFile(content, filename=name, read_file_handle=False)
            sent = await method(
                **where(parcel.address),
                **{kind: file},
                caption=drawing.caption(exhibit) or None,
                disable_notification=parcel.silent,
                reply_parameters=_reply_to(under),
            )
        return str(sent.message_id)

    async def _asked(self, call: Awaitable[_Result]) -> _Result:
        try:
            return await call
        except Exception as error:
            raise failure(error) from None

    def _failure(self, parcel: Parcel, error: Exception, *, repeatable: bool = False) -> TryLater | GiveUp:
        outcome = failure(error)
        if isinstance(error, BadRequest) and says(error, *_TOPIC_IS_GONE) and "/" in parcel.address:
            return TryLater("topic", moved_to=group_of(parcel.address))
        if isinstance(outcome, TryLater):
            outcome.unknown = outcome.unknown and not repeatable
        if isinstance(outcome, TryLater) and isinstance(error, RetryAfter):
            outcome.lane = self._floods.mean_the_bot(parcel.address, outcome.after or 0, self._clock.now())
        return outcome


def _reply_to(under: str) -> ReplyParameters | None:
    return ReplyParameters(int(under), allow_sending_without_reply=True) if under else None
