"""A platform lets us push no more this month: the PSDG hears it, once; what waits goes when it is of use again."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers import telling
from messages import writing
from messages.outgoing import Text
from messages.texts import Texts
from rules.fiscal import Month, local_date
from rules.quiet import is_quiet, next_sending
from storage.tables import frameworks, holidays, people
from storage.tables.frameworks import Framework
from storage.work import Work

PLATFORMS = {"line": "LINE", "telegram": "Telegram"}
PLANNED = timedelta(minutes=10)
"""After the sending hour: by then the new morning is planned, and its message stands in the place of the old one."""


def spent(work: Work, texts: Texts, platform: str, again: datetime) -> datetime:
    """Tell everybody of the PSDG on the account they use; when what waits may be tried again, at `again` or, where that
    is a quiet hour, soon after the next sending hour. Replies go on, for they are free."""
    month = Month.of(local_date(work.now, writing.BANGKOK))
    key = f"quota:{platform}:{month.code}"
    for person_id in people.holders(work, people.PSDG):
        reader = people.by_id(work, person_id)
        if reader is not None:
            named = {"platform": PLATFORMS[platform], "month": writing.month(month.first, reader.language)}
            words = Text(texts.line(reader.language, "quota.spent", **named))
            telling.tell(work, person_id, (words,), key=key, why=key)
    return min((_useful(work, each, again) for each in frameworks.in_force(work)), default=again)


def _useful(work: Work, framework: Framework, at: datetime) -> datetime:
    settings, zone = framework.settings, ZoneInfo(framework.settings.timezone)
    calendar = holidays.calendar(work, settings)
    return next_sending(settings, calendar, at, zone) + PLANNED if is_quiet(settings, calendar, at, zone) else at
