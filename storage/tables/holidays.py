"""Days that are not worked, or are against the custom, each with its authority."""

from sqlalchemy import Boolean, Column, Date, String, Table, Text, UniqueConstraint

from storage.columns import METADATA, Instant, Key

HOLIDAYS = Table(
    "holidays",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("on", Date, nullable=False),
    Column("scope", String(16), nullable=False, comment="national or office"),
    Column("name", Text, nullable=False),
    Column("authority", Text, nullable=False),
    Column("working", Boolean, nullable=False, comment="true: a working day after all"),
    Column("closed_at", Instant),
    UniqueConstraint("on", "scope"),
)
