"""What the documents say is there: links, names in the code, settings, commands, words, keys of a framework file."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import typer.main

from bot import settings
from bot.__main__ import cli
from messages.commands import Words
from messages.texts import Texts
from rules.frameworks import TIERS, Evidence, Frequency, Method, Numerals, Once, Role, Scope, Side
from rules.penalties import PenaltyKind

TOP = Path(__file__).parents[2]
DOCUMENTS = sorted([*TOP.glob("*.md"), *(TOP / "docs").glob("*.md")])
LINK = re.compile(r"\[(?P<text>[^\]\n]*)\]\((?P<target>[^)\s]+)\)")
SYMBOL = re.compile(r"`([A-Za-z_][\w.]*)`")
SPAN = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"```(.*?)```", re.DOTALL)
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
LARGEST_PICTURE = 200_000
READMES = ("README.md", "README.th.md")
ASKING = {
    "text", "code", "codes", "choice", "flag", "whole", "wholes", "number", "numbers", "hour", "day", "table", "tables",
    "reference", "references",
}  # fmt: skip
CHOICES = (Evidence, Frequency, Method, Numerals, Once, PenaltyKind, Role, Scope, Side)


def name(path: Path) -> str:
    return str(path.relative_to(TOP))


def read(path: str) -> str:
    return (TOP / path).read_text(encoding="utf-8")


def spans(*paths: str) -> str:
    """All that stands there as code, in backticks or in a block."""
    texts = [read(path) for path in paths]
    return "\n".join(
        found for text in texts for found in [*SPAN.findall(text), *re.findall(r"```(.*?)```", text, re.S)]
    )


def links(document: Path) -> Iterator[tuple[str, Path, str]]:
    """Text, file and anchor of every relative link."""
    for found in LINK.finditer(document.read_text(encoding="utf-8")):
        path, _, anchor = found["target"].partition("#")
        if "://" not in path:
            yield found["text"], document.parent / path if path else document, anchor


def anchors(document: Path) -> set[str]:
    headings = HEADING.findall(document.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def defined(path: Path) -> set[str]:
    """What a module defines: functions, classes with their methods, and values of its own."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            methods = (each for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))
            names |= {f"{node.name}.{each.name}" for each in methods}
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_leads_somewhere(document: Path) -> None:
    missing = [str(path) for _, path, _ in links(document) if not path.exists()]
    assert missing == []
    lost = [f"{path.name}#{anchor}" for _, path, anchor in links(document) if anchor and anchor not in anchors(path)]
    assert lost == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_test_that_is_named_is_there(document: Path) -> None:
    named = set(re.findall(r"`(test_\w+)`", document.read_text(encoding="utf-8")))
    there = {found for path in (TOP / "tests").rglob("test_*.py") for found in defined(path)}
    assert named - there == set()


def test_every_case_of_lateness_is_held_by_tests() -> None:
    cases = re.split(r"^## ", read("docs/lateness.md"), flags=re.MULTILINE)[1:]
    assert [case.splitlines()[0] for case in cases if "`test_" not in case] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_what_is_named_beside_a_link_into_the_code_is_defined_there(document: Path) -> None:
    named = [(found[1], path) for text, path, _ in links(document) if (found := SYMBOL.fullmatch(text))]
    unknown = [f"{path}: {symbol}" for symbol, path in named if path.suffix == ".py" and symbol not in defined(path)]
    assert unknown == []


def test_both_readmes_show_the_same_pictures_and_no_picture_is_left_over() -> None:
    shown = [
        {name(path.resolve()) for _, path, _ in links(TOP / readme) if path.suffix == ".png"} for readme in READMES
    ]
    there = {name(path) for path in (TOP / "docs/pictures").iterdir()}
    assert shown == [there, there]
    assert [path for path in there if (TOP / path).stat().st_size > LARGEST_PICTURE] == []


def test_both_readmes_lead_to_the_same_places_in_the_code() -> None:
    """Also what can be typed: a reader of one learns no less than a reader of the other."""
    led = [{(text, name(path)) for text, path, _ in links(TOP / it) if path.suffix == ".py"} for it in READMES]
    assert led[0] == led[1]


def test_every_setting_is_explained_to_operators() -> None:
    asked = re.findall(r'reader\.(?!wrong)\w+\("([A-Z_]+)"', Path(settings.__file__).read_text(encoding="utf-8"))
    told = re.findall(r"^\| `THANWELA_([A-Z_]+)`", read("docs/operating.md"), re.MULTILINE)
    assert sorted(told) == sorted(set(asked))


def test_every_command_and_option_is_explained_to_operators() -> None:
    told = spans("docs/operating.md")
    group: Any = typer.main.get_command(cli)
    for command in group.commands.values():
        assert f"thanwela {command.name}" in told
        options = [it for parameter in command.params for it in parameter.opts if it.startswith("--")]
        assert [option for option in options if option != "--help" and option not in told] == []


@pytest.mark.parametrize(("readme", "languages"), [("README.md", {"th", "en"}), ("README.th.md", {"th"})])
def test_every_word_that_can_be_typed_is_in_the_readme(readme: str, languages: set[str]) -> None:
    told = {span.split()[0] for span in SPAN.findall(read(readme))}
    taught = Words.of(Texts.load()).taught
    assert {word for (language, _), word in taught.items() if language in languages} - told == set()


def test_every_key_of_a_framework_file_is_explained() -> None:
    told = set(re.findall(r"[a-z]\w*", spans("docs/frameworks.md")))
    assert known_keys() - told == set()


def known_keys() -> set[str]:
    """Every key that the judge asks a table for, and every word of its closed lists."""
    asked = {"ours", *(f"tier_{tier}" for tier in TIERS)}
    for path in (TOP / "rules").glob("framework_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING:
                asked |= {str(key.value) for key in node.args[:1] if isinstance(key, ast.Constant)}
    words = (word for choice in CHOICES for word in get_args(choice) if not word.isdigit())
    return {key for key in asked if key} | set(words)
