"""Imagemap messages: a picture with areas to tap."""

from bot.demo.line.checks.actions import WEB_LINE_OR_PHONE
from bot.demo.line.checks.primitives import Check, Shape, anything, kinds, listed, string, url, whole

AREA = Shape(
    {"x": whole(0), "y": whole(0), "width": whole(1), "height": whole(1)}, required=["x", "y", "width", "height"]
)
TAP: dict[str, Check] = {"type": anything, "area": AREA, "label": string(100)}
IMAGEMAP_ACTIONS: dict[str, Check] = {
    "uri": Shape(TAP | {"linkUri": WEB_LINE_OR_PHONE}, required=["linkUri", "area"]),
    "message": Shape(TAP | {"text": string(400)}, required=["text", "area"]),
    "clipboard": Shape(TAP | {"clipboardText": string(1000)}, required=["clipboardText", "area"]),
}
HTTPS = url("https")
VIDEO = Shape(
    {
        "originalContentUrl": HTTPS,
        "previewImageUrl": HTTPS,
        "area": AREA,
        "externalLink": Shape({"linkUri": WEB_LINE_OR_PHONE, "label": string(30)}, required=["linkUri", "label"]),
    },
    required=["originalContentUrl", "previewImageUrl", "area"],
)
IMAGEMAP = Shape(
    {
        "baseUrl": HTTPS,
        "altText": string(1500),
        "baseSize": Shape({"width": whole(1040, 1040), "height": whole(1)}, required=["width", "height"]),
        "video": VIDEO,
        "actions": listed(kinds(IMAGEMAP_ACTIONS), most=50),
    },
    required=["baseUrl", "altText", "baseSize", "actions"],
)
