"""Workbooks for tests: a shipped framework's, changed as somebody would in a spreadsheet program."""

from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import openpyxl

from messages.documents.framework_faults import Fault
from messages.documents.framework_plain import plain
from messages.documents.workbook.names import Names
from messages.documents.workbook.reading import read
from messages.documents.workbook.telling import told
from messages.documents.workbook.writing import workbook
from rules.framework_file import judge
from rules.frameworks import Framework
from tests.examples import TEXTS, YEAR, framework

THAI, ENGLISH = Names(TEXTS, "th"), Names(TEXTS, "en")
DAY = date(2026, 10, 1)
Change = Callable[[Any], object]


@cache
def written(name: str | None = "department-2548") -> bytes:
    """The workbook of a shipped framework, or the empty one."""
    return workbook(plain(framework(name)) if name else {}, THAI, DAY, sample=plain(framework()))


def changed(change: Change, name: str | None = "department-2548") -> bytes:
    """The workbook after somebody changed it; formulas have no stored value then."""
    book = openpyxl.load_workbook(BytesIO(written(name)))
    change(book)
    return saved(book)


def saved(book: Any) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def column(sheet: Any, title: str) -> int:
    """The number of a column from 1; a star marks what has to be filled in."""
    return next(cell.column for cell in sheet[1] if str(cell.value).rstrip(" *") == title)


def put(book: Any, sheet: str, row: int, title: str, value: object, shape: str | None = None) -> None:
    """Type something into a cell, in a number format of Excel's."""
    cell = book[sheet].cell(row, column(book[sheet], title))
    cell.value = value
    if shape:
        cell.number_format = shape


def line(book: Any, sheet: str, title: str, value: object) -> None:
    """Type something into a form."""
    next(row for row in book[sheet] if str(row[0].value).rstrip(" *") == title)[1].value = value


def taken(content: bytes, names: Names = THAI) -> Framework | list[tuple[str, str]] | Fault:
    """The framework of a workbook, or its mistakes in words with their places, or why it cannot be read."""
    book = read(content, names)
    if isinstance(book, Fault):
        return book
    judged = judge(book.values, asked=None, current=YEAR)
    mistakes = told(book, () if isinstance(judged, Framework) else judged)
    return judged if isinstance(judged, Framework) and not mistakes else mistakes


def framework_in(content: bytes, names: Names = THAI) -> Framework:
    """The framework of a workbook without a mistake."""
    found = taken(content, names)
    assert isinstance(found, Framework), found
    return found


def mistakes_in(content: bytes, names: Names = THAI) -> list[tuple[str, str]]:
    """Place and sentence of every mistake in a workbook that can be read."""
    found = taken(content, names)
    assert isinstance(found, list), found
    return found


def of_many_units(values: dict[str, Any]) -> None:
    """One indicator binds more units than one cell holds."""
    codes = [f"{number:039}" for number in range(900)]
    bound = {"code": "1", "name": "x", "method": "number", "frequency": 1, "units": codes}
    values.update(units=[{"code": code} for code in codes], indicators=[bound], posts=[])
