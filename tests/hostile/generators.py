"""What attackers, broken programs and tired people send, made by a seeded chance: the same in every run."""

import copy
import json
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import IllegalCharacterError

from tests.bot.test_importing_anything import HOSTILE as VALUES
from tests.bot.test_importing_anything import places, toml
from tests.examples import content
from tests.wandering.vocabulary import ANSWERS, CODES, DAYS, FILES, HOSTILE, NOTES, PHOTOS, PROJECTS, ROUNDS, UNITS
from tests.workbooks import saved, written

FIXTURES = Path(__file__).parents[1] / "fixtures"
SIGNS = "".join(map(chr, (*range(1, 256), *range(0xE00, 0xE5C), 0x200B, 0x202E, 0x2066, 0xFEFF, 0xFFFD, 0x1F642)))
CODE_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ0O1Il-๒๓ "
LONGEST = 5000
"""LINE lets nobody write more."""


def noise(chance: Random, most: int = 40) -> str:
    """Signs of every kind in no order, with something to be seen among them."""
    return "#" + "".join(chance.choices(SIGNS, k=chance.randint(1, most)))


def code(chance: Random) -> str:
    """Like an invitation, and none that was given out."""
    return chance.choice(("TW-", "TW", "tw-", "/start ", "")) + "".join(chance.choices(CODE_SIGNS, k=9))


def command(chance: Random, known: list[str]) -> str:
    """A word that people may type, and behind it what does not belong there."""
    word = chance.choice(known)
    tail = chance.choices(
        (*CODES, *PROJECTS, *ANSWERS, *NOTES, *UNITS, *ROUNDS, *DAYS, *HOSTILE), k=chance.randint(0, 4)
    )
    return f"{chance.choice(('', '/', ''))}{word} {' '.join(tail)}".strip()[:LONGEST]


def broken(chance: Random, known: list[str]) -> str:
    """A command with signs left out, doubled or put in."""
    letters = list(command(chance, known)[:200])
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(letters))
        letters[at : at + chance.randint(0, 2)] = chance.choice(SIGNS) * chance.randint(0, 3)
        letters = letters or ["#"]
    return "".join(letters).strip() or "#"


def file(chance: Random) -> tuple[str, bytes]:
    """A name and bytes that do not belong together, or are damaged."""
    name = chance.choice((*FILES, noise(chance) + ".pdf", "../" * chance.randint(1, 9) + "x.jpg", "a" * 300))
    whole = bytearray(chance.choice((*FILES.values(), *PHOTOS, chance.randbytes(60))))
    for _ in range(chance.randint(0, 3)):
        at = chance.randint(0, len(whole))
        whole[at : at + chance.randint(0, 9)] = chance.randbytes(chance.randint(0, 9))
    return name, bytes(whole[: chance.randint(0, len(whole))] if chance.random() < 0.3 else whole)


def value(chance: Random, depth: int = 0) -> Any:
    """Anything that JSON can say, and what an attacker would type."""
    leaf = (
        None,
        True,
        0,
        -1,
        10**30,
        1e308,
        "",
        "\x00",
        "\ud83d",
        noise(chance),
        "x" * 300,
        1.5,
        code(chance),
        *HOSTILE,
    )
    if depth > 2 or chance.random() < 0.7:
        return chance.choice(leaf)
    inner = [value(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    return inner if chance.random() < 0.5 else {noise(chance, 4): each for each in inner}


def recorded(platform: str) -> list[Any]:
    return [json.loads(path.read_text()) for path in sorted((FIXTURES / platform).glob("*.json"))]


def body(chance: Random, bodies: list[Any]) -> bytes:
    """A request of a platform with some of its values changed, gone, or cut off; seldom no JSON at all."""
    if chance.random() < 0.05:
        return chance.randbytes(chance.randint(0, 60))
    made = copy.deepcopy(chance.choice(bodies))
    for _ in range(chance.randint(1, 3)):
        _change(chance, made, value(chance))
    sent = json.dumps(made).encode()
    return sent[: chance.randint(0, len(sent))] if chance.random() < 0.1 else sent


def framework_file(chance: Random) -> bytes:
    """A framework with some of its values changed, gone or doubled; seldom cut off or no text."""
    made = content(chance.choice(("department", "department-2548")))
    for _ in range(chance.randint(1, 3)):
        _change(chance, made, copy.deepcopy(chance.choice(VALUES)))
    whole = toml(made)
    if chance.random() < 0.2:
        at = chance.randint(0, len(whole))
        return whole[:at] + chance.randbytes(chance.randint(0, 3)) + whole[at + chance.randint(0, 30) :]
    return whole


def _change(chance: Random, made: Any, by: Any) -> None:
    found = places(made)
    if not found:
        return
    way = chance.choice(found)
    inside = made
    for name in way[:-1]:
        inside = inside[name]
    how = chance.random()
    if how < 0.6:
        inside[way[-1]] = by
    elif how < 0.8:
        del inside[way[-1]]
    elif isinstance(inside, list):
        inside.append(copy.deepcopy(inside[way[-1]]))


def workbook(chance: Random) -> bytes:
    """Cells filled with what does not belong there, or bytes of the file damaged."""
    if chance.random() < 0.7:
        whole = bytearray(written("department"))
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(whole))
            whole[at : at + chance.randint(0, 20)] = chance.randbytes(chance.randint(0, 20))
        return bytes(whole[: chance.randint(0, len(whole))] if chance.random() < 0.2 else whole)
    book = openpyxl.load_workbook(BytesIO(written("department")))
    for _ in range(chance.randint(1, 5)):
        cell = book[chance.choice(book.sheetnames)].cell(chance.randint(1, 6), chance.randint(1, 12))
        try:
            cell.value = chance.choice((noise(chance), -1, 1e300, True, "=1+1", "31/2/2570", None, *HOSTILE))
        except (AttributeError, ValueError, IllegalCharacterError):
            continue
    return saved(book)
