"""What may follow a command's word: each reader takes all of it, as typed, or gives None."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from messages import arguments_scores, reading, words
from messages.arguments_announcing import Announcement, announcement
from messages.arguments_parts import WORD, InLanguage, Round, first, in_language, round_
from messages.arguments_scores import ScoreOf, StatedResult
from messages.plain import plain
from messages.reading import Number, Ratio
from messages.reading_dates import Doubt, ReadDate
from messages.reading_dates import date as read_date

_ENTERED = frozenset(map(plain, words.ENTERED))
_CODE = re.compile(r"[A-Za-z0-9_-]{4,64}")
_MOST_PROJECT_WORDS = 6
_LONGEST_UNIT = 80
_STEPS = ("stepback", "stepdone", "stepundone")
_HOUR_GONE_WRONG = re.compile("[0-9]{1,2}[:.][0-9]{2}")


@dataclass(frozen=True, slots=True)
class Step:
    """A step reached, named with its word."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report in one line: `indicator` is a code; which project is meant only the handler can know.

    `project` is what stands between the code and the answer, as typed ("" if nothing). Resolve it with
    `reading.named(project, the unit's project codes and names)`; if that leaves it unknown, or there is no answer,
    try `reading.named(rest, ...)`: `rest` is all that follows the code, and what no name claims is the note.
    For a step indicator a bare Number is the step. A note that only repeats the indicator's unit is no note.
    """

    indicator: str
    project: str = ""
    answer: Step | Number | Ratio | None = None
    note: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class NothingLine:
    """Nothing to report; `rest` is the project, if any (`reading.named`), and the reason, as typed."""

    indicator: str
    rest: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The written form of a receipt's, report's or request's reference."""

    reference: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What was sent under a reference, and what corrects it, as typed: only the handler knows how that is reported."""

    reference: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class ReasonedReference:
    """A reference and the reason that follows, as typed; "" if none was."""

    reference: str
    reason: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """An indicator's round, handed to the PSDG or called back."""

    indicator: str
    round: Round


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A round's arrival at OPDC as stated: the day or what is doubtful about it, the hour and the receipt if typed."""

    round: Round
    day: ReadDate | Doubt
    hour: time | None
    receipt: str


@dataclass(frozen=True, slots=True)
class InvitationCode:
    """What looks like an invitation code, as typed."""

    code: str


@dataclass(frozen=True, slots=True)
class StepOf:
    """A step of the process by its code, or the id that a button carries, the framework's code and the day, or what is
    doubtful about it, if they were typed."""

    step: str
    framework: str = ""
    on: ReadDate | Doubt | None = None


@dataclass(frozen=True, slots=True)
class AsFile:
    """As a file to take along; the code of its framework if one was typed, or the id that a button carries."""

    framework: str = ""


@dataclass(frozen=True, slots=True)
class UnitNamed:
    """A unit as typed, by its code or name, or the id that a button carries."""

    unit: str


Line = ReportLine | NothingLine | Correction
Scores = ScoreOf | StatedResult
Named = StepOf | AsFile | UnitNamed | Announcement | InLanguage
Arguments = Line | Reference | ReasonedReference | Round | HandOver | Arrival | InvitationCode | Named | Scores


def _report_line(text: str) -> ReportLine | None:
    begun = first(text, reading.indicator, 2)
    if begun is None:
        return None
    code, rest = begun
    starts = [word.start() for word in WORD.finditer(rest)][: _MOST_PROJECT_WORDS + 1]
    for start in starts:
        if found := first(rest[start:], _step, 2):
            return _answered(code, rest, start, found)
    for start in starts[:2]:
        if found := first(rest[start:], _amount, 3):
            return ReportLine(indicator=code, rest=rest) if _is_cut(found) else _answered(code, rest, start, found)
    return ReportLine(indicator=code, rest=rest)


def _answered(code: str, rest: str, start: int, found: tuple[Step | Number | Ratio, str]) -> ReportLine:
    answer, note = found
    return ReportLine(indicator=code, project=rest[:start].strip(), answer=answer, note=note, rest=rest)


def _step(text: str) -> Step | None:
    number = reading.step(text, worded=True)
    return None if number is None else Step(number)


def _amount(text: str) -> Number | Ratio | None:
    return reading.ratio(text) or reading.number(text)


def _is_cut(found: tuple[Step | Number | Ratio, str]) -> bool:
    """Whether it is a number that goes on in the words behind it: it is asked for, not taken in part."""
    answer, rest = found
    return isinstance(answer, Number) and reading.is_parted(answer, rest)


