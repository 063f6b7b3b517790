import json
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from telegram import Update
from telegram.constants import UpdateType

from bot.platforms import telegram_reading as reading
from bot.platforms.telegram_groups import Us
from messages.incoming import Came, Heard, Moved, Other, Place, Pressed, SentFile, Typed, Went
from tests.there import there

RECORDED = Path(__file__).parents[2] / "fixtures" / "telegram"
NAMES = sorted(path.stem for path in RECORDED.glob("*.json"))
ARRIVED = datetime(2026, 10, 1, 7, 5, tzinfo=UTC)
STAMPED = datetime(2026, 10, 1, 7, 2, tzinfo=UTC)


def body(name: str) -> bytes:
    return (RECORDED / f"{name}.json").read_bytes()


def heard(name: str) -> Heard | None:
    (event,) = reading.split(body(name))
    return reading.read(event, ARRIVED)


def what(name: str):
    found = heard(name)
    assert found is not None
    return found.what


@pytest.mark.parametrize("name", NAMES)
def test_each_recorded_update_is_one_to_telegrams_own_library(name):
    update = Update.de_json(json.loads(body(name)), None)
    kinds = [kind for kind in UpdateType if getattr(update, kind, None)]
    assert len(kinds) == 1
    assert not update.api_kwargs
    assert not getattr(update, kinds[0]).api_kwargs


def test_a_text_comes_with_the_senders_name_language_and_time():
    assert heard("text") == Heard(
        key="telegram:700000101",
        platform="telegram",
        address="5210000001",
        at=STAMPED,
        stamped=True,
        what=Typed("รายงาน 8 ข ขั้น 5 ปิดโครงการแล้ว"),
        name="สมหญิง ใจดี",
        language="th",
    )


def test_a_code_opened_by_a_link_is_typed_behind_start():
    assert what("start_with_code") == Typed("/start K7QX-2M9F")


def test_the_bots_name_behind_a_command_is_taken_off():
    assert what("command_with_mention") == Typed("/queue รอบ 6")


def test_an_address_with_an_at_sign_is_left_alone():
    update = json.loads(body("text"))
    update["message"]["text"] = "mail@example.org /late@home"
    (event,) = reading.split(json.dumps(update).encode())
    found = reading.read(event, ARRIVED)
    assert found is not None
    assert found.text == "mail@example.org /late@home"


def test_of_a_photo_the_biggest_size_is_taken_wherever_it_stands():
    assert what("photo_in_album") == SentFile(
        handle="AgACAgUAAx_y",
        message="344",
        kind="photo",
        size=182000,
        caption="ประชุมชี้แจง",
        album="13900000000000001",
    )


def test_a_document_keeps_its_name_and_caption():
    sent = what("document")
    assert (sent.kind, sent.name, sent.size) == ("file", "รายงานการประชุม.pdf", 482133)
    assert sent.caption == "หลักฐานขั้น 3"


@pytest.mark.parametrize(
    ("name", "kind", "handle"),
    [
        ("video", "video", "BQACAgUAAxkBAAIBvid"),
        ("video_note", "video", "BQACAgUAAxkBAAIBround"),
        ("animation", "video", "BQACAgUAAxkBAAIBgif"),
        ("audio", "audio", "BQACAgUAAxkBAAIBmp3"),
        ("voice", "audio", "BQACAgUAAxkBAAIBogg"),
    ],
)
def test_what_moves_or_sounds_is_a_file_of_its_kind(name, kind, handle):
    assert (what(name).kind, what(name).handle) == (kind, handle)


@pytest.mark.parametrize("kind", ["sticker", "venue"])
def test_what_is_of_no_use_is_named(kind):
    assert what(kind) == Other(kind)


def test_a_button_says_its_card_and_has_our_own_time():
    found = heard("button")
    assert found is not None
    assert found.what == Pressed(button="review.approve:R7K3F:3", on="320", query="4380000000000000101")
    assert (found.at, found.stamped) == (ARRIVED, False)


def test_a_button_works_when_its_card_is_out_of_reach():
    assert what("button_on_an_old_card") == Pressed(
        button="review.return:R2B9C:1", on="12", query="4380000000000000102"
    )


def test_blocking_and_unblocking_are_noticed():
    assert what("blocked") == Went()
    assert what("unblocked") == Came(again=True)


@pytest.mark.parametrize("name", ["pinned", "edited_text", "channel_post"])
def test_channels_edits_and_telegrams_own_notes_concern_nobody(name):
    assert heard(name) is None


GROUP, US = Place("-1001900000001"), Us(9, "thanwela_bot")


