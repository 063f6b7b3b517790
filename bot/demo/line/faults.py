"""Bad weather to order: the next calls answer 500, hang up, come late or claim the token is no good."""

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "error", "error_after", "drop", "drop_after", "gateway", "rate", "token", "delay", "not_ready", "cut"
]


@dataclass(slots=True)
class Ordered:
    """A fault that the next `times` calls whose path holds `path` meet."""

    kind: FaultKind
    times: int
    path: str
    seconds: float


class Faults:
    """The faults in order; a call meets at most one, the first that fits its path.

    `error`, `drop`, `gateway` (a proxy's 502 that is no UTF-8), `rate` (429), `token` (401), `delay` (that many of the
    clock's seconds) come before the work; `error_after` and `drop_after` do the work first, so that its outcome stays
    unknown to the caller. `not_ready` (202) and `cut` (half of the bytes, then the connection ends) are for content.
    """

    def __init__(self) -> None:
        self._ordered: list[Ordered] = []

    def order(self, kind: FaultKind, *, times: int = 1, path: str = "", seconds: float = 0) -> None:
        self._ordered.append(Ordered(kind, times, path, seconds))

    def clear(self) -> None:
        self._ordered.clear()

    def meet(self, path: str) -> Ordered | None:
        """The fault for this call, which is thereby used up."""
        if not self._ordered:
            return None
        fault = next((each for each in self._ordered if each.path in path), None)
        if fault is not None:
            fault.times -= 1
            if fault.times <= 0:
                self._ordered.remove(fault)
        return fault
