"""Keep what is known of a platform's quota, and which messages wait for which."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "quotas",
        sa.Column("platform", sa.String(16), nullable=False),
        sa.Column("limit", sa.Integer(), nullable=True, comment="messages a month; null: as many as one likes"),
        sa.Column("used", sa.Integer(), nullable=False, comment="as the platform said, and our own pushes since"),
        sa.Column("read_at", columns.Instant(), nullable=False),
        sa.Column("due_at", columns.Instant(), nullable=False, comment="when it is to be read next"),
        sa.Column(
            "for_first", sa.Integer(), server_default="0", nullable=False, comment="kept back for what comes first"
        ),
        sa.Column(
            "for_reminders",
            sa.Integer(),
            server_default="0",
            nullable=False,
            comment="kept back beside it for reminders",
        ),
        sa.PrimaryKeyConstraint("platform", name=op.f("pk_quotas")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "rank",
                sa.Integer(),
                server_default="0",
                nullable=False,
                comment="0 first, 1 a reminder, 2 last: who waits",
            )
        )
        batch_op.drop_index("ix_outbox_state_platform_not_before")
        batch_op.create_index("ix_outbox_due", ["state", "platform", "rank", "not_before", "id"], unique=False)
    op.execute("UPDATE outbox SET rank = 1 WHERE state = 'waiting' AND composer <> ''")
    op.execute("UPDATE outbox SET rank = 2 WHERE state = 'waiting' AND weight = 'news' AND card = ''")
