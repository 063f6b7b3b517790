"""The next of a row of codes: letters go on as letters, numbers as numbers."""

import re
from collections.abc import Collection
from string import ascii_uppercase

from messages.words import THAI_LETTERS

_NUMBERED = re.compile(r"(?P<before>.*?)(?P<number>[0-9]+)")


def next_code(codes: Collection[str]) -> str:
    """What follows the codes that are there: ก ข is followed by ค, P1 P2 by P3; "1" where there is none."""
    for letters in (THAI_LETTERS, ascii_uppercase):
        lettered = [letters.index(code) for code in codes if len(code) == 1 and code in letters]
        if lettered and max(lettered) + 1 < len(letters):
            return letters[max(lettered) + 1]
    numbered = [found for code in codes if (found := _NUMBERED.fullmatch(code))]
    if not numbered:
        return "1"
    last = max(numbered, key=lambda found: int(found["number"]))
    return f"{last['before']}{int(last['number']) + 1}"
