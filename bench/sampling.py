"""Where the product's time goes: every millisecond of CPU, the innermost line of ours that runs on the main thread."""

import signal
from collections import Counter
from pathlib import Path
from types import FrameType

TOP = f"{Path(__file__).parent.parent}/"
OURS = ("bot/", "handlers/", "messages/", "storage/", "rules/")
AROUND = "bot/serving.py"
"""Its frame is below everything."""
OUTSIDE = "the loop and the libraries, outside of our code"
MOST = 5
INTERVAL = 0.001


class Sampling:
    """Begin, and say later which files took most."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def begin(self) -> None:
        self._seen.clear()
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)

    def end(self) -> str:
        """The files and their shares."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        total = self._seen.total() or 1
        return ", ".join(f"{place} {100 * seen / total:.0f} %" for place, seen in self._seen.most_common(MOST))

    def _look(self, _: int, frame: FrameType | None) -> None:
        while frame is not None:
            place = frame.f_code.co_filename.removeprefix(TOP)
            if place.startswith(OURS) and place != AROUND:
                self._seen[place] += 1
                return
            frame = frame.f_back
        self._seen[OUTSIDE] += 1
