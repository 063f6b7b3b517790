"""The steps of a report: each hears one answer, and what the draft still lacks is asked next."""

from msgspec.structs import replace

from handlers import showing
from handlers.actions.withdraw_evidence import withdraw_evidence
from handlers.conversations.reporting import draft as drafts
from handlers.conversations.reporting import questions, sending
from handlers.conversations.reporting.draft import Draft
from handlers.showing import Case
from handlers.turn import Next, Turn, done, stay, wait
from messages import cards, lengths, reading
from messages.arguments import ReportLine, Step, arguments
from messages.incoming import SentFile
from messages.outgoing import Shape
from rules.entries import Answer, NothingToReport, RatioOf, as_last_month
from rules.fiscal import local_date
from rules.indicators import Problem, level
from rules.refusals import AlreadySent
from storage.tables import conversations, evidence

SLIPS = {
    Problem.WRONG_METHOD: "reporting.does_not_fit",
    Problem.NO_SUCH_STEP: "reporting.no_such_step",
    Problem.NEGATIVE: "reporting.negative",
    Problem.WHOLE_IS_ZERO: "reporting.whole_is_zero",
}
UNREAD = {"step": "reporting.not_a_step", "number": "reporting.not_a_number", "ratio": "reporting.not_a_ratio"}


def ask(turn: Turn, draft: Draft, *before: Shape, found: Case | None = None) -> Next:
    """The next question: an answer, its reason, its proof, and at last whether to send it.

    `found` is the draft's case, where that was read already.
    """
    found, said = found or showing.case(turn.work, draft.obligation_id), draft.said
    if said is None:
        return wait(answer, draft, *before, questions.for_answer(turn, draft, found))
    wrong = drafts.problems(turn, found, said)
    if Problem.LOWER_WITHOUT_REASON in wrong or Problem.NOTHING_WITHOUT_REASON in wrong:
        return wait(reason, draft, *before, questions.for_reason(turn, found, said))
    if isinstance(said, RatioOf) and Problem.PART_ABOVE_WHOLE in wrong and not draft.sure:
        return wait(above_whole, draft, *before, questions.for_sureness(turn, said))
    if not draft.proof_asked and _wants_proof(turn, draft, found, said):
        return wait(proof, draft, *before, questions.for_proof(turn, draft, found))
    return wait(sure, draft, *before, questions.confirmation(turn, draft, found, said))


def answer(turn: Turn, draft: Draft) -> Next:
    """The step reached, the number or the ratio; or that there is nothing to report."""
    if isinstance(turn.heard.what, SentFile):
        return _file(turn, draft, turn.heard.what)
    found = showing.case(turn.work, draft.obligation_id)
    said = _read(turn, found)
    if said is None:
        return stay(_unread(turn, found))
    return take(turn, draft, found, said)


def take(turn: Turn, draft: Draft, found: Case, said: Answer) -> Next:
    """The draft with this answer, or the question again and what is wrong with it. Raises TooLong."""
    lengths.within(cards.note(said), lengths.NOTE)
    wrong = next((problem for problem in drafts.problems(turn, found, said) if problem in SLIPS), None)
    if wrong is not None:
        return ask(turn, replace(draft, proof_asked=False), _slip(turn, found, wrong), found=found)
    return ask(turn, drafts.answered(turn, draft, found, said), found=found)


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
    settled = replace(draft, proof_asked=True)
    if isinstance(turn.heard.what, SentFile):
        return _file(turn, settled, turn.heard.what)
    if turn.answer == questions.LATER:
        return ask(turn, settled)
    if turn.answer == questions.KEPT:
        kept = evidence.unsaid_for_what(turn.work, turn.person.id)
        drafts.move(turn, kept, draft.obligation_id, level(draft.said))
        return ask(turn, settled)
    found = showing.case(turn.work, draft.obligation_id)
    lacked = _lacked_step(turn, draft, found)
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
    again = turn.say("reporting.confirm_or_edit")
    return _retyped(turn, draft, found) or ask(turn, draft, again, found=found)


def _confirmed(turn: Turn, draft: Draft, found: Case, said: Answer) -> Next:
    first = sending.sent_by_another(turn, draft, found)
    if first is not None:
        return wait(instead, draft, sending.question(turn, found, first))
    try:
        return sending.send(turn, found, said, correcting=bool(draft.correcting))
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
        return sending.send(turn, found, said, correcting=True)
    if turn.answer == sending.THEIRS:
        return done(turn.say("reporting.left_theirs"))
    return stay(turn.say("reporting.ours_or_theirs"))


