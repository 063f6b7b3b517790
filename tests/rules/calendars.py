"""The calendars and rules that the sources' figures hang on, put together from domain.md and the holidays library."""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import holidays

from rules.deadlines import Deadline, Stamp
from rules.fiscal import to_common
from rules.holidays import Calendar, Holiday
from rules.penalties import Deduction, PenaltyRule, Source

BANGKOK = ZoneInfo("Asia/Bangkok")

SOURCE_000 = PenaltyRule(
    code="fy2548",
    version=1,
    rate=Decimal("0.5"),
    per="calendar",
    tier=3,
    rounds=(6, 9, 12),
    source=Source(document="000", clause="3"),
    house=("per",),
)
SOURCE_001 = PenaltyRule(
    code="fy2554",
    version=1,
    rate=Decimal("0.0500"),
    per="working",
    tier=3,
    rounds=(12,),
    source=Source(document="001", clause="1.5.2 *"),
    off="total",
    house=("off",),
)


def be(day: int, month: int, year: int) -> date:
    """A date as the sources write it: day, month, Buddhist year."""
    return date(to_common(year), month, day)


def points(cost: Deduction) -> Decimal:
    """What a rule of points takes off."""
    assert isinstance(cost, Decimal)
    return cost


def national(*years: int) -> list[Holiday]:
    """The national holidays of the Buddhist years, without the floods, which are put in by hand."""
    known = holidays.country_holidays("TH", years=[to_common(year) for year in years], language="en_US")
    return [Holiday(on=on, name=name, authority="cabinet") for on, name in known.items() if "Flood" not in name]


FLOODS = [
    Holiday(on=be(day, 10, 2554), name="floods", authority="cabinet, Bangkok and other provinces")
    for day in (27, 28, 31)
]
YEAR_2554 = Calendar((*national(2554), *FLOODS), be(31, 12, 2554))
YEAR_2548 = Calendar(tuple(national(2548)), be(31, 12, 2548))


def due(on: date, hour: time | None = None, *, moves: bool = False) -> Deadline:
    """A deadline in Bangkok."""
    return Deadline(on=on, zone=BANGKOK, hour=hour, moves=moves)


def at(on: date, hour: int = 12, minute: int = 0, second: int = 0) -> datetime:
    """An instant in Bangkok."""
    return datetime(on.year, on.month, on.day, hour, minute, second, tzinfo=BANGKOK)


def came(on: date, hour: int = 12, minute: int = 0, second: int = 0, *, exact: bool = True) -> Stamp:
    """A stamp in Bangkok."""
    return Stamp(at=at(on, hour, minute, second), exact=exact)
