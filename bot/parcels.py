"""From a row of the outbox to what its platform needs, inside the transaction that claims the row."""

from dataclasses import dataclass

from bot.platforms.port import Parcel
from handlers import routes
from messages.outgoing import Exhibit, Revised, Shape, packed, unpacked
from messages.texts import Texts
from storage.columns import as_uuid
from storage.tables import outbox
from storage.tables.outbox import OutRow
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
    shapes = _shapes(work, texts, row)
    if not shapes:
        outbox.end(work, row.id, "dropped", "nothing left to say")
        return None
    return Ready(row=row, parcel=parcel(work, row, shapes))


def _shapes(work: Work, texts: Texts, row: OutRow) -> tuple[Shape, ...]:
    """Drawn once, and kept: every retry sends the same bytes."""
    if row.shapes:
        return unpacked(row.shapes)
    shapes = routes.COMPOSERS[row.composer](work, texts, row)
    outbox.draw(work, row.id, packed(shapes))
    return shapes


def parcel(work: Work, row: OutRow, shapes: tuple[Shape, ...]) -> Parcel:
    """With the platform's ids of the cards that it edits or answers."""
    under = next((shape.under for shape in shapes if isinstance(shape, Exhibit) and shape.under), "")
    may_have_arrived = row.first_tried_at is not None
    return Parcel(
        id=row.id,
        address=row.address,
        shapes=shapes,
        silent=row.silent,
        reply_token=row.reply_token,
        retry_key=as_uuid(row.id),
        edits=outbox.sent_card(work, row.platform, row.address, row.card) if row.card else "",
        under=outbox.sent_card(work, row.platform, row.address, under) if under else "",
        once=may_have_arrived and row.weight == outbox.NEWS and not all(isinstance(each, Revised) for each in shapes),
    )
