"""What was dropped by one import and came back by another: which periods lay wholly between."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rules.fiscal import Period


@dataclass(frozen=True, kw_only=True, order=True)
class Absence:
    """It was there until some time on the day `left` and again from some time on the day `back`."""

    left: date
    back: date

    def covers(self, period: Period) -> bool:
        """Whether a period lay wholly in it: it was there on none of the period's days (house rule)."""
        return self.left < period.first and period.last < self.back


def joined(absences: Iterable[Absence]) -> tuple[Absence, ...]:
    """The same in order, those that touch or overlap as one: an indicator's absence may end where its unit's begins."""
    found: list[Absence] = []
    for it in sorted(absences):
        if found and it.left <= found[-1].back:
            found[-1] = Absence(left=found[-1].left, back=max(found[-1].back, it.back))
        else:
            found.append(it)
    return tuple(found)


def covered(period: Period, absences: Iterable[Absence]) -> bool:
    """Whether a period lay wholly in one of them."""
    return any(it.covers(period) for it in absences)
