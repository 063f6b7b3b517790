"""Which round is meant by somebody who names only its months."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

SOON = timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A round of so many months in one fiscal year (B.E.): when it is due at the tier in question, whether it was sent.

    `key` is the caller's own name for it.
    """

    key: str
    months: int
    year: int
    due: date
    sent: bool


def meant(candidates: Iterable[Candidate], months: int | None, year: int | None, today: date) -> Candidate | None:
    """The round that a typed "6" or "6/2570" means, or nothing typed at all; None where there is none (house rule).

    The oldest unsent one whose deadline is past or within 60 days, else the last one sent, else the next one to come.
    """
    named = [it for it in candidates if months in (None, it.months) and year in (None, it.year)]
    named.sort(key=lambda it: (it.due, it.key))
    pressing = [it for it in named if not it.sent and it.due <= today + SOON]
    sent = [it for it in named if it.sent]
    if pressing:
        return pressing[0]
    return sent[-1] if sent else next(iter(named), None)
