"""How the cells of the workbook look."""

from decimal import Decimal
from typing import TYPE_CHECKING

from messages.documents.spreadsheets import FONT

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

AS_TEXT = "@"
_CELL = {**FONT, "valign": "top", "text_wrap": True}
_HEAD = {**_CELL, "bold": True, "valign": "vcenter", "border": 1, "border_color": "#A6A6A6"}


class Looks:
    """The formats of one workbook. Cells are text from the start, so that 10.10 and 30/3 stay as they are typed."""

    def __init__(self, book: "Workbook") -> None:
        self.title = book.add_format({**FONT, "bold": True, "font_size": 20})
        self.note = book.add_format({**_CELL, "font_color": "#595959"})
        self.head = book.add_format({**_HEAD, "bg_color": "#E8EEF4"})
        self.needed = book.add_format({**_HEAD, "bg_color": "#FCE4D6"})
        self.text = book.add_format({**_CELL, "num_format": AS_TEXT})
        self.number = book.add_format({**_CELL, "align": "right"})
        self.sample = book.add_format({**_CELL, "italic": True, "font_color": "#7F7F7F", "num_format": AS_TEXT})


def put(sheet: "Worksheet", row: int, column: int, cell: str | int | Decimal, look: "Format") -> None:
    """Write a cell: a number as such, all else as text and nothing but text."""
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, look)
    else:
        sheet.write_number(row, column, float(cell), look)
