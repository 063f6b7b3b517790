"""Open posts for executives and operators where an office has been imported already."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

OPEN = sa.text(
    "INSERT INTO posts (id, role, unit_id, indicator, title, title_en) "
    "SELECT :id, CAST(:role AS VARCHAR(16)), unit_id, indicator, '', '' FROM posts AS former "
    "WHERE former.role = 'psdg' AND former.closed_at IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM posts AS theirs WHERE theirs.role = CAST(:role AS VARCHAR(16)))"
)


def upgrade() -> None:
    for role in ("executive", "operator"):
        op.get_bind().execute(OPEN, {"id": role.upper().rjust(26, "0"), "role": role})
