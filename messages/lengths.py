"""How long words are as they are read, and what is said of words that are too long."""

import unicodedata
from collections.abc import Iterator
from itertools import islice

from rules.refusals import TooLong

NAME, REASON, NOTE, RECEIPT, FILE_NAME, ENTRY = 80, 300, 500, 60, 120, 200
"""What a card can show, in letters with their vowels and tones: a project, why something is so, what was done, the
number of a receipt, a file, one field of a list's entry."""
ELLIPSIS = "…"
_JOINED = frozenset({"Mn", "Me", "Cf"})
_MOST_MARKS = 4


def length(text: str) -> int:
    """In letters as they are read: a Thai consonant with its vowel and tone mark is one."""
    return sum(1 for _ in _starts(text))


def within(text: str, limit: int) -> str:
    """The text. Raises TooLong."""
    found = length(text) if len(text) > limit else 0
    if found > limit:
        raise TooLong(length=found, most=limit)
    return text


def shortened(text: str, most: int, ending: str = "") -> str:
    """The text, or its beginning with an ellipsis and its `ending`, in at most so many letters."""
    if len(text) <= most or length(text) <= most:
        return text
    kept = most - length(ending) - 1
    return text[: next(islice(_starts(text), kept, None))].rstrip() + ELLIPSIS + ending


def _starts(text: str) -> Iterator[int]:
    """Where a letter begins; a pile of marks is not one for ever."""
    begun = -_MOST_MARKS
    for place, letter in enumerate(text):
        if place - begun >= _MOST_MARKS or unicodedata.category(letter) not in _JOINED:
            begun = place
            yield place
