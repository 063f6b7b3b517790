"""Evidence: what people sent as proof, and the bytes it stands for."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Executable,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    exists,
    select,
    update,
)

from storage.columns import METADATA, Instant, Key, new_key
from storage.work import Work

AWAITED, KEPT, REFUSED, LOST, WITHDRAWN = "awaited", "kept", "refused", "lost", "withdrawn"
COUNTED = (AWAITED, KEPT)
"""Confirming never waits for bytes: a file that is on its way counts."""

BLOBS = Table(
    "blobs",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("stored_at", Instant, nullable=False),
)

EVIDENCE = Table(
    "evidence",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("message", String(120), nullable=False, comment="platform:message, the one it came with"),
    Column("album", String(120), nullable=False, server_default="", comment="platform:album, what it was chosen with"),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("obligation_id", ForeignKey("obligations.id"), comment="none: not said yet for what"),
    Column("report_id", ForeignKey("reports.id"), comment="set when its report is sent"),
    Column("step", Integer, nullable=False, server_default="0", comment="0: the report as a whole"),
    Column("name", Text, nullable=False, server_default=""),
    Column("kind", String(16), nullable=False, comment="photo, file, video, audio"),
    Column("said_size", BigInteger, comment="as the platform said before the download"),
    Column("state", String(16), nullable=False, comment="awaited, kept, refused, lost, withdrawn"),
    Column("reason", String(40), nullable=False, server_default="", comment="why it was refused or lost"),
    Column("sha256", String(64), comment="stays when the bytes are withdrawn"),
    Column("size", BigInteger),
    Column("media_type", String(100)),
    Column("heard_at", Instant, nullable=False),
    Column("stored_at", Instant),
    Column("withdrawn_at", Instant),
    UniqueConstraint("message"),
    Index(None, "obligation_id"),
    Index(None, "report_id"),
    Index(None, "person_id", "state"),
    Index(None, "sha256"),
    Index(None, "person_id", "album"),
)


class Evidence(Struct, frozen=True, kw_only=True):
    """One piece of evidence. `obligation_id` None: not said yet for what; `step` 0: for the report as a whole."""

    id: str
    message: str
    album: str
    person_id: str
    obligation_id: str | None
    report_id: str | None
    step: int
    name: str
    kind: str
    said_size: int | None
    state: str
    reason: str
    sha256: str | None
    size: int | None
    media_type: str | None
    heard_at: datetime
    stored_at: datetime | None
    withdrawn_at: datetime | None


_EVIDENCE = select(*(EVIDENCE.c[name] for name in Evidence.__struct_fields__)).order_by(EVIDENCE.c.id)
_OF_DRAFT = _EVIDENCE.where(
    EVIDENCE.c.person_id == bindparam("person"),
    EVIDENCE.c.obligation_id == bindparam("obligation"),
    EVIDENCE.c.report_id.is_(None),
)
_OF_REPORT = _EVIDENCE.where(EVIDENCE.c.report_id == bindparam("report"))


def await_file(
    work: Work,
    *,
    message: str,
    album: str,
    person_id: str,
    obligation_id: str | None,
    step: int,
    name: str,
    kind: str,
    said_size: int | None,
    heard_at: datetime,
) -> str | None:
    """A file was sent with that message ("platform:id"): its id, or None where it is known already. `album`
    ("platform:id") where it was chosen with others."""
    evidence_id = new_key(work.now)
    row = {
        "id": evidence_id,
        "message": message,
        "album": album,
        "person_id": person_id,
        "obligation_id": obligation_id,
        "step": step,
        "name": name,
        "kind": kind,
        "said_size": said_size,
        "state": AWAITED,
        "heard_at": heard_at,
    }
    return evidence_id if work.insert_once(EVIDENCE, row) else None


def by_id(work: Work, evidence_id: str) -> Evidence:
    """KeyError where there is none."""
    found = _all(work, EVIDENCE.c.id == evidence_id)
    if not found:
        raise KeyError(evidence_id)
    return found[0]


def by_message(work: Work, message: str) -> Evidence | None:
    """What came with that message ("platform:id"), or None."""
    return next(iter(_all(work, EVIDENCE.c.message == message)), None)


def of_draft(work: Work, person_id: str, obligation_id: str) -> tuple[Evidence, ...]:
    """What a person has sent for an obligation and not yet sent in with its report; withdrawn and refused too."""
    return _found(work, _OF_DRAFT, {"person": person_id, "obligation": obligation_id})


def of_report(work: Work, report_id: str) -> tuple[Evidence, ...]:
    """All that was sent in with a report; withdrawn and refused too."""
    return _found(work, _OF_REPORT, {"report": report_id})


def of_album(work: Work, person_id: str, album: str) -> tuple[Evidence, ...]:
    """What this person chose together ("platform:id"), as far as it has come; withdrawn and refused too."""
    return _all(work, EVIDENCE.c.person_id == person_id, EVIDENCE.c.album == album)


def unsaid_for_what(work: Work, person_id: str) -> tuple[Evidence, ...]:
    """What a person has sent that counts and is for nothing yet."""
    return _all(
        work,
        EVIDENCE.c.person_id == person_id,
        EVIDENCE.c.obligation_id.is_(None),
        EVIDENCE.c.state.in_(COUNTED),
    )


def bind(work: Work, ids: Sequence[str], *, obligation_id: str | None, step: int, report_id: str | None = None) -> None:
    """They are for that obligation (None: not said for what) and step (0: the whole), and with `report_id` sent in."""
    if not ids:
        return
    values: dict[str, Any] = {"obligation_id": obligation_id, "step": step}
    values |= {"report_id": report_id} if report_id else {}
    work.execute(update(EVIDENCE).where(EVIDENCE.c.id.in_(list(ids))).values(values))


def keep(work: Work, evidence_id: str, *, sha256: str, size: int, media_type: str) -> Evidence | None:
    """Its bytes are in the store; equal bytes are kept once. As it is then: None where it is awaited no more."""
    stored = {"sha256": sha256, "size": size, "media_type": media_type, "stored_at": work.now}
    found = _changed(work, evidence_id, EVIDENCE.c.state == AWAITED, {"state": KEPT, **stored})
    if found is not None:
        work.alone(f"bytes:{sha256}")
        work.insert_once(BLOBS, stored)
    return found


def refuse(work: Work, evidence_id: str, state: str, reason: str) -> Evidence | None:
    """REFUSED or LOST, and why. As it is then: None where it is awaited no more."""
    return _changed(work, evidence_id, EVIDENCE.c.state == AWAITED, {"state": state, "reason": reason})


def withdraw(work: Work, evidence_id: str) -> Evidence | None:
    """Taken back: hash, name and time stay. As it is then: None where it was taken back before."""
    gone = {"state": WITHDRAWN, "withdrawn_at": work.now}
    return _changed(work, evidence_id, EVIDENCE.c.state != WITHDRAWN, gone)


def are_bytes_kept(work: Work, sha256: str) -> bool:
    """Whether anything needs these bytes; the store forgets them where nothing does."""
    return bool(work.scalar(select(exists().where(EVIDENCE.c.sha256 == sha256, EVIDENCE.c.state == KEPT))))


def media_type_of(work: Work, sha256: str) -> str | None:
    """What kind of content these bytes are; None where nobody's evidence is made of them any more."""
    kept = select(EVIDENCE.c.media_type).where(EVIDENCE.c.sha256 == sha256, EVIDENCE.c.state == KEPT)
    return work.scalar(kept.limit(1))


def release_bytes(work: Work, sha256: str) -> bool:
    """Forget the bytes unless other evidence needs them; whether they are to be removed from the store."""
    work.alone(f"bytes:{sha256}")
    if are_bytes_kept(work, sha256):
        return False
    work.execute(BLOBS.delete().where(BLOBS.c.sha256 == sha256))
    return True


def _changed(work: Work, evidence_id: str, still: ColumnElement[bool], values: dict[str, Any]) -> Evidence | None:
    """Read again after the change: before it somebody may have bound it to a report, or taken it back."""
    chosen = update(EVIDENCE).where(EVIDENCE.c.id == evidence_id, still)
    return by_id(work, evidence_id) if work.execute(chosen.values(values)).rowcount == 1 else None


def _all(work: Work, *conditions: ColumnElement[bool]) -> tuple[Evidence, ...]:
    return _found(work, _EVIDENCE.where(*conditions), {})


def _found(work: Work, statement: Executable, values: Mapping[str, str]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**row._mapping) for row in work.all(statement, values))
