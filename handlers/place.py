"""Chats of many: what is fit for many eyes, in whose view it is said, and what becomes of a chat that is lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from handlers import telling
from handlers.posts import person_name
from handlers.showing import Standing
from messages import reasons
from messages.incoming import Place
from messages.outgoing import Card, Exhibit, Revised, Row, Shape, Text
from messages.texts import Texts
from storage.tables import outbox, people, places
from storage.tables.people import PSDG, SUPERVISOR, Person
from storage.tables.places import Bound
from storage.work import Work

BINDERS = (PSDG, SUPERVISOR)


@dataclass(frozen=True, kw_only=True)
class View:
    """A bound chat and whoever bound it, in whose view all is said there."""

    bound: Bound
    person: Person

    @property
    def place(self) -> Place:
        return Place(self.bound.chat, self.bound.topic)


def view_of(work: Work, platform: str, chat: str) -> View | None:
    """None where nothing is bound, or whoever bound it may no more."""
    bound = places.of_chat(work, platform, chat)
    person = people.by_id(work, bound.bound_by) if bound else None
    if bound is None or person is None or not may_bind(work, person.id):
        return None
    return View(bound=bound, person=person)


def may_bind(work: Work, person_id: str) -> bool:
    """Whether a chat may be bound to what this person sees: a supervisor, or somebody of the PSDG."""
    return any(held.role in BINDERS for held in people.posts_of(work, person_id))


def at(person: Person, platform: str, place: Place) -> Person:
    """That person as the reader of what is said in a place."""
    return replace(person, platform=platform, address=place.address)


def for_many(shapes: Sequence[Shape]) -> tuple[Shape, ...]:
    """Without buttons, which are for one person's decisions, and without a name by which it would be edited."""
    return tuple(_bare(shape) for shape in shapes if not isinstance(shape, Revised))


def says(work: Work, reader: Person, platform: str, place: Place, shapes: Sequence[Shape], key: str) -> bool:
    """Answer in a place, in the reader's language. False where it has been said."""
    told = at(reader, platform, place)
    return telling.tell_person(work, told, for_many(shapes), key=key, why=key, weight=outbox.ANSWER)


def lost(work: Work, texts: Texts, platform: str, chat: str) -> None:
    """The bot was put out of it: the PSDG and whoever bound it are told, once."""
    bound = places.of_chat(work, platform, chat)
    if bound is not None and places.end(work, bound.id):
        _tell(work, texts, bound, "places.lost")


def report_in(work: Work, texts: Texts, shown: Standing, deciding: Sequence[str]) -> None:
    """A line without sound in the chats of those who decide on it: what came, and how punctual it is."""
    found, report = shown.case, shown.report
    for each in places.bound_by(work, deciding):
        person = people.by_id(work, each.bound_by)
        if person is not None:
            language = person.language
            outcome = reasons.outcome(texts, language, report.verdict)
            words = Text(texts.line(language, "places.report", about=found.about(texts, language), outcome=outcome))
            reader, key = at(person, each.platform, Place(each.chat, each.topic)), f"report:{report.ref}:{each.id}"
            telling.tell_person(work, reader, (words,), key=key, why=key, weight=outbox.NEWS, silent=True)


def without_binder(work: Work, texts: Texts) -> None:
    """Chats whose binder may bind no more: nothing is said there, and the PSDG is told."""
    for bound in places.all_bound(work):
        if not may_bind(work, bound.bound_by) and places.end(work, bound.id):
            _tell(work, texts, bound, "places.without_binder")


def moved(work: Work, texts: Texts, platform: str, old: Place, to: str) -> None:
    """It has another address, or has lost its topic: what waits for it goes there."""
    outbox.readdress(work, platform, old.address, to)
    if to != old.chat:
        places.move(work, platform, old.chat, to)
    elif places.leave_topic(work, platform, to):
        view = view_of(work, platform, to)
        if view is not None:
            words = Text(texts.line(view.person.language, "places.topic_gone"))
            says(work, view.person, platform, Place(to), (words,), f"topic:{view.bound.id}:{old.topic}")


def _tell(work: Work, texts: Texts, bound: Bound, text: str) -> None:
    for reader_id in dict.fromkeys((*people.holders(work, PSDG), bound.bound_by)):
        reader = people.by_id(work, reader_id)
        if reader is not None and reader.member:
            name = person_name(work, texts, reader.language, bound.bound_by, reader=reader_id)
            words = Text(texts.line(reader.language, text, name=name))
            telling.tell_person(work, reader, (words,), key=f"{text}:{bound.id}", why=text)


def _bare(shape: Text | Card | Exhibit) -> Shape:
    match shape:
        case Text():
            return replace(shape, choices=())
        case Card():
            rows = tuple(Row(row.label, row.detail) for row in shape.rows)
            return replace(shape, key="", rows=rows, footer=(), choices=())
        case Exhibit():
            return replace(shape, under="")
