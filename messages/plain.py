"""One plain form of what people type, for every comparison: the same word typed in two ways becomes the same."""

import re
import unicodedata
from functools import lru_cache

from messages.words import THAI_DIGITS

_TONES = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
_AA, _AM, _NIKHAHIT = "\u0e32", "\u0e33", "\u0e4d"
_RUN = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0e32\u0e33]{2,}")
_TWO_E, _AE = "\u0e40\u0e40", "\u0e41"
_SAME = {
    **{ord(digit): str(value) for value, digit in enumerate(THAI_DIGITS)},
    **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-"),
    **dict.fromkeys(range(0xFE00, 0xFE10)),
}


def plain(text: str) -> str:
    """The text for comparing only: small letters, Arabic digits, single spaces, Thai marks in order, nothing unseen.

    Thai marks are put right however they were typed: nikhahit and aa make sara am, a tone follows its vowel, a doubled
    mark counts once, two sara e make sara ae. Never raises; plain of plain changes nothing.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    seen = "".join(letter for letter in text.translate(_SAME) if _is_seen(letter))
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFD", seen).casefold())
    return " ".join(_RUN.sub(_put_right, folded.replace(_TWO_E, _AE)).split())


@lru_cache(maxsize=4096)
def _is_seen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in ("Cf", "Cc")


def _put_right(run: re.Match[str]) -> str:
    return _in_order(run.group())


@lru_cache(maxsize=1024)
def _in_order(run: str) -> str:
    marks = sorted(set(run) - {_AA, _AM}, key=lambda mark: (mark in _TONES, mark))
    vowels = [letter for letter in run if letter in (_AA, _AM)]
    if vowels and (_NIKHAHIT in marks or vowels[0] == _AM):
        vowels[0] = _AM
        marks = [mark for mark in marks if mark != _NIKHAHIT]
    return "".join(marks + vowels)
