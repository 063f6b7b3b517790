"""Every shape as Telegram shows it: messages of words with a keyboard below, and files.

A parcel becomes as few messages as is natural, because each is a call of its own that may fail alone: words that
nothing can be tapped under are joined to the words after them. A card that has a key stays a message by itself, since
an edit replaces a message whole.
"""

import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from typing import assert_never

import msgspec
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from messages.outgoing import Button, Card, Exhibit, Revised, Row, Shape, Text
from messages.states import LOOKS

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
"""In UTF-16 code units after the markup is taken out; Telegram counts no stricter than that."""
LARGEST_PHOTO, LARGEST_FILE = 10 * 2**20, 50 * 2**20
PHOTO_TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})
MOST_IN_A_ROW, ROW_WIDTH = 3, 30

Keyboard = tuple[tuple[InlineKeyboardButton, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Words:
    """One message: HTML and its keyboard. `card`: it can be edited later; `revises`: it takes a sent card's place."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None
    card: bool = False
    revises: bool = False


@dataclass(frozen=True)
class _Line:
    text: str
    strong: bool = False


@dataclass(frozen=True, kw_only=True)
class _Block:
    """Words before they are cut into messages. `alone`: never joined to others."""

    lines: tuple[_Line, ...]
    keyboard: Keyboard = ()
    card: bool = False
    revises: bool = False
    alone: bool = False


def drawn(shapes: Iterable[Shape]) -> list[Words | Exhibit]:
    """The messages of a parcel in order; an Exhibit among them fits Telegram's limit."""
    messages: list[Words | Exhibit] = []
    for block in _joined(_block(shape) for shape in shapes):
        messages += _shown(block) if isinstance(block, Exhibit) else _messages(block)
    return messages


def _shown(exhibit: Exhibit) -> list[Exhibit]:
    """What Telegram does not show in place is seen small, and comes as it is below that."""
    if not exhibit.viewed or exhibit.size > LARGEST_FILE:
        return [exhibit]
    return [exhibit, msgspec.structs.replace(exhibit, viewed=False, caption="")]


def is_photo(exhibit: Exhibit) -> bool:
    """Whether it can be shown as a picture rather than a file to open."""
    return exhibit.viewed or shows(exhibit)


def shows(exhibit: Exhibit) -> bool:
    """The same of the file as it was sent."""
    return exhibit.media_type in PHOTO_TYPES and exhibit.size <= LARGEST_PHOTO


def caption(exhibit: Exhibit) -> str:
    """Plain, cut to what fits."""
    units = exhibit.caption.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CAPTION:
        return exhibit.caption
    return units[: 2 * (LONGEST_CAPTION - 1)].decode("utf-16-le", "ignore") + "…"


def _block(shape: Shape) -> _Block | Exhibit:
    match shape:
        case Text():
            return _Block(lines=_text_lines(shape), keyboard=_packed(shape.choices))
        case Card():
            return _card(shape)
        case Revised():
            return replace(_card(shape.card), revises=True, alone=True)
        case Exhibit() if shape.size > LARGEST_FILE and not shape.viewed:
            return _Block(lines=(_Line(shape.name, strong=True), *_lines(shape.caption)))
        case Exhibit():
            return shape
        case _:
            assert_never(shape)


def _text_lines(text: Text) -> tuple[_Line, ...]:
    title = (_Line(text.title, strong=True),) if text.title else ()
    return title + _lines(text.text)


def _card(card: Card) -> _Block:
    keyboard = _packed(_row_buttons(card.rows)) + _packed(card.footer) + _packed(card.choices)
    return _Block(lines=_card_lines(card), keyboard=keyboard, card=True, alone=bool(card.key))


def _card_lines(card: Card) -> tuple[_Line, ...]:
    """Head, body and rows, an empty line between them."""
    status = f"{LOOKS[card.state].sign} {card.status}".strip() if card.status else ""
    head = (*_lines(card.small), _Line(card.title, strong=True), *_lines(status))
    body = tuple(line for part in card.body for line in _lines(part))
    rows = tuple(_Line(f"{row.label} – {row.detail}" if row.detail else row.label) for row in card.rows)
    parts = [part for part in (head, body, rows) if part]
    return parts[0] + tuple(line for part in parts[1:] for line in (_Line(""), *part))


def _lines(text: str) -> tuple[_Line, ...]:
    return tuple(_Line(line) for line in text.split("\n")) if text else ()


def _row_buttons(rows: tuple[Row, ...]) -> list[Button]:
    """Far below their rows, buttons of the same name say which row they are of."""
    buttons = [(row.label, row.button) for row in rows if row.button]
    named = Counter(button.label for _, button in buttons)
    return [
        Button(f"{label}: {button.label}", button.press, button.opens, button.link)
        if named[button.label] > 1
        else button
        for label, button in buttons
    ]


def _packed(buttons: Iterable[Button]) -> Keyboard:
    """Short labels two or three in a row. What opens LINE's camera or album is left out."""
    rows: list[list[Button]] = []
    for button in buttons:
        if button.opens:
            continue
        if rows and _fits([*rows[-1], button]):
            rows[-1].append(button)
        else:
            rows.append([button])
    return tuple(tuple(map(_inline, row)) for row in rows)


def _fits(row: list[Button]) -> bool:
    """All buttons of a row are as wide as its widest."""
    return len(row) <= MOST_IN_A_ROW and len(row) * max(_cells(button.label) for button in row) <= ROW_WIDTH


def _cells(label: str) -> int:
    """Thai vowels and tones above and below a letter take no room."""
    return sum(unicodedata.category(character) != "Mn" for character in label)


def _inline(button: Button) -> InlineKeyboardButton:
    if button.link:
        return InlineKeyboardButton(button.label, url=button.link)
    return InlineKeyboardButton(button.label, callback_data=button.press)


def _joined(blocks: Iterable[_Block | Exhibit]) -> list[_Block | Exhibit]:
    joined: list[_Block | Exhibit] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(last, _Block) and isinstance(block, _Block) and _belong(last, block):
            joined[-1] = replace(block, lines=(*last.lines, _Line(""), *block.lines), card=last.card or block.card)
        else:
            joined.append(block)
    return joined


def _belong(first: _Block, second: _Block) -> bool:
    free = not (first.keyboard or first.alone or second.alone)
    return free and _units(first.lines) + _units(second.lines) < LONGEST_TEXT


def _messages(block: _Block) -> list[Words]:
    """Cut at line ends where it is too long, the keyboard under the last; an edit has but one message."""
    pages = _pages(block.lines)
    if block.revises:
        pages = pages[:1]
    htmls = ["\n".join(map(_html, page)) for page in pages]
    keyboard = InlineKeyboardMarkup(block.keyboard) if block.keyboard else None
    earlier = [Words(html=html) for html in htmls[:-1]]
    return [*earlier, Words(html=htmls[-1], keyboard=keyboard, card=block.card, revises=block.revises)]


def _pages(lines: tuple[_Line, ...]) -> list[list[_Line]]:
    """A page of spaces alone would be refused, so there is none."""
    if _units(lines) <= LONGEST_TEXT:
        return [list(lines)]
    pages: list[list[_Line]] = [[]]
    for line in (piece for long in lines for piece in _pieces(long)):
        if pages[-1] and _units((*pages[-1], line)) > LONGEST_TEXT:
            pages.append([])
        pages[-1].append(line)
    return [page for page in pages if any(line.text.strip() for line in page)]


def _pieces(line: _Line) -> list[_Line]:
    """A line that is too long by itself is cut between words; a character takes two units at most."""
    if _units((line,)) <= LONGEST_TEXT:
        return [line]
    width = LONGEST_TEXT // 2 - 1
    cut = textwrap.wrap(line.text, width, expand_tabs=False, replace_whitespace=False, drop_whitespace=False)
    return [replace(line, text=piece) for piece in cut]


def _units(lines: tuple[_Line, ...]) -> int:
    """With one for each line's end."""
    return sum(len(line.text.encode("utf-16-le")) // 2 + 1 for line in lines)


def _html(line: _Line) -> str:
    text = escape(line.text, quote=False)
    return f"<b>{text}</b>" if line.strong and text else text
