"""What my units sent, when, and what became of it."""

from itertools import islice

from msgspec.structs import replace

from handlers import entering, finding, showing
from handlers.actions import decide
from handlers.posts import where_to_begin
from handlers.turn import Next, Turn, deed, stay
from messages import naming, reasons, writing
from messages.arguments import Reference
from messages.outgoing import Card, Row
from messages.states import State
from rules.refusals import UnknownReference
from rules.stages import Stage
from storage import questions
from storage.questions_review import Matter
from storage.tables import people
from storage.tables.reports import Report

MOST_ROWS, MOST_FREED = 10, 3
WORDS = {Stage.SENT: "status.waits", Stage.RETURNED: "status.returned", Stage.APPROVED: "status.approved"}


def status(turn: Turn, wanted: Reference | None) -> Next:
    """The newest that my units sent; or one report as it stands. Raises UnknownReference."""
    if wanted is None:
        return _all(turn)
    found, matter = finding.by_reference(turn.work, turn.person.id, wanted.reference)
    if not isinstance(found, Report):
        raise UnknownReference(typed=wanted.reference)
    shown = showing.standing(turn.work, showing.case_of(turn.work, matter), found)
    card = decide.card(turn.work, turn.texts, turn.person, shown)
    mine = found.state is not Stage.APPROVED and matter.unit_id in people.units_of(turn.work, turn.person.id)
    takes = mine and questions.closing(turn.work, matter) is None
    footer = (deed(turn.line("status.correct"), "edit", found.ref),) if takes else ()
    waits = (turn.line("status.waits"),) if found.state is Stage.SENT else ()
    return stay(replace(card, key="", body=(*card.body, *waits), footer=footer))


def _all(turn: Turn) -> Next:
    unit_ids = people.units_of(turn.work, turn.person.id)
    sent = questions.sent_by(turn.work, unit_ids, MOST_ROWS)
    if not sent:
        begin = where_to_begin(turn.work, turn.texts, turn.person.language, turn.person.id)
        return stay(turn.ask("status.nothing_sent", begin))
    card = Card(
        state=State.SENT,
        title=turn.line("status.title"),
        status=turn.line("status.newest_first"),
        body=tuple(islice(entering.freed(turn.work, turn.texts, turn.person.language, unit_ids, turn.now), MOST_FREED)),
        rows=tuple(_row(turn, it, several=len(unit_ids) > 1) for it in sent),
    )
    return stay(card)


def _row(turn: Turn, matter: Matter, *, several: bool) -> Row:
    language = turn.person.language
    name = naming.indicator(turn.texts, language, matter.indicator, matter.project)
    period = naming.period(turn.texts, language, matter.first, matter.last)
    when = writing.moment(matter.verdict.at, language) if matter.verdict else ""
    outcome = reasons.outcome(turn.texts, language, matter.verdict) if matter.verdict else ""
    stage = turn.line(WORDS[Stage(matter.standing)])
    return Row(
        label=naming.parted((matter.unit if several else "", name, period)),
        detail=naming.parted((matter.ref, when, outcome, stage)),
        button=deed(turn.line("status.look"), "status", matter.ref),
    )
