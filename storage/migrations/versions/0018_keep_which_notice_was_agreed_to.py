"""Keep which notice somebody agreed to, and for whom a code is that moves a person to another account."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

FIRST = sa.text("UPDATE people SET notice = '1' WHERE consented_at IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("notice", sa.String(16), server_default="", nullable=False, comment="which text was agreed to")
        )
    op.get_bind().execute(FIRST)
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("person_id", sa.String(26), nullable=True, comment="who comes with it to another account")
        )
        batch_op.create_foreign_key(batch_op.f("fk_invitations_person_id_people"), "people", ["person_id"], ["id"])
