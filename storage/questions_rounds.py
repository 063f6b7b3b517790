"""What is asked of rounds: by what they are judged, how each stands at tiers 2 and 3, what lies below them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, true

from rules.deadlines import Deadline, settled
from rules.fiscal import local_date
from rules.forecasts import Eaten, eaten
from rules.frameworks import RoundDeadline, Settings
from rules.holidays import Calendar
from rules.owed import DEPARTMENT_TIER, INDICATOR_TIER, UNIT_TIER
from rules.penalties import PenaltyRule
from rules.rounds import Candidate
from storage.columns import WHOLE
from storage.questions_review import MATTERS, Matter, matters
from storage.questions_review import covering as first_covering
from storage.tables import frameworks, holidays, reliefs
from storage.tables.indicators import INDICATORS
from storage.tables.obligations import IS_OWED, OBLIGATIONS, STANDING, STATES
from storage.tables.reports import REPORTS
from storage.work import Work

CLOSED = "closed"
_COVERING = MATTERS.where(
    OBLIGATIONS.c.framework_id == bindparam("framework"),
    OBLIGATIONS.c.indicator_id == bindparam("indicator"),
    OBLIGATIONS.c.first_on <= bindparam("first"),
    OBLIGATIONS.c.last_on >= bindparam("last"),
    OBLIGATIONS.c.tier == INDICATOR_TIER,
)
_AT_OPDC = and_(OBLIGATIONS.c.tier == DEPARTMENT_TIER, OBLIGATIONS.c.unit_id == WHOLE)
_OF_ROUND = MATTERS.where(
    OBLIGATIONS.c.framework_id == bindparam("framework"),
    OBLIGATIONS.c.state.in_(STATES),
    OBLIGATIONS.c.tier.in_((INDICATOR_TIER, DEPARTMENT_TIER)),
    OBLIGATIONS.c.period == bindparam("round"),
)

_DUE = (
    select(OBLIGATIONS.c.due_on, OBLIGATIONS.c.due_hour, OBLIGATIONS.c.indicator_id, INDICATORS.c.code)
    .join(INDICATORS, INDICATORS.c.id == OBLIGATIONS.c.indicator_id)
    .where(OBLIGATIONS.c.framework_id == bindparam("framework"), OBLIGATIONS.c.tier == bindparam("level"))
    .where(OBLIGATIONS.c.period == bindparam("round"), STANDING, OBLIGATIONS.c.waiver == "")
    .where(OBLIGATIONS.c.due_on.is_not(None))
)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """By what an obligation is judged: settings, where it is what day, working days, deadline and penalty, if any."""

    settings: Settings
    zone: ZoneInfo
    calendar: Calendar
    deadline: Deadline | None
    rule: PenaltyRule | None

    @property
    def due(self) -> Deadline | None:
        """The deadline that counts: moved, where its framework moves it."""
        return settled(self.deadline, self.calendar) if self.deadline else None

    def is_late(self, now: datetime) -> bool:
        """Whether what has not come by an instant is late."""
        return self.due is not None and self.due.counted_until <= now

    def today(self, now: datetime) -> date:
        """The day an instant falls on here."""
        return local_date(now, self.zone)


def terms(work: Work, about: Matter) -> Terms:
    """What a verdict on an obligation is judged by now; the days of the receiver of its tier count."""
    settings = frameworks.by_id(work, about.framework_id).settings
    zone = ZoneInfo(settings.timezone)
    return Terms(
        settings=settings,
        zone=zone,
        calendar=holidays.calendar(work, settings, about.tier, about.unit_id),
        deadline=_deadline(work, about, settings, zone),
        rule=_rule(work, about),
    )


def _deadline(work: Work, about: Matter, settings: Settings, zone: ZoneInfo) -> Deadline | None:
    if about.due is None or about.waiver:
        return None
    hour = time.fromisoformat(about.due_hour) if about.due_hour else None
    extended = reliefs.extended(work, about.framework_id, about.extension, about.stated_on, about.due)
    return Deadline(on=about.due, zone=zone, hour=hour, moves=settings.moves, extended=extended)


def _rule(work: Work, about: Matter) -> PenaltyRule | None:
    """What lateness at its own tier costs: a unit's period goes by the first round that covers it."""
    if about.tier > 1:
        return frameworks.penalty_for(work, about.framework_id, about.tier, int(about.period))
    round_ = first_covering(frameworks.rounds(work, about.framework_id), about)
    return frameworks.penalty_for(work, about.framework_id, about.tier, int(round_.code)) if round_ else None


def of_round(work: Work, framework_id: str, code: str) -> tuple[Matter, ...]:
    """The obligations of tiers 2 and 3 of a round, in the order of the indicators, tier 3 last."""
    found = matters(work, _OF_ROUND, {"framework": framework_id, "round": code})
    return tuple(sorted(found, key=lambda each: each.tier))


def under(work: Work, round_: Matter, *, tier: int = 1) -> tuple[Matter, ...]:
    """What is owed at a tier below with days within a round's; of its indicator, where it has one."""
    return matters(work, MATTERS.where(_under(round_, tier)))


def _under(round_: Matter, tier: int) -> ColumnElement[bool]:
    return and_(
        OBLIGATIONS.c.framework_id == round_.framework_id,
        OBLIGATIONS.c.tier == tier,
        OBLIGATIONS.c.first_on >= round_.first,
        OBLIGATIONS.c.last_on <= round_.last,
        or_(OBLIGATIONS.c.tier > 1, IS_OWED),
        true() if round_.indicator_id == WHOLE else OBLIGATIONS.c.indicator_id == round_.indicator_id,
    )


