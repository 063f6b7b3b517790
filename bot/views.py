"""Small pictures for those who look: of what a platform does not show in place as it was sent (HEIC, large photos)."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL
from contextlib import suppress
from dataclasses import dataclass, field, replace

import msgspec
import structlog

from bot.platforms.port import Parcel, Platform
from messages.outgoing import Exhibit, Shape
from storage.files import FileStore

SECONDS = 20.0
PICTURES = "image/"
MAKING = "bot.shrinking"
_log = structlog.get_logger("views")


@dataclass(kw_only=True)
class Views:
    """Makes them when they are first shown, one at a time, in a process of its own; kept beside the original until that
    is forgotten. A picture that cannot be made small is sent as the file that it is."""

    store: FileStore
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def added(self, platform: Platform, parcel: Parcel) -> Parcel:
        """The parcel, its pictures marked that have a small one where this platform needs it."""
        if not any(isinstance(shape, Exhibit) for shape in parcel.shapes):
            return parcel
        return replace(parcel, shapes=tuple([await self._viewed(platform, shape) for shape in parcel.shapes]))

    async def _viewed(self, platform: Platform, shape: Shape) -> Shape:
        if not isinstance(shape, Exhibit) or shape.content or not shape.media_type.startswith(PICTURES):
            return shape
        if platform.shows(shape) or not await self._is_there(shape.sha256):
            return shape
        return msgspec.structs.replace(shape, viewed=True)

    async def _is_there(self, sha256: str) -> bool:
        async with self._turn:
            if not self.store.view(sha256).is_file() and self.store.holds(sha256):
                await self._make(sha256)
        return self.store.view(sha256).is_file() and self.store.holds(sha256)

    async def _make(self, sha256: str) -> None:
        with self.store.arriving_view() as target:
            source = str(self.store.path(sha256))
            made = await asyncio.create_subprocess_exec(
                sys.executable, "-m", MAKING, source, str(target), stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL
            )
            try:
                code = await asyncio.wait_for(made.wait(), SECONDS)
            except TimeoutError:
                code = -1
            finally:
                with suppress(ProcessLookupError):
                    made.kill()
                await made.wait()
            if code == 0:
                self.store.keep_view(sha256, target)
            else:
                _log.warning("no small picture", code=code)
