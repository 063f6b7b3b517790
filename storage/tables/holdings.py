"""Who holds a post is changed by another person's deed: taken away, counted, looked up by its own id."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import func, select, update

from storage.tables.people import HOLDINGS, POSTS, PSDG, RUNNING
from storage.work import Work


class Holding(Struct, frozen=True, kw_only=True):
    """Who holds which post, since when, and until when where it is an acting one's."""

    id: str
    person_id: str
    post_id: str
    since: datetime
    until: datetime | None
    ended_at: datetime | None


_HOLDING = select(*(HOLDINGS.c[name] for name in Holding.__struct_fields__))


def by_id(work: Work, holding_id: str) -> Holding | None:
    """Whatever became of it; None where there is none."""
    row = work.one(_HOLDING.where(HOLDINGS.c.id == holding_id))
    return None if row is None else Holding(**row._mapping)


def end(work: Work, holding_id: str) -> bool:
    """It is held no more, from now on. False where it had ended before."""
    running = update(HOLDINGS).where(HOLDINGS.c.id == holding_id, HOLDINGS.c.ended_at.is_(None))
    return work.execute(running.values(ended_at=work.now)).rowcount == 1


def psdg(work: Work) -> tuple[Holding, ...]:
    """Who is of the PSDG now; nobody else is taken out of it until this is committed."""
    work.alone("psdg")
    chosen = _HOLDING.join(POSTS, RUNNING).where(POSTS.c.role == PSDG).order_by(HOLDINGS.c.id)
    return tuple(Holding(**row._mapping) for row in work.all(chosen, {"now": work.now}))


def ever(work: Work, person_id: str) -> bool:
    """Whether somebody holds a post or ever did: what they did in it is kept."""
    return bool(work.scalar(select(func.count()).select_from(HOLDINGS).where(HOLDINGS.c.person_id == person_id)))
