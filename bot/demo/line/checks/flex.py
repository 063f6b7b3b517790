"""Flex Messages: bubbles, carousels and every component, each property with the values it may have."""

import re
from typing import Any

import msgspec

from bot.demo.line.checks.actions import FLEX_ACTION, FLEX_BUTTON_ACTION, FLEX_VIDEO_ACTION
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
    string,
    url,
    whole,
)

# LINE says "30 KB" and "50 KB" without saying of what: the stricter reading is thousands of bytes of UTF-8.
LARGEST_BUBBLE = 30_000
LARGEST_CAROUSEL = 50_000
MOST_BUBBLES = 12
MOST_COMPONENTS = 1000
LONGEST_TEXT = 2000
LOWEST_RATIO = 3
NUMBER = r"[0-9]+(\.[0-9]+)?"
STEPS = "xs|sm|md|lg|xl|xxl"
SIZES = f"xxs|{STEPS}|3xl|4xl|5xl"

PIXELS_OR_PERCENT = matching(rf"{NUMBER}(px|%)", "pixels or a percentage")
SPACE = matching(rf"none|{STEPS}|{NUMBER}px", "none, xs, sm, md, lg, xl, xxl or pixels")
PADDING = matching(rf"none|{STEPS}|{NUMBER}(px|%)", "none, xs, sm, md, lg, xl, xxl, pixels or a percentage")
OFFSET = matching(rf"none|{STEPS}|-?{NUMBER}(px|%)", "none, xs, sm, md, lg, xl, xxl, pixels or a percentage")
BORDER = matching(rf"none|light|normal|medium|semi-bold|bold|{NUMBER}px", "a border width or pixels")
FONT_SIZE = matching(rf"{SIZES}|{NUMBER}px", "a font size or pixels")
IMAGE_SIZE = matching(rf"{SIZES}|full|{NUMBER}(px|%)", "an image size, pixels or a percentage")
COLOUR = matching("#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?", "a colour code #RRGGBB or #RRGGBBAA")
ANGLE = matching(r"([0-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9])(\.[0-9]+)?deg", "an angle from 0deg up to 360deg")
CENTRE = matching(r"100(\.0+)?%|[0-9]{1,2}(\.[0-9]+)?%", "a percentage between 0% and 100%")
HTTPS = url("https")
WORDS = string(LONGEST_TEXT)
RATIO = re.compile(rf"({NUMBER}):({NUMBER})")


def _ratio(value: Any, path: str, faults: Faults) -> None:
    match = RATIO.fullmatch(value) if isinstance(value, str) else None
    width, height = (float(match[1]), float(match[3])) if match else (0.0, 0.0)
    if not (1 <= width <= 100_000 and 1 <= height <= 100_000):
        faults.append(Fault("Must be {width}:{height}, each between 1 and 100000", path))
    elif height > LOWEST_RATIO * width:
        faults.append(Fault("The height may not be more than three times the width", path))


def _text_or_spans(text: dict[str, Any], path: str, faults: Faults) -> None:
    if "text" not in text and "contents" not in text:
        faults.append(Fault("Either text or contents must be set", f"{path}.text"))


COMPONENTS: dict[str, Check] = {}
IN_ROWS_AND_COLUMNS = ("box", "button", "image", "text", "separator", "filler")
ON_A_BASELINE = ("icon", "text", "filler")
CONTENTS = {
    "horizontal": listed(kinds(COMPONENTS, *IN_ROWS_AND_COLUMNS), least=0, most=MOST_COMPONENTS),
    "vertical": listed(kinds(COMPONENTS, *IN_ROWS_AND_COLUMNS), least=0, most=MOST_COMPONENTS),
    "baseline": listed(kinds(COMPONENTS, *ON_A_BASELINE), least=0, most=MOST_COMPONENTS),
}
WITHOUT_EFFECT_ON_A_BASELINE = ("gravity", "offsetBottom")


def _children(box: dict[str, Any], path: str, faults: Faults) -> None:
    CONTENTS[box["layout"]](box["contents"], f"{path}.contents", faults)
    if box["layout"] != "baseline":
        return
    for index, child in enumerate(box["contents"]):
        faults.extend(
            Fault("Can't be used in a baseline box", f"{path}.contents[{index}].{name}")
            for name in WITHOUT_EFFECT_ON_A_BASELINE
            if isinstance(child, dict) and name in child
        )


def _is_list(value: Any, path: str, faults: Faults) -> None:
    if not isinstance(value, list):
        faults.append(Fault("Must be an array", path))


