"""Chats of many in which the bot speaks, and in whose view: that of whoever bound them."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Column, ColumnElement, ForeignKey, Index, String, Table, and_, select, text, update

from storage.columns import METADATA, Instant, Key, new_key
from storage.work import Work

PLACES = Table(
    "places",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("chat", String(64), nullable=False, comment="the group's own address, without a topic"),
    Column("topic", String(32), nullable=False, server_default="", comment="empty: the group as a whole"),
    Column("bound_by", ForeignKey("people.id"), nullable=False),
    Column("bound_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Index(
        "uq_places_running",
        "platform",
        "chat",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
    Index(None, "bound_by"),
)


class Bound(Struct, frozen=True, kw_only=True):
    """A chat of many that hears what concerns its binder."""

    id: str
    platform: str
    chat: str
    topic: str
    bound_by: str


_BOUND = select(*(PLACES.c[name] for name in Bound.__struct_fields__)).where(PLACES.c.ended_at.is_(None))


def of_chat(work: Work, platform: str, chat: str) -> Bound | None:
    """What is bound there now."""
    row = work.one(_BOUND.where(PLACES.c.platform == platform, PLACES.c.chat == chat))
    return None if row is None else Bound(**row._mapping)


def bound_by(work: Work, person_ids: Sequence[str]) -> list[Bound]:
    """What these people have bound, oldest first."""
    rows = work.all(_BOUND.where(PLACES.c.bound_by.in_(person_ids)).order_by(PLACES.c.id))
    return [Bound(**row._mapping) for row in rows]


def all_bound(work: Work) -> list[Bound]:
    """All that is bound now, oldest first."""
    return [Bound(**row._mapping) for row in work.all(_BOUND.order_by(PLACES.c.id))]


def bind(work: Work, platform: str, chat: str, topic: str, person_id: str) -> None:
    """From here on the chat hears in that person's view, in that topic; whoever bound it before does no more."""
    values = {"topic": topic, "bound_by": person_id, "bound_at": work.now}
    rebind = update(PLACES).where(*_running(platform, chat)).values(values)
    made = {"id": new_key(work.now), "platform": platform, "chat": chat, **values}
    if not work.execute(rebind).rowcount and not work.insert_once(PLACES, made):
        # Somebody else has bound it at this moment.
        work.execute(rebind)


def end(work: Work, place_id: str) -> bool:
    """Nothing is said there any more. False where that was so already."""
    running = and_(PLACES.c.id == place_id, PLACES.c.ended_at.is_(None))
    return work.execute(update(PLACES).where(running).values(ended_at=work.now)).rowcount == 1


def move(work: Work, platform: str, chat: str, to: str) -> bool:
    """The chat has another address now. False where nothing was bound, or that is known."""
    if of_chat(work, platform, to) is not None:
        found = of_chat(work, platform, chat)
        return found is not None and end(work, found.id)
    return work.execute(update(PLACES).where(*_running(platform, chat)).values(chat=to, topic="")).rowcount == 1


def leave_topic(work: Work, platform: str, chat: str) -> bool:
    """Its topic is gone: from here on the group as a whole hears. False where that is known."""
    topic = update(PLACES).where(*_running(platform, chat), PLACES.c.topic != "")
    return work.execute(topic.values(topic="")).rowcount == 1


def _running(platform: str, chat: str) -> tuple[ColumnElement[bool], ...]:
    return PLACES.c.platform == platform, PLACES.c.chat == chat, PLACES.c.ended_at.is_(None)
