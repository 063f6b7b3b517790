"""Who did what and when; facts about this installation that were learned, not set."""

from sqlalchemy import Column, Index, String, Table, Text

from storage.columns import METADATA, Instant, Key

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

FACTS = Table(
    "facts",
    METADATA,
    Column("name", String(60), primary_key=True),
    Column("value", Text, nullable=False),
    Column("learned_at", Instant, nullable=False),
)
