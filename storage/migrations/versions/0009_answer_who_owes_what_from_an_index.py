"""Answer who owes what from an index alone."""

from alembic import op

revision = "0009"
down_revision = "0008"

DAY = ("extension", "due_on")
UNIT = ["unit_id", "state", "framework_id", "tier", "period", *DAY, "owed_on"]
TERM = ["framework_id", "state", "tier", "period", *DAY, "indicator_id", "owed_on", "warned", "due_hour"]


def upgrade() -> None:
    with op.batch_alter_table("obligations", schema=None) as batch_op:
        batch_op.drop_index("ix_obligations_unit_id_state")
        batch_op.drop_index("ix_obligations_framework_id_tier_period")
        batch_op.drop_index("ix_obligations_state_tier_owed_on")
        batch_op.create_index("ix_obligations_unit", UNIT, unique=False)
        batch_op.create_index("ix_obligations_term", TERM, unique=False)
