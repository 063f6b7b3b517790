"""Template messages: buttons, confirm, carousel and image carousel."""

from typing import Any

from bot.demo.line.checks.actions import IMAGE_CAROUSEL_ACTION, TEMPLATE_ACTION
from bot.demo.line.checks.lengths import graphemes
from bot.demo.line.checks.primitives import (
    Check,
    Fault,
    Faults,
    Shape,
    anything,
    choice,
    listed,
    matching,
    string,
    url,
)

TEXT_BESIDE_A_PICTURE_OR_TITLE = 60
COLOUR = matching("#[0-9A-Fa-f]{6}", "a colour code #RRGGBB")
TITLE = string(40, count=graphemes)
PICTURE: dict[str, Check] = {
    "imageAspectRatio": choice("rectangle", "square"),
    "imageSize": choice("cover", "contain"),
}
CARD: dict[str, Check] = {
    "thumbnailImageUrl": url("https"),
    "imageBackgroundColor": COLOUR,
    "title": TITLE,
    "defaultAction": TEMPLATE_ACTION,
}


def _short_beside_a_picture(card: dict[str, Any], path: str, faults: Faults) -> None:
    crowded = "thumbnailImageUrl" in card or "title" in card
    if crowded and graphemes(card["text"]) > TEXT_BESIDE_A_PICTURE_OR_TITLE:
        message = f"Length must be between 1 and {TEXT_BESIDE_A_PICTURE_OR_TITLE} with an image or a title"
        faults.append(Fault(message, f"{path}.text"))


def _columns_alike(carousel: dict[str, Any], path: str, faults: Faults) -> None:
    columns = carousel["columns"]
    if len({len(column["actions"]) for column in columns}) > 1:
        faults.append(Fault("All columns must have the same number of actions", f"{path}.columns"))
    faults.extend(
        Fault(f"All columns or none must have {name}", f"{path}.columns")
        for name in ("thumbnailImageUrl", "title")
        if len({name in column for column in columns}) > 1
    )


COLUMN = Shape(
    CARD | {"text": string(120, count=graphemes), "actions": listed(TEMPLATE_ACTION, most=3)},
    required=["text", "actions"],
    also=[_short_beside_a_picture],
)
IMAGE_COLUMN = Shape({"imageUrl": url("https"), "action": IMAGE_CAROUSEL_ACTION}, required=["imageUrl", "action"])
TEMPLATES: dict[str, Check] = {
    "buttons": Shape(
        CARD
        | PICTURE
        | {"type": anything, "text": string(160, count=graphemes), "actions": listed(TEMPLATE_ACTION, most=4)},
        required=["text", "actions"],
        also=[_short_beside_a_picture],
    ),
    "confirm": Shape(
        {
            "type": anything,
            "text": string(240, count=graphemes),
            "actions": listed(TEMPLATE_ACTION, least=2, most=2),
        },
        required=["text", "actions"],
    ),
    "carousel": Shape(
        PICTURE | {"type": anything, "columns": listed(COLUMN, most=10)}, required=["columns"], also=[_columns_alike]
    ),
    "image_carousel": Shape({"type": anything, "columns": listed(IMAGE_COLUMN, most=10)}, required=["columns"]),
}
