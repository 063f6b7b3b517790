"""Invitation codes, requests to join, and wrong guesses at codes."""

import hashlib
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    delete,
    insert,
    select,
    update,
)

from storage.columns import METADATA, Instant, Key, new_key
from storage.refs import new_ref
from storage.work import Work

INVITATIONS = Table(
    "invitations",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("digest", String(64), nullable=False, comment="scrypt of the code: the code itself is not kept"),
    Column("post_id", ForeignKey("posts.id"), nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("acting_until", Date),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("used_by", ForeignKey("people.id")),
    Column("revoked_at", Instant),
    UniqueConstraint("digest"),
)

REQUESTS = Table(
    "requests",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("ref", String(16), nullable=False),
    Column("kind", String(16), nullable=False, comment="join"),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("post_id", ForeignKey("posts.id"), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("state", String(16), nullable=False, comment="open, granted, denied, withdrawn"),
    Column("decided_by", ForeignKey("people.id")),
    Column("decided_at", Instant),
    Column("reason", Text, nullable=False, server_default=""),
    UniqueConstraint("ref"),
    Index(None, "state", "post_id"),
)

GUESSES = Table(
    "guesses",
    METADATA,
    Column("platform", String(16), primary_key=True),
    Column("address", String(64), primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("quiet_until", Instant, nullable=False),
)

_SALT = b"thanwela invitation"
OPEN, GRANTED, DENIED, WITHDRAWN = "open", "granted", "denied", "withdrawn"
JOIN, JOIN_LETTER = "join", "J"


class Invitation(Struct, frozen=True, kw_only=True):
    """What a code is good for. `acting_until` is an acting holder's last day; a shared code is never used up."""

    id: str
    post_id: str
    shared: bool
    acting_until: date | None
    expires_at: datetime
    used_at: datetime | None
    used_by: str | None
    revoked_at: datetime | None


class Request(Struct, frozen=True, kw_only=True):
    """Somebody asks for a post, and what became of it."""

    id: str
    ref: str
    person_id: str
    post_id: str
    asked_at: datetime
    state: str
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str = ""


class Guesses(Struct, frozen=True):
    """How many wrong codes an account sent one after the other, and until when none is read."""

    wrong: int
    quiet_until: datetime


_INVITATION = select(*(INVITATIONS.c[name] for name in Invitation.__struct_fields__))
_REQUEST = select(*(REQUESTS.c[name] for name in Request.__struct_fields__))


def digest(code: str) -> str:
    """What is kept of a code, which is its letters and digits in capitals.

    Slow on purpose (about 10 ms, 4 MiB): of 44 bits a thief of the database would try all in an hour at SHA-256's
    speed; so it takes years. The salt is the same for all, for a code is found by its digest.
    """
    return hashlib.scrypt(code.encode(), salt=_SALT, n=2**12, r=8, p=1, dklen=32).hex()


def add(
    work: Work, code: str, post_id: str, *, shared: bool, expires_at: datetime, acting_until: date | None = None
) -> None:
    """A new code for a post."""
    made = {"id": new_key(work.now), "digest": digest(code), "made_at": work.now}
    good_for = {"post_id": post_id, "shared": shared, "acting_until": acting_until, "expires_at": expires_at}
    work.execute(insert(INVITATIONS).values(**made, **good_for))


def by_code(work: Work, code: str) -> Invitation | None:
    """The invitation of a code, whatever became of it."""
    row = work.one(_INVITATION.where(INVITATIONS.c.digest == digest(code)))
    return None if row is None else Invitation(**row._mapping)


def by_id(work: Work, invitation_id: str) -> Invitation:
    """The invitation of an id; KeyError where there is none."""
    row = work.one(_INVITATION.where(INVITATIONS.c.id == invitation_id))
    if row is None:
        raise KeyError(invitation_id)
    return Invitation(**row._mapping)


def use(work: Work, invitation_id: str, person_id: str) -> bool:
    """Use up a personal code: False where somebody was faster."""
    unused = update(INVITATIONS).where(INVITATIONS.c.id == invitation_id, INVITATIONS.c.used_at.is_(None))
    return work.execute(unused.values(used_at=work.now, used_by=person_id)).rowcount == 1


def revoke(work: Work, invitation_id: str) -> None:
    """A code is good no more."""
    work.execute(update(INVITATIONS).where(INVITATIONS.c.id == invitation_id).values(revoked_at=work.now))


def ask(work: Work, person_id: str, post_id: str) -> Request:
    """Ask for a post; whoever has asked for it and waits is given the same request again."""
    waiting = [request for request in open_of(work, person_id) if request.post_id == post_id]
    if waiting:
        return waiting[0]
    ref = new_ref(JOIN_LETTER, lambda ref: by_ref(work, ref) is not None)
    request = Request(
        id=new_key(work.now), ref=ref, person_id=person_id, post_id=post_id, asked_at=work.now, state=OPEN
    )
    work.execute(insert(REQUESTS).values(kind=JOIN, **msgspec.structs.asdict(request)))
    return request


def asked_in_vain(work: Work, person_id: str, since: datetime) -> list[datetime]:
    """When a person asked since an instant for posts that they did not get or took back, oldest first."""
    chosen = select(REQUESTS.c.asked_at).where(
        REQUESTS.c.person_id == person_id, REQUESTS.c.asked_at > since, REQUESTS.c.state.in_((DENIED, WITHDRAWN))
    )
    return [row.asked_at for row in work.all(chosen.order_by(REQUESTS.c.asked_at))]


def by_ref(work: Work, ref: str) -> Request | None:
    """The request of a reference, or None."""
    row = work.one(_REQUEST.where(REQUESTS.c.ref == ref))
    return None if row is None else Request(**row._mapping)


def open_of(work: Work, person_id: str) -> list[Request]:
    """What a person has asked for and still waits for, oldest first."""
    chosen = _REQUEST.where(REQUESTS.c.person_id == person_id, REQUESTS.c.state == OPEN)
    return [Request(**row._mapping) for row in work.all(chosen.order_by(REQUESTS.c.id))]


def all_open(work: Work) -> list[Request]:
    """Every request that waits, oldest first."""
    rows = work.all(_REQUEST.where(REQUESTS.c.state == OPEN).order_by(REQUESTS.c.id))
    return [Request(**row._mapping) for row in rows]


def decide(work: Work, request_id: str, state: str, by: str, reason: str = "") -> bool:
    """Granted, denied or withdrawn by a person: False where the request was decided before."""
    still_open = update(REQUESTS).where(REQUESTS.c.id == request_id, REQUESTS.c.state == OPEN)
    decided = {"state": state, "decided_by": by, "decided_at": work.now, "reason": reason}
    return work.execute(still_open.values(decided)).rowcount == 1


def guesses(work: Work, platform: str, address: str) -> Guesses | None:
    """The wrong codes of an account, or None."""
    row = work.one(select(GUESSES.c.wrong, GUESSES.c.quiet_until).where(*_account(platform, address)))
    return None if row is None else Guesses(row.wrong, row.quiet_until)


def guessed_wrong(work: Work, platform: str, address: str, wrong: int, quiet_until: datetime) -> None:
    """One more wrong code: so many now, and none is read until then."""
    forget_guesses(work, platform, address)
    row = {"platform": platform, "address": address, "wrong": wrong, "quiet_until": quiet_until}
    work.execute(insert(GUESSES).values(row))


def forget_guesses(work: Work, platform: str, address: str) -> None:
    """A right code ends it."""
    work.execute(delete(GUESSES).where(*_account(platform, address)))


def _account(platform: str, address: str) -> tuple[Any, Any]:
    return GUESSES.c.platform == platform, GUESSES.c.address == address
