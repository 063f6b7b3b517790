"""Evidence that nobody asked for just now: for which report it is, adding to one that was sent, taking it back."""

from msgspec import Struct

from handlers import showing, telling
from handlers.actions import file_arrived
from handlers.actions.add_evidence import add_evidence, owed_by_finish
from handlers.actions.keep_evidence import keep_evidence
from handlers.actions.withdraw_evidence import withdraw_evidence
from handlers.turn import Next, Turn, again, choice, done, entry, stay, wait
from messages import cards, naming, writing
from messages.incoming import Pressed, SentFile, Unsent
from messages.outgoing import ALBUM, CAMERA, Button, Text
from messages.texts import Texts
from rules.fiscal import local_date
from rules.indicators import MissingEvidence
from rules.refusals import NotYours
from rules.stages import Stage
from storage import questions, questions_review
from storage.questions_review import Matter
from storage.tables import conversations, evidence, people, reports
from storage.tables.evidence import AWAITED, COUNTED, WITHDRAWN
from storage.tables.reports import Report
from storage.work import Work

KEEP, FINISHED, TAKEN_BACK = "keep", "done", "unsent"
MOST_OPEN, MOST_SENT = 6, 4
SUBJECT = "evidence"


class Unplaced(Struct, frozen=True, kw_only=True):
    """Files that are for nothing yet."""

    evidence_ids: tuple[str, ...]

    @property
    def subject(self) -> str:
        return SUBJECT


class Adding(Struct, frozen=True, kw_only=True):
    """Files that go to a report that was sent."""

    ref: str
    count: int = 0

    @property
    def subject(self) -> str:
        return f"evidence:{self.ref}"


def file(turn: Turn) -> Next:
    """A file while nothing is open: it is kept, and asked for which report it is."""
    if not people.units_of(turn.work, turn.person.id):
        return again(turn.say("evidence.not_reporting"))
    return _kept(turn, Unplaced(evidence_ids=()))


def for_which(turn: Turn, draft: Unplaced) -> Next:
    """One of what is owed or was sent lately, or none yet; another file goes with the ones before."""
    if isinstance(turn.heard.what, SentFile):
        return _kept(turn, draft)
    if turn.answer == KEEP:
        return done(turn.say("evidence.kept_for_later"))
    if turn.answer not in {it.id for it in _choices(turn)}:
        return again(turn.say("evidence.choose"))
    mine = evidence.unsaid_for_what(turn.work, turn.person.id)
    ids = [each.id for each in mine if each.id in draft.evidence_ids]
    report = reports.by_obligation(turn.work, turn.answer)
    if report is not None and ids:
        add_evidence(turn.work, turn.texts, report, ids, by=turn.person.id)
        return done(turn.say("evidence.added", count=len(ids), ref=report.ref))
    evidence.bind(turn.work, ids, obligation_id=turn.answer, step=0)
    return done(again=Pressed(button=entry("", "reporting.beside", turn.answer).press))


def add_to(turn: Turn, obligation_id: str) -> Next:
    """More evidence for a report that was sent. Raises NotYours."""
    matter = questions_review.matter(turn.work, obligation_id)
    report = reports.by_obligation(turn.work, obligation_id)
    if report is None or matter.unit_id not in people.units_of(turn.work, turn.person.id):
        raise NotYours
    draft = Adding(ref=report.ref)
    return wait(more, draft, more_question(turn, draft))


def more(turn: Turn, draft: Adding) -> Next:
    """A further file, or that this was all."""
    sent, report = turn.heard.what, reports.by_ref(turn.work, draft.ref)
    if turn.answer == FINISHED or report is None:
        return done(turn.say("evidence.finished", count=draft.count, ref=draft.ref))
    if not isinstance(sent, SentFile):
        return stay(turn.say("evidence.send_or_finish"))
    evidence_id = _keep(turn, sent)
    if evidence_id is None:
        return stay()
    # Where that report takes no more, the file is kept for the next one all the same: adding_left says so.
    add_evidence(turn.work, turn.texts, report, [evidence_id], by=turn.person.id)
    following = Adding(ref=draft.ref, count=draft.count + 1)
    return wait(more, following, more_question(turn, following))


def adding_left(turn: Turn, _: Adding) -> str:
    """A file that came too late for its report is kept."""
    return turn.line("evidence.kept_for_later") if isinstance(turn.heard.what, SentFile) else ""


