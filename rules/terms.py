"""A period or round with its days, and what a waiver or an extension makes of them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from rules.fiscal import Period
from rules.reliefs import UNIT_TIER, Counted, Extension, Reliefs


@dataclass(frozen=True, kw_only=True)
class Term:
    """When a period is owed from, due and late; by the codes of a waiver and an extension, if any, and the day that the
    framework states where the extension's counts."""

    period: Period
    owed_from: date | None
    due: date | None
    hour: time | None
    counted_until: datetime | None
    warned: bool
    waiver: str = ""
    extension: str = ""
    stated: date | None = None


def relieved(term: Term, reliefs: Reliefs, tier: int, *, imported: date, counted: Counted) -> Term:
    """The term as it is for somebody whom a waiver frees, or an extension gives longer; a waiver goes before.

    What was not owed anyhow stays as it is, and so does what an extension would end earlier (house rules).
    """
    if term.owed_from is None and term.due is None:
        return term
    if reliefs.waivers:
        return _waived(term, reliefs.waivers[0].code, tier)
    if term.counted_until is None or (longest := reliefs.longest(counted)) is None:
        return term
    until = counted(longest.until, longest.hour)
    return _extended(term, longest, until, tier, imported) if until > term.counted_until else term


def _waived(term: Term, code: str, tier: int) -> Term:
    """Nothing is late any more; by a round's day people still know which one is meant."""
    free = replace(term, owed_from=None, counted_until=None, warned=False, waiver=code)
    return replace(free, due=None, hour=None) if tier == UNIT_TIER else free


def _extended(term: Term, longest: Extension, until: datetime, tier: int, imported: date) -> Term:
    """A round that was due before the first import is owed again where its new day lies after that."""
    return replace(
        term,
        due=longest.until,
        hour=longest.hour,
        counted_until=until,
        warned=term.warned if tier == UNIT_TIER else longest.until >= imported,
        extension=longest.code,
        stated=term.due,
    )
