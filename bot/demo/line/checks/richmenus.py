"""Rich menus: the object that describes one, and the size of the picture behind it."""

from typing import Any

from bot.demo.line.checks.actions import RICH_MENU_ACTION
from bot.demo.line.checks.lengths import graphemes
from bot.demo.line.checks.primitives import Fault, Faults, Shape, flag, listed, string, whole

LEAST_RATIO = 1.45
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
FRAME_HEADERS = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def _wide_enough(size: dict[str, Any], path: str, faults: Faults) -> None:
    if size["width"] / size["height"] < LEAST_RATIO:
        faults.append(Fault(f"width / height must be at least {LEAST_RATIO}", path))


AREA = Shape(
    {
        "bounds": Shape(
            {"x": whole(0), "y": whole(0), "width": whole(1, 2500), "height": whole(1)},
            required=["x", "y", "width", "height"],
        ),
        "action": RICH_MENU_ACTION,
    },
    required=["bounds", "action"],
)
RICH_MENU = Shape(
    {
        "size": Shape(
            {"width": whole(800, 2500), "height": whole(250)}, required=["width", "height"], also=[_wide_enough]
        ),
        "selected": flag,
        "name": string(300, count=graphemes),
        "chatBarText": string(14, count=graphemes),
        "areas": listed(AREA, least=0, most=20),
    },
    required=["size", "selected", "name", "chatBarText", "areas"],
)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or JPEG, None for anything else."""
    if data.startswith(PNG) and len(data) >= 24:
        return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    return _jpeg_size(data) if data.startswith(JPEG) else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        if data[place + 1] in FRAME_HEADERS:
            return int.from_bytes(data[place + 7 : place + 9]), int.from_bytes(data[place + 5 : place + 7])
        place += 2 + int.from_bytes(data[place + 2 : place + 4])
    return None
