"""Invitation codes, requests to join, and wrong guesses at codes."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.columns import METADATA, Instant, Key

INVITATIONS = Table(
    "invitations",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("digest", String(64), nullable=False, comment="SHA-256 of the code: the code itself is not kept"),
    Column("post_id", ForeignKey("posts.id"), nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("acting_until", Date),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("used_by", ForeignKey("people.id")),
    Column("revoked_at", Instant),
    UniqueConstraint("digest"),
)

REQUESTS = Table(
    "requests",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("ref", String(16), nullable=False),
    Column("kind", String(16), nullable=False, comment="join"),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("post_id", ForeignKey("posts.id"), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("state", String(16), nullable=False, comment="open, granted, denied, withdrawn"),
    Column("decided_by", ForeignKey("people.id")),
    Column("decided_at", Instant),
    Column("reason", Text, nullable=False, server_default=""),
    UniqueConstraint("ref"),
    Index(None, "state", "post_id"),
)

GUESSES = Table(
    "guesses",
    METADATA,
    Column("platform", String(16), primary_key=True),
    Column("address", String(64), primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("quiet_until", Instant, nullable=False),
)
