"""What a file really is, found from its first bytes: a name and a platform may say anything."""

from collections.abc import Collection
from dataclasses import dataclass

import filetype

DOCUMENTS = frozenset(
    {
        "application/pdf",
        "application/rtf",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.presentation",
    }
)
FAMILIES = ("image/", "video/", "audio/")
PROGRAMS = frozenset({"application/x-msdownload", "application/x-executable", "application/wasm"})
SCRIPT = b"#!"
PROGRAM, ARCHIVE, UNKNOWN, EMPTY = "program", "archive", "unknown", "empty"
MACROS, LOCKED = "macros", "locked"

COMPOUND, PACKED, NAME_AT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", 30
OOXML = "application/vnd.openxmlformats-officedocument."
PARTS_LIST = b"[Content_Types].xml"
FIRST_PARTS = (PARTS_LIST, b"_rels/", b"docProps/", b"customXml/", b"word/", b"xl/", b"ppt/")
PARTS = {
    b"word/document": f"{OOXML}wordprocessingml.document",
    b"xl/workbook": f"{OOXML}spreadsheetml.sheet",
    b"ppt/presentation": f"{OOXML}presentationml.presentation",
}
STREAMS = {
    "WordDocument".encode("utf-16-le"): "application/msword",
    "PowerPoint Document".encode("utf-16-le"): "application/vnd.ms-powerpoint",
    "Workbook".encode("utf-16-le"): "application/vnd.ms-excel",
}
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MACRO_MARKS = (b"vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"), b"Basic/script-lc.xml")
MARKS = (PARTS_LIST, *PARTS, *STREAMS, ENCRYPTED, *MACRO_MARKS)
"""What is looked for in a whole file while it comes in: names in the lists of packed files, which are never packed."""


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """`refused` says why it is no evidence (PROGRAM, ARCHIVE, UNKNOWN, EMPTY, MACROS, LOCKED), and is empty for what is
    kept."""

    media_type: str
    refused: str = ""


def kind_of(head: bytes, size: int, marks: Collection[bytes] = ()) -> FileKind:
    """The kind of a file by its first bytes and those of MARKS that occur in it, never unfolded: pictures, films, sound
    and documents are kept, whatever else is refused.

    A page with scripts in it (HTML, SVG) has no bytes to be known by, so it is unknown.
    """
    if size == 0:
        return FileKind(media_type="", refused=EMPTY)
    if head.startswith(SCRIPT):
        return FileKind(media_type="", refused=PROGRAM)
    found = _old_office(marks) if head.startswith(COMPOUND) else _packed_office(head, marks) or _guessed(head)
    return FileKind(media_type="", refused=MACROS) if _carries_macros(found, marks) else found


def _guessed(head: bytes) -> FileKind:
    found = filetype.guess(head)
    if found is None:
        return FileKind(media_type="", refused=UNKNOWN)
    if found.mime in DOCUMENTS or found.mime.startswith(FAMILIES):
        return FileKind(media_type=found.mime)
    return FileKind(media_type=found.mime, refused=PROGRAM if found.mime in PROGRAMS else ARCHIVE)


def _old_office(marks: Collection[bytes]) -> FileKind:
    """Office's files of before 2007 are known by the streams in them; an installer has the same first bytes. What is
    behind a password nobody could look at."""
    if ENCRYPTED in marks:
        return FileKind(media_type="", refused=LOCKED)
    kind = next((kind for mark, kind in STREAMS.items() if mark in marks), "")
    return FileKind(media_type=kind, refused="" if kind else UNKNOWN)


def _packed_office(head: bytes, marks: Collection[bytes]) -> FileKind | None:
    """Office's files since 2007, whatever order their program packed them in."""
    if not head.startswith(PACKED) or not head[NAME_AT:].startswith(FIRST_PARTS) or PARTS_LIST not in marks:
        return None
    kind = next((kind for mark, kind in PARTS.items() if mark in marks), "")
    return FileKind(media_type=kind) if kind else None


def _carries_macros(found: FileKind, marks: Collection[bytes]) -> bool:
    return found.media_type in DOCUMENTS and any(mark in marks for mark in MACRO_MARKS)
