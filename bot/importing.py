"""`thanwela import`: a framework file is refused with every mistake, or taken whole, and what changes is said."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.clock import Clock
from bot.framework_files import read, refusal
from handlers.actions import adopt, align, national_days
from messages import writing
from messages.documents.workbook.names import Names
from messages.texts import Texts
from rules.fiscal import FiscalYear, local_date, to_buddhist
from rules.framework_days import FIRST_BUDDHIST, LAST_BUDDHIST
from rules.frameworks import Framework
from storage import questions_joining, questions_people
from storage.kept import Write, apply
from storage.tables import frameworks, people
from storage.work import Database, Work

DONE, REFUSED = 0, 1
MOST_NAMED = 12
AS_JSON = ("settings", "rule", "criteria", "ours", "printed", "said", "entry", "kinds", "exempt_kinds")
ROWS = {
    "changed": "importing.row_changed",
    "closed": "importing.row_closed",
    "reopened": "importing.row_reopened",
}
Say = Callable[[str], None]


def nobody(_: object) -> None:
    """Nobody hears it."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What an import wrote: the rows, how the ledger followed, how many people hold a post that was closed (by id); the
    units (codes) that report something and have nobody for it."""

    writes: tuple[Write, ...]
    aligned: align.Aligned
    left: Mapping[str, int]
    empty: tuple[str, ...] = ()


def run(
    file: Path,
    database: Database,
    clock: Clock,
    *,
    dry_run: bool,
    year: int | None,
    language: str,
    texts: Texts,
    say: Say,
    complain: Say,
    watch: Say = nobody,
) -> int:
    """Import a file, or with `dry_run` do so and roll it back; says what changed and returns the exit status.

    `watch` hears what is being done, for a large file takes a while. `year` (fiscal, B.E.) is for a file that names
    none; without it that is laid on the current one.
    """
    line, names = partial(texts.line, language), Names(texts, language)
    now = clock.now()
    if year is not None and not is_buddhist(year):
        complain(line("importing.year_not_buddhist", year=str(year), buddhist=str(to_buddhist(year))))
        return REFUSED
    watch(line("importing.at_file", file=file.name))
    found = read(file, year, now, names)
    if not isinstance(found, Framework):
        for sentence in refusal(names, file, found):
            complain(sentence)
        return REFUSED
    do = database.rehearse_now if dry_run else database.write_now
    steps = (line("importing.at_rows"), line("importing.at_ledger"))
    taken = do(lambda work: take(work, found, now, lambda number: watch(steps[number])))
    for sentence in _account(line, language, found, taken, dry_run=dry_run):
        say(sentence)
    if taken.empty:
        named = ", ".join(taken.empty[:MOST_NAMED]) + (" …" if len(taken.empty) > MOST_NAMED else "")
        say(line("importing.empty", count=len(taken.empty), units=named))
    return DONE


def take(work: Work, framework: Framework, now: datetime, at: Callable[[int], None] = nobody) -> Taken:
    """Write the national holidays and the framework (`at` 0), then bring every ledger in step (`at` 1)."""
    work.alone("import")
    at(0)
    days = _days(work, framework, now)
    apply(work, days)
    writes = (*days, *adopt.adopt(work, framework, now))
    at(1)
    all_aligned = [align.align(work, found.id, now) for found in frameworks.in_force(work)]
    closed = [write.id for write in writes if write.kind == "closed" and write.table is people.POSTS]
    return Taken(
        writes=writes,
        aligned=align.total(all_aligned),
        left=questions_joining.held(work, closed),
        empty=questions_people.units_without_officer(work),
    )


def _days(work: Work, framework: Framework, now: datetime) -> tuple[Write, ...]:
    today = local_date(now, ZoneInfo(framework.settings.timezone))
    return national_days.changes(work, FiscalYear(framework.year), today)


def is_buddhist(year: int) -> bool:
    """Whether it can be a fiscal year that somebody means."""
    return FIRST_BUDDHIST < year < LAST_BUDDHIST


def _account(
    line: Callable[..., str], language: str, framework: Framework, taken: Taken, *, dry_run: bool
) -> Iterator[str]:
    said = {"title": framework.title, "year": framework.year}
    ledger = asdict(taken.aligned)
    if not taken.writes and not any(ledger.values()):
        yield line("importing.unchanged", **said)
        return
    yield line("importing.would_change" if dry_run else "importing.changed", **said)
    made = Counter(write.table.name for write in taken.writes if write.kind == "new" and not write.old)
    for name, count in made.items():
        yield line("importing.made", what=line(f"file_words.{name}"), count=count)
    for write in taken.writes:
        kind = "changed" if write.kind == "new" and write.old else write.kind
        if kind in ROWS:
            yield line(ROWS[kind], what=line(f"file_words.{write.table.name}"), label=write.label)
            yield from _differences(line, language, write)
        if write.id in taken.left:
            yield line("importing.held", count=taken.left[write.id])
    yield line("importing.ledger", **ledger)


def _differences(line: Callable[..., str], language: str, write: Write) -> Iterator[str]:
    told = {name: old for name, old in write.old.items() if not name.endswith("_id")}
    for name, old in told.items():
        for place, before, after in _within(name, old, write.new[name]):
            shown = {"old": _shown(line, language, before), "new": _shown(line, language, after)}
            yield line("importing.difference", field=place, **shown)


def _within(name: str, old: Any, new: Any) -> Iterator[tuple[str, Any, Any]]:
    if name not in AS_JSON:
        yield name, old, new
        return
    before, after = msgspec.json.decode(old), msgspec.json.decode(new)
    if not isinstance(before, dict) or not isinstance(after, dict):
        yield name, str(before), str(after)
        return
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            yield f"{name}.{key}", str(before.get(key, "")), str(after.get(key, ""))


def _shown(line: Callable[..., str], language: str, value: Any) -> str:
    match value:
        case None | "":
            return line("importing.nothing_there")
        case bool():
            return line("importing.truth", value="yes" if value else "no")
        case Decimal():
            return f"{value:f}"
        case date():
            return writing.full_date(value, language)
        case time():
            return value.isoformat("minutes")
        case _:
            return str(value)
