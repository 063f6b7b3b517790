"""Keep which album a picture came in."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

KEPT = "platform:album, what it was chosen with"


def upgrade() -> None:
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("album", sa.String(length=120), server_default="", nullable=False, comment=KEPT))
        batch_op.create_index(batch_op.f("ix_evidence_person_id_album"), ["person_id", "album"], unique=False)
