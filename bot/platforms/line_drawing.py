"""Our shapes as LINE's message objects, each checked by the SDK's own classes; none that LINE would refuse."""

from collections.abc import Callable, Sequence
from typing import assert_never

import msgspec
from msgspec.structs import replace

from bot.platforms import line_cards
from bot.platforms.line_models import FlexMessage, ImageMessage, QuickReply, QuickReplyItem, TextMessage
from bot.platforms.line_parts import Part, part, whole
from bot.platforms.line_words import ELLIPSIS, cut, pieces
from messages.outgoing import Button, Card, Exhibit, Revised, Shape, Text, aloud

LinkTo = Callable[[str, str, str], str]
"""From a file's SHA-256, its name and the kind of one that we made (VIEW: its small picture) to a signed https
address of at most 1,000 signs."""

MOST_MESSAGES, MOST_QUICK_REPLIES, MOST_LISTED = 5, 13, 12
LONGEST_TEXT, LONGEST_ALT_TEXT = 5000, 1500
LARGEST_BUBBLE = 30_000
PICTURES = ("image/jpeg", "image/png")
LARGEST_PREVIEW, LARGEST_PICTURE = 1_000_000, 10_000_000
"""Up to the first a picture is its own preview."""
VIEW = "view"
"""The kind of a link to the small picture of a file."""

_ENCODE = msgspec.json.Encoder().encode


def drawn(shapes: Sequence[Shape], link_to: LinkTo) -> list[Part]:
    """At most five message objects; none at all for what LINE cannot do: a revised card stays as it was sent.

    Quick replies are seen below the last message only, so the choices of all shapes stand there; the fourteenth and
    further are listed in bubbles of their own. What would be a sixth message is told in words.
    """
    messages = [message for shape in shapes for message in _messages(shape, link_to)]
    if not messages:
        return []
    quick, further = _shared_out(_choices(shapes))
    lists = _lists(further)[: MOST_MESSAGES - 1]
    messages = [*_at_most(MOST_MESSAGES - len(lists), messages), *lists]
    if quick:
        items = [part(QuickReplyItem, {"action": line_cards.quick_action(button)}) for button in quick]
        messages[-1] = {**messages[-1], "quickReply": part(QuickReply, {"items": items})}
    return messages


def _messages(shape: Shape, link_to: LinkTo) -> list[Part]:
    match shape:
        case Text(text=text, title=title):
            return _texts(f"{title}\n{text}")
        case Card() as card:
            return _card(card)
        case Exhibit() as exhibit:
            return _exhibit(exhibit, link_to)
        case Revised():
            return []
    assert_never(shape)


def _texts(text: str) -> list[Part]:
    return [_text(piece) for piece in pieces(text.strip(), LONGEST_TEXT)]


def _text(words: str) -> Part:
    return part(TextMessage, {"text": words})


def _card(card: Card) -> list[Part]:
    """The card, or one with too many words for a bubble read aloud, its buttons below it naming their rows."""
    spoken = aloud(card)
    message = _flex(line_cards.bubble(card), spoken)
    if len(_ENCODE(message["contents"])) <= LARGEST_BUBBLE:
        return [message]
    buttons = [replace(row.button, label=f"{row.label}: {row.button.label}") for row in card.rows if row.button]
    return [*_texts(spoken), *_lists([*buttons, *card.footer])]


def shows(exhibit: Exhibit) -> bool:
    """Whether it is a picture of a kind and weight that can be its own preview."""
    return exhibit.media_type in PICTURES and exhibit.size <= LARGEST_PREVIEW


def _exhibit(exhibit: Exhibit, link_to: LinkTo) -> list[Part]:
    """A picture in place; of another kind its small one, below which the file itself can be opened."""
    address = link_to(exhibit.sha256, exhibit.name, exhibit.media_type if exhibit.content else "")
    small = link_to(exhibit.sha256, exhibit.name, VIEW) if exhibit.viewed else address
    if exhibit.media_type in PICTURES and (shows(exhibit) or (exhibit.viewed and exhibit.size <= LARGEST_PICTURE)):
        return [*_texts(exhibit.caption), whole(ImageMessage, originalContentUrl=address, previewImageUrl=small)]
    if exhibit.viewed:
        picture = whole(ImageMessage, originalContentUrl=small, previewImageUrl=small)
        return [picture, _flex(line_cards.link(exhibit, address), f"{exhibit.caption}\n{exhibit.name}\n{address}")]
    return [_flex(line_cards.link(exhibit, address), f"{exhibit.caption}\n{exhibit.name}\n{address}")]


def _lists(offered: Sequence[Button]) -> list[Part]:
    parts = [offered[start : start + MOST_LISTED] for start in range(0, len(offered), MOST_LISTED)]
    return [_flex(line_cards.choices(part), "\n".join(button.label for button in part)) for part in parts]


def _flex(bubble: Part, spoken: str) -> Part:
    return part(FlexMessage, {"altText": cut(spoken.strip(), LONGEST_ALT_TEXT) or ELLIPSIS, "contents": bubble})


def _choices(shapes: Sequence[Shape]) -> list[Button]:
    """Of all shapes, each once."""
    return list(dict.fromkeys(button for shape in shapes if isinstance(shape, Text | Card) for button in shape.choices))


def _shared_out(choices: list[Button]) -> tuple[list[Button], list[Button]]:
    """Those that are quick replies and those that are listed; camera and album go first, they work best there."""
    quick = set(sorted(choices, key=lambda button: not button.opens)[:MOST_QUICK_REPLIES])
    return [button for button in choices if button in quick], [button for button in choices if button not in quick]


def _at_most(most: int, messages: list[Part]) -> list[Part]:
    if len(messages) <= most:
        return messages
    rest = "\n\n".join(_words(message) for message in messages[most - 1 :])
    return [*messages[: most - 1], _text(cut(rest, LONGEST_TEXT))]


def _words(message: Part) -> str:
    """A message in words: the text, the alternative text, the picture's address."""
    return message.get("text") or message.get("altText") or message["originalContentUrl"]
