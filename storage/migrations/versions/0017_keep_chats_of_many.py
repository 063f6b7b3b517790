"""Keep the chats of many in which the bot speaks."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "places",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("platform", sa.String(16), nullable=False),
        sa.Column("chat", sa.String(64), nullable=False, comment="the group's own address, without a topic"),
        sa.Column("topic", sa.String(32), server_default="", nullable=False, comment="empty: the group as a whole"),
        sa.Column("bound_by", columns.Key(), nullable=False),
        sa.Column("bound_at", columns.Instant(), nullable=False),
        sa.Column("ended_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["bound_by"], ["people.id"], name=op.f("fk_places_bound_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
    )
    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.create_index(
            "uq_places_running",
            ["platform", "chat"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_places_bound_by"), ["bound_by"], unique=False)
