"""Tests of the code itself: what import contracts and lint cannot say."""

import ast
import dataclasses
import re
import subprocess
from pathlib import Path
from typing import get_args

import pytest

from handlers import routes
from handlers.turn import Turn
from messages.outgoing import Shape

TOP = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "messages", "storage", "rules")
CODE = sorted(path for package in PACKAGES for path in (TOP / package).rglob("*.py") if path.parent.name != "versions")
THAI = re.compile("[\u0e00-\u0e7f]")
YEAR = re.compile(r"(?<![\d.])(?:2[45]\d\d|20[0-4]\d)(?![\d.])")
LONGEST_FILE = 300
LONGEST_FUNCTION = 40


def name(path: Path) -> str:
    return str(path.relative_to(TOP))


def tracked() -> list[str]:
    return subprocess.run(["git", "ls-files"], cwd=TOP, capture_output=True, text=True, check=True).stdout.split("\n")


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_file_fits_in_the_head(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE


@pytest.mark.parametrize("path", CODE, ids=name)
def test_functions_are_short(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION]
    assert long == []


@pytest.mark.parametrize("path", CODE, ids=name)
def test_thai_letters_stand_in_messages_only(path: Path) -> None:
    if name(path).startswith("messages/"):
        return
    assert THAI.search(path.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize("path", [each for each in CODE if name(each).startswith(("rules/", "handlers/"))], ids=name)
def test_no_year_is_written_into_rules_or_handlers(path: Path) -> None:
    """Whole centuries are bounds between the eras, as reading dates needs them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    numbers = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, int)]
    assert [number for number in numbers if YEAR.fullmatch(str(number)) and number % 100] == []


@pytest.mark.parametrize("path", [each for each in CODE if name(each).startswith("rules/")], ids=name)
def test_rules_reckon_without_binary_fractions(path: Path) -> None:
    """How alike two words are is no figure of ours."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    likenesses = [node.value for node in nodes if isinstance(node, ast.keyword) and node.arg == "cutoff"]
    constants = [node for node in nodes if isinstance(node, ast.Constant) and node not in likenesses]
    assert [node.value for node in constants if isinstance(node.value, float)] == []
    assert [node.id for node in nodes if isinstance(node, ast.Name) and node.id == "float"] == []


def test_only_one_file_commits() -> None:
    commits = {name(path) for path in CODE if re.search(r"\.commit\b", path.read_text(encoding="utf-8"))}
    assert commits <= {"storage/on_sqlite.py", "storage/on_postgresql.py", "storage/migrations/__init__.py"}


def test_a_turn_has_five_fields_and_does_not_become_a_bag() -> None:
    assert len(dataclasses.fields(Turn)) == 5


def test_there_are_at_most_six_shapes() -> None:
    assert len(get_args(Shape)) <= 6


def test_every_step_is_waited_for_under_its_own_name() -> None:
    named = {step: waiting.function for step, waiting in routes.STEPS.items()}
    own = {f"{step.__module__.rpartition('.')[2]}.{getattr(step, '__name__', '')}": step for step in named.values()}
    assert named == own


def test_the_names_of_steps_that_people_may_be_waiting_at_are_kept() -> None:
    """A renamed step strands people in mid-conversation: rename it here too, and say what becomes of old drafts."""
    kept = (TOP / "tests/fixtures/steps.txt").read_text(encoding="utf-8").split()
    assert sorted(routes.STEPS) == kept


def test_the_routes_hold_no_logic() -> None:
    tree = ast.parse((TOP / "handlers/routes.py").read_text(encoding="utf-8"))
    functions = [
        getattr(node, "name", "lambda") for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)
    ]
    assert functions == ["name_of"]


def test_what_is_at_the_top_is_what_a_reader_expects() -> None:
    expected = {
        "README.md", "README.th.md", "pyproject.toml", "requirements.lock", "requirements-dev.lock", "LICENSE",
        "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "bot", "handlers", "messages", "storage", "rules", "tests",
        "docs", "examples", "bench",
    }  # fmt: skip
    there = {path.split("/")[0] for path in tracked()}
    assert expected - there == set()
    assert {each for each in there - expected if each and not each.startswith(".")} == set()


def test_the_repository_holds_no_private_data_and_no_machine_paths() -> None:
    private = re.compile(r"0-2\d{3}-\d{4}|@(?:hotmail|yahoo)\.|/(?:root|home/[a-z]+)/|://[\w.-]*(?:pypi|npmjs)\b")
    found = []
    for path in tracked():
        file = TOP / path
        if path and file.suffix not in (".png", ".jpg", ".pdf") and file.is_file() and file != Path(__file__):
            found += [path] if private.search(file.read_text(encoding="utf-8", errors="replace")) else []
    assert found == []
