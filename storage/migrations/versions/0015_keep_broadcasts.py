"""Keep what is said to many at once."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("by_id", columns.Key(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False, comment="as typed, never interpreted"),
        sa.Column("text_en", sa.Text(), server_default="", nullable=False, comment="for English readers; empty: text"),
        sa.Column("audience", sa.Text(), nullable=False, comment="Audience as JSON"),
        sa.Column("state", sa.String(length=10), nullable=False, comment="sending: rows are being put; sent; stopped"),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("foreseen", sa.Integer(), nullable=False, comment="how many people it was confirmed for"),
        sa.Column("place", sa.String(length=26), server_default="", nullable=False, comment="up to whom rows are put"),
        sa.Column("made_at", columns.Instant(), nullable=False),
        sa.Column("again_at", columns.Instant(), nullable=True, comment="when its lane looks next; none: it is over"),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_broadcasts_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
        sa.UniqueConstraint("ref", name=op.f("uq_broadcasts_ref")),
    )
    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        batch_op.create_index("ix_broadcasts_again_at", ["again_at"], unique=False)
        batch_op.create_index("ix_broadcasts_by_id", ["by_id"], unique=False)
