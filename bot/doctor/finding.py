"""What was found of one thing, and what to do."""

from dataclasses import dataclass
from typing import Literal

from messages.patterns import Value

Mark = Literal["fine", "look", "wrong"]
SIGNS: dict[Mark, str] = {"fine": "✓", "look": "!", "wrong": "✗"}


@dataclass(frozen=True)
class Finding:
    """A sentence by its key; `look`: nothing stands still, but somebody should look; `wrong`: it does not work so."""

    mark: Mark
    key: str
    values: dict[str, Value]


def fine(key: str, **values: Value) -> Finding:
    return Finding("fine", key, values)


def look(key: str, **values: Value) -> Finding:
    return Finding("look", key, values)


def wrong(key: str, **values: Value) -> Finding:
    return Finding("wrong", key, values)
