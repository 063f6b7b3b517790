"""The bytes of evidence and documents: each content once, in a file named after its SHA-256."""

import asyncio
import hashlib
import os
import re
import shutil
from collections.abc import AsyncIterable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

HEAD = 8192
"""First bytes that `receive` hands on, enough to find what kind of file it is."""

_SHA256 = re.compile("[0-9a-f]{64}")


class TooLarge(Exception):
    """More bytes than allowed; none of them is kept."""


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A content that is safely on the disk: its SHA-256 in hexadecimal, its size in bytes, its first HEAD bytes; which
    of the store's marks occur anywhere in it."""

    sha256: str
    size: int
    head: bytes
    marks: frozenset[bytes] = frozenset()


class FileStore:
    """A folder: whole contents under sha256/ab/, small pictures of some under views/ab/, what still arrives under
    arriving/. `marks`: what is looked for in every content while it comes in, unopened."""

    def __init__(self, root: Path, marks: Sequence[bytes] = ()) -> None:
        self._root, self._marks = root, tuple(marks)
        self._kept = root / "sha256"
        self._arriving = root / "arriving"
        self._views = root / "views"

    def try_out(self) -> None:
        """Put a file where those that arrive are put, and take it away. Raises OSError."""
        self._make_place()
        with NamedTemporaryFile(dir=self._arriving):
            pass

    async def receive(self, chunks: AsyncIterable[bytes], limit: int) -> Stored:
        """Keep the bytes as they come in, at most `limit` of them; equal bytes are kept once.

        Raises TooLarge, or what `chunks` or the disk raise; nothing stays then.
        """
        self._make_place()
        with NamedTemporaryFile(dir=self._arriving, buffering=0, delete=False) as file:
            arrived = Path(file.name)
            try:
                stored = await _write(chunks, limit, file.fileno(), self._marks)
                await asyncio.to_thread(self._keep, file.fileno(), arrived, self.path(stored.sha256))
            finally:
                arrived.unlink(missing_ok=True)
        return stored

    def path(self, sha256: str) -> Path:
        """Where this content is, if it is kept. Raises ValueError for what is no SHA-256 in hexadecimal."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError("not a SHA-256 in hexadecimal")
        return self._kept / sha256[:2] / sha256

    def view(self, sha256: str) -> Path:
        """Where a small JPEG of this content is, if there is one: it goes with the content, and can be made anew."""
        return self._views / sha256[:2] / self.path(sha256).name

    @contextmanager
    def arriving_view(self) -> Generator[Path]:
        """A place to write a small picture at; `keep_view` moves it from there."""
        self._make_place()
        with NamedTemporaryFile(dir=self._arriving, delete=False) as file:
            arrived = Path(file.name)
        try:
            yield arrived
        finally:
            arrived.unlink(missing_ok=True)

    def keep_view(self, sha256: str, arrived: Path) -> None:
        """It belongs to a content that is still kept, or is forgotten as well."""
        place = self.view(sha256)
        for folder in (self._views, place.parent):
            folder.mkdir(mode=0o700, exist_ok=True)
        arrived.replace(place)
        if not self.holds(sha256):
            place.unlink(missing_ok=True)

    def sweep(self) -> int:
        """Remove what a crash left half arrived, and say how many; only while nothing is arriving: before serving."""
        left = list(self._arriving.glob("*"))
        for file in left:
            file.unlink(missing_ok=True)
        return len(left)

    def forget(self, before: datetime) -> int:
        """Remove what was kept before an instant and not since, and say how many: for what can be made anew."""
        old = [file for file in self._kept.glob("*/*") if file.stat().st_mtime < before.timestamp()]
        for file in old:
            file.unlink(missing_ok=True)
        return len(old)

    def put(self, sha256: str, content: IO[bytes]) -> None:
        """Keep a content whose SHA-256 is known, as from a backup. Raises ValueError for another one, OSError."""
        place = self.path(sha256)
        self._make_place()
        with NamedTemporaryFile(dir=self._arriving, delete=False) as file:
            arrived = Path(file.name)
            try:
                shutil.copyfileobj(content, file)
                file.flush()
                with arrived.open("rb") as copied:
                    if _digest(copied) != sha256:
                        raise ValueError("another content")
                self._keep(file.fileno(), arrived, place)
            finally:
                arrived.unlink(missing_ok=True)

    def whole(self, sha256: str) -> BufferedReader | None:
        """This content, where it is kept as it came; it can be read to its end, also if it is removed meanwhile."""
        try:
            content = self.path(sha256).open("rb")
        except FileNotFoundError:
            return None
        if _digest(content) != sha256:
            content.close()
            return None
        content.seek(0)
        return content

    def holds(self, sha256: str) -> bool:
        """Whether this content is kept."""
        return self.path(sha256).is_file()

    def remove(self, sha256: str) -> None:
        """Forget the bytes, as after a withdrawal, for good after `flush`; nothing happens if they are not kept."""
        self.path(sha256).unlink(missing_ok=True)
        self.view(sha256).unlink(missing_ok=True)

    async def flush(self, sha256: str) -> None:
        """A power cut brings back nothing that was removed there."""
        for folder in (self.path(sha256).parent, self.view(sha256).parent):
            if folder.exists():
                await asyncio.to_thread(_sync_folder, folder)

    def _make_place(self) -> None:
        """For its user alone, each folder: whoever else is on the machine learns not even how much there is."""
        for folder in (self._root, self._kept, self._arriving):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _keep(self, descriptor: int, arrived: Path, place: Path) -> None:
        os.fsync(descriptor)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        arrived.replace(place)
        for folder in (place.parent, self._kept, self._root):
            _sync_folder(folder)


def _digest(content: BufferedReader) -> str:
    return hashlib.file_digest(content, "sha256").hexdigest()


async def _write(chunks: AsyncIterable[bytes], limit: int, descriptor: int, marks: tuple[bytes, ...]) -> Stored:
    content, size, head, end = hashlib.sha256(), 0, b"", b""
    longest, found = max(map(len, marks), default=1), set[bytes]()
    async for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLarge
        head += chunk[: HEAD - len(head)]
        content.update(chunk)
        seen = end + chunk
        found |= {mark for mark in marks if mark in seen}
        end = seen[len(seen) - longest + 1 :] if longest > 1 else b""
        _write_all(descriptor, chunk)
    return Stored(sha256=content.hexdigest(), size=size, head=head, marks=frozenset(found))


def _write_all(descriptor: int, chunk: bytes) -> None:
    left = memoryview(chunk)
    while left:
        left = left[os.write(descriptor, left) :]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
