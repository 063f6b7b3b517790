"""The entries of a list in words: numbered, the first of many, and which came and went."""

from collections.abc import Iterator

from messages import lengths
from messages.texts import Texts
from rules.entries import Answer, Difference, Entries, other_entries

MOST_ENTRIES, LONGEST_ENTRY = 10, 100


def shortly(texts: Texts, language: str, said: Answer) -> Iterator[str]:
    """The entries of a list, numbered, the first ones of many; nothing for any other answer."""
    yield from numbered(said)[:MOST_ENTRIES]
    more = len(numbered(said)) - MOST_ENTRIES
    if more > 0:
        yield texts.line(language, "cards.more_entries", count=more)


def numbered(said: Answer) -> tuple[str, ...]:
    """All entries of a list, numbered, each in a line; none for any other answer."""
    listed = said.entries if isinstance(said, Entries) else ()
    lines = (lengths.shortened(" / ".join(entry), LONGEST_ENTRY) for entry in listed)
    return tuple(f"{number}. {line}" for number, line in enumerate(lines, 1))


def since(texts: Texts, language: str, held: Difference) -> Iterator[str]:
    """Which entries are new in a list and which are gone, so that a reviewer need not compare."""
    keys = ("cards.entries_added", "cards.entries_removed")
    for key, changed in zip(keys, other_entries(held.before, held.after), strict=True):
        words = "; ".join(" / ".join(entry) for entry in changed)
        if words:
            yield texts.line(language, key, count=len(changed), entries=lengths.shortened(words, lengths.REASON))
