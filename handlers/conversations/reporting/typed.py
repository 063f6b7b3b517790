"""What was typed as an answer, read as the indicator is reported: with what cannot be taken, each thing by its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers import showing
from handlers.conversations.reporting import draft as drafts
from handlers.conversations.reporting import methods, questions
from handlers.conversations.reporting.draft import Draft
from handlers.counting import counting
from handlers.showing import Case
from handlers.turn import Turn
from messages import cards, lengths, reading, reading_entries, writing
from messages.arguments import ReportLine, Step, arguments, entered
from messages.outgoing import Shape, Text
from messages.plain import plain
from messages.reading_dates import Doubt
from messages.reading_entries import Line
from rules.distinct import Again, Sorted, chosen
from rules.entries import (
    Answer,
    EnteredElsewhere,
    Entries,
    Entry,
    FormFilled,
    NothingToReport,
    as_last_month,
    repeats,
)
from rules.fiscal import local_date
from rules.frameworks import LISTED
from rules.indicators import MOST_ENTRIES, Problem

WORDED = (*LISTED, "elsewhere", "form")
"""The methods whose answer is no figure: all that stands behind the indicator's code belongs to it."""
FIGURES = ("number", "ratio")
MOST_TOLD = 8
UNREAD = {"step": "reporting.not_a_step", "number": "reporting.not_a_number", "ratio": "reporting.not_a_ratio"}
DOUBTS = {
    Doubt.NO_SUCH_DAY: "reporting.no_such_day",
    Doubt.UNCLEAR_YEAR: "reporting.unclear_year",
    Doubt.OTHER_WEEKDAY: "reporting.other_weekday",
}


SLIPS = {
    Problem.WRONG_METHOD: "reporting.does_not_fit",
    Problem.NO_SUCH_STEP: "reporting.no_such_step",
    Problem.NEGATIVE: "reporting.negative",
    Problem.WHOLE_IS_ZERO: "reporting.whole_is_zero",
    Problem.TOO_MANY_ENTRIES: "reporting.too_many_entries",
    Problem.ENTERED_LATER: "reporting.entered_later",
    Problem.ENTERED_BEFORE: "reporting.entered_before",
}


@dataclass(frozen=True, kw_only=True)
class Typed:
    """The answer as far as there is one, and what was not taken. `free`: words that are not even like an answer."""

    answer: Answer | None = None
    slips: tuple[Shape, ...] = ()
    free: bool = False


def heard(turn: Turn, draft: Draft, found: Case) -> Typed:
    """A pressed answer, or one that was typed."""
    pressed = turn.answer
    if pressed == questions.NOTHING:
        return Typed(answer=NothingToReport(reason=""))
    blank = methods.blank(turn, found) if pressed == methods.BLANK else None
    if blank is not None:
        return Typed(slips=(blank,))
    if pressed == methods.SAME and found.before is not None and repeats(found.before):
        return Typed(answer=as_last_month(found.before))
    if pressed.startswith(methods.STEP) and found.indicator.method == "step":
        number = reading.step(pressed.removeprefix(methods.STEP))
        return Typed(answer=drafts.answer_of(found, Step(number), "") if number else None)
    if pressed.startswith(methods.DAY) and found.indicator.method == "elsewhere":
        return Typed(answer=EnteredElsewhere(on=date.fromisoformat(pressed.removeprefix(methods.DAY))))
    return read(turn, draft, found, turn.heard.text)


def read(turn: Turn, draft: Draft, found: Case, words: str) -> Typed:
    """What the words answer; the entries of a list are added to those that the draft has."""
    match found.indicator.method:
        case "list" | "distinct":
            return _entries(turn, draft, found, words)
        case "elsewhere":
            return _day(turn, found, words)
        case "form":
            return Typed(slips=(turn.say("reporting.not_a_form"),), free=True)
    return _figure(turn, found, words)


def as_it_stands(turn: Turn, draft: Draft, found: Case) -> tuple[Draft, tuple[Shape, ...]]:
    """A form is filled in as long as its file lies there; of a list counts what no other report has counted."""
    said = draft.said
    if isinstance(said, Entries):
        standing = _settled(turn, found, said)
        if standing.answer is None:
            return drafts.without_answer(draft), standing.slips
        return (drafts.answered(turn, draft, found, standing.answer) if standing.slips else draft), standing.slips
    if found.indicator.method == "form" and not isinstance(said, NothingToReport):
        has_file = bool(drafts.shown(turn, draft))
        if has_file and said is None:
            return drafts.answered(turn, draft, found, FormFilled()), ()
        return (draft if has_file else drafts.without_answer(draft)), ()
    return draft, ()


def _settled(turn: Turn, found: Case, said: Entries) -> Typed:
    """A list of which everything still counts: what another report has counted meanwhile is taken out and named."""
    fitting = [entry for entry in said.entries if len(entry) == found.asked(turn.heard.at).fields]
    sorted_ = counting(turn.work, found, fitting)
    kept = chosen(fitting, sorted_.kept)
    told = tuple(_again(turn, sorted_, it, " / ".join(fitting[it.place]), it.place + 1) for it in sorted_.again)
    answer = Entries(entries=kept, note=said.note) if kept else None
    return Typed(answer=answer, slips=_told(turn, told, apart=True))


