"""A text with its gaps: what we take of Fluent, compiled once and filled strictly.

Our own few lines instead of fluent.runtime, which refuses values of more than 2,500 characters (people type longer
notes), prints 2569 as 2,569, and turns an error into a placeholder.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from fluent.syntax import ast

Value = str | int | Decimal
Known = Mapping[str, ast.Message | ast.Term]


class TextError(Exception):
    """A text that is not there, is written wrongly, or is not filled with exactly the values that it takes."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The place of one value."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Wordings between which one value decides: by its exact number, its plural category, or its word."""

    name: str
    wordings: Mapping[str, tuple["Part", ...]]
    otherwise: tuple["Part", ...]


Part = str | Gap | Choice


@dataclass(frozen=True, slots=True)
class Text:
    """One message in one language; `needs` names every value that it takes."""

    parts: tuple[Part, ...]
    needs: frozenset[str]


def compiled(pattern: ast.Pattern, known: Known) -> Text:
    """A Fluent pattern as a Text; `known` holds the file's messages by id and its terms by `-id`.

    Raises TextError for what we do not take of Fluent: functions, attributes, terms with arguments, circles.
    """
    parts = tuple(_pattern(pattern, known, ()))
    return Text(parts, frozenset(_names(parts)))


def filled(text: Text, values: Mapping[str, Value], language: str) -> str:
    """The text with exactly its values, numbers without separators. Raises TextError for too few, too many, others."""
    if values.keys() != text.needs:
        raise TextError(f"takes {sorted(text.needs)}, was given {sorted(values)}")
    return _filled(text.parts, values, language)


def _filled(parts: tuple[Part, ...], values: Mapping[str, Value], language: str) -> str:
    return "".join([part if type(part) is str else _part(part, values, language) for part in parts])


def _part(part: Part, values: Mapping[str, Value], language: str) -> str:
    match part:
        case Gap(name):
            return _shown(values[name])
        case Choice():
            value = values[part.name]
            wording = part.wordings.get(_shown(value)) or part.wordings.get(_plural(value, language))
            return _filled(wording or part.otherwise, values, language)
        case str():
            return part


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TextError(f"takes words, whole numbers and decimals, was given {type(value).__name__}")
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _plural(value: Value, language: str) -> str:
    return "one" if language == "en" and isinstance(value, int) and value == 1 else "other"


def _pattern(pattern: ast.Pattern, known: Known, inside: tuple[str, ...]) -> Iterator[Part]:
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            yield element.value
        else:
            yield from _placeable(element.expression, known, inside)


def _placeable(expression: object, known: Known, inside: tuple[str, ...]) -> Iterator[Part]:
    match expression:
        case ast.Placeable():
            yield from _placeable(expression.expression, known, inside)
        case ast.StringLiteral():
            yield str(expression.parse()["value"])
        case ast.NumberLiteral():
            yield expression.value
        case ast.VariableReference():
            yield Gap(expression.id.name)
        case ast.SelectExpression():
            yield _choice(expression, known, inside)
        case ast.MessageReference(attribute=None) | ast.TermReference(attribute=None, arguments=None):
            yield from _referred(expression, known, inside)
        case _:
            raise TextError(f"{type(expression).__name__} of this form is not taken")


def _referred(
    reference: ast.MessageReference | ast.TermReference, known: Known, inside: tuple[str, ...]
) -> Iterator[Part]:
    name = ("-" if isinstance(reference, ast.TermReference) else "") + reference.id.name
    entry = known.get(name)
    if entry is None or entry.value is None or name in inside:
        raise TextError(f"{name} is referred to, but is not there or refers to itself")
    yield from _pattern(entry.value, known, (*inside, name))


def _choice(select: ast.SelectExpression, known: Known, inside: tuple[str, ...]) -> Choice:
    if not isinstance(select.selector, ast.VariableReference):
        raise TextError("only a value can decide between wordings")
    wordings: dict[str, tuple[Part, ...]] = {}
    otherwise: tuple[Part, ...] = ()
    for variant in select.variants:
        key = variant.key.name if isinstance(variant.key, ast.Identifier) else variant.key.value
        wordings[key] = tuple(_pattern(variant.value, known, inside))
        otherwise = wordings[key] if variant.default else otherwise
    return Choice(name=select.selector.id.name, wordings=wordings, otherwise=otherwise)


def _names(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Gap | Choice):
            yield part.name
        if isinstance(part, Choice):
            for wording in (*part.wordings.values(), part.otherwise):
                yield from _names(wording)
