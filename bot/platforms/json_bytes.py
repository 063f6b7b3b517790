"""JSON as platforms send it, read without ever failing in a way that nobody waits for."""

import re
from typing import TypeVar

import msgspec

T = TypeVar("T")

_ESCAPE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\.", re.DOTALL
)
_LONE = 6
_REPLACEMENT = rb"\ufffd"


def decoded(decoder: msgspec.json.Decoder[T], body: bytes) -> T:
    """The body as the decoder's type. Raises ValueError, also for what is nested too deep.

    Half an emoji in one person's words makes the whole request bad JSON: it is put right, the others' words with it.
    """
    try:
        return _decoded(decoder, body)
    except msgspec.ValidationError:
        raise
    except ValueError:
        return _decoded(decoder, mended(body))


def mended(body: bytes) -> bytes:
    """With a sign in the place of what is no UTF-8 and of each half of a surrogate pair."""
    return _ESCAPE.sub(_whole, body.decode("utf-8", "replace").encode())


def _whole(found: re.Match[bytes]) -> bytes:
    escape = found.group()
    return _REPLACEMENT if len(escape) == _LONE else escape


def _decoded(decoder: msgspec.json.Decoder[T], body: bytes) -> T:
    """What is kept raw inside is not looked at by the decoder, so all of it is tried for UTF-8 first."""
    body.decode()
    try:
        return decoder.decode(body)
    except RecursionError:
        raise ValueError("nested too deep") from None
