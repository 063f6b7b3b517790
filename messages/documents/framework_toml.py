"""Framework files in TOML: bytes become plain values by key, or the one fault that keeps the file from being read."""

import tomllib
from decimal import Decimal
from typing import Any

from messages.documents.framework_faults import Fault

LARGEST = 2 * 1024 * 1024
_LINE = "at line "


def read(content: bytes) -> dict[str, Any] | Fault:
    """The file's values: texts, int, Decimal (digit for digit), bool, dates and times, lists and tables of them.

    The place of a value is its key path. A byte-order mark is allowed, as Windows editors write it.
    """
    if len(content) > LARGEST:
        return Fault(code="too_large")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Fault(code="not_utf8", line=content.count(b"\n", 0, error.start) + 1)
    return _parsed(text)


def _parsed(text: str) -> dict[str, Any] | Fault:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        return Fault(code="not_toml", line=_line(str(error), text))
    # Thousands of digits and thousands of brackets are refused by Python itself, without a place.
    except (ValueError, RecursionError):
        return Fault(code="not_toml")


def _line(message: str, text: str) -> int:
    _, found, after = message.rpartition(_LINE)
    digits = after.partition(",")[0] if found else ""
    return int(digits) if digits.isdecimal() else text.count("\n") + 1
