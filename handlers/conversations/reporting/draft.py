"""What a person has begun to report, kept for days: its answer so far and what was settled about it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import msgspec
from msgspec import Struct

from handlers import showing
from handlers.actions.keep_evidence import keep_evidence
from handlers.showing import Case
from handlers.turn import Next, Turn, stay
from messages import lengths
from messages.arguments import Step
from messages.incoming import SentFile
from messages.plain import plain
from messages.reading import Number, Ratio
from rules.entries import (
    Amount,
    Answer,
    NothingToReport,
    Plain,
    RatioOf,
    StepReached,
    answer_from_plain,
    answer_to_plain,
)
from rules.indicators import Problem, check, level
from storage.tables import evidence, reports
from storage.tables.evidence import COUNTED, Evidence


class Draft(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A report before it is sent. `note` is kept while the answer is given anew; `proof_asked`: evidence was asked for;
    `sure`: a part above its whole was confirmed; `correcting` is the reference of what was sent before; `for_step` is
    the step that files were asked for by its name; `was` the step reached while that answer is given anew."""

    obligation_id: str
    answer: Plain | None = None
    note: str = ""
    proof_asked: bool = False
    sure: bool = False
    correcting: str = ""
    for_step: int = 0
    was: int = 0

    @property
    def subject(self) -> str:
        return f"report:{self.obligation_id}"

    @property
    def said(self) -> Answer | None:
        """The answer so far."""
        return None if self.answer is None else answer_from_plain(self.answer)


def answered(turn: Turn, draft: Draft, found: Case, said: Answer) -> Draft:
    """The draft with an answer: what lies beside it proves the step reached, a lower step needs words of its own."""
    if not isinstance(said, NothingToReport) and not said.note and level(said) >= level(found.before):
        said = replace(said, note=draft.note)
    move(turn, _of_reached(turn, draft, level(said)), draft.obligation_id, level(said))
    return msgspec.structs.replace(draft, answer=answer_to_plain(said), sure=False, for_step=0, was=0)


def _of_reached(turn: Turn, draft: Draft, reached: int) -> tuple[Evidence, ...]:
    """The files that follow the step reached; those that were asked for by a lower step stay with it."""
    before = level(draft.said) or draft.was
    return tuple(file for file in files(turn, draft) if not 0 < file.step < min(before, reached))


def lacking(turn: Turn, draft: Draft, found: Case) -> tuple[int, ...]:
    """The steps that have no evidence yet."""
    said = draft.said
    return showing.missing(turn.work, found, said, turn.person.id).steps if said else ()


def aimed(turn: Turn, draft: Draft, found: Case) -> Draft:
    """The draft as files are asked for once more: for the step reached, or when that has some for the first without.
    In a correction they take the place of those that prove the step reached."""
    steps, reached = lacking(turn, draft, found), level(draft.said)
    first = steps[0] if steps and reached not in steps else 0
    return msgspec.structs.replace(draft, for_step=reached if draft.correcting else first)


def noted(draft: Draft, words: str) -> Draft:
    """The draft with other words beside its answer. Raises TooLong."""
    lengths.within(words, lengths.NOTE)
    match draft.said:
        case None:
            return msgspec.structs.replace(draft, note=words)
        case NothingToReport():
            return msgspec.structs.replace(draft, answer=answer_to_plain(NothingToReport(reason=words)))
        case said:
            return msgspec.structs.replace(draft, answer=answer_to_plain(replace(said, note=words)))


def without_answer(draft: Draft) -> Draft:
    """The draft with its answer to be given anew; the words beside it stay."""
    said = draft.said
    if said is None:
        return draft
    words, was = "" if isinstance(said, NothingToReport) else said.note, level(said)
    return msgspec.structs.replace(draft, answer=None, note=words, was=was)


def answer_of(found: Case, given: Step | Number | Ratio | None, note: str) -> Answer | None:
    """What was typed as an answer that fits the indicator, or None; a note that repeats what is counted is none."""
    words = "" if plain(note) == plain(found.indicator.measure) else note
    match found.indicator.method, given:
        case "step", Step(number):
            return StepReached(step=number, note=words)
        case "step", Number(value, False) if value == int(value):
            return StepReached(step=int(value), note=words)
        case "number", Number(value, percent):
            return Amount(value=value, percent=percent, note=words)
        case "ratio", Ratio(part, whole):
            return RatioOf(part=part, whole=whole, note=words)
    return None


def problems(turn: Turn, found: Case, said: Answer) -> tuple[Problem, ...]:
    """What is wrong with an answer."""
    return check(found.asked(turn.heard.at), said, found.before)


def files(turn: Turn, draft: Draft) -> tuple[Evidence, ...]:
    """What this person has put beside the draft and that counts."""
    found = evidence.of_draft(turn.work, turn.person.id, draft.obligation_id)
    return tuple(file for file in found if file.state in COUNTED)


def shown(turn: Turn, draft: Draft) -> tuple[Evidence, ...]:
    """What lies beside the draft, and what was sent in with the report that it corrects."""
    sent = reports.by_ref(turn.work, draft.correcting) if draft.correcting else None
    kept = evidence.of_report(turn.work, sent.id) if sent else ()
    return (*(file for file in kept if file.state in COUNTED), *files(turn, draft))


def repeats(there: Sequence[Evidence]) -> bool:
    """Whether a file that was not sent in yet has the bytes of another one, as far as they have come."""
    count = Counter(file.sha256 for file in there)
    return any(file.sha256 and count[file.sha256] > 1 for file in there if file.report_id is None)


def move(turn: Turn, moved: tuple[Evidence, ...], obligation_id: str, step: int) -> None:
    """These files are for that obligation and step now."""
    evidence.bind(turn.work, [file.id for file in moved], obligation_id=obligation_id, step=step)


def take_file(turn: Turn, draft: Draft, sent: SentFile) -> Draft:
    """A file belongs to the step that it was asked for, or to the one reached or that will be; its caption is the note
    where there is none."""
    said = draft.said
    keep_evidence(
        turn.work,
        sent,
        platform=turn.heard.platform,
        by=turn.person.id,
        at=turn.heard.at,
        obligation_id=draft.obligation_id,
        step=draft.for_step or level(said),
    )
    has_words = draft.note if said is None else said.reason if isinstance(said, NothingToReport) else said.note
    is_note = sent.caption and lengths.length(sent.caption) <= lengths.NOTE
    return noted(draft, sent.caption) if is_note and not has_words else draft


def keep_for_later(turn: Turn, sent: SentFile) -> Next:
    """A file that is for nothing yet: the next report asks whether it is for that."""
    keep_evidence(
        turn.work,
        sent,
        platform=turn.heard.platform,
        by=turn.person.id,
        at=turn.heard.at,
        obligation_id=None,
        step=0,
    )
    return replace(stay(turn.say("evidence.kept_for_later")), gathers=True)
