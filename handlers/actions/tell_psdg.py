"""The PSDG hears what happened to somebody's posts."""

from handlers import telling
from handlers.posts import person_name, posts_names
from messages.outgoing import Text
from messages.patterns import Value
from messages.texts import Texts
from storage.tables import people
from storage.tables.outbox import DEADLINE
from storage.tables.people import PSDG
from storage.work import Work


def tell_psdg(
    work: Work, texts: Texts, person_id: str, text: str, *, key: str, weight: str = DEADLINE, **values: Value
) -> None:
    """Say a text that takes `name`, `posts` and the values to everybody of the PSDG but the person it is about."""
    for reader_id in people.holders(work, PSDG):
        reader = people.by_id(work, reader_id)
        if reader is not None and reader_id != person_id:
            name = person_name(work, texts, reader.language, person_id)
            posts = posts_names(work, texts, reader.language, person_id)
            words = Text(texts.line(reader.language, text, name=name, posts=posts, **values))
            telling.tell(work, reader_id, (words,), key=key, why=key, weight=weight)
