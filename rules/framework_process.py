"""The steps of a framework's process, each read from its table: its days, its owners, where a no leads back to."""

from dataclasses import replace

from rules.fiscal import ROUNDS, FiscalYear
from rules.framework_fields import Fields, tidy
from rules.framework_months import Named, months
from rules.framework_parts import Known, source
from rules.process import Duration, Step, Unit, Unordered, Window, month_window, ordered

MOST_HOURS = 8
MOST_DAYS = 366
TAKES: dict[str, tuple[Unit, int]] = {
    "hours": ("hours", MOST_HOURS),
    "working": ("working", MOST_DAYS),
    "days": ("calendar", MOST_DAYS),
}
SAYING = ("on", "from", "until", "month", "months")
DAYS = ({"on"}, {"until"}, {"from", "until"}, {"month"}, {"months"})
"""How a step may name its days: one of these."""


def process(tables: tuple[Fields, ...], known: Known) -> tuple[Step, ...]:
    """All steps, in the order of the file. That one hangs on itself is noted at it."""
    steps = tuple(_step(_laid(fields), known) for fields in tables)
    for fields, step in zip(tables, steps, strict=True):
        if _is_circular(step, steps):
            fields.wrong("after", "process_circle", value=step.code)
    return steps


def _is_circular(step: Step, steps: tuple[Step, ...]) -> bool:
    try:
        ordered([step, *steps])
    except Unordered as refused:
        return str(refused) == step.code
    return False


def _laid(fields: Fields) -> Fields:
    """The same table, its days laid a year before or after: an undated file says so with `year`."""
    shift = fields.whole("year", 0, -1, 1)
    year = FiscalYear(fields.laying.year.number + shift)
    return fields if fields.laying.dated else fields.laid(replace(fields.laying, year=year))


def _step(fields: Fields, known: Known) -> Step:
    read = Step(
        code=fields.code("code"),
        text=fields.text("text"),
        text_en=fields.text("text_en", ""),
        owners=fields.texts("owners"),
        window=_window(fields),
        after=fields.reference("after", known.process, "process") or "",
        after_round=_round(fields),
        takes=_takes(fields),
        documents=fields.texts("documents"),
        back_to=fields.reference("back_to", known.process, "process") or "",
        source=source(fields, known.sources),
        ours=fields.ours(),
    )
    fields.close()
    _check(fields)
    _check_year(fields, read)
    return read


def _check_year(fields: Fields, read: Step) -> None:
    """A file with a year says it in the day itself; `year` beside it may only say the same."""
    laying = fields.laying
    if not (laying.dated and laying.known and "year" in fields.values and read.window is not None):
        return
    if FiscalYear.of(read.window.last).number - laying.year.number != fields.values["year"]:
        fields.wrong("year", "year_in_the_day")


def _round(fields: Fields) -> int | None:
    code = fields.choice("after_round", tuple(map(str, ROUNDS)), None)
    return None if code is None else int(code)


def _takes(fields: Fields) -> Duration | None:
    if "takes" not in fields.values:
        return None
    table = fields.table("takes")
    said = {name: table.whole(name, 1, 1, most) for name, (_, most) in TAKES.items() if name in table.values}
    table.close()
    if len(said) != 1:
        fields.wrong("takes", "takes_one")
        return None
    return next(Duration(amount=amount, unit=TAKES[name][0]) for name, amount in said.items())


def _window(fields: Fields) -> Window | None:
    on, first, last = fields.day("on"), fields.day("from"), fields.day("until")
    named = months(fields)
    if named is not None:
        return _months(fields, named)
    if on is not None:
        return Window(first=on, last=on)
    return _ordered(fields, Window(first=first, last=last)) if last is not None else None


def _months(fields: Fields, named: Named) -> Window | None:
    first, last = named
    return _ordered(fields, month_window(first, last)) if first is not None and last is not None else None


def _ordered(fields: Fields, window: Window) -> Window:
    if window.first is not None and window.last < window.first:
        fields.wrong("", "window_order")
    return window


def _check(fields: Fields) -> None:
    said = {name for name in SAYING if _says(fields.values.get(name, ""))}
    hangs = [name for name in ("after", "after_round") if name in fields.values]
    faults = {
        "process_no_days": not said and not hangs,
        "process_days": (bool(said) and said not in DAYS) or (bool(said) and "after_round" in hangs) or len(hangs) > 1,
        "takes_missing": not said and bool(hangs) and "takes" not in fields.values,
    }
    for code, holds in faults.items():
        if holds:
            fields.wrong("", code)


def _says(value: object) -> bool:
    return any(tidy(str(item)) for item in (value if isinstance(value, list) else [value]))
