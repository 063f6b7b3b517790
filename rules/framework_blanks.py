"""The blank forms that lie beside a framework's file: where one may lie, and what is wrong with one that is named."""

import re
from collections.abc import Mapping
from typing import Any, Literal

from rules.framework_fields import Fields, tidy
from rules.frameworks import Blank

KEY = "form_file"
LARGEST = 1024 * 1024
"""In bytes."""
BlankFault = Literal["form_file_missing", "form_file_too_large", "form_file_unknown", "form_file_outside"]
Beside = Mapping[str, Blank | BlankFault]
"""What is known of the files that `named` names: each as it is, or what is wrong with it."""
_OUTSIDE = re.compile(r"[/\\]|.*[\\:]|(.*/)?\.\.?(/|$)")


def named(values: Mapping[str, Any]) -> frozenset[str]:
    """The paths of all blank forms in a file's plain values that do not leave its folder."""
    tables = values.get("indicators")
    listed = [it for it in tables if isinstance(it, dict)] if isinstance(tables, list) else []
    found = (tidy(it[KEY]) for it in listed if isinstance(it.get(KEY), str))
    return frozenset(path for path in found if path and not _OUTSIDE.match(path))


def blank(fields: Fields, beside: Beside) -> Blank | None:
    """The blank form of an indicator, or None where it names none that can be taken."""
    path = fields.text(KEY, "")
    found = beside.get(path, "form_file_outside" if _OUTSIDE.match(path) else "form_file_missing") if path else None
    if isinstance(found, str):
        fields.wrong(KEY, found, **({"most": LARGEST // 1024} if found == "form_file_too_large" else {}))
        return None
    return found
