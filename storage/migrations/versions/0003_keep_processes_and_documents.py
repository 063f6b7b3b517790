"""Keep a framework's process, documents and until when changes may be asked for."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "sources",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("framework_id", columns.Key(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), server_default="", nullable=False, comment="empty: known in Thai only"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["framework_id"], ["frameworks.id"], name=op.f("fk_sources_framework_id_frameworks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("framework_id", "code", name=op.f("uq_sources_framework_id_code")),
    )
    op.create_table(
        "documents",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("framework_id", columns.Key(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), server_default="", nullable=False, comment="empty: known in Thai only"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["framework_id"], ["frameworks.id"], name=op.f("fk_documents_framework_id_frameworks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("framework_id", "code", name=op.f("uq_documents_framework_id_code")),
    )
    op.create_table(
        "process_steps",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("framework_id", columns.Key(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), server_default="", nullable=False, comment="empty: known in Thai only"),
        sa.Column(
            "owners", sa.Text(), server_default="[]", nullable=False, comment="as the source names them, as JSON"
        ),
        sa.Column("first_on", sa.Date(), nullable=True, comment="none: from whenever"),
        sa.Column("last_on", sa.Date(), nullable=True, comment="none: its days follow from what it comes after"),
        sa.Column(
            "after",
            sa.String(length=40),
            server_default="",
            nullable=False,
            comment="the code of the step it waits for",
        ),
        sa.Column("after_round", sa.Integer(), nullable=True, comment="months of the round after whose end it comes"),
        sa.Column("takes", sa.Text(), server_default="null", nullable=False, comment="rules.process.Duration as JSON"),
        sa.Column("documents", sa.Text(), server_default="[]", nullable=False, comment="names, as JSON"),
        sa.Column(
            "back_to", sa.String(length=40), server_default="", nullable=False, comment="where a no leads back to"
        ),
        sa.Column("printed", sa.Text(), server_default="{}", nullable=False, comment="rules.sources.Source as JSON"),
        sa.Column("ours", sa.Text(), server_default="[]", nullable=False, comment="the keys filled in by us, as JSON"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["framework_id"], ["frameworks.id"], name=op.f("fk_process_steps_framework_id_frameworks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process_steps")),
        sa.UniqueConstraint("framework_id", "code", name=op.f("uq_process_steps_framework_id_code")),
    )
    op.create_table(
        "process_events",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("step_id", columns.Key(), nullable=False),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="from 1 in each framework: the order in which they count"
        ),
        sa.Column("framework_id", columns.Key(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("back", sa.Boolean(), nullable=False, comment="decided against: the way leads back"),
        sa.Column("person_id", columns.Key(), nullable=False),
        sa.Column("stated_at", columns.Instant(), nullable=False),
        sa.Column("taken_back_at", columns.Instant(), nullable=True, comment="said by mistake"),
        sa.ForeignKeyConstraint(
            ["framework_id"], ["frameworks.id"], name=op.f("fk_process_events_framework_id_frameworks")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_process_events_person_id_people")),
        sa.ForeignKeyConstraint(
            ["step_id"], ["process_steps.id"], name=op.f("fk_process_events_step_id_process_steps")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process_events")),
        sa.UniqueConstraint("framework_id", "number", name=op.f("uq_process_events_framework_id_number")),
    )
    with op.batch_alter_table("process_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_process_events_step_id"), ["step_id"], unique=False)

    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("sends", sa.Text(), server_default="[]", nullable=False, comment="codes of documents, as JSON")
        )

    with op.batch_alter_table("frameworks", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "changes",
                sa.Text(),
                server_default="null",
                nullable=False,
                comment="rules.frameworks.ChangeRule as JSON",
            )
        )
