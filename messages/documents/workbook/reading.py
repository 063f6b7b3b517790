"""A framework's workbook read: its cells become the plain values that a file would give, with the place of each."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from messages.documents.framework_faults import Fault
from messages.documents.workbook.book import Book, Grid, nearest
from messages.documents.workbook.cells import exact, is_empty
from messages.documents.workbook.guard import Scanned, examined
from messages.documents.workbook.layout import SHEETS, Sheet
from messages.documents.workbook.names import Names
from messages.documents.workbook.places import Spot
from messages.documents.workbook.tables import take


def read(content: bytes, names: Names) -> Book | Fault:
    """The workbook as plain values, or why it cannot be read at all."""
    safe = examined(content)
    if isinstance(safe, Fault):
        return safe
    from python_calamine import CalamineError, load_workbook

    try:
        opened = load_workbook(io.BytesIO(safe.content))
        grids = [_grid(opened.get_sheet_by_name(it.name).to_python(skip_empty_area=False), it) for it in safe.sheets]
    except CalamineError:
        return Fault(code="not_workbook")
    book = Book(names=names)
    for sheet, grid in sorted(_known(book, grids), key=lambda it: SHEETS.index(it[0])):
        take(book, sheet, grid)
    return book


def _grid(raw: list[list[Any]], scanned: Scanned) -> Grid:
    """A merged cell's value counts for every row that it reaches over."""
    rows = [
        [exact(value, per_cent=(row, column) in scanned.percents) for column, value in enumerate(values)]
        for row, values in enumerate(raw)
    ]
    for (top, left), (bottom, _) in scanned.merged:
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row):
                row[left] = rows[top][left]
    return Grid(name=scanned.name, rows=rows, scanned=scanned)


def _known(book: Book, grids: Sequence[Grid]) -> Iterator[tuple[Sheet, Grid]]:
    """The sheets of the layout that hold something. What nobody sees is not taken."""
    seen: set[str] = set()
    titles = [title for it in SHEETS for title in book.names.all_titles(f"sheet_{it.name}")]
    for grid in grids:
        called, at = book.names.sheet_called(grid.name), Spot(sheet=grid.name)
        if isinstance(called, str) or all(map(is_empty, (cell for row in grid.rows for cell in row))):
            continue
        if called is None:
            book.wrong(at, "unknown_sheet", nearest=nearest(grid.name, titles))
        elif grid.scanned.hidden:
            book.wrong(at, "hidden_sheet")
        elif called.name in seen:
            book.wrong(at, "sheet_twice")
        else:
            seen.add(called.name)
            yield called, grid
