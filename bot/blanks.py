"""The blank forms beside a framework's file: read before it is judged, and written where it is written."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from handlers.file_kinds import kind_of
from rules.framework_blanks import LARGEST, Beside, BlankFault, named
from rules.frameworks import Blank
from storage.files import HEAD


def beside(file: Path, values: Mapping[str, Any]) -> Beside:
    """What is known of each blank form that the plain values of a framework's file name."""
    return {path: _read(file.parent, path) for path in named(values)}


def _read(folder: Path, path: str) -> Blank | BlankFault:
    place = folder / path
    try:
        if not place.is_file():
            return "form_file_missing"
        if not place.resolve().is_relative_to(folder.resolve()):
            return "form_file_outside"
        with place.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except (OSError, ValueError):
        return "form_file_missing"
    if len(content) > LARGEST:
        return "form_file_too_large"
    kind = kind_of(content[:HEAD], len(content))
    if kind.refused:
        return "form_file_unknown"
    return Blank(name=path, media_type=kind.media_type, sha256=sha256(content).hexdigest(), content=content)
