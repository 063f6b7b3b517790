"""A framework's file of either kind, .toml or .xlsx: read and judged, or in sentences why it is not taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.blanks import beside
from messages import writing
from messages.documents import framework_toml
from messages.documents.framework_faults import Fault
from messages.documents.workbook import reading as workbook
from messages.documents.workbook.book import Book
from messages.documents.workbook.guard import COMPOUND, LARGEST, ZIP
from messages.documents.workbook.names import Names
from messages.documents.workbook.telling import told
from rules.fiscal import FiscalYear, local_date
from rules.framework_file import judge
from rules.frameworks import Fact, Framework, Mistake

XLSX = ".xlsx"
FAULTS = {
    "too_large": "importing.too_large",
    "not_utf8": "importing.not_utf8",
    "not_toml": "importing.not_toml",
    "workbook_too_large": "importing.workbook_too_large",
    "not_workbook": "importing.not_workbook",
    "old_workbook": "importing.old_workbook",
    "with_macros": "importing.with_macros",
    "swollen": "importing.swollen",
    "too_wide": "importing.too_wide",
}
WORDED = ("expected", "found", "what")


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """Every mistake in a file; of a workbook with the places in it."""

    mistakes: tuple[Mistake, ...]
    book: Book | None = None


def read(file: Path, year: int | None, now: datetime, names: Names) -> Framework | Wrong | Fault | None:
    """What a file and the blank forms beside it say, laid on `year` where it names none; every mistake in it, what
    hinders reading it, or None for one that cannot be opened."""
    content = _content(file)
    if content is None:
        return None
    is_workbook = file.suffix.lower() == XLSX or content.startswith((ZIP, COMPOUND))
    found = workbook.read(content, names) if is_workbook else framework_toml.read(content)
    if isinstance(found, Fault):
        return found
    book = found if isinstance(found, Book) else None
    values: Mapping[str, Any] = found.values if isinstance(found, Book) else found
    current = FiscalYear.of(local_date(now, writing.BANGKOK)).number
    judged = judge(values, asked=year, current=current, beside=beside(file, values))
    if isinstance(judged, Framework) and not (book and book.mistakes):
        return judged
    return Wrong(mistakes=() if isinstance(judged, Framework) else judged, book=book)


def _content(file: Path) -> bytes | None:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError:
        return None


def refusal(names: Names, file: Path, found: Wrong | Fault | None) -> Iterator[str]:
    """Why a file is not taken, in sentences."""
    name = file.name or str(file)
    if found is None:
        yield names.line("importing.cannot_open", file=name)
    elif isinstance(found, Fault):
        places = {"line": found.line} if found.code in ("not_utf8", "not_toml") else {}
        yield names.line(FAULTS[found.code], file=name, **places)
    else:
        sentences = _sentences(names, found.mistakes) if found.book is None else told(found.book, found.mistakes)
        yield names.line("importing.refused", file=name, count=len(sentences))
        for place, sentence in sentences:
            yield names.line("importing.mistake", place=place, sentence=sentence)


def _sentences(names: Names, mistakes: tuple[Mistake, ...]) -> list[tuple[str, str]]:
    return [(it.place, names.line(f"mistakes.{it.code}", **_facts(names, it.facts))) for it in mistakes]


def _facts(names: Names, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    return {**facts, **{name: names.line(f"file_words.{facts[name]}") for name in WORDED if name in facts}}
