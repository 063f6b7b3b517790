"""What units sent: one report an obligation, a version each time it is sent, a review each time it is decided."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    String,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    exists,
    insert,
    select,
    update,
)

from rules.entries import Answer
from rules.penalties import Verdict
from rules.stages import Stage
from storage.answers import answer_columns, answer_from
from storage.columns import METADATA, Exact, Instant, Key, new_key
from storage.refs import new_ref
from storage.work import Work

LETTER = "R"
"""Begins a report's reference."""

REPORTS = Table(
    "reports",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("ref", String(16), nullable=False),
    Column("obligation_id", ForeignKey("obligations.id"), nullable=False),
    Column("state", String(16), nullable=False, comment="sent, returned, approved"),
    Column("version", Integer, nullable=False, comment="the number of the newest version"),
    Column("first_sent_by", ForeignKey("people.id"), nullable=False),
    Column("first_heard_at", Instant, nullable=False, comment="the sending that counts"),
    Column("verdict", Text, nullable=False, comment="rules.penalties.Verdict as JSON, frozen"),
    Column("waiting_since", Instant, nullable=False, comment="since when the reviewer has it"),
    Column("return_due_on", Date),
    Column("decided_by", ForeignKey("people.id")),
    Column("decided_at", Instant),
    UniqueConstraint("ref"),
    UniqueConstraint("obligation_id"),
    Index(None, "state", "waiting_since"),
)

VERSIONS = Table(
    "report_versions",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String(16), nullable=False, comment="step, number, ratio, entries, elsewhere, form, nothing"),
    Column("step", Integer),
    Column("amount", Exact, comment="the number, or the ratio's part"),
    Column("whole", Exact, comment="the ratio's whole"),
    Column("entries", Text, comment="the texts of each entry's fields, as JSON"),
    Column("entered_on", Date, comment="the day of entry in another system"),
    Column("note", Text, nullable=False, server_default=""),
    Column("sent_by", ForeignKey("people.id"), nullable=False),
    Column("heard_at", Instant, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("verdict", Text, comment="rules.penalties.Verdict on a returned report's own day as JSON, frozen"),
    UniqueConstraint("report_id", "number"),
)

