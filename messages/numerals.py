"""Thai digits, where an office sets them: in all that is said in Thai, but not in what has to be typed as it stands."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from messages.chart import Chart
from messages.outgoing import Button, Card, Exhibit, Revised, Row, Shape, Text
from messages.words import THAI_DIGITS

_THAI = str.maketrans("0123456789", THAI_DIGITS)
_KEPT = re.compile(r"(“[^”]*”|\S*[A-Za-z]\S*)")
"""Somebody's own words and samples of what to type, both quoted; references, codes, links, names of files."""


def thai(shapes: Sequence[Shape]) -> tuple[Shape, ...]:
    """The same shapes with Thai digits; what a button does is untouched. `plain` reads typed digits of either kind."""
    return tuple(map(_shape, shapes))


def _shape(shape: Shape) -> Shape:
    match shape:
        case Text(as_typed=True):
            return replace(shape, choices=_buttons(shape.choices))
        case Text():
            return replace(shape, text=digits(shape.text), title=digits(shape.title), choices=_buttons(shape.choices))
        case Card():
            return _card(shape)
        case Revised(card=card):
            return Revised(_card(card))
        case Exhibit():
            drawing = shape.drawing and msgspec.convert(_words(msgspec.to_builtins(shape.drawing)), Chart)
            return replace(shape, caption=digits(shape.caption), drawing=drawing)


def _words(facts: Any) -> Any:
    """All words among the facts of a picture."""
    if isinstance(facts, str):
        return digits(facts)
    if isinstance(facts, dict):
        return {name: _words(value) for name, value in facts.items()}
    return [_words(each) for each in facts] if isinstance(facts, list) else facts


def _card(card: Card) -> Card:
    return replace(
        card,
        small=digits(card.small),
        title=digits(card.title),
        status=digits(card.status),
        body=tuple(map(digits, card.body)),
        rows=tuple(map(_row, card.rows)),
        footer=_buttons(card.footer),
        choices=_buttons(card.choices),
    )


def _row(row: Row) -> Row:
    button = None if row.button is None else _buttons((row.button,))[0]
    return Row(digits(row.label), digits(row.detail), button)


def _buttons(buttons: Sequence[Button]) -> tuple[Button, ...]:
    return tuple(replace(button, label=digits(button.label)) for button in buttons)


def digits(text: str) -> str:
    """Words with Thai digits; of the pieces of a split every second one is what is kept."""
    return "".join(part if place % 2 else part.translate(_THAI) for place, part in enumerate(_KEPT.split(text)))
