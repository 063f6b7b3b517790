"""The shipped frameworks, and changed copies of them, for tests."""

import pickle
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from messages.documents.framework_toml import Fault, read
from messages.texts import Texts
from rules.framework_file import judge
from rules.frameworks import Framework, Mistake

EXAMPLES = Path(__file__).parent.parent / "examples"
YEAR = 2570
TEXTS = Texts.load()

Change = Callable[[dict[str, Any]], object]


def content(name: str) -> dict[str, Any]:
    """The plain values of a shipped file, the caller's own."""
    return pickle.loads(_read(name))


@cache
def _read(name: str) -> bytes:
    found = read((EXAMPLES / f"{name}.toml").read_bytes())
    assert not isinstance(found, Fault)
    return pickle.dumps(found)


def framework(name: str = "department", change: Change | None = None, *, year: int | None = None) -> Framework:
    """A shipped framework after a change to its values; an undated one is laid on `year`."""
    return _judged(name, year) if change is None else _changed(name, change, year)


def _changed(name: str, change: Change, year: int | None) -> Framework:
    values = content(name)
    change(values)
    judged = judge(values, asked=year, current=YEAR)
    assert isinstance(judged, Framework), judged
    return judged


@cache
def _judged(name: str, year: int | None) -> Framework:
    return _changed(name, lambda _: None, year)


def mistakes(change: Change, name: str = "department-2548", *, asked: int | None = None) -> list[tuple[str, str]]:
    """Place and code of all that is wrong in a shipped file after a change; each of it can be said in words."""
    values = content(name)
    change(values)
    judged = judge(values, asked=asked, current=YEAR)
    found = () if isinstance(judged, Framework) else judged
    assert all(sentence(it) for it in found)
    return [(it.place, it.code) for it in found]


def sentence(mistake: Mistake) -> str:
    """The mistake in words; TextError where a sentence is missing or takes other facts."""
    for name in ("expected", "found", "what"):
        if name in mistake.facts:
            TEXTS.line("th", f"file_words.{mistake.facts[name]}")
    return TEXTS.line("en", f"mistakes.{mistake.code}", **mistake.facts)


def all_mistakes(values: dict[str, Any]) -> tuple[Mistake, ...]:
    """Every mistake of plain values."""
    judged = judge(values, asked=None, current=YEAR)
    assert not isinstance(judged, Framework)
    return judged


def put(values: Any, path: tuple[Any, ...], value: object) -> None:
    """Put something else at a place in plain values, if there is such a place."""
    *trail, last = path
    for name in trail:
        try:
            values = values[name]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(values, dict | list):
        if isinstance(values, list) and not (isinstance(last, int) and last < len(values)):
            return
        values[last] = value
