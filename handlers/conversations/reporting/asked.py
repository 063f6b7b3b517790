"""The question that each step of a report waits with, drawn from its draft alone; and what is left of one that ended.

Whoever may not send it any more is not asked on: each raises what record.judge raises.
"""

from handlers import showing
from handlers.actions.record import judge
from handlers.conversations.reporting import draft as drafts
from handlers.conversations.reporting import methods, questions, sending
from handlers.conversations.reporting.draft import Draft
from handlers.showing import Case, report_of
from handlers.turn import Turn
from messages import cards, naming
from messages.outgoing import Shape
from rules.entries import Answer, RatioOf
from storage.tables import evidence


def answer(turn: Turn, draft: Draft) -> Shape:
    """How far, how many, or how many of how many."""
    return questions.for_answer(turn, draft, _case(turn, draft))


def reason(turn: Turn, draft: Draft) -> Shape:
    """Why it is lower, or nothing."""
    found = _case(turn, draft)
    return questions.for_reason(turn, found, draft.said) if draft.said else questions.for_answer(turn, draft, found)


def above_whole(turn: Turn, draft: Draft) -> Shape:
    """Whether a part above its whole is right."""
    found, said = _case(turn, draft), draft.said
    return questions.for_sureness(turn, said) if isinstance(said, RatioOf) else questions.for_answer(turn, draft, found)


def proof(turn: Turn, draft: Draft) -> Shape:
    """Photos, files or words."""
    return questions.for_proof(turn, draft, _case(turn, draft))


def sure(turn: Turn, draft: Draft) -> Shape:
    """All that will be sent."""
    found = _case(turn, draft)
    return _of_said(turn, draft, found, draft.said)


def instead(turn: Turn, draft: Draft) -> Shape:
    """Whether one's own corrects what another sent.

    Drawn for a press on the former question, that may be the confirmation itself, heard after a second press on it.
    """
    found = _case(turn, draft)
    first = report_of(turn.work, found)
    if first is None:
        return _of_said(turn, draft, found, draft.said)
    confirms = turn.answer.rpartition(".")[2] == questions.CONFIRM
    counts = confirms and sending.counts_from_now(turn, found, first) is not None
    return sending.question(turn, found, first, counts=counts)


def edit(turn: Turn, draft: Draft) -> Shape:
    """Which one thing is to be changed."""
    found, said = _case(turn, draft), draft.said
    return questions.for_edit(turn, draft, found, said) if said else questions.for_answer(turn, draft, found)


def entries(turn: Turn, draft: Draft) -> Shape:
    """What is to be taken out of the list or added."""
    return methods.for_entries(turn, draft, _case(turn, draft))


def note(turn: Turn, draft: Draft) -> Shape:
    """Other words."""
    _case(turn, draft)
    return questions.for_note(turn)


def month(turn: Turn, draft: Draft) -> Shape:
    """Which period."""
    return questions.for_month(turn, _case(turn, draft))


def proofs(turn: Turn, draft: Draft) -> Shape:
    """Which file is to be taken back."""
    return questions.for_proofs(turn, draft, _case(turn, draft))


def left(turn: Turn, draft: Draft) -> str:
    """The answer, its note, and how many files; these may go with another report."""
    found, said, language = showing.case(turn.work, draft.obligation_id), draft.said, turn.person.language
    files = drafts.files(turn, draft)
    evidence.bind(turn.work, [file.id for file in files], obligation_id=None, step=0)
    parts = [found.about(turn.texts, language)]
    if said is not None:
        parts.append(cards.answer(turn.texts, language, said, found.wording))
    words = cards.note(said) if said is not None else draft.note
    parts += [turn.line("cards.note", note=words)] if words else []
    parts += [turn.line("reporting.files_left", count=len(files))] if files else []
    return turn.line("drafts.left_over", words=naming.parted(parts))


def _of_said(turn: Turn, draft: Draft, found: Case, said: Answer | None) -> Shape:
    if said is None:
        return questions.for_answer(turn, draft, found)
    return questions.confirmation(turn, draft, found, said)


def _case(turn: Turn, draft: Draft) -> Case:
    found = showing.case(turn.work, draft.obligation_id)
    judge(turn.work, found, report_of(turn.work, found), turn.person.id)
    return found
