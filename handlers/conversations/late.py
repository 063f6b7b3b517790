"""Who is late now at each tier: what, how many days, what that costs and whose days it eats."""

from collections.abc import Iterator, Sequence

from handlers.actions.steps import pressing
from handlers.posts import where_to_begin
from handlers.turn import Next, Turn, deed, stay
from messages import agendas, forecasting, naming, reasons, writing
from messages.outgoing import Card, Row, Shape
from messages.states import State
from rules.forecasts import forecast
from rules.penalties import PenaltyRule
from rules.process import Stand, Standing
from rules.refusals import NotYours
from storage import questions_review, questions_rounds
from storage.questions_review import Matter
from storage.questions_rounds import Terms
from storage.tables.frameworks import Framework

UNIT_TIER, INDICATOR_TIER, DEPARTMENT_TIER = 1, 2, 3
MOST_ROWS = 10


def late(turn: Turn, _: object) -> Next:
    """Within what this person may see; OPDC's rounds and the process's steps only for those who look at an indicator
    or at all. Raises NotYours for whoever looks at nothing."""
    scope = questions_review.scope_of(turn.work, turn.person.id)
    if scope.is_empty:
        raise NotYours
    units = questions_review.late_now(turn.work, scope, UNIT_TIER)
    # What costs points by the day stands first, where the list is cut.
    looks_above = scope.everything or scope.indicators
    above = list(questions_review.late_now(turn.work, scope, DEPARTMENT_TIER)) if looks_above else []
    above += questions_review.late_now(turn.work, scope, INDICATOR_TIER)
    shapes: list[Shape] = [_units(turn, units, nudges=bool(scope.answers or scope.indicators))] if units else []
    shapes += [_above(turn, above)] if above else []
    steps = [it for it in pressing(turn.work, turn.now) if it[1].stand is Stand.LATE] if looks_above else []
    shapes += [_steps(turn, steps)] if steps else []
    if shapes:
        return stay(*shapes)
    begin = where_to_begin(turn.work, turn.texts, turn.person.language, turn.person.id)
    return stay(turn.ask("overview.nobody_late", (*begin, deed(turn.line("overview.standing"), "overview"))))


def _units(turn: Turn, missing: Sequence[Matter], *, nudges: bool) -> Card:
    """A row for each unit with all that it has not sent, the longest late first; `nudges`: they can be reminded."""
    of_unit: dict[str, list[Matter]] = {}
    for each in missing:
        of_unit.setdefault(each.unit, []).append(each)
    ordered = sorted(of_unit.items(), key=lambda item: min(each.due or each.last for each in item[1]))
    rows = tuple(Row(label=unit, detail=_late_detail(turn, theirs)) for unit, theirs in ordered)
    more = len(rows) - MOST_ROWS
    return Card(
        title=turn.line("overview.late_units", count=len(rows)),
        state=State.LATE_OPEN,
        body=tuple(_costs(turn, missing)),
        rows=(*rows[:MOST_ROWS], *_more(turn, more)),
        footer=(deed(turn.line("nudging.button"), "nudge"),) if nudges else (),
    )


def _more(turn: Turn, count: int) -> tuple[Row, ...]:
    """How many are not shown, behind those that are."""
    return (Row(turn.line("overview.more", count=count)),) if count > 0 else ()


def _late_detail(turn: Turn, theirs: Sequence[Matter]) -> str:
    """For which periods what is missing, and how late the oldest is."""
    texts, language = turn.texts, turn.person.language
    projects: dict[str, list[str]] = {}
    for each in theirs:
        projects.setdefault(each.indicator, []).append(each.project)
    names = [
        naming.indicator(texts, language, code, ", ".join(dict.fromkeys(filter(None, of_it))))
        for code, of_it in projects.items()
    ]
    periods = naming.stretches(texts, language, [(each.first, each.last) for each in theirs])
    count = turn.line("overview.count", count=len(theirs))
    oldest = min(theirs, key=lambda each: each.due or each.last)
    return naming.parted(
        (f"{periods}: {', '.join(names)}", count, _days(turn, questions_rounds.terms(turn.work, oldest)))
    )


