"""From a row of the outbox to what its platform needs, inside the transaction that claims the row."""

from dataclasses import dataclass

from bot.platforms.port import Parcel
from handlers import routes
from handlers.turn import Turn
from messages import numerals
from messages.outgoing import Exhibit, Revised, Shape, packed, unpacked
from messages.texts import Texts
from storage.columns import as_uuid
from storage.tables import frameworks, outbox, people, sent_cards
from storage.tables.missed import Missed
from storage.tables.outbox import OutRow
from storage.tables.people import Person
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A claimed row as it was before its claim, and what is sent of it."""

    row: OutRow
    parcel: Parcel


def ready(work: Work, texts: Texts, row: OutRow) -> Ready | None:
    """None for what is past its use or has nothing left to say: that row is ended here."""
    if row.not_after is not None and work.now > row.not_after:
        outbox.end(work, row.id, "dropped", "past its use")
        return None
    shapes = drawn(work, texts, row)
    if not shapes:
        outbox.end(work, row.id, "dropped", "nothing left to say")
        return None
    return Ready(row=row, parcel=parcel(work, row, shapes))


def drawn(work: Work, texts: Texts, row: OutRow) -> tuple[Shape, ...]:
    """What a row says: drawn once, and kept, so that every retry sends the same bytes."""
    if row.shapes:
        return unpacked(row.shapes)
    shapes = routes.COMPOSERS[row.composer](work, texts, row)
    outbox.draw(work, row.id, packed(shapes))
    return shapes


def said_again(turn: Turn, missed: list[Missed]) -> tuple[Shape, ...]:
    """Words that a deadline hangs on and that did not arrive, or may not have: the latter say that they come again."""
    owed = [each for each in missed if each.weight != outbox.ANSWER]
    said = [shape for each in owed for shape in drawn(turn.work, turn.texts, each.row)]
    return (turn.say("drafts.may_be_repeated"), *said) if not all(each.surely for each in owed) else tuple(said)


def parcel(work: Work, row: OutRow, shapes: tuple[Shape, ...]) -> Parcel:
    """With the platform's ids of the cards that it edits or answers; in the office's digits."""
    under = next((shape.under for shape in shapes if isinstance(shape, Exhibit) and shape.under), "")
    may_have_arrived = row.first_tried_at is not None
    return Parcel(
        id=row.id,
        address=row.address,
        shapes=_in_digits(work, row, shapes),
        silent=row.silent,
        reply_token=row.reply_token,
        retry_key=as_uuid(row.id),
        edits=sent_cards.sent_card(work, row.platform, row.address, row.card) if row.card else "",
        under=sent_cards.sent_card(work, row.platform, row.address, under) if under else "",
        once=may_have_arrived and row.weight == outbox.NEWS and not all(isinstance(each, Revised) for each in shapes),
    )


def in_digits(work: Work, reader: Person, words: str) -> str:
    """Words that are no row of the outbox, in the office's digits."""
    is_thai = reader.language == "th" and frameworks.writes_thai_digits(work)
    return numerals.digits(words) if is_thai else words


def _in_digits(work: Work, row: OutRow, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    if not frameworks.writes_thai_digits(work):
        return shapes
    reader = people.by_id(work, row.person_id)
    return numerals.thai(shapes) if reader is not None and reader.language == "th" else shapes
