"""What `thanwela import` says, and what it leaves behind."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.importing import DONE, REFUSED, run
from messages.texts import Texts
from storage.tables import frameworks
from tests.examples import EXAMPLES

FRAMEWORKS = Path(__file__).parents[1] / "fixtures" / "frameworks"
TEXTS = Texts.load()


@pytest.fixture
def clock():
    return MovableClock(datetime(2026, 10, 30, 2, tzinfo=UTC), ticking=False)


@pytest.fixture
def importing(database, clock):
    """Imports a file and gives the exit status and what was said."""

    def asking(file, *, dry_run=False, year=None, language="th"):
        said: list[str] = []
        kinds: dict[str, Any] = {"dry_run": dry_run, "year": year, "language": language}
        return run(file, database, clock, **kinds, texts=TEXTS, say=said.append, complain=said.append), said

    return asking


@pytest.mark.parametrize("language", ["th", "en"])
async def test_every_mistake_of_a_bad_file_is_said_and_nothing_is_imported(importing, database, language):
    status, said = importing(FRAMEWORKS / "all_wrong.toml", language=language)
    assert status == REFUSED
    assert said == (FRAMEWORKS / f"all_wrong.{language}.txt").read_text(encoding="utf-8").splitlines()
    assert await database.read(frameworks.in_force) == ()


async def test_the_first_import_counts_what_is_new_and_the_second_changes_nothing(importing):
    status, said = importing(EXAMPLES / "department.toml", language="en")
    assert status == DONE
    assert "new: 11 units" in said
    assert said[-2].startswith("obligations: ")
    assert said[-1].startswith("10 units have no officer yet: สปข.1, ")
    again = importing(EXAMPLES / "department.toml", language="en")
    assert again[0] == DONE
    assert again[1][0].endswith("everything is as in the file already, nothing changes")
    assert again[1][1:] == said[-1:]


async def test_an_undated_file_lies_on_the_current_fiscal_year_or_the_one_asked_for(importing, database):
    importing(EXAMPLES / "department.toml")
    importing(EXAMPLES / "department.toml", year=2571)
    assert [found.year for found in await database.read(frameworks.in_force)] == [2570, 2571]


async def test_a_dated_file_is_refused_for_another_year(importing):
    status, said = importing(EXAMPLES / "department-2548.toml", year=2570, language="en")
    assert status == REFUSED
    assert said[1] == "year: this file names its year, so it cannot be laid on another"


@pytest.mark.parametrize(("year", "meant"), [(2026, 2569), (0, 543), (99999, 100542)])
async def test_a_year_that_is_not_of_the_buddhist_era_is_refused(importing, database, year, meant):
    status, said = importing(EXAMPLES / "department.toml", year=year, language="en")
    assert status == REFUSED
    assert said == [f"--year {year}: not a Buddhist year; if it is C.E., please write {meant}"]
    assert await database.read(frameworks.in_force) == ()


async def test_a_dry_run_says_what_the_import_says_then_and_stores_nothing(importing, tmp_path):
    importing(EXAMPLES / "department.toml")
    changed = tmp_path / "department.toml"
    content = (EXAMPLES / "department.toml").read_text(encoding="utf-8")
    changed.write_text(content.replace("rate = 0.5", "rate = 0.75").replace("due_day = 5", "due_day = 7"))
    for dry_run in (True, True, False):
        status, said = importing(changed, dry_run=dry_run, language="en")
        assert status == DONE
        assert said[1:-1] == [
            "changed: framework department/2570",
            "– settings.due_day: 5 → 7",
            "changed: penalties late",
            "– rule.version: 1 → 2",
            "– rule.rate: 0.5 → 0.75",
            "obligations: 0 new · 376 with other days · 0 closed · 0 open again",
        ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"code = = 1", "x.toml, line 1: not well formed; please check quotation marks, equals signs and brackets"),
        (b"a = " + b"[" * 9999, "x.toml is not well formed: a number is too long or brackets lie too deep"),
        (b"a = '\xa1'", "x.toml, line 1: a character cannot be read; please save the file again as UTF-8"),
        (b"#" * 3_000_000, "x.toml is larger than 2 MB and can hardly be a framework"),
        (None, "x.toml cannot be opened. Please check its name, its place and that it may be read."),
    ],
)
async def test_a_file_that_cannot_be_read_is_answered_in_one_sentence(importing, tmp_path, content, said):
    file = tmp_path / "x.toml"
    if content is not None:
        file.write_bytes(content)
    assert importing(file, language="en") == (REFUSED, [said])


async def test_whoever_watches_hears_what_is_being_done(database, clock):
    watched: list[str] = []
    ways: dict[str, Any] = {"dry_run": False, "year": None, "language": "en", "texts": TEXTS, "watch": watched.append}
    file = EXAMPLES / "department.toml"
    assert run(file, database, clock, **ways, say=print, complain=print) == DONE
    assert [sentence.split()[0] for sentence in watched] == ["Reading", "Comparing", "Working"]
