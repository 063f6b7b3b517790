"""The steps of a report: each hears one answer, and what the draft still lacks is asked next."""

from msgspec.structs import replace

from handlers import offers, showing
from handlers.actions.withdraw_evidence import withdraw_evidence
from handlers.conversations.reporting import draft as drafts
from handlers.conversations.reporting import methods, questions, sending, typed
from handlers.conversations.reporting.draft import Draft
from handlers.showing import Case
from handlers.turn import Next, Turn, done, stay, wait
from messages import cards, commands, lengths, reading_entries
from messages.incoming import SentFile
from messages.outgoing import Shape
from rules.entries import Answer, Entries, FormFilled, RatioOf
from rules.indicators import Problem, level
from rules.refusals import AlreadySent
from storage.tables import conversations, evidence


def ask(turn: Turn, draft: Draft, *before: Shape, found: Case | None = None) -> Next:
    """The next question: an answer, its reason, its proof, and at last whether to send it.

    `found` is the draft's case, where that was read already.
    """
    found = found or showing.case(turn.work, draft.obligation_id)
    draft, slips = typed.as_it_stands(turn, draft, found)
    before, said = (*before, *slips), draft.said
    if said is None:
        return wait(answer, draft, *before, questions.for_answer(turn, draft, found))
    wrong = drafts.problems(turn, found, said)
    if Problem.LOWER_WITHOUT_REASON in wrong or Problem.NOTHING_WITHOUT_REASON in wrong:
        return wait(reason, draft, *before, questions.for_reason(turn, found, said))
    if isinstance(said, RatioOf) and Problem.PART_ABOVE_WHOLE in wrong and not draft.sure:
        return wait(above_whole, draft, *before, questions.for_sureness(turn, said))
    if not draft.proof_asked and typed.wants_proof(turn, draft, found, said):
        return _ask_proof(turn, drafts.aimed(turn, draft, found), found, *before)
    return wait(sure, draft, *before, questions.confirmation(turn, draft, found, said))


def answer(turn: Turn, draft: Draft) -> Next:
    """What is asked for, pressed or typed; or that there is nothing to report."""
    if isinstance(turn.heard.what, SentFile):
        return _file(turn, draft, turn.heard.what)
    found = showing.case(turn.work, draft.obligation_id)
    if turn.answer == questions.KEPT:
        return _use_kept(turn, draft)
    heard = typed.heard(turn, draft, found)
    if heard.answer is None:
        return stay(*heard.slips)
    return take(turn, draft, found, heard.answer, *heard.slips)


def take(turn: Turn, draft: Draft, found: Case, said: Answer, *slips: Shape) -> Next:
    """The draft with this answer, or the question again and what is wrong with it. Raises TooLong."""
    lengths.within(cards.note(said), lengths.NOTE)
    wrong = next((problem for problem in drafts.problems(turn, found, said) if problem in typed.SLIPS), None)
    if wrong is not None:
        left = replace(draft, proof_asked=False, note=cards.note(said) or draft.note)
        return ask(turn, left, typed.slip(turn, found, wrong), found=found)
    return ask(turn, drafts.answered(turn, draft, found, said), *slips, found=found)


def take_words(turn: Turn, draft: Draft, found: Case, words: str) -> Next:
    """The same for what was typed, with what cannot be taken of it; beside a form they are its note."""
    if found.indicator.method == "form":
        slips = () if drafts.shown(turn, draft) else (turn.say("reporting.not_a_form"),)
        return ask(turn, drafts.noted(draft, words), *slips, found=found)
    heard = typed.read(turn, draft, found, words)
    if heard.answer is None:
        return ask(turn, draft, *heard.slips, found=found)
    return take(turn, draft, found, heard.answer, *heard.slips)


def reason(turn: Turn, draft: Draft) -> Next:
    """Why the step is lower than before, or why there is nothing."""
    if isinstance(turn.heard.what, SentFile):
        return _file(turn, draft, turn.heard.what)
    ready = dict(enumerate(questions.READY))
    chosen = turn.line(ready[int(turn.answer)]) if turn.answer.isdecimal() and int(turn.answer) in ready else ""
    words = chosen or turn.heard.text.strip()
    return ask(turn, drafts.noted(draft, words)) if words else ask(turn, draft)


def above_whole(turn: Turn, draft: Draft) -> Next:
    """A part above its whole is right, or the ratio is typed again."""
    if turn.answer == questions.YES:
        return ask(turn, replace(draft, sure=True))
    return answer(turn, draft)


