"""The scores of a round: the total, each dimension and indicator, what is left out, what is deducted and the net."""

from collections.abc import Iterator, Sequence

from handlers import finding, scoring
from handlers.scoring import Reckoned
from handlers.turn import Next, Turn, deed, stay
from messages import forecasting, naming, writing
from messages.arguments_scores import ScoreOf
from messages.outgoing import Button, Card, Row
from messages.scores import Scores
from messages.states import State
from rules.forecasts import forecast
from rules.sheets import Item
from storage import questions_review, questions_rounds
from storage.questions_review import Scope
from storage.tables import frameworks, units

DEPARTMENT_TIER = 3
MOST_ROWS, MOST_CARDS, MOST_UNITS = 10, 4, 5


def score(turn: Turn, wanted: ScoreOf | None) -> Next:
    """Of the round that was typed, else the one that presses; of the unit that was typed, else what one looks at.

    Raises UnknownName, NotYours.
    """
    scope = questions_review.scope_of(turn.work, turn.person.id)
    typed = wanted.unit if wanted else ""
    unit_id = finding.unit_meant(turn.work, typed).id if typed else scoring.own_unit(scope)
    within = scoring.within(turn.work, scope, unit_id)
    top = finding.round_meant(turn.work, DEPARTMENT_TIER, wanted.round if wanted else None, within=within)
    reckoned = scoring.reckon(turn.work, turn.person.id, top, unit_id)
    if not reckoned.sheet.items:
        return stay(turn.say("scores.nothing"))
    items = reckoned.sheet.items
    first, *others = [items[start : start + MOST_ROWS] for start in range(0, len(items), MOST_ROWS)][:MOST_CARDS]
    return stay(_first(turn, scope, reckoned, first), *(_further(turn, reckoned, rows) for rows in others))


def _first(turn: Turn, scope: Scope, reckoned: Reckoned, items: Sequence[Item]) -> Card:
    language, top = turn.person.language, reckoned.top
    first, last = (writing.short_date(day, language) for day in (top.first, top.last))
    scores = Scores(turn.texts, language, reckoned.entire)
    return Card(
        title=_title(turn, reckoned),
        small=turn.line("scores.days", who=_who(reckoned), first=first, last=last),
        state=_state(reckoned),
        status=scores.total(reckoned.sheet),
        body=tuple(_body(turn, scores, reckoned)),
        rows=tuple(_row(turn, scores, reckoned, each) for each in items),
        choices=tuple(_choices(turn, scope, reckoned)),
    )


def _further(turn: Turn, reckoned: Reckoned, items: Sequence[Item]) -> Card:
    """What does not fit upon one card."""
    scores = Scores(turn.texts, turn.person.language, reckoned.entire)
    rows = tuple(_row(turn, scores, reckoned, each) for each in items)
    return Card(title=_title(turn, reckoned), state=_state(reckoned), rows=rows)


def _title(turn: Turn, reckoned: Reckoned) -> str:
    top = reckoned.top
    name = naming.round_name(turn.texts, turn.person.language, top.period, top.year)
    return turn.line("scores.title", round=name)


def _state(reckoned: Reckoned) -> State:
    return State.SENT if reckoned.sheet.ended else State.NOT_DUE


def _who(reckoned: Reckoned) -> str:
    return reckoned.unit.code if reckoned.unit else reckoned.framework.office


def _body(turn: Turn, scores: Scores, reckoned: Reckoned) -> Iterator[str]:
    sheet, top = reckoned.sheet, reckoned.top
    if not sheet.ended:
        yield turn.line("scores.running", end=writing.full_date(top.last, turn.person.language))
    named = {it.code: it.name for it in frameworks.dimensions(turn.work, top.framework_id).values()}
    yield from scores.totals(sheet, named)
    if reckoned.entire:
        yield from scores.deducted(sheet)
        yield from _not_stated(turn, reckoned)
    if reckoned.unit is None:
        yield turn.line("scores.by_unit", round=f"{top.period}/{top.year}")


def _not_stated(turn: Turn, reckoned: Reckoned) -> Iterator[str]:
    """That the arrival, on which points may hang, is not known yet: nothing is certain before."""
    if reckoned.unit is not None or reckoned.top.verdict is not None:
        return
    terms = questions_rounds.terms(turn.work, reckoned.top)
    if terms.rule is None or terms.deadline is None:
        return
    if not terms.is_late(turn.now):
        yield turn.line("scores.not_stated")
        return
    cost = forecast(terms.rule, terms.deadline, turn.now, terms.calendar)
    said = forecasting.sentence(turn.texts, turn.person.language, cost)
    yield turn.line("scores.not_stated_late", cost=said)


def _row(turn: Turn, scores: Scores, reckoned: Reckoned, item: Item) -> Row:
    button = deed(turn.line("scores.why"), "why", item.pledged.code, *_named(reckoned))
    return Row(label=scores.label(item), detail=scores.detail(item), button=button)


def _choices(turn: Turn, scope: Scope, reckoned: Reckoned) -> Iterator[Button]:
    """The reasons of the total, and one's other units."""
    yield deed(turn.line("scores.why_total"), "why", "round", *_named(reckoned))
    if reckoned.unit is not None:
        for other in [it for it in scope.units if it != reckoned.unit.id][:MOST_UNITS]:
            yield deed(units.by_id(turn.work, other).code, "score", _round(reckoned), other)


def _named(reckoned: Reckoned) -> tuple[str, ...]:
    """The round and the unit, as a command names them."""
    return (_round(reckoned), reckoned.unit.id) if reckoned.unit else (_round(reckoned),)


def _round(reckoned: Reckoned) -> str:
    return f"{reckoned.top.period}/{reckoned.top.year}"
