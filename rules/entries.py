"""What a unit answers for a period, and what changed from one answer to the next."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Literal

PERCENT = Decimal(100)
Entry = tuple[str, ...]
Plain = dict[str, str | int | bool | list[list[str]]]


@dataclass(frozen=True, kw_only=True)
class StepReached:
    """The highest step done (from 1) and what was done; a lower step than before carries its reason in the note."""

    kind: ClassVar[str] = "step"
    step: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A number; typed with `percent` it is a number of per cent (85, not 0.85)."""

    kind: ClassVar[str] = "number"
    value: Decimal
    percent: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RatioOf:
    """So many of so many."""

    kind: ClassVar[str] = "ratio"
    part: Decimal
    whole: Decimal
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Entries:
    """A list, each entry with the texts of its fields in their order; of a distinct count only those that count."""

    kind: ClassVar[str] = "entries"
    entries: tuple[Entry, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class EnteredElsewhere:
    """It was entered in the other system on that day."""

    kind: ClassVar[str] = "elsewhere"
    on: date
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class FormFilled:
    """The form was filled in; the file itself lies beside the report as its evidence."""

    kind: ClassVar[str] = "form"
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class NothingToReport:
    """Nothing to report in this period, and why."""

    kind: ClassVar[str] = "nothing"
    reason: str


Answer = StepReached | Amount | RatioOf | Entries | EnteredElsewhere | FormFilled | NothingToReport
Change = Literal["first", "same", "more", "less", "other"]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What changed: `by` in steps, entries, the amount's unit, percentage points of a ratio; None if not comparable."""

    before: Answer | None
    after: Answer
    change: Change
    by: Decimal | None
    note_changed: bool


def last_said(answers: Iterable[Answer]) -> Answer | None:
    """Of the answers, oldest first, the last that reports something: what a new answer is held against."""
    said = [answer for answer in answers if not isinstance(answer, NothingToReport)]
    return said[-1] if said else None


def percent(ratio: RatioOf) -> Decimal:
    """The ratio in per cent, not rounded; ZeroDivisionError for a whole of 0, which `indicators.check` refuses."""
    return ratio.part * PERCENT / ratio.whole


def difference(last: Answer | None, new: Answer) -> Difference:
    """What a reviewer sees changed from `last` (the last period's answer or the last version reviewed) to `new`."""
    by = _by(last, new)
    return Difference(
        before=last,
        after=new,
        change=_change(last, new, by),
        by=by,
        note_changed=last is not None and _note(last) != _note(new),
    )


def other_entries(last: Answer | None, new: Answer) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """What a list has got and what it has lost, as they were typed; nothing for other answers."""
    if not isinstance(last, Entries) or not isinstance(new, Entries):
        return (), ()
    added = tuple(entry for entry in new.entries if entry not in last.entries)
    return added, tuple(entry for entry in last.entries if entry not in new.entries)


def _by(last: Answer | None, new: Answer) -> Decimal | None:
    match last, new:
        case StepReached(), StepReached():
            return Decimal(new.step - last.step)
        case Amount(), Amount():
            return new.value - last.value
        case RatioOf(), RatioOf() if last.whole and new.whole:
            return percent(new) - percent(last)
        case Entries(), Entries():
            return Decimal(len(new.entries) - len(last.entries))
    return None


def _change(last: Answer | None, new: Answer, by: Decimal | None) -> Change:
    if last is None:
        return "first"
    if by is None or by == 0:
        return "same" if _bare(last) == _bare(new) else "other"
    return "more" if by > 0 else "less"


def _note(answer: Answer) -> str:
    return answer.reason if isinstance(answer, NothingToReport) else answer.note


def _bare(answer: Answer) -> Answer:
    """The answer without its words and without how it was typed."""
    match answer:
        case NothingToReport():
            return replace(answer, reason="")
        case Amount():
            return replace(answer, note="", percent=False)
    return replace(answer, note="")


def repeats(answer: Answer) -> bool:
    """Whether it may be said again for another period: what was listed, filled in or entered was of its own period."""
    return not isinstance(answer, Entries | EnteredElsewhere | FormFilled)


def as_last_month(answer: Answer) -> Answer:
    """The same answer for a new period: what was done last time is not repeated as a note, a reason stays."""
    return answer if isinstance(answer, NothingToReport) else replace(answer, note="")


def answer_to_plain(answer: Answer) -> Plain:
    """The answer as JSON can hold it: decimals and days as text, under "kind" which answer it is."""
    values = {name: _plain(value) for name, value in asdict(answer).items()}
    return {"kind": answer.kind, **values}


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case tuple():
            return [list(entry) for entry in value]
    return value


def answer_from_plain(plain: Plain) -> Answer:
    """The answer that `answer_to_plain` wrote; ValueError for anything else."""
    match plain:
        case {"kind": "step", "step": int(step), "note": str(note)}:
            return StepReached(step=step, note=note)
        case {"kind": "number", "value": str(value), "percent": bool(per_cent), "note": str(note)}:
            return Amount(value=Decimal(value), percent=per_cent, note=note)
        case {"kind": "ratio", "part": str(part), "whole": str(whole), "note": str(note)}:
            return RatioOf(part=Decimal(part), whole=Decimal(whole), note=note)
        case {"kind": "entries", "entries": list(entries), "note": str(note)}:
            return Entries(entries=tuple(map(tuple, entries)), note=note)
        case {"kind": "elsewhere", "on": str(on), "note": str(note)}:
            return EnteredElsewhere(on=date.fromisoformat(on), note=note)
        case {"kind": "form", "note": str(note)}:
            return FormFilled(note=note)
        case {"kind": "nothing", "reason": str(reason)}:
            return NothingToReport(reason=reason)
    raise ValueError(f"not an answer: {plain!r}")
