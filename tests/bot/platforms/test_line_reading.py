"""LINE's webhooks as recorded, read as what people did; each recording is one that the real SDK understands."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from linebot.v3 import WebhookParser
from linebot.v3.models.events import UnknownEvent

from bot.platforms.line_reading import EXTERNAL, read, split
from messages.incoming import Came, Heard, Other, Pressed, SentFile, Typed, Unsent, Went, What

RECORDINGS = Path(__file__).parents[2] / "fixtures" / "line"
NOT_IN_THE_SDK = {"unknown_event", "unknown_message"}
MALEE, SOMCHAI = "U" + "a1" * 16, "U" + "b2" * 16
ARRIVED = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


def recorded(name: str) -> bytes:
    return (RECORDINGS / f"{name}.json").read_bytes()


def heard(body: bytes) -> list[Heard | None]:
    return [read(event, ARRIVED) for event in split(body)]


def done(name: str) -> What:
    (one,) = heard(recorded(name))
    assert one is not None
    return one.what


def changed(name: str, **more: object) -> bytes:
    body = json.loads(recorded(name))
    body["events"][0] |= more
    return json.dumps(body).encode()


@pytest.mark.parametrize("path", sorted(RECORDINGS.glob("*.json")), ids=lambda path: path.stem)
def test_the_real_sdk_understands_each_recording(path):
    body = path.read_text()
    signature = base64.b64encode(hmac.digest(b"secret", body.encode(), hashlib.sha256)).decode()
    events = WebhookParser("secret").parse(body, signature)
    assert len(events) == len(json.loads(body)["events"])
    assert any(isinstance(event, UnknownEvent) for event in events) == (path.stem in NOT_IN_THE_SDK)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("text", Typed("รายงาน ๘ ขั้น ๓ ประชุมแล้ว")),
        ("text_quoting_with_emoji", Typed("@Thanwela รับทราบ (love)")),
        ("image", SentFile(handle="600000000000000002", message="600000000000000002", kind="photo")),
        ("video", SentFile(handle="600000000000000005", message="600000000000000005", kind="video")),
        ("audio", SentFile(handle="600000000000000006", message="600000000000000006", kind="audio")),
        (
            "file",
            SentFile(
                handle="600000000000000007",
                message="600000000000000007",
                kind="file",
                name="รายงานการประชุม.pdf",
                size=2138,
            ),
        ),
        ("postback", Pressed(button="=01J8Z6.3.step_3")),
        ("postback_of_a_date_picker", Pressed(button=">extend 8 2026-11-30")),
        ("postback_of_a_rich_menu_switch", Pressed(button="menu")),
        ("unsend", Unsent("600000000000000002")),
        ("follow", Came()),
        ("follow_after_a_block", Came(again=True)),
        ("unfollow", Went()),
        ("redelivered", Typed("สถานะ")),
        ("sticker", Other(kind="sticker")),
        ("location", Other(kind="location")),
        ("unknown_message", Other(kind="hologram")),
    ],
)
def test_what_a_person_did(name, what):
    assert done(name) == what


@pytest.mark.parametrize("name", ["video_watched", "beacon", "account_link", "unknown_event"])
def test_what_concerns_nobody_is_kept_as_an_event_but_read_as_nothing(name):
    assert heard(recorded(name)) == [None]


@pytest.mark.parametrize("name", ["verify_button", "standby", "group"])
def test_the_verify_button_standby_and_groups_bring_no_events(name):
    assert split(recorded(name)) == []


def test_an_event_carries_who_when_and_the_token_that_answers_it():
    (one,) = heard(recorded("text"))
    recording = json.loads(recorded("text"))["events"][0]
    assert one is not None
    assert (one.platform, one.address, one.chat) == ("line", MALEE, f"line:{MALEE}")
    assert one.key == f"line:{recording['webhookEventId']}"
    assert one.reply_token == recording["replyToken"]
    assert one.stamped
    assert one.at.tzinfo is UTC
    assert round(one.at.timestamp() * 1000) == recording["timestamp"]


def test_a_redelivery_has_the_key_of_the_first_delivery():
    again = changed("text", deliveryContext={"isRedelivery": True})
    assert [event.key for event in split(again)] == [event.key for event in split(recorded("text"))]


def test_an_event_without_a_stamp_is_dated_by_its_arrival_and_says_so():
    body = json.loads(recorded("text"))
    del body["events"][0]["timestamp"]
    (one,) = heard(json.dumps(body).encode())
    assert one is not None
    assert (one.at, one.stamped) == (ARRIVED, False)


def test_events_of_several_people_keep_their_order_and_their_own_bytes():
    body = recorded("several_people")
    events = split(body)
    assert [event.chat for event in events] == [f"line:{MALEE}", f"line:{SOMCHAI}", f"line:{MALEE}"]
    assert [json.loads(event.body) for event in events] == json.loads(body)["events"]
    assert all(event.body in body for event in events)


def test_an_album_s_photos_know_their_album_also_from_an_old_android_that_does_not_count_them():
    first, second = (one.what for one in heard(recorded("album")) if one)
    assert isinstance(first, SentFile)
    assert isinstance(second, SentFile)
    assert first.album == second.album != ""
    assert first.message != second.message
    old = done("image_of_an_old_android")
    assert isinstance(old, SentFile)
    assert old.album


def test_a_photo_kept_elsewhere_is_marked_with_its_address():
    what = done("image_kept_elsewhere")
    assert isinstance(what, SentFile)
    assert what.handle == f"{EXTERNAL}https://example.com/original.jpg"
    assert what.message == "600000000000000004"


def test_properties_that_line_adds_later_do_no_harm():
    more = changed("text", novelty={"deep": [1]}, source={"type": "user", "userId": MALEE, "mood": "good"})
    assert [one.what for one in heard(more) if one] == [Typed("รายงาน ๘ ขั้น ๓ ประชุมแล้ว")]


def test_one_broken_event_does_not_take_the_others_with_it():
    body = json.loads(recorded("several_people"))
    body["events"][0]["source"] = None
    body["events"].insert(1, "not an event")
    del body["events"][2]["webhookEventId"]
    (one,) = heard(json.dumps(body).encode())
    assert one is not None
    assert one.what == Typed("ยืนยัน")


def test_a_known_kind_in_an_unknown_shape_is_something_that_we_have_no_use_for():
    assert [one.what for one in heard(changed("text", message={"type": "text"})) if one] == [Other(kind="message")]
    assert [one.what for one in heard(changed("postback", postback=None)) if one] == [Other(kind="postback")]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"events":1}', b"\xff\xfe"])
def test_what_is_no_request_of_line_is_refused(body):
    with pytest.raises(ValueError, match=r"JSON|Expected|truncated|missing"):
        split(body)


def test_the_stamp_is_exact_to_the_millisecond():
    stamp = datetime(2026, 10, 5, 16, 59, 59, 999_000, tzinfo=UTC)
    (one,) = heard(changed("text", timestamp=int(stamp.timestamp() * 1000 + 0.5)))
    assert one is not None
    assert abs(one.at - stamp) < timedelta(microseconds=1)
