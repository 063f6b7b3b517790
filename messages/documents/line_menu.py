"""The menu under a LINE chat: what its areas say when they are tapped, and the picture of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from messages.commands import Words
from messages.documents.drawing import png
from messages.texts import LANGUAGES, Texts

DRAWING = Path(__file__).with_suffix(".typ")
WIDTH, HEIGHT = 2500, 1686
COLUMNS, ROWS = 3, 2
PIXELS_A_POINT = 72.0
DETAILS = {
    "report": "line_menu.report",
    "status": "line_menu.status",
    "projects": "line_menu.projects",
    "calendar": "line_menu.calendar",
    "help": "line_menu.help",
    "language": "line_menu.language",
}
"""The commands in their order, and the small line below each."""


@dataclass(frozen=True)
class Area:
    """A rectangle of the picture, in pixels, and the command that it stands for."""

    x: int
    y: int
    width: int
    height: int
    command: str
    word: str


@dataclass(frozen=True)
class LineMenu:
    """A menu in one language."""

    language: str
    bar: str
    areas: tuple[Area, ...]
    picture: bytes


def line_menu(texts: Texts, language: str) -> LineMenu:
    """Its words are the ones that can be typed. Raises Undrawn."""
    taught = Words.of(texts).taught
    words = {command: taught[language, command] for command in DETAILS}
    return LineMenu(
        language=language,
        bar=texts.line(language, "line_menu.bar"),
        areas=tuple(_areas(words)),
        picture=png(DRAWING, _shown(texts, language, words), pixels_an_inch=PIXELS_A_POINT),
    )


def other(language: str) -> str:
    """The language that the menu's last area changes to."""
    return LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]


def _areas(words: dict[str, str]) -> Iterator[Area]:
    across = [WIDTH * column // COLUMNS for column in range(COLUMNS + 1)]
    down = [HEIGHT * row // ROWS for row in range(ROWS + 1)]
    for place, (command, word) in enumerate(words.items()):
        row, column = divmod(place, COLUMNS)
        width, height = across[column + 1] - across[column], down[row + 1] - down[row]
        yield Area(across[column], down[row], width, height, command, word)


def _shown(texts: Texts, language: str, words: dict[str, str]) -> dict[str, Any]:
    cells = [
        {"icon": command, "word": word, "detail": texts.line(language, DETAILS[command])}
        for command, word in words.items()
    ]
    return {"language": language, "width": WIDTH, "height": HEIGHT, "columns": COLUMNS, "cells": cells}
