"""National holidays as government offices keep them: the library's, corrected, each with its authority."""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import holidays

from rules.fiscal import FiscalYear, days_between
from rules.holidays import Holiday
from storage.kept import Keeping, Wanted, Write, compare, joined
from storage.tables.holidays import BANGKOK, FORECAST, HOLIDAYS, NATIONAL
from storage.work import Work

_CORRECTIONS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_WORKED = ("Labor Day", "Children's Day")
_ANNOUNCED_LAST = "government"
_LIBRARY = f"holidays {holidays.__version__}"


def changes(work: Work, year: FiscalYear, today: date) -> tuple[Write, ...]:
    """What to write (by storage.kept.apply) so that the table holds the days from the year before `year` to next year.

    Lateness is argued about for years, so no year between the framework's and today's is left out.
    """
    last = max(year.last.year, today.year) + 1
    scoped = national_days(range(year.first.year, last + 1))
    keeping = Keeping(
        table=HOLIDAYS,
        key=("on", "scope"),
        scope={"scope": [NATIONAL, BANGKOK]},
        label=joined,
        closable=lambda row: year.first.year <= row.on.year <= last,
    )
    wanted = [
        Wanted(key=(day.on, scope), values={"name": day.name, "authority": day.authority, "working": day.working})
        for scope, days in scoped.items()
        for day in days
    ]
    return compare(work, keeping, wanted).writes


def national_days(years: range) -> dict[str, tuple[Holiday, ...]]:
    """The holidays of those common-era years by scope: the whole country's, and those of Bangkok alone.

    Days of years that are not wholly announced yet bear an authority that ends in FORECAST.
    """
    named = _library(years, "th")
    announced, left_out = _announced_until(years), _not_kept(years)
    plain = [_holiday(day, named[day], announced) for day in sorted(named) if day not in left_out]
    local = [
        Holiday(on=day, name=named[day], authority=entry["authority"])
        for entry in _CORRECTIONS["bangkok"]
        for day in _span(entry)
        if day in named
    ]
    return {NATIONAL: (*plain, *_moved(named)), BANGKOK: tuple(local)}


@cache
def _library(years: range, language: str, categories: tuple[str, ...] = ("public", "government")) -> dict[date, str]:
    return dict(holidays.country_holidays("TH", years=years, categories=categories, language=language).items())


def _announced_until(years: range) -> int:
    """The last year whose ploughing ceremony is known: it is named year by year, the rest can be reckoned ahead."""
    known = _library(years, "en_US", (_ANNOUNCED_LAST,))
    return max((day.year for day in known), default=years.start - 1)


def _holiday(day: date, name: str, announced: int) -> Holiday:
    authority = _LIBRARY if day.year <= announced else f"{_LIBRARY} {FORECAST}"
    return Holiday(on=day, name=name, authority=authority)


def _not_kept(years: range) -> set[date]:
    english = _library(years, "en_US")
    worked = {day for day, name in english.items() if all(_is_worked(part) for part in name.split("; "))}
    dropped = {day for entry in _CORRECTIONS["drop"] for day in _span(entry)}
    return worked | dropped | {entry["from"] for entry in _CORRECTIONS["move"]}


def _is_worked(name: str) -> bool:
    return any(word in name for word in _WORKED)


def _moved(named: dict[date, str]) -> Iterator[Holiday]:
    for entry in _CORRECTIONS["move"]:
        if entry["from"] in named:
            yield Holiday(on=entry["to"], name=named[entry["from"]], authority=entry["authority"])


def _span(entry: dict[str, Any]) -> Iterable[date]:
    return days_between(entry["first"], entry["last"])
