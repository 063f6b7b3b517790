"""What the regulation refuses, by name and with facts; the words are in the texts under the same codes."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar


@dataclass(eq=False, kw_only=True)
class Refusal(Exception):
    """A refusal of the regulation: `code` names its text, `facts` are what the text may mention.

    `passing`: the same may go through in another way, a smaller file or a reason; any other ends what was begun.
    """

    code: ClassVar[str]
    passing: ClassVar[bool] = False

    @property
    def facts(self) -> dict[str, Any]:
        """The refusal's own values by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        return self.code


@dataclass(eq=False, kw_only=True)
class NotYours(Refusal):
    """The person's roles do not reach this unit, indicator or deed."""

    code: ClassVar[str] = "not_yours"


@dataclass(eq=False, kw_only=True)
class UnknownReference(Refusal):
    """Nothing that the person may see bears this reference; `nearest` are those offered instead."""

    code: ClassVar[str] = "unknown_reference"
    typed: str
    nearest: tuple[str, ...] = ()


@dataclass(eq=False, kw_only=True)
class UnknownName(Refusal):
    """No unit, indicator, project, round or person (`kind`) is called so; `nearest` are those offered instead."""

    code: ClassVar[str] = "unknown_name"
    kind: str
    typed: str
    nearest: tuple[str, ...] = ()


@dataclass(eq=False, kw_only=True)
class AlreadyBack(Refusal):
    """The way has led back from this step of the process already; it waits for the step that it led to."""

    code: ClassVar[str] = "already_back"
    step: str
    to: str


@dataclass(eq=False, kw_only=True)
class UnknownCode(Refusal):
    """No invitation bears this code."""

    code: ClassVar[str] = "unknown_code"


@dataclass(eq=False, kw_only=True)
class UsedCode(Refusal):
    """A personal code that somebody has used already."""

    code: ClassVar[str] = "used_code"


@dataclass(eq=False, kw_only=True)
class ExpiredCode(Refusal):
    """A code that is past its last day."""

    code: ClassVar[str] = "expired_code"
    until: date


@dataclass(eq=False, kw_only=True)
class RevokedCode(Refusal):
    """A code that was withdrawn."""

    code: ClassVar[str] = "revoked_code"


@dataclass(eq=False, kw_only=True)
class LastOfPsdg(Refusal):
    """Without this person nobody would be left who can do everything, or only somebody who is acting."""

    code: ClassVar[str] = "last_of_psdg"


@dataclass(eq=False, kw_only=True)
class TooManyTries(Refusal):
    """Wrong codes slow down: the next one is read from `again_at`."""

    code: ClassVar[str] = "too_many_tries"
    passing: ClassVar[bool] = True
    again_at: datetime


@dataclass(eq=False, kw_only=True)
class NotBound(Refusal):
    """The indicator does not bind this unit."""

    code: ClassVar[str] = "not_bound"
    unit: str
    indicator: str


@dataclass(eq=False, kw_only=True)
class NotAnsweredHere(Refusal):
    """No unit answers the indicator in chat: its `method` says who does instead (fed, survey, none)."""

    code: ClassVar[str] = "not_answered_here"
    indicator: str
    method: str


@dataclass(eq=False, kw_only=True)
class CountedAlready(Refusal):
    """Another report counted the same by a moment earlier: the `entry` as typed, the `reference` of that report."""

    code: ClassVar[str] = "counted_already"
    passing: ClassVar[bool] = True
    entry: str
    reference: str


@dataclass(eq=False, kw_only=True)
class NothingOwed(Refusal):
    """There is no period to report on for what was named."""

    code: ClassVar[str] = "nothing_owed"


@dataclass(eq=False, kw_only=True)
class NotYetReportable(Refusal):
    """The period has not begun."""

    code: ClassVar[str] = "not_yet_reportable"
    period: str
    reportable_from: date


