"""What is kept no longer than it is of use: words, addresses, raw events, old drafts. The official record stays."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, delete, exists, or_, select, update

from storage.tables.conversations import DRAFTS
from storage.tables.fetches import FETCHES, PROFILE
from storage.tables.inbox import INBOX
from storage.tables.invitations import GUESSES
from storage.tables.obligations import OBLIGATIONS
from storage.tables.outbox import OUTBOX, SECRET
from storage.tables.people import PEOPLE
from storage.work import Work

NO_WORDS = "[]"
REPORT = "report:"
_SETTLED = OUTBOX.c.state.in_(("sent", "repeated", "given_up", "dropped"))
_SAYS = OUTBOX.c.shapes.not_in(("", NO_WORDS))
_FORGOTTEN = {"shapes": NO_WORDS, "about": "", "reply_token": ""}


def person(work: Work, person_id: str, addresses: Sequence[tuple[str, str]]) -> None:
    """Somebody has left: nothing that was said to them leads from their record to their accounts any more, and nothing
    more is said. What is just being sent, `addresses_of_the_gone` takes."""
    theirs = OUTBOX.c.person_id == person_id
    work.execute(update(OUTBOX).where(theirs, OUTBOX.c.state.in_(("waiting", "held"))).values(state="dropped"))
    work.execute(update(OUTBOX).where(theirs, _SETTLED).values(address="", **_FORGOTTEN))
    for platform, address in addresses:
        asked = (FETCHES.c.platform == platform, FETCHES.c.kind == PROFILE, FETCHES.c.target == address)
        work.execute(delete(FETCHES).where(*asked))


def addresses_of_the_gone(work: Work, most: int) -> int:
    """Of those who have left: where their last messages went, and what these said."""
    gone = exists().where(PEOPLE.c.id == OUTBOX.c.person_id, PEOPLE.c.left_at.is_not(None))
    return _update(work, and_(gone, _SETTLED, OUTBOX.c.address != ""), most, address="", **_FORGOTTEN)


def secrets(work: Work, before: datetime, most: int) -> int:
    """Codes that never arrived where they were to be shown."""
    old = and_(OUTBOX.c.not_before < before, OUTBOX.c.about == SECRET, OUTBOX.c.shapes != NO_WORDS)
    return _update(work, and_(old, OUTBOX.c.state != "claimed"), most, state="dropped", shapes=NO_WORDS)


def words(work: Work, before: datetime, most: int) -> int:
    """What old messages said; that they were sent, to whom, when and why stays."""
    old = and_(OUTBOX.c.not_before < before, _SAYS, or_(_SETTLED, OUTBOX.c.state == "held"))
    return _update(work, old, most, shapes=NO_WORDS, reply_token="")


def events(work: Work, before: datetime, most: int) -> int:
    """That old events were heard, from which account; one that is parked waits on."""
    return _delete(work, INBOX, INBOX.c.key, and_(INBOX.c.received_at < before, INBOX.c.state != "parked"), most)


def drafts(work: Work, before: datetime, most: int) -> int:
    """What was begun long ago, but for reports that are still open."""
    about = REPORT + OBLIGATIONS.c.id
    is_open = exists().where(about == DRAFTS.c.subject, OBLIGATIONS.c.state == "open")
    return _delete(work, DRAFTS, DRAFTS.c.id, and_(DRAFTS.c.heard_at < before, ~is_open), most)


def fetched(work: Work, before: datetime, most: int) -> int:
    """The platform's handles of files and people that were fetched, or given up."""
    done = and_(FETCHES.c.again_at < before, FETCHES.c.state.in_(("done", "given_up")))
    return _delete(work, FETCHES, FETCHES.c.id, done, most)


def guesses(work: Work, before: datetime, most: int) -> int:
    """Who sent wrong codes."""
    old = select(GUESSES.c.platform, GUESSES.c.address).where(GUESSES.c.quiet_until < before).limit(most)
    found: Sequence[Row[Any]] = work.execute(old).all()
    for row in found:
        work.execute(delete(GUESSES).where(GUESSES.c.platform == row.platform, GUESSES.c.address == row.address))
    return len(found)


def _update(work: Work, which: ColumnElement[bool], most: int, **values: str) -> int:
    ids = [row.id for row in work.execute(select(OUTBOX.c.id).where(which).order_by(OUTBOX.c.id).limit(most))]
    return work.execute(update(OUTBOX).where(OUTBOX.c.id.in_(ids), which).values(values)).rowcount if ids else 0


def _delete(work: Work, table: Table, key: ColumnElement[str], which: ColumnElement[bool], most: int) -> int:
    ids = [row[0] for row in work.execute(select(key).where(which).limit(most))]
    return work.execute(delete(table).where(key.in_(ids), which)).rowcount if ids else 0
