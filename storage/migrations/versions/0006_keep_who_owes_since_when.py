"""Keep since when and between which imports indicators bind, what is waived and what is extended."""

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
    _reliefs()


def _reliefs() -> None:
    op.create_table(
        "reliefs",
        sa.Column("id", columns.Key(), nullable=False),
        sa.Column("framework_id", columns.Key(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="waiver or extension"),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("said", sa.Text(), nullable=False, comment="rules.reliefs.Waiver or Extension as JSON"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["framework_id"], ["frameworks.id"], name=op.f("fk_reliefs_framework_id_frameworks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reliefs")),
        sa.UniqueConstraint("framework_id", "kind", "code", name=op.f("uq_reliefs_framework_id_kind_code")),
    )
    with op.batch_alter_table("obligations", schema=None) as batch_op:
        batch_op.add_column(_code("waiver", "by whose code nobody owes it"))
        batch_op.add_column(_code("extension", "by whose code it is due later"))
        batch_op.add_column(
            sa.Column("stated_on", sa.Date(), nullable=True, comment="the framework's day, where an extension's counts")
        )


def _code(name: str, comment: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=40), server_default="", nullable=False, comment=comment)
