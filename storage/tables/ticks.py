"""Due moments of the schedule: (job, due) once, whoever fired it."""

from sqlalchemy import Column, String, Table, Text

from storage.columns import METADATA, Instant

TICKS = Table(
    "ticks",
    METADATA,
    Column("job", String(40), primary_key=True),
    Column("due", Instant, primary_key=True),
    Column("state", String(10), nullable=False, comment="claimed, done, dropped"),
    Column("claimed_at", Instant, nullable=False),
    Column("done_at", Instant),
    Column("note", Text, nullable=False, server_default=""),
)
