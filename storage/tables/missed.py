"""What a person may have missed: messages of the outbox that are said again, free, with their next event."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import and_, bindparam, or_, select, update

from storage.tables.outbox import GATHERING, LAST, MANY, OUTBOX, QUOTA, ROW_ID, UNREACHED, OutRow, lane, wait_again
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
            surely = row.first_tried_at is None and (row.state == "waiting" or row.fault == UNREACHED)
            missed.append(Missed(row=row, surely=surely))
    return missed


def go_on(work: Work, platform: str) -> None:
    """There is more quota than was thought: what was kept of what goes to many is tried now."""
    kept = and_(OUTBOX.c.platform == platform, OUTBOX.c.state == "waiting", OUTBOX.c.rank.in_(MANY))
    if work.execute(update(OUTBOX).where(kept, OUTBOX.c.fault == QUOTA).values(not_before=work.now)).rowcount:
        work.wake.add(lane(platform, LAST))


def keep(work: Work, row: OutRow, at: datetime) -> None:
    """No quota is left: it waits until `at` and for as long as that takes. What is composed is composed anew then."""
    wait_again(work, row, at, QUOTA, row.first_tried_at)
    if row.composer:
        work.execute(update(OUTBOX).where(OUTBOX.c.id == row.id).values(shapes="", not_after=None))
