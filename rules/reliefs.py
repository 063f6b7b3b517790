"""What frees somebody from a duty or gives them longer: whom, of what, for which periods, and by whose authority."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from rules.fiscal import Period
from rules.sources import Source

UNIT_TIER = 1

Counted = Callable[[date, time | None], datetime]
"""The first instant that is late, of a day and an hour."""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What is meant, at one tier; None or empty: all there is.

    `units` hold those of the `kinds` as well, as far as the file names them. `first` and `last` bound the days in which
    a period of tier 1 has to lie wholly; `rounds` are those of tiers 2 and 3, by their codes.
    """

    tier: int = UNIT_TIER
    units: tuple[str, ...] | None = None
    kinds: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    rounds: tuple[str, ...] = ()

    def means_indicator(self, tier: int, code: str) -> bool:
        """Whether it is about this tier of an indicator (code)."""
        return self.tier == tier and (not self.indicators or code in self.indicators)

    def means_unit(self, code: str) -> bool:
        """Whether it is about a unit (code)."""
        return self.units is None or code in self.units

    def means(self, period: Period, project: str) -> bool:
        """Whether it is about a period, or at tiers 2 and 3 a round, of a project (code)."""
        if self.tier != UNIT_TIER:
            return period.code in self.rounds
        begins = self.first is None or self.first <= period.first
        ends = self.last is None or period.last <= self.last
        return begins and ends and (not self.projects or project in self.projects)


@dataclass(frozen=True, kw_only=True)
class Waiver:
    """What nobody owes, why, and who decided so; `ours` are the keys filled in by us."""

    code: str
    scope: Scope
    reason: str
    authority: str
    reason_en: str = ""
    authority_en: str = ""
    source: Source = field(default_factory=Source)
    ours: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Extension(Waiver):
    """What is due on another day than its framework states: at the end of `until`, or at an hour of it."""

    until: date
    hour: time | None = None


@dataclass(frozen=True, kw_only=True)
class Reliefs:
    """Those that may bear on something."""

    waivers: tuple[Waiver, ...] = ()
    extensions: tuple[Extension, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.waivers or self.extensions)

    def of_indicator(self, tier: int, code: str) -> "Reliefs":
        """Those that are about a tier of an indicator (code)."""
        return self._where(lambda scope: scope.means_indicator(tier, code))

    def of_unit(self, code: str) -> "Reliefs":
        """Those that are about a unit (code)."""
        return self._where(lambda scope: scope.means_unit(code))

    def within(self, period: Period, project: str) -> "Reliefs":
        """Those that are about a period or round of a project (code)."""
        return self._where(lambda scope: scope.means(period, project))

    def _where(self, means: Callable[[Scope], bool]) -> "Reliefs":
        if not self:
            return self
        return Reliefs(
            waivers=tuple(it for it in self.waivers if means(it.scope)),
            extensions=tuple(it for it in self.extensions if means(it.scope)),
        )

    def longest(self, counted: Counted) -> Extension | None:
        """The extension that gives most time, when its day is moved as well; of those that end together the first."""
        return max(self.extensions, key=lambda it: counted(it.until, it.hour), default=None)
