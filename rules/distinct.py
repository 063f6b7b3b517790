"""A distinct count: which entries of a list count, and what those that do not count repeat.

What makes two texts the same is for the caller, who hands in a key for each entry (messages.likeness).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rules.entries import Entry
from rules.frameworks import Once

Key = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Again:
    """An entry (its place from 0) that does not count: it repeats another of the list, or what `ref` has counted."""

    place: int
    of: int | None = None
    ref: str = ""


@dataclass(frozen=True, kw_only=True)
class Sorted:
    """The entries that count, by their places from 0, and those that do not."""

    kept: tuple[int, ...]
    again: tuple[Again, ...]


def sort(keys: Sequence[Key], counted: Mapping[Key, str]) -> Sorted:
    """Which of the entries count, the first of each key; `counted` has what other reports count, to their REFs."""
    first: dict[Key, int] = {}
    again: list[Again] = []
    for place, key in enumerate(keys):
        if key in counted:
            again.append(Again(place=place, ref=counted[key]))
        elif key in first:
            again.append(Again(place=place, of=first[key]))
        else:
            first[key] = place
    return Sorted(kept=tuple(first.values()), again=tuple(again))


def reaches_other_periods(once: Once | None) -> bool:
    """Whether an entry may not repeat what another period's report of the year counts.

    "Once a month" is held within the report, for it is of one month; an activity is one wherever it is named in the
    year (ours: no source says what an activity that goes on over two periods is).
    """
    return once in ("year", "activity")


def chosen(entries: Sequence[Entry], kept: Iterable[int]) -> tuple[Entry, ...]:
    """The entries at these places."""
    return tuple(entries[place] for place in kept)
