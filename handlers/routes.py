"""The table of contents: word to conversation, step name to function, schedule to job. Literals only."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from handlers import file_kinds, place
from handlers.actions import file_arrived
from handlers.conversations import (
    albums,
    alerts,
    arriving,
    calendar,
    consolidation,
    drafts,
    enrolment,
    evidence,
    health,
    helping,
    inviting,
    joining,
    late,
    nudging,
    overview,
    places,
    removing,
    results,
    reviewing,
    roster,
    rounds,
    scores,
    serving,
    settings,
    status,
    viewing,
    why,
)
from handlers.conversations.broadcasting import announcing
from handlers.conversations.broadcasting.draft import Announcing
from handlers.conversations.projects import changing
from handlers.conversations.projects import questions as projects
from handlers.conversations.reporting import answering, asked, beginning, line, listing
from handlers.conversations.reporting.draft import Draft as Reporting
from handlers.jobs import acting, broadcasts, cleanup, morning, quota, reminders
from handlers.place import View
from handlers.turn import Job, Next, Step, Turn, Waiting, Word
from messages.incoming import Came, Place, Unsent, Went
from messages.outgoing import Shape, Text
from messages.texts import Texts
from rules.refusals import Refusal
from storage.files import Stored
from storage.tables.outbox import OutRow
from storage.tables.people import Person
from storage.work import Work

IDLE = timedelta(minutes=30)
"""A draft that nobody touched for so long is idle: a prompt may speak, and it is not asked again by itself."""

COMMANDS: Mapping[str, Word] = {
    "all": Word(function=listing.everything),
    "approve": Word(function=reviewing.approve),
    "broadcast": Word(function=announcing.broadcast),
    "calendar": Word(function=calendar.calendar),
    "cancel": Word(function=drafts.cancel),
    "confirm": Word(function=drafts.confirm),
    "deny": Word(function=joining.deny),
    "edit": Word(function=beginning.correct),
    "grant": Word(function=joining.grant),
    "health": Word(function=health.health),
    "help": Word(function=helping.help_),
    "here": Word(function=places.here),
    "invite": Word(function=inviting.invite),
    "language": Word(function=settings.language, strangers=True),
    "late": Word(function=late.late),
    "leave": Word(function=settings.leave, strangers=True),
    "nothing": Word(function=line.nothing),
    "nudge": Word(function=nudging.nudge),
    "overview": Word(function=overview.overview),
    "people": Word(function=roster.people_),
    "projects": Word(function=changing.list_all),
    "queue": Word(function=viewing.queue),
    "recall": Word(function=consolidation.recall),
    "remove": Word(function=removing.remove),
    "report": Word(function=line.report),
    "result": Word(function=results.state),
    "return": Word(function=reviewing.send_back),
    "round": Word(function=rounds.round_),
    "same": Word(function=listing.same),
    "score": Word(function=scores.score),
    "sent": Word(function=arriving.sent),
    "show": Word(function=viewing.show),
    "start": Word(function=enrolment.start, strangers=True),
    "status": Word(function=status.status),
    "stepback": Word(function=calendar.back),
    "stepdone": Word(function=calendar.done),
    "stepundone": Word(function=calendar.undone),
    "stopbroadcast": Word(function=announcing.stop),
    "submit": Word(function=consolidation.submit),
    "unit": Word(function=serving.unit),
    "why": Word(function=why.why),
}

STEPS: Mapping[str, Waiting] = {
    "announcing.beyond": Waiting(announcing.beyond, Announcing, announcing.beyond_question, left=announcing.left),
    "announcing.english": Waiting(
        announcing.english, Announcing, announcing.english_question, free_text=True, left=announcing.left
    ),
    "announcing.sure": Waiting(announcing.sure, Announcing, announcing.sure_question, left=announcing.left),
    "announcing.to_whom": Waiting(announcing.to_whom, Announcing, announcing.whom_question, left=announcing.left),
    "announcing.words": Waiting(
        announcing.words, Announcing, announcing.words_question, free_text=True, left=announcing.left
    ),
    "answering.above_whole": Waiting(answering.above_whole, Reporting, asked.above_whole, files=True, left=asked.left),
    "answering.answer": Waiting(answering.answer, Reporting, asked.answer, files=True, left=asked.left),
    "answering.edit": Waiting(answering.edit, Reporting, asked.edit, files=True, left=asked.left),
    "answering.entries": Waiting(answering.entries, Reporting, asked.entries, files=True, left=asked.left),
    "answering.instead": Waiting(answering.instead, Reporting, asked.instead, files=True, left=asked.left),
    "answering.month": Waiting(answering.month, Reporting, asked.month, files=True, left=asked.left),
    "answering.note": Waiting(answering.note, Reporting, asked.note, free_text=True, files=True, left=asked.left),
    "answering.proof": Waiting(answering.proof, Reporting, asked.proof, free_text=True, files=True, left=asked.left),
    "answering.proofs": Waiting(answering.proofs, Reporting, asked.proofs, files=True, left=asked.left),
    "answering.reason": Waiting(answering.reason, Reporting, asked.reason, free_text=True, files=True, left=asked.left),
    "answering.sure": Waiting(answering.sure, Reporting, asked.sure, files=True, left=asked.left),
    "arriving.proof": Waiting(
        arriving.proof, arriving.Stating, arriving.proof_question, files=True, left=arriving.left
    ),
    "arriving.sure": Waiting(arriving.sure, arriving.Stating, arriving.sure_question, files=True, left=arriving.left),
    "arriving.which_day": Waiting(
        arriving.which_day, arriving.Stating, arriving.day_question, files=True, left=arriving.left
    ),
    "arriving.which_hour": Waiting(
        arriving.which_hour, arriving.Stating, arriving.hour_question, files=True, left=arriving.left
    ),
    "beginning.at_once": Waiting(beginning.at_once, beginning.Beside, beginning.beside_question, passing=True),
    "changing.chosen": Waiting(changing.chosen, projects.Listing, projects.for_list, passing=True),
    "changing.name": Waiting(changing.name, projects.Adding, projects.for_name, free_text=True),
    "changing.when": Waiting(changing.when, projects.Finishing, projects.for_when, left=projects.left),
    "changing.which_unit": Waiting(changing.which_unit, projects.Adding, projects.for_unit),
    "changing.why": Waiting(changing.why, projects.Finishing, projects.for_why, free_text=True, left=projects.left),
    "consolidation.sure": Waiting(consolidation.sure, consolidation.Handing, consolidation.hand_question),
    "drafts.answer_or_command": Waiting(drafts.answer_or_command, drafts.Either, drafts.either_question),
    "drafts.for_which": Waiting(drafts.for_which, drafts.Early, drafts.early_question),
    "enrolment.consent": Waiting(enrolment.consent, enrolment.Joining, enrolment.consent_question),
    "enrolment.move_here": Waiting(enrolment.move_here, enrolment.Moving, enrolment.move_question),
    "evidence.for_which": Waiting(evidence.for_which, evidence.Unplaced, evidence.which_question, files=True),
    "evidence.more": Waiting(
        evidence.more, evidence.Adding, evidence.more_question, files=True, left=evidence.adding_left
    ),
    "inviting.sure": Waiting(inviting.sure, inviting.Inviting, inviting.sure_question, free_text=True),
    "inviting.which_place": Waiting(
        inviting.which_place, inviting.Inviting, inviting.place_question, free_text=True, passing=True
    ),
    "inviting.which_post": Waiting(inviting.which_post, inviting.Inviting, inviting.post_question, passing=True),
    "joining.reason": Waiting(
        joining.reason, joining.Denying, joining.why_question, free_text=True, left=joining.reason_left
    ),
    "line.which_project": Waiting(
        line.which_project, line.Line, line.project_question, files=True, left=line.line_left
    ),
    "line.which_unit": Waiting(line.which_unit, line.Line, line.unit_question, files=True, left=line.line_left),
    "listing.same_sure": Waiting(listing.same_sure, listing.Same, listing.same_question, files=True),
    "nudging.sure": Waiting(nudging.sure, nudging.Nudging, nudging.question),
    "removing.sure": Waiting(removing.sure, removing.Removing, removing.sure_question),
    "removing.who": Waiting(removing.who, removing.Removing, removing.who_question, free_text=True, passing=True),
    "results.sure": Waiting(results.sure, results.Stating, results.sure_question, left=results.left),
    "reviewing.why_returned": Waiting(
        reviewing.why_returned, reviewing.Returning, reviewing.why_question, free_text=True, left=reviewing.reason_left
    ),
    "settings.language_chosen": Waiting(
        settings.language_chosen, settings.Language, settings.language_question, passing=True
    ),
    "settings.sure": Waiting(settings.sure, settings.Leaving, settings.leave_question, passing=True),
}

ENTRIES: Mapping[str, Callable[[Turn, str], Next]] = {
    "alerts.why": alerts.why,
    "arriving.begin": arriving.begin,
    "evidence.add_to": evidence.add_to,
    "reporting.begin": beginning.begin,
    "reporting.beside": beginning.beside,
}

EVENTS: Mapping[type, Callable[[Turn], Next]] = {
    Came: enrolment.came,
    Unsent: evidence.unsent,
    Went: enrolment.went,
}

FOR_MANY = frozenset({"late", "overview", "round"})
"""What a chat of many is answered: no persons, no evidence, nothing to decide."""
PLACE_BOUND_BY = "here"
PLACE_CAME: Callable[[Turn], Next] = places.came
PLACE_CODE: Callable[[Turn, str], Next] = places.code
PLACE_LOST: Callable[[Work, Texts, str, str], None] = place.lost
PLACE_MOVED: Callable[[Work, Texts, str, Place, str], None] = place.moved
PLACE_PRESSED: Callable[[Turn], Text] = places.no_buttons
PLACE_PRIVATELY: Callable[[Turn], Next] = places.privately
PLACE_SAYS: Callable[[Work, Person, str, Place, Sequence[Shape], str], bool] = place.says
PLACE_STRANGER: Callable[[Turn], Next] = places.stranger
PLACE_UNBOUND: Callable[[Turn], Next] = places.unbound
PLACE_VIEW: Callable[[Work, str, str], View | None] = place.view_of

STRANGER: Callable[[Turn], Next] = enrolment.stranger
CODE: Callable[[Turn, str], Next] = enrolment.code
FILE: Callable[[Turn], Next] = evidence.file
WITH_THE_OTHERS: Callable[[Turn], Next | None] = albums.with_the_others
GATHERING: Callable[[Turn, Next, tuple[Shape, ...]], albums.Gathering | None] = albums.gathering
EARLIER: Callable[[Turn], Next] = drafts.earlier
EITHER: Callable[[Turn], Next] = drafts.either
OVER: Callable[[Turn, str], str] = drafts.over
UNKNOWN: Callable[[Turn], tuple[Shape, ...]] = drafts.unknown
ENDED: Callable[[Turn, Refusal, str], tuple[Shape, ...]] = drafts.ended
REFUSED: Callable[[Turn, Refusal], tuple[Text, ...]] = drafts.refused

MARKS: Sequence[bytes] = file_kinds.MARKS
FETCHED: Callable[[Work, Texts, str, Stored], None] = file_arrived.fetched
NOT_FETCHED: Callable[[Work, Texts, str, str], None] = evidence.not_fetched
NAMED: Callable[[Work, Texts, str], None] = joining.named
GIVEN_UP: Callable[[Work, Texts, str, datetime], None] = drafts.given_up
QUOTA_SPENT: Callable[[Work, Texts, str, datetime], datetime] = quota.spent
QUOTA_HELD: Callable[[Work, Texts, str], datetime] = quota.held
QUOTA_READ: Callable[[Work, Texts, str, int | None, int], datetime] = quota.read

BROADCASTS: Callable[[Work, Texts], datetime | None] = broadcasts.go_on

COMPOSERS: Mapping[str, Callable[[Work, Texts, OutRow], tuple[Shape, ...]]] = {
    "among": reminders.among,
    "nudge": reminders.nudge,
    "remind": reminders.compose,
}

JOBS: Mapping[str, Job] = {
    "acting": Job(next_due=acting.next_due, run=acting.run),
    "cleanup": Job(next_due=cleanup.next_due, run=cleanup.run),
    "morning": Job(next_due=morning.next_due, run=morning.run),
}


def name_of(step: Step | None) -> str:
    """The name under which a step is waited for: the one of the table."""
    return next(name for name, waiting in STEPS.items() if waiting.function is step)


_ = Unsent
