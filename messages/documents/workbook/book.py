"""A workbook while it is read: the plain values so far, where each stands, what is wrong with the workbook itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from messages.documents.workbook.cells import Cell
from messages.documents.workbook.guard import Scanned
from messages.documents.workbook.names import Names
from messages.documents.workbook.places import Places, Spot, Spotted
from messages.plain import plain


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The cells of one sheet, all rows equally long, and what is known of single cells."""

    name: str
    rows: list[list[Cell]]
    scanned: Scanned


@dataclass(kw_only=True)
class Book:
    """What a workbook says: the plain values, where they stand, and what is wrong with the workbook itself."""

    names: Names
    values: dict[str, Any] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    mistakes: list[Spotted] = field(default_factory=list)

    def wrong(self, at: Spot, code: str, **facts: str | int) -> None:
        """Note a mistake; where a nearest name is known the sentence is another."""
        known = {name: fact for name, fact in facts.items() if fact or name != "nearest"}
        self.mistakes.append(Spotted(at=at, code=f"{code}_near" if "nearest" in known else code, facts=known))


def nearest(typed: str, names: Iterable[str]) -> str:
    """The name most like what was typed, or an empty text."""
    known = {plain(name): name for name in names}
    found = get_close_matches(plain(typed)[:40], list(known), n=1, cutoff=0.6)
    return known[found[0]] if found else ""
