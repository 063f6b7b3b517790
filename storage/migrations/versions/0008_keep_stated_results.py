"""Keep stated results."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "results",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("indicator_id", columns.Key(), nullable=False),
        sa.Column("unit_id", columns.Key(), server_default="whole", nullable=False),
        sa.Column("round", sa.String(length=10), nullable=False, comment="its months: 3, 6, 9, 12"),
        sa.Column("value", columns.Exact(), nullable=False, comment="the number, or the ratio's part"),
        sa.Column("whole", columns.Exact(), nullable=True, comment="the ratio's whole; none: a number"),
        sa.Column("stated_by", columns.Key(), nullable=False),
        sa.Column("stated_at", columns.Instant(), nullable=False, comment="the platform's stamp of the statement"),
        sa.Column("replaced_at", columns.Instant(), nullable=True, comment="none: this one is in force"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicators.id"], name=op.f("fk_results_indicator_id_indicators")),
        sa.ForeignKeyConstraint(["stated_by"], ["people.id"], name=op.f("fk_results_stated_by_people")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_results_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_results")),
    )
    with op.batch_alter_table("results", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_results_indicator_id_round"), ["indicator_id", "round"], unique=False)
