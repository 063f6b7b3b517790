"""The rows of a sheet become tables of the plain values, the lines of a form its keys."""

import re
from typing import Any

from messages.documents.workbook.book import Book, Grid, nearest
from messages.documents.workbook.cells import LONGEST_CELL, is_empty, meant, shown
from messages.documents.workbook.guard import Place
from messages.documents.workbook.layout import OURS, Column, Sheet, children
from messages.documents.workbook.names import NEEDED
from messages.documents.workbook.places import Found, Spot
from messages.plain import plain
from rules.framework_fields import LONGEST_CODE, tidy

HEAD_WITHIN = 10
"""The row of titles is one of the first so many."""
EMPTY: dict[str, Any] = {"text": "", "code": "", "texts": [], "codes": []}
"""What an empty cell says whose column is marked as ours."""
_KEY = re.compile(r"(?P<root>\w+)(?:\.(?P<inner>\w+)|\[(?P<number>\d)\])?")
Values = dict[str, Any]


def take(book: Book, sheet: Sheet, grid: Grid) -> None:
    """Add what a sheet says to the book. A sheet whose rows belong to another's comes after that one."""
    found = Found(sheet=sheet, name=grid.name)
    book.places.sheets[sheet.name] = found
    _form(book, found, grid) if sheet.form else _table(book, found, grid)


def _form(book: Book, found: Found, grid: Grid) -> None:
    sheet, called, values = found.sheet, book.names.columns_called(found.sheet), Values()
    heading = {plain(book.names.texts.line(it, "workbook.form_line")) for it in book.names.texts.by_language}
    for row, cells in enumerate(grid.rows):
        name = _title(cells[0]) if cells else ""
        column, at = called.get(plain(name)), Spot(sheet=grid.name, row=row + 1, title=name, column=1, form=True)
        if column is not None and column.key in found.at:
            book.wrong(at, "line_twice")
        elif column is not None:
            found.at[column.key], found.titles[column.key] = row, name
        elif len(cells) > 1 and not is_empty(cells[1]) and plain(name) not in heading:
            book.wrong(at, "unknown_line", nearest=nearest(name, _titles(book, sheet)))
    for column in sheet.columns:
        if column.key in found.at:
            _keep(book, found, values, column, (found.at[column.key], 1), grid)
    _mark_empty(sheet, values)
    book.places.rows[sheet.path] = (sheet.name, 0)
    if values:
        book.values |= {sheet.path: values} if sheet.path else values


def _table(book: Book, found: Found, grid: Grid) -> None:
    called = book.names.columns_called(found.sheet)
    heads = [[called.get(plain(_title(cell))) for cell in row] for row in grid.rows[:HEAD_WITHIN]]
    head = max(range(len(heads)), key=lambda row: sum(it is not None for it in heads[row]))
    if not any(heads[head]):
        titles = (book.names.title(column.title) for column in found.sheet.columns)
        book.wrong(Spot(sheet=grid.name), "no_titles", titles=" · ".join(titles))
        return
    for place, column in enumerate(heads[head]):
        _column(book, found, grid, (head, place), column)
    for row in range(head + 1, len(grid.rows)):
        _row(book, found, grid, row)


def _column(book: Book, found: Found, grid: Grid, place: Place, column: Column | None) -> None:
    head, at = place
    title = _title(grid.rows[head][at])
    spot = Spot(sheet=grid.name, row=head + 1, title=title or "?", column=at)
    if column is not None and column.key in found.at:
        book.wrong(spot, "column_twice")
    elif column is not None:
        found.at[column.key], found.titles[column.key] = at, title
    elif title:
        book.wrong(spot, "unknown_column", nearest=nearest(title, _titles(book, found.sheet)))
    elif any(not is_empty(row[at]) for row in grid.rows[head + 1 :]):
        book.wrong(spot, "no_title")


