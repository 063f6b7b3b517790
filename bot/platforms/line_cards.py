"""A card as a Flex bubble, legible on a phone of 320 px: nothing is told by colour alone, everything wraps."""

from collections.abc import Sequence
from typing import Any

from bot.platforms.line_models import (
    CameraAction,
    CameraRollAction,
    FlexBlockStyle,
    FlexBox,
    FlexBubble,
    FlexBubbleStyles,
    FlexButton,
    FlexSeparator,
    FlexText,
    MessageAction,
    PostbackAction,
    URIAction,
)
from bot.platforms.line_parts import Part, part, whole
from bot.platforms.line_words import cut, label
from messages.outgoing import ALBUM, CAMERA, Button, Card, Exhibit, Row
from messages.states import LOOKS

LONGEST_TEXT = 2000
QUICK_LABEL, BUTTON_LABEL, SAID = 20, 40, 100
INK, SMALL, LINE, NEXT, LIGHT = "#1B2733", "#5F6368", "#E3E7EB", "#0B4A6F", "#E6EEF4"
EDGE_HEIGHT = "6px"
# Thai vowels and tone marks stand above and below their letter.
BETWEEN_LINES = "6px"
CHOOSERS = {CAMERA: "https://line.me/R/nv/camera/", ALBUM: "https://line.me/R/nv/cameraRoll/multi"}
"""In a card only links open the camera and the pictures; LINE's own actions for them exist in quick replies only."""


def quick_action(button: Button) -> Part:
    """What a quick reply does."""
    words = label(button.label, QUICK_LABEL)
    if button.opens == CAMERA:
        return whole(CameraAction, label=words)
    if button.opens == ALBUM:
        return whole(CameraRollAction, label=words)
    return _action(button, words)


def card_action(button: Button) -> Part:
    """What a button in a card does."""
    words = label(button.label, BUTTON_LABEL)
    if button.opens:
        return whole(URIAction, label=words, uri=CHOOSERS[button.opens])
    return _action(button, words)


def _action(button: Button, words: str) -> Part:
    """The whole label stands in the chat as what the person said."""
    if button.link:
        return whole(URIAction, label=words, uri=button.link)
    said = label(button.label, SAID)
    if button.press:
        return whole(PostbackAction, label=words, data=button.press, displayText=said)
    return whole(MessageAction, label=words, text=said)


def bubble(card: Card) -> Part:
    """The edge in the state's colour, the lines, the rows, the footer; at most one button is filled."""
    look = LOOKS[card.state]
    status = f"{look.sign} {card.status}" if card.status and look.sign else card.status
    lines = [
        *_lines([card.small], size="xs", color=SMALL),
        *_lines([card.title], size="lg", weight="bold", color=INK),
        *_lines([status], size="md", weight="bold", color=look.text),
        *_lines(card.body, size="sm", color=INK),
    ]
    line = whole(FlexSeparator, color=LINE)
    rows = [each for row in card.rows for each in (line, _row(row))]
    inside = {
        "header": _box([], height=EDGE_HEIGHT, paddingAll="none", backgroundColor=look.edge),
        "body": _box([*lines, *(rows if lines else rows[1:])], spacing="md", paddingAll="lg"),
    }
    if card.footer:
        separated = {"footer": whole(FlexBlockStyle, separator=True, separatorColor=LINE)}
        inside["footer"] = _buttons(card.footer, filled=not any(row.button for row in card.rows))
        inside["styles"] = part(FlexBubbleStyles, separated)
    return part(FlexBubble, inside, size="mega")


def choices(offered: Sequence[Button]) -> Part:
    """What did not fit into the quick replies: a bubble of nothing but buttons."""
    return part(FlexBubble, {"body": _buttons(offered, filled=False)}, size="mega")


def link(exhibit: Exhibit, address: str) -> Part:
    """A file that LINE cannot show in place: its caption, and its name as a button that opens it."""
    button = Button(exhibit.name, link=address)
    words = _lines([exhibit.caption], size="sm", color=INK)
    body = {"body": _box(words, paddingAll="lg")} if words else {}
    return part(FlexBubble, {**body, "footer": _buttons([button], filled=False)}, size="mega")


def _lines(texts: Sequence[str], **look: str) -> list[Part]:
    """`look`: size, color, and weight where it is bold."""
    return [
        part(FlexText, {"text": cut(text, LONGEST_TEXT)}, wrap=True, lineSpacing=BETWEEN_LINES, **look)
        for text in texts
        if text.strip()
    ]


def _row(row: Row) -> Part:
    words = [*_lines([row.label], size="sm", color=INK), *_lines([row.detail], size="xs", color=SMALL)]
    column = _box(words, flex=3, justifyContent="center")
    if row.button is None:
        return _box([column], layout="horizontal")
    return _box([column, _button(row.button, filled=False, flex=2)], layout="horizontal", spacing="md")


def _box(contents: list[Part], *, layout: str = "vertical", **form: Any) -> Part:
    return part(FlexBox, {"contents": contents}, layout=layout, **form)


def _buttons(offered: Sequence[Button], *, filled: bool) -> Part:
    """Buttons below each other; the first filled, for what is to be done next, or none."""
    drawn = [_button(button, filled=filled and place == 0) for place, button in enumerate(offered)]
    return _box(drawn, spacing="sm", paddingAll="lg")


def _button(button: Button, *, filled: bool, flex: int | None = None) -> Part:
    """`secondary` is LINE's word for dark letters on a light ground."""
    return part(
        FlexButton,
        {"action": card_action(button)},
        style="primary" if filled else "secondary",
        color=NEXT if filled else LIGHT,
        height="sm",
        adjustMode="shrink-to-fit",
        flex=flex,
        gravity="center",
    )
