"""What a department pledged for a year: dimensions, indicators, steps, who is bound, projects, rounds, penalties."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, Time, UniqueConstraint

from storage.columns import METADATA, Exact, Instant, Key

FRAMEWORKS = Table(
    "frameworks",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("code", String(40), nullable=False),
    Column("year", Integer, nullable=False, comment="fiscal year, B.E."),
    Column("title", Text, nullable=False),
    Column("office", Text, nullable=False, comment="the department's name"),
    Column("settings", Text, nullable=False, comment="rules.frameworks.Settings as JSON"),
    Column("first_adopted_at", Instant, nullable=False),
    Column("adopted_at", Instant, nullable=False),
    Column("closed_at", Instant),
    UniqueConstraint("code", "year"),
)

DIMENSIONS = Table(
    "dimensions",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("framework_id", ForeignKey("frameworks.id"), nullable=False),
    Column("code", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("closed_at", Instant),
    UniqueConstraint("framework_id", "code"),
)

INDICATORS = Table(
    "indicators",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("framework_id", ForeignKey("frameworks.id"), nullable=False),
    Column("code", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("dimension_id", ForeignKey("dimensions.id")),
    Column("host_unit_id", ForeignKey("units.id")),
    Column("method", String(20), nullable=False),
    Column("frequency", String(20), nullable=False, comment="1, 3, 6, 12, occurrence, never, unstated"),
    Column("by_project", Boolean, nullable=False),
    Column("measure", Text, nullable=False, server_default="", comment="what is counted: per cent, agencies"),
    Column("weight", Exact),
    Column("target", Exact),
    Column("baseline", Exact),
    Column("compulsory", Boolean, nullable=False),
    Column("criteria", Text, nullable=False, server_default="[]", comment="levels 1 to 5 as JSON"),
    Column("ours", Text, nullable=False, server_default="[]", comment="fields that the source lacks, as JSON"),
    Column("source", Text, nullable=False, server_default=""),
    Column("position", Integer, nullable=False),
    Column("closed_at", Instant),
    UniqueConstraint("framework_id", "code"),
)

STEPS = Table(
    "steps",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("indicator_id", ForeignKey("indicators.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    Column("closed_at", Instant),
    UniqueConstraint("indicator_id", "number"),
)

BINDINGS = Table(
    "bindings",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("indicator_id", ForeignKey("indicators.id"), nullable=False),
    Column("unit_id", ForeignKey("units.id"), nullable=False),
    Column("bound", Boolean, nullable=False, comment="false: named as exempt"),
    Column("closed_at", Instant),
    UniqueConstraint("indicator_id", "unit_id"),
    Index(None, "unit_id"),
)

PROJECTS = Table(
    "projects",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("indicator_id", ForeignKey("indicators.id"), nullable=False),
    Column("unit_id", ForeignKey("units.id"), nullable=False),
    Column("code", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("origin", String(16), nullable=False, comment="framework or chat"),
    Column("starts_on", Date, comment="first day of its first month; none: the year's"),
    Column("finished_on", Date),
    Column("closed_at", Instant),
    UniqueConstraint("indicator_id", "unit_id", "code"),
)

ROUNDS = Table(
    "rounds",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("framework_id", ForeignKey("frameworks.id"), nullable=False),
    Column("code", String(10), nullable=False, comment="3, 6, 9, 12"),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("closed_at", Instant),
    UniqueConstraint("framework_id", "code"),
)

DEADLINES = Table(
    "deadlines",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("round_id", ForeignKey("rounds.id"), nullable=False),
    Column("tier", Integer, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("hour", Time, comment="none: until the day ends"),
    Column("source", Text, nullable=False, server_default=""),
    Column("closed_at", Instant),
    UniqueConstraint("round_id", "tier"),
)

PENALTIES = Table(
    "penalties",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("framework_id", ForeignKey("frameworks.id"), nullable=False),
    Column("code", String(40), nullable=False),
    Column("version", Integer, nullable=False, comment="a changed rule is a new row: verdicts point to theirs"),
    Column("rule", Text, nullable=False, comment="rules.penalties.PenaltyRule as JSON"),
    Column("closed_at", Instant),
    UniqueConstraint("framework_id", "code", "version"),
)
