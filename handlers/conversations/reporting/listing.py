"""What I owe, all of it at a time; and everything as last month, confirmed once."""

from collections.abc import Collection, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from handlers import entering, posts
from handlers.actions.align import align
from handlers.actions.count_earlier import yours_counts
from handlers.actions.record import record
from handlers.actions.todo import Owing, can_be_as_before, owing, todo_card
from handlers.conversations.reporting import sending
from handlers.conversations.reporting.draft import keep_for_later
from handlers.showing import Case, case, report_of
from handlers.turn import Next, Turn, choice, deed, done, entry, stay, wait
from messages import cards, naming, reasons, writing
from messages.incoming import SentFile
from messages.outgoing import Card, Row, Text
from messages.states import State
from rules.deadlines import Stamp
from rules.entries import Answer, as_last_month
from rules.fiscal import local_date
from rules.refusals import AlreadySent, NothingOwed
from storage import questions
from storage.questions_review import Matter
from storage.tables import people
from storage.tables.obligations import Part

SEND, CANCEL = "confirm", "cancel"
MOST_EARLY = 6
MOST_FREED = 3


class Same(Struct, frozen=True, kw_only=True):
    """The obligations that are to be answered as the period before was."""

    obligation_ids: tuple[str, ...]

    @property
    def subject(self) -> str:
        return "same"


def show(turn: Turn) -> Next:
    """My to-do card, the ten most urgent."""
    card = todo_card(turn.work, turn.texts, turn.person.id, turn.person.language, turn.now)
    return stay(_with_more(turn, card)) if card else _nothing_owed(turn)


def everything(turn: Turn, _: None) -> Next:
    """My to-do card, all of it."""
    card = todo_card(turn.work, turn.texts, turn.person.id, turn.person.language, turn.now, everything=True)
    return stay(_with_more(turn, card)) if card else _nothing_owed(turn)


def _with_more(turn: Turn, card: Card) -> Card:
    """What a person hears who asks: until when the first of it is taken, and from what their units are freed."""
    unit_ids = people.units_of(turn.work, turn.person.id)
    owed = questions.owed_by(turn.work, unit_ids, local_date(turn.now, writing.BANGKOK))
    closes = entering.closes(turn.work, turn.texts, turn.person.language, owed[0]) if owed else ""
    return replace(card, body=(*card.body, *filter(None, [closes]), *_freed(turn, unit_ids)))


def _freed(turn: Turn, unit_ids: Collection[str]) -> tuple[str, ...]:
    lines = entering.freed(turn.work, turn.texts, turn.person.language, unit_ids, turn.now)
    return tuple(islice(lines, MOST_FREED))


def same(turn: Turn, _: None) -> Next:
    """All that I owe as last month: shown, then sent with one confirmation."""
    found = _owed(turn)
    if not found:
        return _nothing_owed(turn)
    if not can_be_as_before(found):
        return stay(turn.say("todo.same_cannot"))
    draft = Same(obligation_ids=tuple(it.case.matter.id for it in found))
    return wait(same_sure, draft, _card(turn, found))


def same_sure(turn: Turn, draft: Same) -> Next:
    """One confirmation sends them all; what somebody sent meanwhile is named and left as it is."""
    if isinstance(turn.heard.what, SentFile):
        return keep_for_later(turn, turn.heard.what)
    if turn.answer == CANCEL:
        return done(turn.say("todo.same_cancelled"))
    if turn.answer != SEND:
        return stay(turn.say("todo.same_choose"))
    found = [it for it in _owed(turn) if it.case.matter.id in draft.obligation_ids]
    sent = _sent(turn, found)
    gone = set(draft.obligation_ids) - set(sent)
    card = Card(
        state=State.SENT,
        title=turn.line("todo.same_sent", count=len(sent)),
        status=writing.full_moment(turn.heard.at, turn.person.language),
        body=tuple(_skipped(turn, case(turn.work, each)) for each in sorted(gone)),
        rows=tuple(sent.values()),
    )
    return done(card, deadline=True)


def same_question(turn: Turn, draft: Same) -> Card:
    """What is still owed of it. Raises NothingOwed where somebody sent all of it meanwhile."""
    found = [it for it in _owed(turn) if it.case.matter.id in draft.obligation_ids]
    if not can_be_as_before(found):
        raise NothingOwed
    return _card(turn, found)


