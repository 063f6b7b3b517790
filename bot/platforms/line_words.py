"""How long LINE lets words be: texts in UTF-16 code units, labels in grapheme clusters; longer are cut or split."""

import unicodedata
from collections.abc import Iterator

ELLIPSIS = "…"
JOINED = frozenset({"Mn", "Me"})
SURROGATES = 0xFFFF
UNITS_A_CLUSTER = 3
"""A consonant, a vowel and a tone mark; who piles up more gets fewer clusters."""


def units(text: str) -> int:
    """UTF-16 code units, as LINE counts most lengths: an emoji outside the basic plane counts two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> str:
    """The text in at most so many UTF-16 code units, an ellipsis where words were lost."""
    if 2 * len(text) <= most or units(text) <= most:
        return text
    return text[: _fitting(text, most - 1)].rstrip() + ELLIPSIS


def label(text: str, most: int) -> str:
    """One line of at most so many grapheme clusters.

    A Thai consonant with its vowel and tone mark counts one; what joins in rarer ways counts too high, never too low.
    """
    line = cut(" ".join(text.split()), most * UNITS_A_CLUSTER) or ELLIPSIS
    starts = [place for place, letter in enumerate(line) if place == 0 or unicodedata.category(letter) not in JOINED]
    if len(starts) <= most:
        return line
    return line[: starts[most - 1]].rstrip() + ELLIPSIS


def pieces(text: str, most: int) -> Iterator[str]:
    """The text in pieces of at most so many UTF-16 code units, broken at line ends, else spaces, else letters."""
    while units(text) > most:
        end = _fitting(text, most)
        broken = max(text.rfind("\n", 1, end + 1), 0) or max(text.rfind(" ", 1, end + 1), 0) or end
        if piece := text[:broken].strip():
            yield piece
        text = text[broken:].strip()
    if text:
        yield text


def _fitting(text: str, most: int) -> int:
    """How many characters fit, no mark torn from its consonant unless it is nothing but marks."""
    fitting = used = 0
    for letter in text:
        used += 2 if ord(letter) > SURROGATES else 1
        if used > most:
            break
        fitting += 1
    end = fitting
    while 0 < end < len(text) and unicodedata.category(text[end]) in JOINED:
        end -= 1
    return end or fitting
