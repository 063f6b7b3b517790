"""Reports in words and as cards: answers, what changed, how late and what that costs, which proof is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal

from messages import entry_lists, naming, reading, reasons, writing
from messages.outgoing import Button, Card
from messages.states import State, word
from messages.texts import Texts
from rules.entries import (
    Amount,
    Answer,
    Difference,
    EnteredElsewhere,
    Entries,
    FormFilled,
    NothingToReport,
    RatioOf,
    StepReached,
    percent,
    repeats,
)
from rules.indicators import MissingEvidence
from rules.penalties import Verdict
from rules.stages import Stage

PLACES, MOST_NAMED = 2, 3


@dataclass(frozen=True, kw_only=True)
class Wording:
    """An indicator's own words: what is counted, the texts of its steps (each empty where not printed), the names of
    the fields of a list's entry (in English where there are any)."""

    measure: str
    steps: tuple[str, ...]
    fields: tuple[str, ...] = ()
    fields_en: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Proofs:
    """Files that came to a report and that were taken away from it since some version of it, by their names (empty
    for what has none)."""

    added: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReportFacts:
    """A report as its reader sees it. `change` is held against the period before, `since` and `proofs` against the
    version that was reviewed last, or else the one before (`since_version`; None for the first). `name` and `period`
    are words, `files` counts its evidence, `used` and `decision` are
    sentences."""

    unit: str
    name: str
    period: str
    ref: str
    stage: Stage
    version: int
    change: Difference
    since: Difference | None
    since_version: int
    proofs: Proofs
    verdict: Verdict
    files: int
    missing: MissingEvidence
    used: tuple[str, ...] = ()
    decision: str = ""


def answer(texts: Texts, language: str, said: Answer, wording: Wording, *, full: bool = False) -> str:
    """An answer in a few words, without its note; `full` adds a step's text: "ขั้น 3 ประชุมชี้แจง"."""
    match said:
        case StepReached(step=number):
            return step(texts, language, number, wording, full=full)
        case Amount(value=value):
            return _amount(value, wording.measure, language)
        case RatioOf(part=part, whole=whole):
            shown = writing.number(percent(said), places=PLACES) if whole else ""
            parts = {"part": writing.number(part), "whole": writing.number(whole), "percent": shown}
            return texts.line(language, "cards.ratio", **parts)
        case Entries(entries=entries):
            counted = f"{len(entries)} {wording.measure}".strip() if wording.measure else ""
            return counted or texts.line(language, "cards.entries", count=len(entries))
        case EnteredElsewhere(on=on):
            return texts.line(language, "cards.entered", day=writing.full_date(on, language))
        case FormFilled():
            return texts.line(language, "cards.form_filled")
        case NothingToReport():
            return texts.line(language, "cards.nothing")


def step(texts: Texts, language: str, number: int, wording: Wording, *, full: bool = False) -> str:
    """A step by its number, with its text where one is printed and `full` asks for it."""
    printed = _printed(number, wording) if full else ""
    return f"{texts.line(language, 'cards.step', number=number)} {printed}".strip()


def _printed(number: int, wording: Wording) -> str:
    return wording.steps[number - 1] if 0 < number <= len(wording.steps) else ""


def note(said: Answer) -> str:
    """What was written beside an answer: what was done, or why there is nothing."""
    return said.reason if isinstance(said, NothingToReport) else said.note


def fields(wording: Wording, language: str) -> tuple[str, ...]:
    """The names of an entry's fields, as the reader knows them."""
    return (language == "en" and wording.fields_en) or wording.fields


def change(texts: Texts, language: str, difference: Difference, wording: Wording, *, full: bool = True) -> str:
    """From what to what: "ขั้น 2 → 3", "45 → 50 (+5)"; a first answer (with its step's text if `full`) and an equal one
    stand alone."""
    before, now = difference.before, difference.after
    after = answer(texts, language, now, wording, full=full and before is None)
    if before is None or not (repeats(now) or isinstance(now, Entries)):
        return after
    if isinstance(before, StepReached) and isinstance(now, StepReached) and before.step != now.step:
        return texts.line(language, "cards.step", number=f"{before.step} → {now.step}")
    words_before = answer(texts, language, before, wording)
    if words_before == after:
        key = "cards.other_entries" if difference.change == "other" else "cards.unchanged"
        return texts.line(language, key, answer=after)
    shown = f"{words_before} → {after}"
    if difference.by is None or isinstance(now, StepReached) or not difference.by:
        return shown
    places = PLACES if isinstance(difference.after, RatioOf) else None
    sign = "+" if difference.by > 0 else "−"
    return f"{shown} ({sign}{writing.number(abs(difference.by), places=places)})"


