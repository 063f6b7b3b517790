"""This machine: who can read the secrets, the database, the disk, the font."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import disk_usage
from typing import NamedTuple

from bot.clock import Clock
from bot.doctor.finding import Finding, fine, look, wrong
from bot.migrating import HINDRANCES, make_place
from bot.setting_reader import ENV_FILE
from bot.settings import Settings
from messages.documents import drawing
from messages.texts import Texts
from storage.files import FileStore
from storage.migrations import standing
from storage.tables import facts
from storage.work import Database, Unavailable, Work

READ_BY_OTHERS = 0o077
GIB = 2**30
LITTLE, FULL = 0.10, 0.02
OFFICIAL_ZONE = "Asia/Bangkok"


class Room(NamedTuple):
    """Of a disk, in bytes."""

    total: int
    used: int
    free: int


def room_of(folder: Path) -> Room:
    """Of the disk that holds the folder. Raises OSError."""
    return Room(*disk_usage(folder))


def machine(
    settings: Settings,
    clock: Clock,
    texts: Texts,
    *,
    env_file: Path = Path(ENV_FILE),
    fonts: Path | None = None,
    room: Callable[[Path], Room] = room_of,
) -> Iterator[Finding]:
    """Everything that can be looked at without a network but the database's."""
    yield _secrets(env_file)
    yield _folder(settings)
    yield _database(settings, clock)
    yield _disk(settings.data_dir, room)
    yield _font(texts, fonts)
    zone = settings.zone.key
    yield fine("doctor.zone", zone=zone) if zone == OFFICIAL_ZONE else look("doctor.other_zone", zone=zone)


def _secrets(file: Path) -> Finding:
    if not file.exists():
        return fine("doctor.no_env_file")
    others = file.stat().st_mode & READ_BY_OTHERS
    return look("doctor.open_secrets", file=file.name) if others else fine("doctor.secrets", file=file.name)


def _folder(settings: Settings) -> Finding:
    """The data folder and the store of evidence take a file."""
    try:
        make_place(settings)
        FileStore(settings.data_dir / "evidence").try_out()
    except OSError:
        return wrong("migrating.no_place", folder=str(settings.data_dir))
    return fine("doctor.folder", folder=str(settings.data_dir))


def _database(settings: Settings, clock: Clock) -> Finding:
    """Reached, of this version, and written to: what is written is taken back."""
    found = standing(settings.database_url)
    if found.state in HINDRANCES:
        return wrong(HINDRANCES[found.state])
    if found.state == "behind":
        return wrong("migrating.needed", count=len(found.steps))
    try:
        Database(settings.database_url, clock).rehearse_now(_written)
    except Unavailable:
        return wrong("doctor.not_writable")
    return fine("doctor.database")


def _written(work: Work) -> None:
    facts.learn(work, "doctor", work.now.isoformat())


def _disk(folder: Path, room: Callable[[Path], Room]) -> Finding:
    try:
        found = room(folder)
    except OSError:
        return wrong("migrating.no_place", folder=str(folder))
    told = {"free": f"{found.free / GIB:.1f}", "part": f"{100 * found.free / found.total:.0f}"}
    if found.free < found.total * FULL:
        return wrong("doctor.disk_full", **told)
    if found.free < max(found.total * LITTLE, GIB):
        return look("doctor.disk_little", **told)
    return fine("doctor.disk", **told)


def _font(texts: Texts, fonts: Path | None) -> Finding:
    try:
        shown = {"line": texts.line("th", "line_menu.report")}
        drawing.png(drawing.THAI_LINE, shown, pixels_an_inch=72.0, font_folder=fonts)
    except drawing.Undrawn:
        return wrong("doctor.no_font")
    return fine("doctor.font")
