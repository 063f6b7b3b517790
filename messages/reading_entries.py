"""Lines to entries: one entry a line, its fields parted by a tab, a bar, a slash or a comma, whichever fits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from messages import words
from messages.plain import plain
from messages.words import either

_MARK = re.compile(r"\s*(?:[-\u2013\u2022*]\s+|[0-9\u0e50-\u0e59]{1,3}[.)]\s+)")
# The surest way first. A slash or comma between digits is part of a number ("45/2570", "1,200").
_WAYS = (
    re.compile(r"\t+"),
    re.compile(r"\|"),
    re.compile(r"\s/\s"),
    re.compile(r"(?<![0-9\u0e50-\u0e59])/|/(?![0-9\u0e50-\u0e59])"),
    re.compile(r"(?<![0-9\u0e50-\u0e59]),|,(?![0-9\u0e50-\u0e59])"),
)
_REMOVAL = re.compile(rf"(?:{either(words.REMOVE)})\s?(?P<number>[0-9]{{1,3}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that was typed, `number` counted from 1 with empty ones; `fields` is None where it does not part into as
    many as were asked for."""

    number: int
    text: str
    fields: tuple[str, ...] | None


def lines(text: str, fields: int) -> tuple[Line, ...]:
    """Every line that is not empty, without a mark or number before it, as an entry of so many fields."""
    return tuple(_lines(text, fields))


def removal(text: str) -> int | None:
    """The number of the entry to be taken out: "ลบ 3", "remove 3"; None for anything else."""
    found = _REMOVAL.fullmatch(plain(text))
    return int(found["number"]) if found else None


def _lines(text: str, fields: int) -> Iterator[Line]:
    for number, line in enumerate(text.splitlines(), 1):
        if plain(line):
            typed = _MARK.sub("", line, count=1).strip() or line.strip()
            yield Line(number=number, text=typed, fields=_parted(typed, fields))


def _parted(line: str, fields: int) -> tuple[str, ...] | None:
    if fields == 1:
        return (" ".join(line.split()),)
    for way in _WAYS:
        parts = tuple(" ".join(part.split()) for part in way.split(line))
        if len(parts) == fields and all(map(plain, parts)):
            return parts
    return None