def is_reported(work: Work, about: Matter) -> bool:
    """Whether units report anything within a round's days."""
    return work.scalar(select(OBLIGATIONS.c.id).where(_under(about, UNIT_TIER)).limit(1)) is not None


def first_due(
    work: Work, framework_id: str, tier: int, period: str, indicators: Collection[str] | None = None
) -> tuple[date, time | None] | None:
    """The earliest day and hour by which a round is owed at a tier, of all or of these indicators (codes), extensions
    counted; None where nobody owes it."""
    found = work.all(_DUE, {"framework": framework_id, "level": tier, "round": period})
    meant = [row for row in found if indicators is None or row.indicator_id == WHOLE or row.code in indicators]
    days = [(row.due_on, time.fromisoformat(row.due_hour) if row.due_hour else None) for row in meant]
    return min(days, key=lambda it: (it[0], it[1] or time.max), default=None)


def department(work: Work) -> tuple[Matter, ...]:
    """Every round at OPDC, the earliest deadline first."""
    return tuple(sorted(matters(work, MATTERS.where(_AT_OPDC)), key=lambda each: (each.due, each.id)))


def candidates(
    work: Work, tier: int, indicator: str = WHOLE, *, closed: bool = False, within: Collection[str] | None = None
) -> tuple[Candidate, ...]:
    """The rounds of every framework, or `within` these (ids), at a tier, by their obligation's id; at tier 2 those of
    an indicator (code). Those that are open, or those that are `closed`. What was due before the first import presses
    nobody: it counts as sent.
    """
    shut = OBLIGATIONS.c.state == CLOSED
    query = MATTERS.where(OBLIGATIONS.c.tier == tier, shut if closed else ~shut)
    if indicator != WHOLE:
        query = query.where(INDICATORS.c.code == indicator)
    if within is not None:
        query = query.where(OBLIGATIONS.c.framework_id.in_(list(within)))
    return tuple(
        Candidate(
            key=each.id, months=int(each.period), year=each.year, due=each.due, sent=each.answered or not each.warned
        )
        for each in matters(work, query)
        if each.due is not None
    )


def handing_indicators(work: Work) -> tuple[str, ...]:
    """The codes of the indicators whose rounds are handed in, each once."""
    found = matters(work, MATTERS.where(OBLIGATIONS.c.tier == INDICATOR_TIER, STANDING))
    return tuple(dict.fromkeys(each.indicator for each in found))


def stated_deadline(work: Work, about: Matter) -> RoundDeadline | None:
    """The deadline of a round's tier as the framework states it; None for a period, and where it states none."""
    found = [it for it in frameworks.rounds(work, about.framework_id) if it.code == about.period]
    return next((deadline for it in found for deadline in it.deadlines if deadline.tier == about.tier), None)


def above(work: Work, about: Matter) -> Matter | None:
    """The round at OPDC that an indicator's round goes into, or None where its framework names no date for it."""
    return next((it for it in of_round(work, about.framework_id, about.period) if it.tier == DEPARTMENT_TIER), None)


def arriving(work: Work, about: Matter) -> Matter | None:
    """The first round at OPDC that a period or an indicator's round goes into: its arrival closes entry."""
    inside = and_(
        OBLIGATIONS.c.framework_id == about.framework_id,
        _AT_OPDC,
        OBLIGATIONS.c.first_on <= about.first,
        OBLIGATIONS.c.last_on >= about.last,
        STANDING,
    )
    return min(matters(work, MATTERS.where(inside)), key=lambda each: each.last, default=None)


def eaten_days(work: Work, about: Matter, at: datetime) -> Eaten | None:
    """The PSDG's working days before OPDC's deadline, and those gone by an instant; None where there is no deadline."""
    higher = above(work, about)
    return eaten_of(work, about, higher, at) if higher else None


def covering(work: Work, about: Matter) -> Matter | None:
    """The first round at tier 2 that a unit's period goes into, or None where its indicator is handed in nowhere."""
    values = {"framework": about.framework_id, "indicator": about.indicator_id}
    found = matters(work, _COVERING, {**values, "first": about.first, "last": about.last})
    return min(found, key=lambda each: each.last, default=None)


def eaten_of(work: Work, about: Matter, round_: Matter, at: datetime) -> Eaten | None:
    """The working days of whoever hands in `round_` that a unit's lateness ate by an instant."""
    mine, theirs = terms(work, about), terms(work, round_)
    if mine.due is None or theirs.due is None:
        return None
    return eaten(mine.due, theirs.due, mine.today(at), mine.calendar)


def rule_above(work: Work, about: Matter) -> PenaltyRule | None:
    """What lateness at OPDC costs in the first round that a unit's period goes into, or None."""
    round_ = covering(work, about)
    return frameworks.penalty_for(work, about.framework_id, DEPARTMENT_TIER, int(round_.period)) if round_ else None


def missing_below(work: Work, about: Matter) -> tuple[Matter, ...]:
    """What units have not sent of an indicator's round; what is closed has left the count."""
    return matters(work, MATTERS.where(_under(about, UNIT_TIER), STANDING, REPORTS.c.id.is_(None)))
