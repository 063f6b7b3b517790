"""Events heard: each key once. The body stays only while the event is parked."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from storage.columns import METADATA, Instant

INBOX = Table(
    "inbox",
    METADATA,
    Column("key", String(80), primary_key=True),
    Column("chat", String(90), nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("state", String(10), nullable=False, comment="done, parked, given_up"),
    Column("body", Text, comment="raw event, while parked"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("again_at", Instant),
    Index(None, "state", "again_at"),
)
