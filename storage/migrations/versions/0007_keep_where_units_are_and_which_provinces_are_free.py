"""Keep where units are and for which provinces a day is free."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("province", sa.String(40), server_default="", nullable=False, comment="empty: nobody says")
        )
    with op.batch_alter_table("holidays", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("provinces", sa.Text(), server_default="", nullable=False, comment="joined by commas; empty: all")
        )
        batch_op.alter_column(
            "scope",
            existing_type=sa.String(16),
            existing_nullable=False,
            comment="national, country or office",
            existing_comment="national, bangkok, country or office",
        )
    holidays = sa.table("holidays", sa.column("scope"), sa.column("provinces"))
    bangkok = holidays.c.scope == "bangkok"
    op.execute(holidays.update().where(bangkok).values(scope="national", provinces="bangkok"))
