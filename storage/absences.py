"""When something was not in its framework's file, as a column keeps it: from one import to another, as JSON."""

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec

from rules.absences import Absence
from rules.fiscal import local_date

NONE = "[]"
"""Nothing was ever dropped."""

_Stretches = tuple[tuple[datetime, datetime], ...]


def longer(kept: str, left: datetime, back: datetime) -> str:
    """What a column keeps, with one more."""
    stretches = (*msgspec.json.decode(kept, type=_Stretches), (left.astimezone(UTC), back.astimezone(UTC)))
    return msgspec.json.encode(stretches).decode()


def read(kept: Iterable[str], zone: ZoneInfo) -> tuple[Absence, ...]:
    """The absences that columns keep, by the days of a zone."""
    return tuple(
        Absence(left=local_date(left, zone), back=local_date(back, zone))
        for each in kept
        if each != NONE
        for left, back in msgspec.json.decode(each, type=_Stretches)
    )
