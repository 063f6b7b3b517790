"""What the arguments of several commands are made of: the longest beginning that can be read, a round."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from messages import words
from messages.plain import plain
from messages.reading_dates import buddhist_year
from messages.texts import LANGUAGES
from messages.words import either

WORD = re.compile(r"\S+")
_ROUND = re.compile(
    rf"(?:(?:{either(words.ROUNDS)})\s?)?(?P<months>[0-9]{{1,2}})\s?(?:{either(words.ROUNDS_AFTER)})?"
    r"(?:\s?/\s?(?P<year>[0-9]{4}|[0-9]{2}))?"
)

Taken = TypeVar("Taken")


@dataclass(frozen=True, slots=True)
class Round:
    """A round by its months, and its fiscal year (B.E.) if one was typed."""

    months: int
    year: int | None = None


def round_(text: str) -> Round | None:
    """A round and nothing else: "6", "รอบ ๖ เดือน", "6/2570"."""
    found = _ROUND.fullmatch(plain(text))
    if found is None or not 1 <= int(found["months"]) <= 12:
        return None
    if found["year"] is None:
        return Round(int(found["months"]))
    year = buddhist_year(found["year"])
    return Round(int(found["months"]), year) if year else None


def first(text: str, read: Callable[[str], Taken | None], most: int) -> tuple[Taken, str] | None:
    """What `read` makes of the longest beginning of at most so many words, and the rest, as typed."""
    ends = [word.end() for _, word in zip(range(most), WORD.finditer(text), strict=False)]
    for end in reversed(ends):
        taken = read(text[:end])
        if taken is not None:
            return taken, text[end:].strip()
    return None


@dataclass(frozen=True, slots=True)
class InLanguage:
    """A language by its two letters: the menu under LINE's chats carries it."""

    language: str


def in_language(text: str) -> InLanguage | None:
    """Such letters and nothing else."""
    return InLanguage(text.lower()) if text.lower() in LANGUAGES else None
