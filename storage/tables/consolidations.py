"""Tiers 2 and 3: an indicator's round handed to the PSDG, and what was stated about its arrival at OPDC."""

import json
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Column, ForeignKey, Index, Row, String, Table, Text, UniqueConstraint, insert, select, update

from rules.penalties import Verdict, to_plain, verdict_from_plain
from rules.stages import Stage
from storage.columns import METADATA, Instant, Key, new_key
from storage.refs import new_ref
from storage.work import Work

SUBMISSIONS = Table(
    "submissions",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("ref", String(16), nullable=False),
    Column("obligation_id", ForeignKey("obligations.id"), nullable=False),
    Column("state", String(16), nullable=False, comment="handed, taken, returned, recalled"),
    Column("first_heard_at", Instant, nullable=False),
    Column("heard_at", Instant, nullable=False),
    Column("by", ForeignKey("people.id"), nullable=False),
    Column("verdict", Text, nullable=False),
    Column("decided_by", ForeignKey("people.id")),
    Column("decided_at", Instant),
    Column("reason", Text, nullable=False, server_default=""),
    UniqueConstraint("ref"),
    UniqueConstraint("obligation_id"),
)

ARRIVALS = Table(
    "arrivals",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("ref", String(16), nullable=False),
    Column("obligation_id", ForeignKey("obligations.id"), nullable=False),
    Column("arrived_at", Instant, nullable=False),
    Column("hour_said", String(5), nullable=False, server_default="", comment="empty: no hour was stated"),
    Column("receipt", Text, nullable=False, server_default=""),
    Column("evidence_id", ForeignKey("evidence.id")),
    Column("verdict", Text, nullable=False),
    Column("stated_by", ForeignKey("people.id"), nullable=False),
    Column("stated_at", Instant, nullable=False, comment="the platform's stamp of the statement"),
    Column("replaced_at", Instant, comment="none: this one is in force"),
    UniqueConstraint("ref"),
    Index(None, "obligation_id"),
)

SUBMISSION, ARRIVAL = "S", "A"
"""The letters with which their references begin."""


class Submission(Struct, frozen=True, kw_only=True):
    """An indicator's round as it was handed in; the verdict is that of the handing that counts, at `first_heard_at`."""

    id: str
    ref: str
    obligation_id: str
    state: Stage
    first_heard_at: datetime
    heard_at: datetime
    by: str
    verdict: Verdict
    decided_by: str | None
    decided_at: datetime | None
    reason: str


class Arrival(Struct, frozen=True, kw_only=True):
    """What somebody stated about a round's arrival; `replaced_at` None: this statement is in force."""

    id: str
    ref: str
    obligation_id: str
    arrived_at: datetime
    hour_said: str
    receipt: str
    evidence_id: str | None
    verdict: Verdict
    stated_by: str
    stated_at: datetime
    replaced_at: datetime | None


def submission_of(work: Work, obligation_id: str) -> Submission | None:
    """What was handed in for an obligation of tier 2, or None."""
    return _submission(work.one(select(SUBMISSIONS).where(SUBMISSIONS.c.obligation_id == obligation_id)))


def submission_by_ref(work: Work, ref: str) -> Submission | None:
    """The submission of a reference, or None."""
    return _submission(work.one(select(SUBMISSIONS).where(SUBMISSIONS.c.ref == ref)))


def handed(work: Work) -> tuple[Submission, ...]:
    """All that waits for the PSDG, oldest first."""
    chosen = select(SUBMISSIONS).where(SUBMISSIONS.c.state == Stage.HANDED).order_by(SUBMISSIONS.c.heard_at)
    return tuple(found for row in work.all(chosen) if (found := _submission(row)))


def hand(work: Work, obligation_id: str, *, by: str, at: datetime, verdict: Verdict) -> bool:
    """Handed in for the first time, at the stamp `at`; false where somebody was first."""
    ref = _free(work, SUBMISSIONS, SUBMISSION)
    row = {"id": new_key(work.now), "ref": ref, "obligation_id": obligation_id, "state": Stage.HANDED, "by": by}
    stamped = {"first_heard_at": at, "heard_at": at, "verdict": _frozen(verdict)}
    return work.insert_once(SUBMISSIONS, {**row, **stamped})


