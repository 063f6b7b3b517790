"""One cell of a workbook to the plain value that it stands for, and back."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from messages import reading, reading_dates
from messages.documents.workbook.layout import OURS, Column, Sheet
from messages.documents.workbook.names import Names
from messages.reading_dates import Confirm, ReadDate
from rules.fiscal import to_buddhist
from rules.framework_days import FIRST_BUDDHIST
from rules.framework_fields import tidy

NONE = "–"
"""Stands for a list with nothing in it, where an empty cell means what is usual."""
_NONE = (NONE, "-", "—")
_BETWEEN = {"texts": "\n", "codes": ",;\\s", "wholes": ",;\\s"}
"""What parts the items of a list; an item with such a sign in it stands in quotation marks."""
_QUOTED = r'"(?:[^"]|"")*+"'
_SOME_DAY = date(2000, 1, 1)
"""For days without a year; which year is near to it does not matter."""
_YEAR_FIRST = re.compile(r"[0-9๐-๙]{4}-[0-9๐-๙]{1,2}")
LONGEST_CELL = 32_767
"""Signs that Excel takes in one cell."""

Cell = str | int | Decimal | bool | date | datetime | time | timedelta


class TooLong(Exception):
    """A value does not fit into a cell."""


def exact(raw: Any, *, per_cent: bool) -> Cell:
    """The cell without the noise of binary fractions, whole numbers as such; 0.85 shown as 85% is 85."""
    if isinstance(raw, str):
        return raw.replace("\r\n", "\n")
    if isinstance(raw, bool) or not isinstance(raw, float | int):
        return raw
    number = Decimal(repr(raw)) * (100 if per_cent else 1)
    if number.is_finite() and number == number.to_integral_value():
        return int(number)
    return number.normalize() if number.is_finite() else str(raw)


def is_empty(cell: Cell) -> bool:
    """Whether nothing to be seen stands there."""
    return isinstance(cell, str) and not tidy(cell)


def shown(cell: Cell) -> str:
    """The cell as people see it, near enough to find it."""
    match cell:
        case bool():
            return str(cell).upper()
        case Decimal():
            return f"{cell:f}"
        case date():
            return f"{cell.day}/{cell.month}/{cell.year}"
        case _:
            return str(cell).strip()


def meant(cell: Cell, column: Column, sheet: Sheet, names: Names) -> Any:
    """The plain value that a cell stands for; one that cannot be understood as it stands, for the judge to refuse."""
    if column.what in _BETWEEN:
        return _list(cell, column, sheet, names)
    if column.what == "flag":
        return {"yes": True, "no": False}.get(names.chosen("flag", shown(cell)) or "", cell)
    if column.what in ("code", "choice"):
        return _chosen(_digits(cell), column, names)
    return _READ[column.what](cell)


def written(value: Any, column: Column, sheet: Sheet, names: Names) -> str | int | Decimal:
    """What stands in the cell for a plain value. Raises TooLong."""
    match value:
        case None:
            return ""
        case bool():
            return names.word("flag", "yes" if value else "no")
        case list():
            found = _joined([_item(item, column, sheet, names) for item in value], column)
        case int() | Decimal() if column.what in ("number", "whole"):
            return value if f"{exact(float(value), per_cent=False):f}" == f"{value:f}" else f"{value:f}"
        case str() if column.what in ("day", "month"):
            found = "/".join(part.lstrip("0") for part in reversed(value.split("-")))
        case _:
            found = names.word(column.choice, str(value)) if column.choice else str(value)
    if len(found) > LONGEST_CELL:
        raise TooLong(column.key)
    return found


def _item(item: Any, column: Column, sheet: Sheet, names: Names) -> str:
    if column.key == OURS:
        return names.told_path(sheet, str(item))
    return names.word(column.choice, str(item)) if column.choice else str(item)


def _joined(items: Sequence[str], column: Column) -> str:
    apart = re.compile(f"[{_BETWEEN[column.what]}]")
    if not items:
        return NONE
    told = [f'"{it.replace(chr(34), chr(34) * 2)}"' if _is_quoted(it, apart) else it for it in items]
    return (", " if column.what == "wholes" else "\n").join(told)


def _is_quoted(item: str, apart: re.Pattern[str]) -> bool:
    return bool(apart.search(item)) or item.startswith('"') or item in _NONE


def _list(cell: Cell, column: Column, sheet: Sheet, names: Names) -> Any:
    """The items of a list, or the cell where it can be none."""
    if isinstance(cell, bool | date | datetime | time | timedelta):
        return cell
    items = _items(cell, column)
    if column.key == OURS:
        return [names.meant_path(sheet, item) for item in items]
    if column.what == "wholes":
        return [_whole(item) for item in items]
    return [_chosen(item, column, names) for item in items]


def _items(cell: Cell, column: Column) -> list[str]:
    typed = shown(cell).strip()
    if typed in _NONE:
        return []
    apart = _BETWEEN[column.what]
    found = re.findall(rf"(?:^|(?<=[{apart}]))\s*({_QUOTED}(?=\s*(?:[{apart}]|$))|[^{apart}]+)", typed)
    return [tidy(_unquoted(item)) for item in found if tidy(item)]


def _unquoted(item: str) -> str:
    return item[1:-1].replace('""', '"') if re.fullmatch(_QUOTED, item) else item


def _digits(cell: Cell) -> Any:
    return shown(cell) if isinstance(cell, int | Decimal) and not isinstance(cell, bool) else cell


def _chosen(value: Any, column: Column, names: Names) -> Any:
    if not column.choice or not isinstance(value, str):
        return value
    return names.chosen(column.choice, value) or value


def _number(cell: Cell) -> Any:
    """Digit for digit, as a file has it: 0.0500 that is text keeps its noughts."""
    found = reading.number(cell, negative=True) if isinstance(cell, str) else None
    if found is None:
        return cell
    return found.value if int(found.value.as_tuple().exponent) < 0 else int(found.value)


def _whole(cell: Cell) -> Any:
    found = _number(cell)
    return int(found) if isinstance(found, Decimal) and found == found.to_integral_value() else found


def _hour(cell: Cell) -> Any:
    """16.30 typed as a number is meant as half past four."""
    if isinstance(cell, timedelta) and not cell.days:
        return time(cell.seconds // 3600, cell.seconds // 60 % 60)
    if isinstance(cell, Decimal) and cell > 1:
        cell = f"{cell:.2f}"
    return (reading.hour(cell) or cell) if isinstance(cell, str) else cell


def _day(cell: Cell) -> Any:
    """As a file writes it, with a Buddhist year: a cell of Excel's own dates that shows 30/3/2548 means that."""
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    if isinstance(cell, date) and not isinstance(cell, datetime):
        year = cell.year if cell.year >= FIRST_BUDDHIST else to_buddhist(cell.year)
        return f"{year}-{cell:%m-%d}"
    return _typed_day(cell.strip()) if isinstance(cell, str) else cell


