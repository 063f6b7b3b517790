"""Make all tables."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False, comment="a person's id, or operator, or clock"),
        sa.Column("deed", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("detail", sa.Text(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_subject"), ["subject"], unique=False)

    op.create_table(
        "blobs",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("stored_at", columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blobs")),
    )
    op.create_table(
        "facts",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("learned_at", columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )
    op.create_table(
        "frameworks",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False, comment="fiscal year, B.E."),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False, comment="the department's name"),
        sa.Column("settings", sa.Text(), nullable=False, comment="rules.frameworks.Settings as JSON"),
        sa.Column("first_adopted_at", columns.Instant(), nullable=False),
        sa.Column("adopted_at", columns.Instant(), nullable=False),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frameworks")),
        sa.UniqueConstraint("code", "year", name=op.f("uq_frameworks_code_year")),
    )
    op.create_table(
        "guesses",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("quiet_until", columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "address", name=op.f("pk_guesses")),
    )
    op.create_table(
        "holidays",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False, comment="national, bangkok, country or office"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False, comment="true: a working day after all"),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holidays")),
        sa.UniqueConstraint("on", "scope", name=op.f("uq_holidays_on_scope")),
    )
    op.create_table(
        "inbox",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("chat", sa.String(length=90), nullable=False),
        sa.Column("received_at", columns.Instant(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False, comment="done, parked, given_up"),
        sa.Column("body", sa.Text(), nullable=True, comment="raw event, while parked"),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("again_at", columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_inbox")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_state_again_at"), ["state", "again_at"], unique=False)

    op.create_table(
        "people",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("consented_at", columns.Instant(), nullable=True),
        sa.Column("left_at", columns.Instant(), nullable=True),
        sa.Column("made_at", columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_table(
        "ticks",
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("due", columns.Instant(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False, comment="claimed, done, dropped"),
        sa.Column("claimed_at", columns.Instant(), nullable=False),
        sa.Column("done_at", columns.Instant(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("job", "due", name=op.f("pk_ticks")),
    )
    op.create_table(
        "unit_kinds",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_kinds")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_kinds_code")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("person_id", columns.Key(), nullable=False),
        sa.Column("heard_at", columns.Instant(), nullable=False),
        sa.Column("blocked_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_accounts_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("platform", "address", name=op.f("uq_accounts_platform_address")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accounts_person_id"), ["person_id"], unique=False)

    op.create_table(
        "dimensions",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("framework_id", columns.Key(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["framework_id"], ["frameworks.id"], name=op.f("fk_dimensions_framework_id_frameworks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dimensions")),
        sa.UniqueConstraint("framework_id", "code", name=op.f("uq_dimensions_framework_id_code")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("person_id", columns.Key(), nullable=False),
        sa.Column(
            "subject", sa.String(length=80), nullable=False, comment="what it is about: report:<obligation>, join, …"
        ),
        sa.Column(
            "step", sa.String(length=60), nullable=False, comment="<conversation>.<function> that hears the next word"
        ),
        sa.Column("data", sa.Text(), nullable=False, comment="the conversation's own draft as JSON"),
        sa.Column(
            "question",
            sa.Text(),
            nullable=False,
            comment="what was asked last, as outgoing shapes: said again when asked",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="a button of an older version is stale"),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("asked_at", columns.Instant(), nullable=False),
        sa.Column("heard_at", columns.Instant(), nullable=False, comment="the stamp of the newest event that it took"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_drafts_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("person_id", "subject", name=op.f("uq_drafts_person_id_subject")),
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drafts_person_id_open"), ["person_id", "open"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", columns.Key(), nullable=False, comment="rows of a chat leave in its order"),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("person_id", columns.Key(), nullable=False),
        sa.Column("why", sa.String(length=120), nullable=False, comment="which deed or rule caused it"),
        sa.Column(
            "card",
            sa.String(length=80),
            server_default="",
            nullable=False,
            comment="the card's identity, for later edits",
        ),
        sa.Column(
            "shapes",
            sa.Text(),
            nullable=False,
            comment="messages.outgoing shapes as JSON; empty: composed when claimed",
        ),
        sa.Column(
            "composer",
            sa.String(length=40),
            server_default="",
            nullable=False,
            comment="what draws it when it is claimed",
        ),
        sa.Column("about", sa.Text(), server_default="", nullable=False, comment="what the composer is told"),
        sa.Column(
            "state",
            sa.String(length=10),
            nullable=False,
            comment="waiting, claimed, sent, held, repeated, given_up, dropped",
        ),
        sa.Column(
            "weight",
            sa.String(length=10),
            nullable=False,
            comment="answer, deadline, news: what may be pushed or repeated",
        ),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("not_before", columns.Instant(), nullable=False),
        sa.Column("not_after", columns.Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claimed_at", columns.Instant(), nullable=True),
        sa.Column("reply_token", sa.String(length=200), server_default="", nullable=False),
        sa.Column("reply_heard_at", columns.Instant(), nullable=True),
        sa.Column("sent_at", columns.Instant(), nullable=True),
        sa.Column(
            "first_tried_at", columns.Instant(), nullable=True, comment="LINE's retry key lives 24 hours from here"
        ),
        sa.Column(
            "sent_as", sa.String(length=64), server_default="", nullable=False, comment="the platform's message id"
        ),
        sa.Column(
            "fault", sa.Text(), server_default="", nullable=False, comment="status and class of the last failure"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_outbox_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_person_id_state"), ["person_id", "state"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_outbox_card_platform_address"), ["card", "platform", "address"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_outbox_state_platform_not_before"), ["state", "platform", "not_before"], unique=False
        )

    op.create_table(
        "penalties",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("framework_id", columns.Key(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="a changed rule is a new row: verdicts point to theirs"
        ),
        sa.Column("rule", sa.Text(), nullable=False, comment="rules.penalties.PenaltyRule as JSON"),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["framework_id"], ["frameworks.id"], name=op.f("fk_penalties_framework_id_frameworks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penalties")),
        sa.UniqueConstraint("framework_id", "code", "version", name=op.f("uq_penalties_framework_id_code_version")),
    )
    op.create_table(
        "rounds",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("framework_id", columns.Key(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False, comment="3, 6, 9, 12"),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["framework_id"], ["frameworks.id"], name=op.f("fk_rounds_framework_id_frameworks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("framework_id", "code", name=op.f("uq_rounds_framework_id_code")),
    )
    op.create_table(
        "units",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind_id", columns.Key(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("owes_from", sa.Date(), nullable=True, comment="first day of the first month it owes"),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["kind_id"], ["unit_kinds.id"], name=op.f("fk_units_kind_id_unit_kinds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("code", name=op.f("uq_units_code")),
    )
    op.create_table(
        "deadlines",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("round_id", columns.Key(), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("hour", sa.Time(), nullable=True, comment="none: until the day ends"),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_deadlines_round_id_rounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
        sa.UniqueConstraint("round_id", "tier", name=op.f("uq_deadlines_round_id_tier")),
    )
    op.create_table(
        "indicators",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("framework_id", columns.Key(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("dimension_id", columns.Key(), nullable=True),
        sa.Column("host_unit_id", columns.Key(), nullable=True),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column(
            "frequency", sa.String(length=20), nullable=False, comment="1, 3, 6, 12, occurrence, never, unstated"
        ),
        sa.Column("by_project", sa.Boolean(), nullable=False),
        sa.Column(
            "measure", sa.Text(), server_default="", nullable=False, comment="what is counted: per cent, agencies"
        ),
        sa.Column("weight", columns.Exact(), nullable=True),
        sa.Column("target", columns.Exact(), nullable=True),
        sa.Column("baseline", columns.Exact(), nullable=True),
        sa.Column("compulsory", sa.Boolean(), nullable=False),
        sa.Column("criteria", sa.Text(), server_default="[]", nullable=False, comment="levels 1 to 5 as JSON"),
        sa.Column(
            "ours", sa.Text(), server_default="[]", nullable=False, comment="fields that the source lacks, as JSON"
        ),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dimension_id"], ["dimensions.id"], name=op.f("fk_indicators_dimension_id_dimensions")
        ),
        sa.ForeignKeyConstraint(
            ["framework_id"], ["frameworks.id"], name=op.f("fk_indicators_framework_id_frameworks")
        ),
        sa.ForeignKeyConstraint(["host_unit_id"], ["units.id"], name=op.f("fk_indicators_host_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicators")),
        sa.UniqueConstraint("framework_id", "code", name=op.f("uq_indicators_framework_id_code")),
    )
    op.create_table(
        "posts",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("unit_id", columns.Key(), server_default="whole", nullable=False),
        sa.Column(
            "indicator",
            sa.String(length=80),
            server_default="whole",
            nullable=False,
            comment="framework code/indicator code",
        ),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_posts_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("role", "unit_id", "indicator", name=op.f("uq_posts_role_unit_id_indicator")),
    )
    op.create_table(
        "bindings",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("indicator_id", columns.Key(), nullable=False),
        sa.Column("unit_id", columns.Key(), nullable=False),
        sa.Column("bound", sa.Boolean(), nullable=False, comment="false: named as exempt"),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicators.id"], name=op.f("fk_bindings_indicator_id_indicators")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_bindings_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bindings")),
        sa.UniqueConstraint("indicator_id", "unit_id", name=op.f("uq_bindings_indicator_id_unit_id")),
    )
    with op.batch_alter_table("bindings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bindings_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "holdings",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("person_id", columns.Key(), nullable=False),
        sa.Column("post_id", columns.Key(), nullable=False),
        sa.Column("since", columns.Instant(), nullable=False),
        sa.Column("until", columns.Instant(), nullable=True, comment="where an acting holder's time ends"),
        sa.Column("ended_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_holdings_person_id_people")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_holdings_post_id_posts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holdings")),
    )
    with op.batch_alter_table("holdings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_holdings_post_id"), ["post_id"], unique=False)
        batch_op.create_index(
            "uq_holdings_running",
            ["person_id", "post_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "invitations",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="scrypt of the code: the code itself is not kept"
        ),
        sa.Column("post_id", columns.Key(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("acting_until", sa.Date(), nullable=True),
        sa.Column("made_at", columns.Instant(), nullable=False),
        sa.Column("expires_at", columns.Instant(), nullable=False),
        sa.Column("used_at", columns.Instant(), nullable=True),
        sa.Column("used_by", columns.Key(), nullable=True),
        sa.Column("revoked_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_invitations_post_id_posts")),
        sa.ForeignKeyConstraint(["used_by"], ["people.id"], name=op.f("fk_invitations_used_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("digest", name=op.f("uq_invitations_digest")),
    )
    op.create_table(
        "projects",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("indicator_id", columns.Key(), nullable=False),
        sa.Column("unit_id", columns.Key(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False, comment="framework or chat"),
        sa.Column("starts_on", sa.Date(), nullable=True, comment="first day of its first month; none: the year's"),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column(
            "finish_reason",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="empty: its last step was reached",
        ),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicators.id"], name=op.f("fk_projects_indicator_id_indicators")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_projects_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
        sa.UniqueConstraint("indicator_id", "unit_id", "code", name=op.f("uq_projects_indicator_id_unit_id_code")),
    )
    op.create_table(
        "requests",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="join"),
        sa.Column("person_id", columns.Key(), nullable=False),
        sa.Column("post_id", columns.Key(), nullable=False),
        sa.Column("asked_at", columns.Instant(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False, comment="open, granted, denied, withdrawn"),
        sa.Column("decided_by", columns.Key(), nullable=True),
        sa.Column("decided_at", columns.Instant(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_requests_decided_by_people")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_requests_person_id_people")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_requests_post_id_posts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
        sa.UniqueConstraint("ref", name=op.f("uq_requests_ref")),
    )
    with op.batch_alter_table("requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requests_state_post_id"), ["state", "post_id"], unique=False)

    op.create_table(
        "steps",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("indicator_id", columns.Key(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicators.id"], name=op.f("fk_steps_indicator_id_indicators")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steps")),
        sa.UniqueConstraint("indicator_id", "number", name=op.f("uq_steps_indicator_id_number")),
    )
    op.create_table(
        "obligations",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("framework_id", columns.Key(), nullable=False),
        sa.Column("unit_id", columns.Key(), server_default="whole", nullable=False),
        sa.Column("indicator_id", columns.Key(), server_default="whole", nullable=False),
        sa.Column("project_id", columns.Key(), server_default="whole", nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False, comment="month 2026-10, or round 6"),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("reportable_on", sa.Date(), nullable=False),
        sa.Column("owed_on", sa.Date(), nullable=True, comment="the prompt's day; none: never prompted"),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "due_hour",
            sa.String(length=5),
            server_default="",
            nullable=False,
            comment="14:30; empty: until the day ends",
        ),
        sa.Column(
            "counted_until", columns.Instant(), nullable=True, comment="first instant that is late; none: no due day"
        ),
        sa.Column("warned", sa.Boolean(), nullable=False, comment="false: its deadline lay before the first import"),
        sa.Column("state", sa.String(length=16), nullable=False, comment="open, met, closed"),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["framework_id"], ["frameworks.id"], name=op.f("fk_obligations_framework_id_frameworks")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicators.id"], name=op.f("fk_obligations_indicator_id_indicators")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_obligations_project_id_projects")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_obligations_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligations")),
        sa.UniqueConstraint(
            "framework_id",
            "unit_id",
            "indicator_id",
            "project_id",
            "period",
            "tier",
            name=op.f("uq_obligations_framework_id_unit_id_indicator_id_project_id_period_tier"),
        ),
    )
    with op.batch_alter_table("obligations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_obligations_framework_id_tier_period"), ["framework_id", "tier", "period"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_obligations_indicator_id_period"), ["indicator_id", "period"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_obligations_state_tier_owed_on"), ["state", "tier", "owed_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_obligations_unit_id_state"), ["unit_id", "state"], unique=False)

    op.create_table(
        "reports",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("obligation_id", columns.Key(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False, comment="sent, returned, approved"),
        sa.Column("version", sa.Integer(), nullable=False, comment="the number of the newest version"),
        sa.Column("first_sent_by", columns.Key(), nullable=False),
        sa.Column("first_heard_at", columns.Instant(), nullable=False, comment="the sending that counts"),
        sa.Column("verdict", sa.Text(), nullable=False, comment="rules.penalties.Verdict as JSON, frozen"),
        sa.Column("waiting_since", columns.Instant(), nullable=False, comment="since when the reviewer has it"),
        sa.Column("return_due_on", sa.Date(), nullable=True),
        sa.Column("decided_by", columns.Key(), nullable=True),
        sa.Column("decided_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_reports_decided_by_people")),
        sa.ForeignKeyConstraint(["first_sent_by"], ["people.id"], name=op.f("fk_reports_first_sent_by_people")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_reports_obligation_id_obligations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("obligation_id", name=op.f("uq_reports_obligation_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_reports_ref")),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reports_state_waiting_since"), ["state", "waiting_since"], unique=False)

    op.create_table(
        "submissions",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("obligation_id", columns.Key(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False, comment="handed, taken, returned, recalled"),
        sa.Column("first_heard_at", columns.Instant(), nullable=False),
        sa.Column("heard_at", columns.Instant(), nullable=False),
        sa.Column("by", columns.Key(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("decided_by", columns.Key(), nullable=True),
        sa.Column("decided_at", columns.Instant(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_submissions_by_people")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_submissions_decided_by_people")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_submissions_obligation_id_obligations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint("obligation_id", name=op.f("uq_submissions_obligation_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_submissions_ref")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("message", sa.String(length=120), nullable=False, comment="platform:message, the one it came with"),
        sa.Column("person_id", columns.Key(), nullable=False),
        sa.Column("obligation_id", columns.Key(), nullable=True, comment="none: not said yet for what"),
        sa.Column("report_id", columns.Key(), nullable=True, comment="set when its report is sent"),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False, comment="0: the report as a whole"),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="photo, file, video, audio"),
        sa.Column("said_size", sa.BigInteger(), nullable=True, comment="as the platform said before the download"),
        sa.Column("state", sa.String(length=16), nullable=False, comment="awaited, kept, refused, lost, withdrawn"),
        sa.Column(
            "reason", sa.String(length=40), server_default="", nullable=False, comment="why it was refused or lost"
        ),
        sa.Column("sha256", sa.String(length=64), nullable=True, comment="stays when the bytes are withdrawn"),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("media_type", sa.String(length=100), nullable=True),
        sa.Column("heard_at", columns.Instant(), nullable=False),
        sa.Column("stored_at", columns.Instant(), nullable=True),
        sa.Column("withdrawn_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_evidence_obligation_id_obligations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_evidence_person_id_people")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_evidence_report_id_reports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("message", name=op.f("uq_evidence_message")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_obligation_id"), ["obligation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_person_id_state"), ["person_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_report_id"), ["report_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_sha256"), ["sha256"], unique=False)

    op.create_table(
        "report_versions",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("report_id", columns.Key(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="step, number, ratio, nothing"),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("amount", columns.Exact(), nullable=True, comment="the number, or the ratio's part"),
        sa.Column("whole", columns.Exact(), nullable=True, comment="the ratio's whole"),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("sent_by", columns.Key(), nullable=False),
        sa.Column("heard_at", columns.Instant(), nullable=False),
        sa.Column("made_at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_versions_report_id_reports")),
        sa.ForeignKeyConstraint(["sent_by"], ["people.id"], name=op.f("fk_report_versions_sent_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_versions")),
        sa.UniqueConstraint("report_id", "number", name=op.f("uq_report_versions_report_id_number")),
    )
    op.create_table(
        "reviews",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("report_id", columns.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False, comment="approved, returned"),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("by", columns.Key(), nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_reviews_by_people")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_reviews_report_id_reports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("report_id", "version", "decision", name=op.f("uq_reviews_report_id_version_decision")),
    )
    op.create_table(
        "arrivals",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("obligation_id", columns.Key(), nullable=False),
        sa.Column("arrived_at", columns.Instant(), nullable=False),
        sa.Column(
            "hour_said", sa.String(length=5), server_default="", nullable=False, comment="empty: no hour was stated"
        ),
        sa.Column("receipt", sa.Text(), server_default="", nullable=False),
        sa.Column("evidence_id", columns.Key(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("stated_by", columns.Key(), nullable=False),
        sa.Column("stated_at", columns.Instant(), nullable=False, comment="the platform's stamp of the statement"),
        sa.Column("replaced_at", columns.Instant(), nullable=True, comment="none: this one is in force"),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_arrivals_evidence_id_evidence")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_arrivals_obligation_id_obligations")
        ),
        sa.ForeignKeyConstraint(["stated_by"], ["people.id"], name=op.f("fk_arrivals_stated_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrivals")),
        sa.UniqueConstraint("ref", name=op.f("uq_arrivals_ref")),
    )
    with op.batch_alter_table("arrivals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_arrivals_obligation_id"), ["obligation_id"], unique=False)

    op.create_table(
        "fetches",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="content, profile or forget"),
        sa.Column("target", sa.Text(), nullable=False, comment="the platform's own handle of the file or person"),
        sa.Column("evidence_id", columns.Key(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False, comment="waiting, claimed, done, given_up"),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("again_at", columns.Instant(), nullable=False),
        sa.Column("claimed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_fetches_evidence_id_evidence")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fetches")),
        sa.UniqueConstraint("key", name=op.f("uq_fetches_key")),
    )
    with op.batch_alter_table("fetches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fetches_state_again_at"), ["state", "again_at"], unique=False)
    _make_the_whole()


def _make_the_whole() -> None:
    """The fixed rows that stand for no unit, no indicator, no project in a unique key."""
    whole = {"id": columns.WHOLE, "code": columns.WHOLE}
    always = datetime(1970, 1, 1, tzinfo=UTC)
    adopted = {"settings": "{}", "first_adopted_at": always, "adopted_at": always}
    plain = {"method": "", "frequency": "never", "by_project": False, "compulsory": False}
    of_whole = {"indicator_id": columns.WHOLE, "unit_id": columns.WHOLE}
    _insert("frameworks", {**whole, "year": 0, "title": "", "office": "", **adopted})
    _insert("units", {**whole, "name": "", "position": 0})
    _insert("indicators", {**whole, "framework_id": columns.WHOLE, "name": "", **plain, "position": 0})
    _insert("projects", {**whole, **of_whole, "name": "", "origin": "framework"})


def _insert(table: str, row: dict[str, object]) -> None:
    instants = {"first_adopted_at", "adopted_at"}
    made = sa.table(table, *(sa.column(name, columns.Instant() if name in instants else None) for name in row))
    op.bulk_insert(made, [row])
