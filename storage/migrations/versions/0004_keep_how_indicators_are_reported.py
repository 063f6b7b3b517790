"""Keep how indicators are reported."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("indicators", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "entry", sa.Text(), server_default="null", nullable=False, comment="rules.frameworks.EntryForm as JSON"
            )
        )
        batch_op.add_column(
            sa.Column(
                "system", sa.Text(), server_default="", nullable=False, comment="where it is reported, or what feeds it"
            )
        )
        batch_op.add_column(
            sa.Column("system_en", sa.Text(), server_default="", nullable=False, comment="empty: known in Thai only")
        )
        batch_op.add_column(
            sa.Column("form", sa.Text(), server_default="", nullable=False, comment="the name of its blank form")
        )
        batch_op.add_column(
            sa.Column("form_en", sa.Text(), server_default="", nullable=False, comment="empty: known in Thai only")
        )
        batch_op.add_column(
            sa.Column(
                "form_link", sa.Text(), server_default="", nullable=False, comment="where its blank form is to be had"
            )
        )
        batch_op.add_column(
            sa.Column("kinds", sa.Text(), server_default="[]", nullable=False, comment="kinds of unit bound, as JSON")
        )
        batch_op.add_column(
            sa.Column(
                "exempt_kinds", sa.Text(), server_default="[]", nullable=False, comment="kinds of unit exempt, as JSON"
            )
        )

    with op.batch_alter_table("report_versions", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("entries", sa.Text(), nullable=True, comment="the texts of each entry's fields, as JSON")
        )
        batch_op.add_column(
            sa.Column("entered_on", sa.Date(), nullable=True, comment="the day of entry in another system")
        )
    if op.get_context().dialect.name == "postgresql":
        op.alter_column(
            "report_versions",
            "kind",
            existing_type=sa.String(length=16),
            existing_nullable=False,
            existing_comment="step, number, ratio, nothing",
            comment="step, number, ratio, entries, elsewhere, form, nothing",
        )
