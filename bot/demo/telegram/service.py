"""The stand-in as one thing: the server that the bot calls, and what people do on their phones."""

import re
from functools import partial
from itertools import count

from starlette.applications import Starlette

from bot.clock import Clock
from bot.demo.telegram.account import Account
from bot.demo.telegram.api import Api, application
from bot.demo.telegram.bell import Bell
from bot.demo.telegram.chats import Chat, Json, person_json, private_json
from bot.demo.telegram.delivery import Delivery, Webhook
from bot.demo.telegram.faults import Faults
from bot.demo.telegram.files import StoredFile
from bot.demo.telegram.groups import Groups
from bot.demo.telegram.markup import LONGEST_TEXT, finished
from bot.demo.telegram.phones import Phones
from bot.demo.telegram.receiving import Receiving
from bot.demo.telegram.refusals import Refusal
from bot.demo.telegram.updates import KEPT, Hook

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class TelegramService:
    """One bot's Telegram. `webhook_url` "" = none is set yet; `rates` False = nobody is too fast; `check` False takes
    every text and keyboard unread and at any rate, for benches. A deed that no phone allows raises ValueError."""

    def __init__(
        self,
        clock: Clock,
        *,
        token: str,
        webhook_url: str,
        webhook_secret: str,
        username: str = "thanwela_bot",
        rates: bool = True,
        check: bool = True,
    ) -> None:
        self.clock, self.faults, self._bell = clock, Faults(clock), Bell()
        counters = {
            "message_ids": count(1),
            "update_ids": count(700_000_001),
            "query_ids": count(4_380_000_000_000_001),
        }
        about = {"token": token, "username": username, "rates": rates, "check": check}
        self._new = partial(Account, clock, bell=self._bell, **about, **counters)
        self._hook = partial(Hook, url=webhook_url, secret=webhook_secret)
        self._begin()
        self.app: Starlette = application(lambda: self._api, self.close)

    def _begin(self) -> None:
        self.account = self._new()
        self.account.updates.hook = self._hook()
        self.webhook = Webhook(self.clock, self.account.updates)
        self._phones = Phones(self.account, self.webhook)
        self.groups = Groups(self.account, self._phones)
        self._receiving = Receiving(self.account, self.webhook)
        self._api = Api(self.account, self._receiving, self.faults)

    async def reset(self) -> None:
        """Start over: nobody, nothing said, the webhook as at first; ids go on, so none is used twice."""
        await self.close()
        self.faults.clear()
        self._begin()
        self._bell.ring()

    async def close(self) -> None:
        await self.webhook.close()

    @property
    def delivery(self) -> Delivery:
        """What a test asks of the deliveries; set its fields."""
        return self.webhook.policy

    @property
    def polled(self) -> bool:
        """Whether a getUpdates is waiting."""
        return self._receiving.polled

    @property
    def drained(self) -> bool:
        """Whether whoever polls has fetched and confirmed everything and waits for more."""
        return self.polled and not self.account.updates.current()

    @property
    def refusals(self) -> list[Refusal]:
        return self.account.refusals

    @property
    def version(self) -> int:
        """Grows with each change that a page shows."""
        return self._bell.version

    async def changed(self, since: int) -> int:
        """Wait for a version beyond that one, and return it."""
        return await self._bell.changed(since)

    @property
    def unanswered(self) -> list[str]:
        """Ids of the queries whose buttons still wait for answerCallbackQuery."""
        return [query_id for query_id, query in self.account.queries.items() if not query.answered]

    async def settled(self) -> None:
        """Wait until each update is delivered, held back, or waits for the clock."""
        await self.webhook.settled()

    def hold(self) -> None:
        """Deliver nothing from now on."""
        self.delivery.held = True

    def release(self) -> None:
        """Deliver what was held back, and go on."""
        self.delivery.held = False
        self.webhook.resume()

    def lose(self, updates: int) -> None:
        """The next so many updates never arrive."""
        self.account.updates.lose = updates

    def chat(self, chat_id: int) -> Chat:
        """A person's or group's chat; its `shown()` is for a page. Raise KeyError for nobody."""
        return self.account.chats[chat_id]

    def file(self, file_id: str) -> StoredFile:
        """Raise Refused for an id that was never handed out."""
        return self.account.files.find(file_id)

    def add_person(
        self,
        user_id: int,
        first_name: str,
        last_name: str | None = None,
        language_code: str | None = "th",
        username: str | None = None,
    ) -> Chat:
        """Somebody the bot may hear of; a bot can write to them only after Start."""
        person = person_json(user_id, first_name, last_name, language_code, username)
        self.account.chats[user_id] = Chat(about=private_json(person), person=person)
        return self.account.chats[user_id]

    def add_group(self, chat_id: int, title: str) -> Chat:
        """A group the bot is in; ids of groups are negative."""
        return self.groups.add(chat_id, title)

    def migrate_group(self, chat_id: int, new_id: int) -> None:
        """The group becomes a supergroup with another id; calls with the old one are told so."""
        self.groups.migrate(chat_id, new_id)

    async def start(self, user: int, payload: str = "") -> int:
        """Press Start, or open t.me/<bot>?start=<payload>; who had blocked the bot unblocks it by that."""
        if not _PAYLOAD.fullmatch(payload):
            raise ValueError("a payload is at most 64 of A-Z, a-z, 0-9, _ and -")
        if self.chat(user).blocked:
            await self.unblock(user)
        self.chat(user).started = True
        return await self.say(user, f"/start {payload}".rstrip())

    async def say(self, user: int, text: str, reply_to: int | None = None) -> int:
        """Type a text (a long one becomes several messages, as phones do it); the last message's id."""
        if not text.strip():
            raise ValueError("a phone sends no empty text")
        for begin in range(0, len(text), LONGEST_TEXT):
            said, entities = finished(text[begin : begin + LONGEST_TEXT], [])
            content: Json = {"text": said} | ({"entities": entities} if entities else {})
            message_id = self._phones.heard(user, content | self._phones.replied(user, reply_to))
        return message_id

    async def photo(self, user: int, data: bytes, caption: str | None = None, media_group: str | None = None) -> int:
        """Send a PNG or JPEG as a photo; photos of one album share `media_group`."""
        return self._phones.heard(user, {"photo": self.account.files.photo(data)} | _with(caption, media_group))

    async def document(
        self,
        user: int,
        name: str,
        data: bytes,
        mime: str,
        caption: str | None = None,
        media_group: str | None = None,
    ) -> int:
        return self._phones.sent_file(user, "document", name, data, mime, _with(caption, media_group))

    async def video(self, user: int, data: bytes, caption: str | None = None, media_group: str | None = None) -> int:
        measures = {"width": 1280, "height": 720, "duration": 10}
        return self._phones.sent_file(
            user, "video", "video.mp4", data, "video/mp4", _with(caption, media_group), **measures
        )

    async def voice(self, user: int, data: bytes, seconds: int = 5) -> int:
        return self._phones.sent_file(user, "voice", "voice.oga", data, "audio/ogg", {}, duration=seconds)

    async def sticker(self, user: int, emoji: str = "👍") -> int:
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._phones.sent_file(
            user, "sticker", "sticker.webp", b"RIFF\0\0\0\0WEBP", "image/webp", {}, **shape, emoji=emoji
        )

    async def edit(self, user: int, message_id: int, text: str) -> None:
        """Change a text of one's own."""
        bubble = self._phones.open(user).bubbles[message_id]
        if bubble.by_bot or "text" not in bubble.body:
            raise ValueError("one edits texts of one's own")
        bubble.body["text"], entities = finished(text, [])
        bubble.body |= {"entities": entities, "edit_date": self.account.seconds()}
        if not entities:
            del bubble.body["entities"]
        self._bell.ring()
        self._phones.push("edited_message", bubble.body, user, KEPT)

    async def press(self, user: int, message_id: int, button: str, *, stale: bool = False) -> str:
        """Press the inline button with that callback_data or those words; the id of the query that the bot hears of.
        `stale` presses callback_data that the message no longer has: the press crossed an edit on its way."""
        bubble = self._phones.open(user).bubbles[message_id]
        if stale:
            return self._phones.pressed(user, bubble, button)
        for found in (found for row in bubble.keyboard for found in row):
            if button in (found.get("callback_data"), found["text"]) and "callback_data" in found:
                return self._phones.pressed(user, bubble, found["callback_data"])
        raise ValueError(f"no such button: {button}")

    async def press_at(self, user: int, message_id: int, row: int, column: int) -> str:
        """Press the inline button at that place, both from 0."""
        bubble = self._phones.open(user).bubbles[message_id]
        return self._phones.pressed(user, bubble, bubble.keyboard[row][column]["callback_data"])

    async def block(self, user: int) -> None:
        self._phones.open(user).blocked = True
        self._phones.membership(user, "member", "kicked")

    async def unblock(self, user: int) -> None:
        self.chat(user).blocked = False
        self._phones.membership(user, "kicked", "member")


def _with(caption: str | None, media_group: str | None) -> Json:
    said, entities = finished(caption or "", [])
    content: Json = {"media_group_id": media_group} if media_group else {}
    content |= {"caption": said} if said else {}
    return content | ({"caption_entities": entities} if entities else {})
