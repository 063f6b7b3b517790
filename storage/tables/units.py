"""Units and kinds of unit. The fixed row WHOLE stands for the department as a whole."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from storage.columns import METADATA, Instant, Key

UNIT_KINDS = Table(
    "unit_kinds",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("code", String(40), nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("code"),
)

UNITS = Table(
    "units",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("code", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("kind_id", ForeignKey("unit_kinds.id")),
    Column("position", Integer, nullable=False),
    Column("owes_from", Date, comment="first day of the first month it owes"),
    Column("closed_at", Instant),
    UniqueConstraint("code"),
)