def edit(turn: Turn, draft: Draft) -> Next:
    """Which one thing is to be changed."""
    found, said = showing.case(turn.work, draft.obligation_id), draft.said
    if isinstance(turn.heard.what, SentFile):
        return _file(turn, draft, turn.heard.what)
    if said is None or turn.answer == questions.BACK:
        return ask(turn, draft, found=found)
    match turn.answer:
        case questions.ANSWER:
            words = "" if isinstance(said, NothingToReport) else said.note
            return ask(turn, replace(draft, answer=None, note=words, was=level(said)), found=found)
        case questions.NOTE:
            return wait(note, draft, questions.for_note(turn))
        case questions.PROOFS:
            return _ask_proofs(turn, drafts.aimed(turn, draft, found), found)
        case questions.MONTHS:
            return wait(month, draft, questions.for_month(turn, found))
    return _retyped(turn, draft, found) or wait(edit, draft, questions.for_edit(turn, draft, found, said))


def note(turn: Turn, draft: Draft) -> Next:
    """Other words beside the answer, or none."""
    if isinstance(turn.heard.what, SentFile):
        return _file(turn, draft, turn.heard.what)
    words = turn.heard.text.strip()
    return ask(turn, drafts.noted(draft, words)) if words or turn.answer == questions.BACK else stay()


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
    if turn.answer == questions.BACK:
        return ask(turn, draft)
    chosen = next((file for file in drafts.shown(turn, draft) if file.id == turn.answer), None)
    if chosen is None:
        return _ask_proofs(turn, draft, found)
    withdraw_evidence(turn.work, turn.texts, chosen, by=turn.person.id)
    return ask(turn, draft, turn.say("reporting.withdrawn"))


def _retyped(turn: Turn, draft: Draft, found: Case) -> Next | None:
    """Another answer, typed where a choice was asked for."""
    typed = _read(turn, found) if turn.heard.text else None
    return take(turn, draft, found, typed) if typed is not None else None


def _file(turn: Turn, draft: Draft, sent: SentFile) -> Next:
    """A file is kept whatever is written on it; words that are too long for a note are not taken, and that is said."""
    long = lengths.length(sent.caption)
    slip = turn.say("reporting.caption_too_long", length=long, most=lengths.NOTE)
    return ask(turn, drafts.take_file(turn, draft, sent), *((slip,) if long > lengths.NOTE else ()))


def _ask_proofs(turn: Turn, draft: Draft, found: Case) -> Next:
    return wait(proofs, draft, questions.for_proofs(turn, draft, found))


def _ask_proof(turn: Turn, draft: Draft, found: Case) -> Next:
    return wait(proof, draft, questions.for_proof(turn, draft, found))


def _lacked_step(turn: Turn, draft: Draft, found: Case) -> int | None:
    """A step without evidence, chosen or typed, that the next files are for; else None: "step 1" may be a note too."""
    chosen = turn.answer.removeprefix(questions.STEP) if turn.answer.startswith(questions.STEP) else ""
    step = reading.step(chosen) if chosen else reading.step(turn.heard.text, worded=True)
    return step if step in drafts.lacking(turn, draft, found) else None


def _wants_proof(turn: Turn, draft: Draft, found: Case, said: Answer) -> bool:
    if isinstance(said, NothingToReport) or found.framework.settings.evidence == "never":
        return False
    if found.indicator.method == "step":
        return bool(showing.missing(turn.work, found, said, turn.person.id).steps)
    return not drafts.files(turn, draft) and not said.note


def _read(turn: Turn, found: Case) -> Answer | None:
    """A pressed answer, or one that was typed, with words behind it as in the typed line."""
    if turn.answer == questions.NOTHING:
        return NothingToReport(reason="")
    if turn.answer == questions.SAME and found.before is not None:
        return as_last_month(found.before)
    if turn.answer.startswith(questions.STEP):
        number = reading.step(turn.answer.removeprefix(questions.STEP))
        return drafts.answer_of(found, Step(number), "") if number else None
    today = local_date(turn.heard.at, found.zone)
    typed = arguments("report", f"{found.matter.indicator} {turn.heard.text}", today)
    if isinstance(typed, ReportLine) and not typed.project:
        return drafts.answer_of(found, typed.answer, typed.note)
    return None


def _unread(turn: Turn, found: Case) -> Shape:
    key = UNREAD[found.indicator.method]
    if reading.number(turn.heard.text, negative=True) is not None and key == "reporting.not_a_number":
        key = "reporting.negative"
    return turn.say(key, steps=len(found.indicator.steps)) if key == "reporting.not_a_step" else turn.say(key)


def _slip(turn: Turn, found: Case, problem: Problem) -> Shape:
    key = SLIPS[problem]
    if problem is Problem.NO_SUCH_STEP:
        return turn.say(key, steps=len(found.indicator.steps))
    return turn.say(key)
