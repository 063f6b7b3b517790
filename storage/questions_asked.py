"""Which messages of a chat asked a question that is open no more, and what came of it."""

from datetime import datetime

from sqlalchemy import bindparam, select

from storage.tables.outbox import OUTBOX
from storage.work import Work

RECENT = 50
"""Messages of a chat among which the question is looked for, newest first."""
FINISHED = "finished:"

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
_FINISHED = (
    select(OUTBOX.c.about, OUTBOX.c.not_before)
    .where(
        OUTBOX.c.card == "",
        OUTBOX.c.platform == bindparam("platform"),
        OUTBOX.c.address == bindparam("address"),
        OUTBOX.c.composer == "",
        OUTBOX.c.about.startswith(bindparam("begins"), autoescape=False),
    )
    .order_by(OUTBOX.c.id.desc())
    .limit(1)
)
_ASKED = select(_NEWEST.c.sent_as).where(_NEWEST.c.shapes.contains(bindparam("mark"), autoescape=False))


def finishing(draft_id: str, led_to: str) -> str:
    """What an answer is about that ends a draft: which, and by its reference what came of it."""
    return f"{FINISHED}{draft_id}:{led_to}"


def asked_as(work: Work, platform: str, address: str, mark: str) -> list[str]:
    """The platform's ids of the messages with a button that begins with `mark` (of no letter that LIKE knows)."""
    return [row.sent_as for row in work.all(_ASKED, {"platform": platform, "address": address, "mark": mark})]


def finished(work: Work, platform: str, address: str, draft_id: str = "") -> tuple[str, datetime] | None:
    """The reference of what came of that draft in this chat, without one of the newest, and when; None for nothing."""
    begins = finishing(draft_id, "") if draft_id else FINISHED
    row = work.one(_FINISHED, {"platform": platform, "address": address, "begins": begins})
    return (row.about.rpartition(":")[2], row.not_before) if row else None
