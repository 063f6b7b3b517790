"""How fast a bot may send: over all chats, to one person, to one group; the exact values are not published."""

import math
from collections import defaultdict, deque
from datetime import datetime, timedelta

OVERALL = (30, timedelta(seconds=1))
PERSON = (1, timedelta(seconds=1))
PERSON_BURST = 4
GROUP = (20, timedelta(minutes=1))


class Rates:
    """Remembers what was sent; a refused message counts for nothing."""

    def __init__(self) -> None:
        self._overall: deque[datetime] = deque()
        self._groups: dict[int, deque[datetime]] = defaultdict(deque)
        self._paid_up: dict[int, datetime] = {}

    def wait(self, chat_id: int, now: datetime, messages: int = 1) -> int:
        """Whole seconds to wait before these messages may go; 0 = now, then they count. Groups have ids < 0."""
        group = self._groups[chat_id] if chat_id < 0 else deque()
        waits = [_window(self._overall, *OVERALL, now, messages)]
        if chat_id < 0:
            waits.append(_window(group, *GROUP, now, messages))
        else:
            waits.append(self._debt(chat_id, now))
        if (longest := max(waits)) > timedelta():
            return math.ceil(longest.total_seconds())
        self._overall.extend([now] * messages)
        group.extend([now] * messages)
        if chat_id > 0:
            self._paid_up[chat_id] = max(self._paid_up.get(chat_id, now), now) + PERSON[1] * messages
        return 0

    def _debt(self, chat_id: int, now: datetime) -> timedelta:
        return self._paid_up.get(chat_id, now) - now - PERSON[1] * (PERSON_BURST - 1)


def _window(sent: deque[datetime], limit: int, span: timedelta, now: datetime, messages: int) -> timedelta:
    while sent and sent[0] <= now - span:
        sent.popleft()
    excess = len(sent) + messages - limit
    return sent[min(excess, len(sent)) - 1] + span - now if excess > 0 and sent else timedelta()
