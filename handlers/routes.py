"""The table of contents: word to conversation, step name to function, schedule to job. Literals only."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from handlers.conversations import (
    arriving,
    consolidation,
    drafts,
    enrolment,
    helping,
    joining,
    reviewing,
    settings,
    viewing,
    why,
)
from handlers.turn import Job, Next, Step, Turn, Waiting, Word
from messages.incoming import Came, Unsent, Went
from messages.outgoing import Shape
from messages.texts import Texts
from rules.refusals import Refusal
from storage.files import Stored
from storage.tables.outbox import OutRow
from storage.work import Work

IDLE = timedelta(minutes=30)
"""A draft that nobody touched for so long is idle: a prompt may speak, and it is not asked again by itself."""

COMMANDS: Mapping[str, Word] = {
    "approve": Word(function=reviewing.approve),
    "cancel": Word(function=drafts.cancel),
    "confirm": Word(function=drafts.confirm),
    "deny": Word(function=joining.deny),
    "grant": Word(function=joining.grant),
    "help": Word(function=helping.help_),
    "language": Word(function=settings.language, strangers=True),
    "leave": Word(function=settings.leave, strangers=True),
    "queue": Word(function=viewing.queue),
    "recall": Word(function=consolidation.recall),
    "return": Word(function=reviewing.send_back),
    "sent": Word(function=arriving.sent),
    "show": Word(function=viewing.show),
    "start": Word(function=enrolment.start, strangers=True),
    "submit": Word(function=consolidation.submit),
    "why": Word(function=why.why),
}

STEPS: Mapping[str, Waiting] = {
    "arriving.proof": Waiting(function=arriving.proof, draft=arriving.Stating),
    "arriving.sure": Waiting(function=arriving.sure, draft=arriving.Stating),
    "arriving.which_day": Waiting(function=arriving.which_day, draft=arriving.Stating),
    "arriving.which_hour": Waiting(function=arriving.which_hour, draft=arriving.Stating),
    "consolidation.sure": Waiting(function=consolidation.sure, draft=consolidation.Handing),
    "drafts.for_which": Waiting(function=drafts.for_which, draft=drafts.Early),
    "enrolment.consent": Waiting(function=enrolment.consent, draft=enrolment.Joining),
    "joining.reason": Waiting(function=joining.reason, draft=joining.Denying, free_text=True),
    "reviewing.why_returned": Waiting(function=reviewing.why_returned, draft=reviewing.Returning, free_text=True),
    "settings.language_chosen": Waiting(function=settings.language_chosen, draft=settings.Language),
    "settings.sure": Waiting(function=settings.sure, draft=settings.Leaving),
}

ENTRIES: Mapping[str, Callable[[Turn, str], Next]] = {}

EVENTS: Mapping[type, Callable[[Turn], Next]] = {
    Came: enrolment.came,
    Went: enrolment.went,
}

STRANGER: Callable[[Turn], Next] = enrolment.stranger
CODE: Callable[[Turn, str], Next] = enrolment.code
FILE: Callable[[Turn], Next]
EARLIER: Callable[[Turn], Next] = drafts.earlier
UNKNOWN: Callable[[Turn], tuple[Shape, ...]] = drafts.unknown
REFUSED: Callable[[Turn, Refusal], tuple[Shape, ...]] = drafts.refused

FETCHED: Callable[[Work, Texts, str, Stored], None]
NOT_FETCHED: Callable[[Work, Texts, str, str], None]
NAMED: Callable[[Work, Texts, str], None] = joining.named
GIVEN_UP: Callable[[Work, Texts, str, datetime], None] = drafts.given_up
QUOTA_SPENT: Callable[[Work, Texts, str], None]

COMPOSERS: Mapping[str, Callable[[Work, Texts, OutRow], tuple[Shape, ...]]] = {}

JOBS: Mapping[str, Job] = {}


def name_of(step: Step | None) -> str:
    """The name under which a step is waited for: the one of the table."""
    return next(name for name, waiting in STEPS.items() if waiting.function is step)


_ = (Unsent,)
