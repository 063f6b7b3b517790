"""What units sent: one report an obligation, a version each time it is sent, a review each time it is decided."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.columns import METADATA, Exact, Instant, Key

REPORTS = Table(
    "reports",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("ref", String(16), nullable=False),
    Column("obligation_id", ForeignKey("obligations.id"), nullable=False),
    Column("state", String(16), nullable=False, comment="sent, returned, approved"),
    Column("version", Integer, nullable=False, comment="the number of the newest version"),
    Column("first_sent_by", ForeignKey("people.id"), nullable=False),
    Column("first_heard_at", Instant, nullable=False, comment="the sending that counts"),
    Column("verdict", Text, nullable=False, comment="rules.penalties.Verdict as JSON, frozen"),
    Column("waiting_since", Instant, nullable=False, comment="since when the reviewer has it"),
    Column("return_due_on", Date),
    Column("decided_by", ForeignKey("people.id")),
    Column("decided_at", Instant),
    UniqueConstraint("ref"),
    UniqueConstraint("obligation_id"),
    Index(None, "state", "waiting_since"),
)

VERSIONS = Table(
    "report_versions",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String(16), nullable=False, comment="step, number, ratio, nothing"),
    Column("step", Integer),
    Column("amount", Exact, comment="the number, or the ratio's part"),
    Column("whole", Exact, comment="the ratio's whole"),
    Column("note", Text, nullable=False, server_default=""),
    Column("sent_by", ForeignKey("people.id"), nullable=False),
    Column("heard_at", Instant, nullable=False),
    Column("made_at", Instant, nullable=False),
    UniqueConstraint("report_id", "number"),
)

REVIEWS = Table(
    "reviews",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("decision", String(16), nullable=False, comment="approved, returned"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("by", ForeignKey("people.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("report_id", "version", "decision"),
)
