"""`thanwela rehearse`: a framework's year played before it begins, and shown; nothing is sent."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from bot import framework_files, importing
from bot.clock import Clock
from bot.rehearsing.asking import Typed, understood
from bot.rehearsing.playing import Asked, play
from messages import writing
from messages.documents.workbook.names import Names
from messages.rehearsal import Rehearsal
from messages.rehearsing import Rehearsing
from messages.texts import Texts
from rules.fiscal import local_date, to_buddhist
from rules.frameworks import Framework

DONE, REFUSED = 0, 1
Say = Callable[[str], None]


def run(
    file: Path,
    clock: Clock,
    typed: Typed,
    *,
    year: int | None,
    language: str,
    texts: Texts,
    say: Say,
    complain: Say,
    watch: Say = importing.nobody,
) -> int:
    """Play the year and say it; returns the exit status. `year` (fiscal, B.E.) is for a file that names none."""
    line = partial(texts.line, language)
    meant = year if year is None or importing.is_buddhist(year) else None
    names = Names(texts, language)
    found = framework_files.read(file, meant, clock.now(), names)
    framework = found if isinstance(found, Framework) else None
    asked, mistakes = understood(typed, framework, local_date(clock.now(), writing.BANGKOK), line)
    if meant != year:
        mistakes.insert(0, line("importing.year_not_buddhist", year=str(year), buddhist=str(to_buddhist(year or 0))))
    if not isinstance(found, Framework):
        mistakes += framework_files.refusal(names, file, found)
    if framework is None or mistakes:
        for mistake in mistakes:
            complain(mistake)
        return REFUSED
    drawn, played = Rehearsing(texts, language), _play(framework, asked, texts, language, watch)
    for sentence in drawn.table(played):
        say(sentence)
    status = DONE
    for place, content in _files(typed, drawn, played):
        if not _is_written(place, content):
            complain(line("rehearsing.no_place", file=str(place)))
            status = REFUSED
    return status


def _files(typed: Typed, drawn: Rehearsing, played: Rehearsal) -> Iterator[tuple[Path, bytes]]:
    """What else is asked for; what draws it is loaded for that only."""
    if typed.xlsx:
        from messages.documents.rehearsal_xlsx import workbook

        yield typed.xlsx, workbook(drawn, played)
    if typed.png:
        from messages.documents.rehearsal_png import picture

        yield typed.png, picture(drawn, played)


def _is_written(place: Path, content: bytes) -> bool:
    try:
        place.write_bytes(content)
    except OSError:
        return False
    return True


def _play(framework: Framework, asked: Asked, texts: Texts, language: str, watch: Say) -> Rehearsal:
    months = set[str]()

    def reached(day: date) -> None:
        month = writing.month(day, language)
        if month not in months:
            months.add(month)
            watch(texts.line(language, "rehearsing.at_month", month=month))

    return asyncio.run(play(framework, asked, texts, language, reached))
