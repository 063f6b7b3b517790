"""What is to be said: a row for each message, why it is sent, and what became of it."""

from collections.abc import Mapping, Sequence
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

QUOTA = "quota"
"""The fault of a row that waits until the month's messages are no more used up."""
SUPERSEDED = "a newer one says it"
"""The fault of a composed row that never went, in whose place a newer one was planned."""
GATHERING = "more of it may come"
"""The fault of an answer to one of several pictures, in whose place the answer to the next one is said."""
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
        work.wake.add(lane(row.platform))
    return made


def put_many(work: Work, rows: Sequence[OutRow]) -> None:
    """The same for many, as one statement."""
    work.insert_new(OUTBOX, [{name: getattr(row, name) for name in _FIELDS} for row in rows])
    work.wake.update(lane(row.platform) for row in rows)


def put_begun(work: Work, row: OutRow) -> bool:
    """The same for a row that leaves at once, by the hand of whoever puts it: its first try begins with this commit."""
    values = {name: getattr(row, name) for name in _FIELDS}
    begun = {"state": "claimed", "claimed_at": work.now, "attempts": 1, "first_tried_at": work.now}
    return work.insert_once(OUTBOX, values | begun)


def lane(platform: str) -> str:
    """The name of the lane that delivers for a platform."""
    return f"deliver:{platform}"


_TAKE_BACK = (
    update(OUTBOX)
    .where(
        OUTBOX.c.platform == bindparam("lane"),
        OUTBOX.c.state == "claimed",
        OUTBOX.c.claimed_at < bindparam("before", type_=Instant),
    )
    .values(state="waiting")
)


@cache
def _claim(platform: str, most: int) -> Executable:
    due = and_(
        OUTBOX.c.platform == platform,
        OUTBOX.c.state == "waiting",
        OUTBOX.c.not_before <= bindparam("now", type_=Instant),
    )
    return claiming(OUTBOX, due, limit=most)


def claim(work: Work, platform: str, most: int) -> list[OutRow]:
    """The rows that are due now, marked as ours: whoever changed the row owns it. `begin` them or end them."""
    return [OutRow(**{name: getattr(row, name) for name in _FIELDS}) for row in work.claim(_claim(platform, most))]


def take_back_stale(work: Work, platform: str) -> None:
    """Claims that were lost wait again."""
    work.change(_TAKE_BACK, {"lane": platform, "before": work.now - STALE})


def release(work: Work, platform: str) -> None:
    """On start: whoever held a claim, or held back a chat, is gone. All that is left goes in its order."""
    ours = OUTBOX.c.platform == platform
    work.execute(update(OUTBOX).where(ours, OUTBOX.c.state == "claimed").values(state="waiting"))
    held_back = and_(ours, OUTBOX.c.state == "waiting", OUTBOX.c.fault.not_in(("", QUOTA)))
    work.execute(update(OUTBOX).where(held_back).values(not_before=work.now, fault=""))


@cache
def _next_due(platform: str) -> Executable:
    waiting = and_(OUTBOX.c.platform == platform, OUTBOX.c.state == "waiting")
    return select(func.min(OUTBOX.c.not_before)).where(waiting)


def next_due(work: Work, platform: str) -> datetime | None:
    """When the earliest waiting row may leave."""
    return work.scalar(_next_due(platform))


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


_SENT_CARD = (
    select(OUTBOX.c.sent_as)
    .where(
        OUTBOX.c.platform == bindparam("platform"),
        OUTBOX.c.address == bindparam("address"),
        OUTBOX.c.card == bindparam("card"),
        OUTBOX.c.sent_as != "",
    )
    .order_by(OUTBOX.c.id.desc())
    .limit(1)
)
_READERS = select(OUTBOX.c.person_id).where(OUTBOX.c.card == bindparam("card")).distinct().order_by(OUTBOX.c.person_id)


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
    work.wake.update(lane(row.platform) for row in rows)


def wait_again(work: Work, row: OutRow, at: datetime, fault: str, first_tried_at: datetime | None) -> None:
    """Not accepted: tried again at that instant. `first_tried_at` as in OutRow."""
    values = {"row_id": row.id, "tries": row.attempts + 1, "first": first_tried_at, "at": at, "because": fault}
    work.change(_BACK, values)
    work.wake.add(lane(row.platform))


def keep(work: Work, row: OutRow, at: datetime) -> None:
    """No quota is left: it waits until `at` and for as long as that takes. What is composed is composed anew then."""
    wait_again(work, row, at, QUOTA, row.first_tried_at)
    if row.composer:
        work.execute(update(OUTBOX).where(OUTBOX.c.id == row.id).values(shapes="", not_after=None))


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


def sent_card(work: Work, platform: str, address: str, card: str) -> str:
    """The platform's id of a card sent there before; empty where there is none."""
    return work.scalar(_SENT_CARD, {"platform": platform, "address": address, "card": card}) or ""


def readers_of(work: Work, card: str) -> list[str]:
    """The ids of the people who were sent a card, or to whom it is on its way."""
    return [row.person_id for row in work.all(_READERS, {"card": card})]
