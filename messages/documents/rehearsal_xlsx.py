"""A rehearsal as a workbook: all messages with their words, the months, what came late, what lateness costs."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from messages import naming, reasons, writing
from messages.documents.spreadsheets import A4, FONT, SAFE, properties
from messages.rehearsal import Rehearsal
from messages.rehearsing import PLATFORMS, Rehearsing
from rules.penalties import Share, Verdict

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CELL = {**FONT, "valign": "vcenter"}
HEIGHT = 24
"""Points: room for the marks above and below. A message stands in one line, so that the rows stay alike."""
POINTS, COUNT = "#,##0.0000", "#,##0"
Cell = str | int | Decimal
MONTHS = (
    "rehearsing.column_month",
    "rehearsing.column_clock",
    "rehearsing.column_people",
    "rehearsing.column_sum",
    "rehearsing.column_plan",
    "rehearsing.column_over",
)


@dataclass(frozen=True, kw_only=True)
class _Column:
    title: str
    width: int


def workbook(drawn: Rehearsing, played: Rehearsal) -> bytes:
    """The .xlsx; two of the same rehearsal are the same bytes."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    book = Workbook(content, SAFE)
    book.set_properties(properties(played.title, played.first))
    for name, columns, rows in _sheets(drawn, played):
        _sheet(book, name, columns, rows)
    book.close()
    return content.getvalue()


def _sheets(drawn: Rehearsing, played: Rehearsal) -> Iterable[tuple[str, list[_Column], Iterable[Sequence[Cell]]]]:
    line = drawn.line
    day, due = _Column(title=line("rehearsing.column_day"), width=26), line("rehearsing.column_due")
    what, who = _Column(title=line("rehearsing.column_what"), width=44), line("rehearsing.column_who")
    days = _Column(title=line("rehearsing.column_days"), width=14)
    points = _Column(title=line("rehearsing.column_points"), width=14)
    messages = [
        day,
        _Column(title=line("rehearsing.column_hour"), width=10),
        _Column(title=who, width=38),
        _Column(title=line("rehearsing.column_platform"), width=11),
        _Column(title=line("rehearsing.column_paid"), width=14),
        _Column(title=line("rehearsing.column_why"), width=80),
        _Column(title=line("rehearsing.column_words"), width=90),
    ]
    yield line("rehearsing.sheet_messages"), messages, _messages(drawn, played)
    months = [_Column(title=line(key), width=22) for key in MONTHS]
    yield line("rehearsing.sheet_months"), months, _months(drawn, played)
    outcome = _Column(title=line("rehearsing.column_outcome"), width=40)
    late = [_Column(title=who, width=22), what, outcome, days, points]
    yield line("rehearsing.sheet_late"), late, _late(drawn, played)
    costs = [
        what,
        _Column(title=due, width=28),
        _Column(title=line("rehearsing.column_coming"), width=28),
        days,
        points,
        _Column(title=line("rehearsing.column_not_counted"), width=34),
        _Column(title=line("rehearsing.column_source"), width=70),
    ]
    yield line("rehearsing.sheet_costs"), costs, _costs(drawn, played)


def _messages(drawn: Rehearsing, played: Rehearsal) -> Iterable[Sequence[Cell]]:
    paid = drawn.line("rehearsing.paid")
    for told in played.told:
        yield (
            writing.full_date(told.on, drawn.language),
            writing.hour(told.at.time(), drawn.language),
            told.to.name,
            PLATFORMS[told.to.platform],
            paid if told.paid else "–",
            "; ".join(map(drawn.cause, told.causes)),
            told.words.replace("\n", " | "),
        )


def _months(drawn: Rehearsing, played: Rehearsal) -> Iterable[Sequence[Cell]]:
    for month in played.months:
        found = played.pushes(month)
        total = found.clock + found.people
        yield (
            writing.month(month.first, drawn.language),
            found.clock,
            found.people,
            total,
            played.plan,
            found.over,
        )


def _late(drawn: Rehearsing, played: Rehearsal) -> Iterable[Sequence[Cell]]:
    for came in played.came:
        counted = (len(came.verdict.days), _cost(drawn, came.verdict)) if came.verdict else ("–", "–")
        yield (came.who, drawn.what(came.what), drawn.outcome(came.verdict), *counted)


def _costs(drawn: Rehearsing, played: Rehearsal) -> Iterable[Sequence[Cell]]:
    for price in played.prices:
        due = writing.full_date(price.what.due, drawn.language) if price.what.due else "–"
        if not price.verdicts:
            yield (drawn.what(price.what), due, "–", "–", "–", "", drawn.line("rehearsing.no_rule"))
        for verdict in price.verdicts:
            source = reasons.source(drawn.texts, drawn.language, verdict.rule) if verdict.rule else ""
            on = writing.full_date(verdict.at.date(), drawn.language)
            counted = (len(verdict.days), _cost(drawn, verdict))
            yield (drawn.what(price.what), due, on, *counted, drawn.left_out(verdict), source)


def _cost(drawn: Rehearsing, verdict: Verdict) -> Cell:
    """Points as a number; a share in words, for the column adds up points."""
    cost = verdict.deduction
    return naming.amount(drawn.texts, drawn.language, cost) if isinstance(cost, Share) else cost


def _sheet(book: "Workbook", name: str, columns: list[_Column], rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({**CELL, "bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True})
    text = book.add_format(CELL)
    number, points = (book.add_format({**CELL, "num_format": each}) for each in (COUNT, POINTS))
    sheet.set_default_row(HEIGHT)
    sheet.set_row(0, 2 * HEIGHT)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            _write(sheet, (last, place), cell, (text, number, points))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: "Worksheet", place: tuple[int, int], cell: Cell, looks: "tuple[Format, Format, Format]") -> None:
    text, number, points = looks
    match cell:
        case str():
            sheet.write_string(*place, cell, text)
        case int():
            sheet.write_number(*place, cell, number)
        case Decimal():
            sheet.write_number(*place, float(cell), points)
