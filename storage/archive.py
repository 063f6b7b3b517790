"""A backup: one file with every row and every byte of evidence of one moment, for either database.

A ZIP: `manifest.json`, `tables/NAME.jsonl`, `evidence/SHA256`. What an older version wrote is put back
as that version's, and brought to this one afterwards.
"""

import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec
from sqlalchemy import Connection, column, select, table
from sqlalchemy.exc import DataError, IntegrityError

from storage import copying, migrations
from storage.copying import Digest, Shape
from storage.files import FileStore
from storage.work import Database, Work

MANIFEST = "manifest.json"
FORMAT = 1
LARGEST_MANIFEST = 1 << 20
LOCKED = 1
"""The mark of an entry that wants a password."""
METHODS = (ZIP_STORED, ZIP_DEFLATED)
_NAMED = re.compile('"sha256":"([0-9a-f]{64})"')


class Damaged(Exception):
    """Not a backup, or not whole: nothing of it was taken. `part` is what does not fit, empty for the file itself."""

    def __init__(self, part: str = "") -> None:
        super().__init__(part)
        self.part = part


class Newer(Exception):
    """Made by a later version than this one."""


class Occupied(Exception):
    """There is something already where it was to be put."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A table in the backup, with how many rows and their digest."""

    shape: Shape
    rows: int
    digest: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What is in it: the version of the database (its last migration), the moment, the tables in their order, how many
    files of evidence and their bytes."""

    format: int
    revision: str
    made_at: datetime
    tables: tuple[Kept, ...]
    files: int
    bytes: int

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(kept.rows for kept in self.tables)


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a backup holds, and the files (SHA-256) that rows name and the store does not hold as they were."""

    manifest: Manifest
    missing: tuple[str, ...]


def write(file: Path, database: Database, store: FileStore) -> Written:
    """Copy everything as of one moment, also while a server runs; what lies there already is replaced at the end.

    Raises OSError, and Unavailable as Database does.
    """
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}", delete=False) as partial:
        try:
            with ZipFile(partial, "w", allowZip64=True) as into:
                written = database.read_now(lambda work: _everything(work, into, store))
            # What was withdrawn while it was copied is no loss.
            named = database.read_now(_kept) if written.missing else []
            partial.flush()
            os.fsync(partial.fileno())
            Path(partial.name).replace(file)
        finally:
            Path(partial.name).unlink(missing_ok=True)
    return replace(written, missing=tuple(it for it in written.missing if it in named))


def restore(file: Path, url: str, store: FileStore) -> Manifest:
    """Put a backup into an empty place: the files first, then all rows in one transaction, compared before it ends.

    Done again after it was cut off, it goes on. Raises Damaged, Newer, Occupied, OSError, and Unavailable as a unit of
    work does.
    """
    try:
        with ZipFile(file) as source:
            found = _manifest(source)
            _check_place(url)
            _put_files(source, store, found)
            # The files may have taken an hour.
            _check_place(url)
            with migrations.anew(url, found.revision) as connection:
                _put_rows(connection, source, found)
    except (BadZipFile, zlib.error, EOFError, ValueError) as fault:
        raise Damaged from fault
    migrations.upgrade(url)
    return found


def _everything(work: Work, into: ZipFile, store: FileStore) -> Written:
    connection, tables = work.connection, list[Kept]()
    revision = migrations.taken(connection) or ""
    for shape in _ours(connection, revision):
        digest = Digest()
        with into.open(_compressed(f"tables/{shape.name}.jsonl"), "w", force_zip64=True) as entry:
            for line in copying.lines(connection, shape):
                digest.add(line)
                entry.write(line)
        tables.append(Kept(shape=shape, rows=digest.rows, digest=digest.hex))
    kept, shown = _kept(work), _shown(work)
    there = {
        sha256: size for sha256 in dict.fromkeys((*kept, *shown)) if (size := _copied(sha256, into, store)) is not None
    }
    manifest = Manifest(
        format=FORMAT,
        revision=revision,
        made_at=work.now,
        tables=tuple(tables),
        files=len(there),
        bytes=sum(there.values()),
    )
    into.writestr(_compressed(MANIFEST), msgspec.json.encode(manifest))
    return Written(manifest=manifest, missing=tuple(sorted(set(kept) - set(there))))


def _ours(connection: Connection, revision: str) -> list[Shape]:
    """Not what somebody else keeps there; of an older version all, for it may know tables that this one does not."""
    found, known = copying.shapes(connection, migrations.TAKEN), copying.names()
    return [shape for shape in found if shape.name in known or revision != migrations.newest()]


def _copied(sha256: str, into: ZipFile, store: FileStore) -> int | None:
    """How many bytes it has; None where it is not in the store as it came."""
    content = store.whole(sha256)
    if content is None:
        return None
    with content, into.open(ZipInfo(f"evidence/{sha256}"), "w", force_zip64=True) as entry:
        copyfileobj(content, entry)
        return content.tell()


def _kept(work: Work) -> list[str]:
    """The contents of evidence that rows of this moment say are in the store."""
    blobs = table("blobs", column("sha256"))
    return list(work.connection.execute(select(blobs.c.sha256)).scalars())


def _shown(work: Work) -> Iterator[str]:
    """The contents that messages name: also what we made, which links given out may still show."""
    outbox = table("outbox", column("shapes"))
    naming = select(outbox.c.shapes).where(outbox.c.shapes.contains('"sha256":"')).execution_options(yield_per=500)
    for shapes in work.connection.execute(naming).scalars():
        yield from _NAMED.findall(shapes)


def _manifest(source: ZipFile) -> Manifest:
    if any(entry.flag_bits & LOCKED or entry.compress_type not in METHODS for entry in source.infolist()):
        raise Damaged
    try:
        entry = source.getinfo(MANIFEST)
        content = source.read(entry) if entry.file_size <= LARGEST_MANIFEST else b""
        found = msgspec.json.decode(content, type=Manifest)
    except (KeyError, msgspec.DecodeError) as fault:
        raise Damaged from fault
    if found.format > FORMAT or found.revision > migrations.newest():
        raise Newer
    return found


def _check_place(url: str) -> None:
    """Only where nothing is, or nothing but what the steps of a migration put."""
    standing = migrations.standing(url)
    if standing.state == "foreign" or (
        standing.state in ("ready", "behind", "newer") and migrations.is_used(url, copying.names())
    ):
        raise Occupied


def _put_files(source: ZipFile, store: FileStore, found: Manifest) -> None:
    names = [entry for entry in source.infolist() if entry.filename.startswith("evidence/")]
    if len(names) != found.files:
        raise Damaged("evidence")
    for entry in names:
        sha256 = entry.filename.removeprefix("evidence/")
        try:
            with source.open(entry) as content:
                store.put(sha256, content)
        except ValueError as fault:
            raise Damaged(entry.filename) from fault


def _put_rows(connection: Connection, source: ZipFile, found: Manifest) -> None:
    copying.clear(connection, copying.shapes(connection, migrations.TAKEN))
    for kept in found.tables:
        name, digest = kept.shape.name, Digest()
        try:
            with source.open(f"tables/{name}.jsonl") as entry:
                copying.put(connection, kept.shape, entry)
            for line in copying.lines(connection, kept.shape):
                digest.add(line)
        except (KeyError, ValueError, IntegrityError, DataError) as fault:
            raise Damaged(name) from fault
        if (digest.rows, digest.hex) != (kept.rows, kept.digest):
            raise Damaged(name)


def _compressed(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry
