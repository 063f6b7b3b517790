"""A framework's blank forms lie beside its file: they come in with it and go out with it."""

from datetime import UTC, datetime

import pytest

from bot import exporting, importing
from bot.clock import MovableClock
from messages.texts import Texts
from rules.framework_blanks import LARGEST
from tests.handlers.stories import PDF

TEXTS = Texts.load()
FILE = """
code = "forms"
title = "Forms"
office = "Office"
[[units]]
code = "U1"
name = "Unit"
[[indicators]]
code = "4.1"
name = "One"
method = "form"
frequency = "occurrence"
units = ["U1"]
form_file = "forms/4.1.pdf"
[[indicators]]
code = "9.3"
name = "Two"
method = "form"
frequency = "occurrence"
units = ["U1"]
form_file = "9.3.pdf"
"""


@pytest.fixture
def folder(tmp_path):
    """A framework's file with its two blank forms."""
    place = tmp_path / "in"
    (place / "forms").mkdir(parents=True)
    (place / "all.toml").write_text(FILE)
    (place / "forms" / "4.1.pdf").write_bytes(PDF)
    (place / "9.3.pdf").write_bytes(PDF + b"two")
    return place


@pytest.fixture
def importing_(database):
    """Imports a file; returns the status and all that was said."""

    def asking(file, *, language="en"):
        said = []
        status = importing.run(
            file,
            database,
            MovableClock(datetime(2026, 10, 1, 2, tzinfo=UTC)),
            dry_run=False,
            year=None,
            language=language,
            texts=TEXTS,
            say=said.append,
            complain=said.append,
        )
        return status, "\n".join(said)

    return asking


def export(database, file):
    said = []
    ways = {"code": None, "year": None, "language": "en", "texts": TEXTS}
    return exporting.run(file, database, **ways, say=said.append, complain=said.append), said


async def test_imported_again_nothing_changes_and_another_content_is_a_change(importing_, folder):
    assert "new: 2 blank forms" in importing_(folder / "all.toml")[1]
    assert "nothing changes" in importing_(folder / "all.toml")[1]
    (folder / "9.3.pdf").write_bytes(PDF + b"newer")
    status, said = importing_(folder / "all.toml")
    assert status == importing.DONE
    assert "changed: indicators 9.3" in said
    assert "4.1" not in said
    assert "nothing changes" in importing_(folder / "all.toml")[1]


async def test_two_names_of_one_content_keep_it_once(importing_, folder):
    (folder / "9.3.pdf").write_bytes(PDF)
    assert "new: 1 blank forms" in importing_(folder / "all.toml")[1]


@pytest.mark.parametrize("ending", ["toml", "xlsx"])
async def test_what_is_exported_can_be_imported_and_changes_nothing(importing_, database, folder, tmp_path, ending):
    importing_(folder / "all.toml")
    out = tmp_path / "out"
    out.mkdir()
    status, said = export(database, out / f"again.{ending}")
    assert status == exporting.DONE
    assert said[-1] == "with 2 blank forms beside it"
    assert (out / "forms" / "4.1.pdf").read_bytes() == PDF
    assert (out / "9.3.pdf").read_bytes() == PDF + b"two"
    assert "nothing changes" in importing_(out / f"again.{ending}")[1]
    (out / "9.3.pdf").unlink()
    assert "this file is not there, or cannot be read" in importing_(out / f"again.{ending}")[1]


async def test_every_blank_that_cannot_be_taken_is_told_at_once_with_the_other_mistakes(importing_, folder):
    (folder / "forms" / "4.1.pdf").write_bytes(PDF + bytes(LARGEST))
    (folder / "9.3.pdf").write_bytes(b"<html></html>")
    (folder / "all.toml").write_text(FILE.replace('office = "Office"', ""))
    status, said = importing_(folder / "all.toml")
    assert status == importing.REFUSED
    assert "indicators[1].form_file: this file is larger than 1024 KB" in said
    assert "indicators[2].form_file: this file is empty or of a kind that is not taken" in said
    assert "office: is missing" in said


@pytest.mark.parametrize("language", ["th", "en"])
async def test_a_blank_that_is_not_there_is_told_in_the_readers_language(importing_, folder, language):
    (folder / "9.3.pdf").unlink()
    words = {"th": "ไม่พบไฟล์นี้ หรือเปิดอ่านไม่ได้", "en": "this file is not there, or cannot be read"}
    assert f"indicators[2].form_file: {words[language]}" in importing_(folder / "all.toml", language=language)[1]


async def test_a_folder_is_no_blank_and_nothing_outside_is_read_through_a_link(importing_, folder, tmp_path):
    (folder / "9.3.pdf").unlink()
    (folder / "9.3.pdf").mkdir()
    (folder / "forms" / "4.1.pdf").unlink()
    (tmp_path / "secret.pdf").write_bytes(PDF)
    (folder / "forms" / "4.1.pdf").symlink_to(tmp_path / "secret.pdf")
    said = importing_(folder / "all.toml")[1]
    assert "indicators[1].form_file: the blank form lies beside this file" in said
    assert "indicators[2].form_file: this file is not there" in said
