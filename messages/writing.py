"""Values to words in both languages: days, hours, numbers, lists. Arabic digits unless the office sets Thai ones.

A day is written 5 ต.ค. 2569 in Thai; in English 5 Oct 2026, and in full with the Buddhist year as well. Months are
short everywhere, weekdays never are. What is written here reading and reading_dates read back.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from zoneinfo import ZoneInfo

from messages import words
from messages.reading_dates import BUDDHIST_OFFSET

BANGKOK = ZoneInfo("Asia/Bangkok")
_THAI = str.maketrans("0123456789", words.THAI_DIGITS)


def full_date(day: date, language: str, *, thai_digits: bool = False) -> str:
    """A day with its weekday: "วันจันทร์ที่ 5 ต.ค. 2569", "Monday 5 Oct 2026 (B.E. 2569)"."""
    weekday = words.WEEKDAYS[language][day.weekday()]
    if language == "th":
        return f"{weekday}ที่ {short_date(day, language, thai_digits=thai_digits)}"
    both = f"{short_date(day, language)} ({buddhist_year(day.year + BUDDHIST_OFFSET, language)})"
    return _digits(f"{weekday} {both}", thai_digits)


def short_date(day: date, language: str, *, thai_digits: bool = False) -> str:
    """A day with its year: "5 ต.ค. 2569", "5 Oct 2026"."""
    return _digits(f"{day.day} {month(day, language)}", thai_digits)


def day_month(day: date, language: str, *, thai_digits: bool = False) -> str:
    """A day whose year is plain from what stands about it: "5 ต.ค.", "5 Oct"."""
    return _digits(f"{day.day} {words.MONTHS[language][day.month - 1]}", thai_digits)


def month(day: date, language: str, *, thai_digits: bool = False) -> str:
    """The month of a day: "ก.ย. 2569", "Sep 2026"."""
    year = day.year + BUDDHIST_OFFSET if language == "th" else day.year
    return _digits(f"{words.MONTHS[language][day.month - 1]} {year}", thai_digits)


def buddhist_year(year: int, language: str, *, thai_digits: bool = False) -> str:
    """A Buddhist year, such as a fiscal year: "พ.ศ. 2569", "B.E. 2569"."""
    return _digits(f"{words.BUDDHIST_ERA[language]} {year}", thai_digits)


def hour(at: time, language: str, *, thai_digits: bool = False) -> str:
    """An hour of the day: "14:02 น.", "14:02"."""
    return _digits(f"{at:%H:%M} {words.HOUR_AFTER[language]}".strip(), thai_digits)


def moment(at: datetime, language: str, *, zone: tzinfo = BANGKOK, thai_digits: bool = False) -> str:
    """An aware instant, in the zone's own time: "1 ต.ค. 14:02 น.", "1 Oct 14:02". Raises ValueError if naive."""
    local = _local(at, zone)
    return (
        f"{day_month(local, language, thai_digits=thai_digits)} {hour(local.time(), language, thai_digits=thai_digits)}"
    )


def full_moment(at: datetime, language: str, *, zone: tzinfo = BANGKOK, thai_digits: bool = False) -> str:
    """An aware instant with weekday and year, in the zone's own time. Raises ValueError if naive."""
    local = _local(at, zone)
    return (
        f"{full_date(local, language, thai_digits=thai_digits)} {hour(local.time(), language, thai_digits=thai_digits)}"
    )


def number(value: Decimal | int, *, places: int | None = None, at_least: int = 0, thai_digits: bool = False) -> str:
    """A number with thousands parted: with fixed `places` (half up), else without idle zeros but for `at_least`."""
    exact = Decimal(value)
    if places is not None:
        return _digits(f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}", thai_digits)
    whole, _, fraction = f"{exact:,f}".partition(".")
    fraction = fraction.rstrip("0").ljust(at_least, "0")
    return _digits(f"{whole}.{fraction}" if fraction else whole, thai_digits)


def score(value: Decimal, *, thai_digits: bool = False) -> str:
    """A score or a weighted total, always to four places: "4.2500"."""
    return number(value, places=4, thai_digits=thai_digits)


def points(value: Decimal, *, thai_digits: bool = False) -> str:
    """Points of a penalty, with the places that its rate was printed with: "0.2500" at 0.0500 a day, "3.5" at 0.5."""
    return _digits(f"{value:,f}", thai_digits)


def per_cent(value: Decimal | int, language: str, *, thai_digits: bool = False) -> str:
    """A number of per cent: "ร้อยละ 85", "85%"."""
    shown = number(value, thai_digits=thai_digits)
    return f"{words.PER_CENT['th']} {shown}" if language == "th" else f"{shown}{words.PER_CENT['en']}"


def days(count: int, language: str, *, working: bool = False, thai_digits: bool = False) -> str:
    """A number of days and what is counted: "5 วันทำการ", "1 working day", "7 วัน"."""
    one, many = words.DAYS[language]["working" if working else "calendar"]
    return f"{number(count, thai_digits=thai_digits)} {one if count == 1 else many}"


def listed(names: Sequence[str], language: str) -> str:
    """Names in a sentence: "ก, ข และ ค", "A, B and C"; nothing for none."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {words.AND[language]} {names[-1]}"


def day_list(days: Iterable[date], language: str, *, thai_digits: bool = False) -> str:
    """Days one by one, each month named once, in order: "28 31 ต.ค. 1 2 3 พ.ย."."""
    return " ".join(
        _digits(f"{' '.join(str(day.day) for day in of_month)} {words.MONTHS[language][place - 1]}", thai_digits)
        for (_, place), of_month in groupby(sorted(set(days)), key=lambda day: (day.year, day.month))
    )


def _local(at: datetime, zone: tzinfo) -> datetime:
    if at.tzinfo is None:
        raise ValueError("an instant to be written needs its time zone")
    return at.astimezone(zone)


def _digits(text: str, thai_digits: bool) -> str:
    return text.translate(_THAI) if thai_digits else text
