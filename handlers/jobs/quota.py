"""A platform lets us push no more this month: the PSDG hears it, once."""

from handlers import telling
from messages import writing
from messages.outgoing import Text
from messages.texts import Texts
from rules.fiscal import Month, local_date
from storage.tables import people
from storage.work import Work

PLATFORMS = {"line": "LINE", "telegram": "Telegram"}


def spent(work: Work, texts: Texts, platform: str) -> None:
    """Tell everybody of the PSDG on the account they use; what waits is kept, and replies go on, for they are free."""
    month = Month.of(local_date(work.now, writing.BANGKOK))
    key = f"quota:{platform}:{month.code}"
    for person_id in people.holders(work, people.PSDG):
        reader = people.by_id(work, person_id)
        if reader is not None:
            named = {"platform": PLATFORMS[platform], "month": writing.month(month.first, reader.language)}
            words = Text(texts.line(reader.language, "quota.spent", **named))
            telling.tell(work, person_id, (words,), key=key, why=key)
