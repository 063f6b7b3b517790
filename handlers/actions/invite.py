"""Invitation codes are made; only their digests are kept."""

from datetime import date, datetime, timedelta

from rules.frameworks import Settings
from storage.refs import random_code
from storage.tables import audit, frameworks, invitations
from storage.tables.people import Post
from storage.work import Work

PREFIX = "TW"
LETTERS = 9
"""Of 31 letters and digits each: 44 bits."""
GROUP = 3


def make(
    work: Work,
    post: Post,
    *,
    count: int = 1,
    shared: bool = False,
    until: datetime | None = None,
    acting_until: date | None = None,
    person_id: str | None = None,
    by: str = audit.OPERATOR,
) -> tuple[str, ...]:
    """Codes for a post, each for one person unless `shared`, good `until` an instant (default: `good_until`).

    `acting_until` is an acting holder's last day; with `person_id` they move that person to another account.
    """
    expires_at = until or good_until(work)
    codes = []
    for _ in range(count):
        letters = random_code(LETTERS)
        invitations.add(
            work,
            PREFIX + letters,
            post.post_id,
            shared=shared,
            expires_at=expires_at,
            acting_until=acting_until,
            person_id=person_id,
        )
        groups = [letters[start : start + GROUP] for start in range(0, LETTERS, GROUP)]
        codes.append("-".join([PREFIX, *groups]))
    audit.note(work, by, "invite", post.post_id, {"count": str(count), "shared": str(shared)})
    return tuple(codes)


def good_until(work: Work) -> datetime:
    """When a code made now expires, by the newest framework's settings (house rule: after 30 days)."""
    newest = [framework.settings for framework in frameworks.in_force(work)][-1:]
    return work.now + timedelta(days=(newest[0] if newest else Settings()).invitation_days)
