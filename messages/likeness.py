"""What makes two entries of a list the same, whatever way they were typed: a house rule, told in docs/frameworks.md."""

import re
from functools import lru_cache

from messages.plain import plain
from messages.words import NO_TITLES, RANKS_OF_WOMEN, TITLES, TITLES_WITH_DOT

_THAI = "\u0e01-\u0e4e"
_QUOTES = re.compile("[\"'`\u2018\u2019\u201c\u201d]")
_STOPS = re.compile(r"(?<![0-9])\.|\.(?![0-9])")
_SPACE_BESIDE_THAI = re.compile(rf"(?<=[{_THAI}]) | (?=[{_THAI}])")
_NEAR_PUNCTUATION = re.compile(r" ?([/(),:;-]) ?")
_BEFORE_A_MARK = re.compile("[ .\"'`\u2018\u2019\u201c\u201d][\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")
"""Where marks come together that stood apart, they have to be put right anew."""
_BEGINS = "(?=[\u0e01-\u0e2e\u0e40-\u0e44a-z ])"
"""What a name begins with: a vowel sign that stands on a letter is none."""


def _title(words: tuple[str, ...], ending: str) -> str:
    """Any of the words in plain form, the longest first, their dots with or without a space behind."""
    forms = sorted(map(plain, words), key=len, reverse=True)
    return "|".join(re.escape(form).replace(r"\.", r"\.\ ?").replace(r"\ ", " ?") + ending for form in forms)


_TITLE = re.compile(
    rf"(?:{_title(TITLES_WITH_DOT, '')}|{_title(TITLES, '')})(?: ?(?:{'|'.join(RANKS_OF_WOMEN)})(?= ))? ?{_BEGINS}"
)
_NONE = re.compile(_title(NO_TITLES, ""))


@lru_cache(maxsize=16384)
def likeness(text: str, *, person: bool = False) -> str:
    """The text as it is compared; of a `person` without titles, where a name and a surname remain.

    Spaces count between letters that are not Thai only, full stops between digits only, quotation marks nowhere.
    """
    seen = plain(text)
    bare = " ".join(_QUOTES.sub("", seen).split())
    named = _without_titles(bare) if person else bare
    joined = _SPACE_BESIDE_THAI.sub("", " ".join(_STOPS.sub(" ", named).split()))
    found = _NEAR_PUNCTUATION.sub(r"\1", joined)
    return plain(found) if _BEFORE_A_MARK.search(seen) else found


def _without_titles(name: str) -> str:
    """The name without what stands before it, one title after the other, as long as two words remain."""
    while _NONE.match(name) is None and (found := _TITLE.match(name)):
        rest = name[found.end() :].strip()
        if len(rest.split()) < 2:
            break
        name = rest
    return name
