"""Who did what and when."""

import json
from collections.abc import Mapping

from sqlalchemy import Column, Index, String, Table, Text, insert

from storage.columns import METADATA, Instant, Key, new_key
from storage.work import Work

AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False, comment="a person's id, or operator, or clock"),
    Column("deed", String(40), nullable=False),
    Column("subject", String(120), nullable=False),
    Column("detail", Text, nullable=False, server_default="{}"),
    Index(None, "subject"),
)

_NOTE = insert(AUDIT)

OPERATOR = "operator"
CLOCK = "clock"


def note(work: Work, by: str, deed: str, subject: str, detail: Mapping[str, str] | None = None) -> None:
    """Keep that it was done; `detail` holds facts, never what somebody wrote."""
    row = {"id": new_key(work.now), "at": work.now, "by": by, "deed": deed, "subject": subject}
    work.change(_NOTE, {**row, "detail": json.dumps(detail or {}, ensure_ascii=False)})
