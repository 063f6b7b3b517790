"""What is drawn for a message: off the loop, right before it is sent, and kept for as long as links to it live."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Sequence

import structlog
from msgspec.structs import replace

from bot.faults import where
from bot.retry import TryLater
from messages.outgoing import Exhibit, Shape
from storage.files import FileStore

_log = structlog.get_logger("produce")


async def made(shapes: Sequence[Shape], store: FileStore) -> tuple[Shape, ...]:
    """The same shapes with what we made in its store, where it is shown from as evidence is: LINE has it by a link.
    Keeping it again makes it young again: it is forgotten once no link to it is good any more.

    What cannot be drawn is left out, for the words beside it say the same. Raise TryLater while the disk is full.
    """
    drawn = [await _drawn(shape) if isinstance(shape, Exhibit) and shape.drawing else shape for shape in shapes]
    found = tuple(shape for shape in drawn if shape is not None)
    try:
        for it in found:
            if isinstance(it, Exhibit) and it.content:
                await store.receive(_whole(it.content), len(it.content))
    except OSError as fault:
        raise TryLater(type(fault).__name__) from None
    return found


async def _drawn(exhibit: Exhibit) -> Exhibit | None:
    from messages.documents import chart_png

    if exhibit.drawing is None:
        return exhibit
    try:
        content = await asyncio.to_thread(chart_png.picture, exhibit.drawing)
    except Exception as fault:
        _log.error("not drawn", fault=type(fault).__name__, where=where(fault))
        return None
    digest = hashlib.sha256(content).hexdigest()
    return replace(exhibit, sha256=digest, size=len(content), content=content, drawing=None)


async def _whole(content: bytes) -> AsyncGenerator[bytes]:
    yield content
