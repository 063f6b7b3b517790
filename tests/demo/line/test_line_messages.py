"""What LINE refuses of message objects, quick replies, actions and templates, and where it says so."""

import pytest

from bot.demo.line.checks.messages import faults_of

TEXT = {"type": "text", "text": "ทันเวลา"}
LABELLED = {"type": "message", "label": "ส่ง", "text": "ส่ง"}


def faults(*messages):
    return [(fault.property, fault.message) for fault in faults_of("validate", {"messages": list(messages)})]


def places(*messages):
    return [place for place, _ in faults(*messages)]


def quick(*actions):
    return TEXT | {"quickReply": {"items": [{"type": "action", "action": action} for action in actions]}}


def template(**more):
    return {"type": "template", "altText": "เลือก", "template": more}


def buttons(**more):
    return template(**({"type": "buttons", "text": "เลือก", "actions": [LABELLED]} | more))


def carousel(*columns):
    return template(type="carousel", columns=list(columns))


COLUMN = {"text": "หน้า", "actions": [LABELLED]}
ACTION = "messages[0].quickReply.items[0].action"

FINE = {
    "text": TEXT,
    "the longest text": TEXT | {"text": "ก" * 5000},
    "a LINE emoji": {
        "type": "text",
        "text": "ก🍎$",
        "emojis": [{"index": 3, "productId": "5ac1bfd5040ab15980c9b435", "emojiId": "001"}],
    },
    "a substitution": {
        "type": "textV2",
        "text": "{{จริง}} {who}",
        "substitution": {"who": {"type": "mention", "mentionee": {"type": "all"}}},
    },
    "thirteen quick replies": quick(*[LABELLED] * 13),
    "a camera": quick({"type": "camera", "label": "ถ่ายรูป"}),
    "a label of twenty graphemes": quick(LABELLED | {"label": "ที่" * 20}),
    "a picker": quick(
        {"type": "datetimepicker", "label": "วัน", "data": "d", "mode": "datetime", "min": "2026-01-01t00:00"}
    ),
    "a phone number": quick({"type": "uri", "label": "โทร", "uri": "tel:021234567"}),
    "a LINE address": quick({"type": "uri", "label": "เปิด", "uri": "https://line.me/R/oaMessage/%40id/?%E0%B8%81"}),
    "a keyboard with a text": quick(
        {"type": "postback", "label": "แก้", "data": "x", "inputOption": "openKeyboard", "fillInText": "ก\nข"}
    ),
    "an image": {"type": "image", "originalContentUrl": "https://a.th/b.png", "previewImageUrl": "https://a.th/c.png"},
    "buttons": buttons(title="ราย" * 13, text="ก" * 60),
    "confirm": template(type="confirm", text="ใช่หรือไม่", actions=[LABELLED, LABELLED]),
    "a carousel": carousel(*[COLUMN] * 10),
    "an image carousel": template(
        type="image_carousel", columns=[{"imageUrl": "https://a.th/b.png", "action": {"type": "message", "text": "ก"}}]
    ),
}