def _row(book: Book, found: Found, grid: Grid, row: int) -> None:
    sheet, values = found.sheet, Values()
    for column in sheet.columns:
        if column.key in found.at:
            _keep(book, found, values, column, (row, found.at[column.key]), grid)
    if not values:
        return
    parent = values.pop(sheet.columns[0].key, None) if sheet.child else None
    _mark_empty(sheet, values)
    if not sheet.child:
        _add(book, book.values, sheet.path, sheet.path, values, (sheet.name, row + 1))
        return
    owner = _owner(book, found, parent, row)
    if owner is not None and (values or not sheet.makes):
        path, table = owner
        _add(book, table, sheet.child, f"{path}.{sheet.child}", values, (sheet.name, row + 1))


def _add(book: Book, table: Values, key: str, path: str, values: Values, at: tuple[str, int]) -> None:
    listed = table.setdefault(key, [])
    listed.append(values)
    book.places.rows[f"{path}[{len(listed)}]"] = at


def _owner(book: Book, found: Found, code: Any, row: int) -> tuple[str, Values] | None:
    """The table that a row belongs to, by the code in its first column."""
    sheet = found.sheet
    listed, spot = book.values.get(sheet.path, []), found.spot(book.names, sheet.columns[0], row + 1)
    if code is None:
        book.wrong(spot, "missing")
        return None
    typed = tidy(str(code))
    for number, table in enumerate(listed, 1):
        if tidy(str(table.get("code", ""))) == typed:
            return f"{sheet.path}[{number}]", table
    if sheet.makes:
        table = Values(code=code)
        _add(book, book.values, sheet.path, sheet.path, table, (sheet.name, row + 1))
        return f"{sheet.path}[{len(book.values[sheet.path])}]", table
    known = [tidy(str(table.get("code", ""))) for table in listed]
    book.wrong(spot, "unknown_name", what="indicator", value=typed[:LONGEST_CODE], nearest=nearest(typed, known))
    return None


def _keep(book: Book, found: Found, values: Values, column: Column, place: Place, grid: Grid) -> None:
    """Put what a cell says under its key, unless it is empty."""
    row, at = place
    cell = grid.rows[row][at] if at < len(grid.rows[row]) else ""
    spot = found.spot(book.names, column, row + 1)
    if place in grid.scanned.errors:
        book.wrong(spot, "cell_in_error")
    elif place in grid.scanned.unreckoned:
        book.wrong(spot, "unreckoned")
    elif is_empty(cell):
        return
    elif isinstance(cell, str) and len(cell) > LONGEST_CELL:
        book.wrong(spot, "too_long", longest=LONGEST_CELL)
    elif not _put(values, column.key, meant(cell, column, found.sheet, book.names)):
        book.wrong(spot, "one_before_missing")


def _put(values: Values, key: str, value: Any) -> bool:
    """Put a value under a key path; False where those before it in its list are missing."""
    part = _KEY.fullmatch(key)
    root, inner, number = (part["root"], part["inner"], part["number"]) if part else (key, None, None)
    if inner:
        values.setdefault(root, {})[inner] = value
    elif number:
        listed = values.setdefault(root, [])
        listed.append(value)
        return len(listed) == int(number)
    else:
        values[root] = value
    return True


def _mark_empty(sheet: Sheet, values: Values) -> None:
    """What is marked as ours stands there, also where there is nothing of it."""
    ours = values.get(OURS)
    below = () if sheet.child else children(sheet.path)
    empty = {column.root: [] for column in sheet.own if "[" in column.key} | {it.child: [] for it in below}
    empty |= {column.key: EMPTY[column.what] for column in sheet.own if column.what in EMPTY}
    for key in ours if isinstance(ours, list) else ():
        if key in empty and key not in values:
            values[key] = list(empty[key]) if isinstance(empty[key], list) else empty[key]


def _title(cell: Any) -> str:
    return " ".join(shown(cell).rstrip(f"{NEEDED} \n").split())


def _titles(book: Book, sheet: Sheet) -> list[str]:
    return [title for column in sheet.columns for title in book.names.all_titles(column.title)]
