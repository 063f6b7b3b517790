"""Somebody made up for every post that a framework makes: who reports on LINE, everybody else on Telegram."""

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.posts import post_name
from messages.rehearsal import Hearer
from messages.texts import Texts
from storage.tables import people
from storage.tables.people import Post
from storage.work import Work

LINE, TELEGRAM = "line", "telegram"
PLATFORMS = {
    people.OFFICER: LINE,
    people.HEAD: LINE,
    people.COLLECTOR: TELEGRAM,
    people.SUPERVISOR: TELEGRAM,
    people.PSDG: TELEGRAM,
    people.EXECUTIVE: TELEGRAM,
}


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who everybody is, by person's id; who holds a post, by (role, unit id, indicator)."""

    hearers: dict[str, Hearer]
    holders: dict[tuple[str, str, str], str]


def enrol(work: Work, texts: Texts, language: str) -> Cast:
    """Put somebody into every open post of those who are told of reports, each with the post for a name."""
    hearers, holders = dict[str, Hearer](), dict[tuple[str, str, str], str]()
    for number, post in enumerate(_posts(work)):
        hearer = Hearer(role=post.role, name=post_name(texts, language, post), platform=PLATFORMS[post.role])
        person = people.meet(work, hearer.platform, f"rehearsal-{number}", language, work.now)
        people.consent(work, person.id, hearer.name)
        people.hold(work, person.id, post.post_id)
        hearers[person.id] = hearer
        holders[post.role, post.unit_id, post.indicator] = person.id
    return Cast(hearers=hearers, holders=holders)


def _posts(work: Work) -> Iterator[Post]:
    for role in PLATFORMS:
        yield from people.posts_with(work, role)
