"""To whom a thing is said, on which account, and whether it makes a sound: every row of the outbox is made here."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from handlers.turn import Turn
from messages.outgoing import Card, Exhibit, Revised, Shape, packed
from rules.fiscal import days_between
from rules.holidays import DAY
from storage import questions_broadcast
from storage.columns import new_key
from storage.questions_broadcast import Reader
from storage.tables import outbox, people
from storage.tables.people import Person
from storage.work import Work


def answer(
    turn: Turn,
    shapes: Sequence[Shape],
    weight: str = outbox.ANSWER,
    *,
    about: str = "",
    wait: timedelta = timedelta(),
    why: str = "",
) -> outbox.OutRow | None:
    """Say it to the person who just did something, with the reply that costs nothing where there is one; `about`: which
    draft is finished by it (questions_asked.finishing); `wait`: for so long another answer may take its place.

    Returns the row where it is begun: to be sent right after the commit, by whoever ran the turn. None where there is
    nothing to say, and where it waits: itself, or behind another message that this turn has for the same platform.
    """
    if not shapes:
        return None
    heard = turn.heard
    row = outbox.OutRow(
        id=new_key(turn.now),
        key=f"answer:{heard.key}",
        platform=heard.platform,
        address=heard.address,
        person_id=turn.person.id,
        why=why or f"answer:{heard.key}",
        weight=weight,
        shapes=packed(shapes),
        card=_card(shapes),
        about=about,
        not_before=turn.now + wait,
        fault=outbox.GATHERING if wait else "",
        reply_token=heard.reply_token,
        reply_heard_at=heard.at if heard.reply_token else None,
    )
    if wait or outbox.lane(heard.platform) in turn.work.wake:
        outbox.put(turn.work, row)
        return None
    return row if outbox.put_begun(turn.work, row) else None


def tell(
    work: Work,
    person_id: str,
    shapes: Sequence[Shape],
    *,
    key: str,
    why: str,
    weight: str = outbox.DEADLINE,
    silent: bool = False,
    not_after: datetime | None = None,
    rank: int | None = None,
) -> bool:
    """Say to somebody what another person's deed caused, at once, on the account that they used last.

    `key` with the person makes it once. False for somebody who cannot be told, or has been. `rank`: as `tell_person`.
    """
    person = people.by_id(work, person_id)
    if person is None:
        return False
    return tell_person(
        work, person, shapes, key=key, why=why, weight=weight, silent=silent, not_after=not_after, rank=rank
    )


def tell_person(
    work: Work,
    person: Person,
    shapes: Sequence[Shape],
    *,
    key: str,
    why: str,
    weight: str = outbox.DEADLINE,
    silent: bool = False,
    not_after: datetime | None = None,
    rank: int | None = None,
) -> bool:
    """The same to somebody who was read already, as people.by_id reads them. False where it has been said.

    `rank`: who waits for whom; None: news waits for all else, but for a card, which goes in the order of its edits, and
    what is shown below it.
    """
    card = _card(shapes)
    if rank is None:
        in_order = card or any(isinstance(shape, Exhibit) for shape in shapes)
        rank = outbox.FIRST if in_order or weight != outbox.NEWS else outbox.LAST
    row = outbox.OutRow(
        id=new_key(work.now),
        key=f"{key}:{person.id}",
        platform=person.platform,
        address=person.address,
        person_id=person.id,
        why=why,
        weight=weight,
        shapes=packed(shapes),
        card=card,
        rank=rank,
        silent=silent,
        not_before=work.now,
        not_after=not_after,
    )
    return outbox.put(work, row)


def spread(
    work: Work,
    readers: Sequence[Reader],
    said: Mapping[str, Sequence[Shape]],
    *,
    broadcast_id: str,
    silent: bool,
) -> None:
    """Say it to each of them once, in their language; who cannot be reached has a row that says so."""
    packs = {language: packed(shapes) for language, shapes in said.items()}
    rows = [
        outbox.OutRow(
            id=new_key(work.now),
            key=questions_broadcast.key(broadcast_id, reader.id),
            platform=reader.platform,
            address=reader.address,
            person_id=reader.id,
            why=f"broadcast:{broadcast_id}",
            weight=outbox.NEWS,
            shapes=packs[reader.language],
            rank=outbox.LAST,
            silent=silent,
            not_before=work.now,
            state="given_up" if reader.blocked else "waiting",
            fault=questions_broadcast.UNREACHABLE if reader.blocked else "",
        )
        for reader in readers
    ]
    outbox.put_many(work, rows)


def morning_key(day: date, person_id: str) -> str:
    """Makes a morning's message to a person once."""
    return f"remind:{person_id}:{day.isoformat()}"


def mornings(first: date, until: date) -> tuple[str, ...]:
    """What the keys of everybody's messages look like (LIKE) from the morning of `first` to the one before `until`."""
    return tuple(f"{morning_key(day, '%')}%" for day in days_between(first, until - DAY))


def plan(
    work: Work,
    person: Person,
    *,
    composer: str,
    about: str,
    key: str,
    why: str,
    not_before: datetime,
    not_after: datetime | None,
    silent: bool = False,
    rank: int = outbox.REMINDER,
) -> bool:
    """Put a message whose words are found when it is sent; past its use it is dropped. False where it has been put."""
    row = outbox.OutRow(
        id=new_key(work.now),
        key=key,
        platform=person.platform,
        address=person.address,
        person_id=person.id,
        why=why,
        weight=outbox.DEADLINE,
        shapes="",
        composer=composer,
        about=about,
        rank=rank,
        silent=silent,
        not_before=not_before,
        not_after=not_after,
    )
    return outbox.put(work, row)


def _card(shapes: Sequence[Shape]) -> str:
    cards = [
        shape.card if isinstance(shape, Revised) else shape for shape in shapes if isinstance(shape, Card | Revised)
    ]
    return cards[0].key if cards else ""
