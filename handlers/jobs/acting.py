"""Before an acting holder's time is over, the holder and the PSDG hear of it, once: somebody is to follow."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from handlers import telling
from handlers.posts import person_name, post_name
from handlers.turn import Tick
from messages import writing
from messages.outgoing import Text
from rules.fiscal import local_date
from rules.holidays import DAY
from rules.quiet import next_sending
from storage import questions_people
from storage.questions_people import Seat
from storage.tables import frameworks, holidays, people
from storage.tables.people import PSDG
from storage.work import Work

MOST = 100
"""Holders in one transaction; each is told once by its key."""


def next_due(work: Work, after: datetime) -> datetime | None:
    """The first sending hour on a working day after an instant, of any framework in force; None where none is."""
    found = (
        next_sending(it.settings, holidays.calendar(work, it.settings), after, ZoneInfo(it.settings.timezone))
        for it in frameworks.in_force(work)
    )
    return min(found, default=None)


def run(tick: Tick) -> bool:
    """Those whose last day is over before the second working morning from now; False while there are more."""
    coming = next_due(tick.work, tick.due)
    if coming is None:
        return True
    day_after = local_date(coming, writing.BANGKOK) + DAY
    ends = datetime.combine(day_after, time(), writing.BANGKOK)
    ending = questions_people.ending(tick.work, ends)
    told = 0
    for seat in ending:
        told += _tell(tick, seat)
        if told >= MOST:
            return False
    return True


def _tell(tick: Tick, seat: Seat) -> bool:
    """The holder and everybody of the PSDG; False where they have been told."""
    readers = dict.fromkeys((seat.person_id, *people.holders(tick.work, PSDG)))
    told = [_tell_one(tick, seat, reader_id) for reader_id in readers]
    return any(told)


def _tell_one(tick: Tick, seat: Seat, reader_id: str) -> bool:
    reader = people.by_id(tick.work, reader_id)
    if reader is None or seat.until is None:
        return False
    language = reader.language
    said = {
        "post": post_name(tick.texts, language, seat),
        "until": writing.full_date(local_date(seat.until, writing.BANGKOK) - DAY, language),
    }
    if reader_id == seat.person_id:
        words = tick.texts.line(language, "acting.yours", **said)
    else:
        name = person_name(tick.work, tick.texts, language, seat.person_id)
        words = tick.texts.line(language, "acting.theirs", name=name, **said)
    key = f"acting:{seat.holding_id}"
    return telling.tell_person(tick.work, reader, (Text(words),), key=key, why=key)
