"""Name holidays in English, cite what deadlines are printed in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("printed", sa.Text(), server_default="", nullable=False, comment="rules.sources.Source as JSON")
        )
        batch_op.add_column(
            sa.Column(
                "ours", sa.Text(), server_default="[]", nullable=False, comment="the keys filled in by us, as JSON"
            )
        )

    with op.batch_alter_table("holidays", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("name_en", sa.Text(), server_default="", nullable=False, comment="empty: known in Thai only")
        )
        batch_op.add_column(sa.Column("authority_en", sa.Text(), server_default="", nullable=False))
