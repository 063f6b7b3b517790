"""A broadcast goes out: a chunk of its people a transaction, then a look now and then until nothing of it waits.

Recipients are found chunk by chunk, not at the confirmation: whoever has left or has sent meanwhile is not disturbed,
and a hundred thousand people are never held in one place. The person up to whom rows are put is kept with the
broadcast, the rows' keys make a chunk repeatable.
"""

from datetime import datetime, timedelta

from msgspec.structs import replace

from handlers import telling
from handlers.actions import show_broadcast
from messages import writing
from messages.outgoing import Text
from messages.texts import Texts
from rules.fiscal import local_date
from storage import questions_broadcast
from storage.questions_broadcast import KEPT, WAITING
from storage.tables import audit, broadcasts
from storage.tables.broadcasts import SENDING, SENT, STOPPED, Broadcast
from storage.work import Work

MOST = 200
"""People in one transaction: no chunk holds up a person's answer."""
MANY = 2000
LOOK, LOOK_AT_MANY, LOOK_AT_KEPT = timedelta(seconds=10), timedelta(minutes=1), timedelta(hours=1)
"""How often what became of it is counted: each count goes through all its rows."""


def go_on(work: Work, texts: Texts) -> datetime | None:
    """One chunk or one look of the broadcast that has waited longest; when there is more to do."""
    found = broadcasts.first_due(work)
    if found is not None:
        _chunk(work, texts, found) if found.state == SENDING else _look(work, texts, found)
    return broadcasts.next_due(work)


def _chunk(work: Work, texts: Texts, found: Broadcast) -> None:
    edge = questions_broadcast.edge(work, found.place)
    today = local_date(work.now, writing.BANGKOK)
    readers = questions_broadcast.readers(work, found.audience, found.by_id, today, (found.place, edge), MOST)
    is_full = len(readers) == MOST
    place = readers[-1].id if is_full else edge or found.place
    state = SENDING if is_full or edge else SENT
    if not broadcasts.move_on(work, found, place=place, state=state, again_at=work.now):
        return
    if readers:
        said = {language: (_words(work, texts, found, language),) for language in ("th", "en")}
        telling.spread(work, readers, said, broadcast_id=found.id, silent=found.silent)


def _words(work: Work, texts: Texts, found: Broadcast, language: str) -> Text:
    by = show_broadcast.signature(work, texts, language, found.by_id)
    words = found.text_en if language == "en" and found.text_en else found.text
    return show_broadcast.announcement(texts, language, by, words, found.made_at)


def _look(work: Work, texts: Texts, found: Broadcast) -> None:
    """What was under way when it was stopped may come back to wait: it is dropped then."""
    if found.state == STOPPED:
        questions_broadcast.drop(work, found.id)
    counted = questions_broadcast.standing(work, found.id)
    again_at = _again_at(work, found, counted)
    if not broadcasts.move_on(work, found, place=found.place, state=found.state, again_at=again_at):
        return
    if again_at is None:
        detail = {
            stands: str(show_broadcast.total(counted, stands)) for stands in dict.fromkeys(it[1] for it in counted)
        }
        audit.note(work, audit.CLOCK, "broadcast ended", f"broadcast:{found.id}", detail)
    show_broadcast.revise(work, texts, replace(found, again_at=again_at))


def _again_at(work: Work, found: Broadcast, counted: dict[tuple[str, str], int]) -> datetime | None:
    if show_broadcast.total(counted, WAITING):
        return work.now + (LOOK if found.foreseen <= MANY else LOOK_AT_MANY)
    return work.now + LOOK_AT_KEPT if show_broadcast.total(counted, KEPT) else None
