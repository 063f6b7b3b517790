"""Cards that were sent: under which id a platform keeps one, and who was sent it."""

from sqlalchemy import bindparam, select

from storage.tables.outbox import OUTBOX
from storage.work import Work

_SENT_CARD = (
    select(OUTBOX.c.sent_as)
    .where(
        OUTBOX.c.platform == bindparam("platform"),
        OUTBOX.c.address == bindparam("address"),
        OUTBOX.c.card == bindparam("card"),
        OUTBOX.c.sent_as != "",
    )
    .order_by(OUTBOX.c.id.desc())
    .limit(1)
)
_READERS = select(OUTBOX.c.person_id).where(OUTBOX.c.card == bindparam("card")).distinct().order_by(OUTBOX.c.person_id)


def sent_card(work: Work, platform: str, address: str, card: str) -> str:
    """The platform's id of a card sent there before; empty where there is none."""
    return work.scalar(_SENT_CARD, {"platform": platform, "address": address, "card": card}) or ""


def readers_of(work: Work, card: str) -> list[str]:
    """The ids of the people who were sent a card, or to whom it is on its way."""
    return [row.person_id for row in work.all(_READERS, {"card": card})]
