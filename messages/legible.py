"""What others wrote, made fit to be kept and shown: words, people's names, the names of files."""

import unicodedata

LONGEST_WORDS, LONGEST_NAME, LONGEST_FILE_NAME, LONGEST_ALBUM = 10_000, 80, 100, 80
ELLIPSIS = "…"
_JOINERS = "\u200c\u200d"
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"


def words(text: str) -> str:
    """As it was typed, but for the character that PostgreSQL cannot keep; no platform lets people write more."""
    return text[:LONGEST_WORDS].replace("\x00", "")


def name(text: str) -> str:
    """A person's name on one line, without what is not seen or turns the writing round; empty where nothing is left.

    A name stands in cards that others decide by: it must not look like a second line of ours, or like nobody's.
    """
    return _cut(_seen(text), LONGEST_NAME)


def file_name(text: str) -> str:
    """The same of a file, without the folders before it; of a long one its ending stays, by which it is opened."""
    last = _seen(text.replace("\\", "/").rstrip("/").rpartition("/")[2]).strip(". ")
    stem, dot, ending = last.rpartition(".")
    if not dot or len(ending) > LONGEST_FILE_NAME // 4:
        return _cut(last, LONGEST_FILE_NAME)
    return f"{_cut(stem, LONGEST_FILE_NAME - len(ending) - 1)}.{ending}"


def album(text: str) -> str:
    """What a platform calls a set of pictures, as it can be kept; LINE's have 64 signs."""
    return text[:LONGEST_ALBUM].replace("\x00", "")


def _seen(text: str) -> str:
    spaced = " ".join(text.replace("\x00", "").split())
    seen = "".join(letter for letter in spaced if letter in _JOINERS or _is_seen(letter))
    return " ".join(seen.strip(_JOINERS).split())


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs") and letter not in _BLANK_LETTERS


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + ELLIPSIS