def _owed(turn: Turn) -> tuple[Owing, ...]:
    return owing(turn.work, turn.person.id, people.units_of(turn.work, turn.person.id), turn.now)


def _skipped(turn: Turn, found: Case) -> str:
    """What somebody sent meanwhile; it counts from this confirmation where that was made before."""
    first = report_of(turn.work, found) if found.matter.unit_id in people.units_of(turn.work, turn.person.id) else None
    counted = sending.counts_from_now(turn, found, first) if first else None
    if counted is not None:
        return yours_counts(turn.texts, turn.person.language, found, counted)
    return turn.line("todo.same_skipped", about=_label(turn, found))


def _sent(turn: Turn, found: Sequence[Owing]) -> dict[str, Row]:
    """A row with its reference for each (id) that is sent now, but for those that somebody sent by a moment before."""
    stamp, rows, changed = Stamp(at=turn.heard.at, exact=turn.heard.stamped), dict[str, Row](), set()
    for it in found:
        said, now = _answer(it.case), case(turn.work, it.case.matter.id)
        try:
            sent = record(turn.work, turn.texts, now, said, by=turn.person.id, stamp=stamp)
        except AlreadySent:
            continue
        outcome = reasons.outcome(turn.texts, turn.person.language, sent.report.verdict)
        button = deed(turn.line("reporting.status"), "status", sent.report.ref)
        detail = naming.parted((sent.report.ref, outcome))
        rows[now.matter.id] = Row(label=_label(turn, it.case), detail=detail, button=button)
        if sent.realign:
            part = Part(indicator_id=it.case.matter.indicator_id, unit_id=it.case.matter.unit_id)
            changed.add((it.case.framework.id, part))
    for framework_id, part in changed:
        align(turn.work, framework_id, turn.now, part)
    return rows


def _card(turn: Turn, found: Sequence[Owing]) -> Card:
    rows = tuple(Row(label=_label(turn, it.case), detail=_words(turn, it.case)) for it in found)
    footer = (choice(turn.line("todo.same_send"), SEND), choice(turn.line("todo.same_cancel"), CANCEL))
    title = turn.line("todo.same_title", count=len(found))
    return Card(state=State.SOON, title=title, body=(turn.line("todo.same_ask"),), rows=rows, footer=footer)


def _label(turn: Turn, found: Case) -> str:
    return found.about(turn.texts, turn.person.language)


def _words(turn: Turn, found: Case) -> str:
    return cards.answer(turn.texts, turn.person.language, _answer(found), found.wording, full=True)


def _answer(found: Case) -> Answer:
    if found.newest is None:
        raise ValueError("there is no earlier answer to repeat")
    return as_last_month(found.newest)


def _nothing_owed(turn: Turn) -> Next:
    """Said kindly; and what may be reported early."""
    unit_ids = people.units_of(turn.work, turn.person.id)
    if not unit_ids:
        begin = posts.where_to_begin(turn.work, turn.texts, turn.person.language, turn.person.id)
        return stay(turn.ask("todo.not_reporting", begin))
    early = _may(questions.reportable_by(turn.work, unit_ids, local_date(turn.now, writing.BANGKOK)))
    freed = _freed(turn, unit_ids)
    if not early:
        return stay(_below(turn.say("todo.nothing_owed"), freed))
    buttons = tuple(
        entry(
            naming.short(turn.person.language, it.indicator, it.project, it.last, it.unit if len(unit_ids) > 1 else ""),
            "reporting.begin",
            it.id,
        )
        for it in early[:MOST_EARLY]
    )
    key = "todo.early" if all(it.owed_on is not None for it in early) else "todo.may"
    return stay(_below(turn.ask(key, buttons, count=len(early)), freed))


def _below(said: Text, lines: Sequence[str]) -> Text:
    return replace(said, text="\n".join((said.text, *lines)))


def _may(found: Sequence[Matter]) -> tuple[Matter, ...]:
    """What may be reported; of what is never owed the newest period alone, for it happened just now."""
    newest = {questions.series_of(it): it for it in sorted(found, key=lambda it: it.first)}
    return tuple(it for it in found if it.owed_on is not None or it is newest[questions.series_of(it)])
