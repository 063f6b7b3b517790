"""What LINE refuses of Flex Messages."""

import pytest

from bot.demo.line.checks.messages import faults_of

HELLO = {"type": "text", "text": "สวัสดี"}
PICTURE = {"type": "image", "url": "https://a.th/b.png"}
TAP = {"type": "postback", "label": "ส่ง", "data": "send"}


def box(*contents, layout="vertical", **more):
    return {"type": "box", "layout": layout, "contents": list(contents)} | more


def bubble(*contents, **more):
    return {"type": "bubble", "body": box(*contents)} | more


def carousel(*bubbles):
    return {"type": "carousel", "contents": list(bubbles)}


def places(container):
    message = {"type": "flex", "altText": "การ์ด", "contents": container}
    prefix = "messages[0].contents"
    return [fault.property.removeprefix(prefix) for fault in faults_of("validate", {"messages": [message]})]


VIDEO = {"type": "video", "url": "https://a.th/b.mp4", "previewUrl": "https://a.th/b.png", "altContent": PICTURE}

FINE = {
    "a text": bubble(HELLO),
    "an empty box": bubble(box()),
    "a card as we draw it": bubble(
        HELLO | {"size": "xxs", "color": "#8C8C8C", "wrap": True, "maxLines": 2, "flex": 0, "margin": "12px"},
        {"type": "separator", "margin": "md", "color": "#0072B280"},
        box(
            HELLO | {"flex": 3, "gravity": "center"},
            {"type": "button", "action": TAP, "height": "sm"},
            layout="horizontal",
        ),
        box({"type": "icon", "url": "https://a.th/i.png", "size": "sm"}, HELLO, layout="baseline", spacing="sm"),
        size="mega",
        header=box(HELLO, backgroundColor="#0072B2", paddingAll="5%"),
        footer=box({"type": "button", "style": "primary", "color": "#0072B2", "action": TAP}),
        styles={"footer": {"separator": True}},
    ),
    "spans": bubble({"type": "text", "contents": [{"type": "span", "text": "ตัวหนา", "weight": "bold"}]}),
    "a picture of 1.51:1": bubble(PICTURE | {"aspectRatio": "1.51:1", "size": "full", "aspectMode": "cover"}),
    "a bar with an offset": bubble(box(HELLO, position="absolute", offsetTop="-2px", width="40%", cornerRadius="4px")),
    "a gradient": bubble(
        box(
            background={"type": "linearGradient", "angle": "0deg", "startColor": "#ffffff", "endColor": "#00000000"},
        )
    ),
    "a video as hero": bubble(HELLO, hero=VIDEO),
    "twelve bubbles": carousel(*[bubble(HELLO, size="kilo")] * 12),
    "a label of forty graphemes": bubble({"type": "button", "action": TAP | {"label": "ที่" * 40}}),
    "a tap on a box without label": bubble(box(HELLO, action={"type": "message", "text": "ก"})),
}

