"""What may follow the words for scores, their reasons and a stated result."""

import re
from dataclasses import dataclass

from messages import reading, words
from messages.arguments_parts import Round, first, round_
from messages.plain import plain
from messages.reading import Number, Ratio
from messages.words import either

_MOST_UNIT_WORDS, _LONGEST_UNIT = 6, 80
_UNIT_WORD = re.compile(rf"^(?:{either(words.UNITS)})(?=\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ScoreOf:
    """The scores of a round, or of one `indicator` in it ("" for all), of a unit as typed ("" for none named)."""

    round: Round
    unit: str = ""
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class StatedResult:
    """An indicator's result in a round, as stated, of a unit as typed ("" for the department)."""

    indicator: str
    round: Round
    value: Number | Ratio
    unit: str = ""


def score(text: str) -> ScoreOf | None:
    """A round, and a unit if one is named."""
    begun = first(text, round_, 4)
    unit = _unit(begun[1]) if begun else None
    return ScoreOf(begun[0], unit) if begun and unit is not None else None


def reasons_of(text: str) -> ScoreOf | None:
    """A round behind its word, or an indicator and a round, each with a unit if one is named."""
    if plain(text).startswith(words.ROUNDS):
        return score(text)
    begun = first(text, reading.indicator, 2)
    meant = score(begun[1]) if begun else None
    return ScoreOf(meant.round, meant.unit, begun[0]) if begun and meant else None


def result(text: str) -> StatedResult | None:
    """An indicator, a round, a number or a ratio, and a unit if one is named."""
    begun = first(text, reading.indicator, 2)
    meant = first(begun[1], round_, 4) if begun else None
    found = first(meant[1], _value, 3) if meant else None
    if begun is None or meant is None or found is None or _goes_on(*found):
        return None
    unit = _unit(found[1])
    return None if unit is None else StatedResult(begun[0], meant[0], found[0], unit)


def _value(text: str) -> Number | Ratio | None:
    return reading.ratio(text) or reading.number(text)


def _goes_on(value: Number | Ratio, rest: str) -> bool:
    return isinstance(value, Number) and reading.is_parted(value, rest)


def _unit(text: str) -> str | None:
    """What may be a unit's code or name without the word before it, "" for nothing, else None."""
    named = _UNIT_WORD.sub("", text, count=1).strip()
    return named if len(named) <= _LONGEST_UNIT and len(named.split()) <= _MOST_UNIT_WORDS else None
