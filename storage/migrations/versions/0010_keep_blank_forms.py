"""Keep blank forms."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "blanks",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="at most rules.framework_blanks.LARGEST"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blanks")),
        sa.UniqueConstraint("sha256", name=op.f("uq_blanks_sha256")),
    )
    with op.batch_alter_table("indicators", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "form_file",
                sa.Text(),
                server_default="",
                nullable=False,
                comment="its blank form's path beside the file",
            )
        )
        batch_op.add_column(
            sa.Column(
                "form_sha256", sa.String(64), server_default="", nullable=False, comment="of the blank form's bytes"
            )
        )