def proof(turn: Turn, draft: Draft) -> Next:
    """A file, words on what was done, or later."""
    if isinstance(turn.heard.what, SentFile):
        return _file(turn, replace(draft, proof_asked=True), turn.heard.what)
    settled = replace(draft, proof_asked=True, for_step=0)
    if turn.answer == questions.LATER:
        return ask(turn, settled)
    if turn.answer == questions.KEPT:
        return _use_kept(turn, settled)
    found = showing.case(turn.work, draft.obligation_id)
    lacked = typed.lacked_step(turn, draft, found)
    if lacked:
        return _ask_proof(turn, replace(settled, for_step=lacked), found)
    words = turn.heard.text.strip()
    return ask(turn, drafts.noted(settled, words)) if words else ask(turn, draft)


def sure(turn: Turn, draft: Draft) -> Next:
    """Send it, change it, add to it, or leave it."""
    found, said = showing.case(turn.work, draft.obligation_id), draft.said
    if isinstance(turn.heard.what, SentFile):
        return _file(turn, draft, turn.heard.what)
    if said is None:
        return ask(turn, draft, found=found)
    match turn.answer:
        case questions.CONFIRM:
            return _confirmed(turn, draft, found, said)
        case questions.EDIT:
            return wait(edit, draft, questions.for_edit(turn, draft, found, said))
        case questions.MORE:
            return _ask_proof(turn, drafts.aimed(turn, draft, found), found)
        case questions.MONTHS:
            return wait(month, draft, questions.for_month(turn, found))
        case questions.CANCEL:
            return done(turn.say("reporting.cancelled"))
    return _retyped(turn, draft, found) or _beside(turn, draft, found, said)


def _confirmed(turn: Turn, draft: Draft, found: Case, said: Answer) -> Next:
    following = sending.after_another(turn, draft, found, instead)
    if following is not None:
        return following
    standing, slips = typed.as_it_stands(turn, draft, found)
    if slips or standing.said is None:
        return ask(turn, standing, *slips, found=found)
    try:
        return sending.send(turn, draft, found, said, correcting=bool(draft.correcting))
    except AlreadySent:
        # By a moment: nothing is written yet, and they are asked as if it had been earlier.
        return _confirmed(turn, draft, showing.case(turn.work, draft.obligation_id), said)


def instead(turn: Turn, draft: Draft) -> Next:
    """Somebody was first: what is in the draft corrects it, or is left."""
    if isinstance(turn.heard.what, SentFile):
        return _file(turn, draft, turn.heard.what)
    found, said = showing.case(turn.work, draft.obligation_id), draft.said
    if turn.answer == sending.OURS and said is not None:
        sending.sent_by_another(turn, draft, found)
        return sending.send(turn, draft, found, said, correcting=True)
    if turn.answer == sending.THEIRS:
        return done(turn.say("reporting.left_theirs"))
    return stay(turn.say("reporting.ours_or_theirs"))


def edit(turn: Turn, draft: Draft) -> Next:
    """Which one thing is to be changed."""
    found, said = showing.case(turn.work, draft.obligation_id), draft.said
    if isinstance(turn.heard.what, SentFile):
        return _file(turn, draft, turn.heard.what)
    if said is None or turn.answer == methods.BACK:
        return ask(turn, draft, found=found)
    match turn.answer:
        case questions.ANSWER:
            return _edit_answer(turn, draft, found, said)
        case questions.NOTE:
            return wait(note, draft, questions.for_note(turn))
        case questions.PROOFS:
            return _ask_proofs(turn, drafts.aimed(turn, draft, found), found)
        case questions.MONTHS:
            return wait(month, draft, questions.for_month(turn, found))
    return _retyped(turn, draft, found) or wait(edit, draft, questions.for_edit(turn, draft, found, said))


def entries(turn: Turn, draft: Draft) -> Next:
    """Entries are taken out of the list, or added to it."""
    if isinstance(turn.heard.what, SentFile):
        return _file(turn, draft, turn.heard.what)
    found, said = showing.case(turn.work, draft.obligation_id), draft.said
    if not isinstance(said, Entries) or turn.answer == methods.BACK:
        return ask(turn, draft, found=found)
    if turn.answer == methods.CLEAR:
        return ask(turn, drafts.without_answer(draft), found=found)
    pressed = turn.answer.removeprefix(methods.DROP)
    number = int(pressed) if pressed.isdecimal() else reading_entries.removal(turn.heard.text)
    if number is None:
        return take_words(turn, draft, found, turn.heard.text)
    if not 1 <= number <= len(said.entries):
        return stay(turn.say("reporting.no_such_entry", count=len(said.entries)))
    left = (*said.entries[: number - 1], *said.entries[number:])
    if not left:
        return ask(turn, drafts.without_answer(draft), found=found)
    fewer = drafts.answered(turn, draft, found, Entries(entries=left, note=said.note))
    return wait(entries, fewer, methods.for_entries(turn, fewer, found))


