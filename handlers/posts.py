"""What a post is called, who somebody is, and how a newcomer is welcomed."""

from collections.abc import Collection

from handlers.turn import deed
from messages import naming, writing
from messages.outgoing import Button, Text
from messages.texts import Texts
from rules.fiscal import local_date
from storage import questions, questions_rounds
from storage.columns import WHOLE
from storage.tables import people
from storage.tables.people import COLLECTOR, EXECUTIVE, OF_UNIT, OF_WHOLE, PSDG, SUPERVISOR, Post
from storage.work import Work

WORDS = {
    "officer": "posts.officer",
    "head": "posts.head",
    "collector": "posts.collector",
    "supervisor": "posts.supervisor",
    "psdg": "posts.psdg",
    "executive": "posts.executive",
    "operator": "posts.operator",
}
_ROLES = {
    "officer": "posts.any_officer",
    "head": "posts.any_head",
    "collector": "posts.any_collector",
    "supervisor": "posts.any_supervisor",
}
_WELCOMES = {"executive": "posts.welcome_looks", "operator": "posts.welcome_operates"}
DECIDING = frozenset({COLLECTOR, SUPERVISOR, PSDG})
"""Whose queue reports wait in, or who looks after them."""


def post_name(texts: Texts, language: str, post: Post) -> str:
    """The file's own title, else the role with its unit or indicator."""
    if post.title:
        return naming.either(language, post.title, post.title_en)
    if post.role in OF_WHOLE:
        return texts.line(language, WORDS[post.role])
    place = post.unit if post.unit_id != WHOLE else post.indicator.rpartition("/")[2]
    return texts.line(language, WORDS[post.role], place=place)


def role_name(texts: Texts, language: str, role: str) -> str:
    """A role without its place."""
    return texts.line(language, _ROLES.get(role) or WORDS[role])


def posts_names(work: Work, texts: Texts, language: str, person_id: str) -> str:
    """All that a person holds, in a sentence."""
    held = people.posts_of(work, person_id)
    return writing.listed([post_name(texts, language, post) for post in held], language)


def person_name(work: Work, texts: Texts, language: str, person_id: str, *, reader: str = "") -> str:
    """What a person is called, or that the name is not known; `reader` (a person's id) is addressed, not named."""
    is_reader = person_id == reader != ""
    return shown_name(texts, language, "" if is_reader else people.name_of(work, person_id), is_reader=is_reader)


def shown_name(texts: Texts, language: str, name: str, *, is_reader: bool = False) -> str:
    """The same where the name was read already."""
    return texts.line(language, "posts.you") if is_reader else name or texts.line(language, "posts.nameless")


def welcome(work: Work, texts: Texts, language: str, post: Post) -> Text:
    """The words that follow when somebody has come into a post: what is owed now, and where to begin."""
    name = post_name(texts, language, post)
    if post.role in OF_UNIT:
        owed = _owed(work, texts, language, post)
        button = deed(texts.line(language, "posts.see_list"), "report")
        return Text(texts.line(language, "posts.welcome_reports", post=name, owed=owed), choices=(button,))
    begin = where_to_look(texts, language, {post.role})
    return Text(texts.line(language, _WELCOMES.get(post.role, "posts.welcome_decides"), post=name), choices=begin)


def where_to_begin(work: Work, texts: Texts, language: str, person_id: str) -> tuple[Button, ...]:
    """A button to what somebody owes, where they report, and to what waits for them, where they decide."""
    roles = {held.role for held in people.posts_of(work, person_id)}
    return (*begins_reporting(work, texts, language, person_id), *where_to_look(texts, language, roles))


def where_to_look(texts: Texts, language: str, roles: Collection[str]) -> tuple[Button, ...]:
    """A button to what waits for those who decide, or to how it stands for those who only look."""
    if DECIDING & set(roles):
        return (deed(texts.line(language, "posts.see_queue"), "queue"),)
    return (deed(texts.line(language, "posts.see_overview"), "overview"),) if EXECUTIVE in roles else ()


def begins_reporting(work: Work, texts: Texts, language: str, person_id: str) -> tuple[Button, ...]:
    """A button to what somebody owes, where they report."""
    reports = any(held.role in OF_UNIT for held in people.posts_of(work, person_id))
    return (deed(texts.line(language, "posts.see_list"), "report"),) if reports else ()


def _owed(work: Work, texts: Texts, language: str, post: Post) -> str:
    today = local_date(work.now, writing.BANGKOK)
    owed = questions.owed_by(work, (post.unit_id,), today)
    if not owed:
        return texts.line(language, "posts.owes_nothing")
    terms = questions_rounds.terms(work, owed[0])
    if terms.due is None:
        return texts.line(language, "posts.owes", count=len(owed))
    key = "posts.owes_since" if terms.is_late(work.now) else "posts.owes_until"
    return texts.line(language, key, count=len(owed), due=naming.due(language, terms.due))