FIRST = ".body.contents[0]"
REFUSED = {
    "no container": ({"type": "box"}, [".type"]),
    "a bubble of nothing": ({"type": "bubble"}, [""]),
    "an unknown size": (bubble(HELLO, size="huge"), [".size"]),
    "an unknown property": (bubble(HELLO | {"colour": "#000000"}), [f"{FIRST}.colour"]),
    "an unknown component": (bubble({"type": "spacer"}), [f"{FIRST}.type"]),
    "an empty text": (bubble({"type": "text", "text": ""}), [f"{FIRST}.text"]),
    "a text of nothing": (bubble({"type": "text"}), [f"{FIRST}.text"]),
    "an empty span": (
        bubble({"type": "text", "contents": [{"type": "span", "text": ""}]}),
        [f"{FIRST}.contents[0].text"],
    ),
    "a span outside a text": (bubble({"type": "span", "text": "ก"}), [f"{FIRST}.type"]),
    "a colour by name": (bubble(HELLO | {"color": "red"}), [f"{FIRST}.color"]),
    "a colour of three digits": (bubble(HELLO | {"color": "#fff"}), [f"{FIRST}.color"]),
    "a size in points": (bubble(HELLO | {"size": "12pt"}), [f"{FIRST}.size"]),
    "a size in percent": (bubble(HELLO | {"size": "50%"}), [f"{FIRST}.size"]),
    "a margin without unit": (bubble(HELLO | {"margin": "12"}), [f"{FIRST}.margin"]),
    "a size in Thai digits": (bubble(HELLO | {"size": "๑๒px"}), [f"{FIRST}.size"]),
    "half a flex": (bubble(HELLO | {"flex": 0.5}), [f"{FIRST}.flex"]),
    "a flex below zero": (bubble(HELLO | {"flex": -1}), [f"{FIRST}.flex"]),
    "wrap as a word": (bubble(HELLO | {"wrap": "true"}), [f"{FIRST}.wrap"]),
    "lines as a word": (bubble(HELLO | {"maxLines": "2"}), [f"{FIRST}.maxLines"]),
    "an unknown align": (bubble(HELLO | {"align": "left"}), [f"{FIRST}.align"]),
    "an unknown gravity": (bubble(HELLO | {"gravity": "middle"}), [f"{FIRST}.gravity"]),
    "an unknown weight": (bubble(HELLO | {"weight": "heavy"}), [f"{FIRST}.weight"]),
    "a box without contents": (bubble({"type": "box", "layout": "vertical"}), [f"{FIRST}.contents"]),
    "a box without layout": (bubble({"type": "box", "contents": []}), [f"{FIRST}.layout"]),
    "an unknown layout": (bubble(box(layout="grid")), [f"{FIRST}.layout"]),
    "a box on a baseline": (bubble(box(box(), layout="baseline")), [f"{FIRST}.contents[0].type"]),
    "a separator on a baseline": (bubble(box({"type": "separator"}, layout="baseline")), [f"{FIRST}.contents[0].type"]),
    "gravity on a baseline": (
        bubble(box(HELLO | {"gravity": "top"}, layout="baseline")),
        [f"{FIRST}.contents[0].gravity"],
    ),
    "an icon in a row": (
        bubble(box({"type": "icon", "url": "https://a.th/i.png"}, layout="horizontal")),
        [f"{FIRST}.contents[0].type"],
    ),
    "a button without action": (bubble({"type": "button"}), [f"{FIRST}.action"]),
    "a button without label": (
        bubble({"type": "button", "action": {"type": "message", "text": "ก"}}),
        [f"{FIRST}.action.label"],
    ),
    "a label too long": (bubble({"type": "button", "action": TAP | {"label": "ที่" * 41}}), [f"{FIRST}.action.label"]),
    "a camera in a button": (
        bubble({"type": "button", "action": {"type": "camera", "label": "ก"}}),
        [f"{FIRST}.action.type"],
    ),
    "a high button": (bubble({"type": "button", "action": TAP, "height": "lg"}), [f"{FIRST}.height"]),
    "an unknown style": (bubble({"type": "button", "action": TAP, "style": "danger"}), [f"{FIRST}.style"]),
    "a picture over http": (bubble({"type": "image", "url": "http://a.th/b.png"}), [f"{FIRST}.url"]),
    "a picture four times as high": (bubble(PICTURE | {"aspectRatio": "1:4"}), [f"{FIRST}.aspectRatio"]),
    "a ratio of words": (bubble(PICTURE | {"aspectRatio": "wide"}), [f"{FIRST}.aspectRatio"]),
    "an angle of 360": (
        bubble(
            box(
                background={"type": "linearGradient", "angle": "360deg", "startColor": "#ffffff", "endColor": "#000000"}
            )
        ),
        [f"{FIRST}.background.angle"],
    ),
    "a text as body": ({"type": "bubble", "body": HELLO}, [".body.type"]),
    "a text as hero": (bubble(HELLO, hero=HELLO), [".hero.type"]),
    "a video in the body": (bubble(VIDEO), [f"{FIRST}.type"]),
    "a video in a nano bubble": (bubble(HELLO, hero=VIDEO, size="nano"), [".size"]),
    "a video in a carousel": (carousel(bubble(HELLO, hero=VIDEO)), [".contents[0].hero"]),
    "thirteen bubbles": (carousel(*[bubble(HELLO)] * 13), [".contents"]),
    "an empty carousel": (carousel(), [".contents"]),
    "a carousel in a carousel": (carousel(carousel(bubble(HELLO))), [".contents[0].type"]),
    "bubbles of two sizes": (carousel(bubble(HELLO, size="kilo"), bubble(HELLO)), [".contents"]),
}


@pytest.mark.parametrize("container", FINE.values(), ids=FINE.keys())
def test_line_takes(container):
    assert places(container) == []


@pytest.mark.parametrize(("container", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_line_refuses(container, expected):
    assert places(container) == expected


def test_a_bubble_may_be_of_thirty_thousand_bytes_and_not_one_more():
    filled = bubble(*[{"type": "text", "text": "ก" * 600}] * 16)
    assert places(filled) == []
    assert places(bubble(*filled["body"]["contents"], HELLO | {"text": "ก" * 300})) == [""]


def test_a_carousel_may_be_of_fifty_thousand_bytes():
    half = bubble(*[{"type": "text", "text": "ก" * 600}] * 13)
    assert places(carousel(half, half)) == []
    assert places(carousel(half, half, half)) == [""]


def test_an_alt_text_is_needed():
    message = {"type": "flex", "contents": bubble(HELLO)}
    assert [fault.property for fault in faults_of("validate", {"messages": [message]})] == ["messages[0].altText"]
