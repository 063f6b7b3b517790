"""Which messages of a chat asked a question that is open no more."""

from sqlalchemy import bindparam, select

from storage.tables.outbox import OUTBOX
from storage.work import Work

RECENT = 50
"""Messages of a chat among which the question is looked for, newest first."""

_NEWEST = (
    select(OUTBOX.c.id, OUTBOX.c.sent_as, OUTBOX.c.shapes)
    .where(
        OUTBOX.c.card == "",
        OUTBOX.c.platform == bindparam("platform"),
        OUTBOX.c.address == bindparam("address"),
        OUTBOX.c.sent_as != "",
    )
    .order_by(OUTBOX.c.id.desc())
    .limit(RECENT)
    .subquery()
)
_ASKED = select(_NEWEST.c.sent_as).where(_NEWEST.c.shapes.contains(bindparam("mark"), autoescape=False))


def asked_as(work: Work, platform: str, address: str, mark: str) -> list[str]:
    """The platform's ids of the messages with a button that begins with `mark` (of no letter that LIKE knows)."""
    return [row.sent_as for row in work.all(_ASKED, {"platform": platform, "address": address, "mark": mark})]
