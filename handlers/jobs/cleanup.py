"""Every night what has outlived its use is forgotten, a little at a time; nothing of a report or its evidence is."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from handlers.turn import Tick
from messages.writing import BANGKOK
from rules.holidays import DAY
from storage import forgetting
from storage.work import Work

AT = time(3)
"""When nobody writes."""
KEPT = timedelta(days=90)
SECRETS_KEPT = timedelta(days=1)
MOST = 200
"""Rows in one transaction: no chunk holds up a person's answer."""

_AFTER_A_WHILE: tuple[Callable[[Work, datetime, int], int], ...] = (
    forgetting.words,
    forgetting.events,
    forgetting.drafts,
    forgetting.fetched,
    forgetting.guesses,
)


def next_due(_: Work, after: datetime) -> datetime | None:
    """The first night hour after an instant."""
    tonight = datetime.combine(after.astimezone(BANGKOK).date(), AT, BANGKOK)
    return tonight if tonight > after else tonight + DAY


def run(tick: Tick) -> bool:
    """One chunk of what is to go; False while there is more."""
    work = tick.work
    if forgetting.addresses_of_the_gone(work, MOST) or forgetting.secrets(work, tick.due - SECRETS_KEPT, MOST):
        return False
    return not any(forget(work, tick.due - KEPT, MOST) for forget in _AFTER_A_WHILE)
