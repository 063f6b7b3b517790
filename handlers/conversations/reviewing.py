"""The decision on a report, and the PSDG's on a handed round: approved or taken, sent back with a reason."""

from msgspec import Struct
from msgspec.structs import replace

from handlers import finding, showing
from handlers.actions import announce_round, consolidate, decide
from handlers.showing import Standing
from handlers.turn import COMMAND, Next, Turn, again, choice, deed, done, settled, stay, wait
from messages import lengths
from messages.arguments import ReasonedReference, Reference
from messages.incoming import Pressed
from messages.outgoing import Card, Revised, Text
from rules.refusals import ChangedSince, Refusal
from rules.stages import Deed
from storage import questions_review
from storage.questions_review import Matter
from storage.tables import consolidations, reports
from storage.tables.consolidations import Arrival, Submission
from storage.tables.reports import Report

CONFIRM = "confirm"
READY = {
    "blurred": "reviewing.blurred",
    "mismatch": "reviewing.mismatch",
    "incomplete": "reviewing.incomplete",
    "unclear": "reviewing.unclear",
}
READY_OF_A_ROUND = {"units": "reviewing.units_missing", "incomplete": READY["incomplete"], "unclear": READY["unclear"]}

NOTICES = {
    "reviewing.approved": "reviewing.approved_notice",
    "reviewing.returned": "reviewing.returned_notice",
    "reviewing.taken": "reviewing.taken_notice",
}


class Returning(Struct, frozen=True):
    """Sending back `ref` (version `seen` of a report): the reason is missing, or was typed and is not confirmed."""

    ref: str
    seen: int | None
    reason: str = ""

    @property
    def subject(self) -> str:
        return f"return:{self.ref}"


def approve(turn: Turn, wanted: Reference | None) -> Next:
    """A report is approved, a handed round taken."""
    if wanted is None:
        return stay(turn.ask("reviewing.which", (deed(turn.line("reviewing.next"), "queue"),)))
    found, matter = finding.by_reference(turn.work, turn.person.id, wanted.reference)
    match found:
        case Report():
            return _approve(turn, found, matter)
        case Submission():
            taken = consolidate.take(turn.work, matter, turn.person.id)
            _announce(turn, taken)
            return _settled(turn, _submission_card(turn, taken), "reviewing.taken", taken.ref)
        case Arrival():
            return stay(turn.say("reviewing.not_decided", ref=found.ref))


def send_back(turn: Turn, wanted: ReasonedReference | None) -> Next:
    """Sent back with its reason; without one it is asked for. Raises TooLong."""
    if wanted is None:
        return stay(turn.ask("reviewing.which", (deed(turn.line("reviewing.next"), "queue"),)))
    found, matter = finding.by_reference(turn.work, turn.person.id, wanted.reference)
    if isinstance(found, Arrival):
        return stay(turn.say("reviewing.not_decided", ref=found.ref))
    if wanted.reason:
        return _return(turn, found, matter, lengths.within(wanted.reason, lengths.REASON), turn.seen)
    try:
        _judge(turn, found, matter, turn.seen)
    except ChangedSince as newer:
        return _newer(turn, newer, _card_now(turn, found, matter))
    return _asked(turn, Returning(found.ref, found.version if isinstance(found, Report) else None), found)


def why_returned(turn: Turn, draft: Returning) -> Next:
    """The reason, chosen, or typed and confirmed, for it cannot be taken back; typed again it is another one.

    Where somebody was first meanwhile, how it stands is shown.
    """
    typed = lengths.within(turn.heard.text.strip(), lengths.REASON)
    draft = replace(draft, reason=typed or draft.reason)
    ready = READY | READY_OF_A_ROUND
    reason = turn.line(ready[turn.answer]) if turn.answer in ready else draft.reason if turn.answer == CONFIRM else ""
    if not typed and not reason:
        return again(turn.say("reviewing.reason_first"))
    found, matter = finding.by_reference(turn.work, turn.person.id, draft.ref)
    if isinstance(found, Arrival):
        return done()
    try:
        _judge(turn, found, matter, draft.seen)
        if typed:
            return _asked(turn, draft, found)
        following = _return(turn, found, matter, reason, draft.seen)
    except Refusal:
        said = (turn.line("reviewing.not_returned", ref=draft.ref), reason_left(turn, draft))
        return done(Text("\n".join(filter(None, said))), _card_now(turn, found, matter))
    return done(*following.shapes, notice=following.notice)


