"""A file is what its first bytes say, whatever it is called."""

import zipfile
from io import BytesIO

import pytest

from handlers.file_kinds import ARCHIVE, EMPTY, LOCKED, MACROS, MARKS, PROGRAM, UNKNOWN, kind_of
from storage.files import FileStore
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


OOXML = "application/vnd.openxmlformats-officedocument."


def compound(*streams: str) -> bytes:
    """A file of Office before 2007: its first bytes, far behind them the names of its streams."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20_000) + names + bytes(600)


async def judged(folder, content: bytes):
    """As it is judged when it comes in, in pieces that cut every name in two."""

    async def pieces():
        for start in range(0, len(content), 37):
            yield content[start : start + 37]

    stored = await FileStore(folder, MARKS).receive(pieces(), 10_000_000)
    kind = kind_of(stored.head, stored.size, stored.marks)
    return kind.refused or kind.media_type


OFFICE = {
    "docx": (packed("[Content_Types].xml", "_rels/.rels", "word/document.xml"), f"{OOXML}wordprocessingml.document"),
    "docx of another program": (
        packed("word/numbering.xml", "word/settings.xml", "word/document.xml", "[Content_Types].xml"),
        f"{OOXML}wordprocessingml.document",
    ),
    "xlsx": (packed("[Content_Types].xml", "xl/workbook.xml"), f"{OOXML}spreadsheetml.sheet"),
    "xlsx of another program": (
        packed("docProps/app.xml", "docProps/core.xml", *(f"customXml/{it}" for it in range(9)), "xl/workbook.xml")
        + packed("[Content_Types].xml"),
        f"{OOXML}spreadsheetml.sheet",
    ),
    "pptx": (packed("[Content_Types].xml", "ppt/presentation.xml"), f"{OOXML}presentationml.presentation"),
    "xlsm": (packed("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), MACROS),
    "a macro called docx": (packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), MACROS),
    "old Word": (compound("Root Entry", "WordDocument"), "application/msword"),
    "old Excel": (compound("Root Entry", "Workbook"), "application/vnd.ms-excel"),
    "old PowerPoint": (compound("Root Entry", "PowerPoint Document"), "application/vnd.ms-powerpoint"),
    "old Excel with macros": (compound("Root Entry", "Workbook", "_VBA_PROJECT_CUR"), MACROS),
    "an Excel file with a password": (compound("Root Entry", "EncryptionInfo", "EncryptedPackage"), LOCKED),
    "an installer": (compound("Root Entry", "SummaryInformation"), UNKNOWN),
    "an archive with a docx's names behind": (packed("setup.exe", "word/document.xml", "[Content_Types].xml"), ARCHIVE),
    "a program behind a picture": (jpeg(10, 10) + b"MZ\x90\x00" + bytes(900), "image/jpeg"),
}


@pytest.mark.parametrize(("content", "kind"), OFFICE.values(), ids=list(OFFICE))
async def test_office_files_are_known_by_what_is_in_them_and_those_with_macros_or_a_password_are_refused(
    tmp_path, content, kind
):
    assert await judged(tmp_path, content) == kind


async def test_an_open_document_is_kept_and_one_with_macros_is_not(tmp_path):
    def odt(*more: str) -> bytes:
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            for name in more:
                archive.writestr(name, "x")
        return buffer.getvalue()

    assert await judged(tmp_path, odt("content.xml")) == "application/vnd.oasis.opendocument.text"
    assert await judged(tmp_path, odt("content.xml", "Basic/script-lc.xml")) == MACROS
