"""LINE over real sockets, against the stand-in that refuses what LINE refuses."""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.clock import MovableClock
from bot.demo.line.service import CHANNEL_ID, LineService
from bot.platforms.line import Line, Quota
from bot.platforms.line_calls import READ_SECONDS
from bot.platforms.line_tokens import PastedToken, StatelessToken, Token
from bot.platforms.port import UNSENT, Identity, Parcel, Sent
from bot.retry import GiveUp, TryLater
from messages.incoming import SentFile, Typed
from messages.outgoing import Button, Card, Revised, Shape, Text
from messages.states import State
from tests.demo.serving import serving

SECRET, TOKEN = "a-channel-secret-of-our-own", "a-long-lived-token"
MALEE, STRANGER = "U" + "a1" * 16, "U" + "c3" * 16
START = datetime(2026, 11, 2, 1, 55, tzinfo=UTC)
KEY = "123e4567-e89b-12d3-a456-426614174000"
PUSH, REPLY, ISSUE = "/message/push", "/message/reply", "/oauth2/v3/token"


@dataclass
class World:
    """Malee's phone, LINE between, and our side of it."""

    service: LineService
    clock: MovableClock
    session: aiohttp.ClientSession
    api_url: str
    data_url: str
    requests: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)

    def line(self, token: Token | None = None, *, read_seconds: float = READ_SECONDS) -> Line:
        return Line(
            channel_secret=SECRET,
            token=token or PastedToken(TOKEN),
            session=self.session,
            link_to=lambda sha256, *_: f"https://files.example/f/{sha256}",
            api_url=self.api_url,
            data_api_url=self.data_url,
            read_seconds=read_seconds,
        )

    def stateless(self) -> StatelessToken:
        return StatelessToken(
            session=self.session,
            clock=self.clock,
            api_url=self.api_url,
            channel_id=CHANNEL_ID,
            channel_secret=SECRET,
        )

    def shown(self) -> list[str]:
        """What stands on Malee's phone from us."""
        return [each.message["text"] for each in self.service.messages(MALEE) if each.by == "bot"]

    def reply_token(self) -> str:
        return self.service.events[-1]["replyToken"]

    async def hear(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        self.requests.append((await request.body(), dict(request.headers)))
        await Response()(scope, receive, send)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    clock = MovableClock(START, ticking=False)
    async with AsyncExitStack() as stack:
        service = LineService(clock, channel_secret=SECRET, access_token=TOKEN, webhook_url="")
        stack.push_async_callback(service.close)
        world = World(
            service=service,
            clock=clock,
            session=await stack.enter_async_context(aiohttp.ClientSession()),
            api_url=await stack.enter_async_context(serving(service.api)),
            data_url=await stack.enter_async_context(serving(service.data)),
        )

        async def webhook(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http":
                await world.hear(scope, receive, send)

        service.delivery.url = await stack.enter_async_context(serving(webhook))
        service.add_person(MALEE, "มาลี")
        await service.follow(MALEE)
        yield world


def parcel(
    *shapes: Shape, to: str = MALEE, silent: bool = False, retry_key: str = KEY, reply_token: str = ""
) -> Parcel:
    said = shapes or (Text("รับแล้ว"),)
    return Parcel(id="1", address=to, shapes=said, silent=silent, retry_key=retry_key, reply_token=reply_token)


async def answer(world: World, line: Line, text: str = "รับแล้ว") -> Sent:
    return await line.reply(parcel(Text(text), reply_token=world.reply_token()))


async def later(call: Awaitable) -> TryLater:
    with pytest.raises(TryLater) as caught:
        await call
    return caught.value


async def never(call: Awaitable) -> GiveUp:
    with pytest.raises(GiveUp) as caught:
        await call
    return caught.value


async def fetched(line: Line, handle: str) -> list[bytes]:
    return [chunk async for chunk in line.fetch(handle)]


async def test_the_signature_of_line_s_own_example_is_right(world):
    body = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
    right = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="
    line = Line(
        channel_secret="8c570fa6dd201bb328f1c1eac23a96d8",
        token=PastedToken(TOKEN),
        session=world.session,
        link_to=lambda *_: "",
    )
    assert line.verify({"x-line-signature": right}, body)
    assert not line.verify({"x-line-signature": right}, body + b" ")
    assert not line.verify({"x-line-signature": right[:-2] + "t="}, body)
    assert not line.verify({"x-line-signature": "ไม่ใช่"}, body)
    assert not line.verify({}, body)


async def test_what_a_person_writes_comes_signed_and_is_read(world):
    await world.service.say(MALEE, "รายงาน ๘")
    body, headers = world.requests[-1]
    line = world.line()
    assert line.verify(headers, body)
    (event,) = line.split(body)
    heard = line.read(event, arrived=START + timedelta(hours=1))
    assert heard is not None
    assert (heard.what, heard.at, heard.address) == (Typed("รายงาน ๘"), START, MALEE)


async def test_a_reply_appears_on_the_phone_and_costs_nothing(world):
    await world.service.say(MALEE, "สถานะ")
    sent = await answer(world, world.line(), "ยังไม่ได้ส่ง")
    assert world.shown() == ["ยังไม่ได้ส่ง"]
    assert sent.sent_as == world.service.messages(MALEE)[-1].id
    assert world.service.quota.used == 0


async def test_a_card_with_choices_appears_on_the_phone(world):
    await world.service.say(MALEE, "รายงาน")
    card = Card(title="ต้องส่ง 1 รายการ", state=State.SOON, choices=(Button("ช่วยเหลือ", press=">help"),))
    await world.line().reply(parcel(card, reply_token=world.reply_token()))
    shown = world.service.messages(MALEE)[-1]
    assert shown.message["altText"] == "ต้องส่ง 1 รายการ"
    assert [item["action"]["data"] for item in shown.buttons] == [">help"]


async def test_a_reply_token_that_was_used_closes_only_the_free_way(world):
    await world.service.say(MALEE, "สถานะ")
    await answer(world, world.line())
    assert (await never(answer(world, world.line()))).reply_token
    assert world.shown() == ["รับแล้ว"]


async def test_a_reply_that_comes_too_late_closes_only_the_free_way(world):
    await world.service.say(MALEE, "สถานะ")
    world.clock.move_to(START + timedelta(seconds=61))
    assert (await never(answer(world, world.line()))).reply_token


async def test_words_that_line_refuses_are_given_up_and_only_their_place_is_told(world):
    await world.service.say(MALEE, "สถานะ")
    button = Button("หน้า", link="ftp://files.example/secret")
    error = await never(world.line().reply(parcel(Text("ดู", choices=(button,)), reply_token=world.reply_token())))
    assert not error.reply_token
    assert error.fault == "status 400 at messages[0].quickReply.items[0].action.uri"


@pytest.mark.parametrize("fault", ["error", "error_after", "drop", "drop_after", "gateway"])
async def test_after_a_breakdown_nobody_knows_whether_a_reply_arrived(world, fault):
    await world.service.say(MALEE, "สถานะ")
    world.service.faults.order(fault, path=REPLY)
    assert (await later(answer(world, world.line()))).unknown


async def test_after_a_timeout_nobody_knows_whether_a_reply_arrived(world):
    await world.service.say(MALEE, "สถานะ")
    world.service.faults.order("delay", path=REPLY, seconds=30)
    assert (await later(answer(world, world.line(read_seconds=0.05)))).unknown


async def test_where_nobody_listens_nothing_was_sent(world):
    world.api_url = "http://127.0.0.1:1"
    error = await later(world.line().reply(parcel(reply_token="token")))
    assert error == TryLater("no connection")


@pytest.mark.parametrize(("fault", "name"), [("rate", "rate"), ("token", "token")])
async def test_a_rate_or_a_dead_token_stops_the_whole_platform_and_nothing_was_sent(world, fault, name):
    await world.service.say(MALEE, "สถานะ")
    world.service.faults.order(fault, path=REPLY)
    assert await later(answer(world, world.line())) == TryLater(name, lane=True)
    assert await answer(world, world.line())


async def test_a_push_appears_on_the_phone_and_is_counted(world):
    sent = await world.line().send(parcel())
    assert sent == Sent(sent_as=world.service.messages(MALEE)[-1].id, paid=True)
    assert world.service.quota.used == 1


async def test_a_silent_push_makes_no_sound(world):
    await world.line().send(parcel(silent=True))
    assert world.service.messages(MALEE)[-1].silent


@pytest.mark.parametrize("fault", ["error", "error_after", "drop", "drop_after", "gateway"])
async def test_a_push_can_be_repeated_after_any_breakdown_and_arrives_once(world, fault):
    world.service.faults.order(fault, path=PUSH)
    line = world.line()
    assert not (await later(line.send(parcel()))).unknown
    again = await line.send(parcel())
    assert again.earlier == fault.endswith("_after")
    assert again.sent_as == world.service.messages(MALEE)[-1].id
    assert world.shown() == ["รับแล้ว"]
    assert world.service.quota.used == 1


async def test_a_push_without_a_key_is_unknown_after_a_breakdown(world):
    world.service.faults.order("drop", path=PUSH)
    assert (await later(world.line().send(parcel(retry_key="")))).unknown


async def test_a_used_up_quota_stops_all_pushes_but_no_reply(world):
    world.service.quota.limit = 0
    assert await later(world.line().send(parcel())) == TryLater("quota", lane=True)
    await world.service.say(MALEE, "สถานะ")
    await answer(world, world.line())
    assert world.shown() == ["รับแล้ว"]


async def test_who_was_never_seen_cannot_be_reached(world):
    assert (await never(world.line().send(parcel(to=STRANGER)))).unreachable


async def test_line_says_nothing_of_somebody_who_has_blocked_us(world):
    await world.service.block(MALEE)
    assert await world.line().send(parcel())
    assert world.shown() == []


async def test_a_revised_card_is_no_call_at_all(world):
    before = world.service.counts.total()
    assert await world.line().send(parcel(Revised(Card(title="ส่งแล้ว", state=State.SENT)))) == Sent()
    assert world.service.counts.total() == before


@asynccontextmanager
async def answering(body: bytes, length: int) -> AsyncGenerator[str]:
    """A server that accepts everything with a body of its own, and promises so many bytes."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = [(b"content-length", str(length).encode())]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": body, "more_body": length > len(body)})

    async with serving(app) as url:
        yield url


@pytest.mark.parametrize("body", [b"", b"{}", b'{"sentMessages":[]}', b"\xff\xfe"])
async def test_once_line_has_accepted_no_oddity_of_its_answer_undoes_it(world, body):
    async with answering(body, len(body)) as url:
        world.api_url = url
        assert await world.line().send(parcel()) == Sent(paid=True)


async def test_once_line_has_accepted_a_lost_connection_does_not_undo_it(world):
    async with answering(b'{"sent', 100) as url:
        world.api_url = url
        assert await world.line().send(parcel()) == Sent(paid=True)


async def test_a_photo_is_fetched_byte_by_byte_in_small_chunks(world):
    photo = bytes(range(256)) * 2000
    handle = await world.service.photo(MALEE, photo)
    chunks = await fetched(world.line(), handle)
    assert b"".join(chunks) == photo
    assert max(map(len, chunks)) <= 64 * 1024


async def test_the_handle_of_a_file_that_was_heard_fetches_it(world):
    await world.service.file(MALEE, "รายงาน.pdf", b"%PDF-1.7")
    line = world.line()
    heard = line.read(line.split(world.requests[-1][0])[0], START)
    assert heard is not None
    assert isinstance(heard.what, SentFile)
    assert await fetched(line, heard.what.handle) == [b"%PDF-1.7"]


async def test_a_video_that_line_still_prepares_is_fetched_later(world):
    handle = await world.service.video(MALEE, b"moving", ready_after=30)
    error = await later(fetched(world.line(), handle))
    assert (error.fault, error.lane) == ("not ready", False)
    world.clock.move_to(START + timedelta(seconds=30))
    assert await fetched(world.line(), handle) == [b"moving"]


# Twice, for aiohttp itself asks again once when a server hangs up on a GET.
@pytest.mark.parametrize("fault", ["cut", "error", "drop", "gateway", "rate", "token"])
async def test_a_broken_download_is_tried_again(world, fault):
    handle = await world.service.photo(MALEE, b"\xff\xd8" * 1000)
    world.service.faults.order(fault, path="/content", times=2)
    await later(fetched(world.line(), handle))
    world.service.faults.clear()
    assert await fetched(world.line(), handle) == [b"\xff\xd8" * 1000]


async def test_what_was_taken_back_is_not_the_same_as_what_has_expired(world):
    taken_back, expired = [await world.service.photo(MALEE, b"\xff\xd8") for _ in range(2)]
    await world.service.unsend(MALEE, taken_back)
    world.service.contents.expire(expired)
    assert await never(fetched(world.line(), taken_back)) == GiveUp(UNSENT)
    assert await never(fetched(world.line(), expired)) == GiveUp("gone")


async def test_an_address_that_some_other_program_wrote_is_never_called(world):
    assert await never(fetched(world.line(), f"external:{world.api_url}/v2/bot/info")) == GiveUp("elsewhere")


async def test_a_person_s_name_is_known_until_they_block_us(world):
    assert await world.line().profile(MALEE) == "มาลี"
    await world.service.block(MALEE)
    assert (await never(world.line().profile(MALEE))).unreachable


async def test_our_own_account_and_the_link_that_opens_it_with_a_code(world):
    identity = await world.line().identity()
    assert identity == Identity(name="@thanwela", link="https://line.me/R/oaMessage/%40thanwela/?{code}")
    assert identity.link.format(code="K7M2") == "https://line.me/R/oaMessage/%40thanwela/?K7M2"


async def test_the_quota_and_what_is_used_of_it(world):
    await world.line().send(parcel())
    assert await world.line().quota() == Quota(limit=300, used=1)
    world.service.quota.limit = None
    assert await world.line().quota() == Quota(limit=None, used=1)


async def test_a_press_needs_no_answer_on_line(world):
    before = world.service.counts.total()
    await world.line().answer_press("", "รับแล้ว")
    assert world.service.counts.total() == before


def issued(world: World) -> int:
    return world.service.counts[f"POST {ISSUE} 200"]


async def test_short_tokens_are_fetched_once_and_renewed_after_ten_minutes(world):
    line = world.line(world.stateless())
    await line.identity()
    world.clock.move_to(START + timedelta(minutes=9, seconds=59))
    await line.identity()
    assert issued(world) == 1
    world.clock.move_to(START + timedelta(minutes=10))
    await line.identity()
    assert issued(world) == 2


async def test_while_renewing_fails_the_old_token_serves_to_its_end(world):
    line = world.line(world.stateless())
    await line.identity()
    world.service.faults.order("gateway", times=2, path=ISSUE)
    world.clock.move_to(START + timedelta(minutes=14))
    assert (await line.identity()).name == "@thanwela"
    world.clock.move_to(START + timedelta(minutes=15))
    assert await later(line.identity()) == TryLater("token", lane=True)
    assert (await line.identity()).name == "@thanwela"


async def test_a_short_token_that_line_refuses_is_replaced(world):
    line = world.line(world.stateless())
    world.service.faults.order("token", path="/v2/bot/info")
    assert await later(line.identity()) == TryLater("token", lane=True)
    assert (await line.identity()).name == "@thanwela"
    assert issued(world) == 2