def _judge(turn: Turn, found: Report | Submission, matter: Matter, seen: int | None) -> None:
    """Whether it can be sent back now. Raises NotYours, AlreadyDecided, NotWaiting, ChangedSince."""
    if isinstance(found, Submission):
        consolidate.may_send_back(turn.work, matter, turn.person.id)
    else:
        decide.judge(turn.work, matter, found, turn.person.id, Deed.RETURN, seen)


def _approve(turn: Turn, report: Report, matter: Matter) -> Next:
    found = showing.case_of(turn.work, matter)
    try:
        approved = decide.approve(turn.work, turn.texts, found, report, turn.person.id, turn.seen)
    except ChangedSince as newer:
        return _newer(turn, newer, _card_now(turn, report, matter))
    return _settled(turn, _card(turn, approved), "reviewing.approved", report.ref)


def _return(turn: Turn, found: Report | Submission, matter: Matter, reason: str, seen: int | None) -> Next:
    if isinstance(found, Submission):
        returned = consolidate.send_back(turn.work, matter, turn.person.id, reason)
        _announce(turn, returned)
        return _settled(turn, _submission_card(turn, returned), "reviewing.returned", found.ref)
    case = showing.case_of(turn.work, matter)
    try:
        shown = decide.send_back(turn.work, turn.texts, case, found, turn.person.id, seen, reason)
    except ChangedSince as newer:
        return _newer(turn, newer, _card_now(turn, found, matter))
    return _settled(turn, _card(turn, shown), "reviewing.returned", found.ref)


def why_question(turn: Turn, draft: Returning) -> Text:
    """A few ready reasons, or words; what was typed is asked about once more. Raises what `_judge` raises."""
    found, matter = finding.by_reference(turn.work, turn.person.id, draft.ref)
    if not isinstance(found, Arrival):
        _judge(turn, found, matter, draft.seen)
    return _why(turn, draft, found)


def _why(turn: Turn, draft: Returning, found: Report | Submission | Arrival) -> Text:
    cancel = deed(turn.line("reviewing.cancel"), "cancel")
    if draft.reason:
        confirm = choice(turn.line("reviewing.confirm"), CONFIRM)
        return turn.ask("reviewing.sure", (confirm, cancel), ref=draft.ref, reason=draft.reason)
    ready = READY if isinstance(found, Report) else READY_OF_A_ROUND
    choices = [choice(turn.line(key), value) for value, key in ready.items()]
    return turn.ask("reviewing.why_returned", (*choices, cancel), ref=draft.ref)


def reason_left(turn: Turn, draft: Returning) -> str:
    """The reason that was given."""
    return turn.line("drafts.left_over", words=draft.reason) if draft.reason else ""


def _asked(turn: Turn, draft: Returning, found: Report | Submission) -> Next:
    return wait(why_returned, draft, _why(turn, draft, found))


def _newer(turn: Turn, newer: ChangedSince, card: Card) -> Next:
    """What came in since is shown before anything is decided."""
    return stay(turn.say("refusals.changed_since", version=newer.version), card)


def _settled(turn: Turn, card: Card, key: str, ref: str) -> Next:
    """To a press on a card that card, edited where it stood if the platform can; to words and choices a word."""
    what, notice = turn.heard.what, turn.line(NOTICES[key])
    subject = Returning(ref, None).subject
    if isinstance(what, Pressed) and turn.answer.startswith(COMMAND):
        return settled(turn, subject, Revised(card) if what.on else card, notice=notice)
    waits = len(questions_review.waiting_for(turn.work, turn.person.id))
    choices = (deed(turn.line("reviewing.next"), "queue"),) if waits else ()
    return settled(turn, subject, Revised(card), turn.ask(key, choices, ref=ref, count=waits), notice=notice)


def _card_now(turn: Turn, found: Report | Submission, matter: Matter) -> Card:
    """As it stands now, whoever changed it."""
    if isinstance(found, Submission):
        now = consolidations.submission_by_ref(turn.work, found.ref)
        return _submission_card(turn, now or found)
    report = reports.by_id(turn.work, found.id)
    return _card(turn, showing.standing(turn.work, showing.case_of(turn.work, matter), report))


def _card(turn: Turn, shown: Standing) -> Card:
    return decide.card(turn.work, turn.texts, turn.person, shown)


def _submission_card(turn: Turn, found: Submission) -> Card:
    return announce_round.submission_card(turn.work, turn.texts, turn.person.language, found, turn.person.id)


def _announce(turn: Turn, found: Submission) -> None:
    """Everybody's card is edited, and who handed it in hears of it."""
    announce_round.revise(turn.work, turn.texts, found, but=turn.person.id)
    announce_round.tell_hander(turn.work, turn.texts, found)
