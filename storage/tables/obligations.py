"""The ledger of what is owed: one row per unit, indicator, project, period and tier."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from storage.columns import METADATA, WHOLE, Instant, Key

OBLIGATIONS = Table(
    "obligations",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("framework_id", ForeignKey("frameworks.id"), nullable=False),
    Column("unit_id", ForeignKey("units.id"), nullable=False, server_default=WHOLE),
    Column("indicator_id", ForeignKey("indicators.id"), nullable=False, server_default=WHOLE),
    Column("project_id", ForeignKey("projects.id"), nullable=False, server_default=WHOLE),
    Column("tier", Integer, nullable=False),
    Column("period", String(16), nullable=False, comment="month 2026-10, or round 6"),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("reportable_on", Date, nullable=False),
    Column("owed_on", Date, comment="the prompt's day; none: never prompted"),
    Column("due_on", Date),
    Column("due_hour", String(5), nullable=False, server_default="", comment="14:30; empty: until the day ends"),
    Column("counted_until", Instant, comment="first instant that is late; none: no due day"),
    Column("warned", Boolean, nullable=False, comment="false: its deadline lay before the first import"),
    Column("state", String(16), nullable=False, comment="open, met, closed"),
    Column("closed_at", Instant),
    UniqueConstraint("framework_id", "unit_id", "indicator_id", "project_id", "period", "tier"),
    Index(None, "state", "tier", "owed_on"),
    Index(None, "unit_id", "state"),
    Index(None, "indicator_id", "period"),
)
