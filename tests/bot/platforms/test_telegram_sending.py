"""Telegram against its stand-in, over real sockets."""

import asyncio
import logging
import socket
import struct
import zlib
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from bot.clock import MovableClock
from bot.demo.telegram.service import TelegramService
from bot.platforms.port import Parcel
from bot.platforms.telegram import MOST_BEGUN, Telegram
from bot.retry import GiveUp, TryLater
from messages.outgoing import Button, Card, Exhibit, Revised, Row, Shape, Text
from messages.states import State
from tests.demo.serving import serving

TOKEN, SECRET = "7100000001:AAE-not-a-real-token", "hook-secret"
NOW = datetime(2026, 10, 1, 7, 2, tzinfo=UTC)
SUPERVISOR, OTHER = 5210000001, 5210000002
CARD = Card(key="R-7K3F", title="R-7K3F", state=State.ON_TIME, status="ทันกำหนด", footer=(Button("อนุมัติ", "yes"),))
DECIDED = Revised(Card(key="R-7K3F", title="R-7K3F", state=State.ON_TIME, status="อนุมัติแล้ว"))


class World:
    """A supervisor who has pressed Start, the stand-in, the store's folder, and the platform under test."""

    def __init__(self, folder, service, telegram, session) -> None:
        self.folder, self.service, self.telegram, self.session = folder, service, telegram, session

    def parcel(self, *shapes: Shape, to: int = SUPERVISOR, **more) -> Parcel:
        return Parcel(
            id=more.pop("id", "row-1"), address=str(to), shapes=shapes, silent=more.pop("silent", False), **more
        )

    async def send(self, *shapes: Shape, **more) -> str:
        return (await self.telegram.send(self.parcel(*shapes, **more))).sent_as

    def texts(self, user: int = SUPERVISOR) -> list[str]:
        return [bubble.text for bubble in self.bubbles(user)]

    def bubbles(self, user: int = SUPERVISOR):
        return [bubble for bubble in self.service.chat(user).bubbles.values() if bubble.by_bot]

    def evidence(self, content: bytes, **more) -> Exhibit:
        digest = sha256(content).hexdigest()
        (self.folder / digest).write_bytes(content)
        photo = Exhibit(sha256=digest, name="ภาพ.png", kind="photo", media_type="image/png", size=len(content))
        return structs.replace(photo, **more)


@asynccontextmanager
async def a_world(folder):
    clock = MovableClock(NOW, ticking=False)
    service = TelegramService(clock, token=TOKEN, webhook_url="", webhook_secret="", rates=False)
    for user in (SUPERVISOR, OTHER):
        service.add_person(user, "สมหญิง", "ใจดี")
        await service.start(user)
    async with serving(service.app) as url, aiohttp.ClientSession() as session:
        yield World(folder, service, platform(url, session, clock, folder), session)


def platform(url, session, clock, folder) -> Telegram:
    return Telegram(
        token=TOKEN,
        webhook_secret=SECRET,
        api_url=url,
        session=session,
        clock=clock,
        file_path=folder.joinpath,
        view_path=folder.joinpath,
    )


@pytest.fixture
async def world(tmp_path):
    async with a_world(tmp_path) as made:
        yield made


def picture(wide: int = 8, high: int = 8) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xaa" * ((wide + 7) // 8)) * high)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


async def test_a_text_arrives_with_its_bold_title_and_its_buttons(world):
    sent_as = await world.send(Text("ทันกำหนด & <ครบ>", (Button("ดู", "show:1"),), title="ส่งแล้ว"))
    (bubble,) = world.bubbles()
    assert sent_as == str(bubble.message_id)
    assert bubble.text == "ส่งแล้ว\nทันกำหนด & <ครบ>"
    assert bubble.entities == [{"type": "bold", "offset": 0, "length": 7}]
    assert bubble.keyboard == [[{"text": "ดู", "callback_data": "show:1"}]]
    assert not bubble.silent


async def test_a_reply_is_an_ordinary_message_and_can_be_silent(world):
    await world.telegram.reply(world.parcel(Text("คืนนี้ไม่ปลุกใคร"), silent=True))
    assert world.bubbles()[0].silent


async def test_a_decided_card_is_edited_in_place(world):
    first = await world.send(CARD)
    assert await world.send(DECIDED, edits=first) == first
    (bubble,) = world.bubbles()
    assert bubble.text == "R-7K3F\n✓ อนุมัติแล้ว"
    assert bubble.keyboard == []


async def test_the_same_edit_twice_is_a_success(world):
    first = await world.send(CARD)
    assert await world.send(Revised(CARD), edits=first) == first
    assert "not modified" in world.service.refusals[-1].description


