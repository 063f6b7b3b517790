"""What a file really is, found from its first bytes: a name and a platform may say anything."""

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


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """`refused` says why it is no evidence (PROGRAM, ARCHIVE, UNKNOWN, EMPTY), and is empty for what is kept."""

    media_type: str
    refused: str = ""


def kind_of(head: bytes, size: int) -> FileKind:
    """The kind of a file by its first bytes: pictures, films, sound and documents are kept, whatever else is refused.

    A page with scripts in it (HTML, SVG) has no bytes to be known by, so it is unknown.
    """
    if size == 0:
        return FileKind(media_type="", refused=EMPTY)
    if head.startswith(SCRIPT):
        return FileKind(media_type="", refused=PROGRAM)
    found = filetype.guess(head)
    if found is None:
        return FileKind(media_type="", refused=UNKNOWN)
    if found.mime in DOCUMENTS or found.mime.startswith(FAMILIES):
        return FileKind(media_type=found.mime)
    return FileKind(media_type=found.mime, refused=PROGRAM if found.mime in PROGRAMS else ARCHIVE)