PLACED: dict[str, Check] = {
    "type": anything,
    "margin": SPACE,
    "position": choice("relative", "absolute"),
    "offsetTop": OFFSET,
    "offsetBottom": OFFSET,
    "offsetStart": OFFSET,
    "offsetEnd": OFFSET,
}
LETTERS: dict[str, Check] = {
    "type": anything,
    "text": WORDS,
    "size": FONT_SIZE,
    "color": COLOUR,
    "weight": choice("regular", "bold"),
    "style": choice("normal", "italic"),
    "decoration": choice("none", "underline", "line-through"),
}
FLEX = whole(0)
GRAVITY = choice("top", "bottom", "center")
ALIGN = choice("start", "end", "center")
SHRINK = choice("shrink-to-fit")
BACKGROUNDS = {
    "linearGradient": Shape(
        {
            "type": anything,
            "angle": ANGLE,
            "startColor": COLOUR,
            "endColor": COLOUR,
            "centerColor": COLOUR,
            "centerPosition": CENTRE,
        },
        required=["angle", "startColor", "endColor"],
    )
}
SPANS = {"span": Shape(LETTERS, required=["text"])}
BOX = Shape(
    PLACED
    | {
        "layout": choice(*CONTENTS),
        "contents": _is_list,
        "flex": FLEX,
        "spacing": SPACE,
        "backgroundColor": COLOUR,
        "borderColor": COLOUR,
        "borderWidth": BORDER,
        "cornerRadius": SPACE,
        "width": PIXELS_OR_PERCENT,
        "maxWidth": PIXELS_OR_PERCENT,
        "height": PIXELS_OR_PERCENT,
        "maxHeight": PIXELS_OR_PERCENT,
        **dict.fromkeys(["paddingAll", "paddingTop", "paddingBottom", "paddingStart", "paddingEnd"], PADDING),
        "action": FLEX_ACTION,
        "justifyContent": choice("center", "flex-start", "flex-end", "space-between", "space-around", "space-evenly"),
        "alignItems": choice("center", "flex-start", "flex-end"),
        "background": kinds(BACKGROUNDS),
    },
    required=["layout", "contents"],
    also=[_children],
)
TEXT = Shape(
    PLACED
    | LETTERS
    | {
        "flex": FLEX,
        "align": ALIGN,
        "gravity": GRAVITY,
        "wrap": flag,
        "lineSpacing": matching(rf"{NUMBER}px", "pixels"),
        "action": FLEX_ACTION,
        "maxLines": whole(0),
        "contents": listed(kinds(SPANS), most=MOST_COMPONENTS),
        "adjustMode": SHRINK,
        "scaling": flag,
    },
    also=[_text_or_spans],
)
BUTTON = Shape(
    PLACED
    | {
        "flex": FLEX,
        "color": COLOUR,
        "style": choice("primary", "secondary", "link"),
        "action": FLEX_BUTTON_ACTION,
        "gravity": GRAVITY,
        "height": choice("sm", "md"),
        "adjustMode": SHRINK,
        "scaling": flag,
    },
    required=["action"],
)
IMAGE = Shape(
    PLACED
    | {
        "url": HTTPS,
        "flex": FLEX,
        "align": ALIGN,
        "gravity": GRAVITY,
        "size": IMAGE_SIZE,
        "aspectRatio": _ratio,
        "aspectMode": choice("cover", "fit"),
        "backgroundColor": COLOUR,
        "action": FLEX_ACTION,
        "animated": flag,
    },
    required=["url"],
)
ICON = Shape(PLACED | {"url": HTTPS, "size": FONT_SIZE, "aspectRatio": _ratio, "scaling": flag}, required=["url"])
VIDEO = Shape(
    {
        "type": anything,
        "url": HTTPS,
        "previewUrl": HTTPS,
        "altContent": kinds(COMPONENTS, "box", "image"),
        "aspectRatio": _ratio,
        "action": FLEX_VIDEO_ACTION,
    },
    required=["url", "previewUrl", "altContent"],
)
COMPONENTS |= {
    "box": BOX,
    "button": BUTTON,
    "image": IMAGE,
    "video": VIDEO,
    "icon": ICON,
    "text": TEXT,
    "span": SPANS["span"],
    "separator": Shape({"type": anything, "margin": SPACE, "color": COLOUR}),
    "filler": Shape({"type": anything, "flex": FLEX}),
}

BLOCKS = ("header", "hero", "body", "footer")
BLOCK_STYLE = Shape({"backgroundColor": COLOUR, "separator": flag, "separatorColor": COLOUR})
WIDE_ENOUGH_FOR_VIDEO = ("kilo", "mega", "giga")


def _blocks(bubble: dict[str, Any], path: str, faults: Faults) -> None:
    if not any(block in bubble for block in BLOCKS):
        faults.append(Fault("At least one block must be specified", path))
    video = bubble.get("hero", {}).get("type") == "video"
    if video and bubble.get("size", "mega") not in WIDE_ENOUGH_FOR_VIDEO:
        faults.append(Fault("A video needs the size kilo, mega or giga", f"{path}.size"))


def _no_larger(most: int, container: dict[str, Any], path: str, faults: Faults) -> None:
    size = len(msgspec.json.encode(container))
    if size > most:
        faults.append(Fault(f"Must be at most {most} bytes of JSON, is {size}", path))


def _bubble_size(bubble: dict[str, Any], path: str, faults: Faults) -> None:
    _no_larger(LARGEST_BUBBLE, bubble, path, faults)


def _one_width(carousel: dict[str, Any], path: str, faults: Faults) -> None:
    bubbles = carousel["contents"]
    if len({bubble.get("size", "mega") for bubble in bubbles}) > 1:
        faults.append(Fault("All bubbles must have the same size", f"{path}.contents"))
    faults.extend(
        Fault("A video can't be used in a carousel", f"{path}.contents[{index}].hero")
        for index, bubble in enumerate(bubbles)
        if bubble.get("hero", {}).get("type") == "video"
    )
    _no_larger(LARGEST_CAROUSEL, carousel, path, faults)


A_BOX = kinds(COMPONENTS, "box")
CONTAINERS: dict[str, Check] = {
    "bubble": Shape(
        {
            "type": anything,
            "size": choice("nano", "micro", "deca", "hecto", "kilo", "mega", "giga"),
            "direction": choice("ltr", "rtl"),
            "header": A_BOX,
            "hero": kinds(COMPONENTS, "box", "image", "video"),
            "body": A_BOX,
            "footer": A_BOX,
            "styles": Shape(dict.fromkeys(BLOCKS, BLOCK_STYLE)),
            "action": FLEX_ACTION,
        },
        also=[_blocks, _bubble_size],
    )
}
CONTAINERS["carousel"] = Shape(
    {"type": anything, "contents": listed(kinds(CONTAINERS, "bubble"), most=MOST_BUBBLES)},
    required=["contents"],
    also=[_one_width],
)
