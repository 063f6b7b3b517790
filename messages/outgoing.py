"""The few shapes that we can say: a closed union that every platform draws as well as it can.

At most six shapes; a shape needs two users. Texts are finished words; no markup is in them.
"""

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from messages.chart import Chart
from messages.states import State


class Button(Struct, frozen=True, omit_defaults=True):
    """What a tap does: `press` goes to a step (at most 64 bytes), `camera` and `album` open LINE's own choosers,
    `link` opens a page. A platform without a chooser leaves that button out: the text beside it says what to send."""

    label: str
    press: str = ""
    opens: str = ""
    link: str = ""


CAMERA = "camera"
ALBUM = "album"


class Text(Struct, frozen=True, tag=True, omit_defaults=True):
    """Words, and quick choices below them. `title` is the first line, drawn strong where a platform can; `as_typed`:
    somebody's own words, of which no digit is changed."""

    text: str
    choices: tuple[Button, ...] = ()
    title: str = ""
    as_typed: bool = False


class Row(Struct, frozen=True, omit_defaults=True):
    """A line of a card: what, how it stands, at most one button."""

    label: str
    detail: str = ""
    button: Button | None = None


class Card(Struct, frozen=True, tag=True, kw_only=True, omit_defaults=True):
    """A coloured edge for the state, a small grey line, one bold line, one coloured line, rows, one or two buttons.

    `key` names the card for later edits; `choices` are quick choices below it.
    """

    title: str
    state: State
    key: str = ""
    small: str = ""
    status: str = ""
    body: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    footer: tuple[Button, ...] = ()
    choices: tuple[Button, ...] = ()


class Revised(Struct, frozen=True, tag=True):
    """The card of that key as it is now: edited where a platform can edit, else nothing is sent."""

    card: Card


class Exhibit(Struct, frozen=True, tag=True, kw_only=True, omit_defaults=True):
    """A file shown in place, as an answer to a card where a platform can: evidence, whose bytes lie in the store; one
    that we made, whose `content` travels with the message; or a `drawing` that is made when the message is sent, before
    which it has neither bytes nor `sha256` nor `size`. `viewed`: a small JPEG of it lies there too, for the platform
    does not show it in place as it is."""

    sha256: str
    name: str
    kind: str
    media_type: str
    size: int
    caption: str = ""
    under: str = ""
    content: bytes = b""
    drawing: Chart | None = None
    viewed: bool = False


Shape = Text | Card | Revised | Exhibit

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(tuple[Shape, ...])


def packed(shapes: Sequence[Shape]) -> str:
    """As the outbox keeps them."""
    return _ENCODER.encode(tuple(shapes)).decode()


def unpacked(text: str) -> tuple[Shape, ...]:
    """Raise msgspec.ValidationError for what `packed` did not write."""
    return _DECODER.decode(text)


def aloud(card: Card) -> str:
    """The card read aloud: for Flex's alternative text, a PC, a screen reader."""
    lines = [card.small, card.title, card.status, *card.body]
    lines += [f"{row.label} {row.detail}".strip() for row in card.rows]
    return "\n".join(line for line in lines if line)