async def test_a_card_that_was_never_sent_here_is_sent_when_it_is_revised(world):
    sent_as = await world.send(DECIDED)
    assert sent_as == str(world.bubbles()[0].message_id)


async def test_a_card_that_the_person_deleted_comes_back_below(world):
    first = await world.send(CARD)
    del world.service.chat(SUPERVISOR).bubbles[int(first)]
    again = await world.send(Revised(CARD), edits=first)
    assert again == str(world.bubbles()[0].message_id) != first


async def test_a_photo_is_shown_in_place_under_its_card(world):
    card = await world.send(CARD)
    photo = picture()
    await world.send(world.evidence(photo, caption="ประชุม <1>"), under=card, silent=True)
    shown = world.bubbles()[-1]
    assert shown.body["reply_to_message"]["message_id"] == int(card)
    assert shown.text == "ประชุม <1>"
    assert shown.silent
    assert world.service.file(shown.body["photo"][-1]["file_id"]).content == photo


async def test_evidence_sent_with_its_card_hangs_under_it_and_the_card_is_what_can_be_edited(world):
    sent_as = await world.send(CARD, world.evidence(picture()))
    card, shown = world.bubbles()
    assert sent_as == str(card.message_id)
    assert shown.body["reply_to_message"]["message_id"] == card.message_id


async def test_evidence_is_shown_even_when_its_card_is_gone(world):
    await world.send(world.evidence(picture()), under="999")
    assert "photo" in world.bubbles()[0].body


async def test_a_document_keeps_its_thai_name(world):
    await world.send(
        world.evidence(b"%PDF-1.7", name='รายงาน "ที่ 1"\r\n.pdf', media_type="application/pdf", kind="file")
    )
    document = world.bubbles()[0].body["document"]
    assert document["file_name"] == 'รายงาน "ที่ 1".pdf'
    assert world.service.file(document["file_id"]).content == b"%PDF-1.7"


async def test_a_picture_that_telegram_will_not_show_goes_as_a_document(world):
    await world.send(world.evidence(picture(9000, 8)))
    assert "document" in world.bubbles()[0].body


async def test_evidence_that_is_no_longer_kept_is_given_up(world):
    missing = Exhibit(sha256="0" * 64, name="x.png", kind="photo", media_type="image/png", size=9)
    with pytest.raises(GiveUp, match="no_file"):
        await world.send(missing)


async def test_somebody_who_blocked_the_bot_cannot_be_reached(world):
    await world.service.block(SUPERVISOR)
    with pytest.raises(GiveUp) as caught:
        await world.send(Text("เตือน"))
    assert caught.value.unreachable


async def test_somebody_telegram_does_not_know_cannot_be_reached(world):
    with pytest.raises(GiveUp) as caught:
        await world.send(Text("เตือน"), to=404)
    assert caught.value.unreachable


async def test_a_refused_message_is_given_up_with_the_reason_and_without_anybodys_words(world):
    with pytest.raises(GiveUp) as caught:
        await world.send(Text("ลับ", (Button("กด", "x" * 65),)))
    assert (caught.value.fault, caught.value.unreachable) == ("BadRequest: Button_data_invalid", False)


async def test_too_many_requests_hold_back_the_chat_and_a_second_chat_refused_means_the_whole_bot(world):
    world.service.faults.too_many(7, times=3)
    with pytest.raises(TryLater) as first:
        await world.send(Text("1"))
    with pytest.raises(TryLater) as same:
        await world.send(Text("1"))
    with pytest.raises(TryLater) as another:
        await world.send(Text("1"), to=OTHER)
    assert [(each.value.after, each.value.unknown) for each in (first, same, another)] == [(7, False)] * 3
    assert [each.value.lane for each in (first, same, another)] == [False, False, True]


async def test_a_chat_refused_after_anothers_wait_is_over_is_that_chats_own_matter(world):
    world.service.faults.too_many(7, times=2)
    with pytest.raises(TryLater):
        await world.send(Text("1"))
    world.service.clock.move_to(NOW + timedelta(seconds=7))
    with pytest.raises(TryLater) as later:
        await world.send(Text("1"), to=OTHER)
    assert not later.value.lane


@pytest.mark.parametrize("code", [500, 502])
async def test_after_a_server_error_nobody_knows(world, code):
    world.service.faults.fail(code)
    with pytest.raises(TryLater) as caught:
        await world.send(Text("1"))
    assert caught.value.unknown


