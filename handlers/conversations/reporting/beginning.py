"""A report is begun, taken up again, or corrected after it was sent."""

import msgspec
from msgspec import Struct

from handlers import finding, offers, showing
from handlers.actions.record import judge
from handlers.conversations.reporting import draft as drafts
from handlers.conversations.reporting import questions, typed
from handlers.conversations.reporting.answering import ask, edit, take, take_words
from handlers.conversations.reporting.draft import Draft
from handlers.posts import person_name
from handlers.showing import Case
from handlers.turn import Next, Turn, deed, done, entry, stay, wait
from messages import lengths, naming, reading, writing
from messages.arguments import Correction, Step
from messages.incoming import Pressed
from messages.outgoing import Text, unpacked
from messages.reading import Number, Ratio
from rules.entries import Answer, FormFilled, NothingToReport, answer_to_plain
from rules.refusals import UnknownReference
from rules.stages import Stage
from storage import questions as asked
from storage.tables import conversations, people, reports
from storage.tables.reports import Report

MOST_OFFERED = 6


class Beside(Struct, frozen=True, kw_only=True):
    """Files lie beside a report that is not begun."""

    obligation_id: str

    @property
    def subject(self) -> str:
        return "beside"


def begin(turn: Turn, obligation_id: str) -> Next:
    """The first question about an obligation, or the one at which its draft was left."""
    found = showing.case(turn.work, obligation_id)
    existing = showing.report_of(turn.work, found)
    judge(turn.work, found, existing, turn.person.id)
    kept = _kept(turn, obligation_id)
    if kept is not None:
        return ask(turn, kept, turn.say("reporting.resumed"), found=found)
    if existing is not None:
        return stay(sent_already(turn, existing))
    return ask(turn, Draft(obligation_id=obligation_id), found=found)


def beside(turn: Turn, obligation_id: str) -> Next:
    """Files have come for a report that is not begun. Raises what record.judge raises."""
    found = showing.case(turn.work, obligation_id)
    judge(turn.work, found, showing.report_of(turn.work, found), turn.person.id)
    draft = Beside(obligation_id=obligation_id)
    return wait(at_once, draft, beside_question(turn, draft))


def beside_question(turn: Turn, draft: Beside) -> Text:
    """How many files lie there, and the way to report."""
    found, language = showing.case(turn.work, draft.obligation_id), turn.person.language
    button = entry(turn.line("reporting.begin_now"), "reporting.begin", draft.obligation_id)
    about = f"{found.name(turn.texts, language)} {found.period(turn.texts, language)}"
    count = len(drafts.files(turn, Draft(obligation_id=draft.obligation_id)))
    return turn.ask("reporting.beside", (button,), count=count, about=about)


def at_once(turn: Turn, draft: Beside) -> Next:
    """The report begins with what was typed where that is its answer; else nothing is open, and it is heard so."""
    found = showing.case(turn.work, draft.obligation_id)
    begun = _kept(turn, draft.obligation_id) or Draft(obligation_id=draft.obligation_id)
    is_answer = turn.heard.text and not offers.nearly(turn)
    heard = typed.read(turn, begun, found, turn.heard.text) if is_answer else typed.Typed()
    if heard.answer is None:
        return done(again=turn.heard.what)
    existing = showing.report_of(turn.work, found)
    judge(turn.work, found, existing, turn.person.id)
    return stay(sent_already(turn, existing)) if existing else take(turn, begun, found, heard.answer, *heard.slips)


def _kept(turn: Turn, obligation_id: str) -> Draft | None:
    row = conversations.about(turn.work, turn.person.id, Draft(obligation_id=obligation_id).subject)
    return msgspec.json.decode(row.data, type=Draft) if row else None


