"""What somebody means who names a unit, an indicator, a role of the whole office or a person; who may put whom in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from handlers.posts import WORDS
from messages import reading
from messages.plain import plain
from messages.texts import LANGUAGES, Texts
from rules.refusals import UnknownName
from storage import questions_people
from storage.questions_people import Seat, View
from storage.tables import people, units
from storage.tables.people import (
    COLLECTOR,
    HEAD,
    OF_INDICATOR,
    OF_UNIT,
    OF_WHOLE,
    OFFICER,
    OPERATOR,
    PSDG,
    SUPERVISOR,
    Held,
    Post,
)
from storage.tables.units import Unit
from storage.work import Work

MOST_OFFERED = 3
NEAR = 0.5


@dataclass(frozen=True, kw_only=True)
class Place:
    """One of these: a unit, an indicator ("framework code/indicator code"), a role of the whole office, a person."""

    unit: Unit | None = None
    indicator: str = ""
    role: str = ""
    seats: tuple[Seat, ...] = ()


def place_meant(work: Work, texts: Texts, typed: str, seats: Sequence[Seat]) -> Place:
    """A unit by its code, name or id, an indicator by its code, a role by its name, one of the people in `seats`.

    Raises UnknownName with the nearest.
    """
    wanted, known = _plain(typed), units.all_open(work)
    for unit in known:
        if typed == unit.id or wanted in {_plain(unit.code), _plain(unit.name)}:
            return Place(unit=unit)
    found = _indicators(work, typed)
    if len(found) == 1:
        return Place(indicator=found[0])
    if found:
        raise UnknownName(kind="indicator", typed=typed, nearest=found[:MOST_OFFERED])
    for role in OF_WHOLE:
        if wanted in {_plain(name) for name in (role, *_names(texts, role))}:
            return Place(role=role)
    theirs = named(typed, seats)
    if theirs:
        return Place(seats=theirs)
    near = get_close_matches(typed, [*(unit.code for unit in known), *_people(seats)], n=MOST_OFFERED, cutoff=NEAR)
    raise UnknownName(kind="place", typed=typed, nearest=tuple(near))


def named(typed: str, seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """The seats of the people called so, or of the one person or holding of that id; of part of a name, where nobody is
    called just so."""
    wanted, every = _plain(typed), tuple(seats)
    whole = tuple(it for it in every if typed in (it.person_id, it.holding_id) or wanted == _plain(it.name) != "")
    return whole or tuple(it for it in every if wanted and wanted in _plain(it.name))


def nearest(typed: str, seats: Sequence[Seat]) -> tuple[Seat, ...]:
    """The seats of the people whose names come nearest."""
    near = get_close_matches(typed, _people(seats), n=MOST_OFFERED, cutoff=NEAR)
    return tuple(it for it in seats if it.name in near)


def posts_at(work: Work, place: Place) -> tuple[Post, ...]:
    """The open posts of a unit, an indicator or a role."""
    if place.unit is not None:
        found = [people.post(work, role, unit_id=place.unit.id) for role in OF_UNIT]
    elif place.indicator:
        found = [people.post(work, role, indicator=place.indicator) for role in reversed(OF_INDICATOR)]
    else:
        found = [people.post(work, place.role)] if place.role else []
    return tuple(post for post in found if post is not None)


def may_invite(held: Sequence[Held], post: Post) -> bool:
    """Whether somebody with these posts may make a code for a post: the PSDG for any but the operator's, a supervisor
    for the collectors of their indicator."""
    return any(
        (one.role == PSDG and post.role != OPERATOR)
        or (one.role == SUPERVISOR and post.role == COLLECTOR and post.indicator == one.indicator)
        for one in held
    )


def may_remove(held: Sequence[Held], post: Post) -> bool:
    """Whether they may take a post away: whoever may put somebody in or let them in; the PSDG from anybody."""
    return any(
        one.role == PSDG
        or (one.role == SUPERVISOR and post.role == COLLECTOR and post.indicator == one.indicator)
        or (one.role == HEAD and post.role == OFFICER and post.unit_id == one.unit_id)
        for one in held
    )


def everybody(work: Work, view: View) -> tuple[Seat, ...]:
    """The people in view."""
    return () if view.is_empty else questions_people.seats(work, view)


def _indicators(work: Work, typed: str) -> tuple[str, ...]:
    code = reading.indicator(typed) or typed.strip()
    known = questions_people.indicators_of(work)
    return tuple(key for key in known if code in (key, key.rpartition("/")[2]))


def _names(texts: Texts, role: str) -> Iterator[str]:
    return (texts.line(language, WORDS[role]) for language in LANGUAGES)


def _people(seats: Iterable[Seat]) -> list[str]:
    return list(dict.fromkeys(it.name for it in seats if it.name))


def _plain(name: str) -> str:
    return plain(name).replace(" ", "")