def _days(turn: Turn, terms: Terms) -> str:
    """How late: working days, and days by the calendar; and from which day the deadline was extended."""
    if terms.due is None:
        return ""
    texts, language, extended = turn.texts, turn.person.language, terms.due.extended
    late = reasons.overdue(texts, language, terms.due, turn.now, terms.calendar)
    return naming.parted((late, naming.extended_from(texts, language, extended.stated if extended else None)))


def _costs(turn: Turn, missing: Sequence[Matter]) -> Iterator[str]:
    """What it costs by itself, mostly nothing; whose days it eats; what OPDC's deadline of the round would cost."""
    own = questions_rounds.terms(turn.work, missing[0]).rule
    yield turn.line("overview.costs_unit") if own is None else _rate(turn, "overview.rate_unit", own)
    language, told = turn.person.language, set[str]()
    for each in missing:
        round_ = questions_rounds.covering(turn.work, each)
        if round_ is None or each.indicator_key in told:
            continue
        told.add(each.indicator_key)
        eaten = questions_rounds.eaten_of(turn.work, each, round_, turn.now)
        theirs = questions_rounds.terms(turn.work, round_).due
        if eaten is not None and eaten.gone and theirs:
            gone = writing.days(len(eaten.gone), language, working=True)
            due = writing.full_date(theirs.on, language)
            yield turn.line("overview.eats_unit", indicator=each.indicator, gone=gone, due=due)
    rule = questions_rounds.rule_above(turn.work, missing[0])
    if rule is not None:
        yield _rate(turn, "overview.rate", rule)


def _rate(turn: Turn, key: str, rule: PenaltyRule) -> str:
    return reasons.per_day(turn.texts, turn.person.language, key, rule)


def _above(turn: Turn, missing: Sequence[Matter]) -> Card:
    """Rounds that were not handed in, and rounds that nobody has stated to be at OPDC."""
    rows = [_handed_row(turn, each) if each.tier == INDICATOR_TIER else _stated_row(turn, each) for each in missing]
    more = len(rows) - MOST_ROWS
    return Card(
        title=turn.line("overview.late_other", count=len(rows)),
        state=State.LATE_OPEN,
        rows=(*rows[:MOST_ROWS], *_more(turn, more)),
    )


def _steps(turn: Turn, found: Sequence[tuple[Framework, Standing]]) -> Card:
    """Steps of the process whose days are over."""
    texts, language, late = turn.texts, turn.person.language, [it for _, it in found]
    more = len(late) - MOST_ROWS
    rows = [
        Row(label=agendas.step_title(texts, language, it.step), detail=agendas.standing_words(texts, language, it))
        for it in late[:MOST_ROWS]
    ]
    return Card(
        title=turn.line("overview.late_steps", count=len(late)),
        small=naming.parted(tuple(dict.fromkeys(framework.title for framework, _ in found))),
        state=State.LATE_OPEN,
        rows=(*rows, *_more(turn, more)),
        footer=(deed(turn.line("agenda.all"), "calendar"),),
    )


def _handed_row(turn: Turn, matter: Matter) -> Row:
    language, terms = turn.person.language, questions_rounds.terms(turn.work, matter)
    eaten = questions_rounds.eaten_days(turn.work, matter, turn.now)
    eats = ""
    if eaten is not None and eaten.gone:
        gone, had = (writing.days(len(days), language, working=True) for days in (eaten.gone, eaten.had))
        eats = turn.line("overview.eats_psdg", gone=gone, had=had)
    name = naming.indicator(turn.texts, language, matter.indicator)
    round_name = naming.round_name(turn.texts, language, matter.period, matter.year)
    days = _days(turn, terms)
    return Row(
        label=naming.parted((name, round_name)), detail=naming.parted((turn.line("overview.not_handed"), days, eats))
    )


def _stated_row(turn: Turn, matter: Matter) -> Row:
    terms = questions_rounds.terms(turn.work, matter)
    cost = ""
    if terms.rule is not None and terms.deadline is not None:
        said = forecast(terms.rule, terms.deadline, turn.now, terms.calendar)
        cost = forecasting.sentence(turn.texts, turn.person.language, said)
    round_name = naming.round_name(turn.texts, turn.person.language, matter.period, matter.year)
    days = _days(turn, terms)
    return Row(label=round_name, detail=naming.parted((turn.line("overview.not_stated"), days, cost)))
