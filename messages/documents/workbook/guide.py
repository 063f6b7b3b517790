"""The sheets beside the workbook's own: what goes where, an example, the words of the closed lists."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from messages.documents.workbook.layout import CHOICES, SHEETS, Sheet
from messages.documents.workbook.looks import Looks, put
from messages.documents.workbook.names import NEEDED, Names
from messages.documents.workbook.rows import Written, rows

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

ADVICE = (
    "workbook.guide_1",
    "workbook.guide_2",
    "workbook.guide_3",
    "workbook.guide_4",
    "workbook.guide_5",
    "workbook.guide_6",
    "workbook.guide_7",
    "workbook.guide_8",
)
SHOWN = 3
"""Rows of each sheet in the example."""
NUMBERS = ("tier", "upper_tier", "round", "year")
"""The closed lists that are numbers."""
LIST_TITLES = {"upper_tier": "round_tier", "kind": "penalty_kind", "flag": "list_flag", "year": "year_shift"}
"""Of those lists that are not called as their columns are."""


def title(names: Names, sheet: Sheet, number: int) -> str:
    """The title of a column, marked where it has to be filled in."""
    column = sheet.columns[number]
    return names.title(column.title) + (f" {NEEDED}" if column.needed else "")


def guide(page: "Worksheet", names: Names, looks: Looks) -> None:
    """Advice, then every column of every sheet with what goes into it."""
    page.set_column(0, 0, 26, looks.note)
    page.set_column(1, 1, 30, looks.note)
    page.set_column(2, 2, 96, looks.note)
    put(page, 0, 0, names.line("workbook.guide_title"), looks.title)
    for row, key in enumerate(ADVICE, 2):
        page.merge_range(row, 0, row, 2, "", looks.note)
        put(page, row, 0, names.line(key), looks.note)
        page.set_row(row, 44)
    row = len(ADVICE) + 3
    for place, key in enumerate(("workbook.guide_sheet", "workbook.guide_column", "workbook.form_help")):
        put(page, row, place, names.line(key), looks.head)
    for sheet in SHEETS:
        row += 1
        page.write_url(row, 0, f"internal:'{names.sheet(sheet.name)}'!A1", looks.head, names.sheet(sheet.name))
        put(page, row, 1, "", looks.head)
        put(page, row, 2, names.help(f"sheet_{sheet.name}"), looks.head)
        for number, column in enumerate(sheet.columns):
            row += 1
            put(page, row, 1, title(names, sheet, number), looks.note)
            put(page, row, 2, names.help(column.help), looks.note)


def lists(page: "Worksheet", names: Names, looks: Looks) -> None:
    """The closed lists, each in a column."""
    for column, (choice, words) in enumerate(CHOICES.items()):
        page.set_column(column, column, 24, looks.text)
        put(page, 0, column, names.title(LIST_TITLES.get(choice, choice)), looks.head)
        for row, word in enumerate(words, 1):
            called: Written = int(word) if choice in NUMBERS else names.word(choice, word)
            put(page, row, column, called, looks.number if choice in NUMBERS else looks.text)


def example(page: "Worksheet", names: Names, looks: Looks, values: Mapping[str, Any]) -> None:
    """The first rows of each sheet as one office filled them in."""
    page.set_column(0, 40, 28, looks.sample)
    put(page, 0, 0, names.line("workbook.example_title"), looks.title)
    row = 1
    for sheet in SHEETS:
        found = [line for line, _ in zip(rows(sheet, values, names), range(SHOWN), strict=False) if any(map(str, line))]
        if not found:
            continue
        filled = [number for number in range(len(sheet.columns)) if any(str(line[number]) for line in found)]
        put(page, row + 1, 0, names.sheet(sheet.name), looks.title)
        for place, number in enumerate(filled):
            put(page, row + 2, place, title(names, sheet, number), looks.head)
            for below, line in enumerate(found, 3):
                put(page, row + below, place, line[number], looks.sample)
        row += len(found) + 3
