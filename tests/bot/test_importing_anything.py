"""Whatever is done to a valid file: all its mistakes with their places, or a clean import; never half of it."""

import shutil
import tempfile
from copy import deepcopy
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.clock import MovableClock
from bot.importing import DONE, REFUSED, run
from messages.documents.framework_toml import read
from messages.texts import Texts
from storage.columns import METADATA
from storage.work import Database
from tests.examples import EXAMPLES, content

TEXTS = Texts.load()
NOW = datetime(2026, 10, 30, 2, tzinfo=UTC)
HOSTILE = [
    "", " ", "whole", "8/8", "a\x00b", "'; DROP TABLE units; --", "{ $count }", "\u202eกขค", "ก\u0e4d\u0e32",
    "🙂" * 900, "x" * 5000, "0", "-1", "1e400", "NaN", "๕", "2548-02-30", "2026-03-30", "02-29",
    0, -1, 2569, 10**30, True, Decimal("0.0000001"), Decimal("NaN"), Decimal("Infinity"), Decimal("1E+400"),
    Decimal("5.0"), date(2548, 3, 30), date(2026, 3, 30), time(9), datetime(2026, 3, 30, 9, tzinfo=UTC),
    [], [[]], {}, [{}], {"code": "8"}, ["8", 8],
]  # fmt: skip


def dumped(value: Any) -> str:
    """TOML of plain values, tables and lists inline."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return quoted(value)
        case Decimal():
            return str(value).lower().replace("infinity", "inf")
        case dict():
            return "{" + ", ".join(f"{quoted(key)} = {dumped(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(dumped(each) for each in value) + "]"
        case _:
            return value.isoformat() if isinstance(value, date | time) else str(value)


def quoted(text: str) -> str:
    escaped = (f"\\u{ord(sign):04X}" if sign < " " or sign in '"\\\x7f' else sign for sign in text)
    return f'"{"".join(escaped)}"'


def toml(values: dict[str, Any]) -> bytes:
    return "".join(f"{quoted(key)} = {dumped(value)}\n" for key, value in values.items()).encode()


def places(values: Any, trail: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path to a value inside plain values."""
    items = values.items() if isinstance(values, dict) else enumerate(values) if isinstance(values, list) else ()
    return [path for name, inner in items for path in [(*trail, name), *places(inner, (*trail, name))]]


def edit(values: dict[str, Any], data: st.DataObject) -> None:
    """One thing dropped, renamed, doubled, moved to another place or put in another's."""
    path = data.draw(st.sampled_from(places(values)))
    parent: Any = values
    for name in path[:-1]:
        parent = parent[name]
    last, how = path[-1], data.draw(st.sampled_from(["drop", "rename", "double", "hostile", "wrap", "other"]))
    if how == "drop":
        del parent[last]
    elif how == "rename" and isinstance(parent, dict):
        parent[last + data.draw(st.sampled_from(["s", "_", "ก"]))] = parent.pop(last)
    elif how == "double" and isinstance(parent, list):
        parent.append(deepcopy(parent[last]))
    elif how == "wrap":
        parent[last] = data.draw(st.sampled_from([[parent[last]], {"code": parent[last]}]))
    elif how == "other":
        parent[last] = deepcopy(data.draw(st.sampled_from([parent[last], *values.values()])))
    else:
        parent[last] = deepcopy(data.draw(st.sampled_from(HOSTILE)))


def everything(database: Database) -> dict[str, Any]:
    def question(work: Any) -> dict[str, Any]:
        return {table.name: work.all(select(table).order_by(*table.primary_key)) for table in METADATA.sorted_tables}

    return database.read_now(question)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_an_edited_file_is_refused_whole_or_taken_whole(data, sqlite_template):
    values = content(data.draw(st.sampled_from(["department", "department-2548"])))
    for _ in range(data.draw(st.integers(1, 3))):
        edit(values, data)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(sqlite_template, f"{folder}/thanwela.db")
        database = Database(f"sqlite:///{folder}/thanwela.db", MovableClock(NOW, ticking=False))
        file = Path(folder, "edited.toml")
        file.write_bytes(toml(values))
        before = everything(database)
        rehearsed = imported(database, file, dry_run=True)
        assert everything(database) == before
        status, said, complaints = imported(database, file)
        assert rehearsed[0] == status
        assert rehearsed[1][1:] == said[1:]
        if status == REFUSED:
            assert everything(database) == before
            assert said == []
            assert complaints == rehearsed[2]
            assert len(complaints) > 1
            assert all(": " in complaint for complaint in complaints[1:])
        else:
            assert (status, complaints) == (DONE, [])
            nothing, *who_is_missing = imported(database, file)[1]
            assert "nothing changes" in nothing
            assert said[-len(who_is_missing) :] == who_is_missing


def imported(database: Database, file: Path, *, dry_run: bool = False) -> tuple[int, list[str], list[str]]:
    said: list[str] = []
    complaints: list[str] = []
    clock = MovableClock(NOW, ticking=False)
    ways: dict[str, Any] = {"dry_run": dry_run, "year": None, "language": "en", "texts": TEXTS}
    return run(file, database, clock, **ways, say=said.append, complain=complaints.append), said, complaints


@pytest.mark.parametrize("name", ["department", "department-2548"])
def test_the_files_of_these_tests_say_what_they_are_made_of(name):
    assert read(toml(content(name))) == content(name)


@pytest.mark.parametrize("field", ["title", "office"])
def test_a_sign_that_no_database_keeps_is_a_mistake_of_the_file(database, tmp_path, field):
    file = tmp_path / "x.toml"
    file.write_bytes(toml(content("department") | {field: "a\x00b"}))
    status, _, complaints = imported(database, file)
    assert status == REFUSED
    assert complaints[1:] == [f"{field}: has a sign in it that cannot be seen or printed"]


@pytest.mark.parametrize("year", [2401, 2475, 2500, 2700, 2799])
def test_a_year_far_away_is_a_year(database, tmp_path, year):
    values = {key: value for key, value in content("department").items() if key != "year"}
    file = tmp_path / "x.toml"
    file.write_bytes(toml(values))
    ways: dict[str, Any] = {"dry_run": False, "language": "en", "texts": TEXTS, "say": print, "complain": print}
    assert run(file, database, MovableClock(NOW, ticking=False), year=year, **ways) == DONE


def test_keys_said_twice_are_one_mistake_with_its_line(database, tmp_path):
    file = tmp_path / "x.toml"
    lines = (EXAMPLES / "department.toml").read_text(encoding="utf-8").split("\n")
    place = next(number for number, line in enumerate(lines, 1) if line.startswith("due_day"))
    lines.insert(place, "due_day = 1")
    file.write_text("\n".join(lines), encoding="utf-8")
    status, _, complaints = imported(database, file)
    assert status == REFUSED
    assert complaints == [
        f"x.toml, line {place + 1}: not well formed; please check quotation marks, equals signs and brackets"
    ]
