"""`thanwela template`: the empty workbook to be filled in, with explanations, drop-downs and an example."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.clock import Clock
from bot.exporting import XLSX, write
from bot.framework_files import read
from messages import writing
from messages.documents.framework_plain import plain
from messages.documents.workbook.names import Names
from messages.documents.workbook.writing import workbook
from messages.texts import Texts
from rules.fiscal import FiscalYear, local_date
from rules.frameworks import Framework

DONE, REFUSED = 0, 1
EXAMPLE = Path(__file__).parents[1] / "examples" / "department.toml"
Say = Callable[[str], None]


def run(file: Path, clock: Clock, *, language: str, texts: Texts, say: Say, complain: Say) -> int:
    """Write the workbook, its example laid on the current fiscal year; returns the exit status. What somebody may have
    filled in is never overwritten."""
    line, names, now = partial(texts.line, language), Names(texts, language), clock.now()
    if file.suffix.lower() != XLSX:
        complain(line("exporting.template_ending", file=file.name))
        return REFUSED
    if file.exists():
        complain(line("exporting.template_there", file=file.name))
        return REFUSED
    found = read(EXAMPLE, None, now, names)
    sample = plain(found) if isinstance(found, Framework) else None
    made = FiscalYear.of(local_date(now, writing.BANGKOK)).months[0].first
    try:
        write(file, workbook({}, names, made, sample=sample))
    except OSError:
        complain(line("exporting.cannot_write", file=str(file)))
        return REFUSED
    say(line("exporting.template_written", file=file.name))
    return DONE
