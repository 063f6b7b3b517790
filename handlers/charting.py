"""How the units' months stand as a picture: the same figures as the lists, a sign for each month of each unit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from messages import states, writing
from messages.chart import Cell, Chart, Line, Month, Sign
from messages.outgoing import Exhibit
from messages.states import State
from messages.texts import Texts
from rules.fiscal import FiscalYear
from rules.fiscal import Month as FiscalMonth
from storage import questions_chart
from storage.questions_chart import Square
from storage.questions_review import Matter, Scope
from storage.work import Work

MOST_LINES = 20
"""More units than these are not read in three seconds: those with most to mend are shown, the rest is counted."""
NAME = "overview.png"
URGENT = (State.LATE_OPEN, State.RETURNED, State.SOON, State.LATE_SENT, State.ON_TIME, State.SENT, State.NOTHING)
"""What a unit is known by, the most urgent first."""
COUNTED = {
    State.LATE_OPEN: "chart.late_open",
    State.RETURNED: "chart.returned",
    State.SOON: "chart.soon",
    State.LATE_SENT: "chart.late_sent",
}
SAMPLE_DAYS = 5
"""What stands for any number of days among the signs."""


@dataclass(frozen=True, kw_only=True)
class _Drawing:
    """What is drawn: squares by unit and month, the days of the latest report of a square."""

    texts: Texts
    language: str
    year: FiscalYear
    squares: dict[str, dict[FiscalMonth, Square]]
    late: dict[tuple[str, FiscalMonth], int]

    @property
    def months(self) -> tuple[FiscalMonth, ...]:
        return self.year.months

    def line(self, key: str, **values: str | int) -> str:
        return self.texts.line(self.language, key, **values)


def chart(
    work: Work, texts: Texts, language: str, scope: Scope, month: Sequence[Matter], today: date
) -> Exhibit | None:
    """The year of the newest month that was asked for, in the frameworks that ask for it; None where there is none, and
    for whoever looks at units of their own only."""
    if not month or not (scope.everything or scope.indicators):
        return None
    framework_ids = {each.framework_id for each in month}
    found = questions_chart.squares(work, scope, framework_ids, today)
    drawing = _drawing(work, texts, language, scope, found, framework_ids, FiscalYear.of(month[0].last))
    made = _chart(drawing, today)
    return Exhibit(
        sha256="", name=NAME, kind="photo", media_type="image/png", size=0, caption=made.subtitle, drawing=made
    )


def _drawing(
    work: Work,
    texts: Texts,
    language: str,
    scope: Scope,
    found: Sequence[Square],
    framework_ids: set[str],
    year: FiscalYear,
) -> _Drawing:
    squares: dict[str, dict[FiscalMonth, Square]] = {}
    for each in found:
        squares.setdefault(each.unit_id, {})[FiscalMonth.of(each.last)] = each
    late: dict[tuple[str, FiscalMonth], int] = {}
    for unit_id, last, verdict in questions_chart.late_verdicts(work, scope, framework_ids, _shown(squares)):
        key = unit_id, FiscalMonth.of(last)
        late[key] = max(late.get(key, 0), len(verdict.days))
    return _Drawing(texts=texts, language=language, year=year, squares=squares, late=late)


def _shown(squares: dict[str, dict[FiscalMonth, Square]]) -> list[str]:
    """All units in their order, or those with most to mend where they are many."""
    if len(squares) <= MOST_LINES:
        return list(squares)
    worst = sorted(squares, key=lambda unit_id: -_weight(squares[unit_id]))[:MOST_LINES]
    return [unit_id for unit_id in squares if unit_id in set(worst)]


def _weight(months: dict[FiscalMonth, Square]) -> int:
    """What is missing weighs most, then what came back, then what came late."""
    return sum(it.missing * 10_000 + it.returned * 100 + it.late for it in months.values())


def _chart(drawing: _Drawing, today: date) -> Chart:
    lines = tuple(_line(drawing, unit_id) for unit_id in _shown(drawing.squares))
    complete = sum(all(_is_complete(it) for it in months.values()) for months in drawing.squares.values())
    left = len(drawing.squares) - len(lines)
    return Chart(
        language=drawing.language,
        title=drawing.line("chart.title", year=writing.buddhist_year(drawing.year.number, drawing.language)),
        subtitle=drawing.line(
            "chart.subtitle",
            day=writing.full_date(today, drawing.language),
            complete=complete,
            all=len(drawing.squares),
        ),
        complete=drawing.line("chart.complete"),
        months=tuple(_month(drawing, month) for month in drawing.months),
        lines=lines,
        signs=tuple(_signs(drawing, lines)),
        rest=drawing.line("chart.rest", count=left) if left > 0 else "",
    )


def _month(drawing: _Drawing, month: FiscalMonth) -> Month:
    name, _, year = writing.month(month.first, drawing.language).rpartition(" ")
    owed = [months[month] for months in drawing.squares.values() if month in months and months[month].owed]
    complete = f"{sum(map(_is_complete, owed))}/{len(owed)}" if owed else ""
    return Month(name=name, year=year, complete=complete)


def _is_complete(square: Square) -> bool:
    """Whether all that was asked for has come, and nothing came back."""
    return not (square.missing or square.soon or square.returned)


def _line(drawing: _Drawing, unit_id: str) -> Line:
    months = drawing.squares[unit_id]
    found = {month: _state(months.get(month)) for month in drawing.months}
    cells = tuple(
        Cell(state, states.sign(state, drawing.late.get((unit_id, month), 0))) for month, state in found.items()
    )
    state = next((each for each in URGENT if each in found.values()), State.NOT_DUE)
    unit = next(iter(months.values())).unit
    return Line(name=unit, cells=cells, word=_word(drawing, months, state), state=state)


def _word(drawing: _Drawing, months: dict[FiscalMonth, Square], state: State) -> str:
    counted = {
        State.LATE_OPEN: sum(it.missing for it in months.values()),
        State.RETURNED: sum(it.returned for it in months.values()),
        State.SOON: sum(it.soon for it in months.values()),
        State.LATE_SENT: sum(it.late for it in months.values()),
    }
    if state in counted:
        return drawing.line(COUNTED[state], count=counted[state])
    return drawing.line("chart.all_in") if state is not State.NOT_DUE else drawing.line("states.not_due")


def _state(square: Square | None) -> State:
    """The most urgent of what a unit's month holds."""
    if square is None:
        return State.NOT_REQUIRED
    if square.missing:
        return State.LATE_OPEN
    if square.returned:
        return State.RETURNED
    if square.soon:
        return State.SOON
    if square.late:
        return State.LATE_SENT
    if square.sent:
        return _sent(square)
    return State.NOT_DUE


def _sent(square: Square) -> State:
    if square.nothing == square.sent:
        return State.NOTHING
    return State.ON_TIME if square.dated else State.SENT


def _signs(drawing: _Drawing, lines: Sequence[Line]) -> Iterator[Sign]:
    """Each state that stands in the picture, once."""
    there = {cell.state for line in lines for cell in line.cells}
    for state in (*URGENT, State.NOT_DUE, State.NOT_REQUIRED):
        if state in there:
            word = drawing.line("chart.late_word") if state is State.LATE_SENT else drawing.line(f"states.{state}")
            yield Sign(cell=Cell(state, states.sign(state, SAMPLE_DAYS)), word=word)
