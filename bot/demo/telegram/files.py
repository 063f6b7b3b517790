"""Files as the service keeps them: by id, with paths that are handed out for an hour, photos in several sizes."""

import struct
import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.demo.telegram.refusals import bad_request

LARGEST_DOWNLOAD, LARGEST_UPLOAD, LARGEST_PHOTO = 20 * 2**20, 50 * 2**20, 10 * 2**20
LONGEST_SIDES, STEEPEST_RATIO = 10_000, 20
LINK_LIVES = timedelta(hours=1)
_BOXES = (90, 320, 800, 1280)
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """One file; `kind` is photo, document, video, voice or sticker."""

    id: str
    unique_id: str
    kind: str
    path: str
    content: bytes = field(repr=False)
    name: str
    mime: str


class Files:
    """All files of one bot."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._open_until: dict[str, tuple[datetime, StoredFile]] = {}
        self._sizes: dict[str, list[dict[str, Any]]] = {}

    def keep(self, content: bytes, kind: str, name: str, mime: str) -> StoredFile:
        number = len(self._by_id)
        suffix = f".{name.rpartition('.')[2]}" if "." in name else ""
        kept = StoredFile(
            id=f"AgACAgUAAxkBAAIB{number:08d}",
            unique_id=f"AQAD{number:08d}",
            kind=kind,
            path=f"{kind}s/file_{number}{suffix}",
            content=content,
            name=name,
            mime=mime,
        )
        self._by_id[kept.id] = kept
        return kept

    def find(self, file_id: str) -> StoredFile:
        """Raise Refused 400 for an id that was never handed out."""
        if (found := self._by_id.get(file_id)) is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return found

    def link(self, file_id: str, now: datetime) -> dict[str, Any]:
        """A File with its path, which serves for an hour; raise Refused 400 beyond 20 MB or for an unknown id."""
        kept = self._by_id.get(file_id)
        if kept is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(kept.content) > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        self._open_until[kept.path] = now + LINK_LIVES, kept
        return {**_sized(kept), "file_path": kept.path}

    def at(self, path: str, now: datetime) -> StoredFile | None:
        """What lies behind a path that was handed out within the hour."""
        until, kept = self._open_until.get(path, (now, None))
        return kept if now < until else None

    def photo(self, content: bytes) -> list[dict[str, Any]]:
        """PhotoSizes, the last one the picture itself; raise Refused 400 for no picture or beyond the limits."""
        if len(content) > LARGEST_PHOTO:
            raise bad_request(f"file of size {len(content)} bytes is too big for a photo")
        wide, high = _dimensions(content)
        if wide + high > LONGEST_SIDES or max(wide, high) > STEEPEST_RATIO * min(wide, high):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        smaller = [_fitted(wide, high, box) for box in _BOXES if box < max(wide, high)]
        sizes = [(self.keep(_grey(*size), "photo", "preview.png", "image/png"), size) for size in smaller]
        mime = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
        sizes.append((self.keep(content, "photo", f"photo.{mime[6:].replace('jpeg', 'jpg')}", mime), (wide, high)))
        described = [{**_sized(kept), "width": w, "height": h} for kept, (w, h) in sizes]
        self._sizes |= {kept.id: described for kept, _ in sizes}
        return described

    def sizes(self, kept: StoredFile) -> list[dict[str, Any]]:
        """All PhotoSizes of the photo that this file is a size of."""
        return self._sizes[kept.id]

    def described(self, kept: StoredFile, **more: Any) -> dict[str, Any]:
        """A Document, Video, Voice or Sticker."""
        named = {"file_name": kept.name} if kept.kind in ("document", "video") else {}
        typed = {"mime_type": kept.mime} if kept.kind != "sticker" else {}
        return {**_sized(kept), **named, **typed, **more}


def _sized(kept: StoredFile) -> dict[str, Any]:
    return {"file_id": kept.id, "file_unique_id": kept.unique_id, "file_size": len(kept.content)}


def _fitted(wide: int, high: int, box: int) -> tuple[int, int]:
    return max(1, wide * box // max(wide, high)), max(1, high * box // max(wide, high))


def _dimensions(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG; raise Refused 400 for anything else."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            return struct.unpack(">II", content[16:24])
        if content.startswith(b"\xff\xd8"):
            return _jpeg_dimensions(content)
    except struct.error:
        pass
    raise bad_request("IMAGE_PROCESS_FAILED")


def _jpeg_dimensions(content: bytes) -> tuple[int, int]:
    position = 2
    while True:
        _, marker, length = struct.unpack(">BBH", content[position : position + 4])
        if marker in _FRAMES:
            high, wide = struct.unpack(">HH", content[position + 5 : position + 9])
            return wide, high
        position += 2 + length


def _grey(wide: int, high: int) -> bytes:
    """A real picture of that size, plainly not the one that was sent: whoever takes a preview for the photo sees it."""
    rows = (b"\0" + b"\xaa" * ((wide + 7) // 8)) * high
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    framed = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(framed)
