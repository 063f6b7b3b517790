"""Whoever reports for several units sees what each owes, and one unit's list by itself."""

from collections import Counter

from msgspec.structs import replace

from handlers import finding
from handlers.actions import todo
from handlers.turn import Next, Turn, deed, stay
from messages import writing
from messages.arguments import UnitNamed
from messages.outgoing import Card, Text
from rules.fiscal import local_date
from rules.refusals import NotYours
from storage import questions
from storage.tables import people, units

MOST_OFFERED = 12


def unit(turn: Turn, wanted: UnitNamed | None) -> Next:
    """My units with what each owes, or the list of one. Raises NotYours, UnknownName."""
    mine = people.units_of(turn.work, turn.person.id)
    if wanted is not None:
        chosen = finding.unit_meant(turn.work, wanted.unit).id
        if chosen not in mine:
            raise NotYours
        return stay(_list(turn, chosen))
    if not mine:
        raise NotYours
    return stay(_list(turn, mine[0]) if len(mine) == 1 else _all(turn, mine))


def _all(turn: Turn, mine: tuple[str, ...]) -> Text:
    today = local_date(turn.now, writing.BANGKOK)
    owed = Counter(it.unit_id for it in questions.owed_by(turn.work, mine, today))
    known = [units.by_id(turn.work, unit_id) for unit_id in mine]
    lines = [turn.line("serving_units.one", unit=it.code, count=owed[it.id]) for it in known]
    choices = tuple(deed(it.code, "unit", it.id) for it in known[:MOST_OFFERED])
    return Text("\n".join(lines), choices=choices, title=turn.line("serving_units.title", count=len(known)))


def _list(turn: Turn, unit_id: str) -> Card | Text:
    """Without what would be done for all of one's units at once."""
    work, language = turn.work, turn.person.language
    owed = todo.owing(work, turn.person.id, (unit_id,), turn.now)
    card = todo.card_of(work, turn.texts, (unit_id,), language, turn.now, owed, everything=True)
    if card is None:
        return turn.say("serving_units.owes_nothing", unit=units.by_id(work, unit_id).code)
    return replace(card, footer=(), choices=())
