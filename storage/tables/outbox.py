"""What is to be said: a row for each message, why it is sent, and what became of it."""

from datetime import datetime, timedelta
from functools import cache

from msgspec import Struct
from sqlalchemy import (
    Boolean,
    Column,
    Executable,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    select,
    update,
)

from storage.columns import METADATA, Instant, Key
from storage.work import Work, claiming

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("id", Key, primary_key=True, comment="rows of a chat leave in its order"),
    Column("key", String(120), nullable=False),
    Column("platform", String(16), nullable=False),
    Column("address", String(64), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("why", String(120), nullable=False, comment="which deed or rule caused it"),
    Column("card", String(80), nullable=False, server_default="", comment="the card's identity, for later edits"),
    Column("shapes", Text, nullable=False, comment="messages.outgoing shapes as JSON; empty: composed when claimed"),
    Column("composer", String(40), nullable=False, server_default="", comment="what draws it when it is claimed"),
    Column("about", Text, nullable=False, server_default="", comment="what the composer is told"),
    Column("state", String(10), nullable=False, comment="waiting, claimed, sent, held, repeated, given_up, dropped"),
    Column("weight", String(10), nullable=False, comment="answer, deadline, news: what may be pushed or repeated"),
    Column("silent", Boolean, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("not_after", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("claimed_at", Instant),
    Column("reply_token", String(200), nullable=False, server_default=""),
    Column("reply_heard_at", Instant),
    Column("sent_at", Instant),
    Column("first_tried_at", Instant, comment="LINE's retry key lives 24 hours from here"),
    Column("sent_as", String(64), nullable=False, server_default="", comment="the platform's message id"),
    Column("fault", Text, nullable=False, server_default="", comment="status and class of the last failure"),
    UniqueConstraint("key"),
    Index(None, "state", "platform", "not_before"),
    Index(None, "platform", "address", "card"),
    Index(None, "person_id", "state"),
)

STALE = timedelta(minutes=2)
"""A claim older than this belongs to a worker that died."""

ANSWER = "answer"
"""To somebody who just did something: free as a reply, never pushed where a reply may have arrived."""
DEADLINE = "deadline"
"""Something hangs on it: pushed, and repeated where the outcome is unknown."""
NEWS = "news"
"""Good to know: not repeated where the outcome is unknown."""


class OutRow(Struct, frozen=True, kw_only=True):
    """A message to one account. Rows of a chat leave in the order of their ids."""

    id: str
    key: str
    platform: str
    address: str
    person_id: str
    why: str
    weight: str
    shapes: str
    not_before: datetime
    card: str = ""
    composer: str = ""
    about: str = ""
    not_after: datetime | None = None
    silent: bool = False
    reply_token: str = ""
    reply_heard_at: datetime | None = None
    state: str = "waiting"
    attempts: int = 0
    claimed_at: datetime | None = None
    first_tried_at: datetime | None = None
    sent_as: str = ""
    fault: str = ""


def put(work: Work, row: OutRow) -> bool:
    """Say it once: False where its key has been put already. Wakes the platform's lane."""
    made = work.insert_once(OUTBOX, {name: getattr(row, name) for name in OutRow.__struct_fields__})
    if made:
        work.wake.add(lane(row.platform))
    return made


def lane(platform: str) -> str:
    """The name of the lane that delivers for a platform."""
    return f"deliver:{platform}"


@cache
def _claim(platform: str, most: int) -> Executable:
    due = and_(
        OUTBOX.c.platform == platform,
        OUTBOX.c.state == "waiting",
        OUTBOX.c.not_before <= bindparam("now", type_=Instant),
    )
    return claiming(OUTBOX, due, limit=most)


def claim(work: Work, platform: str, most: int) -> list[OutRow]:
    """The rows that are due now, marked as ours: whoever changed the row owns it."""
    rows = work.claim(_claim(platform, most))
    return [OutRow(**{name: getattr(row, name) for name in OutRow.__struct_fields__}) for row in rows]


def take_back_stale(work: Work, platform: str, now: datetime) -> int:
    """Claims of a worker that died wait again; the number of attempts says that they were begun."""
    stale = and_(OUTBOX.c.platform == platform, OUTBOX.c.state == "claimed", OUTBOX.c.claimed_at < now - STALE)
    return work.execute(update(OUTBOX).where(stale).values(state="waiting")).rowcount


def release(work: Work, platform: str) -> None:
    """On start: whoever held a claim is gone."""
    held = and_(OUTBOX.c.platform == platform, OUTBOX.c.state == "claimed")
    work.execute(update(OUTBOX).where(held).values(state="waiting"))


def next_due(work: Work, platform: str) -> datetime | None:
    """When the earliest waiting row may leave."""
    waiting = and_(OUTBOX.c.platform == platform, OUTBOX.c.state == "waiting")
    return work.scalar(select(func.min(OUTBOX.c.not_before)).where(waiting))


_BEGUN = (
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("row_id"))
    .values(
        shapes=bindparam("shapes"),
        attempts=OUTBOX.c.attempts + 1,
        first_tried_at=func.coalesce(OUTBOX.c.first_tried_at, bindparam("now", type_=Instant)),
    )
)
_SENT = (
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("row_id"))
    .values(state="sent", sent_at=bindparam("now", type_=Instant), sent_as=bindparam("sent_as"), fault="")
)


