"""National holidays as government offices keep them: the library's, corrected, each with its authority."""

import tomllib
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import holidays
from msgspec.structs import replace

from rules.fiscal import FiscalYear
from rules.holidays import OWN_WORD, Holiday
from storage.kept import Keeping, Wanted, Write, compare, joined
from storage.tables.holidays import FORECAST, HOLIDAYS, NATIONAL, together
from storage.work import Work

_CORRECTIONS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_WORKED = ("Labor Day", "Children's Day")
_ANNOUNCED_LAST = "government"
_LIBRARY = f"{OWN_WORD}library {holidays.__version__}"
_CABINET = f"{OWN_WORD}cabinet {holidays.__version__}"
_RECKONED = f"{OWN_WORD}{FORECAST} {holidays.__version__}"
_COLUMNS = ("name", "name_en", "authority", "authority_en", "working")


def changes(work: Work, year: FiscalYear, today: date) -> tuple[Write, ...]:
    """What to write (by storage.kept.apply) so that the table holds the days from the year before `year` to next year.

    Lateness is argued about for years, so no year between the framework's and today's is left out.
    """
    last = max(year.last.year, today.year) + 1
    keeping = Keeping(
        table=HOLIDAYS,
        key=("on", "scope"),
        scope={"scope": [NATIONAL]},
        label=joined,
        closable=lambda row: year.first.year <= row.on.year <= last,
    )
    wanted = [
        Wanted(key=(day.on, NATIONAL), values=_values(day)) for day in national_days(range(year.first.year, last + 1))
    ]
    return compare(work, keeping, wanted).writes


def national_days(years: range) -> tuple[Holiday, ...]:
    """The holidays of those common-era years, those for some provinces only among them, in their order.

    Their authorities are words of ours with the library's version; in years that are not wholly announced, FORECAST.
    """
    added = [_added(entry, on) for entry in _CORRECTIONS["add"] for on in _days(entry) if on.year in years]
    replaced = _not_kept(years) | {day.on for day in added}
    authority = partial(_authority, _by_cabinet(), _announced_until(years))
    plain = [_holiday(day, day, authority(day)) for day in _library(years, "th") if day not in replaced]
    return tuple(sorted((*plain, *added), key=lambda day: day.on))


def _values(day: Holiday) -> dict[str, Any]:
    return {**{name: getattr(day, name) for name in _COLUMNS}, "provinces": together(day.provinces)}


def _days(entry: dict[str, Any]) -> list[date]:
    return entry["on"] if isinstance(entry["on"], list) else [entry["on"]]


def _added(entry: dict[str, Any], on: date) -> Holiday:
    provinces = tuple(entry.get("provinces", ()))
    authority = _LIBRARY if entry["authority"] == f"{OWN_WORD}library" else entry["authority"]
    return replace(_holiday(entry.get("like", on), on, authority), provinces=provinces)


@cache
def _library(years: range, language: str, categories: tuple[str, ...] = ("public", "government")) -> dict[date, str]:
    return dict(holidays.country_holidays("TH", years=years, categories=categories, language=language).items())


def _announced_until(years: range) -> int:
    """The last year whose ploughing ceremony is known: it is named year by year, the rest can be reckoned ahead."""
    known = _library(years, "en_US", (_ANNOUNCED_LAST,))
    return max((day.year for day in known), default=years.start - 1)


def _holiday(named: date, on: date, authority: str) -> Holiday:
    """A day under the names that the library has for the day `named`."""
    thai, english = (_library(range(named.year, named.year + 1), language) for language in ("th", "en_US"))
    return Holiday(on=on, name=thai[named], name_en=english[named], authority=authority)


def _authority(by_cabinet: set[date], announced: int, day: date) -> str:
    if day in by_cabinet:
        return _CABINET
    return _LIBRARY if day.year <= announced else _RECKONED


def _by_cabinet() -> set[date]:
    """The days that were given one by one, beside those of every year."""
    given = holidays.country_holidays("TH").special_public_holidays
    listed = {year: days if isinstance(days[0], tuple) else (days,) for year, days in given.items()}
    return {date(year, month, day) for year, days in listed.items() for month, day, _ in days}


def _not_kept(years: range) -> set[date]:
    english = _library(years, "en_US")
    worked = {day for day, name in english.items() if all(_is_worked(part) for part in name.split("; "))}
    return worked | {entry["on"] for entry in _CORRECTIONS["drop"]}


def _is_worked(name: str) -> bool:
    return any(word in name for word in _WORKED)
