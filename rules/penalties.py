"""What lateness costs: penalty rules as data, the verdict with its reasons."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal

import msgspec
from msgspec import Struct

from rules.deadlines import Counting, Deadline, Extended, Lateness, Stamp, late_days, settled
from rules.holidays import Calendar, NotWorking
from rules.sources import Source

NO_POINTS = Decimal(0)
WHOLE_SHARE = Decimal(100)

Outcome = Literal["on_time", "late", "no_deadline"]
PenaltyKind = Literal["points_per_day", "share_per_day"]


class Share(Struct, frozen=True, kw_only=True, tag=True):
    """A deduction of so many per cent of the total; points only once a total is there, and added to nothing before."""

    percent: Decimal

    def __bool__(self) -> bool:
        return bool(self.percent)

    def of(self, total: Decimal | Fraction) -> Fraction:
        """The points that it is of a total, exact."""
        return Fraction(total) * Fraction(self.percent) / 100


Deduction = Decimal | Share
"""What lateness costs: points, or a share of the total."""


@dataclass(frozen=True, kw_only=True)
class PenaltyRule:
    """`rate` a day for a tier's late report of one of `rounds` (months); a changed rule is another version.

    By its `kind` the rate and the `cap` are points or per cent of the total; `floor` is the lowest score left.

    `returned`: it is the price of a returned report that comes after the day it was expected again, beside the verdict
    of its first sending. `name` is what people call it, empty in rules of former versions. `off` names the total they
    come off (None: no source names one), `house` the fields that are readings of ours. No source prints a cap or a
    floor.
    """

    code: str
    version: int
    rate: Decimal
    per: Counting
    tier: int
    rounds: tuple[int, ...]
    source: Source
    kind: PenaltyKind = "points_per_day"
    off: str | None = None
    cap: Decimal | None = None
    floor: Decimal | None = None
    house: tuple[str, ...] = ()
    returned: bool = False
    name: str = ""
    name_en: str = ""
    off_en: str = ""

    @property
    def a_day(self) -> Deduction:
        """What each counted day costs."""
        return self.costing(self.rate)

    @property
    def most(self) -> Decimal | None:
        """The most that it ever takes off: its cap, or of a share the whole (house rule); None for no end."""
        return WHOLE_SHARE if self.cap is None and self.kind == "share_per_day" else self.cap

    def costing(self, amount: Decimal) -> Deduction:
        """An amount as what this rule takes off."""
        return Share(percent=amount) if self.kind == "share_per_day" else amount

    @property
    def ruling(self) -> "PenaltyRule":
        """The rule without its version and what it is called: two that are equal rule alike."""
        place = Source(document=self.source.document, clause=self.source.clause)
        return replace(self, version=0, name="", name_en="", off_en="", source=place)


class Remark(StrEnum):
    """What a verdict or a net score says beside its figures."""

    NO_PENALTY = "no_penalty"
    FORGIVEN = "forgiven"
    AFTER_HOUR = "after_hour"
    MOVED = "moved"
    EXTENDED = "extended"
    CAPPED = "capped"
    PROVISIONAL = "provisional"
    FLOORED = "floored"
    BELOW_SCALE = "below_scale"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """On time or how late, and what it costs, with every reason: frozen when the report is sent.

    `due` is the day that counted, `due_stated` the one its framework states; `days` are those counted one by one,
    `left_out` those not worked, each with its authority; `rule` is the whole rule applied; `extended` says why the day
    that counted was given.
    """

    outcome: Outcome
    at: datetime
    exact: bool
    counting: Counting
    due: date | None = None
    due_stated: date | None = None
    counted_until: datetime | None = None
    days: tuple[date, ...] = ()
    left_out: tuple[NotWorking, ...] = ()
    deduction: Deduction = NO_POINTS
    rule: PenaltyRule | None = None
    remarks: tuple[Remark, ...] = ()
    extended: Extended | None = None


def rule_for(rules: tuple[PenaltyRule, ...], tier: int, months: int, *, returned: bool = False) -> PenaltyRule | None:
    """The newest of `rules` for a tier's report of the round of so many months, or for one `returned`; or None."""
    fitting = [rule for rule in rules if (rule.tier, rule.returned) == (tier, returned) and months in rule.rounds]
    return max(fitting, key=lambda rule: rule.version, default=None)


def deduction(rule: PenaltyRule, days: int) -> Deduction:
    """What so many counted days cost: the rate each (source 000 §3, source 001 §1.5.2 note *), up to the most.

    Both sources take points; a share of the total is a house kind.
    """
    amount = rule.rate * days
    return rule.costing(amount if rule.most is None else min(amount, rule.most))


def verdict(
    rule: PenaltyRule | None,
    deadline: Deadline | None,
    stamp: Stamp,
    calendar: Calendar,
    counting: Counting = "working",
) -> Verdict:
    """The verdict on what came at `stamp`; `counting` is how days are named where no rule says it.

    Without a deadline nothing is late; without a rule the days are named and no points are lost (house rules).
    """
    if deadline is None:
        return Verdict(outcome="no_deadline", at=stamp.at, exact=stamp.exact, counting=counting, rule=rule)
    counting = rule.per if rule else counting
    due = settled(deadline, calendar)
    lateness = late_days(deadline, stamp, calendar, counting)
    return Verdict(
        outcome="late" if lateness.late else "on_time",
        at=stamp.at,
        exact=stamp.exact,
        counting=counting,
        due=due.on,
        due_stated=deadline.extended.stated if deadline.extended else deadline.on,
        extended=deadline.extended,
        counted_until=due.counted_until,
        days=lateness.days,
        left_out=lateness.left_out,
        deduction=deduction(rule, len(lateness.days)) if rule else NO_POINTS,
        rule=rule,
        remarks=_remarks(rule, deadline, due, lateness),
    )


def _remarks(rule: PenaltyRule | None, stated: Deadline, due: Deadline, lateness: Lateness) -> tuple[Remark, ...]:
    capped = rule is not None and rule.most is not None and rule.rate * len(lateness.days) > rule.most
    said = {
        Remark.NO_PENALTY: rule is None and lateness.late,
        Remark.FORGIVEN: lateness.forgiven,
        Remark.AFTER_HOUR: lateness.late and not lateness.days and not lateness.left_out,
        Remark.MOVED: due.on != stated.on,
        Remark.EXTENDED: stated.extended is not None,
        Remark.CAPPED: capped,
        Remark.PROVISIONAL: lateness.provisional,
    }
    return tuple(remark for remark, holds in said.items() if holds)


def to_plain(value: Verdict | PenaltyRule) -> dict[str, Any]:
    """The value as JSON can hold it, for freezing: decimals, days and instants as text."""
    return msgspec.to_builtins(value)


def verdict_from_plain(plain: dict[str, Any]) -> Verdict:
    """The verdict that `to_plain` froze; msgspec.ValidationError for anything else."""
    return msgspec.convert(plain, Verdict)


def rule_from_plain(plain: dict[str, Any]) -> PenaltyRule:
    """The rule that `to_plain` froze; msgspec.ValidationError for anything else."""
    return msgspec.convert(plain, PenaltyRule)
