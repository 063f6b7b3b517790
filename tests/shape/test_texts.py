"""Each text that the code uses exists, each text that exists is used, and both languages say the same."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from messages.texts import Texts, problems

ROOT = Path(__file__).parents[2]
FOLDERS = ("handlers", "messages", "bot")
SAYING = {"say", "ask", "line", "text"}
KEY = re.compile(r"[a-z_]+\.[a-z0-9_]+")

# Keys that are put together from a value of ours: words of commands, refusals, states, the columns of a workbook.
COMPOSED = (
    *("commands.", "file_words.", "mistakes.", "refusals.", "setting_mistakes.", "states."),
    *("workbook_choices.", "workbook_help.", "workbook_mistakes.", "workbook_titles."),
)

TEXTS = Texts.load()
STEMS = {key.split(".")[0] for key in TEXTS.keys()}  # noqa: SIM118


def test_both_languages_have_the_same_texts_with_the_same_values():
    assert problems(TEXTS) == []


def test_every_key_that_is_said_exists():
    missing = {(place, key) for place, key in said_keys() if key not in TEXTS.keys()}  # noqa: SIM118
    assert sorted(missing) == []


def test_every_text_is_used_somewhere():
    unused = {key for key in TEXTS.keys() - literals() if not key.startswith(COMPOSED)}
    assert sorted(unused) == []


def test_every_composed_family_has_texts():
    assert all(any(key.startswith(family) for key in TEXTS.keys()) for family in COMPOSED)  # noqa: SIM118


def said_keys() -> Iterator[tuple[str, str]]:
    """Literal keys in calls of say, ask, line and text, with their place, also those chosen by `a if b else c`."""
    for path, node in nodes():
        if isinstance(node, ast.Call) and called(node) in SAYING:
            for argument in node.args[:2]:
                for key in filter(None, map(as_key, ast.walk(argument))):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", key


def literals() -> set[str]:
    """Every literal anywhere that looks like a key of a file that exists."""
    return {key for _, node in nodes() if (key := as_key(node)) and key.split(".")[0] in STEMS}


def as_key(node: ast.AST) -> str | None:
    is_word = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_word and KEY.fullmatch(node.value) else None


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def nodes() -> Iterator[tuple[Path, ast.AST]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                yield path, node
