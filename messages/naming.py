"""What a report, a submission or an arrival is about, in words: unit, indicator, project, period."""

from collections.abc import Sequence
from datetime import date

from messages import writing
from messages.texts import Texts

_PARTED = " · "


def period(texts: Texts, language: str, first: date, last: date) -> str:
    """A month "ต.ค. 2569", or the first and last month of a longer stretch."""
    if (first.year, first.month) == (last.year, last.month):
        return writing.month(first, language)
    return texts.line(
        language, "naming.months", first=writing.month(first, language), last=writing.month(last, language)
    )


def round_name(texts: Texts, language: str, months: str, year: int) -> str:
    """A round with its fiscal year (B.E.): "รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2570"."""
    return texts.line(language, "naming.round", months=months, year=str(year))


def indicator(texts: Texts, language: str, code: str, project: str = "") -> str:
    """An indicator and its project, if any: "ตัวชี้วัด 8 โครงการ ก"."""
    if project:
        return texts.line(language, "naming.project", indicator=code, project=project)
    return texts.line(language, "naming.indicator", indicator=code)


def parted(parts: Sequence[str]) -> str:
    """The parts that are there, in one line."""
    return _PARTED.join(part for part in parts if part)
