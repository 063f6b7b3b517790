"""What was typed behind `thanwela rehearse`: read into what is to be played, or every mistake at once, in words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.rehearsing.playing import Asked, first_day
from messages import reading_dates
from messages.reading_dates import Confirm, ReadDate
from rules.fiscal import FiscalYear
from rules.frameworks import Framework

Line = Callable[..., str]
MOST_DAYS_LATE = 366
LONGEST = timedelta(days=3 * 366)
MOST_NAMED = 12


@dataclass(frozen=True, kw_only=True)
class Typed:
    """As typed: days, `late` as UNIT=DAYS, the plan's messages a month, where the outputs go (None: nowhere)."""

    first: str = ""
    last: str = ""
    late: Sequence[str] = ()
    plan: int
    xlsx: Path | None = None
    png: Path | None = None


def understood(typed: Typed, framework: Framework | None, today: date, line: Line) -> tuple[Asked, list[str]]:
    """What is asked for, and what is wrong with it; `framework` None where its file is refused: then its names are not
    known."""
    mistakes: list[str] = []
    first, last = (_day(each, today, line, mistakes) for each in (typed.first, typed.last))
    late = tuple(_late(typed.late, framework, line, mistakes))
    mistakes += _order(first, last, framework, line)
    mistakes += [*_place(typed.xlsx, ".xlsx", line), *_place(typed.png, ".png", line)]
    return Asked(first=first, last=last, late=late, plan=typed.plan), mistakes


def _day(typed: str, today: date, line: Line, mistakes: list[str]) -> date | None:
    if not typed:
        return None
    read = reading_dates.date(typed, today)
    if isinstance(read, ReadDate) and read.confirm in (None, Confirm.CHRISTIAN_YEAR):
        return read.value
    mistakes.append(line("rehearsing.unclear_day", typed=typed))
    return None


def _order(first: date | None, last: date | None, framework: Framework | None, line: Line) -> Iterator[str]:
    if framework is None:
        return
    begins, year = first or first_day(framework), FiscalYear(framework.year)
    ends = last or max(year.last, begins)
    if ends < begins:
        yield line("rehearsing.ends_before")
    elif abs(begins - year.first) > LONGEST or ends - begins > LONGEST:
        yield line("rehearsing.too_far", year=str(framework.year))


def _late(
    typed: Sequence[str], framework: Framework | None, line: Line, mistakes: list[str]
) -> Iterator[tuple[str, int]]:
    seen = set[str]()
    for each in typed:
        who, equals, days = (part.strip() for part in each.rpartition("="))
        mistake = _late_mistake(each, who, days if equals else "", seen, framework, line)
        if mistake:
            mistakes.append(mistake)
        else:
            seen.add(who)
            yield who, int(days)


def _late_mistake(
    typed: str, who: str, days: str, seen: set[str], framework: Framework | None, line: Line
) -> str | None:
    if not who or not days.isdecimal() or not 1 <= int(days) <= MOST_DAYS_LATE:
        return line("rehearsing.unclear_late", typed=typed, most=str(MOST_DAYS_LATE))
    if who in seen:
        return line("rehearsing.late_twice", who=who)
    if framework is None or who in _names(framework):
        return None
    names = _names(framework)
    some = ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
    return line("rehearsing.unknown_unit", who=who, names=some)


def _names(framework: Framework) -> list[str]:
    """Who can be late: the office as a whole, at OPDC, and each unit."""
    return [framework.office, *(unit.code for unit in framework.units)]


def _place(place: Path | None, ending: str, line: Line) -> Iterator[str]:
    if place is None:
        return
    if place.suffix.lower() != ending:
        yield line("rehearsing.wrong_ending", file=place.name, ending=ending)
    elif not place.parent.is_dir() or place.is_dir():
        yield line("rehearsing.no_place", file=str(place))
