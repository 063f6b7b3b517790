"""An answer as the columns of a report's version, and back."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from sqlalchemy import Row

from rules.entries import (
    Amount,
    Answer,
    EnteredElsewhere,
    Entries,
    Entry,
    FormFilled,
    NothingToReport,
    RatioOf,
    StepReached,
)


def answer_columns(answer: Answer) -> dict[str, Any]:
    """An answer as the columns of a version; of a number typed in per cent the number is kept."""
    match answer:
        case StepReached(step=step, note=note):
            return {"kind": answer.kind, "step": step, "note": note}
        case Amount(value=value, note=note):
            return {"kind": answer.kind, "amount": value, "note": note}
        case RatioOf(part=part, whole=whole, note=note):
            return {"kind": answer.kind, "amount": part, "whole": whole, "note": note}
        case Entries(entries=entries, note=note):
            return {"kind": answer.kind, "entries": msgspec.json.encode(entries).decode(), "note": note}
        case EnteredElsewhere(on=on, note=note):
            return {"kind": answer.kind, "entered_on": on, "note": note}
        case FormFilled(note=note):
            return {"kind": answer.kind, "note": note}
        case NothingToReport(reason=reason):
            return {"kind": answer.kind, "note": reason}


def answer_from(row: Row[Any]) -> Answer:
    """The answer that `answer_columns` wrote, from a row with a version's columns; ValueError for anything else."""
    match row.kind, row.step, row.amount, row.whole, row.entered_on:
        case "step", int(step), _, _, _:
            return StepReached(step=step, note=row.note)
        case "number", _, Decimal() as amount, _, _:
            return Amount(value=amount, note=row.note)
        case "ratio", _, Decimal() as part, Decimal() as whole, _:
            return RatioOf(part=part, whole=whole, note=row.note)
        case "entries", _, _, _, _:
            return Entries(entries=msgspec.json.decode(row.entries, type=tuple[Entry, ...]), note=row.note)
        case "elsewhere", _, _, _, date() as on:
            return EnteredElsewhere(on=on, note=row.note)
        case "form", _, _, _, _:
            return FormFilled(note=row.note)
        case "nothing", _, _, _, _:
            return NothingToReport(reason=row.note)
    raise ValueError(f"not a version's answer: {row.kind}")
