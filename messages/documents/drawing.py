"""Pictures drawn by typst, in our own font and no other."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

THAI_LINE = Path(__file__).with_suffix(".typ")
"""A drawing of one line alone: whether any can be drawn."""


class Undrawn(Exception):
    """The picture lacks something, such as a font, and would look wrong."""


def fonts() -> Path:
    """Where Sarabun is."""
    import fontpkg_sarabun

    return Path(fontpkg_sarabun.ROOT) / "files"


def png(drawing: Path, data: Mapping[str, Any], *, pixels_an_inch: float, font_folder: Path | None = None) -> bytes:
    """A `.typ` file with its words and numbers. Raises Undrawn."""
    import typst

    try:
        content, warnings = typst.compile_with_warnings(
            drawing,
            format="png",
            ppi=pixels_an_inch,
            font_paths=[font_folder or fonts()],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
    except typst.TypstError as error:
        raise Undrawn(str(error)) from None
    if warnings or not isinstance(content, bytes):
        raise Undrawn(", ".join(warning.message for warning in warnings))
    return content
