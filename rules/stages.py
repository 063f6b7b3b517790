"""What may happen to a report and to a submission: tables, and the refusals of what they do not hold."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.refusals import AlreadyApproved, AlreadyDecided, AlreadyTaken, NotWaiting


class Stage(StrEnum):
    """Where a report (tier 1) or a submission (tier 2) stands; NEW is before its first sending."""

    NEW = "new"
    SENT = "sent"
    RETURNED = "returned"
    APPROVED = "approved"
    HANDED = "handed"
    RECALLED = "recalled"
    TAKEN = "taken"


class Deed(StrEnum):
    """What somebody does to it; SEND is also correcting and sending again, HAND also handing in again."""

    SEND = "send"
    APPROVE = "approve"
    RETURN = "return"
    HAND = "hand"
    RECALL = "recall"
    TAKE = "take"


@dataclass(frozen=True, kw_only=True)
class Decided:
    """Who decided on it and when."""

    by: str
    at: datetime


REPORT = {
    (Stage.NEW, Deed.SEND): Stage.SENT,
    (Stage.SENT, Deed.SEND): Stage.SENT,
    (Stage.SENT, Deed.APPROVE): Stage.APPROVED,
    (Stage.SENT, Deed.RETURN): Stage.RETURNED,
    (Stage.RETURNED, Deed.SEND): Stage.SENT,
}
SUBMISSION = {
    (Stage.NEW, Deed.HAND): Stage.HANDED,
    (Stage.HANDED, Deed.TAKE): Stage.TAKEN,
    (Stage.HANDED, Deed.RETURN): Stage.RETURNED,
    (Stage.HANDED, Deed.RECALL): Stage.RECALLED,
    (Stage.RETURNED, Deed.HAND): Stage.HANDED,
    (Stage.RECALLED, Deed.HAND): Stage.HANDED,
}
DECISIONS = {Deed.APPROVE, Deed.RETURN, Deed.TAKE}
FINAL = {Stage.APPROVED: AlreadyApproved, Stage.TAKEN: AlreadyTaken}


def next_stage(
    table: dict[tuple[Stage, Deed], Stage], stage: Stage, deed: Deed, decided: Decided | None = None
) -> Stage:
    """The stage after `deed`, by REPORT or SUBMISSION (house rules: the first decision counts; correct until approved).

    `decided` is who decided at `stage`, if somebody has. Raises AlreadyDecided for a second decision, AlreadyApproved
    and AlreadyTaken for changing what was approved or taken, NotWaiting for what does not fit otherwise.
    """
    after = table.get((stage, deed))
    if after is not None:
        return after
    if decided is not None and deed in DECISIONS:
        raise AlreadyDecided(stage=stage.value, by=decided.by, at=decided.at)
    if decided is not None and stage in FINAL:
        raise FINAL[stage](by=decided.by, at=decided.at)
    raise NotWaiting(stage=stage.value, deed=deed.value)