@dataclass(eq=False, kw_only=True)
class ClosedPeriod(Refusal):
    """Entry is closed: the arrival of `round_code` at OPDC has been stated."""

    code: ClassVar[str] = "closed_period"
    period: str
    round_code: str


@dataclass(eq=False, kw_only=True)
class ClosedRound(Refusal):
    """A round ("6/2570") is handed in and taken back no more: its arrival at OPDC has been stated."""

    code: ClassVar[str] = "closed_round"
    round_code: str


@dataclass(eq=False, kw_only=True)
class ProjectFinished(Refusal):
    """The project was finished or closed before."""

    code: ClassVar[str] = "project_finished"
    project: str


@dataclass(eq=False, kw_only=True)
class ProjectInUse(Refusal):
    """A project cannot be taken back: reports or evidence hang on it, or a round after its finish is at OPDC."""

    code: ClassVar[str] = "project_in_use"
    project: str


@dataclass(eq=False, kw_only=True)
class AlreadySent(Refusal):
    """Somebody (a person's id) has sent this already: the first confirmation counts."""

    code: ClassVar[str] = "already_sent"
    passing: ClassVar[bool] = True
    reference: str
    by: str
    at: datetime


@dataclass(eq=False, kw_only=True)
class AlreadyApproved(Refusal):
    """What somebody (a person's id) has approved is not corrected any more."""

    code: ClassVar[str] = "already_approved"
    by: str
    at: datetime


@dataclass(eq=False, kw_only=True)
class AlreadyTaken(Refusal):
    """What the PSDG (a person's id) has taken is neither taken back nor handed in again."""

    code: ClassVar[str] = "already_taken"
    by: str
    at: datetime


@dataclass(eq=False, kw_only=True)
class AlreadyDecided(Refusal):
    """The first decision counts: whose it was (a person's id), when, and the stage it led to."""

    code: ClassVar[str] = "already_decided"
    stage: str
    by: str
    at: datetime


@dataclass(eq=False, kw_only=True)
class NotWaiting(Refusal):
    """The deed does not fit the stage: nothing was handed in, or it was taken back."""

    code: ClassVar[str] = "not_waiting"
    stage: str
    deed: str


@dataclass(eq=False, kw_only=True)
class ChangedSince(Refusal):
    """A newer version than the one decided on has come in."""

    code: ClassVar[str] = "changed_since"
    passing: ClassVar[bool] = True
    version: int


@dataclass(eq=False, kw_only=True)
class ReasonNeeded(Refusal):
    """A deed that is not done without a reason."""

    code: ClassVar[str] = "reason_needed"
    passing: ClassVar[bool] = True


@dataclass(eq=False, kw_only=True)
class TooLong(Refusal):
    """Words of more letters (as they are read: with their vowels and tones) than can be shown."""

    code: ClassVar[str] = "too_long"
    passing: ClassVar[bool] = True
    length: int
    most: int


@dataclass(eq=False, kw_only=True)
class AskedTooOften(Refusal):
    """Nobody may ask for posts without end: each request goes to everybody who decides on it."""

    code: ClassVar[str] = "asked_too_often"
    again_at: datetime


@dataclass(eq=False, kw_only=True)
class NoRounds(Refusal):
    """No framework in force has a round that could be meant."""

    code: ClassVar[str] = "no_rounds"


@dataclass(eq=False, kw_only=True)
class FutureArrival(Refusal):
    """A stated arrival may not lie in the future; `stated` is a day where no hour was said."""

    code: ClassVar[str] = "future_arrival"
    passing: ClassVar[bool] = True
    stated: datetime | date
    now: datetime


@dataclass(eq=False, kw_only=True)
class FileTooLarge(Refusal):
    """A file over the limit, both in bytes."""

    code: ClassVar[str] = "file_too_large"
    passing: ClassVar[bool] = True
    size: int
    limit: int


@dataclass(eq=False, kw_only=True)
class FileEmpty(Refusal):
    """A file without a byte."""

    code: ClassVar[str] = "file_empty"
    passing: ClassVar[bool] = True
