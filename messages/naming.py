"""What a report, a submission or an arrival is about, in words: unit, indicator, project, period."""

from collections.abc import Iterable, Sequence
from datetime import date

from messages import writing
from messages.texts import Texts
from rules.holidays import DAY

_PARTED = " · "


def period(texts: Texts, language: str, first: date, last: date) -> str:
    """A month "ต.ค. 2569", or the first and last month of a longer stretch."""
    if (first.year, first.month) == (last.year, last.month):
        return writing.month(first, language)
    return texts.line(
        language, "naming.months", first=writing.month(first, language), last=writing.month(last, language)
    )


def stretches(texts: Texts, language: str, periods: Iterable[tuple[date, date]]) -> str:
    """Periods by their first and last days, those that follow each other as one: "ต.ค. 2569 – มี.ค. 2570"."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(set(periods)):
        if joined and first <= joined[-1][1] + DAY:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return ", ".join(period(texts, language, first, last) for first, last in joined)


def round_name(texts: Texts, language: str, months: str, year: int) -> str:
    """A round with its fiscal year (B.E.): "รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2570"."""
    return texts.line(language, "naming.round", months=months, year=str(year))


def indicator(texts: Texts, language: str, code: str, project: str = "") -> str:
    """An indicator and its project, if any: "ตัวชี้วัด 8 โครงการ ก"."""
    if project:
        return texts.line(language, "naming.project", indicator=code, project=project)
    return texts.line(language, "naming.indicator", indicator=code)


def short(language: str, code: str, project: str, last: date, unit: str = "") -> str:
    """Indicator, project and (last) month, short enough for any button: "8 ก ต.ค. 2569"; `unit` where several are."""
    return " ".join(part for part in (unit, code, project, writing.month(last, language)) if part)


def parted(parts: Sequence[str]) -> str:
    """The parts that are there, in one line."""
    return _PARTED.join(part for part in parts if part)
