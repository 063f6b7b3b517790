"""All texts in all languages: one Fluent file per conversation or job, loaded once, and never a silent fallback."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from fluent.syntax import FluentParser, ast

from messages.patterns import Text, TextError, Value, compiled, filled

LANGUAGES = ("th", "en")
_HERE = Path(__file__).parent
_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Texts:
    """Every text by language and by key, which is `<file stem>.<message id>`."""

    by_language: Mapping[str, Mapping[str, Text]]

    @classmethod
    def load(cls, folder: Path = _HERE) -> Self:
        """Read `<folder>/<language>/*.ftl`, our own once in a process: it takes half a second.

        Raises TextError with every mistake of every file, each with its line.
        """
        return cls(_ours() if folder == _HERE else _read(folder))

    def line(self, language: str, key: str, /, **values: Value) -> str:
        """The text of a key filled with exactly its values, which are words or numbers that need no formatting.

        Raises TextError for an unknown language or key, and for a missing, unknown or wrong kind of value.
        """
        try:
            return filled(self.by_language[language][key], values, language)
        except KeyError:
            raise TextError(f"there is no text {key!r} in language {language!r}") from None
        except TextError as error:
            raise TextError(f"{language}/{key} {error}") from None

    def keys(self) -> frozenset[str]:
        """Every key that exists in any language."""
        return frozenset().union(*self.by_language.values())


@cache
def _ours() -> Mapping[str, Mapping[str, Text]]:
    return _read(_HERE)


def _read(folder: Path) -> Mapping[str, Mapping[str, Text]]:
    mistakes: list[str] = []
    by_language = {language: dict(_language(folder / language, mistakes)) for language in LANGUAGES}
    if mistakes:
        raise TextError("\n".join(mistakes))
    return by_language


def problems(texts: Texts) -> list[str]:
    """What the languages do not share, a sentence each: keys that one lacks, values that only one of them takes."""
    return [problem for key in sorted(texts.keys()) for problem in _unlike(texts, key)]


def _unlike(texts: Texts, key: str) -> Iterator[str]:
    found = {language: known[key] for language, known in texts.by_language.items() if key in known}
    yield from (f"{language}/{key} is missing" for language in texts.by_language if language not in found)
    if len({text.needs for text in found.values()}) > 1:
        yield f"{key} takes " + ", ".join(f"{sorted(text.needs)} in {language}" for language, text in found.items())


def _language(folder: Path, mistakes: list[str]) -> Iterator[tuple[str, Text]]:
    for path in sorted(folder.glob("*.ftl")):
        place = f"{folder.name}/{path.name}"
        source = path.read_text(encoding="utf-8")
        for name, text in _file(source, place, mistakes):
            yield f"{path.stem}.{name}", text


def _file(source: str, place: str, mistakes: list[str]) -> Iterator[tuple[str, Text]]:
    known: dict[str, ast.Message | ast.Term] = {}
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Junk):
            mistakes.append(f"{place}:{_line(source, entry)}: {entry.annotations[0].message}")
        elif isinstance(entry, ast.Message | ast.Term):
            name = ("-" if isinstance(entry, ast.Term) else "") + entry.id.name
            mistakes.extend(f"{place}:{_line(source, entry)}: {name} {fault}" for fault in _faults(name, entry, known))
            known[name] = entry
    for name, entry in known.items():
        if isinstance(entry, ast.Message) and entry.value is not None:
            try:
                yield name, compiled(entry.value, known)
            except TextError as error:
                mistakes.append(f"{place}:{_line(source, entry)}: {name}: {error}")


def _faults(name: str, entry: ast.Message | ast.Term, known: Mapping[str, object]) -> Iterator[str]:
    if name in known:
        yield "stands there twice"
    if not _ID.fullmatch(name.removeprefix("-")):
        yield "is not a lower-case name with underscores"
    if entry.value is None or entry.attributes:
        yield "must have a text and no attributes"


def _line(source: str, entry: ast.SyntaxNode) -> int:
    return source.count("\n", 0, entry.span.start if entry.span else 0) + 1
