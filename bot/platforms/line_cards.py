"""A card as a Flex bubble, legible on a phone of 320 px: nothing is told by colour alone, everything wraps.

LINE's objects are plain values here; the tests read each of them with the SDK's own classes.
"""

from collections.abc import Sequence
from typing import Any

from bot.platforms.line_words import cut, label
from messages.outgoing import ALBUM, CAMERA, Button, Card, Exhibit, Row
from messages.states import LOOKS

Drawn = dict[str, Any]

LONGEST_TEXT = 2000
QUICK_LABEL, BUTTON_LABEL, SAID = 20, 40, 100
INK, SMALL, LINE, NEXT, LIGHT = "#1B2733", "#5F6368", "#E3E7EB", "#0B4A6F", "#E6EEF4"
EDGE_HEIGHT = "6px"
# Thai vowels and tone marks stand above and below their letter.
BETWEEN_LINES = "6px"
CHOOSERS = {CAMERA: "https://line.me/R/nv/camera/", ALBUM: "https://line.me/R/nv/cameraRoll/multi"}
"""In a card only links open the camera and the pictures; LINE's own actions for them exist in quick replies only."""


def quick_action(button: Button) -> Drawn:
    """What a quick reply does."""
    words = label(button.label, QUICK_LABEL)
    if button.opens == CAMERA:
        return {"type": "camera", "label": words}
    if button.opens == ALBUM:
        return {"type": "cameraRoll", "label": words}
    return _action(button, words)


def card_action(button: Button) -> Drawn:
    """What a button in a card does."""
    words = label(button.label, BUTTON_LABEL)
    if button.opens:
        return {"type": "uri", "label": words, "uri": CHOOSERS[button.opens]}
    return _action(button, words)


def _action(button: Button, words: str) -> Drawn:
    """The whole label stands in the chat as what the person said."""
    if button.link:
        return {"type": "uri", "label": words, "uri": button.link}
    said = label(button.label, SAID)
    if button.press:
        return {"type": "postback", "label": words, "data": button.press, "displayText": said}
    return {"type": "message", "label": words, "text": said}


def bubble(card: Card) -> Drawn:
    """The edge in the state's colour, the lines, the rows, the footer; at most one button is filled."""
    look = LOOKS[card.state]
    status = f"{look.sign} {card.status}" if card.status and look.sign else card.status
    lines = [
        *_lines([card.small], size="xs", color=SMALL),
        *_lines([card.title], size="lg", color=INK, weight="bold"),
        *_lines([status], size="md", color=look.text, weight="bold"),
        *_lines(card.body, size="sm", color=INK),
    ]
    rows = [part for row in card.rows for part in ({"type": "separator", "color": LINE}, _row(row))]
    edge = {"height": EDGE_HEIGHT, "paddingAll": "none", "backgroundColor": look.edge}
    drawn = {
        "type": "bubble",
        "size": "mega",
        "header": _box("vertical", [], **edge),
        "body": _box("vertical", [*lines, *(rows if lines else rows[1:])], spacing="md", paddingAll="lg"),
    }
    if card.footer:
        drawn["footer"] = _buttons(card.footer, filled=not any(row.button for row in card.rows))
        drawn["styles"] = {"footer": {"separator": True, "separatorColor": LINE}}
    return drawn


def choices(offered: Sequence[Button]) -> Drawn:
    """What did not fit into the quick replies: a bubble of nothing but buttons."""
    return {"type": "bubble", "size": "mega", "body": _buttons(offered, filled=False)}


def link(exhibit: Exhibit, address: str) -> Drawn:
    """A file that LINE cannot show in place: its caption, and its name as a button that opens it."""
    words = _lines([exhibit.caption], size="sm", color=INK)
    body = {"body": _box("vertical", words, paddingAll="lg")} if words else {}
    footer = _buttons([Button(exhibit.name, link=address)], filled=False)
    return {"type": "bubble", "size": "mega", **body, "footer": footer}


def _lines(texts: Sequence[str], **look: str) -> list[Drawn]:
    return [
        {"type": "text", "text": cut(text, LONGEST_TEXT), "wrap": True, "lineSpacing": BETWEEN_LINES, **look}
        for text in texts
        if text.strip()
    ]


def _row(row: Row) -> Drawn:
    words = [*_lines([row.label], size="sm", color=INK), *_lines([row.detail], size="xs", color=SMALL)]
    column = _box("vertical", words, flex=3, justifyContent="center")
    if row.button is None:
        return _box("horizontal", [column])
    return _box("horizontal", [column, {**_button(row.button, filled=False), "flex": 2}], spacing="md")


def _buttons(offered: Sequence[Button], *, filled: bool) -> Drawn:
    """Buttons below each other; the first filled, for what is to be done next, or none."""
    drawn = [_button(button, filled=filled and place == 0) for place, button in enumerate(offered)]
    return _box("vertical", drawn, spacing="sm", paddingAll="lg")


def _button(button: Button, *, filled: bool) -> Drawn:
    """`secondary` is LINE's word for dark letters on a light ground."""
    return {
        "type": "button",
        "style": "primary" if filled else "secondary",
        "color": NEXT if filled else LIGHT,
        "height": "sm",
        "adjustMode": "shrink-to-fit",
        "gravity": "center",
        "action": card_action(button),
    }


def _box(layout: str, contents: Sequence[Drawn], **look: str | int) -> Drawn:
    return {"type": "box", "layout": layout, "contents": contents, **look}