def _typed_day(typed: str) -> str:
    if not any(map(str.isdigit, typed)):
        return typed
    found = reading_dates.date(typed, _SOME_DAY)
    if not isinstance(found, ReadDate):
        return _impossible(typed)
    day = f"{found.value:%m-%d}"
    return day if found.confirm is Confirm.NO_YEAR else f"{to_buddhist(found.value.year)}-{day}"


def _impossible(typed: str) -> str:
    """A day that is in no calendar, in the form in which the judge says so."""
    parts = re.split(r"\s*[/.-]\s*", typed)
    return "-".join(reversed(parts)) if len(parts) in (2, 3) and all(map(str.isdecimal, parts)) else typed


def _month(cell: Cell) -> Any:
    if isinstance(cell, date):
        day = _day(cell)
        return day.rpartition("-")[0] if isinstance(day, str) else day
    typed = shown(cell)
    for tried in (f"{typed}-1" if _YEAR_FIRST.fullmatch(typed) else f"1/{typed}", f"1 {typed}"):
        day = _typed_day(tried)
        if re.fullmatch(r"([0-9]{4}-)?[0-9]{2}-01", day):
            return day.removesuffix("-01")
    return typed


_READ: dict[str, Callable[[Cell], Any]] = {
    "text": _digits,
    "number": _number,
    "whole": _whole,
    "hour": _hour,
    "day": _day,
    "month": _month,
}
