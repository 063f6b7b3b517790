"""A typed code becomes its invitation, or a refusal; wrong codes slow down."""

from datetime import datetime, timedelta

from messages.writing import BANGKOK
from rules.fiscal import local_date
from rules.refusals import ExpiredCode, RevokedCode, TooManyTries, UnknownCode, UsedCode
from storage.tables import invitations, people
from storage.tables.invitations import Guesses, Invitation
from storage.tables.people import Person
from storage.work import Work

FIRST_SLOW = 5
FIRST_PAUSE = timedelta(minutes=1)
DOUBLINGS = 10
"""From one minute to seventeen hours."""
FORGOTTEN_AFTER = timedelta(days=1)
INSTANT = timedelta(microseconds=1)


def recognise(work: Work, person: Person, code: str, at: datetime) -> Invitation:
    """The invitation of a code as messages.reading gives it, good at that instant.

    Raises TooManyTries, UnknownCode (and counts it), RevokedCode, UsedCode or ExpiredCode.
    """
    guesses = invitations.guesses(work, person.platform, person.address)
    if guesses is not None and guesses.quiet_until > work.now:
        raise TooManyTries(again_at=guesses.quiet_until)
    invitation = invitations.by_code(work, code)
    if invitation is None:
        wrong = _wrong_before(guesses, work.now) + 1
        invitations.guessed_wrong(work, person.platform, person.address, wrong, work.now + pause_after(wrong))
        raise UnknownCode
    if guesses is not None:
        invitations.forget_guesses(work, person.platform, person.address)
    check(work, invitation, person.id, at)
    return invitation


def check(work: Work, invitation: Invitation, person_id: str, at: datetime) -> None:
    """Raises what stands against it: withdrawn, used by somebody else, past its last day."""
    post = people.post_by_id(work, invitation.post_id)
    is_open = people.post(work, post.role, unit_id=post.unit_id, indicator=post.indicator) is not None
    if invitation.revoked_at is not None or not is_open:
        raise RevokedCode
    if invitation.used_by not in (None, person_id):
        raise UsedCode
    if at >= invitation.expires_at:
        raise ExpiredCode(until=local_date(invitation.expires_at - INSTANT, BANGKOK))


def pause_after(wrong: int) -> timedelta:
    """How long no code is read after so many wrong ones in a row (house rule: the fifth begins it, each doubles it)."""
    return FIRST_PAUSE * 2 ** min(wrong - FIRST_SLOW, DOUBLINGS) if wrong >= FIRST_SLOW else timedelta()


def _wrong_before(guesses: Guesses | None, now: datetime) -> int:
    if guesses is None or guesses.quiet_until + FORGOTTEN_AFTER < now:
        return 0
    return guesses.wrong
