"""Where a fault happened, for the log: places and classes only, never anybody's words."""

import traceback
from pathlib import Path


def where(fault: BaseException) -> str:
    """The last places that it passed through, innermost last."""
    frames = traceback.extract_tb(fault.__traceback__)[-4:]
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
