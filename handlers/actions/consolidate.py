"""Tier 2: an indicator's round goes to the PSDG, is taken back, taken or sent back."""

from rules.deadlines import Stamp
from rules.penalties import Verdict, verdict
from rules.refusals import ClosedRound, NotYours, ReasonNeeded
from rules.stages import SUBMISSION, Decided, Deed, Stage, next_stage
from storage import questions, questions_review, questions_rounds
from storage.questions_review import Matter
from storage.tables import audit, consolidations, obligations, people
from storage.tables.consolidations import Submission
from storage.work import Work


def hand(work: Work, matter: Matter, person_id: str, stamp: Stamp) -> Submission:
    """Hand an indicator's round to the PSDG, whatever is missing below; the verdict is frozen.

    What was returned keeps the verdict of its first handing; what its own side took back is judged anew (house rules).
    Raises NotYours, and NotWaiting or AlreadyTaken where it is with the PSDG already.
    """
    _judge_hander(work, matter, person_id)
    former = consolidations.submission_of(work, matter.id)
    _next(former, Deed.HAND)
    if not _kept(work, matter, former, person_id, stamp):
        # Somebody was faster by a moment: judge again, by what they did.
        return hand(work, questions_review.matter(work, matter.id), person_id, stamp)
    return _noted(work, matter, person_id, Deed.HAND)


def may_hand(work: Work, matter: Matter, person_id: str) -> None:
    """Whether it can be handed in by this person now. Raises NotYours, NotWaiting, AlreadyTaken."""
    _judge_hander(work, matter, person_id)
    _next(consolidations.submission_of(work, matter.id), Deed.HAND)


def recall(work: Work, matter: Matter, person_id: str) -> Submission:
    """Take it back while nobody has taken it: it is owed again, by the days of an import that may have come meanwhile.

    Whoever calls it keeps the ledger in step (actions.align). Raises NotYours, NotWaiting, AlreadyTaken; ClosedRound
    where the round has reached OPDC: it could not be handed in again.
    """
    obligations.hold_ledger(work, matter.framework_id)
    _judge_hander(work, matter, person_id)
    if questions.closing(work, matter) is not None:
        raise ClosedRound(round_code=f"{matter.period}/{matter.year}")
    _decide(work, matter, person_id, Deed.RECALL)
    obligations.reopen(work, [matter.id], was="met")
    return _noted(work, matter, person_id, Deed.RECALL)


def take(work: Work, matter: Matter, person_id: str) -> Submission:
    """The PSDG takes it: it is final. Raises NotYours, AlreadyDecided, NotWaiting."""
    _judge_taker(work, person_id)
    _decide(work, matter, person_id, Deed.TAKE)
    return _noted(work, matter, person_id, Deed.TAKE)


def send_back(work: Work, matter: Matter, person_id: str, reason: str) -> Submission:
    """The PSDG sends it back, with a reason. Raises ReasonNeeded, NotYours, AlreadyDecided, NotWaiting."""
    may_send_back(work, matter, person_id)
    if not reason.strip():
        raise ReasonNeeded
    _decide(work, matter, person_id, Deed.RETURN, reason.strip())
    return _noted(work, matter, person_id, Deed.RETURN)


def may_send_back(work: Work, matter: Matter, person_id: str) -> None:
    """Whether there is a reason to ask for one. Raises NotYours, AlreadyDecided, NotWaiting."""
    _judge_taker(work, person_id)
    _next(consolidations.submission_of(work, matter.id), Deed.RETURN)


def judged(work: Work, matter: Matter, stamp: Stamp) -> Verdict:
    """The verdict on an indicator's round handed in at `stamp`."""
    terms = questions_rounds.terms(work, matter)
    return verdict(terms.rule, terms.deadline, stamp, terms.calendar)


def _kept(work: Work, matter: Matter, former: Submission | None, person_id: str, stamp: Stamp) -> bool:
    """False where what it was judged by is not so any more."""
    if not obligations.meet_as_seen(work, matter.id, state=matter.state, counted_until=matter.counted_until):
        return False
    found = judged(work, matter, stamp)
    if former is None:
        return consolidations.hand(work, matter.id, by=person_id, at=stamp.at, verdict=found)
    return consolidations.hand_again(work, former, by=person_id, at=stamp.at, verdict=found)


def _decide(work: Work, matter: Matter, person_id: str, deed: Deed, reason: str = "") -> None:
    former = consolidations.submission_of(work, matter.id)
    stage = _next(former, deed)
    if former is None or not consolidations.decide(work, former, stage, by=person_id, reason=reason):
        _decide(work, matter, person_id, deed, reason)


def _next(former: Submission | None, deed: Deed) -> Stage:
    """The stage after the deed. Raises what rules.stages raises."""
    if former is None:
        return next_stage(SUBMISSION, Stage.NEW, deed)
    decided = None
    if former.decided_by and former.decided_at and former.state is not Stage.HANDED:
        decided = Decided(by=former.decided_by, at=former.decided_at)
    return next_stage(SUBMISSION, former.state, deed, decided)


def _judge_hander(work: Work, matter: Matter, person_id: str) -> None:
    if not people.may_review(work, person_id, matter.indicator_key):
        raise NotYours


def _judge_taker(work: Work, person_id: str) -> None:
    if not any(post.role == people.PSDG for post in people.posts_of(work, person_id)):
        raise NotYours


def _noted(work: Work, matter: Matter, person_id: str, deed: Deed) -> Submission:
    found = consolidations.submission_of(work, matter.id)
    if found is None:
        raise LookupError(matter.id)
    audit.note(work, person_id, f"{deed}_round", found.ref)
    return found
