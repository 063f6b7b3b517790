"""Keep what operators are told of, so that a restart repeats nothing."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "watched",
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column(
            "about", sa.String(40), nullable=False, comment="a platform or a lane; empty for what there is one of"
        ),
        sa.Column("since", columns.Instant(), nullable=False),
        sa.Column("grave", sa.Boolean(), nullable=False),
        sa.Column("told_at", columns.Instant(), nullable=True, comment="null: it may pass before anybody is told"),
        sa.Column("gone_at", columns.Instant(), nullable=True, comment="null: it lasts"),
        sa.PrimaryKeyConstraint("kind", "about", name=op.f("pk_watched")),
    )
