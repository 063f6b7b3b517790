"""The whole stand-in: two applications, the people with their phones, and the levers that tests and the page pull."""

import re
import secrets
from collections import Counter
from collections.abc import Sequence

from starlette.applications import Starlette

from bot.clock import Clock
from bot.demo.line.contents import ContentKind, Contents
from bot.demo.line.deeds import Deeds
from bot.demo.line.delivery import Delivery
from bot.demo.line.door import Door, Endpoint
from bot.demo.line.events import Events
from bot.demo.line.faults import Faults
from bot.demo.line.pressing import NotShown, postback, switched, tapped_quick_reply
from bot.demo.line.profiles import Profiles
from bot.demo.line.quota import Quota
from bot.demo.line.rates import Rates
from bot.demo.line.richmenus import RichMenus
from bot.demo.line.sending import Sending
from bot.demo.line.state import Accepted, Account, ChatMessage, Json, Person, Refusal
from bot.demo.line.tokens import AccessTokens, ReplyTokens
from bot.demo.line.webhooks import Webhooks

USER_ID = re.compile("U[0-9a-f]{32}")
BOT_USER_ID = "U" + 16 * "b0"
CHANNEL_ID = "2000000000"


class LineService:
    """LINE for one official account; `api` answers for api.line.me, `data` for api-data.line.me.

    `rates` switches the rate limits, `check` the look at message objects (off only for benches); `quota` is the month's
    limit, None for no limit, and can be changed later as `service.quota.limit`. Each deed of a person returns when the
    first delivery of its webhook is over, and raises KeyError for a person or a message never seen.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        channel_secret: str,
        access_token: str,
        webhook_url: str,
        basic_id: str = "@thanwela",
        bot_user_id: str = BOT_USER_ID,
        channel_id: str = CHANNEL_ID,
        quota: int | None = 300,
        rates: bool = True,
        check: bool = True,
    ) -> None:
        self._account = Account(clock)
        self._reply_tokens = ReplyTokens()
        self._rates = Rates(clock, on=rates)
        self.faults = Faults()
        self.quota = Quota(clock, quota)
        self.stamping = Events(self._reply_tokens)
        self.delivery = Delivery(clock, self.stamping, secret=channel_secret, bot_user_id=bot_user_id, url=webhook_url)
        self.contents = Contents(self._account)
        self.rich_menus = RichMenus(self._account)
        tokens = AccessTokens(clock, access_token)
        bot = {"userId": bot_user_id, "basicId": basic_id, "displayName": basic_id}
        channel = {"client_id": channel_id, "client_secret": channel_secret}
        self._profiles = Profiles(self._account, bot=bot, quota=self.quota, tokens=tokens, channel=channel)
        self._sending = Sending(self._account, reply_tokens=self._reply_tokens, quota=self.quota, check=check)
        self._deeds = Deeds(self._account, events=self.stamping, contents=self.contents, profiles=self._profiles)
        door = Door(
            self._account, tokens=tokens, reply_tokens=self._reply_tokens, rates=self._rates, faults=self.faults
        )
        self.api: Starlette = door.application(self._api_endpoints(clock))
        self.data: Starlette = door.application([*self.contents.endpoints(), *self.rich_menus.data_endpoints()])

    def _api_endpoints(self, clock: Clock) -> list[Endpoint]:
        webhooks = Webhooks(clock, self.delivery)
        parts = (self._sending, self._profiles, webhooks, self.rich_menus)
        return [endpoint for part in parts for endpoint in part.endpoints()]

    def reset(self) -> None:
        """Start over: nobody, nothing said, nothing on its way; numbers go on, so that no ID comes twice."""
        self.delivery.reset()
        self.stamping.reset()
        self.faults.clear()
        for part in (self._account, self._reply_tokens, self._rates, self.quota, self._sending):
            part.reset()
        for part in (self.contents, self.rich_menus, self._profiles):
            part.reset()

    async def close(self) -> None:
        """Stop delivering and close the connections."""
        await self.delivery.close()

    def read_by_hand(self) -> None:
        """Chat is on in the console: what people send is read when the bot says so."""
        self._profiles.reads_by_itself = False

    @property
    def people(self) -> dict[str, Person]:
        return self._account.people

    def messages(self, user_id: str) -> list[ChatMessage]:
        """This person's chat as the phone shows it, oldest first."""
        return self._account.person(user_id).chat

    @property
    def events(self) -> list[Json]:
        """Every event that happened, delivered or not."""
        return self._account.events

    @property
    def accepted(self) -> list[Accepted]:
        """Every reply, push and multicast that LINE took."""
        return self._account.accepted

    @property
    def accepted_pushes(self) -> list[Accepted]:
        return [each for each in self._account.accepted if each.kind == "push"]

    @property
    def refusals(self) -> list[Refusal]:
        """Every call that was not accepted, but for the 409 of an honest retry."""
        return self._account.refusals

    @property
    def counts(self) -> Counter[str]:
        """Answers by "POST /v2/bot/message/push 200"."""
        return self._account.counts

    def add_person(self, user_id: str, name: str, language: str = "th") -> Person:
        """Somebody with a LINE account, no friend yet; raise ValueError for an ID that is not U and 32 hex digits."""
        if not USER_ID.fullmatch(user_id):
            raise ValueError(f"not a LINE user ID: {user_id}")
        self.people[user_id] = Person(user_id, name, language)
        return self.people[user_id]

    async def follow(self, user_id: str) -> None:
        """Adds the bot as a friend, or unblocks it."""
        person = self._person(user_id)
        unblocked, person.friend, person.blocked = person.blocked, True, False
        await self._tell(self._deeds.event("follow", person, follow={"isUnblocked": unblocked}))

    async def unblock(self, user_id: str) -> None:
        await self.follow(user_id)

    async def block(self, user_id: str) -> None:
        person = self._person(user_id)
        person.blocked = True
        await self._tell(self._deeds.event("unfollow", person))

    async def say(self, user_id: str, text: str, quoted: str | None = None) -> str:
        """Sends a text, as an answer to the message ID `quoted` if given; the new message's ID."""
        more = {} if quoted is None else {"quotedMessageId": self._shown(user_id, quoted).id}
        return await self._write(user_id, {"type": "text", "text": text} | more)

    async def photo(
        self, user_id: str, data: bytes, image_set: tuple[str, int, int] | None = None, media_type: str = "image/jpeg"
    ) -> str:
        """Sends a photo; `image_set` is the album's ID, the place in it from 1, and the album's size."""
        event = self._deeds.photo(self._person(user_id), data, image_set, media_type)
        await self._tell(event)
        return event["message"]["id"]

    async def album(
        self, user_id: str, photos: Sequence[bytes], media_type: str = "image/jpeg", *, counted: bool = True
    ) -> list[str]:
        """Sends photos chosen together; the IDs in the order of choice. Old phones leave them not `counted`."""
        album_id, person = secrets.token_hex(32).upper(), self._person(user_id)
        events = [
            self._deeds.photo(person, data, (album_id, place, len(photos)) if counted else (album_id,), media_type)
            for place, data in enumerate(photos, start=1)
        ]
        await self._tell(*events)
        return [event["message"]["id"] for event in events]

    async def video(self, user_id: str, data: bytes, duration_ms: int = 1000, ready_after: float = 0) -> str:
        """Sends a video whose content can be had after so many of the clock's seconds."""
        return await self._send(user_id, "video", data, "video/mp4", {"duration": duration_ms}, ready_after)

    async def audio(self, user_id: str, data: bytes, duration_ms: int = 1000, ready_after: float = 0) -> str:
        return await self._send(user_id, "audio", data, "audio/x-m4a", {"duration": duration_ms}, ready_after)

    async def file(self, user_id: str, name: str, data: bytes, media_type: str = "application/octet-stream") -> str:
        return await self._send(user_id, "file", data, media_type, {"fileName": name, "fileSize": len(data)})

    async def sticker(self, user_id: str, package_id: str = "446", sticker_id: str = "1988") -> str:
        kind = {"type": "sticker", "packageId": package_id, "stickerId": sticker_id, "stickerResourceType": "STATIC"}
        return await self._write(user_id, kind)

    async def location(
        self, user_id: str, latitude: float, longitude: float, title: str = "", address: str = ""
    ) -> str:
        place = {"latitude": latitude, "longitude": longitude}
        words = {name: value for name, value in (("title", title), ("address", address)) if value}
        return await self._write(user_id, {"type": "location"} | place | words)

    async def unsend(self, user_id: str, message_id: str) -> None:
        """Takes back a message of one's own; raise ValueError for one of the bot's."""
        shown = self._shown(user_id, message_id)
        if shown.by == "bot":
            raise ValueError("only one's own messages can be unsent")
        shown.unsent = True
        self.contents.unsend(message_id)
        await self._tell(self._deeds.event("unsend", self._person(user_id), unsend={"messageId": message_id}))

    async def press(self, user_id: str, message_id: str, action: Json, picked: str | None = None) -> None:
        """Taps a button that the message shows, `picked` being what a date-time picker is set to.

        Raise NotShown when the button is not on the screen (quick replies vanish, a blocked account's buttons do
        nothing), ValueError when the picker does not offer that.
        """
        person = self._person(user_id)
        if person.blocked:
            raise NotShown(f"{person.name} has blocked the account")
        quick_reply = tapped_quick_reply(self._shown(user_id, message_id), action)
        sent = postback(action, picked)
        opens_something = action["type"] in ("camera", "cameraRoll", "location")
        if quick_reply and not opens_something:
            person.drop_buttons()
        await self._tell(*self._deeds.pressed(person, action, sent))

    async def press_menu(self, user_id: str, action: Json, picked: str | None = None) -> None:
        """Taps an area of the rich menu under the chat; raise ValueError when that menu has no such area."""
        person, menu = self._person(user_id), self.rich_menus.shown_to(user_id)
        if menu is None or all(area["action"] != action for area in menu.menu["areas"]):
            raise ValueError(f"the rich menu does not show this area: {action}")
        if action["type"] == "richmenuswitch":
            sent = switched(action, done=self.rich_menus.switch(user_id, action["richMenuAliasId"]))
        else:
            sent = postback(action, picked)
        await self._tell(*self._deeds.pressed(person, action, sent))

    async def happen(self, user_id: str, kind: str, **more: Json) -> None:
        """Any other event, also of a kind that nobody knows yet."""
        await self._tell(self._deeds.event(kind, self._person(user_id), **more))

    def _person(self, user_id: str) -> Person:
        return self._account.person(user_id)

    def _shown(self, user_id: str, message_id: str) -> ChatMessage:
        for shown in reversed(self.messages(user_id)):
            if shown.id == message_id:
                return shown
        raise KeyError(message_id)

    async def _write(self, user_id: str, message: Json) -> str:
        event = self._deeds.message(self._person(user_id), message)
        await self._tell(event)
        return event["message"]["id"]

    async def _send(
        self, user_id: str, kind: ContentKind, data: bytes, media_type: str, more: Json, ready_after: float = 0
    ) -> str:
        event = self._deeds.content(self._person(user_id), kind, data, media_type, more, ready_after)
        await self._tell(event)
        return event["message"]["id"]

    async def _tell(self, *events: Json) -> None:
        if events:
            await self.delivery.take(*events)
