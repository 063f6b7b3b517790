"""A broadcast as its readers see it, and as whoever sent it follows it."""

from datetime import datetime

from handlers import telling
from handlers.posts import person_name, post_name
from handlers.turn import deed
from messages import writing
from messages.lengths import shortened
from messages.outgoing import Card, Revised, Text
from messages.states import State
from messages.texts import Texts
from storage import questions_broadcast
from storage.questions_broadcast import DROPPED, FAILED, KEPT, OUT_OF_REACH, TOLD, WAITING
from storage.tables import people
from storage.tables.broadcasts import EVERYBODY, KIND, OWING, SENDING, STOPPED, UNIT, Audience, Broadcast
from storage.tables.people import PSDG, SUPERVISOR
from storage.work import Work

PLATFORMS = {"line": "LINE", "telegram": "Telegram"}
MOST_NAMED, MOST_QUOTED, LONGEST_NAME = 12, 120, 100
WHOM = {
    UNIT: "broadcasting.to_unit",
    KIND: "broadcasting.to_kind",
    OWING: "broadcasting.to_owing",
}


def announcement(texts: Texts, language: str, by: str, words: str, at: datetime) -> Text:
    """Exactly as it arrives: who says it, the words as they were typed, when, and how to answer."""
    tail = texts.line(language, "broadcasting.tail", when=writing.full_moment(at, language))
    return Text(f"{words}\n\n{tail}", title=texts.line(language, "broadcasting.from", by=by), as_typed=True)


def signature(work: Work, texts: Texts, language: str, person_id: str) -> str:
    """The name and the posts by which somebody says it."""
    held = [post for post in people.posts_of(work, person_id) if post.role in (PSDG, SUPERVISOR)]
    named = [post_name(texts, language, post) for post in held]
    posts = shortened(writing.listed(list(dict.fromkeys(named)), language), LONGEST_NAME)
    name = shortened(person_name(work, texts, language, person_id), LONGEST_NAME)
    return f"{name} · {posts}" if posts else name


def whom(texts: Texts, language: str, audience: Audience) -> str:
    """To whom, in words."""
    if audience.kind == EVERYBODY:
        key = "broadcasting.to_everybody" if audience.within is None else "broadcasting.to_bound"
        return texts.line(language, key)
    return texts.line(language, WHOM[audience.kind], name=audience.name)


def card(work: Work, texts: Texts, language: str, found: Broadcast) -> Card:
    """How far it has come, and whom it did not reach."""
    counted = questions_broadcast.standing(work, found.id)
    runs = found.again_at is not None and found.state != STOPPED
    return Card(
        key=f"broadcast:{found.id}",
        state=_state(found, runs=runs),
        small=texts.line(language, "broadcasting.small", ref=found.ref, when=writing.moment(found.made_at, language)),
        title=whom(texts, language, found.audience),
        status=status(texts, language, found, counted),
        body=(
            f"“{shortened(found.text, MOST_QUOTED)}”",
            *_counts(texts, language, counted),
            *_untold(work, texts, language, found, counted),
        ),
        footer=_footer(texts, language, found, runs=runs),
    )


def status(texts: Texts, language: str, found: Broadcast, counted: dict[tuple[str, str], int]) -> str:
    """In a sentence: of how many it has reached how many, and what became of the others."""
    told, waits = total(counted, TOLD), total(counted, WAITING)
    whole = max(found.foreseen, sum(counted.values()) - total(counted, OUT_OF_REACH))
    if found.state == STOPPED:
        if waits:
            return texts.line(language, "broadcasting.stopped_with", told=told, whole=whole, waits=waits)
        return texts.line(language, "broadcasting.stopped", told=told, whole=whole)
    if not found.place and found.again_at and found.state == SENDING and found.again_at > found.made_at:
        when = writing.full_moment(found.again_at, language)
        return texts.line(language, "broadcasting.begins", when=when)
    return texts.line(language, "broadcasting.sent_of", told=told, whole=whole)


def revise(work: Work, texts: Texts, found: Broadcast) -> None:
    """Show whoever sent it how far it has come, where their platform can edit."""
    reader = people.by_id(work, found.by_id)
    if reader is None:
        return
    shown = Revised(card(work, texts, reader.language, found))
    key = f"announced:{found.id}:{work.now.timestamp():.0f}"
    telling.tell_person(work, reader, (shown,), key=key, why=f"broadcast:{found.id}", silent=True)


def total(counted: dict[tuple[str, str], int], stands: str) -> int:
    """Of all platforms."""
    return sum(count for (_, each), count in counted.items() if each == stands)


def _state(found: Broadcast, *, runs: bool) -> State:
    if found.state == STOPPED:
        return State.NOT_REQUIRED
    return State.SOON if runs else State.SENT


def _counts(texts: Texts, language: str, counted: dict[tuple[str, str], int]) -> list[str]:
    told = [f"{PLATFORMS[platform]} {count}" for (platform, each), count in sorted(counted.items()) if each == TOLD]
    lines = [texts.line(language, "broadcasting.told_on", platforms=" · ".join(told))] if told else []
    for stands, key in (
        (WAITING, "broadcasting.waits"),
        (KEPT, "broadcasting.kept"),
        (FAILED, "broadcasting.failed"),
        (OUT_OF_REACH, "broadcasting.unreached"),
        (DROPPED, "broadcasting.dropped_rows"),
    ):
        count = total(counted, stands)
        lines += [texts.line(language, key, count=count)] if count else []
    return lines


def _untold(
    work: Work, texts: Texts, language: str, found: Broadcast, counted: dict[tuple[str, str], int]
) -> list[str]:
    """The first by name, the rest counted; and in which units."""
    count = total(counted, FAILED) + total(counted, OUT_OF_REACH)
    if not count:
        return []
    nameless = texts.line(language, "posts.nameless")
    named = [
        f"{name or nameless} ({unit})" if unit else name or nameless
        for name, unit in questions_broadcast.untold(work, found.id, MOST_NAMED)
    ]
    units = questions_broadcast.untold_units(work, found.id, MOST_NAMED)
    lines = [texts.line(language, "broadcasting.untold", names=", ".join(named))]
    lines += [texts.line(language, "broadcasting.and_more", count=count - len(named))] if count > len(named) else []
    by_unit = " · ".join(f"{code} {people}" for code, people in units)
    return [*lines, *([texts.line(language, "broadcasting.untold_units", units=by_unit)] if by_unit else [])]


def _footer(texts: Texts, language: str, found: Broadcast, *, runs: bool) -> tuple:
    again = deed(texts.line(language, "broadcasting.look"), "broadcast", found.ref)
    stop = deed(texts.line(language, "broadcasting.stop"), "stopbroadcast", found.ref)
    return (again, stop) if runs else ()
