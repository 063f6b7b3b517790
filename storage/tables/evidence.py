"""Evidence: what people sent as proof, and the bytes it stands for."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.columns import METADATA, Instant, Key

BLOBS = Table(
    "blobs",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("stored_at", Instant, nullable=False),
)

EVIDENCE = Table(
    "evidence",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("message", String(120), nullable=False, comment="platform:message, the one it came with"),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("obligation_id", ForeignKey("obligations.id"), comment="none: not said yet for what"),
    Column("report_id", ForeignKey("reports.id"), comment="set when its report is sent"),
    Column("step", Integer, nullable=False, server_default="0", comment="0: the report as a whole"),
    Column("name", Text, nullable=False, server_default=""),
    Column("kind", String(16), nullable=False, comment="photo, file, video, audio"),
    Column("said_size", BigInteger, comment="as the platform said before the download"),
    Column("state", String(16), nullable=False, comment="awaited, kept, refused, lost, withdrawn"),
    Column("reason", String(40), nullable=False, server_default="", comment="why it was refused or lost"),
    Column("sha256", String(64), comment="stays when the bytes are withdrawn"),
    Column("size", BigInteger),
    Column("media_type", String(100)),
    Column("heard_at", Instant, nullable=False),
    Column("stored_at", Instant),
    Column("withdrawn_at", Instant),
    UniqueConstraint("message"),
    Index(None, "obligation_id"),
    Index(None, "report_id"),
    Index(None, "person_id", "state"),
    Index(None, "sha256"),
)
