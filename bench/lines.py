"""What was found beside what is to be reached: a line for each goal of the house, and how it is printed."""

from collections.abc import Iterable
from dataclasses import dataclass

WIDTHS = (58, 14, 12, 12, 9)
HEAD = ("", "found", "goal", "stretch", "")


@dataclass(frozen=True, kw_only=True)
class Line:
    """`reach` and `stretch`: what is wanted, at most or `at_least`; None: a line that only tells. `beside`: the floor's
    own figures, or how it was measured."""

    what: str
    found: float
    unit: str
    reach: float | None = None
    stretch: float | None = None
    at_least: bool = False
    beside: str = ""

    @property
    def verdict(self) -> str:
        """How far it got."""
        if self.reach is None:
            return ""
        if self.stretch is not None and self._is_within(self.stretch):
            return "stretch"
        return "reached" if self._is_within(self.reach) else "MISSED"

    def __str__(self) -> str:
        goals = [self._wanted(self.reach), self._wanted(self.stretch)]
        return _columns((self.what, f"{_figure(self.found)} {self.unit}", *goals, self.verdict)) + f"  {self.beside}"

    def _is_within(self, wanted: float) -> bool:
        return self.found >= wanted if self.at_least else self.found <= wanted

    def _wanted(self, wanted: float | None) -> str:
        return "" if wanted is None else f"{'≥' if self.at_least else '≤'} {_figure(wanted)}"


def printed(lines: Iterable[Line]) -> str:
    """The table."""
    return "\n".join([_columns(HEAD), *map(str, lines)])


def _columns(words: Iterable[str]) -> str:
    first, *others = (f"{word:{width}}" for word, width in zip(words, WIDTHS, strict=True))
    return first + "".join(f"{word.strip():>{width}}" for word, width in zip(others, WIDTHS[1:], strict=True))


def _figure(number: float) -> str:
    """No more digits than were measured."""
    return f"{number:,.0f}" if number >= 100 or number == int(number) else f"{number:.3g}"
