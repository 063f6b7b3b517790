"""People, the accounts they write from, the posts they hold."""

from sqlalchemy import Column, Date, ForeignKey, Index, String, Table, Text, UniqueConstraint, text

from storage.columns import METADATA, WHOLE, Instant, Key

PEOPLE = Table(
    "people",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False, server_default=""),
    Column("language", String(2), nullable=False),
    Column("consented_at", Instant),
    Column("left_at", Instant),
    Column("made_at", Instant, nullable=False),
)

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("address", String(64), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("heard_at", Instant, nullable=False),
    Column("blocked_at", Instant),
    UniqueConstraint("platform", "address"),
    Index(None, "person_id"),
)

POSTS = Table(
    "posts",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("role", String(16), nullable=False),
    Column("unit_id", ForeignKey("units.id"), nullable=False, server_default=WHOLE),
    Column("indicator", String(80), nullable=False, server_default=WHOLE, comment="framework code/indicator code"),
    Column("title", Text, nullable=False, server_default=""),
    Column("closed_at", Instant),
    UniqueConstraint("role", "unit_id", "indicator"),
)

HOLDINGS = Table(
    "holdings",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("post_id", ForeignKey("posts.id"), nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Date, comment="an acting holder's last day"),
    Column("ended_at", Instant),
    Index(
        "uq_holdings_running",
        "person_id",
        "post_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
    Index(None, "post_id"),
)
