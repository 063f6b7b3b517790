"""Tier 3: it is stated when a round arrived at OPDC; stated again it replaces the former, and entry stays closed."""

from dataclasses import dataclass
from datetime import date, datetime, time

from rules.deadlines import stated_arrival
from rules.penalties import Verdict, verdict
from rules.refusals import NotYours
from storage import questions_review, questions_rounds
from storage.questions_review import Matter
from storage.tables import audit, consolidations, obligations, people
from storage.tables.consolidations import Arrival
from storage.work import Work

OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What somebody says of a round's arrival: day, hour (None: not said), the receiver's number ("" for none)."""

    on: date
    hour: time | None
    receipt: str


def judged(work: Work, matter: Matter, statement: Statement) -> Verdict:
    """What the arrival costs, if it was so: stated again, by the rule of its first verdict (house rule).

    A correction of the time is no new case: a rule that was changed since rules what is stated first after it.
    Raises FutureArrival where the arrival lies in the future.
    """
    terms, first = questions_rounds.terms(work, matter), _first(work, matter)
    stamp = stated_arrival(statement.on, statement.hour, terms.zone, work.now)
    return verdict(first.verdict.rule if first else terms.rule, terms.deadline, stamp, terms.calendar)


def keeps_former_rule(work: Work, matter: Matter) -> bool:
    """Whether what is stated of it now goes by a rule that was changed or dropped since it was stated first."""
    first, now = _first(work, matter), questions_rounds.terms(work, matter).rule
    if first is None:
        return False
    then = first.verdict.rule
    return (then.ruling if then else None) != (now.ruling if now else None)


def _first(work: Work, matter: Matter) -> Arrival | None:
    return next(iter(consolidations.arrivals_of(work, matter.id)), None)


def may_state(work: Work, person_id: str) -> None:
    """Raises NotYours for everybody but the PSDG."""
    if not any(post.role == people.PSDG for post in people.posts_of(work, person_id)):
        raise NotYours


def state(work: Work, matter: Matter, person_id: str, statement: Statement, at: datetime) -> Arrival:
    """State it, at the stamp `at`: the verdict is frozen, a former statement stays readable, entry closes.

    Closed is what units and indicators still owe for days within the round. Raises NotYours, FutureArrival.
    """
    may_state(work, person_id)
    # Of two who state it at once the second waits for the first and replaces it; nothing is opened meanwhile.
    obligations.hold_ledger(work, matter.framework_id)
    matter = questions_review.matter(work, matter.id)
    found = judged(work, matter, statement)
    hour = statement.hour.isoformat("minutes") if statement.hour else ""
    obligations.meet(work, matter.id)
    ref = consolidations.state(
        work, matter.id, at=at, by=person_id, verdict=found, hour=hour, receipt=statement.receipt
    )
    below = [each for tier in (1, 2) for each in questions_rounds.under(work, matter, tier=tier)]
    obligations.close(work, [each.id for each in below if each.state == OPEN], work.now)
    audit.note(work, person_id, "state_arrival", ref)
    stated = consolidations.arrival_by_ref(work, ref)
    if stated is None:
        raise LookupError(ref)
    return stated
