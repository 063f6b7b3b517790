"""The workbook written: empty to be filled in, or with a framework; with explanations, drop-downs and an example."""

import io
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from messages.documents.spreadsheets import A4, SAFE, properties
from messages.documents.workbook.guide import example, guide, lists, title
from messages.documents.workbook.layout import CHOICES, SHEETS, Column, Sheet
from messages.documents.workbook.looks import Looks, put
from messages.documents.workbook.names import Names
from messages.documents.workbook.places import letters
from messages.documents.workbook.rows import Written, rows

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

OFFERED = 2000
"""Rows with drop-downs."""
LONGEST_HINT, LONGEST_HEADING = 255, 32
"""Signs that Excel shows beside a cell."""
EVERYWHERE = "A1:XFD1048576"
FORM = (("workbook.form_line", 34), ("workbook.form_value", 56), ("workbook.form_help", 96))
"""The titles and widths of a form's columns."""
FEW = 6
"""So many columns need no second one to stay in sight."""
SEVERAL = ("codes",)
"""What takes several items in a cell: a drop-down offers one, and others may be typed."""


def workbook(values: Mapping[str, Any], names: Names, made: date, *, sample: Mapping[str, Any] | None = None) -> bytes:
    """The .xlsx of a framework's plain values, or without any the empty one; two of the same are the same bytes.

    `sample`: the values of the example. Raises TooLong for what no cell can hold.
    """
    from xlsxwriter import Workbook

    filled = [(sheet, list(rows(sheet, values, names))) for sheet in SHEETS]
    content = io.BytesIO()
    book = Workbook(content, SAFE)
    book.set_properties(properties(str(values.get("title", "")) or names.line("workbook.guide_title"), made))
    looks = Looks(book)
    guide(_page(book.add_worksheet(names.sheet("guide"))), names, looks)
    for sheet, lines in filled:
        page = _page(book.add_worksheet(names.sheet(sheet.name)))
        page.set_tab_color(sheet.colour)
        (_form if sheet.form else _table)(page, sheet, lines, names, looks)
    lists(_page(book.add_worksheet(names.sheet("lists"))), names, looks)
    if sample is not None:
        example(_page(book.add_worksheet(names.sheet("example"))), names, looks, sample)
    book.close()
    return content.getvalue()


def _page(page: "Worksheet") -> "Worksheet":
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    page.set_footer("&L&A&R&P / &N")
    page.ignore_errors({"number_stored_as_text": EVERYWHERE})
    return page


def _table(page: "Worksheet", sheet: Sheet, lines: list[list[Written]], names: Names, looks: Looks) -> None:
    for place, column in enumerate(sheet.columns):
        look = looks.number if _is_number(column) else looks.text
        page.set_column(place, place, column.width, look)
        put(page, 0, place, title(names, sheet, place), looks.needed if column.needed else looks.head)
        page.data_validation(1, place, max(OFFERED, len(lines)), place, _help(column, names))
        for row, line in enumerate(lines, 1):
            if line[place] != "":
                put(page, row, place, line[place], look)
    page.freeze_panes(1, 2 if len(sheet.columns) > FEW else 1)
    page.repeat_rows(0)


def _form(page: "Worksheet", sheet: Sheet, lines: list[list[Written]], names: Names, looks: Looks) -> None:
    for place, (key, width) in enumerate(FORM):
        page.set_column(place, place, width, looks.text)
        put(page, 0, place, names.line(key), looks.head)
    for row, column in enumerate(sheet.columns, 1):
        put(page, row, 0, title(names, sheet, row - 1), looks.needed if column.needed else looks.head)
        put(page, row, 1, lines[0][row - 1], looks.text)
        put(page, row, 2, names.help(column.help), looks.note)
        page.data_validation(row, 1, row, 1, _help(column, names))
    page.freeze_panes(1, 1)
    page.repeat_rows(0)


def _is_number(column: Column) -> bool:
    return column.what in ("number", "whole")


def _help(column: Column, names: Names) -> dict[str, Any]:
    """What Excel shows beside a chosen cell, and what it offers."""
    shown = {
        "input_title": names.title(column.title)[:LONGEST_HEADING],
        "input_message": names.help(column.help)[:LONGEST_HINT],
    }
    source = _offered(column, names)
    if not source:
        return {"validate": "any", **shown}
    refused = {
        "show_error": column.what not in SEVERAL,
        "error_type": "warning" if column.refers else "stop",
        "error_title": shown["input_title"],
        "error_message": names.line("workbook.choose"),
    }
    return {"validate": "list", "source": source, **shown, **refused}


def _offered(column: Column, names: Names) -> str:
    """The cells that a drop-down is made of: a closed list, or the codes in another sheet as far as there are any."""
    if column.choice:
        at = letters(list(CHOICES).index(column.choice))
        return f"='{names.sheet('lists')}'!${at}$2:${at}${len(CHOICES[column.choice]) + 1}"
    if not column.refers:
        return ""
    first = f"'{names.sheet(column.refers)}'!$A$2"
    return f"=OFFSET({first},0,0,MAX(1,COUNTA({first}:$A${OFFERED + 1})),1)"
