"""The message objects with their quick replies, and the request bodies that carry one to five of them."""

import re
from typing import Any

from bot.demo.line.checks.actions import QUICK_REPLY_ACTION
from bot.demo.line.checks.flex import CONTAINERS
from bot.demo.line.checks.imagemaps import IMAGEMAP
from bot.demo.line.checks.primitives import (
    Check,
    Fault,
    Faults,
    Shape,
    anything,
    choice,
    flag,
    kinds,
    listed,
    matching,
    number,
    string,
    url,
    whole,
)
from bot.demo.line.checks.templates import TEMPLATES

MOST_MESSAGES = 5
MOST_QUICK_REPLIES = 13
MOST_RECIPIENTS = 500
MOST_EMOJIS = 20
HTTPS = url("https")
ALT_TEXT = string(1500)
TOKEN = string(1000)
PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([0-9A-Za-z_]{1,20})\}|[{}]")


def _emojis_at_dollars(text: dict[str, Any], path: str, faults: Faults) -> None:
    units = text["text"].encode("utf-16-le", "surrogatepass")
    faults.extend(
        Fault("Must be the position of a $ in text", f"{path}.emojis[{place}].index")
        for place, emoji in enumerate(text.get("emojis", ()))
        if units[2 * emoji["index"] : 2 * emoji["index"] + 2] != b"$\0"
    )


def _placeholders_filled(text: dict[str, Any], path: str, faults: Faults) -> None:
    known = text.get("substitution", {})
    for found in PLACEHOLDER.finditer(text["text"]):
        if found[0] in ("{", "}"):
            faults.append(Fault("{ and } must be used in pairs", f"{path}.text"))
        elif found[1] and found[1] not in known:
            faults.append(Fault(f"No substitution for {found[1]}", f"{path}.substitution"))


EMOJI: dict[str, Check] = {"productId": string(100), "emojiId": string(100)}
MENTIONEES = {
    "user": Shape({"type": anything, "userId": string(33)}, required=["userId"]),
    "all": Shape({"type": anything}),
}
SUBSTITUTIONS = {
    "emoji": Shape(EMOJI | {"type": anything}, required=list(EMOJI)),
    "mention": Shape({"type": anything, "mentionee": kinds(MENTIONEES)}, required=["mentionee"]),
}
SUBSTITUTION = kinds(SUBSTITUTIONS)


def _substitution(value: Any, path: str, faults: Faults) -> None:
    if not isinstance(value, dict):
        faults.append(Fault("Must be an object", path))
        return
    if len(value) > 100:
        faults.append(Fault("Size must be between 0 and 100", path))
    for name, each in value.items():
        SUBSTITUTION(each, f"{path}.{name}", faults)


QUICK_REPLY = Shape(
    {
        "items": listed(
            Shape(
                {"type": choice("action"), "imageUrl": HTTPS, "action": QUICK_REPLY_ACTION},
                required=["type", "action"],
            ),
            most=MOST_QUICK_REPLIES,
        )
    },
    required=["items"],
)
MESSAGES: dict[str, Shape] = {
    "text": Shape(
        {
            "text": string(5000),
            "emojis": listed(Shape(EMOJI | {"index": whole(0)}, required=["index", *EMOJI]), most=MOST_EMOJIS),
            "quoteToken": TOKEN,
        },
        required=["text"],
        also=[_emojis_at_dollars],
    ),
    "textV2": Shape(
        {"text": string(5000), "substitution": _substitution, "quoteToken": TOKEN},
        required=["text"],
        also=[_placeholders_filled],
    ),
    "sticker": Shape(
        {"packageId": string(20), "stickerId": string(20), "quoteToken": TOKEN}, required=["packageId", "stickerId"]
    ),
    "image": Shape(
        {"originalContentUrl": HTTPS, "previewImageUrl": HTTPS}, required=["originalContentUrl", "previewImageUrl"]
    ),
    "video": Shape(
        {
            "originalContentUrl": HTTPS,
            "previewImageUrl": HTTPS,
            "trackingId": matching("[-.=,+*()%$&;:@{}!?<>\\[\\]a-zA-Z0-9]{1,100}", "a tracking ID"),
        },
        required=["originalContentUrl", "previewImageUrl"],
    ),
    "audio": Shape({"originalContentUrl": HTTPS, "duration": whole(1)}, required=["originalContentUrl", "duration"]),
    "location": Shape(
        {
            "title": string(100),
            "address": string(100),
            "latitude": number(-90, 90),
            "longitude": number(-180, 180),
        },
        required=["title", "address", "latitude", "longitude"],
    ),
    "coupon": Shape({"couponId": string(100), "deliveryTag": string(30)}, required=["couponId"]),
    "imagemap": IMAGEMAP,
    "template": Shape({"altText": ALT_TEXT, "template": kinds(TEMPLATES)}, required=["altText", "template"]),
    "flex": Shape({"altText": ALT_TEXT, "contents": kinds(CONTAINERS)}, required=["altText", "contents"]),
}
for _shape in MESSAGES.values():
    _shape.fields |= {
        "type": anything,
        "quickReply": QUICK_REPLY,
        "sender": Shape({"name": string(20), "iconUrl": HTTPS}),
    }

SENT: dict[str, Check] = {"messages": listed(kinds(MESSAGES), most=MOST_MESSAGES)}
LOUD_OR_NOT: dict[str, Check] = {"notificationDisabled": flag}
UNITS: dict[str, Check] = {
    "customAggregationUnits": listed(matching("[a-zA-Z0-9_]{1,30}", "1 to 30 of a-z, A-Z, 0-9 and _"), most=1, least=0)
}
BODIES: dict[str, Shape] = {
    "validate": Shape(SENT, required=["messages"]),
    "reply": Shape(SENT | LOUD_OR_NOT | {"replyToken": TOKEN}, required=["replyToken", "messages"]),
    "push": Shape(SENT | LOUD_OR_NOT | UNITS | {"to": string(100)}, required=["to", "messages"]),
    "multicast": Shape(
        SENT | LOUD_OR_NOT | UNITS | {"to": listed(string(100), most=MOST_RECIPIENTS)}, required=["to", "messages"]
    ),
}


def faults_of(kind: str, body: Any) -> Faults:
    """What LINE would object to in the body of a reply, push, multicast or validate request; empty when it is fine."""
    faults: Faults = []
    BODIES[kind](body, "", faults)
    return faults