async def test_a_dead_token_stops_the_lane_and_is_not_told(world):
    world.service.faults.fail(401)
    with pytest.raises(TryLater) as caught:
        await world.send(Text("1"))
    assert caught.value == TryLater("token", lane=True)


async def test_a_message_whose_answer_was_lost_may_have_arrived(world):
    world.service.faults.lose_answer()
    with pytest.raises(TryLater) as caught:
        await world.send(Text("1"))
    assert caught.value.unknown
    assert world.texts() == ["1"]


async def test_an_edit_whose_answer_was_lost_is_simply_done_again(world):
    first = await world.send(CARD)
    world.service.faults.lose_answer(method="editMessageText")
    with pytest.raises(TryLater) as caught:
        await world.send(DECIDED, edits=first)
    assert not caught.value.unknown
    assert await world.send(DECIDED, edits=first) == first
    assert len(world.bubbles()) == 1


async def test_without_a_connection_nothing_was_sent(world, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    dead = platform(f"http://127.0.0.1:{port}", world.session, world.service.clock, tmp_path)
    with pytest.raises(TryLater) as caught:
        await dead.send(world.parcel(Text("1")))
    assert caught.value == TryLater("connection")


async def test_an_answer_that_is_no_json_came_after_the_message(world, tmp_path):
    async def proxy(scope, receive, send):
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200})
            await send({"type": "http.response.body", "body": b"<html>\xff"})

    async with serving(proxy) as url:
        behind = platform(url, world.session, world.service.clock, tmp_path)
        with pytest.raises(TryLater) as caught:
            await behind.send(world.parcel(Text("1")))
    assert caught.value.unknown


async def test_what_was_sent_before_a_later_message_failed_is_not_sent_again(world):
    photo = world.evidence(picture())
    world.service.faults.too_many(3, method="sendPhoto")
    with pytest.raises(TryLater):
        await world.send(CARD, photo)
    sent_as = await world.send(CARD, photo)
    card, shown = world.bubbles()
    assert sent_as == str(card.message_id)
    assert shown.body["reply_to_message"]["message_id"] == card.message_id


async def test_of_parcels_that_are_never_finished_the_oldest_are_forgotten(world):
    missing = Exhibit(sha256="0" * 64, name="x.png", kind="photo", media_type="image/png", size=9)

    async def half_sent(row: int) -> None:
        with pytest.raises(GiveUp, match="no_file"):
            await world.send(CARD, missing, id=f"row-{row}")

    for row in range(MOST_BEGUN + 1):
        await half_sent(row)
    sent = len(world.bubbles())
    await half_sent(MOST_BEGUN)
    assert len(world.bubbles()) == sent
    await half_sent(0)
    assert len(world.bubbles()) == sent + 1


async def test_a_press_is_answered_with_its_result(world):
    card = await world.send(CARD)
    query = await world.service.press(SUPERVISOR, int(card), "yes")
    await world.telegram.answer_press(query, "อนุมัติแล้ว " * 30)
    (toast,) = world.service.chat(SUPERVISOR).toasts
    assert toast.text.startswith("อนุมัติแล้ว")
    assert len(toast.text) <= 200


async def test_a_press_that_can_no_longer_be_answered_is_let_go(world):
    await world.telegram.answer_press("1", "")
    assert "query is too old" in world.service.refusals[-1].description


async def fetched(world, handle: str) -> list[bytes]:
    return [chunk async for chunk in world.telegram.fetch(handle)]


async def handle_of(world, content: bytes) -> str:
    message = await world.service.document(SUPERVISOR, "a.bin", content, "application/octet-stream")
    return world.service.chat(SUPERVISOR).bubbles[message].body["document"]["file_id"]


async def test_a_file_comes_in_chunks_and_whole(world):
    content = bytes(range(256)) * 1024
    chunks = await fetched(world, await handle_of(world, content))
    assert b"".join(chunks) == content
    assert max(map(len, chunks)) <= 64 * 1024


async def test_a_file_beyond_twenty_megabytes_is_too_big(world):
    with pytest.raises(GiveUp) as caught:
        await fetched(world, await handle_of(world, bytes(20 * 2**20 + 1)))
    assert caught.value.fault == "too_big"


async def test_a_download_that_breaks_off_is_tried_again(world):
    handle = await handle_of(world, b"abc")
    world.service.faults.cut(method="file")
    with pytest.raises(TryLater):
        await fetched(world, handle)
    assert await fetched(world, handle) == [b"abc"]


async def test_a_file_that_telegram_cannot_find_just_now_is_tried_again(world):
    with pytest.raises(TryLater, match="unavailable"):
        await fetched(world, "nowhere")


