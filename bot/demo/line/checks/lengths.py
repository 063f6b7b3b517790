"""How LINE counts a text: most properties in UTF-16 code units, labels and short texts in grapheme clusters."""

import unicodedata

JOINER = 0x200D
EXTENDING_CATEGORIES = frozenset({"Mn", "Me", "Mc"})
# Sara am of Thai and Lao are letters by category, yet the standard joins them to the consonant before.
EXTENDING = frozenset({0x0E33, 0x0EB3, 0x200C, JOINER, *range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080)})
REGIONAL = range(0x1F1E6, 0x1F200)
HANGUL_VOWELS_AND_FINALS = range(0x1160, 0x1200)
FIRST_PICTOGRAPH = 0x2190


def utf16_units(text: str) -> int:
    """Number of UTF-16 code units: an emoji outside the basic plane counts two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """Number of grapheme clusters: a Thai consonant with its vowel and tone mark counts one."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    count, before, flags = 0, "", 0
    for character in text:
        flags = flags + 1 if ord(character) in REGIONAL else 0
        if not before or not _joins(before, character, flags):
            count += 1
        before = character
    return count


def _joins(before: str, character: str, flags: int) -> bool:
    """Whether no boundary lies between two characters; `flags` counts the regional indicators in a row so far."""
    point = ord(character)
    if before in "\r\n":
        return before == "\r" and character == "\n"
    if point in EXTENDING or unicodedata.category(character) in EXTENDING_CATEGORIES:
        return True
    if flags:
        return flags % 2 == 0
    return point in HANGUL_VOWELS_AND_FINALS or (ord(before) == JOINER and point >= FIRST_PICTOGRAPH)
