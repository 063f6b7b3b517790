"""Troubles that a test switches on: they meet the next calls, of one method or of any."""

from dataclasses import dataclass

from bot.clock import Clock, sleep
from bot.demo.telegram.refusals import AnswerLost, Refused, too_many

_DESCRIPTIONS = {500: "Internal Server Error", 502: "Bad Gateway", 401: "Unauthorized"}


@dataclass(kw_only=True)
class _Fault:
    kind: str
    method: str | None
    times: int
    amount: int = 0


class Faults:
    """Method names as in the Bot API, "file" for a download; None = any. `delayed` calls are waiting just now."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._planned: list[_Fault] = []
        self.delayed = 0

    def fail(self, code: int, *, times: int = 1, method: str | None = None) -> None:
        """Answer with that code, nothing done."""
        self._planned.append(_Fault(kind="fail", method=method, times=times, amount=code))

    def too_many(self, seconds: int, *, times: int = 1, method: str | None = None) -> None:
        """Answer 429 with that retry_after, nothing done."""
        self._planned.append(_Fault(kind="too many", method=method, times=times, amount=seconds))

    def cut(self, *, times: int = 1, method: str | None = None) -> None:
        """Cut the connection, nothing done."""
        self._planned.append(_Fault(kind="cut", method=method, times=times))

    def lose_answer(self, *, times: int = 1, method: str | None = None) -> None:
        """Do it, then cut the connection."""
        self._planned.append(_Fault(kind="lose", method=method, times=times))

    def delay(self, seconds: int, *, times: int = 1, method: str | None = None) -> None:
        """Begin that much later, on the clock."""
        self._planned.append(_Fault(kind="delay", method=method, times=times, amount=seconds))

    def clear(self) -> None:
        self._planned.clear()

    async def before(self, method: str) -> bool:
        """Whether the answer is to be lost; raise Refused or AnswerLost instead of doing anything."""
        if not self._planned or (fault := self._next(method)) is None:
            return False
        match fault.kind:
            case "fail":
                raise Refused(fault.amount, _DESCRIPTIONS.get(fault.amount, "Bad Request: refused by a test"))
            case "too many":
                raise too_many(fault.amount)
            case "cut":
                raise AnswerLost
            case "delay":
                self.delayed += 1
                await sleep(self._clock, fault.amount)
                self.delayed -= 1
        return fault.kind == "lose"

    def _next(self, method: str) -> _Fault | None:
        for fault in self._planned:
            if fault.method is None or fault.method.lower() == method:
                fault.times -= 1
                if not fault.times:
                    self._planned.remove(fault)
                return fault
        return None
