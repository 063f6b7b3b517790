"""What a rehearsed year was like: who heard what and why, what was pushed, what came late, what lateness would cost."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from rules.fiscal import Month
from rules.penalties import Verdict

LINE = "line"
CLOCK = ("prompt", "warning", "overdue", "again", "returned", "nobody", "untold", "step", "week")
Kind = Literal[
    "prompt", "warning", "overdue", "again", "returned", "nobody", "untold", "step", "week",
    "report", "approved", "handed", "taken", "arrived", "other",
]  # fmt: skip
"""Why the clock speaks (rules.occasions), or what somebody did that others are told."""


@dataclass(frozen=True, kw_only=True)
class Hearer:
    """Somebody made up: the post (role, and its name in words), the platform it is heard on."""

    role: str
    name: str
    platform: str


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Why something is said: what happened to which period or round (with its days) of a tier, and when that is due."""

    kind: Kind
    tier: int = 0
    period: str = ""
    first: date = date.min
    last: date = date.min
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class Told:
    """One message: to whom, when (local time), why, its words read aloud."""

    at: datetime
    to: Hearer
    causes: tuple[Cause, ...]
    words: str

    @property
    def on(self) -> date:
        return self.at.date()

    @property
    def by_clock(self) -> bool:
        """Whether the schedule speaks, and not what somebody did."""
        return any(cause.kind in CLOCK for cause in self.causes)

    @property
    def paid(self) -> bool:
        """Whether it is a push that counts against LINE's plan: nobody wrote just before, so no reply is free."""
        return self.to.platform == LINE


@dataclass(frozen=True, kw_only=True)
class Pushes:
    """A month's pushes: by the clock, because of what people did, and how many of both are over the plan."""

    clock: int
    people: int
    over: int


@dataclass(frozen=True, kw_only=True)
class Came:
    """Something that came late: whose (a unit or the office, by code), what, its verdict. None: it was closed first."""

    who: str
    what: Cause
    verdict: Verdict | None


@dataclass(frozen=True, kw_only=True)
class Price:
    """What coming on each of the days after a deadline would cost, one after the other; empty where no rule says so."""

    what: Cause
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """A whole rehearsal. `late` are the units that were made late, with their days; `free` the days not worked."""

    title: str
    year: int
    first: date
    last: date
    plan: int
    late: tuple[tuple[str, int], ...]
    hearers: tuple[Hearer, ...]
    # asyncio.run writes out what its task gave, for a line that nobody reads: not all that was said in a year.
    told: tuple[Told, ...] = field(repr=False)
    came: tuple[Came, ...]
    prices: tuple[Price, ...]
    deadlines: tuple[Cause, ...]
    free: tuple[date, ...]

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month that was played, in order."""
        return tuple(_months(Month.of(self.first), Month.of(self.last)))

    def pushes(self, month: Month) -> Pushes:
        """How many messages of that month LINE counts."""
        mine = [each for each in self.told if each.paid and Month.of(each.on) == month]
        clock = sum(each.by_clock for each in mine)
        return Pushes(clock=clock, people=len(mine) - clock, over=max(0, len(mine) - self.plan))


def _months(first: Month, last: Month) -> Iterator[Month]:
    while first <= last:
        yield first
        first = first.next()
