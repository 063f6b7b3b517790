"""What can be tapped under a question: naming the draft in it, finding it by its typed label, offering it again."""

from collections.abc import Sequence

import msgspec

from handlers.turn import ANSWER, Turn, deed
from messages.commands import Words, nearest
from messages.lengths import length
from messages.outgoing import Button, Card, Row, Shape, Text, unpacked
from messages.plain import plain
from storage.tables import conversations

MOST_CHOICES = 13
"""LINE's limit below a message."""
MISTYPED = 12
"""In letters: longer words are no command mistyped, though "held the meeting" begins nearly as "help"."""


def nearly(turn: Turn) -> Text | None:
    """What was typed is nearly a command: the one that comes nearest, to be pressed, by the open question's own button
    where it has one of that label."""
    words = turn.heard.text
    offer = nearest(words, Words.of(turn.texts)) if words and length(words) <= MISTYPED else None
    if offer is None:
        return None
    row = conversations.open_of(turn.work, turn.person.id)
    has_own = row is not None and offered(unpacked(row.question), offer.word) is not None
    return turn.ask("drafts.nearest", () if has_own else (deed(offer.word, offer.name),), word=offer.word)


def offered(question: Sequence[Shape], text: str) -> str | None:
    """What the button does whose label was typed."""
    wanted = plain(text)
    for shape in question:
        for button in buttons(shape):
            if button.press and plain(button.label) == wanted:
                return button.press
    return None


def answering(question: Sequence[Shape], value: str) -> str | None:
    """What the button does that answers the open question with this value, where it is offered."""
    for shape in question:
        for button in buttons(shape):
            if button.press.startswith(ANSWER) and button.press.rpartition(".")[2] == value:
                return button.press
    return None


def buttons(shape: Shape) -> tuple[Button, ...]:
    """Everything that can be tapped on it."""
    match shape:
        case Text(choices=choices):
            return choices
        case Card(rows=rows, footer=footer, choices=choices):
            return (*choices, *footer, *(row.button for row in rows if row.button))
        case _:
            return ()


def quick(shape: Shape) -> tuple[Button, ...]:
    """What can be tapped below it, until the next message comes."""
    return shape.choices if isinstance(shape, Text | Card) else ()


def settled(shape: Shape, draft_id: str, version: int) -> Shape:
    """The shape with the draft and its version named in every button that answers a question."""

    def settle(button: Button) -> Button:
        if not button.press.startswith(ANSWER) or button.press.startswith(f"{ANSWER}{draft_id}."):
            return button
        value = button.press.removeprefix(ANSWER)
        return msgspec.structs.replace(button, press=f"{ANSWER}{draft_id}.{version}.{value}")

    match shape:
        case Text():
            return msgspec.structs.replace(shape, choices=tuple(map(settle, shape.choices)))
        case Card():
            rows = tuple(Row(row.label, row.detail, row.button and settle(row.button)) for row in shape.rows)
            footer, choices = tuple(map(settle, shape.footer)), tuple(map(settle, shape.choices))
            return msgspec.structs.replace(shape, rows=rows, footer=footer, choices=choices)
        case _:
            return shape


def with_choices(shapes: tuple[Shape, ...], question: Sequence[Shape]) -> tuple[Shape, ...]:
    """Any message makes LINE's quick replies vanish: what is open is offered again below the last one."""
    if not shapes or any(buttons(shape) for shape in shapes):
        return shapes
    choices = tuple(button for shape in question for button in buttons(shape))
    last = shapes[-1]
    if isinstance(last, Text):
        return (*shapes[:-1], msgspec.structs.replace(last, choices=choices[:MOST_CHOICES]))
    return shapes
