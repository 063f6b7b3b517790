"""The questions of a report and its card before it is sent, as words and buttons."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from handlers import entering, judging, showing
from handlers.conversations.reporting import methods
from handlers.conversations.reporting.draft import Draft, files, lacking, repeats, shown
from handlers.conversations.reporting.methods import BACK, STEP
from handlers.showing import Case
from handlers.turn import Turn, choice, deed
from messages import cards, entry_lists, naming, reasons, writing
from messages.outgoing import ALBUM, CAMERA, Button, Card, Text
from messages.plain import plain
from messages.states import State
from rules.deadlines import Stamp
from rules.entries import Answer, NothingToReport, RatioOf, difference
from rules.penalties import Verdict
from rules.stages import Stage
from storage import questions
from storage.questions import Reportable, Said
from storage.tables import evidence, reports
from storage.tables.evidence import Evidence

NOTHING, LATER, KEPT, YES = "nothing", "later", "kept", "yes"
CONFIRM, EDIT, MORE, CANCEL, MONTHS = "confirm", "edit", "more", "cancel", "months"
ANSWER, NOTE, PROOFS = "answer", "note", "proofs"
READY = ("reporting.ready_waiting", "reporting.ready_none", "reporting.ready_next")
LABELS = ("reporting.later", "reporting.yes_so", "reporting.as_correction", "reporting.leave_theirs")
MOST_STEPS = 6


def for_answer(turn: Turn, draft: Draft, found: Case) -> Text:
    """What is asked for, as the indicator is reported; what was said last time can be said again where it may be."""
    language = turn.person.language
    title = naming.parted((found.name(turn.texts, language), found.period(turn.texts, language)))
    waived = entering.waived(turn.work, turn.texts, language, found.matter)
    lines = [waived, methods.asked(turn, found), _before(turn, found)]
    count = len(files(turn, draft))
    lines += [turn.line("reporting.files_so_far", count=count)] if count else []
    kept = _kept(turn) if found.indicator.method == "form" else ()
    buttons = (*methods.ready(turn, found), *kept, choice(turn.line("reporting.nothing"), NOTHING))
    return Text("\n".join(filter(None, lines)), choices=buttons, title=title)


def _before(turn: Turn, found: Case) -> str:
    if found.before is None:
        return ""
    words = cards.answer(turn.texts, turn.person.language, found.before, found.wording, full=True)
    return turn.line("reporting.before", answer=words)


def for_reason(turn: Turn, found: Case, said: Answer) -> Text:
    """Why a lower step, or why nothing: a few ready reasons, or words."""
    if isinstance(said, NothingToReport):
        ready = tuple(choice(turn.line(key), str(place)) for place, key in enumerate(READY))
        return turn.ask("reporting.why_nothing", ready)
    words = (cards.answer(turn.texts, turn.person.language, it, found.wording) for it in (found.before, said) if it)
    return turn.say("reporting.why_lower", change=" → ".join(words))


def is_label(turn: Turn, words: str) -> bool:
    """Whether it is the label of a button that another question has."""
    return plain(words) in {plain(turn.line(key)) for key in LABELS}


def for_sureness(turn: Turn, said: RatioOf) -> Text:
    """A part above its whole may be right: it is asked about."""
    facts = {"part": writing.number(said.part), "whole": writing.number(said.whole)}
    return turn.ask("reporting.above_whole", (choice(turn.line("reporting.yes_so"), YES),), **facts)


def for_proof(turn: Turn, draft: Draft, found: Case) -> Text:
    """Photos, files or words; later is an answer. Asked for one of several steps, another can be chosen."""
    language = turn.person.language
    missing = (draft.for_step,) if draft.for_step else lacking(turn, draft, found)
    buttons = (
        Button(turn.line("reporting.camera"), opens=CAMERA),
        Button(turn.line("reporting.album"), opens=ALBUM),
        *_other_steps(turn, draft, found),
        *_kept(turn),
        choice(turn.line("reporting.later"), LATER),
    )
    if missing:
        return turn.ask("reporting.ask_proof", buttons, steps=cards.steps(turn.texts, language, missing))
    return turn.ask("reporting.ask_any_proof", buttons)


def _other_steps(turn: Turn, draft: Draft, found: Case) -> Iterator[Button]:
    """Asked for one of several steps, another without evidence."""
    others = [step for step in lacking(turn, draft, found) if draft.for_step and step != draft.for_step]
    for step in others[:MOST_STEPS]:
        yield choice(cards.step(turn.texts, turn.person.language, step, found.wording), f"{STEP}{step}")


def _kept(turn: Turn) -> Iterator[Button]:
    """What was sent before anybody asked for it."""
    kept = evidence.unsaid_for_what(turn.work, turn.person.id)
    if kept:
        yield choice(turn.line("reporting.use_kept", count=len(kept)), KEPT)


def confirmation(turn: Turn, draft: Draft, found: Case, said: Answer) -> Card:
    """All that will be sent, what it would cost now, what is missing."""
    language = turn.person.language
    verdict = _verdict(turn, draft, found)
    late = verdict is not None and verdict.outcome == "late"
    footer = (choice(turn.line("reporting.confirm"), CONFIRM), choice(turn.line("reporting.edit"), EDIT))
    months, former = other_months(turn, found), _before_early(turn, draft, found)
    outcome = reasons.outcome(turn.texts, language, verdict) if verdict is not None and late else ""
    return Card(
        state=State.LATE_OPEN if late else State.NOT_DUE,
        small=naming.parted((found.matter.unit, _period(turn, found, months), draft.correcting)),
        title=found.name(turn.texts, language),
        status=cards.change(turn.texts, language, difference(found.before, said), found.wording),
        body=(
            *_body(turn, draft, found, said),
            *_notices(turn, outcome, former),
            *_corrected(turn, draft, found, said),
        ),
        footer=footer,
        choices=tuple(_others(turn, draft, months, former)),
    )


def _verdict(turn: Turn, draft: Draft, found: Case) -> Verdict | None:
    """How it would come now; None for a correction, unless what was sent back has a rule of its own."""
    stamp = Stamp(at=turn.heard.at, exact=turn.heard.stamped)
    if not draft.correcting:
        return judging.verdict_now(turn.work, found, stamp)
    report = reports.by_ref(turn.work, draft.correcting)
    return judging.verdict_again(turn.work, found, report, stamp) if report else None


def _others(turn: Turn, draft: Draft, months: Sequence[Reportable], former: Said | None) -> Iterator[Button]:
    yield choice(turn.line("reporting.more_proof"), MORE)
    if former is not None:
        yield deed(turn.line("reporting.correct_it", ref=former.ref), "edit", former.ref)
    if not draft.correcting and len(months) > 1:
        yield choice(turn.line("reporting.other_month"), MONTHS)
    yield choice(turn.line("reporting.cancel"), CANCEL)


def _period(turn: Turn, found: Case, months: Sequence[Reportable]) -> str:
    """Named, and that it is the first one still owed where another follows it."""
    words = found.period(turn.texts, turn.person.language)
    is_first = len(months) > 1 and months[0].first == found.matter.first
    is_owed = found.matter.owed_on is not None and found.matter.owed_on <= turn.now.astimezone(found.zone).date()
    return turn.line("reporting.first_owed", period=words) if is_first and is_owed and not found.matter.ref else words


def _body(turn: Turn, draft: Draft, found: Case, said: Answer) -> Iterator[str]:
    language = turn.person.language
    yield from entry_lists.shortly(turn.texts, language, said)
    if cards.note(said):
        yield turn.line("cards.note", note=cards.note(said))
    beside = shown(turn, draft)
    missing = cards.missing(turn.texts, language, showing.missing(turn.work, found, said, turn.person.id))
    if beside or not (missing or isinstance(said, NothingToReport)):
        yield turn.line("cards.files", count=len(beside))
    if found.finishes(said):
        yield turn.line("reporting.finishes")
    yield from filter(None, (missing, *_used(turn, found, files(turn, draft) if draft.correcting else beside)))
    if repeats(beside):
        yield turn.line("cards.same_file")


def _notices(turn: Turn, late: str, former: Said | None) -> Iterator[str]:
    """How late it would be now; that it is not asked for yet, and what was sent for the period before."""
    if late:
        yield turn.line("reporting.late_now", outcome=late)
    if former is not None:
        period = naming.period(turn.texts, turn.person.language, former.first, former.last)
        yield turn.line("reporting.early_now", period=period, ref=former.ref)


def _corrected(turn: Turn, draft: Draft, found: Case, said: Answer) -> Iterator[str]:
    """What it takes the place of."""
    report = reports.by_ref(turn.work, draft.correcting) if draft.correcting else None
    if report is None:
        return
    sent = reports.versions(turn.work, report.id)[-1].answer
    if sent == said and not files(turn, draft):
        yield turn.line("reporting.not_changed")
        return
    words = cards.answer(turn.texts, turn.person.language, sent, found.wording)
    quoted = turn.line("cards.note", note=cards.note(sent)) if cards.note(sent) else ""
    yield turn.line("reporting.in_place_of", answer=" ".join(filter(None, (words, quoted))))


def _before_early(turn: Turn, draft: Draft, found: Case) -> Said | None:
    """What was sent for the period before and can be corrected, where this one is not asked for yet."""
    owed_on, today = found.matter.owed_on, turn.now.astimezone(found.zone).date()
    if draft.correcting or owed_on is None or owed_on <= today:
        return None
    known = questions.history_of(turn.work, found.matter).get(questions.series_of(found.matter), [])
    before = [said for said in known if said.first < found.matter.first]
    return before[-1] if before and before[-1].state is not Stage.APPROVED else None


def _used(turn: Turn, found: Case, beside: Sequence[Evidence]) -> tuple[str, ...]:
    used = showing.used_before(turn.work, found, beside)
    return showing.used_words(turn.texts, turn.person.language, used)


def other_months(turn: Turn, found: Case) -> tuple[Reportable, ...]:
    """The periods of the same series that may be reported now and have not been, this one too, oldest first."""
    today = turn.now.astimezone(found.zone).date()
    return questions.reportable_of(turn.work, found.matter, today)


def for_month(turn: Turn, found: Case) -> Text:
    """Which period is meant."""
    language = turn.person.language
    buttons = tuple(
        choice(naming.period(turn.texts, language, it.first, it.last), it.id) for it in other_months(turn, found)
    )
    return turn.ask("reporting.which_month", buttons, name=found.name(turn.texts, language))


def for_edit(turn: Turn, draft: Draft, found: Case, said: Answer) -> Text:
    """One thing at a time."""
    language = turn.person.language
    buttons = [choice(turn.line("reporting.edit_answer"), ANSWER), choice(turn.line("reporting.edit_note"), NOTE)]
    buttons.append(choice(turn.line("reporting.edit_proofs"), PROOFS))
    if not draft.correcting and len(other_months(turn, found)) > 1:
        buttons.append(choice(turn.line("reporting.edit_month"), MONTHS))
    buttons.append(choice(turn.line("reporting.back"), BACK))
    words = cards.change(turn.texts, language, difference(found.before, said), found.wording)
    return turn.ask("reporting.edit_what", tuple(buttons), about=found.about(turn.texts, language), answer=words)


def for_note(turn: Turn) -> Text:
    """What was done, in words."""
    return turn.ask("reporting.ask_note", (choice(turn.line("reporting.no_note"), BACK),))


def for_proofs(turn: Turn, draft: Draft, found: Case) -> Text:
    """Which file is to be taken back, or send another: they are told apart in the list, for a button is too short."""
    there = list(enumerate(shown(turn, draft), start=1))
    lines = [turn.line("reporting.which_proof", count=len(there))]
    lines += [turn.line("reporting.one_proof", number=number, about=_file(turn, it, found)) for number, it in there]
    if draft.for_step:
        step = cards.step(turn.texts, turn.person.language, draft.for_step, found.wording)
        lines.append(turn.line("reporting.proof_goes_to", step=step))
    buttons = [choice(turn.line("reporting.withdraw", number=number), file.id) for number, file in there]
    buttons += _other_steps(turn, draft, found)
    return Text("\n".join(lines), choices=(*buttons, choice(turn.line("reporting.back"), BACK)))


def _file(turn: Turn, file: Evidence, found: Case) -> str:
    """A file by its step, its name and its hour."""
    when: datetime = file.heard_at.astimezone(found.zone)
    step = cards.step(turn.texts, turn.person.language, file.step, found.wording) if file.step else ""
    return naming.parted((step, file.name or turn.line("evidence.a_photo"), f"{when:%H:%M}"))
