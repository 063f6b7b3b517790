"""Look once for each unit and indicator that owes something."""

from alembic import op

revision = "0012"
down_revision = "0011"

TERM = ("tier", "period", "extension")
DAYS = ("owed_on", "due_on")


def upgrade() -> None:
    with op.batch_alter_table("obligations", schema=None) as batch_op:
        batch_op.drop_index("ix_obligations_unit")
        batch_op.drop_index("ix_obligations_term")
        batch_op.create_index("ix_obligations_unit", ["unit_id", "state", "framework_id", *TERM, *DAYS], unique=False)
        by_term = ["framework_id", "state", *TERM, "indicator_id", *DAYS, "warned", "due_hour"]
        batch_op.create_index("ix_obligations_term", by_term, unique=False)
