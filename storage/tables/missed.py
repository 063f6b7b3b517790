"""What a person may have missed: messages of the outbox that are said again, free, with their next event."""

from msgspec import Struct
from sqlalchemy import and_, bindparam, or_, select, update

from storage.tables.outbox import GATHERING, OUTBOX, QUOTA, ROW_ID, OutRow
from storage.work import Work


class Missed(Struct, frozen=True, kw_only=True):
    """A message that did not arrive (`surely`), or nobody knows whether it did."""

    row: OutRow
    surely: bool

    @property
    def weight(self) -> str:
        return self.row.weight


_MISSED = (
    select(*(OUTBOX.c[name] for name in OutRow.__struct_fields__))
    .where(
        OUTBOX.c.person_id == bindparam("person"),
        or_(
            OUTBOX.c.state == "held",
            and_(OUTBOX.c.state == "waiting", or_(OUTBOX.c.fault == QUOTA, OUTBOX.c.fault == GATHERING)),
        ),
    )
    .order_by(OUTBOX.c.id)
    .limit(bindparam("most"))
)
_TAKE = update(OUTBOX).where(ROW_ID, OUTBOX.c.state == bindparam("before")).values(state=bindparam("after"))


def take_missed(work: Work, person_id: str, most: int) -> list[Missed]:
    """The oldest of what a person may have missed, held or kept for lack of quota, or that waits for more of an album;
    it counts as said again from here.

    What is past its use is dropped.
    """
    missed = []
    for found in work.all(_MISSED, {"person": person_id, "most": most}):
        row = OutRow(**found._mapping)
        late = row.not_after is not None and row.not_after < work.now
        taken = {"row_id": row.id, "before": row.state, "after": "dropped" if late else "repeated"}
        if work.change(_TAKE, taken) == 1 and not late:
            surely = row.state == "waiting" and row.first_tried_at is None
            missed.append(Missed(row=row, surely=surely))
    return missed
