"""`thanwela export`: a framework as its file (.toml, .xlsx) with its blank forms, or its year (.ics), by the ending."""

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import tomli_w

from handlers.actions.year_file import calendar_file
from messages.documents.framework_plain import plain
from messages.documents.workbook.cells import TooLong
from messages.documents.workbook.names import Names
from messages.documents.workbook.writing import workbook
from messages.texts import Texts
from rules.fiscal import FiscalYear
from rules.frameworks import Framework as Whole
from storage.questions_framework import whole
from storage.tables import frameworks
from storage.tables.frameworks import Framework
from storage.work import Database, Work

DONE, REFUSED = 0, 1
TOML, XLSX, ICS = ".toml", ".xlsx", ".ics"
ENDINGS = (TOML, XLSX, ICS)
Say = Callable[[str], None]


class Unclear(Exception):
    """Which framework is meant cannot be told; holds those that there are, as (code, year)."""

    def __init__(self, known: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self.known = tuple(known)


def run(
    file: Path,
    database: Database,
    *,
    code: str | None,
    year: int | None,
    language: str,
    texts: Texts,
    say: Say,
    complain: Say,
) -> int:
    """Write the framework of a code and fiscal year (B.E.), or the only one that fits; returns the exit status.

    Each file is written whole or not at all, the blank forms before the framework that names them; one that is there
    already is replaced.
    """
    line = partial(texts.line, language)
    if file.suffix.lower() not in ENDINGS:
        complain(line("exporting.which_ending", file=file.name, endings=", ".join(ENDINGS)))
        return REFUSED
    try:
        found, written = database.read_now(lambda work: _read(work, file, code, year, language, texts))
    except Unclear as unclear:
        known = ", ".join(f"--framework {code} --year {number}" for code, number in unclear.known)
        complain(line("exporting.which_framework", known=known) if known else line("exporting.none_there"))
        return REFUSED
    except TooLong:
        complain(line("exporting.too_long_for_xlsx", file=file.name))
        return REFUSED
    lost = _unwritten(file, written)
    if lost is not None:
        complain(line("exporting.cannot_write", file=str(lost)))
        return REFUSED
    say(line("exporting.written", title=found.title, year=str(found.year), file=file.name))
    if len(written) > 1:
        say(line("exporting.forms", count=len(written) - 1))
    return DONE


def _unwritten(file: Path, written: Mapping[Path, bytes]) -> Path | None:
    """Write them in their order; the first that cannot be written, or None."""
    for place, content in written.items():
        try:
            if file.parent.is_dir():
                place.parent.mkdir(parents=True, exist_ok=True)
            write(place, content)
        except OSError:
            return place
    return None


def _read(
    work: Work, file: Path, code: str | None, year: int | None, language: str, texts: Texts
) -> tuple[Framework, dict[Path, bytes]]:
    """The framework and what is written where."""
    known = frameworks.in_force(work)
    fitting = [it for it in known if code in (None, it.code) and year in (None, it.year)]
    if len(fitting) != 1:
        raise Unclear([(it.code, it.year) for it in fitting or known])
    (chosen,) = fitting
    if file.suffix.lower() == ICS:
        return chosen, {file: calendar_file(work, texts, language, chosen)}
    read = whole(work, chosen)
    forms = {file.parent / it.form_file.name: it.form_file.content for it in read.indicators if it.form_file}
    return chosen, {**forms, file: _file(file, read, Names(texts, language))}


def _file(file: Path, framework: Whole, names: Names) -> bytes:
    values = plain(framework)
    if file.suffix.lower() == XLSX:
        return workbook(values, names, FiscalYear(framework.year).months[0].first)
    return tomli_w.dumps(values, multiline_strings=False).encode()


def write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=f".{file.name}") as beside:
        whole_file = Path(beside, file.name)
        whole_file.write_bytes(content)
        os.replace(whole_file, file)
