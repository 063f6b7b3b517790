"""`thanwela backup` and `thanwela restore`: all of one moment comes back, on either database; damage is refused."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import sleep
from zipfile import ZipFile

import pytest
from sqlalchemy import NullPool, create_engine, text

from bot import keeping
from bot.clock import MovableClock
from bot.demo.town import settings_for
from bot.settings import Settings, read
from messages.texts import Texts
from storage import archive, copying
from storage.copying import Digest
from storage.files import FileStore
from storage.migrations import TAKEN, anew, standing
from storage.tables import evidence, facts
from storage.tables.evidence import BLOBS
from storage.tenancy import Tenancy
from storage.work import Database, Work
from tests.chat import LinePhone, living, said
from tests.demo.telegram.pictures import jpeg
from tests.handlers.stories import prompted

TEXTS = Texts.load()
PHOTO = jpeg(20, 20)
NOWHERE = "http://127.0.0.1:9"
OFFICER = 1
"""Whom the office knows as มาลี."""
START = [sys.executable, "-m", "bot"]


@dataclass(frozen=True)
class Place:
    """A database and a data folder, and the two commands on them: each gives its status and all that it said."""

    url: str
    folder: Path

    @property
    def settings(self) -> Settings:
        return read({**settings_for(NOWHERE, self.folder, self.url), "THANWELA_LOCALE": "en"})

    @property
    def store(self) -> FileStore:
        return FileStore(self.folder / "evidence")

    def backup(self, file: Path, clock: MovableClock) -> tuple[int, str]:
        return self._run(lambda **how: keeping.backup(file, self.settings, clock, **how))

    def restore(self, file: Path) -> tuple[int, str]:
        return self._run(lambda **how: keeping.restore(file, self.settings, **how))

    def _run(self, command: Callable[..., int]) -> tuple[int, str]:
        heard: list[str] = []
        status = command(texts=TEXTS, say=heard.append, complain=heard.append, watch=lambda _: None)
        return status, "\n".join(heard)

    def digests(self) -> dict[str, tuple[int, str]]:
        """Of every table, how many rows and what they come to."""
        found: dict[str, tuple[int, str]] = {}
        with create_engine(self.url, poolclass=NullPool).connect() as connection:
            for shape in copying.shapes(connection, TAKEN):
                digest = Digest()
                for line in copying.lines(connection, shape):
                    digest.add(line)
                found[shape.name] = digest.rows, digest.hex
        return found


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where nothing is yet."""
    folder = tmp_path / "anew"
    if request.param == "sqlite":
        return Place(f"sqlite:///{folder}/thanwela.db", folder)
    return Place(request.getfixturevalue("empty_postgresql_url"), folder)


@pytest.fixture
def kept(database: Database, database_url: str, tmp_path: Path) -> Place:
    """A database with a few rows, whose server runs."""
    return Place(database_url, tmp_path)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return tmp_path / "backup.zip"


async def test_what_is_backed_up_while_the_server_runs_comes_back_row_for_row_and_goes_on(
    clock, tmp_path, database_url, empty, saved
):
    """A report with its photo is in; the officer then asks for it where it was put back."""
    old = Place(database_url, tmp_path)
    async with prompted(clock, tmp_path, database_url) as (_, people):
        await people.officer.photo(PHOTO)
        await people.officer.tap(people.officer.seen()[-1].buttons[1])
        await people.officer.tap("รายงาน")
        for words in ("ขั้น 1", "ยืนยัน"):
            await people.officer.type(words)
        status, told = await asyncio.to_thread(old.backup, saved, clock)
        assert (status, "1 files of evidence" in told) == (0, True)
        before = old.digests()
    assert saved.stat().st_mode & 0o077 == 0
    status, told = empty.restore(saved)
    assert (status, "every row was compared" in told) == (0, True)
    assert empty.digests() == before
    digest = sha256(PHOTO).hexdigest()
    assert empty.store.path(digest).read_bytes() == PHOTO
    async with living(clock, empty.folder, empty.url) as town:
        officer = LinePhone(town, OFFICER, "มาลี")
        town.line.people[officer.id].friend = True
        await officer.type("สถานะ")
        assert "R-" in said(officer)


