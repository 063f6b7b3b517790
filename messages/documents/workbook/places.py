"""Where in a workbook a value stands: sheet, row and column as they are called there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from messages.documents.workbook.layout import SHEETS, Column, Sheet
from messages.documents.workbook.names import Names
from rules.frameworks import Fact

_LAST = re.compile(r"(\.[^.\[\]]*|\[[0-9]+\]|^[^.\[\]]+)$")
_LETTERS = 26


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A sheet (empty for the whole file), its row from 1 (0 for none), a column's title and number from 0 (-1 for one
    that is not there). In a `form` the title stands in the row."""

    sheet: str = ""
    row: int = 0
    title: str = ""
    column: int = -1
    form: bool = False

    def told(self, names: Names) -> str:
        """The place as people look for it."""
        if not self.sheet:
            return names.line("workbook.whole_file")
        said: dict[str, str | int] = {"sheet": self.sheet}
        if not self.title:
            return names.line("workbook.at_row", **said, row=self.row) if self.row else self.sheet_alone(names)
        if self.column < 0 or not self.row:
            return names.line("workbook.at_column", **said, column=self.title)
        said |= {"row": self.row, "column": self.title, "cell": f"{letters(self.column)}{self.row}"}
        return names.line("workbook.at_line" if self.form else "workbook.at_cell", **said)

    def sheet_alone(self, names: Names) -> str:
        """The place by its sheet only."""
        return names.line("workbook.at_sheet", sheet=self.sheet)


@dataclass(frozen=True, kw_only=True)
class Spotted:
    """A mistake in a workbook: its place, its sentence's code, what the sentence mentions, the column it is about."""

    at: Spot
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    column: Column | None = None


@dataclass(kw_only=True)
class Found:
    """A sheet of the layout as a workbook has it: its name there, and by key its columns, or in a form its rows."""

    sheet: Sheet
    name: str
    titles: dict[str, str] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)

    def spot(self, names: Names, column: Column | None, row: int = 0) -> Spot:
        """The place of a key, in the row of a table."""
        if column is None:
            return Spot(sheet=self.name, row=row)
        title, at = self.titles.get(column.key) or names.title(column.title), self.at.get(column.key, -1)
        if self.sheet.form:
            return Spot(sheet=self.name, row=at + 1, title=title, column=1, form=True)
        return Spot(sheet=self.name, row=row, title=title, column=at)


@dataclass(kw_only=True)
class Places:
    """Where each table of the plain values stands, by its key path."""

    sheets: dict[str, Found] = field(default_factory=dict)
    rows: dict[str, tuple[str, int]] = field(default_factory=dict)

    def spot(self, place: str, names: Names) -> tuple[Spot, Column | None]:
        """The place of a key path, and its column; of what is not there itself, of that which it would stand in."""
        table = place
        while table and table not in self.rows:
            table = _above(table)
        if table:
            sheet, row = self.rows[table]
        else:
            sheet, row = _listed(place), 0
        if not sheet:
            return Spot(), None
        rest = place.removeprefix(table).removeprefix(".")
        found = self.sheets.get(sheet) or _absent(sheet, names)
        column = _column(found.sheet, rest)
        return found.spot(names, column, row), column


def letters(column: int) -> str:
    """The letters of a column, from 0."""
    return (letters(column // _LETTERS - 1) if column >= _LETTERS else "") + chr(ord("A") + column % _LETTERS)


def _above(place: str) -> str:
    return _LAST.sub("", place)


def _listed(place: str) -> str:
    """The sheet of a list or a form that is not there, or holds nothing."""
    root = place.partition(".")[0].partition("[")[0]
    paths = {
        sheet.path: sheet.name for sheet in reversed(SHEETS) if sheet.path and not (sheet.child and not sheet.makes)
    }
    return paths.get(root) or ("general" if root else "")


def _absent(name: str, names: Names) -> Found:
    sheet = next(sheet for sheet in SHEETS if sheet.name == name)
    return Found(sheet=sheet, name=names.sheet(name))


def _column(sheet: Sheet, key: str) -> Column | None:
    """The column of a key path in a row's table: its own, that of the whole it is part of, or its first part's."""
    while key:
        under = [it for it in sheet.columns if it.key == key or it.key.startswith((f"{key}.", f"{key}["))]
        if under:
            return under[0]
        key = _above(key)
    return None
