"""`thanwela backup` and `thanwela restore`: everything as of one moment in one file, and back into an empty place."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot import machine
from bot.clock import Clock
from bot.migrating import HINDRANCES, no_place
from bot.settings import Settings
from messages import writing
from messages.texts import Texts
from storage import archive
from storage.archive import Damaged, Manifest, Newer, Occupied
from storage.files import FileStore
from storage.migrations import standing
from storage.tenancy import Tenancy
from storage.work import Database, Unavailable

DONE, REFUSED = 0, 1
MEGABYTE = 1 << 20
MOST_NAMED = 5
Say = Callable[[str], None]


class Serving(Exception):
    """A server runs on that database."""


PLAIN: dict[type[Exception], str] = {
    Occupied: "keeping.occupied",
    Serving: "keeping.serving",
    Unavailable: "migrating.away",
}


def backup(file: Path, settings: Settings, clock: Clock, *, texts: Texts, say: Say, complain: Say, watch: Say) -> int:
    """Write it, for its user alone; returns the exit status, which is 1 also where files of evidence are missing."""
    line = partial(texts.line, settings.language)
    found = standing(settings.database_url)
    if found.state in HINDRANCES or found.is_empty or not settings.data_dir.is_dir():
        complain(line(HINDRANCES.get(found.state, "keeping.nothing_there")))
        return REFUSED
    watch(line("keeping.at_backup"))
    try:
        written = archive.write(file, Database(settings.database_url, clock), _store(settings))
    except OSError:
        complain(line("keeping.cannot_write", file=str(file)))
        return REFUSED
    except Unavailable:
        complain(line("migrating.away"))
        return REFUSED
    say(line("keeping.written", file=file.name, **_facts(settings, written.manifest)))
    say(line("keeping.not_in_it"))
    if written.missing:
        named = ", ".join(it[:12] for it in written.missing[:MOST_NAMED])
        complain(line("keeping.missing", count=len(written.missing), list=named))
        return REFUSED
    machine.backed_up(settings.data_dir, clock.now())
    return DONE


def restore(file: Path, settings: Settings, *, texts: Texts, say: Say, complain: Say, watch: Say) -> int:
    """Put it back whole or not at all; returns the exit status."""
    line = partial(texts.line, settings.language)
    hindrance = no_place(settings, texts)
    if hindrance is not None:
        complain(hindrance)
        return REFUSED
    watch(line("keeping.at_restore"))
    try:
        found = _alone(file, settings)
    except (Damaged, Newer, OSError, Occupied, Serving, Unavailable) as fault:
        complain(_why_not(line, file, fault))
        return REFUSED
    say(line("keeping.restored", file=file.name, **_facts(settings, found)))
    return DONE


def _why_not(line: Callable[..., str], file: Path, fault: Exception) -> str:
    match fault:
        case Damaged(part=""):
            return line("keeping.damaged", file=file.name)
        case Damaged(part=part):
            return line("keeping.damaged_part", file=file.name, part=part)
        case Newer():
            return line("keeping.newer", file=file.name)
        case OSError():
            return line("keeping.cannot_read", file=str(file))
        case _:
            return line(PLAIN[type(fault)])


def _alone(file: Path, settings: Settings) -> Manifest:
    """Raises Serving, and what archive.restore raises."""
    tenancy = Tenancy(settings.database_url)
    if standing(settings.database_url).state == "away":
        raise Unavailable
    if not tenancy.take():
        raise Serving
    try:
        return archive.restore(file, settings.database_url, _store(settings))
    finally:
        tenancy.leave()


def _store(settings: Settings) -> FileStore:
    return FileStore(settings.data_dir / "evidence")


def _facts(settings: Settings, found: Manifest) -> dict[str, str | int]:
    return {
        "when": writing.full_moment(found.made_at, settings.language, zone=settings.zone),
        "rows": writing.number(found.rows),
        "files": writing.number(found.files),
        "size": writing.number(-(-found.bytes // MEGABYTE)),
    }