def _entries(turn: Turn, draft: Draft, found: Case, words: str) -> Typed:
    before = draft.said.entries if isinstance(draft.said, Entries) else ()
    lines = reading_entries.lines(words, found.asked(turn.heard.at).fields)
    good = [line for line in lines if line.fields is not None and _is_short(line.fields)]
    wrong = tuple(_wrong(turn, found, line) for line in lines if line not in good)
    entries: tuple[Entry, ...] = (*before, *(line.fields for line in good if line.fields is not None))
    sorted_ = counting(turn.work, found, entries)
    # Those before have been sorted; a line's place among all is behind them.
    late = [(it, good[it.place - len(before)]) for it in sorted_.again if it.place >= len(before)]
    again = [_again(turn, sorted_, it, line.text, line.number) for it, line in late]
    kept = chosen(entries, sorted_.kept)
    note = draft.note if draft.said is None else cards.note(draft.said)
    answer = Entries(entries=kept, note=note) if len(kept) > len(before) else None
    return Typed(answer=answer, slips=_told(turn, (*wrong, *again), apart=bool(again)))


def _is_short(fields: Sequence[str]) -> bool:
    return all(lengths.length(field) <= lengths.ENTRY for field in fields)


def _wrong(turn: Turn, found: Case, line: Line) -> str:
    text = lengths.shortened(line.text, lengths.NAME)
    if line.fields is not None:
        return turn.line("reporting.entry_too_long", line=line.number, most=lengths.ENTRY, text=text)
    names = cards.fields(found.wording, turn.person.language)
    return turn.line("reporting.entry_wrong", line=line.number, count=len(names), fields=" / ".join(names), text=text)


def _again(turn: Turn, sorted_: Sorted, again: Again, text: str, line: int) -> str:
    facts = {"line": line, "text": lengths.shortened(text, lengths.NAME)}
    if again.of is None:
        return turn.line("reporting.entry_counted", ref=again.ref, **facts)
    return turn.line("reporting.entry_twice", of=sorted_.kept.index(again.of) + 1, **facts)


def _told(turn: Turn, slips: Sequence[str], *, apart: bool) -> tuple[Shape, ...]:
    """What was not taken, in one message."""
    if not slips:
        return ()
    more = len(slips) - MOST_TOLD
    lines = [turn.line("reporting.not_taken", count=len(slips)), *slips[:MOST_TOLD]]
    lines += [turn.line("reporting.and_more", count=more)] if more > 0 else []
    lines += [turn.line("reporting.tell_apart")] if apart else []
    return (Text("\n".join(lines)),)


def _day(turn: Turn, found: Case, words: str) -> Typed:
    """The day of entry and words behind it; which day was meant is seen before it is sent."""
    read_day = entered(words, local_date(turn.heard.at, found.zone))
    if read_day is None:
        return Typed(slips=(turn.say("reporting.not_a_day"),), free=True)
    day, note = read_day
    if isinstance(day, Doubt):
        return Typed(slips=(turn.say(DOUBTS[day]),))
    return Typed(answer=EnteredElsewhere(on=day.value, note=note))


def _figure(turn: Turn, found: Case, words: str) -> Typed:
    """A step, a number or a ratio, with words behind it as in the typed line."""
    today = local_date(turn.heard.at, found.zone)
    given = arguments("report", f"{found.matter.indicator} {words}", today)
    if isinstance(given, ReportLine) and not given.project:
        said = drafts.answer_of(found, given.answer, given.note)
        if said is not None:
            return Typed(answer=said)
    figure, _ = reading.like_figure(words)
    return Typed(slips=(refused(turn, found, figure),), free=not figure)


def lacked_step(turn: Turn, draft: Draft, found: Case) -> int | None:
    """A step without evidence, chosen or typed, that the next files are for; else None: "step 1" may be a note too."""
    chosen = turn.answer.removeprefix(methods.STEP) if turn.answer.startswith(methods.STEP) else ""
    step = reading.step(chosen) if chosen else reading.step(turn.heard.text, worded=True)
    return step if step in drafts.lacking(turn, draft, found) else None


def refused(turn: Turn, found: Case, figure: str) -> Shape:
    """That a figure cannot be taken, by its name where there is one, and what is asked for."""
    key = UNREAD.get(found.indicator.method, "reporting.does_not_fit")
    facts = {"steps": len(found.indicator.steps)} if key == "reporting.not_a_step" else {}
    why = "below_zero" if plain(figure).startswith("-") else "other" if reading.like_figure(figure)[0] else "in_words"
    shown = lengths.shortened(figure, lengths.NAME)
    lines = [turn.line("reporting.figure_refused", figure=shown, why=why)] if figure else []
    return Text("\n".join((*lines, turn.line(key, **facts))))


def slip(turn: Turn, found: Case, problem: Problem) -> Shape:
    """What is wrong with an answer, in words."""
    key = SLIPS[problem]
    match problem:
        case Problem.NO_SUCH_STEP:
            return turn.say(key, steps=len(found.indicator.steps))
        case Problem.TOO_MANY_ENTRIES:
            return turn.say(key, most=MOST_ENTRIES)
        case Problem.ENTERED_BEFORE:
            return turn.say(key, first=writing.full_date(found.matter.first, turn.person.language))
    return turn.say(key)


def wants_proof(turn: Turn, draft: Draft, found: Case, said: Answer) -> bool:
    """Whether evidence is asked for before it is confirmed."""
    if isinstance(said, NothingToReport) or found.framework.settings.evidence == "never":
        return False
    if found.indicator.method in WORDED:
        return False
    if found.indicator.method == "step":
        return bool(showing.missing(turn.work, found, said, turn.person.id).steps)
    return not drafts.files(turn, draft) and not said.note