async def test_who_the_bot_is_and_what_opens_it_with_a_code(world):
    me = await world.telegram.identity()
    assert (me.name, me.link) == ("thanwela_bot", "https://t.me/thanwela_bot?start={code}")
    assert await world.telegram.profile(str(SUPERVISOR)) == ""


async def test_a_wrong_token_is_found_when_asking_who_we_are(world):
    world.service.faults.fail(401)
    with pytest.raises(TryLater, match="token"):
        await world.telegram.identity()


async def test_updates_come_with_the_secret_once_the_webhook_is_set(world):
    got: asyncio.Queue[tuple[dict[str, str], bytes]] = asyncio.Queue()

    async def ours(scope, receive, send):
        if scope["type"] == "http":
            headers = {name.decode(): value.decode() for name, value in scope["headers"]}
            got.put_nowait((headers, (await receive())["body"]))
            await send({"type": "http.response.start", "status": 200})
            await send({"type": "http.response.body"})

    async with serving(ours) as url:
        await world.telegram.set_webhook(f"{url}/telegram/webhook")
        await world.service.say(SUPERVISOR, "/queue")
        while b"/queue" not in (received := await got.get())[1]:
            pass
        await world.service.settled()
    headers, body = received
    assert world.telegram.verify(headers, body)
    (event,) = world.telegram.split(body)
    heard = world.telegram.read(event, NOW)
    assert heard is not None
    assert heard.text == "/queue"
    await world.service.close()


async def test_a_request_without_our_secret_is_not_telegrams(world, tmp_path):
    name = "x-telegram-bot-api-secret-token"
    assert world.telegram.verify({name: SECRET}, b"")
    assert not world.telegram.verify({name: SECRET + "é"}, b"")
    assert not world.telegram.verify({}, b"")
    unset = Telegram(
        token=TOKEN,
        webhook_secret="",
        api_url="",
        session=world.session,
        clock=world.service.clock,
        file_path=tmp_path.joinpath,
        view_path=tmp_path.joinpath,
    )
    assert not unset.verify({name: ""}, b"")


async def test_the_token_is_in_no_log_and_no_error(world, tmp_path, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    world.service.faults.lose_answer(method="sendMessage")
    world.service.faults.fail(500, method="getMe")
    await world.telegram.answer_press("1", "")
    dead = platform("http://127.0.0.1:1", world.session, world.service.clock, tmp_path)
    for call in (
        world.send(Text("1")),
        dead.send(world.parcel(Text("1"))),
        world.telegram.identity(),
        fetched(world, "x"),
    ):
        with pytest.raises((TryLater, GiveUp)) as caught:
            await call
        assert "AAE-not" not in repr(caught.value)
        assert caught.value.__suppress_context__
    lines = [record.getMessage() for record in caplog.records if not record.name.startswith("uvicorn")]
    written = "".join([*lines, *capfd.readouterr()])
    assert "press_not_answered" in written
    assert "AAE-not" not in written


words = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" <>&\"'ก้ำ👍🏽\n"), min_size=1, max_size=80
)
lines = words.filter(str.strip)
buttons = st.builds(
    Button,
    st.sampled_from(["ยืนยันส่ง", "ขั้น 2 เท่าเดิม", "<OK> & 👍"]),
    press=st.from_regex(r"[a-z.:]{1,64}", fullmatch=True),
)
some_buttons = st.lists(buttons, max_size=13).map(tuple)
cards = st.builds(
    Card,
    title=lines,
    state=st.sampled_from(State),
    key=st.sampled_from(["", "R-7K3F"]),
    small=words,
    status=words,
    body=st.lists(words, max_size=3).map(tuple),
    rows=st.lists(st.builds(Row, lines, words, st.none() | buttons), max_size=10).map(tuple),
    footer=st.lists(buttons, max_size=2).map(tuple),
    choices=some_buttons,
)
texts = st.builds(
    Text, st.tuples(lines, st.integers(1, 120)).map(lambda pair: "\n".join([pair[0]] * pair[1])), some_buttons, words
)
shapes = st.lists(texts | cards | st.builds(Revised, cards), min_size=1, max_size=4)


async def test_whatever_can_be_said_is_accepted(tmp_path):
    async with a_world(tmp_path) as world:

        async def says(said: list[Shape]) -> None:
            before = len(world.bubbles())
            await world.send(*said)
            assert len(world.bubbles()) > before

        loop = asyncio.get_running_loop()

        @settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
        @given(shapes)
        def check(said: list[Shape]) -> None:
            asyncio.run_coroutine_threadsafe(says(said), loop).result(timeout=20)

        await asyncio.to_thread(check)
        assert world.service.refusals == []