def _nothing_line(text: str) -> NothingLine | None:
    begun = first(text, reading.indicator, 2)
    return NothingLine(*begun) if begun else None


def _reference(text: str) -> Reference | None:
    known = reading.reference(text)
    return Reference(known) if known else None


def _why(text: str) -> Reference | ScoreOf | None:
    return _reference(text) or arguments_scores.reasons_of(text)


def _correction(text: str) -> Correction | None:
    begun = first(text, reading.reference, 3)
    return Correction(*begun) if begun else None


def _reasoned(text: str) -> ReasonedReference | None:
    begun = first(text, reading.reference, 3)
    return ReasonedReference(*begun) if begun else None


def _hand_over(text: str) -> HandOver | None:
    begun = first(text, reading.indicator, 2)
    meant = round_(begun[1]) if begun else None
    return HandOver(begun[0], meant) if begun and meant else None


def _arrival(text: str, today: date) -> Arrival | None:
    begun = first(text, round_, 5)
    if begun is None:
        return None
    meant, rest = begun
    dated = _dated(rest, today)
    if dated is None:
        return None
    day, rest = dated
    hour, rest = first(rest, reading.hour, 3) or (None, rest)
    receipt = _receipt(rest)
    return None if receipt is None else Arrival(round=meant, day=day, hour=hour, receipt=receipt)


def _dated(text: str, today: date) -> tuple[ReadDate | Doubt, str] | None:
    """The longest beginning that is a day, else that is written like one, and the rest."""

    def sure(typed: str) -> ReadDate | None:
        day = read_date(typed, today)
        return day if isinstance(day, ReadDate) else None

    return first(text, sure, 8) or first(text, lambda typed: read_date(typed, today), 8)


def entered(text: str, today: date) -> tuple[ReadDate | Doubt, str] | None:
    """The day on which something was entered elsewhere, also behind words that say so, and the words that follow it."""
    _, rest = first(text, lambda begun: plain(begun) in _ENTERED or None, 4) or (None, text)
    return _dated(rest, today)


def _receipt(text: str) -> str | None:
    """The receipt's number without the word before it; "" for none, None for what can be no receipt.

    A bare 25:30 is an hour gone wrong, not a number.
    """
    if _HOUR_GONE_WRONG.fullmatch(plain(text)):
        return None
    _, receipt = first(text, lambda word: plain(word) in words.RECEIPTS or None, 2) or (None, text)
    return receipt if re.search(r"[0-9]", plain(receipt)) or not text else None


def _invitation(text: str) -> InvitationCode | None:
    return InvitationCode(text) if _CODE.fullmatch(text) else None


def _step_of(text: str, today: date) -> StepOf | None:
    step, _, rest = plain(text).partition(" ")
    framework, _, later = rest.partition(" ")
    if not rest or (not later and not _dated(rest, today)):
        return StepOf(step, framework) if step else None
    for named, typed in (("", rest), (framework, later)):
        dated = _dated(typed, today)
        if dated is not None and not dated[1]:
            return StepOf(step, named, dated[0])
    return None


def _as_file(text: str) -> AsFile | None:
    word, _, framework = plain(text).partition(" ")
    return AsFile(framework) if word in words.FILES and " " not in framework else None


def _unit_named(text: str) -> UnitNamed | None:
    return UnitNamed(text) if text and len(text) <= _LONGEST_UNIT else None


_READERS: dict[str, Callable[[str], Arguments | None]] = {
    "report": _report_line,
    "nothing": _nothing_line,
    "edit": _correction,
    "status": _reference,
    "why": _why,
    "show": _reference,
    "approve": _reference,
    "grant": _reference,
    "return": _reasoned,
    "deny": _reasoned,
    "result": arguments_scores.result,
    "round": round_,
    "score": arguments_scores.score,
    "submit": _hand_over,
    "recall": _hand_over,
    "start": _invitation,
    "calendar": _as_file,
    "nudge": _unit_named,
    "language": in_language,
    "broadcast": announcement,
    "stopbroadcast": _reference,
}


def arguments(name: str, text: str, today: date) -> Arguments | None:
    """What follows the word of the command `name`; None if it does not parse whole or the command takes nothing."""
    if name == "sent":
        return _arrival(text, today)
    if name in _STEPS:
        return _step_of(text, today)
    reader = _READERS.get(name)
    return reader(text) if reader else None
