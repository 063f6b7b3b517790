"""JSON that no platform sends today: read as far as it can be, and refused in one way only."""

import json
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms import line_reading, telegram_reading
from bot.platforms.json_bytes import decoded, mended
from messages.incoming import Pressed, SentFile, Typed

ARRIVED = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
ANY = msgspec.json.Decoder()
DEEP = b"[" * 50_000 + b"]" * 50_000


def line_event(**more):
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": 1_793_587_200_000,
        "source": {"type": "user", "userId": "U1"},
        "webhookEventId": "01J",
        "message": {"type": "text", "id": "7", "text": "ก"},
    }
    return event | more


def line_heard(*events):
    body = json.dumps({"events": events}).encode()
    return [line_reading.read(event, ARRIVED) for event in line_reading.split(body)]


def telegram_heard(**message):
    sender = {"id": 5, "first_name": "มาลี"}
    whole = {"message_id": 7, "date": 1_793_587_200, "chat": {"type": "private"}, "from": sender} | message
    (event,) = telegram_reading.split(json.dumps({"update_id": 1, "message": whole}).encode())
    return telegram_reading.read(event, ARRIVED)


@given(st.text(st.characters(exclude_categories=[]), max_size=30))
def test_half_an_emoji_spoils_nothing_else(text):
    body = json.dumps([text, "ข"]).encode()
    read, said = decoded(ANY, body)[0], text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    assert decoded(ANY, body)[1] == "ข"
    assert read.replace("\ufffd", "") == said.replace("\ufffd", "")


@given(st.text(max_size=30))
def test_good_json_is_left_alone(text):
    for body in (json.dumps(text).encode(), json.dumps(text, ensure_ascii=False).encode()):
        assert mended(body) == body


def test_an_escaped_backslash_before_a_u_is_no_half_of_anything():
    body = rb'["\\ud800", "\\\ud83d\ude00"]'
    assert mended(body) == body


@pytest.mark.parametrize("split", [line_reading.split, telegram_reading.split])
@pytest.mark.parametrize(
    "body",
    [
        b"", b"\xff\xfe", b"[]", b"null", b"7", b'"x"', b"{", b'{"events":null}', b'{"update_id":1.5}', DEEP,
        b'{"events":' + DEEP + b',"update_id":' + DEEP + b"}", b'{"update_id":' + b"9" * 400 + b"}",
    ],
    ids=range(12),
)  # fmt: skip
def test_what_is_no_request_is_a_value_error_and_nothing_else(split, body):
    with pytest.raises(ValueError):  # noqa: PT011
        split(body)


def test_one_persons_bad_bytes_keep_nobody_elses_words_out():
    body = json.dumps({"events": [line_event(), line_event(webhookEventId="02J")]}).encode()
    body = body.replace(rb'"\u0e01"', b'"\xff\xfe"', 1).replace(rb'"\u0e01"', rb'"\ud83d"', 1)
    heard = [line_reading.read(event, ARRIVED) for event in line_reading.split(body)]
    assert [it.what for it in heard if it] == [Typed("\ufffd\ufffd"), Typed("\ufffd")]


def test_ids_that_could_not_be_kept_are_nobodys():
    for strange in ("x" * 65, "a\x00", "ก", "a b"):
        assert line_heard(line_event(webhookEventId=strange)) == []
        assert line_heard(line_event(source={"type": "user", "userId": strange})) == []


@pytest.mark.parametrize("stamp", [10**25, -1, None])
def test_a_stamp_that_is_no_date_is_none(stamp):
    (heard,) = line_heard(line_event(timestamp=stamp))
    assert heard is not None
    assert (heard.at, heard.stamped) == (ARRIVED, False)


def test_the_last_stamp_that_is_a_date_is_taken():
    (heard,) = line_heard(line_event(timestamp=line_reading.LAST))
    assert heard is not None
    assert heard.at > ARRIVED + timedelta(days=365 * 1000)


def test_names_and_words_come_clean_from_both_platforms():
    (typed,) = line_heard(line_event(message={"type": "text", "id": "7", "text": "ก\x00ข"}))
    (pressed,) = line_heard(line_event(type="postback", postback={"data": "=a\x00"}))
    (file,) = line_heard(line_event(message={"type": "file", "id": "7", "fileName": "../ก\n.pdf", "fileSize": 1}))
    assert [it.what for it in (typed, pressed, file) if it] == [
        Typed("กข"),
        Pressed(button="=a"),
        SentFile(handle="7", message="7", kind="file", name="ก .pdf", size=1),
    ]
    said = telegram_heard(text="ก\x00ข", **{"from": {"id": 5, "first_name": "มาลี\n\u202e", "last_name": "\u200b"}})
    assert said is not None
    assert (said.what, said.name) == (Typed("กข"), "มาลี")
    sent = telegram_heard(document={"file_id": "f", "file_name": "a/b\x00.pdf"}, caption="ค\x00")
    assert sent is not None
    assert isinstance(sent.what, SentFile)
    assert (sent.what.name, sent.what.caption) == ("b.pdf", "ค")
