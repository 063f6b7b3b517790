"""What waits at tiers 1 to 3, gathered for one reader as it stands now: what is soon due, what is late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from handlers import telling
from handlers.posts import posts_names
from handlers.turn import deed, entry
from messages import naming, reasons, writing
from messages.alerts import Alerts, Due, Lack
from messages.outgoing import Card, Row
from rules.deadlines import Deadline, Stamp, settled, working_days_late
from rules.fiscal import local_date
from rules.forecasts import Eaten, eaten, forecast
from rules.frameworks import Round
from rules.holidays import Calendar
from rules.occasions import Concern, Occasion, Term
from rules.penalties import PenaltyRule, verdict
from storage import questions_clock, questions_rounds
from storage.questions_review import Matter
from storage.tables import frameworks, holidays
from storage.tables.frameworks import Framework
from storage.work import Work

UNIT_TIER, INDICATOR_TIER, DEPARTMENT_TIER = 1, 2, 3
MOST_PEOPLE = 12


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
    missing = questions_clock.term_missing(work, framework.id, occasion.term)
    if not missing:
        return None
    stating = entry(alerts.line("alerts.state_arrival"), "arriving.begin", missing[0].id)
    why = entry(alerts.line("alerts.why"), "alerts.why", missing[0].id)
    footer = (stating, why) if reader.states else (why,)
    due = due_now(work, framework, occasion, now)
    behind = _behind(work, framework, alerts, occasion.term, now)
    daily = reader.states and occasion.kind == "overdue"
    return alerts.department(occasion, framework.year, due, behind, footer, daily=daily)


def handing_card(work: Work, reader: Reader, concern: Concern, now: datetime) -> Card | None:
    """Tier 2: the reader's indicators that have not been handed in; None where all have."""
    framework = frameworks.by_id(work, concern.framework_id)
    occasion, alerts = concern.occasion, reader.alerts
    found = questions_clock.term_missing(work, framework.id, occasion.term)
    mine = [it for it in found if reader.indicators is None or it.indicator in reader.indicators]
    if not mine:
        return None
    lacks = _lacks(work, framework, occasion.term, now, {it.indicator for it in mine})
    rows = [_handing(alerts, framework, it, lacks) for it in mine]
    above = _cost_above(work, framework, alerts, int(occasion.term.period))
    due = due_now(work, framework, occasion, now)
    return alerts.handing(occasion, framework.year, due, rows, above if due.is_late else "")


def units_card(work: Work, reader: Reader, concern: Concern, now: datetime) -> Card | None:
    """Tier 1: the units that have not sent a period's work; None where all have."""
    framework = frameworks.by_id(work, concern.framework_id)
    occasion, alerts = concern.occasion, reader.alerts
    lacks = _lacks(work, framework, occasion.term, now, reader.indicators)
    if not lacks:
        return None
    late = questions_clock.periods_late(work, framework.id, reader.indicators)
    also = alerts.also([it for it in late if it != (occasion.term.first, occasion.term.last)])
    footer = (deed(alerts.line("alerts.see_late"), "late"),)
    due = due_now(work, framework, occasion, now, indicators=reader.indicators)
    return alerts.units(occasion, due, lacks, also, footer)


def round_line(work: Work, alerts: Alerts, concern: Concern, now: datetime) -> str:
    """For a unit's people: that a round has not been stated to be at OPDC, and what that costs."""
    due = due_now(work, frameworks.by_id(work, concern.framework_id), concern.occasion, now)
    said = alerts.line("alerts.not_arrived", months=concern.occasion.term.period)
    return naming.parted((said, alerts.status(due)))


def oldest_lines(work: Work, alerts: Alerts, late: Sequence[Matter], now: datetime) -> Iterator[str]:
    """For a unit's people: what is late for longest and how many other periods are, and what that costs by itself."""
    first = min(late, key=lambda it: (it.due or it.last, it.last, it.first))
    days = {"first": first.first, "last": first.last, "due": first.due, "stated": first.stated_on}
    term = Term(tier=UNIT_TIER, period=first.period, hour=_hour(first), **days)
    framework, occasion = frameworks.by_id(work, first.framework_id), Occasion(kind="overdue", term=term)
    due = due_now(work, framework, occasion, now, first.unit_id, frozenset([first.indicator]))
    periods = {(it.framework_id, it.first, it.last) for it in late}
    yield alerts.oldest(due, (first.first, first.last), len(periods) - 1)
    yield alerts.eats(due, "alerts.eats_supervisor")


def nobody_card(work: Work, alerts: Alerts, concern: Concern) -> Card | None:
    """The units that owe what is asked for and have nobody who can be asked; None where somebody came meanwhile."""
    term = concern.occasion.term
    found = questions_clock.unheard(work, concern.framework_id, [term.period])
    if not found:
        return None
    empty, blocked = ([it.unit for it in found if it.blocked is gone] for gone in (False, True))
    return alerts.nobody(alerts.period(term.first, term.last), empty, blocked)


