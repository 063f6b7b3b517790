"""Tiers 2 and 3: an indicator's round handed to the PSDG, and what was stated about its arrival at OPDC."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text, UniqueConstraint

from storage.columns import METADATA, Instant, Key

SUBMISSIONS = Table(
    "submissions",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("ref", String(16), nullable=False),
    Column("obligation_id", ForeignKey("obligations.id"), nullable=False),
    Column("state", String(16), nullable=False, comment="handed, taken, returned, recalled"),
    Column("first_heard_at", Instant, nullable=False),
    Column("heard_at", Instant, nullable=False),
    Column("by", ForeignKey("people.id"), nullable=False),
    Column("verdict", Text, nullable=False),
    Column("decided_by", ForeignKey("people.id")),
    Column("decided_at", Instant),
    Column("reason", Text, nullable=False, server_default=""),
    UniqueConstraint("ref"),
    UniqueConstraint("obligation_id"),
)

ARRIVALS = Table(
    "arrivals",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("ref", String(16), nullable=False),
    Column("obligation_id", ForeignKey("obligations.id"), nullable=False),
    Column("arrived_at", Instant, nullable=False),
    Column("hour_said", String(5), nullable=False, server_default="", comment="empty: no hour was stated"),
    Column("receipt", Text, nullable=False, server_default=""),
    Column("evidence_id", ForeignKey("evidence.id")),
    Column("verdict", Text, nullable=False),
    Column("stated_by", ForeignKey("people.id"), nullable=False),
    Column("stated_at", Instant, nullable=False, comment="the platform's stamp of the statement"),
    Column("replaced_at", Instant, comment="none: this one is in force"),
    UniqueConstraint("ref"),
    Index(None, "obligation_id"),
)
