"""What is to be said: a row for each message, why it is sent, and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import (
    Boolean,
    Column,
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
    Column("rank", Integer, nullable=False, server_default="0", comment="0 first, 1 a reminder, 2 last: who waits"),
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
    Index("ix_outbox_due", "state", "platform", "rank", "not_before", "id"),
    Index(None, "card", "platform", "address"),
    Index(None, "person_id", "state"),
)

STALE = timedelta(minutes=10)
"""A claim older than this was lost by its worker: no call to a platform takes so long."""

ANSWER = "answer"
"""To somebody who just did something: free as a reply; where it was lost, their next event brings back the question."""
DEADLINE = "deadline"
"""Something hangs on it: worth a push, and said again with the next event where nobody knows whether it arrived."""
NEWS = "news"
"""Good to know: once or not at all."""

FIRST, REMINDER, LAST = 0, 1, 2
"""Who waits for whom: what somebody waits for, or costs points; what says that something is due; news to many."""
MANY = (REMINDER, LAST)
"""What goes to many: it has a lane of its own, so that nothing else ever waits behind it."""
RANKS = (FIRST, *MANY)

QUOTA = "quota"
"""The fault of a row that waits until the month's messages are no more used up."""
SUPERSEDED = "a newer one says it"
"""The fault of a composed row that never went, in whose place a newer one was planned."""
GATHERING = "more of it may come"
"""The fault of an answer to one of several pictures, in whose place the answer to the next one is said."""
UNREACHED = "unreached"
"""The fault of a row that was not tried, because its person has blocked us, or never was a friend."""
BEHIND = "behind"
"""The fault of a row that waits for another one of its chat."""


class OutRow(Struct, frozen=True, kw_only=True):
    """A message to one account. Rows of a chat leave in the order of their ids.

    `first_tried_at` is the first try that may have arrived: None where surely none has.
    """

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
    rank: int = FIRST
    silent: bool = False
    reply_token: str = ""
    reply_heard_at: datetime | None = None
    state: str = "waiting"
    attempts: int = 0
    claimed_at: datetime | None = None
    first_tried_at: datetime | None = None
    sent_as: str = ""
    fault: str = ""


_FIELDS = OutRow.__struct_fields__
ROW_ID = OUTBOX.c.id == bindparam("row_id")


def put(work: Work, row: OutRow) -> bool:
    """Say it once: False where its key has been put already. Wakes the platform's lane."""
    made = work.insert_once(OUTBOX, {name: getattr(row, name) for name in _FIELDS})
    if made:
        work.wake.add(lane(row.platform, row.rank))
    return made


def put_many(work: Work, rows: Sequence[OutRow]) -> None:
    """The same for many, as one statement."""
    work.insert_new(OUTBOX, [{name: getattr(row, name) for name in _FIELDS} for row in rows])
    work.wake.update(lane(row.platform, row.rank) for row in rows)


def put_begun(work: Work, row: OutRow) -> bool:
    """The same for a row that leaves at once, by the hand of whoever puts it: its first try begins with this commit."""
    values = {name: getattr(row, name) for name in _FIELDS}
    begun = {"state": "claimed", "claimed_at": work.now, "attempts": 1, "first_tried_at": work.now}
    return work.insert_once(OUTBOX, values | begun)


def lane(platform: str, rank: int = FIRST) -> str:
    """The name of the lane that delivers what has that rank on a platform."""
    return f"deliver:{platform}" if rank == FIRST else f"deliver:{platform}:many"


_TAKE_BACK = (
    update(OUTBOX)
    .where(
        OUTBOX.c.platform == bindparam("lane"),
        OUTBOX.c.state == "claimed",
        OUTBOX.c.claimed_at < bindparam("before", type_=Instant),
    )
    .values(state="waiting")
)


_DUE = and_(
    OUTBOX.c.state == "waiting",
    OUTBOX.c.platform == bindparam("lane"),
    OUTBOX.c.rank == bindparam("order"),
    OUTBOX.c.not_before <= bindparam("now", type_=Instant),
)
_MOST = bindparam("most", type_=Integer)
_CLAIM = claiming(OUTBOX, _DUE, limit=_MOST)
_CLAIM_OF_MANY = claiming(OUTBOX, _DUE, limit=_MOST, first=(OUTBOX.c.not_before,))
"""Thousands may be due: read in the order of their index, so that none is looked at before its turn."""


def claim(work: Work, platform: str, most: int, ranks: Sequence[int] = RANKS) -> list[OutRow]:
    """The rows that are due now, rank by rank, marked as ours: whoever changed the row owns it. `begin` or end them."""
    claimed: list[OutRow] = []
    for rank in ranks:
        values = {"lane": platform, "order": rank, "most": most - len(claimed)}
        found = work.claim(_CLAIM_OF_MANY if rank in MANY else _CLAIM, values) if values["most"] > 0 else ()
        claimed += [OutRow(**{name: getattr(row, name) for name in _FIELDS}) for row in found]
    return claimed


