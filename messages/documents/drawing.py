"""The pen of pictures: a drawing of ours with its words and numbers as data, in one font that is always there."""

import json
from pathlib import Path
from typing import Any

PIXELS_AN_INCH = 144.0
THAI_LINE = Path(__file__).with_suffix(".typ")
"""A drawing of one line alone: whether any can be drawn."""


class Undrawn(Exception):
    """The picture lacks something, such as a font, and would look wrong."""


def png(
    drawing: Path, data: dict[str, Any], *, pixels_an_inch: float = PIXELS_AN_INCH, font_folder: Path | None = None
) -> bytes:
    """A .typ file with these data as .png: the same bytes each time. Raises Undrawn."""
    import fontpkg_sarabun
    import typst

    content, warnings = typst.compile_with_warnings(
        drawing,
        format="png",
        ppi=pixels_an_inch,
        font_paths=[font_folder or fontpkg_sarabun.ROOT / "files"],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    if warnings or not isinstance(content, bytes):
        raise Undrawn(", ".join(warning.message for warning in warnings))
    return content