def untold_card(work: Work, alerts: Alerts, concern: Concern) -> Card | None:
    """Whom the last mornings' messages did not reach for want of quota; None where they have gone meanwhile."""
    term = concern.occasion.term
    found = questions_clock.untold(work, telling.mornings(term.first, term.last))
    if not found:
        return None
    names = [posts_names(work, alerts.texts, alerts.language, each) for each in found[:MOST_PEOPLE]]
    return alerts.untold(names, len(found) - len(names))


def days_late(work: Work, framework: Framework, term: Term, now: datetime) -> int:
    """How many working days late a term is today."""
    if term.due is None:
        return 0
    zone = ZoneInfo(framework.settings.timezone)
    deadline = Deadline(on=term.due, zone=zone, hour=term.hour, moves=framework.settings.moves)
    return working_days_late(deadline, local_date(now, zone), holidays.calendar(work, framework.settings, term.tier))


def _hour(matter: Matter) -> time | None:
    return time.fromisoformat(matter.due_hour) if matter.due_hour else None


def due_now(
    work: Work,
    framework: Framework,
    occasion: Occasion,
    now: datetime,
    unit_id: str | None = None,
    indicators: frozenset[str] | None = None,
) -> Due:
    """How the deadline of an occasion stands now, and what lateness costs by when; `unit_id` where it is one unit's,
    `indicators` (codes) where it is of these alone.

    ValueError where nothing is due.
    """
    settings, term = framework.settings, occasion.term
    if term.due is None:
        raise ValueError(f"nothing is due: {term.period}")
    zone = ZoneInfo(settings.timezone)
    calendar = holidays.calendar(work, settings, term.tier, unit_id)
    deadline = Deadline(on=term.due, zone=zone, hour=term.hour, moves=settings.moves)
    covering = _covering(work, framework, term)
    rule = _rule(work, framework, term, covering)
    found = verdict(rule, deadline, Stamp(at=now), calendar)
    due, today = settled(deadline, calendar), local_date(now, zone)
    moved, above = occasion.moved_from, _above(work, framework, covering, term, indicators)
    return Due(
        at=due,
        left=len(calendar.working_between(today, due.on)),
        is_late=found.outcome == "late",
        late=found.days,
        working=found.counting == "working",
        left_out=found.left_out,
        moved_from=calendar.reason_not_working(moved) if moved else None,
        stated=term.stated,
        forecast=forecast(rule, deadline, now, calendar) if rule else None,
        eaten=_eaten(work, framework, due, above, term, calendar, today),
        repeat=settings.overdue.repeat,
    )


def _covering(work: Work, framework: Framework, term: Term) -> Round | None:
    """The first round that a term's days lie within."""
    known = frameworks.rounds(work, framework.id)
    if term.tier > 1:
        return next((it for it in known if it.code == term.period), None)
    return next((it for it in known if it.first <= term.first and term.last <= it.last), None)


def _rule(work: Work, framework: Framework, term: Term, covering: Round | None) -> PenaltyRule | None:
    return frameworks.penalty_for(work, framework.id, term.tier, int(covering.code)) if covering else None


def _above(
    work: Work, framework: Framework, covering: Round | None, term: Term, indicators: frozenset[str] | None
) -> Deadline | None:
    """The first deadline of the tier above, as it is owed."""
    if covering is None or term.tier == DEPARTMENT_TIER:
        return None
    mine = indicators if term.tier == UNIT_TIER else None
    found = questions_rounds.first_due(work, framework.id, term.tier + 1, covering.code, mine)
    settings = framework.settings
    return found and Deadline(on=found[0], hour=found[1], zone=ZoneInfo(settings.timezone), moves=settings.moves)


def _eaten(
    work: Work, framework: Framework, due: Deadline, above: Deadline | None, term: Term, mine: Calendar, today: date
) -> Eaten | None:
    """The working days of the tier above, and those that are gone."""
    if above is None:
        return None
    theirs = holidays.calendar(work, framework.settings, term.tier + 1)
    return eaten(due, settled(above, theirs), today, mine)


def _lacks(
    work: Work, framework: Framework, term: Term, now: datetime, indicators: frozenset[str] | set[str] | None
) -> tuple[Lack, ...]:
    today = local_date(now, ZoneInfo(framework.settings.timezone))
    within, exactly = (term.first, term.last), term if term.tier == UNIT_TIER else None
    found = questions_clock.units_owing(work, framework.id, within, today, indicators, term=exactly)
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
    return reasons.per_day(alerts.texts, alerts.language, "alerts.round_above", rule) if rule else ""