async def test_a_backup_is_of_one_moment(kept, clock, saved, empty):
    """Two facts are always written together and alike, again and again, while it is made."""
    database = Database(kept.url, clock)

    def both(value: str) -> Callable[[Work], None]:
        def deed(work: Work) -> None:
            for name in ("left", "right"):
                facts.learn(work, name, value)

        return deed

    await database.start()
    running = asyncio.create_task(asyncio.to_thread(kept.backup, saved, clock))
    written = 0
    while not running.done() or written < 20:
        await database.write(both(str(written := written + 1)))
    assert (await running)[0] == 0
    await database.stop()
    empty.restore(saved)
    again = Database(empty.url, clock)
    left, right = (again.read_now(lambda work, name=name: facts.get(work, name)) for name in ("left", "right"))
    assert left == right


def test_nothing_is_put_over_what_is_there(kept, clock, saved, tmp_path):
    used = Database(kept.url, clock)
    used.write_now(lambda work: facts.learn(work, "a", "1"))
    assert kept.backup(saved, clock)[0] == 0
    somebody_comes(kept.url)
    before = kept.digests()
    status, told = kept.restore(saved)
    assert (status, "ever overwritten" in told) == (1, True)
    assert kept.digests() == before


def test_what_migrate_alone_has_made_is_empty(kept, clock, saved):
    assert kept.backup(saved, clock)[0] == 0
    Database(kept.url, clock).write_now(lambda work: facts.learn(work, "a", "1"))
    status, told = kept.restore(saved)
    assert (status, "every row was compared" in told) == (0, True), told
    assert kept.digests()["facts"][0] == 0


def test_who_comes_while_the_files_are_put_back_is_not_overwritten_either(clock, saved, sqlite_url, tmp_path):
    kept = Place(sqlite_url, tmp_path)
    filled(kept, clock, saved)

    class Slow(FileStore):
        def put(self, sha256, content):
            super().put(sha256, content)
            somebody_comes(sqlite_url)

    with pytest.raises(archive.Occupied):
        archive.restore(saved, sqlite_url, Slow(kept.folder / "evidence"))
    assert kept.digests()["people"][0] == 1


def somebody_comes(url):
    person = text("INSERT INTO people (id, name, language, made_at) VALUES ('P', '', 'th', '2026-10-01')")
    with create_engine(url, poolclass=NullPool).begin() as connection:
        connection.execute(person)


def test_what_somebody_else_keeps_beside_ours_is_neither_backed_up_nor_overwritten(kept, clock, saved, tmp_path):
    with create_engine(kept.url, poolclass=NullPool).begin() as connection:
        connection.execute(text("CREATE TABLE theirs (id INTEGER)"))
        connection.execute(text("INSERT INTO theirs VALUES (1)"))
    assert kept.backup(saved, clock)[0] == 0
    status, told = kept.restore(saved)
    assert (status, "ever overwritten" in told) == (1, True)
    before = kept.digests()
    assert before.pop("theirs")[0] == 1
    new = Place(f"sqlite:///{tmp_path}/anew/thanwela.db", tmp_path / "anew")
    assert new.restore(saved)[0] == 0
    assert new.digests() == before


def test_a_database_that_is_served_is_not_put_back(kept, clock, saved, empty):
    assert kept.backup(saved, clock)[0] == 0
    empty.folder.mkdir()
    tenant = Tenancy(empty.url)
    assert tenant.take()
    status, told = empty.restore(saved)
    tenant.leave()
    assert (status, "stop thanwela serve" in told) == (1, True)
    assert empty.restore(saved)[0] == 0


