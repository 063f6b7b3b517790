"""Drafts: what a person has begun, where it stands, and which one is open now."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from storage.columns import METADATA, Instant, Key
from storage.work import Work

DRAFTS = Table(
    "drafts",
    METADATA,
    Column("id", Key, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("subject", String(80), nullable=False, comment="what it is about: report:<obligation>, join, …"),
    Column("step", String(60), nullable=False, comment="<conversation>.<function> that hears the next word"),
    Column("data", Text, nullable=False, comment="the conversation's own draft as JSON"),
    Column("question", Text, nullable=False, comment="what was asked last, as outgoing shapes: said again when asked"),
    Column("version", Integer, nullable=False, comment="a button of an older version is stale"),
    Column("open", Boolean, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("heard_at", Instant, nullable=False, comment="the stamp of the newest event that it took"),
    UniqueConstraint("person_id", "subject"),
    Index(None, "person_id", "open"),
)


class DraftRow(Struct, frozen=True, kw_only=True):
    """A draft as it is kept; `data` and `question` are JSON that its conversation and messages.outgoing read."""

    id: str
    person_id: str
    subject: str
    step: str
    data: str
    question: str
    version: int
    open: bool
    asked_at: datetime
    heard_at: datetime

    @property
    def is_look(self) -> bool:
        """Nothing is kept in it: something is shown or asked, and nothing was begun that could be lost."""
        return self.data == "{}"


_DRAFT = select(*(DRAFTS.c[name] for name in DraftRow.__struct_fields__))
_OPEN = _DRAFT.where(DRAFTS.c.person_id == bindparam("person"), DRAFTS.c.open)
_BY_ID = _DRAFT.where(DRAFTS.c.id == bindparam("id"), DRAFTS.c.person_id == bindparam("person"))
_ABOUT = _DRAFT.where(DRAFTS.c.person_id == bindparam("person"), DRAFTS.c.subject == bindparam("subject"))
_KEPT = _DRAFT.where(DRAFTS.c.person_id == bindparam("person")).order_by(DRAFTS.c.asked_at.desc(), DRAFTS.c.id.desc())
_INSERT = insert(DRAFTS)
_CHANGE = (
    update(DRAFTS)
    .where(DRAFTS.c.id == bindparam("key"))
    .values({name: bindparam(name) for name in DraftRow.__struct_fields__ if name != "id"})
)
_CLOSE_OTHERS = (
    update(DRAFTS)
    .where(DRAFTS.c.person_id == bindparam("person"), DRAFTS.c.open, DRAFTS.c.id != bindparam("key"))
    .values(open=False)
)
_OPEN_AGAIN = update(DRAFTS).where(DRAFTS.c.id == bindparam("key")).values(open=True)
_ASK_AGAIN = _OPEN_AGAIN.values(question=bindparam("asked"))
_DELETE = delete(DRAFTS).where(DRAFTS.c.id == bindparam("key"))
_DELETE_ABOUT = delete(DRAFTS).where(DRAFTS.c.person_id == bindparam("person"), DRAFTS.c.subject == bindparam("about"))


def open_of(work: Work, person_id: str) -> DraftRow | None:
    """The one whose question is open now."""
    return _first(work, _OPEN, {"person": person_id})


def by_id(work: Work, person_id: str, draft_id: str) -> DraftRow | None:
    """A draft of that person."""
    return _first(work, _BY_ID, {"person": person_id, "id": draft_id})


def about(work: Work, person_id: str, subject: str) -> DraftRow | None:
    """What that person has begun about it."""
    return _first(work, _ABOUT, {"person": person_id, "subject": subject})


def all_of(work: Work, person_id: str) -> list[DraftRow]:
    """Every draft of a person, the newest question first."""
    return [DraftRow(**row._mapping) for row in work.all(_KEPT, {"person": person_id})]


def _first(work: Work, statement: Select, values: dict[str, str]) -> DraftRow | None:
    row = work.one(statement, values)
    return None if row is None else DraftRow(**row._mapping)


def save(work: Work, row: DraftRow) -> None:
    """Write a draft that is open now; version 1 is a new one. Any other of that person is closed and kept."""
    work.change(_CLOSE_OTHERS, {"person": row.person_id, "key": row.id})
    values = {name: getattr(row, name) for name in DraftRow.__struct_fields__}
    if row.version == 1:
        work.change(_INSERT, values)
    else:
        work.change(_CHANGE, values | {"key": row.id})


def reopen(work: Work, row: DraftRow) -> None:
    """The kept draft's question is the open one again."""
    work.change(_CLOSE_OTHERS, {"person": row.person_id, "key": row.id})
    work.change(_OPEN_AGAIN, {"key": row.id})


def ask_again(work: Work, row: DraftRow, question: str) -> None:
    """The draft's question is the open one, in these words; its buttons are good as before."""
    work.execute(_CLOSE_OTHERS, {"person": row.person_id, "key": row.id})
    work.execute(_ASK_AGAIN, {"key": row.id, "asked": question})


def remove(work: Work, draft_id: str) -> None:
    """The draft is finished."""
    work.change(_DELETE, {"key": draft_id})


def remove_about(work: Work, person_id: str, subject: str) -> None:
    """What that person has begun about it goes, if anything."""
    work.change(_DELETE_ABOUT, {"person": person_id, "about": subject})


def hand_on(work: Work, row: DraftRow, person_id: str) -> bool:
    """The draft is that person's from here, and not the open one; False where they have one about the same."""
    if about(work, person_id, row.subject) is not None:
        return False
    work.execute(update(DRAFTS).where(DRAFTS.c.id == row.id).values(person_id=person_id, open=False))
    return True