def correct(turn: Turn, named: Correction | None) -> Next:
    """`edit` alone is for the open draft, else it offers what was sent; `edit REF` takes up what was sent, and with an
    answer behind it goes on to the confirmation.

    Raises UnknownReference, NotYours, ClosedPeriod, AlreadyApproved, TooLong.
    """
    if named is None:
        return _of_open(turn) or _offered(turn)
    report, _ = finding.by_reference(turn.work, turn.person.id, named.reference)
    if not isinstance(report, Report):
        raise UnknownReference(typed=named.reference)
    found = showing.case(turn.work, report.obligation_id)
    judge(turn.work, found, report, turn.person.id)
    said = reports.versions(turn.work, report.id)[-1].answer
    draft = Draft(
        obligation_id=report.obligation_id,
        answer=answer_to_plain(said),
        note="" if isinstance(said, NothingToReport) else said.note,
        proof_asked=True,
        sure=True,
        correcting=report.ref,
    )
    if named.rest:
        return _retold(turn, draft, found, said, named.rest)
    return wait(edit, draft, questions.for_edit(turn, draft, found, said))


def _retold(turn: Turn, draft: Draft, found: Case, said: Answer, words: str) -> Next:
    """What was sent, corrected by what stands behind its reference. A figure that cannot be taken is asked for again;
    words that are no answer may be meant for anything, so that it is asked what is to be changed."""
    anew = drafts.without_answer(draft)
    if found.indicator.method in typed.WORDED:
        return take_words(turn, draft if isinstance(said, FormFilled) else anew, found, words)
    lengths.within(words, lengths.NOTE)
    heard = typed.read(turn, anew, found, words)
    if heard.answer is not None:
        return take(turn, anew, found, heard.answer)
    if reading.like_figure(words)[0]:
        return ask(turn, anew, *heard.slips, found=found)
    slip = turn.say("reporting.not_an_answer", text=lengths.shortened(words, lengths.NAME))
    return wait(edit, draft, slip, questions.for_edit(turn, draft, found, said))


def in_a_line(turn: Turn, found: Case, line: str, given: Step | Number | Ratio | None, words: str) -> Next:
    """A report begun with what stands behind its indicator: the figure `given`, if it is one, and the `words` left.

    A figure that cannot be taken is named and asked for, and so are words where a number was to stand. Raises TooLong.
    """
    if found.indicator.method in typed.WORDED:
        return take_words(turn, Draft(obligation_id=found.matter.id, proof_asked=True), found, line)
    lengths.within(line, lengths.NOTE)
    said = drafts.answer_of(found, given, words)
    if said is not None:
        return take(turn, Draft(obligation_id=found.matter.id, proof_asked=True), found, said)
    figure, note = (line.removesuffix(words).strip(), words) if given else reading.like_figure(words)
    if not figure and found.indicator.method in typed.FIGURES:
        figure, note = words, ""
    slips = (typed.refused(turn, found, figure),) if figure else ()
    return ask(turn, Draft(obligation_id=found.matter.id, note=note), *slips, found=found)


def _of_open(turn: Turn) -> Next | None:
    row = conversations.open_of(turn.work, turn.person.id)
    press = offers.answering(unpacked(row.question), questions.EDIT) if row else None
    return Next(shapes=(), again=Pressed(button=press)) if press else None


def _offered(turn: Turn) -> Next:
    mine = _mine(turn)
    if not mine:
        return stay(turn.say("reporting.nothing_to_correct"))
    return stay(turn.ask("reporting.correct_which", tuple(deed(label, "edit", ref) for ref, label in mine)))


def _mine(turn: Turn) -> list[tuple[str, str]]:
    """The references of what this person's units sent and may still correct, each with its label."""
    sent = asked.sent_by(turn.work, people.units_of(turn.work, turn.person.id), MOST_OFFERED)
    return [
        (it.ref, naming.parted((it.ref, f"{it.indicator} {it.project}".strip())))
        for it in sent
        if it.standing != Stage.APPROVED
    ]


def sent_already(turn: Turn, report: Report) -> Text:
    """Who sent it when, and the way to correct it while it can be."""
    facts = {
        "by": person_name(turn.work, turn.texts, turn.person.language, report.first_sent_by, reader=turn.person.id),
        "when": writing.moment(report.first_heard_at, turn.person.language),
        "ref": report.ref,
    }
    if report.state is Stage.APPROVED:
        look = deed(turn.line("reporting.status"), "status", report.ref)
        return turn.ask("reporting.approved_already", (look,), **facts)
    button = deed(turn.line("reporting.correct_it", ref=report.ref), "edit", report.ref)
    return turn.ask("reporting.already_sent", (button,), **facts)
