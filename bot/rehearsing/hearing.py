"""From a message as it would leave to what a rehearsal keeps of it: who hears it, when, why, in which words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

import msgspec

from bot.parcels import Ready, ready
from bot.rehearsing.cast import Cast
from messages.outgoing import Card, Exhibit, Revised, Shape, Text, aloud
from messages.rehearsal import Cause, Kind, Told
from messages.texts import Texts
from rules.occasions import Concern, Term
from storage.questions_review import Matter
from storage.tables import outbox
from storage.work import Work

MOST = 500
"""Messages in one transaction."""
REMINDER = "remind"
DEEDS: Mapping[str, Kind] = {"report": "report", "verdict": "approved", "arrival": "arrived"}
"""What a message of a deed is about, by the first word of its key; a round's ends in a word of its own."""
ROUNDS: Mapping[str, Kind] = {"card": "handed", "news": "taken"}


def cause_of(matter: Matter, kind: Kind) -> Cause:
    """What an obligation is about."""
    return Cause(
        kind=kind, tier=matter.tier, period=matter.period, first=matter.first, last=matter.last, due=matter.due
    )


def deliver(work: Work, texts: Texts, platform: str, cast: Cast, about: Mapping[str, Cause]) -> tuple[int, list[Told]]:
    """Take what is due on a platform as its lane does, drawn as it would be sent, and mark it as sent: how many rows
    were taken, and what somebody would hear. An edited card makes no sound and is left out."""
    claimed = outbox.claim(work, platform, MOST)
    made = [each for row in claimed if (each := ready(work, texts, row)) is not None]
    if made:
        outbox.begin(work, [each.row.id for each in made])
        outbox.sent(work, [(each.row.id, each.row.id) for each in made])
    return len(claimed), [told for each in made if (told := _told(work, cast, each, about))]


def _told(work: Work, cast: Cast, made: Ready, about: Mapping[str, Cause]) -> Told | None:
    shapes = [shape for shape in made.parcel.shapes if not isinstance(shape, Revised)]
    if not shapes:
        return None
    causes = tuple(_causes(made.row, about))
    return Told(at=work.now, to=cast.hearers[made.row.person_id], causes=causes, words=_words(shapes))


def _causes(row: outbox.OutRow, about: Mapping[str, Cause]) -> Iterator[Cause]:
    if row.composer == REMINDER:
        concerns = msgspec.json.decode(row.about, type=tuple[Concern, ...])
        yield from dict.fromkeys(_of(each.occasion.kind, each.occasion.term) for each in concerns)
        return
    word, ref, *_ = (*row.key.split(":"), "")
    ends = row.key.removesuffix(f":{row.person_id}").rpartition(":")[2]
    kind = ROUNDS.get(ends, "other") if word == "round" else DEEDS.get(word, "other")
    yield replace(about[ref], kind=kind) if ref in about else Cause(kind=kind)


def _of(kind: Kind, term: Term) -> Cause:
    return Cause(kind=kind, tier=term.tier, period=term.period, first=term.first, last=term.last, due=term.due)


def local(told: Sequence[Told], zone: ZoneInfo) -> tuple[Told, ...]:
    """The same in the office's own time."""
    return tuple(replace(each, at=each.at.astimezone(zone)) for each in told)


def _words(shapes: Sequence[Shape]) -> str:
    return "\n".join(filter(None, map(_aloud, shapes)))


def _aloud(shape: Shape) -> str:
    match shape:
        case Card():
            return aloud(shape)
        case Text():
            return "\n".join(filter(None, (shape.title, shape.text)))
        case Exhibit():
            return shape.caption
        case Revised():
            return ""
