"""The table of contents: word to conversation, step name to function, schedule to job. Literals only."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from handlers.actions import file_arrived
from handlers.conversations import (
    alerts,
    arriving,
    consolidation,
    drafts,
    enrolment,
    evidence,
    helping,
    joining,
    late,
    overview,
    projects,
    reviewing,
    rounds,
    settings,
    status,
    viewing,
    why,
)
from handlers.conversations.reporting import answering, beginning, line, listing
from handlers.conversations.reporting.draft import Draft as Reporting
from handlers.jobs import morning, quota, reminders
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
    "all": Word(function=listing.everything),
    "approve": Word(function=reviewing.approve),
    "cancel": Word(function=drafts.cancel),
    "confirm": Word(function=drafts.confirm),
    "deny": Word(function=joining.deny),
    "edit": Word(function=beginning.correct),
    "grant": Word(function=joining.grant),
    "help": Word(function=helping.help_),
    "language": Word(function=settings.language, strangers=True),
    "late": Word(function=late.late),
    "leave": Word(function=settings.leave, strangers=True),
    "nothing": Word(function=line.nothing),
    "overview": Word(function=overview.overview),
    "projects": Word(function=projects.list_all),
    "queue": Word(function=viewing.queue),
    "recall": Word(function=consolidation.recall),
    "report": Word(function=line.report),
    "return": Word(function=reviewing.send_back),
    "round": Word(function=rounds.round_),
    "same": Word(function=listing.same),
    "sent": Word(function=arriving.sent),
    "show": Word(function=viewing.show),
    "start": Word(function=enrolment.start, strangers=True),
    "status": Word(function=status.status),
    "submit": Word(function=consolidation.submit),
    "why": Word(function=why.why),
}

STEPS: Mapping[str, Waiting] = {
    "answering.above_whole": Waiting(function=answering.above_whole, draft=Reporting),
    "answering.answer": Waiting(function=answering.answer, draft=Reporting),
    "answering.edit": Waiting(function=answering.edit, draft=Reporting),
    "answering.instead": Waiting(function=answering.instead, draft=Reporting),
    "answering.month": Waiting(function=answering.month, draft=Reporting),
    "answering.note": Waiting(function=answering.note, draft=Reporting, free_text=True),
    "answering.proof": Waiting(function=answering.proof, draft=Reporting, free_text=True),
    "answering.proofs": Waiting(function=answering.proofs, draft=Reporting),
    "answering.reason": Waiting(function=answering.reason, draft=Reporting, free_text=True),
    "answering.sure": Waiting(function=answering.sure, draft=Reporting),
    "arriving.proof": Waiting(function=arriving.proof, draft=arriving.Stating),
    "arriving.sure": Waiting(function=arriving.sure, draft=arriving.Stating),
    "arriving.which_day": Waiting(function=arriving.which_day, draft=arriving.Stating),
    "arriving.which_hour": Waiting(function=arriving.which_hour, draft=arriving.Stating),
    "consolidation.sure": Waiting(function=consolidation.sure, draft=consolidation.Handing),
    "drafts.for_which": Waiting(function=drafts.for_which, draft=drafts.Early),
    "enrolment.consent": Waiting(function=enrolment.consent, draft=enrolment.Joining),
    "evidence.for_which": Waiting(function=evidence.for_which, draft=evidence.Unplaced),
    "evidence.more": Waiting(function=evidence.more, draft=evidence.Adding),
    "joining.reason": Waiting(function=joining.reason, draft=joining.Denying, free_text=True),
    "line.which_project": Waiting(function=line.which_project, draft=line.Line),
    "line.which_unit": Waiting(function=line.which_unit, draft=line.Line),
    "listing.same_sure": Waiting(function=listing.same_sure, draft=listing.Same),
    "projects.chosen": Waiting(function=projects.chosen, draft=projects.Listing),
    "projects.name": Waiting(function=projects.name, draft=projects.Adding, free_text=True),
    "projects.when": Waiting(function=projects.when, draft=projects.Finishing),
    "projects.which_unit": Waiting(function=projects.which_unit, draft=projects.Adding),
    "projects.why": Waiting(function=projects.why, draft=projects.Finishing, free_text=True),
    "reviewing.why_returned": Waiting(function=reviewing.why_returned, draft=reviewing.Returning, free_text=True),
    "settings.language_chosen": Waiting(function=settings.language_chosen, draft=settings.Language),
    "settings.sure": Waiting(function=settings.sure, draft=settings.Leaving),
}

ENTRIES: Mapping[str, Callable[[Turn, str], Next]] = {
    "alerts.why": alerts.why,
    "arriving.begin": arriving.begin,
    "evidence.add_to": evidence.add_to,
    "reporting.begin": beginning.begin,
}

EVENTS: Mapping[type, Callable[[Turn], Next]] = {
    Came: enrolment.came,
    Unsent: evidence.unsent,
    Went: enrolment.went,
}

STRANGER: Callable[[Turn], Next] = enrolment.stranger
CODE: Callable[[Turn, str], Next] = enrolment.code
FILE: Callable[[Turn], Next] = evidence.file
EARLIER: Callable[[Turn], Next] = drafts.earlier
UNKNOWN: Callable[[Turn], tuple[Shape, ...]] = drafts.unknown
REFUSED: Callable[[Turn, Refusal], tuple[Shape, ...]] = drafts.refused

FETCHED: Callable[[Work, Texts, str, Stored], None] = file_arrived.fetched
NOT_FETCHED: Callable[[Work, Texts, str, str], None] = file_arrived.not_fetched
NAMED: Callable[[Work, Texts, str], None] = joining.named
GIVEN_UP: Callable[[Work, Texts, str, datetime], None] = drafts.given_up
QUOTA_SPENT: Callable[[Work, Texts, str, datetime], datetime] = quota.spent

COMPOSERS: Mapping[str, Callable[[Work, Texts, OutRow], tuple[Shape, ...]]] = {
    "remind": reminders.compose,
}

JOBS: Mapping[str, Job] = {
    "morning": Job(next_due=morning.next_due, run=morning.run),
}


def name_of(step: Step | None) -> str:
    """The name under which a step is waited for: the one of the table."""
    return next(name for name, waiting in STEPS.items() if waiting.function is step)


_ = (Unsent,)
