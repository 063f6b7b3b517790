"""A card as a Flex bubble, legible on a phone of 320 px: nothing is told by colour alone, everything wraps."""

from collections.abc import Sequence

from linebot.v3.messaging.models import (
    Action,
    CameraAction,
    CameraRollAction,
    FlexBlockStyle,
    FlexBox,
    FlexBubble,
    FlexBubbleStyles,
    FlexButton,
    FlexComponent,
    FlexSeparator,
    FlexText,
    MessageAction,
    PostbackAction,
    URIAction,
)

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


def quick_action(button: Button) -> Action:
    """What a quick reply does."""
    words = label(button.label, QUICK_LABEL)
    if button.opens == CAMERA:
        return CameraAction(label=words)
    if button.opens == ALBUM:
        return CameraRollAction(label=words)
    return _action(button, words)


def card_action(button: Button) -> Action:
    """What a button in a card does."""
    words = label(button.label, BUTTON_LABEL)
    if button.opens:
        return URIAction(label=words, uri=CHOOSERS[button.opens])
    return _action(button, words)


def _action(button: Button, words: str) -> Action:
    """The whole label stands in the chat as what the person said."""
    if button.link:
        return URIAction(label=words, uri=button.link)
    said = label(button.label, SAID)
    if button.press:
        return PostbackAction(label=words, data=button.press, displayText=said)
    return MessageAction(label=words, text=said)


def bubble(card: Card) -> FlexBubble:
    """The edge in the state's colour, the lines, the rows, the footer; at most one button is filled."""
    look = LOOKS[card.state]
    status = f"{look.sign} {card.status}" if card.status and look.sign else card.status
    lines = [
        *_lines([card.small], size="xs", color=SMALL),
        *_lines([card.title], size="lg", weight="bold", color=INK),
        *_lines([status], size="md", weight="bold", color=look.text),
        *_lines(card.body, size="sm", color=INK),
    ]
    rows = [part for row in card.rows for part in (FlexSeparator(color=LINE), _row(row))]
    contents = [*lines, *(rows if lines else rows[1:])]
    footer = _buttons(card.footer, filled=not any(row.button for row in card.rows)) if card.footer else None
    return FlexBubble(
        size="mega",
        header=FlexBox(
            layout="vertical", contents=[], height=EDGE_HEIGHT, paddingAll="none", backgroundColor=look.edge
        ),
        body=FlexBox(layout="vertical", spacing="md", paddingAll="lg", contents=contents),
        footer=footer,
        styles=FlexBubbleStyles(footer=FlexBlockStyle(separator=True, separatorColor=LINE)) if footer else None,
    )


def choices(offered: Sequence[Button]) -> FlexBubble:
    """What did not fit into the quick replies: a bubble of nothing but buttons."""
    return FlexBubble(size="mega", body=_buttons(offered, filled=False))


def link(exhibit: Exhibit, address: str) -> FlexBubble:
    """A file that LINE cannot show in place: its caption, and its name as a button that opens it."""
    button = Button(exhibit.name, link=address)
    words = _lines([exhibit.caption], size="sm", color=INK)
    body = FlexBox(layout="vertical", paddingAll="lg", contents=words) if words else None
    return FlexBubble(size="mega", body=body, footer=_buttons([button], filled=False))


def _lines(texts: Sequence[str], *, size: str, color: str, weight: str | None = None) -> list[FlexComponent]:
    return [
        FlexText(
            text=cut(text, LONGEST_TEXT), size=size, color=color, weight=weight, wrap=True, lineSpacing=BETWEEN_LINES
        )
        for text in texts
        if text.strip()
    ]


def _row(row: Row) -> FlexBox:
    words = [*_lines([row.label], size="sm", color=INK), *_lines([row.detail], size="xs", color=SMALL)]
    column = FlexBox(layout="vertical", flex=3, justifyContent="center", contents=words)
    if row.button is None:
        return FlexBox(layout="horizontal", contents=[column])
    button = _button(row.button, filled=False, flex=2)
    return FlexBox(layout="horizontal", spacing="md", contents=[column, button])


def _buttons(offered: Sequence[Button], *, filled: bool) -> FlexBox:
    """Buttons below each other; the first filled, for what is to be done next, or none."""
    drawn: list[FlexComponent] = [_button(button, filled=filled and place == 0) for place, button in enumerate(offered)]
    return FlexBox(layout="vertical", spacing="sm", paddingAll="lg", contents=drawn)


def _button(button: Button, *, filled: bool, flex: int | None = None) -> FlexButton:
    """`secondary` is LINE's word for dark letters on a light ground."""
    return FlexButton(
        style="primary" if filled else "secondary",
        color=NEXT if filled else LIGHT,
        height="sm",
        adjustMode="shrink-to-fit",
        flex=flex,
        gravity="center",
        action=card_action(button),
    )
