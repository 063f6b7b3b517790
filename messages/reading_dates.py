"""Words to dates: Thai and English months, both digits, both eras; what is not certain is said, never guessed."""

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from messages import words
from messages.plain import plain
from messages.words import either

BUDDHIST_OFFSET = 543


class Confirm(StrEnum):
    """Why a date that could be read should be repeated to the person before it counts."""

    NO_YEAR = "no_year"
    CHRISTIAN_YEAR = "christian_year"
    SHORT_YEAR = "short_year"


class Doubt(StrEnum):
    """Why what is written like a date is none."""

    NO_SUCH_DAY = "no_such_day"
    UNCLEAR_YEAR = "unclear_year"
    OTHER_WEEKDAY = "other_weekday"


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date that was read, and what is to be confirmed about it."""

    value: datetime.date
    confirm: Confirm | None = None


@dataclass(frozen=True, slots=True)
class _Year:
    """A year of the common era, or none where none was written."""

    number: int | None
    confirm: Confirm | None = None


def _months() -> dict[str, int]:
    named = {name: place + 1 for names in (words.MONTHS, words.LONG_MONTHS) for of in names.values()
             for place, name in enumerate(of)}  # fmt: skip
    return {plain(name).replace(".", ""): month for name, month in {**named, **words.OTHER_MONTHS}.items()}


def _spelt(month: str) -> str:
    """How a month's name may be written: a short Thai one with or without its dots, any with a dot behind it."""
    is_short = len(month) <= 3 and not month.isascii()
    return (r"\.?\s?" if is_short else "").join(month) + r"\.?"


def _weekdays() -> dict[str, int]:
    thai, english = words.WEEKDAYS["th"], [name.casefold() for name in words.WEEKDAYS["en"]]
    known = {form: place for place, name in enumerate(thai) for form in (name, name.removeprefix("วัน"))}
    known |= {form: place for place, name in enumerate(english) for form in (name, name[:3])}
    return known | words.OTHER_WEEKDAYS


_MONTHS = _months()
_WEEKDAYS = _weekdays()
_ENGLISH = re.compile(r"[a-z]+")
_ERA = f"(?:(?P<buddhist>{either(words.BUDDHIST_ERAS)})|(?P<christian>{either(words.CHRISTIAN_ERAS)}))"
_BOTH = rf"(?:\s?\((?:{either(words.BUDDHIST_ERAS)})\s?(?P<again>[0-9]{{4}})\))?"
_YEAR = rf"(?:{_ERA}\s?)?(?P<year>[0-9]{{1,4}}){_BOTH}"
_NAME = rf"(?:เดือน\s?)?(?P<name>{'|'.join(map(_spelt, sorted(_MONTHS, key=len, reverse=True)))})"
_DAY = r"(?P<day>[0-9]{1,2})"
_MONTH = r"(?P<month>[0-9]{1,2})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_DAY}\s?(?:st|nd|rd|th)?\s?{_NAME},?\s?(?:{_YEAR})?",
        rf"{_NAME}\s?{_DAY}(?:st|nd|rd|th)?(?:,?\s{_YEAR})?",
        rf"{_DAY}\s?[/-]\s?{_MONTH}(?:\s?[/-]\s?{_YEAR})?",
        rf"{_DAY}(?:\s?\.\s?|\s){_MONTH}(?:\s?\.\s?|\s){_YEAR}",
        rf"(?P<year>[0-9]{{4}})-{_MONTH}-{_DAY}",
    )
)
_BEFORE = re.compile(rf"(?:(?P<weekday>{either(tuple(_WEEKDAYS))}),?\s?)?(?:(?:{either(words.BEFORE_A_DATE)})\s?)?")


def date(text: str, today: datetime.date) -> ReadDate | Doubt | None:
    """A day as people write it; None for what is no date at all, a Doubt for what cannot be one.

    Years by the house rule: two digits are B.E. 25xx, 2400 and above B.E., 1900–2200 the common era and to be
    confirmed, any other unclear. Without a year the nearest such day to `today` is meant, to be confirmed.
    """
    typed = plain(text)
    if typed in words.NEAR_DAYS:
        return ReadDate(today + datetime.timedelta(days=words.NEAR_DAYS[typed]))
    before = _BEFORE.match(typed)
    rest = typed[before.end() :] if before else typed
    for form in _FORMS:
        found = form.fullmatch(rest)
        month = _month(found) if found else None
        if found and month is not None:
            return _on_weekday(_read(found, month, today), before["weekday"] if before else None)
    return None


def buddhist_year(digits: str) -> int | None:
    """A year as typed, in the Buddhist era: two digits are 25xx, 1900–2200 the common era; None where it is unclear."""
    year = int(digits)
    if len(digits) == 2:
        return 2500 + year
    if _is_christian(year):
        return year + BUDDHIST_OFFSET
    return year if year >= 2400 else None


def _month(found: re.Match[str]) -> int | None:
    """The month's number, which may be impossible; None if the word is no month."""
    name = _part(found, "name")
    return _MONTHS.get(re.sub(r"[.\s]", "", name)) if name else int(found["month"])


def _read(found: re.Match[str], month: int, today: datetime.date) -> ReadDate | Doubt:
    year, day = _year(found), int(found["day"])
    if year is None:
        return Doubt.UNCLEAR_YEAR
    if year.number is None:
        days = [known for near in range(today.year - 4, today.year + 5) if (known := _day(near, month, day))]
        nearest = min(days, key=lambda known: abs(known - today), default=None)
        return ReadDate(nearest, Confirm.NO_YEAR) if nearest else Doubt.NO_SUCH_DAY
    value = _day(year.number, month, day)
    return ReadDate(value, year.confirm) if value else Doubt.NO_SUCH_DAY


def _year(found: re.Match[str]) -> _Year | None:
    """The year by the house rule; None where it is unclear."""
    digits = _part(found, "year")
    if not digits:
        return _Year(None)
    number = int(digits)
    if again := _part(found, "again"):
        return _Year(number) if int(again) - BUDDHIST_OFFSET == number else None
    if _part(found, "christian"):
        return _Year(number) if _is_christian(number) else None
    if _part(found, "buddhist") and _is_christian(number):
        return None
    is_english = bool(_ENGLISH.match(_part(found, "name"))) and not _part(found, "buddhist")
    return _without_era(digits, is_english=is_english)


def _without_era(digits: str, *, is_english: bool) -> _Year | None:
    year = buddhist_year(digits)
    if year is None:
        return None
    doubt = Confirm.SHORT_YEAR if len(digits) == 2 and is_english else None
    return _Year(year - BUDDHIST_OFFSET, Confirm.CHRISTIAN_YEAR if _is_christian(int(digits)) else doubt)


def _is_christian(number: int) -> bool:
    return 1900 <= number <= 2200


def _part(found: re.Match[str], name: str) -> str:
    """A part of what was found; "" where it is missing or the form has no such part."""
    return found.groupdict().get(name) or ""


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _on_weekday(read: ReadDate | Doubt, weekday: str | None) -> ReadDate | Doubt:
    if isinstance(read, ReadDate) and weekday and _WEEKDAYS[weekday] != read.value.weekday():
        return Doubt.OTHER_WEEKDAY
    return read
