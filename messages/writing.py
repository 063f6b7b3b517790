"""Values to words in both languages: days, hours, numbers, lists; in Arabic digits (Thai ones: messages.numerals).

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


def full_date(day: date, language: str) -> str:
    """A day with its weekday: "วันจันทร์ที่ 5 ต.ค. 2569", "Monday 5 Oct 2026 (B.E. 2569)"."""
    weekday = words.WEEKDAYS[language][day.weekday()]
    if language == "th":
        return f"{weekday}ที่ {short_date(day, language)}"
    both = f"{short_date(day, language)} ({buddhist_year(day.year + BUDDHIST_OFFSET, language)})"
    return f"{weekday} {both}"


def short_date(day: date, language: str) -> str:
    """A day with its year: "5 ต.ค. 2569", "5 Oct 2026"."""
    return f"{day.day} {month(day, language)}"


def day_month(day: date, language: str) -> str:
    """A day whose year is plain from what stands about it: "5 ต.ค.", "5 Oct"."""
    return f"{day.day} {words.MONTHS[language][day.month - 1]}"


def month(day: date, language: str) -> str:
    """The month of a day: "ก.ย. 2569", "Sep 2026"."""
    year = day.year + BUDDHIST_OFFSET if language == "th" else day.year
    return f"{words.MONTHS[language][day.month - 1]} {year}"


def buddhist_year(year: int, language: str) -> str:
    """A Buddhist year, such as a fiscal year: "พ.ศ. 2569", "B.E. 2569"."""
    return f"{words.BUDDHIST_ERA[language]} {year}"


def hour(at: time, language: str) -> str:
    """An hour of the day: "14:02 น.", "14:02"."""
    return f"{at:%H:%M} {words.HOUR_AFTER[language]}".strip()


def moment(at: datetime, language: str, *, zone: tzinfo = BANGKOK) -> str:
    """An aware instant, in the zone's own time: "1 ต.ค. 14:02 น.", "1 Oct 14:02". Raises ValueError if naive."""
    local = _local(at, zone)
    return f"{day_month(local, language)} {hour(local.time(), language)}"


def full_moment(at: datetime, language: str, *, zone: tzinfo = BANGKOK) -> str:
    """An aware instant with weekday and year, in the zone's own time. Raises ValueError if naive."""
    local = _local(at, zone)
    return f"{full_date(local, language)} {hour(local.time(), language)}"


def number(value: Decimal | int, *, places: int | None = None, at_least: int = 0) -> str:
    """A number with thousands parted: with fixed `places` (half up), else without idle zeros but for `at_least`."""
    exact = Decimal(value)
    if places is not None:
        return f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    whole, _, fraction = f"{exact:,f}".partition(".")
    fraction = fraction.rstrip("0").ljust(at_least, "0")
    return f"{whole}.{fraction}" if fraction else whole


def score(value: Decimal) -> str:
    """A score or a weighted total, always to four places: "4.2500"."""
    return number(value, places=4)


def points(value: Decimal) -> str:
    """Points of a penalty, with the places that its rate was printed with: "0.2500" at 0.0500 a day, "3.5" at 0.5."""
    return f"{value:,f}"


def per_cent(value: Decimal | int, language: str) -> str:
    """A number of per cent: "ร้อยละ 85", "85%"."""
    shown = number(value)
    return f"{words.PER_CENT['th']} {shown}" if language == "th" else f"{shown}{words.PER_CENT['en']}"


def days(count: int, language: str, *, working: bool = False) -> str:
    """A number of days and what is counted: "5 วันทำการ", "1 working day", "7 วัน"."""
    one, many = words.DAYS[language]["working" if working else "calendar"]
    return f"{number(count)} {one if count == 1 else many}"


def listed(names: Sequence[str], language: str) -> str:
    """Names in a sentence: "ก, ข และ ค", "A, B and C"; nothing for none."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {words.AND[language]} {names[-1]}"


def day_list(days: Iterable[date], language: str) -> str:
    """Days one by one, each month named once, in order: "28 31 ต.ค. 1 2 3 พ.ย."."""
    return " ".join(
        f"{' '.join(str(day.day) for day in of_month)} {words.MONTHS[language][place - 1]}"
        for (_, place), of_month in groupby(sorted(set(days)), key=lambda day: (day.year, day.month))
    )


def _local(at: datetime, zone: tzinfo) -> datetime:
    if at.tzinfo is None:
        raise ValueError("an instant to be written needs its time zone")
    return at.astimezone(zone)
