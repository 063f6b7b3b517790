"""`thanwela export`: a framework as its file (.toml), or its year as a calendar (.ics), by the file's ending."""

import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import tomli_w

from bot.clock import Clock
from messages.documents import calendar_ics
from messages.documents.framework_plain import plain
from messages.texts import Texts
from rules.agenda import agenda, dated
from rules.frameworks import Framework
from rules.holidays import Calendar
from storage.questions_framework import whole
from storage.tables import frameworks, holidays
from storage.work import Database, Work

DONE, REFUSED = 0, 1
TOML, ICS = ".toml", ".ics"
ENDINGS = (TOML, ICS)
Say = Callable[[str], None]


class Unclear(Exception):
    """Which framework is meant cannot be told; holds those that there are, as (code, year)."""

    def __init__(self, known: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self.known = tuple(known)


def run(
    file: Path,
    database: Database,
    clock: Clock,
    *,
    code: str | None,
    year: int | None,
    language: str,
    texts: Texts,
    say: Say,
    complain: Say,
) -> int:
    """Write the framework of a code and fiscal year (B.E.), or the only one that fits; returns the exit status.

    The file is written whole or not at all; one that is there already is replaced.
    """
    line = partial(texts.line, language)
    if file.suffix.lower() not in ENDINGS:
        complain(line("exporting.which_ending", file=file.name, endings=", ".join(ENDINGS)))
        return REFUSED
    try:
        found, calendar = database.read_now(lambda work: _read(work, code, year))
    except Unclear as unclear:
        known = ", ".join(f"--framework {code} --year {number}" for code, number in unclear.known)
        complain(line("exporting.which_framework", known=known) if known else line("exporting.none_there"))
        return REFUSED
    try:
        _write(file, _content(file, found, calendar, clock.now(), language, texts))
    except OSError:
        complain(line("exporting.cannot_write", file=str(file)))
        return REFUSED
    say(line("exporting.written", title=found.title, year=str(found.year), file=file.name))
    return DONE


def _read(work: Work, code: str | None, year: int | None) -> tuple[Framework, Calendar]:
    known = frameworks.in_force(work)
    fitting = [it for it in known if code in (None, it.code) and year in (None, it.year)]
    if len(fitting) != 1:
        raise Unclear([(it.code, it.year) for it in fitting or known])
    (chosen,) = fitting
    return whole(work, chosen), holidays.calendar(work, chosen.settings)


def _content(file: Path, found: Framework, calendar: Calendar, now: datetime, language: str, texts: Texts) -> bytes:
    if file.suffix.lower() == TOML:
        return tomli_w.dumps(plain(found), multiline_strings=False).encode()
    return calendar_ics.write(found, agenda(dated(found), calendar), now, language, texts)


def _write(file: Path, content: bytes) -> None:
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=f".{file.name}") as beside:
        whole_file = Path(beside, file.name)
        whole_file.write_bytes(content)
        os.replace(whole_file, file)