@pytest.mark.parametrize(
    ("name", "kind"), [("text_in_a_group", Typed), ("button_in_a_group", Pressed), ("added_to_a_group", Came)]
)
def test_what_happens_in_a_group_is_heard_with_its_place(name, kind):
    found = heard(name)
    assert found is not None
    assert (type(found.what), found.place) == (kind, GROUP)


def said_in_a_group(words, us=US, **more):
    update = json.loads(body("text_in_a_group"))
    update["message"] |= {"text": words, **more}
    (event,) = reading.split(msgspec.json.encode(update))
    return reading.read(event, ARRIVED, us)


def answering(person):
    return {
        "reply_to_message": {"message_id": 1, "date": 1, "chat": {"id": -1, "type": "group"}, "from": {"id": person}}
    }


@pytest.mark.parametrize(
    ("words", "more", "heard"),
    [
        ("/late@thanwela_bot", {}, ("/late", True)),
        ("/late@Thanwela_Bot 6", {}, ("/late 6", True)),
        ("/late", {}, ("/late", True)),
        ("/late@other_bot", {}, ("/late", False)),
        ("@thanwela_bot ล่าช้า", {}, ("ล่าช้า", True)),
        ("ล่าช้า", answering(9), ("ล่าช้า", True)),
        ("ล่าช้า", answering(8), ("ล่าช้า", False)),
        ("late", {}, ("late", False)),
    ],
)
def test_what_is_meant_for_us_in_a_group(words, more, heard):
    found = said_in_a_group(words, **more)
    assert (found.text, found.meant) == heard


def test_until_our_name_is_known_a_command_with_any_name_is_ours():
    assert said_in_a_group("/late@whoever", us=Us(9)).meant
    assert not said_in_a_group("late").meant


def test_a_thread_is_a_topic_only_where_the_group_has_topics():
    assert said_in_a_group("/late", message_thread_id=5).place == GROUP
    topic = said_in_a_group("/late", message_thread_id=5, is_topic_message=True).place
    assert (topic, topic.address) == (Place(GROUP.chat, "5"), "-1001900000001/5")


def test_what_bots_say_in_a_group_and_what_is_no_word_concerns_nobody():
    bot = {"id": 7, "is_bot": True, "first_name": "x"}
    assert said_in_a_group("/late", **{"from": bot}) is None
    assert said_in_a_group(None, photo=[{"file_id": "a", "width": 1, "height": 1}]) is None


@pytest.mark.parametrize("note", [{"migrate_to_chat_id": -1009}, {"migrate_from_chat_id": -5}])
def test_a_group_that_becomes_another_one_says_so_in_both(note):
    chat = {"id": -5 if "migrate_to_chat_id" in note else -1009, "type": "group"}
    found = said_in_a_group(None, chat=chat, **note)
    assert (found.what, found.place) == (Moved(to="-1009"), Place("-5"))


def test_a_persons_messages_presses_and_blocks_are_one_chat():
    names = ("text", "button", "blocked")
    assert {reading.split(body(name))[0].chat for name in names} == {"telegram:5210000001"}


def test_an_update_of_a_kind_we_do_not_know_is_kept_and_read_as_nothing():
    (event,) = reading.split(b'{"update_id": 9, "holiday_greeting": {"from": "Mars"}}')
    assert (event.key, event.chat) == ("telegram:9", "telegram:0")
    assert reading.read(event, ARRIVED) is None


def test_a_message_that_cannot_be_read_is_kept_for_its_sender_who_still_gets_an_answer():
    broken = b'{"update_id": 9, "message": {"from": {"id": 7}, "date": "yesterday", "chat": {"type": "private"}}}'
    (event,) = reading.split(broken)
    assert (event.chat, event.body) == ("telegram:7", broken)
    found = there(reading.read(event, ARRIVED))
    assert (found.address, found.at, found.stamped, found.what) == ("7", ARRIVED, False, Other(kind="unknown"))


@pytest.mark.parametrize("chat", ['{"type": "group"}', "7", '{"type": 1}', "{}"])
def test_of_a_group_or_of_nowhere_it_is_nothing(chat):
    broken = f'{{"update_id": 9, "message": {{"from": {{"id": 7}}, "date": "yesterday", "chat": {chat}}}}}'
    (event,) = reading.split(broken.encode())
    assert reading.read(event, ARRIVED) is None


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b"null", b'{"message": {}}', b"\xff"])
def test_what_is_no_update_is_refused(junk):
    with pytest.raises(ValueError, match=r".+"):
        reading.split(junk)


def test_fields_of_the_future_change_nothing():
    update = json.loads(body("text"))
    update["mood"] = update["message"]["mood"] = update["message"]["from"]["mood"] = {"deep": [1]}
    (event,) = reading.split(msgspec.json.encode(update))
    assert reading.read(event, ARRIVED) == heard("text")
