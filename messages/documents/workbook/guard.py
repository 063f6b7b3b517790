"""What a workbook is made of, before anything of it is trusted: its size, its parts, how far its sheets go.

Whoever reads the cells gets a workbook packed anew from the parts that were looked at here: a size that the file only
claims, a part twice, macros and pictures are not in it. One cell far out would make the reader ask for all the memory
that there is, and a cell in error reads as an empty one: both are found here.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.etree import ElementTree

from messages.documents.framework_faults import Fault

LARGEST = 10 * 1024 * 1024
LARGEST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 2000
MOST_ROWS, MOST_COLUMNS = 20_000, 120
MOST_ELEMENTS, MOST_MERGED = 1_000_000, 2000
LARGEST_TREE = 5 * 1024 * 1024
"""What is held as a whole tree in memory: the list of sheets, the styles."""
ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How a workbook begins, and how one of old Excel or with a password does."""
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STYLES, STRINGS, TYPES, TOP = "xl/styles.xml", "xl/sharedStrings.xml", "[Content_Types].xml", "_rels/.rels"
KNOWN = {name.lower(): name for name in (BOOK, RELATIONS, STYLES, STRINGS, TYPES, TOP)}
"""Parts by their names in small letters: not every program writes them alike."""
WORKSHEET = "/worksheet"
"""How the kind of a sheet ends that has cells; charts on sheets of their own are passed over."""
PER_CENT = (9, 10)
"""The numbers of the built-in formats in per cent."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_QUOTED = re.compile(r'"[^"]*"|\\.')
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, OSError, ValueError, RuntimeError, KeyError,
)  # fmt: skip
Place = tuple[int, int]
Parts = Mapping[str, bytes]


@dataclass(kw_only=True)
class Scanned:
    """What the values of a sheet's cells do not say; rows and columns count from 0."""

    name: str
    hidden: bool
    part: str
    percents: set[Place] = field(default_factory=set)
    errors: set[Place] = field(default_factory=set)
    unreckoned: set[Place] = field(default_factory=set)
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    end: Place = (0, 0)


@dataclass(frozen=True, kw_only=True)
class Safe:
    """A workbook that can be read: packed anew, and its sheets in their order."""

    content: bytes
    sheets: tuple[Scanned, ...]


class _Hostile(Exception):
    """The workbook cannot be taken; holds the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault


def examined(content: bytes) -> Safe | Fault:
    """The workbook as it can be read, or why it cannot."""
    if len(content) > LARGEST:
        return Fault(code="workbook_too_large")
    if content.startswith(COMPOUND):
        return Fault(code="old_workbook")
    try:
        return _examined(content)
    except _Hostile as hostile:
        return hostile.fault
    except _UNREADABLE:
        return Fault(code="not_workbook")


def _examined(content: bytes) -> Safe:
    parts = _parts(content)
    sheets = tuple(_sheets(parts))
    if not sheets:
        raise _Hostile(Fault(code="not_workbook"))
    percents = _percents(parts.get(STYLES))
    for sheet in sheets:
        _scan(sheet, parts[sheet.part], percents)
    wanted = {*KNOWN.values(), *(sheet.part for sheet in sheets)}
    return Safe(content=_packed({name: parts[name] for name in parts if name in wanted}), sheets=sheets)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        listed = packed.infolist()
        if len(listed) > MOST_PARTS or sum(it.file_size for it in listed) > LARGEST_UNPACKED:
            raise _Hostile(Fault(code="swollen"))
        names = {it.filename.lower() for it in listed}
        if any(name.endswith("vbaproject.bin") for name in names):
            raise _Hostile(Fault(code="with_macros"))
        if len(names) < len(listed):
            raise _Hostile(Fault(code="not_workbook"))
        named = ((KNOWN.get(it.filename.lower(), it.filename), it) for it in listed)
        return {name: packed.read(it) for name, it in named if name.lower().endswith((".xml", ".rels"))}


def _packed(parts: Parts) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return content.getvalue()


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _elements(part: bytes, name: str) -> Iterator[ElementTree.Element]:
    if len(part) > LARGEST_TREE:
        raise _Hostile(Fault(code="swollen"))
    return (it for it in ElementTree.fromstring(part).iter() if _local(it.tag) == name)


def _attribute(element: ElementTree.Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if _local(key) == name), "")


def _sheets(parts: Parts) -> Iterator[Scanned]:
    named = {name.lower(): name for name in parts}
    relations = {it.get("Id", ""): it for it in _elements(parts[RELATIONS], "Relationship")}
    for element in _elements(parts[BOOK], "sheet"):
        relation = relations[_attribute(element, "id")]
        if not relation.get("Type", "").endswith(WORKSHEET):
            continue
        target = relation.get("Target", "")
        part = target.removeprefix("/") if target.startswith("/") else normpath(join("xl", target))
        hidden = element.get("state", "visible") != "visible"
        yield Scanned(name=element.get("name", ""), hidden=hidden, part=named[part.lower()])


def _percents(styles: bytes | None) -> frozenset[str]:
    """The numbers of the cell styles that show per cent."""
    if styles is None:
        return frozenset()
    own = {it.get("numFmtId"): it.get("formatCode", "") for it in _elements(styles, "numFmt")}
    shown = {number for number, code in own.items() if "%" in _QUOTED.sub("", code)} | set(map(str, PER_CENT))
    cells = next(_elements(styles, "cellXfs"), None)
    return frozenset(str(place) for place, it in enumerate(cells or ()) if it.get("numFmtId") in shown)


def _scan(sheet: Scanned, part: bytes, percents: frozenset[str]) -> None:
    row, column = -1, -1
    for number, (event, element) in enumerate(ElementTree.iterparse(io.BytesIO(part), ("start", "end"))):
        if number > 2 * MOST_ELEMENTS or len(sheet.merged) > MOST_MERGED:
            raise _Hostile(Fault(code="swollen"))
        match event, _local(element.tag):
            case "start", "row":
                row, column = int(element.get("r", row + 2)) - 1, -1
            case "start", "c":
                at = element.get("r")
                row, column = _place(at) if at else (row, column + 1)
            case "end", "c":
                _cell(sheet, element, (row, column), percents)
            case "end", "mergeCell":
                sheet.merged.append(_reach(element.get("ref", "")))
            case "end", "row":
                element.clear()


def _reach(reference: str) -> tuple[Place, Place]:
    first, _, last = reference.partition(":")
    return _place(first), _place(last or first)


def _place(reference: str) -> Place:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _cell(sheet: Scanned, element: ElementTree.Element, place: Place, percents: frozenset[str]) -> None:
    inside = {_local(it.tag): it.text for it in element}
    if not inside.keys() & {"v", "f", "is"}:
        return
    if min(place) < 0:
        raise ValueError(place)
    sheet.end = max(sheet.end[0], place[0] + 1), max(sheet.end[1], place[1] + 1)
    if sheet.end[0] > MOST_ROWS or sheet.end[1] > MOST_COLUMNS:
        raise _Hostile(Fault(code="too_wide"))
    if element.get("t") == "e":
        sheet.errors.add(place)
    elif "f" in inside and not inside.get("v") and element.get("t") != "str":
        sheet.unreckoned.add(place)
    elif element.get("s") in percents:
        sheet.percents.add(place)
