"""The year of a rehearsal as a picture: months across, who hears how much down, deadlines and holidays above."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from messages import writing
from messages.documents import drawing
from messages.rehearsal import Hearer, Rehearsal, Told
from messages.rehearsing import PLATFORMS, Rehearsing
from rules.fiscal import Month

DRAWING = Path(__file__).with_suffix(".typ")
MOST_ROWS = 40
"""More hearers than these are told by role."""
OVERDUE = ("overdue", "again")
TIERS = {1: "rehearsing.tier_1", 2: "rehearsing.tier_2", 3: "rehearsing.tier_3"}


def picture(drawn: Rehearsing, played: Rehearsal) -> bytes:
    """The .png. Raises drawing.Undrawn."""
    return drawing.png(DRAWING, shown(drawn, played))


def shown(drawn: Rehearsing, played: Rehearsal) -> dict[str, Any]:
    """All words and numbers of the picture."""
    title, days, *given = drawn.head(played)
    months = played.months
    return {
        "language": drawn.language,
        "title": title,
        "subtitle": days,
        "given": " · ".join(given),
        "months": [_month(drawn, month) for month in months],
        "sum": drawn.line("rehearsing.column_sum"),
        "days_title": drawn.line("rehearsing.days_title"),
        "days": list(_days(drawn, played)),
        "told_title": drawn.line("rehearsing.told_title"),
        "told": list(_told(drawn, played)),
        "pushes_title": drawn.line("rehearsing.months_title", plan=writing.number(played.plan)),
        "pushes": _pushes(played),
        "notes": list(_notes(drawn, played)),
    }


def _month(drawn: Rehearsing, month: Month) -> dict[str, str]:
    name, _, year = writing.month(month.first, drawn.language).rpartition(" ")
    return {"name": name, "year": year}


def _days(drawn: Rehearsing, played: Rehearsal) -> Iterator[dict[str, Any]]:
    """A row of days for each tier that has deadlines, and one for the holidays."""
    for tier, key in TIERS.items():
        days = {each.due for each in played.deadlines if each.tier == tier and each.due}
        if days:
            yield {"name": drawn.line(key), "cells": _in_months(days, played), "strong": tier == max(TIERS)}
    yield {"name": drawn.line("rehearsing.holidays"), "cells": _in_months(played.free, played), "strong": False}


def _in_months(days: Iterable[date], played: Rehearsal) -> list[str]:
    found = sorted(days)
    return [" ".join(str(day.day) for day in found if Month.of(day) == month) for month in played.months]


def _told(drawn: Rehearsing, played: Rehearsal) -> Iterator[dict[str, Any]]:
    """A row for each hearer, or for each role where they are many."""
    by_role = len({told.to for told in played.told}) > MOST_ROWS
    groups: dict[str, list[Hearer]] = {}
    heard = {told.to for told in played.told}
    for hearer in (each for each in played.hearers if each in heard):
        groups.setdefault(hearer.role if by_role else hearer.name, []).append(hearer)
    most = max((_most(played, lambda told, names=group: told.to in names) for group in groups.values()), default=0)
    for group in groups.values():
        names = drawn.role(group[0].role, len(group)) if len(group) > 1 else group[0].name
        name = drawn.line("rehearsing.on", who=names, platform=PLATFORMS[group[0].platform])
        yield _row(name, played, [told for told in played.told if told.to in group], most)


def _most(played: Rehearsal, chosen: Callable[[Told], bool]) -> int:
    return max(Counter(Month.of(told.on) for told in played.told if chosen(told)).values(), default=0)


def _row(name: str, played: Rehearsal, told: Sequence[Told], most: int) -> dict[str, Any]:
    counts = Counter(Month.of(each.on) for each in told)
    late = {Month.of(each.on) for each in told if any(cause.kind in OVERDUE for cause in each.causes)}
    cells = [
        {
            "text": f"{writing.number(counts[month])}{' !' if month in late else ''}" if counts[month] else "",
            "late": month in late,
            "part": counts[month] / most if most else 0,
        }
        for month in played.months
    ]
    return {"name": name, "cells": cells, "sum": writing.number(len(told))}


def _notes(drawn: Rehearsing, played: Rehearsal) -> Iterator[str]:
    silent = len(set(played.hearers) - {told.to for told in played.told})
    if silent:
        yield drawn.line("rehearsing.note_silent", count=silent)
    yield drawn.line("rehearsing.note_late")
    yield drawn.line("rehearsing.note_over")


def _pushes(played: Rehearsal) -> dict[str, Any]:
    found = [played.pushes(month) for month in played.months]
    sums = [each.clock + each.people for each in found]
    cells = [
        {"text": f"{writing.number(total)}{' !' if each.over else ''}", "late": each.over > 0, "part": 0}
        for total, each in zip(sums, found, strict=True)
    ]
    return {"name": "LINE", "cells": cells, "sum": writing.number(sum(sums))}
