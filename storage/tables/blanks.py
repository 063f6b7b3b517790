"""Blank forms that came with frameworks: each content once, as it lay beside the file."""

from sqlalchemy import Column, LargeBinary, String, Table, UniqueConstraint, select

from storage.columns import METADATA, Key
from storage.work import Work

BLANKS = Table(
    "blanks",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("content", LargeBinary, nullable=False, comment="at most rules.framework_blanks.LARGEST"),
    UniqueConstraint("sha256"),
)


def content(work: Work, sha256: str) -> tuple[str, bytes]:
    """The kind of these bytes and the bytes; KeyError where there are none."""
    found = work.all(select(BLANKS.c.media_type, BLANKS.c.content).where(BLANKS.c.sha256 == sha256))
    if not found:
        raise KeyError(sha256)
    return found[0].media_type, bytes(found[0].content)
