"""The calendar that agreements live in: months, fiscal years of the Buddhist era, rounds, local dates of instants."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

BUDDHIST_OFFSET = 543
FIRST_MONTH = 10
MONTHS_A_YEAR = 12
ROUNDS = (3, 6, 9, 12)
_MONTH_CODE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def to_buddhist(common_year: int) -> int:
    """The Buddhist-era year of a common-era year."""
    return common_year + BUDDHIST_OFFSET


def to_common(buddhist_year: int) -> int:
    """The common-era year of a Buddhist-era year."""
    return buddhist_year - BUDDHIST_OFFSET


def local_date(at: datetime, zone: tzinfo) -> date:
    """The day an aware instant falls on in `zone`; ValueError for a naive one, whose day nobody can know."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at.astimezone(zone).date()


@dataclass(frozen=True, order=True)
class Month:
    """One calendar month: common-era year and number 1-12; ordered in time."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month `day` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, code: str) -> "Month":
        """The month of a stored code "YYYY-MM" (common era); ValueError for anything else."""
        found = _MONTH_CODE.fullmatch(code)
        if found is None:
            raise ValueError(f"not a month code: {code!r}")
        return cls(int(found[1]), int(found[2]))

    @property
    def code(self) -> str:
        """The stored form "YYYY-MM", common era."""
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.day(31)

    def day(self, number: int) -> date:
        """Its day `number` (1-31), or its last day where it is shorter."""
        return date(self.year, self.number, min(number, calendar.monthrange(self.year, self.number)[1]))

    def plus(self, months: int) -> "Month":
        """The month `months` later (earlier if negative)."""
        year, index = divmod(self.year * MONTHS_A_YEAR + self.number - 1 + months, MONTHS_A_YEAR)
        return Month(year, index + 1)

    def next(self) -> "Month":
        """The month after it."""
        return self.plus(1)

    def previous(self) -> "Month":
        """The month before it."""
        return self.plus(-1)


@dataclass(frozen=True, order=True)
class FiscalYear:
    """1 October to 30 September, named by the Buddhist-era year in which it ends."""

    number: int

    @classmethod
    def of(cls, day: date) -> "FiscalYear":
        """The fiscal year `day` lies in."""
        return cls(to_buddhist(day.year + (day.month >= FIRST_MONTH)))

    @property
    def first(self) -> date:
        """Its 1 October."""
        return self.months[0].first

    @property
    def last(self) -> date:
        """Its 30 September."""
        return self.months[-1].last

    @property
    def months(self) -> tuple[Month, ...]:
        """Its twelve months, October first."""
        october = Month(to_common(self.number) - 1, FIRST_MONTH)
        return tuple(october.plus(n) for n in range(MONTHS_A_YEAR))


@dataclass(frozen=True, kw_only=True)
class Period:
    """A stretch of days that is reported on: its stored code, first and last day (both inside)."""

    code: str
    first: date
    last: date


def span(first: Month, months: int) -> Period:
    """`months` whole months from `first`: code "YYYY-MM" for one month, "YYYY-MM+N" for N."""
    code = first.code if months == 1 else f"{first.code}+{months}"
    return Period(code=code, first=first.first, last=first.plus(months - 1).last)


def periods(year: FiscalYear, months: int) -> tuple[Period, ...]:
    """The year cut into periods of 1, 3, 6 or 12 months; ValueError where the year cannot be cut so."""
    if months not in (1, 3, 6, 12):
        raise ValueError(f"a year is not reported every {months} months")
    return tuple(span(first, months) for first in year.months[::months])


def round_period(year: FiscalYear, months: int) -> Period:
    """A round: cumulative from 1 October over 3, 6, 9 or 12 months (source 001 §1.5.2), its code the months.

    That the 3-month round ends on 31 December is a house rule. ValueError for another number of months.
    """
    if months not in ROUNDS:
        raise ValueError(f"no round of {months} months")
    return Period(code=str(months), first=year.first, last=year.months[months - 1].last)


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every day from `first` to `last`, both inside; empty where `last` comes first."""
    return tuple(map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1)))
