"""What somebody says to many at once: the words, to whom, and how far the saying has come."""

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    insert,
    select,
    update,
)

from storage.columns import METADATA, Instant, Key, new_key
from storage.refs import new_ref
from storage.work import Work

BROADCASTS = Table(
    "broadcasts",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("ref", String(16), nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("text", Text, nullable=False, comment="as typed, never interpreted"),
    Column("text_en", Text, nullable=False, server_default="", comment="for English readers; empty: text"),
    Column("audience", Text, nullable=False, comment="Audience as JSON"),
    Column("state", String(10), nullable=False, comment="sending: rows are being put; sent; stopped"),
    Column("silent", Boolean, nullable=False),
    Column("foreseen", Integer, nullable=False, comment="how many people it was confirmed for"),
    Column("place", String(26), nullable=False, server_default="", comment="up to whom rows are put"),
    Column("made_at", Instant, nullable=False),
    Column("again_at", Instant, comment="when its lane looks next; none: it is over"),
    UniqueConstraint("ref"),
    Index(None, "again_at"),
    Index(None, "by_id"),
)

LETTER = "B"
SENDING, SENT, STOPPED = "sending", "sent", "stopped"
LANE = "broadcast"
EVERYBODY, UNIT, KIND, OWING = "everybody", "unit", "kind", "owing"


class Audience(Struct, frozen=True, kw_only=True):
    """To whom: everybody, or of a unit, a kind of unit, or who still owes an indicator, by its id (`value`) and code
    (`name`); `within` these indicators ("framework code/indicator code"), None for all."""

    kind: str
    value: str = ""
    name: str = ""
    within: tuple[str, ...] | None = None


class Broadcast(Struct, frozen=True, kw_only=True):
    """One that was confirmed."""

    id: str
    ref: str
    by_id: str
    text: str
    text_en: str
    audience: Audience
    state: str
    silent: bool
    foreseen: int
    place: str
    made_at: datetime
    again_at: datetime | None


_ALL = select(BROADCASTS)
_NEXT = select(func.min(BROADCASTS.c.again_at))


def begin(
    work: Work, *, by: str, texts: tuple[str, str], audience: Audience, silent: bool, foreseen: int, at: datetime
) -> Broadcast:
    """Keep it, to be said from `at` on; wakes its lane."""
    made = Broadcast(
        id=new_key(work.now),
        ref=new_ref(LETTER, lambda ref: by_ref(work, ref) is not None),
        by_id=by,
        text=texts[0],
        text_en=texts[1],
        audience=audience,
        state=SENDING,
        silent=silent,
        foreseen=foreseen,
        place="",
        made_at=work.now,
        again_at=at,
    )
    row = {name: getattr(made, name) for name in Broadcast.__struct_fields__}
    work.execute(insert(BROADCASTS).values(row | {"audience": msgspec.json.encode(audience).decode()}))
    work.wake.add(LANE)
    return made


def by_ref(work: Work, ref: str) -> Broadcast | None:
    """The one of a reference, or None."""
    row = work.one(_ALL.where(BROADCASTS.c.ref == ref))
    return None if row is None else _broadcast(row)


def first_due(work: Work) -> Broadcast | None:
    """The one that has waited longest for its lane."""
    due = _ALL.where(BROADCASTS.c.again_at <= work.now)
    row = work.one(due.order_by(BROADCASTS.c.again_at, BROADCASTS.c.id).limit(1))
    return None if row is None else _broadcast(row)


def next_due(work: Work) -> datetime | None:
    """When the lane has something to do next."""
    return work.scalar(_NEXT)


def newest(work: Work, by: str | None, most: int) -> tuple[Broadcast, ...]:
    """The last ones of a person, or of anybody."""
    chosen = _ALL if by is None else _ALL.where(BROADCASTS.c.by_id == by)
    return tuple(map(_broadcast, work.all(chosen.order_by(BROADCASTS.c.id.desc()).limit(most))))


def move_on(work: Work, seen: Broadcast, *, place: str, state: str, again_at: datetime | None) -> bool:
    """Go on from where it was seen; False, and nothing is changed, where another has moved it on or stopped it."""
    same = update(BROADCASTS).where(
        BROADCASTS.c.id == seen.id, BROADCASTS.c.state == seen.state, BROADCASTS.c.place == seen.place
    )
    return work.execute(same.values(place=place, state=state, again_at=again_at)).rowcount == 1


def stop(work: Work, broadcast_id: str) -> bool:
    """No more of it is said; False where nothing of it was left to say."""
    running = BROADCASTS.c.again_at.is_not(None), BROADCASTS.c.state != STOPPED
    change = update(BROADCASTS).where(BROADCASTS.c.id == broadcast_id, *running)
    work.wake.add(LANE)
    return work.execute(change.values(state=STOPPED, again_at=work.now)).rowcount == 1


def _broadcast(row: Row[Any]) -> Broadcast:
    values: dict[str, Any] = dict(row._mapping)
    values["audience"] = msgspec.json.decode(row.audience, type=Audience)
    return Broadcast(**values)