def note(turn: Turn, draft: Draft) -> Next:
    """Other words beside the answer, or none."""
    if isinstance(turn.heard.what, SentFile):
        return _file(turn, draft, turn.heard.what)
    words = turn.heard.text.strip()
    return ask(turn, drafts.noted(draft, words)) if words or turn.answer == methods.BACK else stay()


def month(turn: Turn, draft: Draft) -> Next:
    """Another period: the answer and what lies beside it go with it."""
    if isinstance(turn.heard.what, SentFile):
        return _file(turn, draft, turn.heard.what)
    found = showing.case(turn.work, draft.obligation_id)
    chosen = next((it for it in questions.other_months(turn, found) if it.id == turn.answer), None)
    if chosen is None:
        return stay(turn.say("reporting.choose_month"))
    if chosen.id == draft.obligation_id:
        return ask(turn, draft, found=found)
    for file in drafts.files(turn, draft):
        drafts.move(turn, (file,), chosen.id, file.step)
    conversations.remove_about(turn.work, turn.person.id, draft.subject)
    return ask(turn, replace(draft, obligation_id=chosen.id))


def proofs(turn: Turn, draft: Draft) -> Next:
    """A file is taken back, or one more comes."""
    found = showing.case(turn.work, draft.obligation_id)
    if isinstance(turn.heard.what, SentFile):
        return _file(turn, draft, turn.heard.what)
    if turn.answer == methods.BACK:
        return ask(turn, draft)
    lacked = typed.lacked_step(turn, draft, found)
    if lacked:
        return _ask_proofs(turn, replace(draft, for_step=lacked), found)
    chosen = next((file for file in drafts.shown(turn, draft) if file.id == turn.answer), None)
    if chosen is None:
        return _ask_proofs(turn, draft, found)
    withdraw_evidence(turn.work, turn.texts, chosen, by=turn.person.id)
    return ask(turn, draft, turn.say("reporting.withdrawn"))


def _retyped(turn: Turn, draft: Draft, found: Case) -> Next | None:
    """Another answer, typed where a choice was asked for, beside the same words; a list gets more entries."""
    if not turn.heard.text:
        return None
    heard = typed.read(turn, draft, found, turn.heard.text)
    if heard.answer is None:
        return None if heard.free or not heard.slips else ask(turn, draft, *heard.slips, found=found)
    noted = replace(draft, note=drafts.without_answer(draft).note)
    return take(turn, noted, found, heard.answer, *heard.slips)


def _beside(turn: Turn, draft: Draft, found: Case, said: Answer) -> Next:
    """Words that follow the answer are more of its note; what is nearly a command is offered as one."""
    words = turn.heard.text.strip()
    near = offers.nearly(turn)
    if near is not None or not commands.says_something(words) or questions.is_label(turn, words):
        return ask(turn, draft, near or turn.say("reporting.confirm_or_edit"), found=found)
    noted = drafts.noted(draft, " ".join(filter(None, (cards.note(said), words))))
    return ask(turn, noted, turn.say("reporting.noted"), found=found)


def _edit_answer(turn: Turn, draft: Draft, found: Case, said: Answer) -> Next:
    """A list is changed entry by entry, a form by its files, anything else is answered anew."""
    match said:
        case Entries():
            return wait(entries, draft, methods.for_entries(turn, draft, found))
        case FormFilled():
            return _ask_proofs(turn, draft, found)
    return ask(turn, drafts.without_answer(draft), found=found)


def _use_kept(turn: Turn, draft: Draft) -> Next:
    """What was sent before anybody asked for it is for this."""
    kept = evidence.unsaid_for_what(turn.work, turn.person.id)
    drafts.move(turn, kept, draft.obligation_id, level(draft.said))
    return ask(turn, draft)


def _file(turn: Turn, draft: Draft, sent: SentFile) -> Next:
    """A file is kept whatever is written on it; words that are too long for a note are not taken, and that is said."""
    long = lengths.length(sent.caption)
    slip = turn.say("reporting.caption_too_long", length=long, most=lengths.NOTE)
    return ask(turn, drafts.take_file(turn, draft, sent), *((slip,) if long > lengths.NOTE else ()))


def _ask_proofs(turn: Turn, draft: Draft, found: Case) -> Next:
    return wait(proofs, draft, questions.for_proofs(turn, draft, found))


def _ask_proof(turn: Turn, draft: Draft, found: Case, *before: Shape) -> Next:
    return wait(proof, draft, *before, questions.for_proof(turn, draft, found))
