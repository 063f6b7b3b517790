"""Which days are worked, and by whose authority a day is not; the days themselves come from storage."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from msgspec import Struct

from rules.fiscal import days_between

SATURDAY = 5
DAY = timedelta(days=1)
OWN_WORD = "@"


class Holiday(Struct, frozen=True, kw_only=True, tag=True):
    """A day declared free, or with `working` a day declared worked after all; who declared it is `authority`.

    An authority that begins with OWN_WORD is for `messages` to word. `_en`: empty where only Thai was given. Without
    `provinces` it is free everywhere, else there alone.
    """

    on: date
    name: str
    authority: str
    working: bool = False
    name_en: str = ""
    authority_en: str = ""
    provinces: tuple[str, ...] = ()

    def counts_in(self, province: str) -> bool:
        """Whether the day is declared for a province; "" is one that nobody named."""
        return not self.provinces or province in self.provinces


class Weekend(Struct, frozen=True, tag=True):
    """A Saturday or Sunday."""

    on: date


NotWorking = Weekend | Holiday


@dataclass(frozen=True)
class Calendar:
    """The working days of one receiver; of two declarations for a day the later in `holidays` holds.

    A day is worked from Monday to Friday unless declared free; a day declared worked is worked even on a weekend (house
    rules). After `announced_until` no holidays are known yet, so what is counted there is provisional.
    """

    holidays: tuple[Holiday, ...]
    announced_until: date

    @cached_property
    def _declared(self) -> dict[date, Holiday]:
        return {holiday.on: holiday for holiday in self.holidays}

    def reason_not_working(self, day: date) -> NotWorking | None:
        """Why `day` is not worked, or None; a declared day inside a weekend is the weekend's."""
        declared = self._declared.get(day)
        if declared is not None and declared.working:
            return None
        return Weekend(day) if day.weekday() >= SATURDAY else declared

    def is_working(self, day: date) -> bool:
        """Whether `day` is worked."""
        declared = self._declared.get(day)
        return declared.working if declared is not None else day.weekday() < SATURDAY

    def next_working(self, day: date) -> date:
        """`day` itself if it is worked, else the first worked day after it."""
        while not self.is_working(day):
            day += DAY
        return day

    def previous_working(self, day: date) -> date:
        """`day` itself if it is worked, else the last worked day before its run of holidays."""
        while not self.is_working(day):
            day -= DAY
        return day

    def add_working(self, day: date, count: int) -> date:
        """The `count`-th worked day after `day` (before it if negative); `day` itself, worked or not, for 0."""
        for _ in range(abs(count)):
            day = self.next_working(day + DAY) if count > 0 else self.previous_working(day - DAY)
        return day

    def working_between(self, after: date, until: date) -> tuple[date, ...]:
        """The worked days after `after` up to and including `until`."""
        return tuple(day for day in days_between(after + DAY, until) if self.is_working(day))

    def count_working(self, after: date, until: date) -> int:
        """How many days `working_between` names, without looking at each."""
        if until <= after:
            return 0
        free, extra = self._exceptions
        weekdays = _weekdays(until) - _weekdays(after)
        return weekdays - _count_between(free, after, until) + _count_between(extra, after, until)

    @cached_property
    def _exceptions(self) -> tuple[list[date], list[date]]:
        """In order, the days from Monday to Friday that are not worked, and those of a weekend that are."""
        declared = sorted(self._declared)
        free = [day for day in declared if day.weekday() < SATURDAY and not self.is_working(day)]
        return free, [day for day in declared if day.weekday() >= SATURDAY and self.is_working(day)]

    def left_out_between(self, after: date, until: date) -> tuple[NotWorking, ...]:
        """The days not worked after `after` up to and including `until`, each with its reason."""
        reasons = (self.reason_not_working(day) for day in days_between(after + DAY, until))
        return tuple(reason for reason in reasons if reason is not None)

    def provisional(self, day: date) -> bool:
        """Whether counting up to `day` reaches beyond the last announced holidays."""
        return day > self.announced_until


def _weekdays(day: date) -> int:
    """How many days from Monday to Friday there have been up to and including a day; day 1 was a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * SATURDAY + min(rest, SATURDAY)


def _count_between(days: Sequence[date], after: date, until: date) -> int:
    return bisect_right(days, until) - bisect_right(days, after)
