"""Title posts in English."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("title_en", sa.Text(), server_default="", nullable=False, comment="empty: known in Thai only")
        )
