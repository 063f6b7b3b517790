"""A call's parameters as the service reads them: from the query, a form, JSON or multipart, all alike."""

import re
from dataclasses import dataclass, field
from email.message import Message
from email.parser import HeaderParser
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import Request

from bot.demo.telegram.refusals import Refused, bad_request

LARGEST_BODY = 50 * 2**20 + 2**16
_NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True)
class Upload:
    """A file inside a multipart body."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class Parameters:
    """Texts by name and files by name; what is missing reads as empty, as the service does it."""

    texts: dict[str, str] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        found = _NUMBER.match(self.text(name).strip())
        return int(found.group()) if found else default

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def json(self, name: str, what: str) -> Any:
        """None when missing; raise Refused 400 "can't parse <what> JSON object" when malformed."""
        if not (text := self.text(name)):
            return None
        try:
            return msgspec.json.decode(text)
        except msgspec.DecodeError:
            raise bad_request(f"can't parse {what} JSON object") from None


async def read(request: Request) -> Parameters:
    """Raise Refused 413 for a body over 50 MB, 400 for one that is malformed."""
    if int(request.headers.get("content-length", 0)) > LARGEST_BODY:
        raise Refused(413, "Request Entity Too Large")
    body = await request.body()
    header = _header(f"Content-Type: {request.headers.get('content-type', '')}")
    texts, uploads = dict(request.query_params), {}
    match header.get_content_type():
        case "application/json" if body:
            texts |= _from_json(body)
        case "multipart/form-data":
            parts, uploads = _from_multipart(body, str(header.get_param("boundary", "")))
            texts |= parts
        case "application/x-www-form-urlencoded":
            texts |= _from_form(body)
    return Parameters(texts, uploads)


def _header(text: str) -> Message:
    return HeaderParser().parsestr(text)


def _from_form(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _from_json(body: bytes) -> dict[str, str]:
    try:
        values = msgspec.json.decode(body)
    except msgspec.DecodeError:
        raise bad_request("can't parse parameter value") from None
    if not isinstance(values, dict):
        raise bad_request("JSON object expected")
    return {str(name): _as_text(value) for name, value in values.items() if value is not None}


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _from_multipart(body: bytes, boundary: str) -> tuple[dict[str, str], dict[str, Upload]]:
    if not boundary:
        raise bad_request("boundary not found")
    texts: dict[str, str] = {}
    uploads: dict[str, Upload] = {}
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary.encode())
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise bad_request("unexpected end of request content")
    for piece in pieces[1:-1]:
        head, _, content = piece.partition(b"\r\n\r\n")
        header = _header(head.decode(errors="replace").lstrip("\r\n"))
        name = header.get_param("name", header="content-disposition")
        if not name:
            raise bad_request("field name in multipart/form-data not found")
        if (filename := header.get_filename()) is None:
            texts[str(name)] = content.decode(errors="replace")
        else:
            uploads[str(name)] = Upload(filename, header.get_content_type(), content)
    return texts, uploads