def correction(texts: Texts, language: str, difference: Difference, wording: Wording, proofs: Proofs) -> str:
    """What a version changed of one before: the answer, its note, its evidence by name; "as before" is only said where
    none of them changed."""
    told = [texts.line(language, "cards.note_changed")] if difference.note_changed else []
    if proofs.added:
        told.append(texts.line(language, "cards.added", **_named(texts, language, proofs.added)))
    if proofs.taken:
        told.append(texts.line(language, "cards.taken", **_named(texts, language, proofs.taken)))
    same = difference.change == "same" and told
    said = answer(texts, language, difference.after, wording) if same else change(texts, language, difference, wording)
    return naming.parted((said, *told))


def _named(texts: Texts, language: str, names: Sequence[str]) -> dict[str, int | str]:
    """How many files, and what they are called; more than a few are not all named."""
    shown = tuple(dict.fromkeys(name or texts.line(language, "evidence.a_photo") for name in names))
    more = ", …" if len(shown) > MOST_NAMED else ""
    return {"count": len(names), "names": ", ".join(shown[:MOST_NAMED]) + more}


def steps(texts: Texts, language: str, numbers: Sequence[int]) -> str:
    """Steps by their numbers: "ขั้น 2 และ 4"; three or more in a row by the first and last: "ขั้น 1–5"."""
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return texts.line(language, "cards.steps", first=numbers[0], last=numbers[-1])
    if len(numbers) < 2:
        return "".join(texts.line(language, "cards.step", number=number) for number in numbers)
    return texts.line(language, "cards.steps_apart", list=writing.listed([str(each) for each in numbers], language))


def missing(texts: Texts, language: str, lacking: MissingEvidence) -> str:
    """Which evidence is still wanted, and whether it must come; empty where nothing is."""
    if not lacking.steps:
        return ""
    key = "cards.missing_compulsory" if lacking.compulsory else "cards.missing"
    return texts.line(language, key, steps=steps(texts, language, lacking.steps))


def report_card(
    texts: Texts,
    language: str,
    facts: ReportFacts,
    wording: Wording,
    *,
    footer: tuple[Button, ...] = (),
    choices: tuple[Button, ...] = (),
    zone: tzinfo = writing.BANGKOK,
) -> Card:
    """A report as its reviewer sees it; it is edited as things happen."""
    sent_at = writing.moment(facts.verdict.at, language, zone=zone)
    outcome = reasons.outcome(texts, language, facts.verdict)
    sent = texts.line(language, "cards.sent", when=sent_at, outcome=outcome)
    returned = facts.stage is Stage.RETURNED
    body = _body(texts, language, facts, wording)
    return Card(
        key=f"report:{facts.ref}",
        state=State.RETURNED if returned else state_of(facts.change.after, facts.verdict),
        small=naming.parted((facts.unit, facts.period, facts.ref)),
        title=naming.parted((facts.name, change(texts, language, facts.change, wording, full=False))),
        status=word(texts, language, State.RETURNED) if returned else sent,
        body=(sent, *body) if returned else tuple(body),
        footer=footer,
        choices=choices,
    )


def state_of(said: Answer, verdict: Verdict) -> State:
    """How a report came in. Nothing to report is a state of its own, unless it came late."""
    if isinstance(said, NothingToReport) and verdict.outcome != "late":
        return State.NOTHING
    return reasons.STATES[verdict.outcome]


def _body(texts: Texts, language: str, facts: ReportFacts, wording: Wording) -> Iterator[str]:
    after = facts.change.after
    if isinstance(after, StepReached) and _printed(after.step, wording):
        yield _printed(after.step, wording)
    yield from entry_lists.shortly(texts, language, after)
    if note(facts.change.after):
        yield texts.line(language, "cards.note", note=note(facts.change.after))
    if facts.since is not None:
        since = correction(texts, language, facts.since, wording, facts.proofs)
        yield texts.line(language, "cards.version", number=facts.version, before=facts.since_version, change=since)
        yield from entry_lists.since(texts, language, facts.since)
    files = texts.line(language, "cards.files", count=facts.files)
    yield naming.parted((files, missing(texts, language, facts.missing)))
    yield from facts.used
    yield from filter(None, (facts.decision,))


def _amount(value: Decimal, measure: str, language: str) -> str:
    if reading.is_per_cent(measure):
        return writing.per_cent(value, language)
    return f"{writing.number(value)} {measure}".strip()
