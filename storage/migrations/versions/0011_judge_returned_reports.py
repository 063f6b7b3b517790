"""Judge returned reports by their own day."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    with op.batch_alter_table("report_versions", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "verdict",
                sa.Text(),
                nullable=True,
                comment="rules.penalties.Verdict on a returned report's own day as JSON, frozen",
            )
        )
