"""Keep what is known of a platform's quota."""

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
        sa.PrimaryKeyConstraint("platform", name=op.f("pk_quotas")),
    )