def hand_again(work: Work, former: Submission, *, by: str, at: datetime, verdict: Verdict) -> bool:
    """Handed in once more under its reference; what was recalled counts from now, what was returned from before.

    Whether this call did it: false where its stage has changed meanwhile.
    """
    fresh = former.state is Stage.RECALLED
    values = {"state": Stage.HANDED, "heard_at": at, "by": by, "decided_by": None, "decided_at": None, "reason": ""}
    values |= {"first_heard_at": at, "verdict": _frozen(verdict)} if fresh else {}
    return _moved(work, former, values)


def decide(work: Work, former: Submission, stage: Stage, *, by: str, reason: str = "") -> bool:
    """Taken, returned or recalled; whether this call did it: false where somebody was first."""
    values = {"state": stage, "decided_by": by, "decided_at": work.now, "reason": reason}
    return _moved(work, former, values)


def arrival_of(work: Work, obligation_id: str) -> Arrival | None:
    """The statement in force about an obligation of tier 3, or None."""
    chosen = select(ARRIVALS).where(ARRIVALS.c.obligation_id == obligation_id, ARRIVALS.c.replaced_at.is_(None))
    return _arrival(work.one(chosen))


def arrivals_of(work: Work, obligation_id: str) -> tuple[Arrival, ...]:
    """Every statement about it, replaced ones too, oldest first."""
    chosen = select(ARRIVALS).where(ARRIVALS.c.obligation_id == obligation_id).order_by(ARRIVALS.c.id)
    return tuple(found for row in work.all(chosen) if (found := _arrival(row)))


def arrival_by_ref(work: Work, ref: str) -> Arrival | None:
    """The statement of a reference, also one that was replaced, or None."""
    return _arrival(work.one(select(ARRIVALS).where(ARRIVALS.c.ref == ref)))


def state(work: Work, obligation_id: str, *, at: datetime, by: str, verdict: Verdict, hour: str, receipt: str) -> str:
    """A statement, made at the stamp `at`, takes the former one's place; its new reference.

    The arrival itself is the verdict's own instant; `hour` is "14:30" as stated, empty where none was.
    """
    former = update(ARRIVALS).where(ARRIVALS.c.obligation_id == obligation_id, ARRIVALS.c.replaced_at.is_(None))
    work.execute(former.values(replaced_at=work.now))
    ref = _free(work, ARRIVALS, ARRIVAL)
    row = {"id": new_key(work.now), "ref": ref, "obligation_id": obligation_id, "stated_by": by, "stated_at": at}
    said = {"arrived_at": verdict.at, "hour_said": hour, "receipt": receipt, "verdict": _frozen(verdict)}
    work.execute(insert(ARRIVALS).values(**row, **said))
    return ref


def prove(work: Work, ref: str, evidence_id: str) -> None:
    """The file that proves the arrival."""
    work.execute(update(ARRIVALS).where(ARRIVALS.c.ref == ref).values(evidence_id=evidence_id))


def _moved(work: Work, former: Submission, values: dict[str, Any]) -> bool:
    same = update(SUBMISSIONS).where(SUBMISSIONS.c.id == former.id, SUBMISSIONS.c.state == former.state)
    return work.execute(same.values(values)).rowcount == 1


def _free(work: Work, table: Table, letter: str) -> str:
    taken = select(table.c.ref)
    return new_ref(letter, lambda ref: work.scalar(taken.where(table.c.ref == ref)) is not None)


def _frozen(verdict: Verdict) -> str:
    return json.dumps(to_plain(verdict), ensure_ascii=False)


def _submission(row: Row[Any] | None) -> Submission | None:
    if row is None:
        return None
    values: dict[str, Any] = {**row._mapping, "state": Stage(row.state), "verdict": thawed(row.verdict)}
    return Submission(**values)


def _arrival(row: Row[Any] | None) -> Arrival | None:
    if row is None:
        return None
    values: dict[str, Any] = {**row._mapping, "verdict": thawed(row.verdict)}
    return Arrival(**values)


def thawed(verdict: str) -> Verdict:
    """A verdict as it was frozen in a row."""
    return verdict_from_plain(json.loads(verdict))
