"""A file is what its first bytes say, whatever it is called."""

import zipfile
from io import BytesIO

import pytest

from handlers.file_kinds import ARCHIVE, EMPTY, PROGRAM, UNKNOWN, kind_of
from tests.demo.telegram.pictures import jpeg, picture, png


def packed(*names: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


KEPT = {
    "image/jpeg": jpeg(10, 10),
    "image/png": png(10, 10),
    "image/webp": picture(10, 10, "WEBP"),
    "image/gif": picture(10, 10, "GIF"),
    "image/heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
    "application/pdf": b"%PDF-1.7\n",
    "video/mp4": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": packed(
        "[Content_Types].xml", "_rels/.rels", "word/document.xml"
    ),
}
REFUSED = {
    "a Windows program": (b"MZ\x90\x00" + bytes(60), PROGRAM),
    "a Linux program": (b"\x7fELF\x02\x01\x01" + bytes(60), PROGRAM),
    "a script": (b"#!/bin/sh\nrm -rf /\n", PROGRAM),
    "a web page": (b"<!DOCTYPE html><script>alert(1)</script>", UNKNOWN),
    "a drawing with scripts": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', UNKNOWN),
    "an archive": (packed("setup.exe"), ARCHIVE),
    "nothing": (b"", EMPTY),
}


@pytest.mark.parametrize(("media_type", "content"), KEPT.items(), ids=list(KEPT))
def test_pictures_films_and_documents_are_kept(media_type, content):
    kind = kind_of(content[:8192], len(content))
    assert (kind.media_type, kind.refused) == (media_type, "")


@pytest.mark.parametrize(("content", "why"), REFUSED.values(), ids=list(REFUSED))
def test_programs_pages_archives_and_empty_files_are_refused(content, why):
    assert kind_of(content[:8192], len(content)).refused == why
