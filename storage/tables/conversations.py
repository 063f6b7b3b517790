"""Drafts: what a person has begun, where it stands, and which one is open now."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.columns import METADATA, Instant, Key

DRAFTS = Table(
    "drafts",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("subject", String(80), nullable=False, comment="what it is about: report:<obligation>, join, …"),
    Column("step", String(60), nullable=False, comment="<conversation>.<function> that hears the next word"),
    Column("data", Text, nullable=False, comment="the conversation's own draft as JSON"),
    Column("version", Integer, nullable=False, comment="a button of an older version is stale"),
    Column("open", Boolean, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("heard_at", Instant, nullable=False, comment="the stamp of the newest event that it took"),
    UniqueConstraint("person_id", "subject"),
    Index(None, "person_id", "open"),
)