def take_back_stale(work: Work, platform: str) -> None:
    """Claims that were lost wait again."""
    work.change(_TAKE_BACK, {"lane": platform, "before": work.now - STALE})


def release(work: Work, platform: str) -> None:
    """On start: whoever held a claim, or held back a chat, is gone. All that is left goes in its order."""
    ours = OUTBOX.c.platform == platform
    work.execute(update(OUTBOX).where(ours, OUTBOX.c.state == "claimed").values(state="waiting"))
    held_back = and_(ours, OUTBOX.c.state == "waiting", OUTBOX.c.fault.not_in(("", QUOTA)))
    work.execute(update(OUTBOX).where(held_back).values(not_before=work.now, fault=""))


_NEXT_DUE = select(func.min(OUTBOX.c.not_before)).where(
    OUTBOX.c.state == "waiting", OUTBOX.c.platform == bindparam("lane"), OUTBOX.c.rank == bindparam("order")
)


def next_due(work: Work, platform: str, ranks: Sequence[int] = RANKS) -> datetime | None:
    """When the earliest waiting row of these ranks may leave."""
    found = (work.scalar(_NEXT_DUE, {"lane": platform, "order": rank}) for rank in ranks)
    return min(filter(None, found), default=None)


_BEGIN = (
    update(OUTBOX)
    .where(ROW_ID)
    .values(
        attempts=OUTBOX.c.attempts + 1,
        first_tried_at=func.coalesce(OUTBOX.c.first_tried_at, bindparam("now", type_=Instant)),
    )
)
_DRAWN = update(OUTBOX).where(ROW_ID).values(shapes=bindparam("drawn"))
_SENT = update(OUTBOX).where(ROW_ID).values(state="sent", sent_at=bindparam("at"), sent_as=bindparam("as_"), fault="")
_BACK = (
    update(OUTBOX)
    .where(ROW_ID, OUTBOX.c.state == "claimed")
    .values(
        state="waiting",
        attempts=bindparam("tries"),
        first_tried_at=bindparam("first"),
        not_before=bindparam("at"),
        fault=bindparam("because"),
    )
)


def draw(work: Work, row_id: str, shapes: str) -> None:
    """What a composer made of it: every retry sends the same."""
    work.change(_DRAWN, {"row_id": row_id, "drawn": shapes})


def begin(work: Work, row_ids: Sequence[str]) -> None:
    """They are being sent: from here on they may have arrived."""
    if row_ids:
        work.change(_BEGIN, [{"row_id": row_id, "now": work.now} for row_id in row_ids])


def sent(work: Work, marks: Sequence[tuple[str, str]]) -> None:
    """They are with the platform: row ids, and under which id it keeps each."""
    work.change(_SENT, [{"row_id": row_id, "at": work.now, "as_": sent_as} for row_id, sent_as in marks])


def put_back(work: Work, rows: Sequence[OutRow], until: datetime | None) -> None:
    """Claimed and not tried: they wait as before the claim, behind another one of their chat until an instant."""
    waiting = [
        {
            "row_id": row.id,
            "tries": row.attempts,
            "first": row.first_tried_at,
            "at": max(until, row.not_before) if until else row.not_before,
            "because": BEHIND if until else row.fault,
        }
        for row in rows
    ]
    work.change(_BACK, waiting)
    work.wake.update(lane(row.platform, row.rank) for row in rows)


def wait_again(work: Work, row: OutRow, at: datetime, fault: str, first_tried_at: datetime | None) -> None:
    """Not accepted: tried again at that instant. `first_tried_at` as in OutRow."""
    values = {"row_id": row.id, "tries": row.attempts + 1, "first": first_tried_at, "at": at, "because": fault}
    work.change(_BACK, values)
    work.wake.add(lane(row.platform, row.rank))


def supersede(work: Work, composer: str, keys: Mapping[str, str]) -> None:
    """Of what a composer has waiting for these people (ids), only the row of each one's new key goes out."""
    theirs = and_(OUTBOX.c.person_id.in_(list(keys)), OUTBOX.c.composer == composer, OUTBOX.c.state == "waiting")
    older = and_(theirs, OUTBOX.c.key.not_in(list(keys.values())))
    work.execute(update(OUTBOX).where(older).values(state="dropped", fault=SUPERSEDED))


def readdress(work: Work, platform: str, address: str, to: str) -> None:
    """A chat has another address: what waits for it, or is being tried, goes there."""
    theirs = and_(OUTBOX.c.platform == platform, OUTBOX.c.address == address)
    work.execute(update(OUTBOX).where(theirs, OUTBOX.c.state.in_(("waiting", "claimed"))).values(address=to))
    work.wake.add(lane(platform))


def only_pushed(work: Work, row_id: str) -> None:
    """Its reply token is surely of no more use."""
    work.execute(update(OUTBOX).where(OUTBOX.c.id == row_id).values(reply_token="", first_tried_at=work.now))


def end(work: Work, row_id: str, state: str, fault: str) -> None:
    """held (said again with the person's next event), given_up or dropped, and why."""
    work.execute(update(OUTBOX).where(OUTBOX.c.id == row_id).values(state=state, fault=fault))
