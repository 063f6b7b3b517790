"""How it stands as a picture for a phone: months across, units down, a sign and a colour in each cell."""

from pathlib import Path
from typing import Any

import msgspec

from messages import states
from messages.chart import Chart
from messages.documents import drawing

DRAWING = Path(__file__).with_suffix(".typ")


def picture(chart: Chart) -> bytes:
    """The .png, 1080 pixels wide. Raises drawing.Undrawn."""
    return drawing.png(DRAWING, shown(chart))


def shown(chart: Chart) -> dict[str, Any]:
    """All words of the picture, and how each state looks."""
    looks = {
        state.value: {"area": look.area, "edge": look.edge, "text": look.text, "pattern": look.pattern}
        for state, look in states.LOOKS.items()
    }
    return {**msgspec.to_builtins(chart), "looks": looks}