REFUSED = {
    "no messages": ([], ["messages"]),
    "six messages": ([TEXT] * 6, ["messages"]),
    "an unknown kind": ([{"type": "file", "url": "https://a.th/b.pdf"}], ["messages[0].type"]),
    "no kind": ([{"text": "ก"}], ["messages[0].type"]),
    "a text without text": ([{"type": "text"}], ["messages[0].text"]),
    "an empty text": ([TEXT | {"text": ""}], ["messages[0].text"]),
    "a text too long": ([TEXT | {"text": "ก" * 5001}], ["messages[0].text"]),
    "a text too long in code units": ([TEXT | {"text": "🍎" * 2501}], ["messages[0].text"]),
    "a number as text": ([TEXT | {"text": 5}], ["messages[0].text"]),
    "nothing as text": ([TEXT | {"text": None}], ["messages[0].text"]),
    "an unknown property": ([TEXT | {"colour": "red"}], ["messages[0].colour"]),
    "the second of two": ([TEXT, TEXT | {"text": ""}], ["messages[1].text"]),
    "an emoji beside its $": (
        [{"type": "text", "text": "🍎$", "emojis": [{"index": 1, "productId": "a", "emojiId": "1"}]}],
        ["messages[0].emojis[0].index"],
    ),
    "a brace alone": ([{"type": "textV2", "text": "{ก"}], ["messages[0].text"]),
    "a brace unfilled": ([{"type": "textV2", "text": "{who}"}], ["messages[0].substitution"]),
    "fourteen quick replies": ([quick(*[LABELLED] * 14)], ["messages[0].quickReply.items"]),
    "a quick reply without label": ([quick({"type": "message", "text": "ก"})], [f"{ACTION}.label"]),
    "a label of 21 graphemes": ([quick(LABELLED | {"label": "ที่" * 21})], [f"{ACTION}.label"]),
    "a camera without label": ([quick({"type": "camera"})], [f"{ACTION}.label"]),
    "a menu switch outside a rich menu": (
        [quick({"type": "richmenuswitch", "label": "ก", "data": "d", "richMenuAliasId": "a"})],
        [f"{ACTION}.type"],
    ),
    "301 units of data": (
        [quick({"type": "postback", "label": "ก", "data": "d" * 301})],
        [f"{ACTION}.data"],
    ),
    "a postback without data": ([quick({"type": "postback", "label": "ก"})], [f"{ACTION}.data"]),
    "two texts of one postback": (
        [quick({"type": "postback", "label": "ก", "data": "d", "text": "ก", "displayText": "ก"})],
        [f"{ACTION}.text"],
    ),
    "a filled-in text without keyboard": (
        [quick({"type": "postback", "label": "ก", "data": "d", "fillInText": "ก"})],
        [f"{ACTION}.fillInText"],
    ),
    "a scheme of elsewhere": ([quick({"type": "uri", "label": "ก", "uri": "ftp://a.th"})], [f"{ACTION}.uri"]),
    "an address not encoded": ([quick({"type": "uri", "label": "ก", "uri": "https://a.th/ก"})], [f"{ACTION}.uri"]),
    "a bare percent sign": ([quick({"type": "uri", "label": "ก", "uri": "https://a.th/%"})], [f"{ACTION}.uri"]),
    "an address without host": ([quick({"type": "uri", "label": "ก", "uri": "https:///x"})], [f"{ACTION}.uri"]),
    "a picker of 2101": (
        [quick({"type": "datetimepicker", "label": "ก", "data": "d", "mode": "date", "max": "2101-01-01"})],
        [f"{ACTION}.max"],
    ),
    "a picker with a time in a date": (
        [quick({"type": "datetimepicker", "label": "ก", "data": "d", "mode": "date", "initial": "2026-01-01T00:00"})],
        [f"{ACTION}.initial"],
    ),
    "a picker upside down": (
        [quick({"type": "datetimepicker", "label": "ก", "data": "d", "mode": "time", "min": "10:00", "max": "09:00"})],
        [f"{ACTION}.max"],
    ),
    "a picture over http": (
        [{"type": "image", "originalContentUrl": "http://a.th/b.png", "previewImageUrl": "https://a.th/c.png"}],
        ["messages[0].originalContentUrl"],
    ),
    "a sender's name too long": ([TEXT | {"sender": {"name": "ก" * 21}}], ["messages[0].sender.name"]),
    "an altText too long": ([buttons() | {"altText": "ก" * 1501}], ["messages[0].altText"]),
    "five buttons": ([buttons(actions=[LABELLED] * 5)], ["messages[0].template.actions"]),
    "a long text beside a title": ([buttons(title="ก", text="ก" * 61)], ["messages[0].template.text"]),
    "a long text alone": ([buttons(text="ก" * 161)], ["messages[0].template.text"]),
    "a camera in a template": (
        [buttons(actions=[{"type": "camera", "label": "ก"}])],
        ["messages[0].template.actions[0].type"],
    ),
    "a confirm of one": (
        [template(type="confirm", text="ก", actions=[LABELLED])],
        ["messages[0].template.actions"],
    ),
    "eleven columns": ([carousel(*[COLUMN] * 11)], ["messages[0].template.columns"]),
    "columns with unlike buttons": (
        [carousel(COLUMN, COLUMN | {"actions": [LABELLED] * 2})],
        ["messages[0].template.columns"],
    ),
    "a title in one column only": ([carousel(COLUMN, COLUMN | {"title": "ก"})], ["messages[0].template.columns"]),
}


@pytest.mark.parametrize("message", FINE.values(), ids=FINE.keys())
def test_line_takes(message):
    assert faults(message) == []


@pytest.mark.parametrize(("messages", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_line_refuses(messages, expected):
    assert places(*messages) == expected


def test_all_faults_are_told_at_once():
    assert places(TEXT | {"text": ""}, {"type": "text"}) == ["messages[0].text", "messages[1].text"]


def test_an_unknown_property_of_the_body_is_refused():
    body = {"to": "U" + "a1" * 16, "messages": [TEXT], "notify": False}
    assert faults_of("push", body)[0].property == "notify"


@pytest.mark.parametrize("value", [[], "text", 5, None, True])
def test_what_is_no_object_is_refused_wherever_it_stands(value):
    for body in (value, {"messages": value}, {"messages": [value]}, {"messages": [TEXT | {"quickReply": value}]}):
        assert faults_of("validate", body)
