"""The HTML of parse_mode, read strictly: plain text and entities, or the service's complaint."""

import re
from dataclasses import dataclass
from typing import Any

from bot.demo.telegram.refusals import Refused, bad_request

Entity = dict[str, Any]

_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "blockquote": "blockquote", "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_PIECE = re.compile(r"[^<&]+|&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z]+));?|[<&]")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)(?=[\s>])))?\s*""")


def width(text: str) -> int:
    """Length in UTF-16 code units: what offsets and lengths of entities count."""
    return len(text) + sum(character > "\uffff" for character in text)


@dataclass
class _Open:
    tag: str
    argument: str
    offset: int
    start: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities; raise Refused 400 "can't parse entities: …" for any but well-formed, allowed tags."""
    return _Html(source).parsed()


class _Html:
    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def parsed(self) -> tuple[str, list[Entity]]:
        position = 0
        while position < len(self.source):
            piece = _PIECE.match(self.source, position)
            assert piece is not None
            if piece.group() == "<":
                closing = self.source.startswith("</", position)
                position = self._end(position) if closing else self._start(position)
            else:
                self._write(_character(piece))
                position = piece.end()
        if self.open:
            raise _unparsed(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.out), self.entities

    def _write(self, text: str) -> None:
        self.out.append(text)
        self.offset += width(text)

    def _name(self, position: int) -> tuple[str, int]:
        match = _NAME.match(self.source, position)
        assert match is not None
        return match.group().lower(), match.end()

    def _at(self, position: int) -> str:
        return f"at byte offset {len(self.source[:position].encode())}"

    def _start(self, begin: int) -> int:
        tag, position = self._name(begin + 1)
        if position == len(self.source):
            raise _unparsed(f"Unclosed start tag {self._at(begin)}")
        if tag not in _KINDS:
            raise _unparsed(f'Unsupported start tag "{tag}" {self._at(begin)}')
        attributes, position = self._attributes(tag, begin, position)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _unparsed(f'Tag "span" must have class "tg-spoiler" {self._at(begin)}')
        self.open.append(_Open(tag, _argument(tag, attributes), self.offset, len(self.out)))
        return position

    def _attributes(self, tag: str, begin: int, position: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        position += len(self.source[position:]) - len(self.source[position:].lstrip())
        while not self.source.startswith(">", position):
            if position >= len(self.source):
                raise _unparsed(f"Unclosed start tag {self._at(begin)}")
            match = _ATTRIBUTE.match(self.source, position)
            if match is None:
                raise self._no_value(begin, position) if attributes else self._no_name(tag, begin)
            name, *values = match.groups()
            attributes[name] = _unescaped("".join(value or "" for value in values))
            position = match.end()
        return attributes, position + 1

    def _no_name(self, tag: str, begin: int) -> Refused:
        return _unparsed(f'Empty attribute name in the tag "{tag}" {self._at(begin)}')

    def _no_value(self, begin: int, position: int) -> Refused:
        quoted = self.source[position:].lstrip("= \n")[:1] in ("'", '"', "")
        return _unparsed(f"{'Unclosed start tag' if quoted else 'Unexpected end of name token'} {self._at(begin)}")

    def _end(self, begin: int) -> int:
        if not self.open:
            raise _unparsed(f"Unexpected end tag {self._at(begin)}")
        tag, position = self._name(begin + 2)
        position += len(self.source[position:]) - len(self.source[position:].lstrip())
        if not self.source.startswith(">", position):
            raise _unparsed(f"Unclosed end tag {self._at(begin)}")
        opened = self.open.pop()
        if tag and tag != opened.tag:
            expected = f'expected "</{opened.tag}>", found "</{tag}>"'
            raise _unparsed(f"Unmatched end tag {self._at(begin)}, {expected}")
        self._close(opened)
        return position + 1

    def _close(self, opened: _Open) -> None:
        kind = _KINDS[opened.tag]
        entity: Entity = {"type": kind, "offset": opened.offset, "length": self.offset - opened.offset}
        inner = self.entities[-1] if self.entities else {}
        same = all(inner.get(key) == entity[key] for key in ("offset", "length"))
        if kind == "text_link":
            entity["url"] = opened.argument or "".join(self.out[opened.start :])
            if not re.match(r"(https?|tg)://\S", entity["url"]):
                return
        elif kind == "pre" and same and inner["type"] == "code":
            entity |= {"language": language} if (language := inner.pop("language", "")) else {}
            self.entities.pop()
        elif kind == "code" and opened.argument:
            entity["language"] = opened.argument
        elif kind == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        if entity["length"]:
            self.entities.append(entity)


def _argument(tag: str, attributes: dict[str, str]) -> str:
    match tag:
        case "a":
            return attributes.get("href", "")
        case "code":
            return attributes.get("class", "").removeprefix("language-")
        case "blockquote":
            return "expandable" if "expandable" in attributes else ""
        case _:
            return ""


def _character(piece: re.Match[str]) -> str:
    hexadecimal, decimal, name = piece.groups()
    if name:
        return _CHARACTERS.get(name, piece.group())
    if not (hexadecimal or decimal):
        return piece.group()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF else piece.group()


def _unescaped(text: str) -> str:
    return "".join(_character(piece) for piece in _PIECE.finditer(text)) if "&" in text else text


def _unparsed(text: str) -> Refused:
    return bad_request(f"can't parse entities: {text}")