_ANY_HELD = select(OUTBOX.c.id).where(OUTBOX.c.person_id == bindparam("person"), OUTBOX.c.state == "held").limit(1)


def begin(work: Work, row_id: str, shapes: str, now: datetime) -> None:
    """These bytes are being sent: every retry sends the same."""
    work.execute(_BEGUN, {"row_id": row_id, "shapes": shapes, "now": now})


def sent(work: Work, row_id: str, sent_as: str, now: datetime) -> None:
    """It is with the platform."""
    work.execute(_SENT, {"row_id": row_id, "now": now, "sent_as": sent_as})


def wait_again(work: Work, row: OutRow, at: datetime, fault: str) -> None:
    """Not sent yet: its chat waits with it, so that the order is kept."""
    work.execute(update(OUTBOX).where(OUTBOX.c.id == row.id).values(state="waiting", not_before=at, fault=fault))
    behind = and_(
        OUTBOX.c.platform == row.platform,
        OUTBOX.c.address == row.address,
        OUTBOX.c.state == "waiting",
        OUTBOX.c.not_before < at,
    )
    work.execute(update(OUTBOX).where(behind).values(not_before=at))


def keep_for(work: Work, row_id: str, at: datetime, fault: str) -> None:
    """Not now; its chat goes on without it."""
    work.execute(update(OUTBOX).where(OUTBOX.c.id == row_id).values(state="waiting", not_before=at, fault=fault))


def put_back(work: Work, row_ids: list[str]) -> None:
    """Claimed and not begun: they wait as before, behind the one that failed."""
    undo = update(OUTBOX).where(OUTBOX.c.id.in_(row_ids), OUTBOX.c.state == "claimed")
    work.execute(undo.values(state="waiting", attempts=OUTBOX.c.attempts - 1))


def end(work: Work, row_id: str, state: str, fault: str) -> None:
    """held, given_up or dropped, and why."""
    work.execute(update(OUTBOX).where(OUTBOX.c.id == row_id).values(state=state, fault=fault))


def sent_card(work: Work, platform: str, address: str, card: str) -> str:
    """The platform's id of a card sent there before; empty where there is none."""
    same = and_(
        OUTBOX.c.platform == platform, OUTBOX.c.address == address, OUTBOX.c.card == card, OUTBOX.c.sent_as != ""
    )
    return work.scalar(select(OUTBOX.c.sent_as).where(same).order_by(OUTBOX.c.id.desc()).limit(1)) or ""


def hold(work: Work, row_id: str, fault: str) -> None:
    """It may or may not have arrived: said again with the person's next event."""
    end(work, row_id, "held", fault)


def take_held(work: Work, person_id: str) -> list[str]:
    """The shapes of what may not have arrived; they count as repeated from here."""
    if work.scalar(_ANY_HELD, {"person": person_id}) is None:
        return []
    held = and_(OUTBOX.c.person_id == person_id, OUTBOX.c.state == "held")
    taken = update(OUTBOX).where(held).values(state="repeated").returning(OUTBOX.c.id, OUTBOX.c.shapes)
    return [row.shapes for row in sorted(work.all(taken), key=lambda row: row.id)]