def filled(place: Place, clock: MovableClock, file: Path) -> bytes:
    """A backup with rows and a file, and its bytes."""
    database, digest = Database(place.url, clock), sha256(PHOTO).hexdigest()

    def write(work):
        facts.learn(work, "a", "1")
        at = {"sha256": digest, "size": len(PHOTO), "media_type": "image/jpeg", "stored_at": work.now}
        work.insert_once(BLOBS, at)

    database.write_now(write)
    source = file.with_name("photo.jpg")
    source.write_bytes(PHOTO)
    with source.open("rb") as content:
        place.store.put(digest, content)
    assert place.backup(file, clock)[0] == 0
    return file.read_bytes()


def changed(content: bytes, file: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """The backup with one of its parts changed, everything else as it was."""
    file.write_bytes(content)
    with ZipFile(file) as source:
        parts = {entry.filename: source.read(entry) for entry in source.infolist()}
    with ZipFile(file, "w") as into:
        for part, value in parts.items():
            into.writestr(part, change(value) if part == name else value)


def without_last_line(value: bytes) -> bytes:
    return b"".join(value.splitlines(keepends=True)[:-1])


def told_newer(value: bytes) -> bytes:
    return json.dumps({**json.loads(value), "revision": "9999"}).encode()


DAMAGES = {
    "a row is missing": ("tables/facts.jsonl", without_last_line, "damaged at facts"),
    "a value is another": ("tables/facts.jsonl", lambda value: value.replace(b'"1"', b'"2"'), "damaged at facts"),
    "no row at all": ("tables/facts.jsonl", lambda _: b"hello", "damaged at facts"),
    "a photo is another": (f"evidence/{sha256(PHOTO).hexdigest()}", lambda _: b"x", "damaged at evidence/"),
    "the manifest is none": ("manifest.json", lambda _: b"{}", "no backup of this system"),
    "a newer version": ("manifest.json", told_newer, "newer version"),
}


@pytest.mark.parametrize("damage", sorted(DAMAGES))
def test_a_backup_that_was_damaged_is_refused_whole_and_a_good_one_is_taken_afterwards(
    kept, clock, saved, tmp_path, damage
):
    new = Place(f"sqlite:///{tmp_path}/anew/thanwela.db", tmp_path / "anew")
    content = filled(kept, clock, saved)
    name, change, words = DAMAGES[damage]
    changed(content, saved, name, change)
    status, told = new.restore(saved)
    assert (status, words in told) == (1, True), told
    assert standing(new.url).state == "behind"
    saved.write_bytes(content)
    assert new.restore(saved)[0] == 0
    assert new.digests() == kept.digests()


@pytest.mark.parametrize("part", [0, 0.3, 0.9])
def test_what_is_cut_off_or_no_backup_at_all_is_refused(kept, clock, saved, empty, part):
    content = filled(kept, clock, saved)
    saved.write_bytes(content[: int(len(content) * part)])
    status, told = empty.restore(saved)
    assert (status, "no backup of this system, or damaged" in told) == (1, True)


def test_one_that_somebody_locked_with_a_password_is_refused(clock, saved, sqlite_url, tmp_path):
    kept, locked = Place(sqlite_url, tmp_path), 1
    content = bytearray(filled(kept, clock, saved))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= locked
        at = content.find(b"PK\x01\x02", at + 1)
    saved.write_bytes(content)
    status, told = kept.restore(saved)
    assert (status, "no backup of this system, or damaged" in told) == (1, True)


def test_the_backup_of_an_older_version_is_brought_to_this_one(clock, saved, empty, tmp_path):
    old = Place(f"sqlite:///{tmp_path}/old.db", tmp_path)
    with anew(old.url, "0005") as connection:
        connection.execute(text("INSERT INTO facts VALUES ('a', '1', '2026-10-01 00:00:00.000000')"))
    archive.write(saved, Database(old.url, clock), old.store)
    assert empty.restore(saved)[0] == 0
    assert standing(empty.url).state == "ready"
    assert Database(empty.url, clock).read_now(lambda work: facts.get(work, "a")) == "1"


def test_a_file_that_is_gone_from_the_store_is_named_and_the_rest_is_backed_up(kept, clock, saved, empty):
    filled(kept, clock, saved)
    kept.store.remove(sha256(PHOTO).hexdigest())
    status, told = kept.backup(saved, clock)
    assert (status, sha256(PHOTO).hexdigest()[:12] in told) == (1, True)
    assert empty.restore(saved)[0] == 0
    assert empty.digests() == kept.digests()


def test_a_file_that_is_withdrawn_while_it_is_copied_alarms_nobody(clock, saved, sqlite_url, tmp_path):
    kept = Place(sqlite_url, tmp_path)
    filled(kept, clock, saved)
    database = Database(kept.url, clock)

    class Withdrawing(FileStore):
        """What everybody has taken back goes at the very moment when it is to be copied."""

        def whole(self, sha256):
            self.remove(sha256)
            database.write_now(lambda work: evidence.release_bytes(work, sha256))
            return super().whole(sha256)

    written = archive.write(saved, database, Withdrawing(kept.folder / "evidence"))
    assert (written.missing, written.manifest.files) == ((), 0)


def test_a_file_that_goes_while_it_is_read_is_copied_whole(clock, saved, sqlite_url, tmp_path):
    """It is of 1970, as on a machine whose clock was never set, which a ZIP cannot say."""
    kept, digest = Place(sqlite_url, tmp_path), sha256(PHOTO).hexdigest()
    filled(kept, clock, saved)
    os.utime(kept.store.path(digest), (0, 0))

    class Late(FileStore):
        def whole(self, sha256):
            found = super().whole(sha256)
            self.remove(sha256)
            return found

    archive.write(saved, Database(kept.url, clock), Late(kept.folder / "evidence"))
    with ZipFile(saved) as found:
        assert found.read(f"evidence/{digest}") == PHOTO


def test_where_the_new_one_cannot_be_written_the_former_stays(kept, clock, saved, tmp_path):
    content = filled(kept, clock, saved)
    status, told = kept.backup(tmp_path / "nowhere" / "backup.zip", clock)
    assert (status, "could not be written" in told) == (1, True)
    kept.backup(saved, clock)
    assert [it.name for it in tmp_path.glob(".backup*")] == []
    assert len(saved.read_bytes()) > len(content) // 2


def test_without_anything_to_back_up_it_says_so(clock, tmp_path, saved):
    nothing = Place(f"sqlite:///{tmp_path}/none/thanwela.db", tmp_path / "none")
    for _ in ("no folder", "an empty one"):
        status, told = nothing.backup(saved, clock)
        assert (status, "nothing to back up" in told, saved.exists()) == (1, True, False)
        nothing.folder.mkdir(exist_ok=True)
    assert list(nothing.folder.iterdir()) == []


def test_a_database_that_nothing_was_ever_put_in_is_not_backed_up(empty, clock, saved):
    empty.folder.mkdir()
    status, told = empty.backup(saved, clock)
    assert (status, "nothing to back up" in told, saved.exists()) == (1, True, False)


@pytest.mark.slow
@pytest.mark.parametrize("after", [0.6, 0.9, 1.2])
def test_a_restore_that_is_killed_at_any_moment_is_done_again(kept, clock, saved, tmp_path, after):
    filled(kept, clock, saved)
    new = Place(f"sqlite:///{tmp_path}/anew/thanwela.db", tmp_path / "anew")
    environment = {**settings_for(NOWHERE, new.folder, new.url), "PATH": "", "THANWELA_LOCALE": "en"}
    process = subprocess.Popen([*START, "restore", str(saved)], env=environment, cwd=Path(__file__).parents[2])
    sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    status, told = new.restore(saved)
    assert status == 0 or "ever overwritten" in told
    assert new.digests() == kept.digests()
