"""What waits at tiers 1 to 3, gathered for one reader as it stands now: what is soon due, what is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.turn import deed, entry
from messages import naming, writing
from messages.alerts import Alerts, Due, Lack
from messages.outgoing import Card, Row
from rules.deadlines import Deadline, Stamp, settled
from rules.fiscal import local_date
from rules.forecasts import Eaten, eaten, forecast
from rules.frameworks import Round
from rules.occasions import Concern, Occasion, Term
from rules.penalties import PenaltyRule, verdict
from storage import questions_clock
from storage.questions_review import Matter
from storage.tables import frameworks, holidays
from storage.tables.frameworks import Framework
from storage.work import Work

INDICATOR_TIER, DEPARTMENT_TIER = 2, 3


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who is told: the indicators (codes in the framework) that are theirs to hear of, None for all; `states`: they may
    state an arrival at OPDC."""

    alerts: Alerts
    indicators: frozenset[str] | None
    states: bool = False


def department_card(work: Work, reader: Reader, concern: Concern, now: datetime) -> Card | None:
    """Tier 3: a round's report at OPDC; None where its arrival has been stated."""
    framework = frameworks.by_id(work, concern.framework_id)
    occasion, alerts = concern.occasion, reader.alerts
    missing = questions_clock.round_missing(work, framework.id, DEPARTMENT_TIER, occasion.term.period)
    if not missing:
        return None
    stating = entry(alerts.line("alerts.state_arrival"), "arriving.begin", missing[0].id)
    why = entry(alerts.line("alerts.why"), "alerts.why", missing[0].id)
    footer = (stating, why) if reader.states else (why,)
    due = due_now(work, framework, occasion, now)
    behind = _behind(work, framework, alerts, occasion.term, now)
    return alerts.department(occasion, framework.year, due, behind, footer)


def handing_card(work: Work, reader: Reader, concern: Concern, now: datetime) -> Card | None:
    """Tier 2: the reader's indicators that have not been handed in; None where all have."""
    framework = frameworks.by_id(work, concern.framework_id)
    occasion, alerts = concern.occasion, reader.alerts
    found = questions_clock.round_missing(work, framework.id, INDICATOR_TIER, occasion.term.period)
    mine = [it for it in found if reader.indicators is None or it.indicator in reader.indicators]
    if not mine:
        return None
    lacks = _lacks(work, framework, occasion.term, now, {it.indicator for it in mine})
    rows = [_handing(alerts, framework, it, lacks) for it in mine]
    above = _cost_above(work, framework, alerts, int(occasion.term.period))
    due = due_now(work, framework, occasion, now)
    return alerts.handing(occasion, framework.year, due, rows, above if due.late else "")


def units_card(work: Work, reader: Reader, concern: Concern, now: datetime) -> Card | None:
    """Tier 1: the units that have not sent a period's work; None where all have."""
    framework = frameworks.by_id(work, concern.framework_id)
    occasion, alerts = concern.occasion, reader.alerts
    lacks = _lacks(work, framework, occasion.term, now, reader.indicators)
    if not lacks:
        return None
    late = questions_clock.periods_late(work, framework.id, reader.indicators)
    others = [it for it in late if it != (occasion.term.first, occasion.term.last)]
    names = [naming.period(alerts.texts, alerts.language, first, last) for first, last in others]
    also = alerts.line("alerts.also_late", list=writing.listed(names, alerts.language)) if names else ""
    footer = (deed(alerts.line("alerts.see_late"), "late"),)
    return alerts.units(occasion, due_now(work, framework, occasion, now), lacks, also, footer)


def unit_lines(work: Work, alerts: Alerts, concern: Concern, now: datetime) -> tuple[str, ...]:
    """What stands under the list of a unit's people: what lateness has cost or will, and why they are told."""
    occasion = concern.occasion
    if occasion.kind != "overdue":
        return (alerts.why(occasion),)
    due = due_now(work, frameworks.by_id(work, concern.framework_id), occasion, now)
    if occasion.term.tier == DEPARTMENT_TIER:
        said = [alerts.line("alerts.not_arrived", months=occasion.term.period), alerts.status(due)]
    else:
        said = [alerts.days_late(due), alerts.eats(due, "alerts.eats_supervisor")]
    return (*filter(None, said), alerts.why(occasion))


