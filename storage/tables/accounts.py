"""An account changes hands: it becomes another person's, or nobody's whom we know."""

from sqlalchemy import and_, insert, select, update

from storage.columns import new_key
from storage.tables.outbox import OUTBOX, lane
from storage.tables.people import ACCOUNTS, PEOPLE, Person
from storage.work import Work


def of(work: Work, person_id: str) -> tuple[tuple[str, str, str], ...]:
    """The accounts of a person: id, platform and address, the one used last first."""
    chosen = select(ACCOUNTS.c.id, ACCOUNTS.c.platform, ACCOUNTS.c.address).where(ACCOUNTS.c.person_id == person_id)
    return tuple((row.id, row.platform, row.address) for row in work.all(chosen.order_by(ACCOUNTS.c.heard_at.desc())))


def give(work: Work, account_id: str, person_id: str) -> None:
    """It is that person's from here, and the one used last."""
    theirs = update(ACCOUNTS).where(ACCOUNTS.c.id == account_id)
    work.execute(theirs.values(person_id=person_id, heard_at=work.now, blocked_at=None))


def cut(work: Work, account_id: str) -> str:
    """It is a stranger's from here, who speaks the same language: the id of that new person."""
    former = select(PEOPLE.c.language).join(ACCOUNTS, ACCOUNTS.c.person_id == PEOPLE.c.id)
    language = work.scalar(former.where(ACCOUNTS.c.id == account_id)) or ""
    stranger = new_key(work.now)
    work.execute(insert(PEOPLE).values(id=stranger, name="", language=language, made_at=work.now))
    work.execute(update(ACCOUNTS).where(ACCOUNTS.c.id == account_id).values(person_id=stranger))
    return stranger


def send_after(work: Work, person_id: str, platform: str, address: str, to: Person) -> None:
    """What waits for a person on an account goes to another one of theirs."""
    waits = and_(OUTBOX.c.person_id == person_id, OUTBOX.c.state.in_(("waiting", "held")))
    there = and_(waits, OUTBOX.c.platform == platform, OUTBOX.c.address == address)
    moved = {"platform": to.platform, "address": to.address, "reply_token": "", "reply_heard_at": None}
    if work.execute(update(OUTBOX).where(there).values(moved)).rowcount:
        work.wake.add(lane(to.platform))
