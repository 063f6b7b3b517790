"""A post is taken away from somebody: what they did in it stays, what they had begun goes on with their colleagues."""

from dataclasses import dataclass

from handlers import showing, telling
from handlers.posts import person_name, post_name
from handlers.turn import entry
from messages.outgoing import Text
from messages.texts import Texts
from rules.refusals import LastOfPsdg
from storage import questions_review
from storage.tables import audit, conversations, evidence, holdings, in_turn, people
from storage.tables.conversations import DraftRow
from storage.tables.holdings import Holding
from storage.tables.people import HEAD, OFFICER, PSDG, Post
from storage.work import Work

REPORT = "report:"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of what they had begun to report: how many went to a colleague, and to whom (a person's id)."""

    drafts: int = 0
    heir: str = ""


def take_away(work: Work, texts: Texts, holding: Holding, by: str) -> Taken | None:
    """End it now, and tell whom it was taken from and who goes on. None where it had ended before.

    Raises LastOfPsdg.
    """
    in_turn.person(work, holding.person_id)
    post = people.post_by_id(work, holding.post_id)
    if post.role == PSDG:
        refuse_last(work, holding)
    if not holdings.end(work, holding.id):
        return None
    audit.note(work, by, "take_away", holding.post_id, {"from": holding.person_id})
    taken = _hand_on(work, texts, holding, post)
    _tell(work, texts, holding, post, by)
    return taken


def refuse_last(work: Work, holding: Holding) -> None:
    """Raises LastOfPsdg where nobody would be left of the PSDG, or only somebody who is acting."""
    others = [it for it in holdings.psdg(work) if it.id != holding.id]
    if holding.until is None and not any(it.until is None for it in others):
        raise LastOfPsdg
    if not others:
        raise LastOfPsdg


def begun(work: Work, holding: Holding) -> tuple[DraftRow, ...]:
    """What its holder has begun to report for its unit and can report in no other post."""
    post = people.post_by_id(work, holding.post_id)
    others = [it for it in people.posts_of(work, holding.person_id) if it.post_id != holding.post_id]
    if post.unit_id in people.reported_for(others):
        return ()
    rows = [row for row in conversations.all_of(work, holding.person_id) if row.subject.startswith(REPORT)]
    return tuple(row for row in rows if questions_review.matter(work, _of(row)).unit_id == post.unit_id)


def heirs(work: Work, holding: Holding) -> list[str]:
    """Who goes on: the other officers of the unit, else its heads; the ids."""
    post = people.post_by_id(work, holding.post_id)
    officers, heads = (people.holders(work, role, unit_id=post.unit_id) for role in (OFFICER, HEAD))
    left = [it for it in officers if it != holding.person_id]
    return left or [it for it in heads if it != holding.person_id]


def _hand_on(work: Work, texts: Texts, holding: Holding, post: Post) -> Taken:
    """Each goes to one colleague, with its files, and all of them are told; what nobody can take stays as it is."""
    rows = begun(work, holding) if post.role in (OFFICER, HEAD) else ()
    able = heirs(work, holding) if rows else []
    moved = [row for row in rows if able and conversations.hand_on(work, row, able[0])]
    for row in moved:
        evidence.hand_on(work, holding.person_id, _of(row), able[0])
        audit.note(work, holding.person_id, "hand_on", _of(row), {"to": able[0]})
        for reader_id in able:
            _tell_heir(work, texts, row, holding, reader_id, able[0])
    return Taken(drafts=len(moved), heir=able[0] if moved else "")


def _tell_heir(work: Work, texts: Texts, row: DraftRow, holding: Holding, reader_id: str, heir: str) -> None:
    reader = people.by_id(work, reader_id)
    if reader is None:
        return
    language = reader.language
    found = showing.case(work, _of(row))
    said = {
        "name": person_name(work, texts, language, holding.person_id),
        "about": f"{found.name(texts, language)} {found.period(texts, language)}",
        "heir": person_name(work, texts, language, heir, reader=reader_id),
    }
    go_on = entry(texts.line(language, "removing.go_on"), "reporting.begin", _of(row))
    words = Text(texts.line(language, "removing.handed_on", **said), choices=(go_on,) if reader_id == heir else ())
    telling.tell_person(work, reader, (words,), key=f"handed:{row.id}:{holding.id}", why=f"taken:{holding.id}")


def _tell(work: Work, texts: Texts, holding: Holding, post: Post, by: str) -> None:
    """The one whom it was taken from, and the PSDG where another did it."""
    person, key = people.by_id(work, holding.person_id), f"taken:{holding.id}"
    if person is not None:
        who = person_name(work, texts, person.language, by)
        told = texts.line(person.language, "removing.you", post=post_name(texts, person.language, post), by=who)
        telling.tell_person(work, person, (Text(told),), key=key, why=key)
    for reader_id in people.holders(work, PSDG):
        reader = people.by_id(work, reader_id)
        if reader is not None and reader_id not in (by, holding.person_id):
            said = {
                "name": person_name(work, texts, reader.language, holding.person_id),
                "post": post_name(texts, reader.language, post),
                "by": person_name(work, texts, reader.language, by),
            }
            words = Text(texts.line(reader.language, "removing.psdg", **said))
            telling.tell_person(work, reader, (words,), key=key, why=key)


def _of(row: DraftRow) -> str:
    return row.subject.removeprefix(REPORT)
