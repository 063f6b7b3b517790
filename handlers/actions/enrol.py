"""Somebody comes into a post, is let in or not, and leaves."""

from datetime import datetime, time, timedelta

from messages.writing import BANGKOK
from rules.refusals import AlreadyDecided, AskedTooOften, UsedCode
from storage import forgetting
from storage.tables import accounts, audit, conversations, fetches, holdings, in_turn, invitations, people
from storage.tables.invitations import DENIED, GRANTED, OPEN, WITHDRAWN, Invitation, Request
from storage.tables.people import Person
from storage.work import Work

NOTICE = "2"
"""Which text is agreed to: raised whenever enrolment.notice or enrolment.details changes (tests hold both together)."""
MOST_IN_VAIN = 3
"""Requests a day that come to nothing (house rule): each has gone to everybody who decides, on LINE for money."""
DAY = timedelta(days=1)


def join(work: Work, person: Person, invitation: Invitation, name: str) -> Request | None:
    """Take the post of an invitation that is good, or ask for it where its code is shared: then the request that waits.

    The person has agreed to be kept, under `name`; where their platform did not tell it, it is fetched.
    Raises UsedCode where somebody else was faster, AskedTooOften.
    """
    if invitation.shared:
        refuse_asking_again(work, person.id)
    if not invitation.shared and not invitations.use(work, invitation.id, person.id):
        raise UsedCode
    if not person.consented:
        audit.note(work, person.id, "consent", person.id, {"notice": NOTICE})
        people.consent(work, person.id, name, NOTICE)
    elif name:
        people.set_name(work, person.id, name)
    if not name and not person.name:
        fetches.want_name(work, person.platform, person.address)
    if invitation.shared:
        request = invitations.ask(work, person.id, invitation.post_id)
        audit.note(work, person.id, "ask_to_join", request.ref)
        return request
    people.hold(work, person.id, invitation.post_id, _acting_until(invitation))
    audit.note(work, person.id, "join", invitation.post_id)
    return None


def refuse_asking_again(work: Work, person_id: str) -> None:
    """Raises AskedTooOften for whoever has asked in vain MOST_IN_VAIN times within a day."""
    asked = invitations.asked_in_vain(work, person_id, work.now - DAY)
    if len(asked) >= MOST_IN_VAIN:
        raise AskedTooOften(again_at=asked[-MOST_IN_VAIN] + DAY)


def grant(work: Work, request: Request, by: str) -> None:
    """Let somebody in, at once. Raises AlreadyDecided."""
    _decide(work, request, GRANTED, by)
    people.hold(work, request.person_id, request.post_id)


def deny(work: Work, request: Request, by: str, reason: str) -> None:
    """Do not let somebody in. Raises AlreadyDecided."""
    _decide(work, request, DENIED, by, reason)


def forget_stranger(work: Work, person_id: str) -> None:
    """Whoever holds no post and asks for none is not kept by name."""
    in_turn.person(work, person_id)
    if not people.posts_of(work, person_id) and not invitations.open_of(work, person_id):
        people.leave(work, person_id)


def refuse_decided(work: Work, request: Request) -> None:
    """Raises AlreadyDecided, with who was first, for what does not wait any more."""
    if request.state != OPEN:
        raise AlreadyDecided(stage=request.state, by=request.decided_by or "", at=request.decided_at or work.now)


def leave(work: Work, person_id: str) -> None:
    """Out of every post, requests withdrawn, drafts gone. What was reported stays, without a name; the account of
    whoever has held a post is a stranger's from here, so that nothing leads from it to what was reported."""
    for request in invitations.open_of(work, person_id):
        invitations.decide(work, request.id, WITHDRAWN, person_id)
    for draft in conversations.all_of(work, person_id):
        conversations.remove(work, draft.id)
    people.leave(work, person_id)
    audit.note(work, person_id, "leave", person_id)
    if holdings.ever(work, person_id):
        theirs = accounts.of(work, person_id)
        forgetting.person(work, person_id, [(platform, address) for _, platform, address in theirs])
        for account_id, _, _ in theirs:
            accounts.cut(work, account_id)


def _decide(work: Work, request: Request, state: str, by: str, reason: str = "") -> None:
    if not invitations.decide(work, request.id, state, by, reason):
        refuse_decided(work, invitations.by_ref(work, request.ref) or request)
    audit.note(work, by, f"{state}_to_join", request.ref)


def _acting_until(invitation: Invitation) -> datetime | None:
    """The end of an acting holder's last day."""
    if invitation.acting_until is None:
        return None
    return datetime.combine(invitation.acting_until + timedelta(days=1), time(), BANGKOK)
