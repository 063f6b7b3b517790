"""How a month's paid messages are shared out: what is kept back for what must be said, and when they will end.

House rules, for no source has any: see docs/delivery.md.
"""

from dataclasses import dataclass

SHARE = 3
"""What is kept back for one rank is never more than this part of the month: one third."""
ENOUGH_DAYS = 5
"""Working days from which on a pace says something: the first days of a month are those of the reminders."""
NEARLY = 80
"""Per cent of the month that is as good as its end."""


@dataclass(frozen=True, kw_only=True)
class Reserve:
    """Messages that nothing of a later rank may take."""

    first: int = 0
    reminders: int = 0


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """With the pace of this month its messages last for so many more working days, and so many would be needed."""

    left: int
    needed: int
    lasts: int


def reserve(limit: int | None, *, people: int, owing: int, days_left: int, days: int) -> Reserve:
    """One message more for each of the `people`, and one reminder more for each who owes something, as far as the
    month goes on: of its `days` (working days) so many are left, today included."""
    if limit is None or days <= 0:
        return Reserve()
    most, left = limit // SHARE, min(max(days_left, 0), days)
    return Reserve(first=min(_part(people, left, days), most), reminders=min(_part(owing, left, days), most))


def foretell(limit: int | None, used: int, *, gone: int, to_come: int) -> Shortfall | None:
    """None where the month's messages will do, or it is too early to say: of its working days so many are `gone`."""
    if limit is None or gone < ENOUGH_DAYS or used <= 0:
        return None
    left, needed = max(0, limit - used), _part(used, to_come, gone)
    return Shortfall(left=left, needed=needed, lasts=left * gone // used) if needed > left else None


def is_near(limit: int | None, used: int, kept: Reserve) -> bool:
    """Whether so much is used that only little, or only what is kept back, is left."""
    return limit is not None and (used * 100 >= limit * NEARLY or limit - used <= kept.first + kept.reminders)


def _part(whole: int, part: int, of: int) -> int:
    return -(-whole * part // of)