REVIEWS = Table(
    "reviews",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("decision", String(16), nullable=False, comment="approved, returned"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("by", ForeignKey("people.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("report_id", "version", "decision"),
)


@dataclass(frozen=True, kw_only=True)
class Report:
    """A unit's report on one obligation; `verdict` was frozen when it was first sent, at `first_heard_at`."""

    id: str
    ref: str
    obligation_id: str
    state: Stage
    version: int
    first_sent_by: str
    first_heard_at: datetime
    verdict: Verdict
    waiting_since: datetime
    return_due_on: date | None
    decided_by: str | None
    decided_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Version:
    """What was sent at one time; versions count from 1.

    `verdict` by the day on which a returned report was expected, where its framework has a rule for that.
    """

    number: int
    answer: Answer
    sent_by: str
    heard_at: datetime
    verdict: Verdict | None = None


@dataclass(frozen=True, kw_only=True)
class Review:
    """A decision on one version: its stage (approved, returned), the reason of a return, who and when."""

    version: int
    decision: Stage
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Sending:
    """One sending of an answer: by whom, and the platform's stamp."""

    answer: Answer
    by: str
    heard_at: datetime


_BY_ID = select(REPORTS).where(REPORTS.c.id == bindparam("key"))
_HELD = _BY_ID.with_for_update(key_share=True)
_BY_REF = select(REPORTS).where(REPORTS.c.ref == bindparam("key"))
_BY_OBLIGATION = select(REPORTS).where(REPORTS.c.obligation_id == bindparam("key"))
_IS_TAKEN = select(exists().where(REPORTS.c.ref == bindparam("key")))
_VERSIONS = select(VERSIONS).where(VERSIONS.c.report_id == bindparam("report")).order_by(VERSIONS.c.number)
_REVIEWS = select(REVIEWS).where(REVIEWS.c.report_id == bindparam("report")).order_by(REVIEWS.c.id)
_SENT_AGAIN = (
    update(REPORTS)
    .where(
        REPORTS.c.id == bindparam("key"), REPORTS.c.version == bindparam("seen"), REPORTS.c.state == bindparam("was")
    )
    .values(state=Stage.SENT.value, version=bindparam("number"), waiting_since=bindparam("since"), return_due_on=None)
)
_DECIDE = (
    update(REPORTS)
    .where(
        REPORTS.c.id == bindparam("key"), REPORTS.c.state == Stage.SENT.value, REPORTS.c.version == bindparam("seen")
    )
    .values(
        state=bindparam("stage"),
        decided_by=bindparam("by"),
        decided_at=bindparam("at"),
        return_due_on=bindparam("return_due"),
    )
)
_COUNT_FROM = (
    update(REPORTS)
    .where(REPORTS.c.id == bindparam("key"), REPORTS.c.first_heard_at == bindparam("seen"))
    .values(first_heard_at=bindparam("at"), verdict=bindparam("frozen"))
)
_ADD_VERSION, _ADD_REVIEW = insert(VERSIONS), insert(REVIEWS)


def by_id(work: Work, report_id: str) -> Report:
    """The report of an id; KeyError where there is none."""
    return _there(work, _BY_ID, report_id)


def held(work: Work, report_id: str) -> Report:
    """The same as it is now, and nobody decides on it or sends it again before this is committed."""
    return _there(work, _HELD, report_id)


def by_ref(work: Work, ref: str) -> Report | None:
    """The report that bears a reference ("R-7K3F"), or None."""
    return _first(work, _BY_REF, ref)


def by_obligation(work: Work, obligation_id: str) -> Report | None:
    """The report that came for an obligation, or None."""
    return _first(work, _BY_OBLIGATION, obligation_id)


def versions(work: Work, report_id: str) -> tuple[Version, ...]:
    """All that was sent for it, oldest first; never empty for a report that exists."""
    return tuple(_version(row) for row in work.all(_VERSIONS, {"report": report_id}))


def send_first(work: Work, obligation_id: str, sending: Sending, verdict: Verdict) -> Report | None:
    """The first version, with the verdict that counts from now on; None where somebody has sent one already."""
    report = Report(
        id=new_key(work.now),
        ref=new_ref(LETTER, lambda ref: bool(work.scalar(_IS_TAKEN, {"key": ref}))),
        obligation_id=obligation_id,
        state=Stage.SENT,
        version=1,
        first_sent_by=sending.by,
        first_heard_at=sending.heard_at,
        verdict=verdict,
        waiting_since=sending.heard_at,
        return_due_on=None,
        decided_by=None,
        decided_at=None,
    )
    frozen = {"state": report.state.value, "verdict": msgspec.json.encode(verdict).decode()}
    if not work.insert_once(REPORTS, vars(report) | frozen):
        return None
    _add_version(work, report.id, 1, sending)
    return report


def count_from(work: Work, report: Report, at: datetime, verdict: Verdict) -> Report | None:
    """Another sending is the one that counts; None where it is not any more as it was read."""
    frozen = msgspec.json.encode(verdict).decode()
    if work.change(_COUNT_FROM, {"key": report.id, "seen": report.first_heard_at, "at": at, "frozen": frozen}) != 1:
        return None
    return replace(report, first_heard_at=at, verdict=verdict)


def send_again(work: Work, report: Report, sending: Sending, verdict: Verdict | None = None) -> Report | None:
    """A further version; the first sending stays the one that counts, and the reviewer has it anew.

    `verdict` is that on the day on which a returned report was expected, where a rule is for that.
    None where it is not any more as it was read: somebody decided, or sent again.
    """
    number = report.version + 1
    seen = {"key": report.id, "seen": report.version, "was": report.state.value}
    if work.change(_SENT_AGAIN, {**seen, "number": number, "since": sending.heard_at}) != 1:
        return None
    _add_version(work, report.id, number, sending, verdict)
    return replace(report, state=Stage.SENT, version=number, waiting_since=sending.heard_at, return_due_on=None)


def decide(
    work: Work, report: Report, stage: Stage, *, by: str, reason: str = "", return_due: date | None = None
) -> Report | None:
    """The newest version is decided on; None where it was not this call: somebody was first, or sent again."""
    values = {"stage": stage.value, "by": by, "at": work.now, "return_due": return_due}
    if work.change(_DECIDE, {"key": report.id, "seen": report.version, **values}) != 1:
        return None
    row = {"id": new_key(work.now), "report_id": report.id, "version": report.version, "decision": stage.value}
    work.change(_ADD_REVIEW, {**row, "reason": reason, "by": by, "at": work.now})
    return replace(report, state=stage, decided_by=by, decided_at=work.now, return_due_on=return_due)


def reviews(work: Work, report_id: str) -> tuple[Review, ...]:
    """Every decision on it, oldest first."""
    return tuple(
        Review(version=row.version, decision=Stage(row.decision), reason=row.reason, by=row.by, at=row.at)
        for row in work.all(_REVIEWS, {"report": report_id})
    )


def _add_version(work: Work, report_id: str, number: int, sending: Sending, verdict: Verdict | None = None) -> None:
    row = {"id": new_key(work.now), "report_id": report_id, "number": number, **answer_columns(sending.answer)}
    stamps = {"sent_by": sending.by, "heard_at": sending.heard_at, "made_at": work.now}
    frozen = None if verdict is None else msgspec.json.encode(verdict).decode()
    work.change(_ADD_VERSION, {**row, **stamps, "verdict": frozen})


def _first(work: Work, statement: Select[Any], key: str) -> Report | None:
    row = work.one(statement, {"key": key})
    return None if row is None else _report(row)


def _there(work: Work, statement: Select[Any], report_id: str) -> Report:
    found = _first(work, statement, report_id)
    if found is None:
        raise KeyError(report_id)
    return found


def _report(row: Row[Any]) -> Report:
    values: dict[str, Any] = dict(row._mapping)
    values |= {"state": Stage(row.state), "verdict": msgspec.json.decode(row.verdict, type=Verdict)}
    return Report(**values)


def _version(row: Row[Any]) -> Version:
    verdict = None if row.verdict is None else msgspec.json.decode(row.verdict, type=Verdict)
    return Version(
        number=row.number, answer=answer_from(row), sent_by=row.sent_by, heard_at=row.heard_at, verdict=verdict
    )
