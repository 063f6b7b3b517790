"""What is wrong in a workbook, in words an official understands: each place as it is called there, in its order."""

from collections.abc import Iterable

from messages.documents.workbook.book import Book, nearest
from messages.documents.workbook.layout import CHOICES, OURS, SHEETS, Sheet
from messages.documents.workbook.names import Names
from messages.documents.workbook.places import Spot, Spotted
from rules.frameworks import Fact, Mistake

CHOSEN = ("not_a_choice", "no_such_province")
"""Mistakes about a word of a closed list: named as it is called in the workbook, not as a file has it."""
NEAR = "_near"


def told(book: Book, judged: Iterable[Mistake]) -> list[tuple[str, str]]:
    """Place and sentence of every mistake, the workbook's own and those of its values, once each.

    Where the workbook itself is wrong nothing more is said of the same cell.
    """
    found = [_spotted(book, mistake) for mistake in judged]
    own = {it.at for it in book.mistakes}
    spotted = [*book.mistakes, *(it for it in found if it.at not in own)]
    spotted.sort(key=lambda it: _order(book.names, it.at))
    return list(dict.fromkeys((it.at.told(book.names), sentence(book.names, it)) for it in spotted))


def sentence(names: Names, mistake: Spotted) -> str:
    """The mistake in words, without its place."""
    code, facts = mistake.code, dict(mistake.facts)
    if code.removesuffix(NEAR) in CHOSEN and mistake.column is not None:
        code, facts = _chosen(names, mistake.column.choice, code.removesuffix(NEAR), facts)
    if "what" in facts:
        facts["what"] = names.line(f"file_words.{facts['what']}")
    own = f"workbook_mistakes.{code}"
    if own in names.texts.by_language[names.language]:
        facts.pop("found", None)
        return names.line(own, **facts)
    return names.line(f"mistakes.{code}", **facts)


def _chosen(names: Names, choice: str, code: str, facts: dict[str, Fact]) -> tuple[str, dict[str, Fact]]:
    likely = nearest(str(facts["value"]), names.all_words(choice))
    said: dict[str, Fact] = {"value": facts["value"]}
    if code == "not_a_choice":
        said["allowed"] = " · ".join(names.word(choice, word) for word in CHOICES[choice])
    return (f"{code}{NEAR}", said | {"nearest": likely}) if likely else (code, said)


def _spotted(book: Book, mistake: Mistake) -> Spotted:
    spot, column = book.places.spot(mistake.place, book.names)
    facts = dict(mistake.facts)
    if column is not None and column.key == OURS and "value" in facts:
        sheet = book.names.sheet_called(spot.sheet)
        facts["value"] = (
            book.names.told_path(sheet, str(facts["value"])) if isinstance(sheet, Sheet) else facts["value"]
        )
    return Spotted(at=spot, code=mistake.code, facts=facts, column=column)


def _order(names: Names, at: Spot) -> tuple[int, int, int]:
    called = names.sheet_called(at.sheet)
    return SHEETS.index(called) if isinstance(called, Sheet) else -1, at.row, at.column