def unsent(turn: Turn) -> Next:
    """A message was taken back: what came with it is evidence no more. Its time, name and hash stay."""
    what = turn.heard.what
    taken = (
        evidence.by_message(turn.work, f"{turn.heard.platform}:{what.message}") if isinstance(what, Unsent) else None
    )
    if taken is None or taken.person_id != turn.person.id or taken.state == WITHDRAWN:
        return stay()
    counted = taken.state in COUNTED
    report = withdraw_evidence(turn.work, turn.texts, taken, by=turn.person.id)
    if not counted:
        return stay()
    words = Text(_withdrawn(turn.texts, turn.person.language, report))
    if report is not None:
        return stay(words)
    # The open question may have counted it; where it asked about nothing else, it is over.
    waits = conversations.about(turn.work, turn.person.id, SUBJECT)
    if waits is not None and waits.open and not evidence.unsaid_for_what(turn.work, turn.person.id):
        return done(words)
    return again(words)


def not_fetched(work: Work, texts: Texts, evidence_id: str, fault: str) -> None:
    """The platform does not give the bytes. What was taken back before they came is withdrawn, as if we had been told:
    the event that tells it may have come before the file's own, or never.
    """
    file = evidence.by_id(work, evidence_id)
    if fault != TAKEN_BACK or file.state != AWAITED:
        file_arrived.not_fetched(work, texts, evidence_id, fault)
        return
    report = withdraw_evidence(work, texts, file, by=file.person_id)
    sender = people.by_id(work, file.person_id)
    if sender is not None:
        words = Text(_withdrawn(texts, sender.language, report))
        telling.tell(work, sender.id, (words,), key=f"evidence:{file.id}", why=f"evidence:{file.id}")


def _kept(turn: Turn, draft: Unplaced) -> Next:
    sent = turn.heard.what
    evidence_id = _keep(turn, sent) if isinstance(sent, SentFile) else None
    ids = (*draft.evidence_ids, evidence_id) if evidence_id else draft.evidence_ids
    draft = Unplaced(evidence_ids=ids)
    return wait(for_which, draft, which_question(turn, draft))


def which_question(turn: Turn, draft: Unplaced) -> Text:
    """One of what is owed or was sent lately, or none yet."""
    buttons = (
        *(choice(label, obligation_id) for obligation_id, label in _labels(turn).items()),
        choice(turn.line("evidence.keep_for_later"), KEEP),
    )
    mine = {each.id for each in evidence.unsaid_for_what(turn.work, turn.person.id)}
    return turn.ask("evidence.for_which", buttons, count=len(mine.intersection(draft.evidence_ids)))


def _keep(turn: Turn, sent: SentFile) -> str | None:
    return keep_evidence(
        turn.work,
        sent,
        platform=turn.heard.platform,
        by=turn.person.id,
        at=turn.heard.at,
        obligation_id=None,
        step=0,
    )


def _withdrawn(texts: Texts, language: str, report: Report | None) -> str:
    if report is None:
        return texts.line(language, "evidence.withdrawn_before")
    return texts.line(language, "evidence.withdrawn_mine", ref=report.ref)


def _choices(turn: Turn) -> tuple[Matter, ...]:
    """What is owed first, then what was sent lately and is not approved."""
    unit_ids = people.units_of(turn.work, turn.person.id)
    open_now = questions.reportable_by(turn.work, unit_ids, local_date(turn.now, writing.BANGKOK))
    sent = questions.sent_by(turn.work, unit_ids, MOST_SENT)
    return (*open_now[:MOST_OPEN], *(it for it in sent if it.standing != Stage.APPROVED))


def _labels(turn: Turn) -> dict[str, str]:
    """What fits on a button: two projects or months would look the same if it were cut."""
    found, language = _choices(turn), turn.person.language
    several = len({it.unit_id for it in found}) > 1
    return {
        it.id: naming.parted((it.ref, f"{it.indicator} {it.project}".strip()))
        if it.ref
        else naming.short(language, it.indicator, it.project, it.last, it.unit if several else "")
        for it in found
    }


def more_question(turn: Turn, draft: Adding) -> Text:
    """Photos or files, or that this was all; what must be there and is missing is named."""
    buttons = (
        Button(turn.line("reporting.camera"), opens=CAMERA),
        Button(turn.line("reporting.album"), opens=ALBUM),
        choice(turn.line("evidence.that_is_all"), FINISHED),
    )
    lines = (turn.line("evidence.more", count=draft.count, ref=draft.ref), _lacking(turn, draft))
    return Text("\n".join(filter(None, lines)), choices=buttons)


def _lacking(turn: Turn, draft: Adding) -> str:
    report = reports.by_ref(turn.work, draft.ref)
    if report is None:
        return ""
    found = showing.case(turn.work, report.obligation_id)
    steps = owed_by_finish(turn.work, found, report)
    return cards.missing(turn.texts, turn.person.language, MissingEvidence(steps=steps, compulsory=True))
