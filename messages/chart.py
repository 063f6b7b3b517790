"""A picture of how it stands, as the words that it is drawn from: months across, units down, a sign in each cell."""

from msgspec import Struct

from messages.states import State


class Cell(Struct, frozen=True):
    """How a unit's month stands; its sign says the same without the colour."""

    state: State
    sign: str


class Line(Struct, frozen=True):
    """A unit: its months, and in words what is to be known of it."""

    name: str
    cells: tuple[Cell, ...]
    word: str
    state: State


class Month(Struct, frozen=True):
    """A column: its name, the year below it, how many are complete of how many ("" where nothing is owed yet)."""

    name: str
    year: str
    complete: str


class Sign(Struct, frozen=True):
    """A sign that stands in the picture, and its word."""

    cell: Cell
    word: str


class Chart(Struct, frozen=True, kw_only=True):
    """All words of the picture, in the reader's language; `rest` tells of units that are not shown."""

    language: str
    title: str
    subtitle: str
    complete: str
    months: tuple[Month, ...]
    lines: tuple[Line, ...]
    signs: tuple[Sign, ...]
    rest: str = ""