def due_now(work: Work, framework: Framework, occasion: Occasion, now: datetime) -> Due:
    """How the deadline of an occasion stands now, and what lateness costs by when. ValueError where nothing is due."""
    settings, term = framework.settings, occasion.term
    if term.due is None:
        raise ValueError(f"nothing is due: {term.period}")
    zone = ZoneInfo(settings.timezone)
    calendar = holidays.calendar(work, settings, term.tier)
    deadline = Deadline(on=term.due, zone=zone, hour=term.hour, moves=settings.moves)
    covering = _covering(work, framework, term)
    rule = _rule(work, framework, term, covering)
    found = verdict(rule, deadline, Stamp(at=now), calendar)
    due, today = settled(deadline, calendar), local_date(now, zone)
    moved = occasion.moved_from
    return Due(
        on=due.on,
        left=len(calendar.working_between(today, due.on)),
        late=found.days,
        working=found.counting == "working",
        left_out=found.left_out,
        moved_from=calendar.reason_not_working(moved) if moved else None,
        forecast=forecast(rule, deadline, now, calendar) if rule else None,
        eaten=_eaten(work, framework, deadline, covering, term, today),
    )


def _covering(work: Work, framework: Framework, term: Term) -> Round | None:
    """The first round that a term's days lie within."""
    known = frameworks.rounds(work, framework.id)
    if term.tier > 1:
        return next((it for it in known if it.code == term.period), None)
    return next((it for it in known if it.first <= term.first and term.last <= it.last), None)


def _rule(work: Work, framework: Framework, term: Term, covering: Round | None) -> PenaltyRule | None:
    return frameworks.penalty_for(work, framework.id, term.tier, int(covering.code)) if covering else None


def _eaten(
    work: Work, framework: Framework, deadline: Deadline, covering: Round | None, term: Term, today: date
) -> Eaten | None:
    """The working days of the tier above, and those that are gone."""
    above = next((it for it in covering.deadlines if it.tier == term.tier + 1), None) if covering else None
    if above is None:
        return None
    higher = Deadline(on=above.on, zone=deadline.zone, hour=above.hour, moves=deadline.moves)
    return eaten(deadline, higher, today, holidays.calendar(work, framework.settings))


def _lacks(
    work: Work, framework: Framework, term: Term, now: datetime, indicators: frozenset[str] | set[str] | None
) -> tuple[Lack, ...]:
    today = local_date(now, ZoneInfo(framework.settings.timezone))
    found = questions_clock.units_owing(work, framework.id, (term.first, term.last), today, indicators)
    return tuple(Lack(unit=it.unit, indicators=it.indicators) for it in found)


def _handing(alerts: Alerts, framework: Framework, matter: Matter, lacks: Sequence[Lack]) -> Row:
    """One indicator: which units its round still lacks, and the button that hands it in."""
    mine = [Lack(unit=it.unit, indicators=(matter.indicator,)) for it in lacks if matter.indicator in it.indicators]
    button = deed(alerts.line("alerts.hand"), "submit", matter.indicator, f"{matter.period}/{framework.year}")
    name = naming.indicator(alerts.texts, alerts.language, matter.indicator)
    return Row(label=name, detail=alerts.lacks(mine, named=False), button=button)


def _behind(work: Work, framework: Framework, alerts: Alerts, term: Term, now: datetime) -> str:
    """What is missing below a round, in one line: indicators not handed in, units that have not sent."""
    handed = questions_clock.round_missing(work, framework.id, INDICATOR_TIER, term.period)
    names = writing.listed([it.indicator for it in handed], alerts.language)
    said = alerts.line("alerts.indicators", list=names) if names else ""
    return naming.parted((said, alerts.lacks(_lacks(work, framework, term, now, None), named=False)))


def _cost_above(work: Work, framework: Framework, alerts: Alerts, months: int) -> str:
    rule = frameworks.penalty_for(work, framework.id, DEPARTMENT_TIER, months)
    if rule is None:
        return ""
    day = writing.days(1, alerts.language, working=rule.per == "working")
    return alerts.line("alerts.round_above", rate=writing.points(rule.rate), day=day)
