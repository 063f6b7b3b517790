"""Keep since when and between which imports indicators bind."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0006"
down_revision = "0005"


def _away() -> sa.Column[str]:
    return sa.Column("away", sa.Text(), server_default="[]", nullable=False, comment="storage.absences, as JSON")


def upgrade() -> None:
    with op.batch_alter_table("bindings", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("owes_from", sa.Date(), nullable=True, comment="first day of its first month; none: the year's")
        )
        batch_op.add_column(
            sa.Column(
                "left_at",
                columns.Instant(),
                nullable=True,
                comment="since when it is exempt, where it was bound before",
            )
        )
        batch_op.add_column(_away())
    with op.batch_alter_table("indicators", schema=None) as batch_op:
        batch_op.add_column(_away())
    with op.batch_alter_table("projects", schema=None) as batch_op:
        batch_op.add_column(_away())
