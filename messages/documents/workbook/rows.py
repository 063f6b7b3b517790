"""The plain values of a framework as the rows of the workbook's sheets."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from messages.documents.workbook.cells import written
from messages.documents.workbook.layout import Sheet
from messages.documents.workbook.names import Names

Written = str | int | Decimal
_PART = re.compile(r"\w+")


def rows(sheet: Sheet, values: Mapping[str, Any], names: Names) -> Iterator[list[Written]]:
    """What stands in a sheet, row by row; of a form one row with all its values. Raises TooLong."""
    for table in _tables(sheet, values):
        yield [written(_at(table, column.key), column, sheet, names) for column in sheet.columns]


def _tables(sheet: Sheet, values: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if sheet.form:
        yield values.get(sheet.path, {}) if sheet.path else values
        return
    for table in values.get(sheet.path, ()):
        if not sheet.child:
            yield table
            continue
        owner = {sheet.columns[0].key: table["code"]}
        below = table.get(sheet.child, ())
        yield from ({**it, **owner} for it in below)
        if sheet.makes and not below:
            yield owner


def _at(table: Mapping[str, Any], key: str) -> Any:
    """The value under a key path: a key, a key in a table below, or a place from 1 in a list; None where it is not."""
    value: Any = table
    for part in _PART.findall(key):
        match value:
            case Mapping():
                value = value.get(part)
            case list() | tuple():
                value = value[int(part) - 1] if int(part) <= len(value) else None
            case _:
                return value if key.endswith(".document") else None
    return value
