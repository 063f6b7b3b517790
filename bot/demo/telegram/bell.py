"""Rings when something that a page shows has changed."""

import asyncio


class Bell:
    """`version` grows with each ring."""

    def __init__(self) -> None:
        self.version = 0
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self.version += 1
        self._rung.set()
        self._rung = asyncio.Event()

    async def changed(self, since: int) -> int:
        """Wait for a version beyond that one, and return it."""
        while self.version <= since:
            await self._rung.wait()
        return self.version
