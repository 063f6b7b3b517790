"""The decision on a report, and the PSDG's on a handed round: approved or taken, sent back with a reason."""

from msgspec import Struct

from handlers import finding, showing
from handlers.actions import announce_round, consolidate, decide
from handlers.showing import Standing
from handlers.turn import COMMAND, Next, Turn, choice, deed, done, stay, wait
from messages.arguments import ReasonedReference, Reference
from messages.incoming import Pressed
from messages.outgoing import Card, Revised
from rules.refusals import ChangedSince, Refusal
from rules.stages import Deed
from storage import questions_review
from storage.questions_review import Matter
from storage.tables import consolidations, reports
from storage.tables.consolidations import Arrival, Submission
from storage.tables.reports import Report

READY = {
    "blurred": "reviewing.blurred",
    "mismatch": "reviewing.mismatch",
    "incomplete": "reviewing.incomplete",
    "unclear": "reviewing.unclear",
}

NOTICES = {
    "reviewing.approved": "reviewing.approved_notice",
    "reviewing.returned": "reviewing.returned_notice",
    "reviewing.taken": "reviewing.taken_notice",
}


class Returning(Struct, frozen=True):
    """Sending back `ref` (version `seen` of a report): only the reason is missing."""

    ref: str
    seen: int | None

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
    """Sent back with its reason; without one it is asked for."""
    if wanted is None:
        return stay(turn.ask("reviewing.which", (deed(turn.line("reviewing.next"), "queue"),)))
    found, matter = finding.by_reference(turn.work, turn.person.id, wanted.reference)
    if isinstance(found, Arrival):
        return stay(turn.say("reviewing.not_decided", ref=found.ref))
    if wanted.reason:
        return _return(turn, found, matter, wanted.reason, turn.seen)
    if isinstance(found, Submission):
        consolidate.may_send_back(turn.work, matter, turn.person.id)
        return _ask_why(turn, Returning(found.ref, None))
    try:
        decide.judge(turn.work, matter, found, turn.person.id, Deed.RETURN, turn.seen)
    except ChangedSince as newer:
        return _newer(turn, found, matter, newer)
    return _ask_why(turn, Returning(found.ref, found.version))


def why_returned(turn: Turn, draft: Returning) -> Next:
    """The reason, chosen or typed. Where somebody was first meanwhile, how it stands is shown."""
    reason = turn.line(READY[turn.answer]) if turn.answer in READY else turn.heard.text.strip()
    if not reason:
        return stay(turn.say("reviewing.reason_first"))
    found, matter = finding.by_reference(turn.work, turn.person.id, draft.ref)
    if isinstance(found, Arrival):
        return done()
    try:
        following = _return(turn, found, matter, reason, draft.seen)
    except Refusal:
        return done(turn.say("reviewing.not_returned", ref=draft.ref), _card_now(turn, found, matter))
    return done(*following.shapes, notice=following.notice)


def _approve(turn: Turn, report: Report, matter: Matter) -> Next:
    found = showing.case_of(turn.work, matter)
    try:
        approved = decide.approve(turn.work, turn.texts, found, report, turn.person.id, turn.seen)
    except ChangedSince as newer:
        return _newer(turn, report, matter, newer)
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
        return _newer(turn, found, matter, newer)
    return _settled(turn, _card(turn, shown), "reviewing.returned", found.ref)


def _ask_why(turn: Turn, draft: Returning) -> Next:
    choices = [choice(turn.line(key), value) for value, key in READY.items()]
    choices.append(deed(turn.line("reviewing.cancel"), "cancel"))
    return wait(why_returned, draft, turn.ask("reviewing.why_returned", choices, ref=draft.ref))


def _newer(turn: Turn, report: Report, matter: Matter, newer: ChangedSince) -> Next:
    """What came in since is shown before anything is decided."""
    return stay(turn.say("refusals.changed_since", version=newer.version), _card_now(turn, report, matter))


def _settled(turn: Turn, card: Card, key: str, ref: str) -> Next:
    """To a press on a card that card, edited where it stood if the platform can; to words and choices a word."""
    what, notice = turn.heard.what, turn.line(NOTICES[key])
    if isinstance(what, Pressed) and turn.answer.startswith(COMMAND):
        return stay(Revised(card) if what.on else card, notice=notice)
    waits = len(questions_review.waiting_for(turn.work, turn.person.id))
    choices = (deed(turn.line("reviewing.next"), "queue"),) if waits else ()
    return stay(Revised(card), turn.ask(key, choices, ref=ref, count=waits), notice=notice)


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
