"""Who drains which lane: what the rest of the house may ask of an engine."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Protocol

Drain = Callable[[datetime], Awaitable[datetime | None]]
"""Does what is due in one lane by that instant, at least a part of it.

Returns when to look again, by the clock: an instant that has come means at once, None means when woken.
"""


class Engine(Protocol):
    """Drains lanes, one worker a lane at a time. Rows are the truth: waking is a hint, a missed one is made good."""

    @property
    def running(self) -> bool:
        """Whether every lane has its worker."""
        ...

    def add(self, lane: str, drain: Drain) -> None:
        """Before the start."""
        ...

    def wake(self, lane: str) -> None:
        """There may be something to do; a lane that is not ours is no mistake."""
        ...

    def wake_all(self, lanes: Iterable[str]) -> None: ...

    async def start(self) -> None: ...

    async def stop(self) -> None:
        """Let what is being done come to its end, for a while."""
        ...
