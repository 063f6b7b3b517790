"""Days as a framework file writes them: with a Buddhist-era year, as a TOML date, or without a year, laid on one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from rules.fiscal import FIRST_MONTH, FiscalYear, to_buddhist, to_common
from rules.frameworks import Fact

CENTURY = 100
FIRST_BUDDHIST = 24 * CENTURY
LAST_BUDDHIST = 28 * CENTURY
_WITH_YEAR = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WITHOUT_YEAR = re.compile(r"(\d{1,2})-(\d{1,2})")


@dataclass(frozen=True, kw_only=True)
class Unread:
    """A value that is no day here: the code of its sentence and what the sentence mentions."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Laying:
    """The fiscal year that a file's days are read in; `dated`: the file names a year, `known`: one that could be read.

    A dated file writes days with their year: a text "2548-03-30" is of the Buddhist era, a TOML date 2005-03-30 of the
    common era. An undated file writes months and days only, "03-30", which lie in the fiscal year it is laid on; where
    a day belongs to a round's end ("10-15" for the twelve months) the nearest one is meant (house rules).
    """

    year: FiscalYear
    dated: bool
    known: bool = True

    def day(self, value: object, near: date | None = None) -> date | Unread:
        """The day that a plain value means, or why it means none."""
        if isinstance(value, datetime) or not isinstance(value, str | date):
            return Unread(code="not_a_day")
        if isinstance(value, str) and (found := _WITHOUT_YEAR.fullmatch(value.strip())):
            return self._without_year(int(found[1]), int(found[2]), near)
        if not self.dated:
            return Unread(code="day_with_year")
        return self._common(value) if isinstance(value, date) else self._buddhist(value)

    def _common(self, value: date) -> date | Unread:
        if value.year >= FIRST_BUDDHIST:
            return Unread(code="day_without_quotes", facts={"value": value.isoformat()})
        return self._sensible(value)

    def _buddhist(self, value: str) -> date | Unread:
        found = _WITH_YEAR.fullmatch(value.strip())
        if found is None:
            return Unread(code="not_a_day")
        year, month, day = int(found[1]), int(found[2]), int(found[3])
        if not FIRST_BUDDHIST <= year <= LAST_BUDDHIST:
            return Unread(code="year_not_buddhist", facts={"value": str(year), "buddhist": str(to_buddhist(year))})
        made = _made(to_common(year), month, day)
        return Unread(code="no_such_day") if made is None else self._sensible(made)

    def _sensible(self, day: date) -> date | Unread:
        if not self.known or abs(FiscalYear.of(day).number - self.year.number) <= 1:
            return day
        return Unread(code="day_outside_year", facts={"year": str(self.year.number)})

    def _without_year(self, month: int, day: int, near: date | None) -> date | Unread:
        if self.dated:
            return Unread(code="day_without_year", facts={"year": str(self.year.number)})
        first = self.year.first.year
        years = [first + (month < FIRST_MONTH)] if near is None else range(near.year - 1, near.year + 2)
        if (month, day) == (2, 29):
            return Unread(code="not_every_year")
        laid = [found for year in years if (found := _made(year, month, day)) is not None]
        if not laid:
            return Unread(code="no_such_day")
        return laid[0] if near is None else min(laid, key=lambda found: abs((found - near).days))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
