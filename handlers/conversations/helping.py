"""Help: the words that work for one's posts, each with what it does."""

from collections.abc import Mapping

from handlers.turn import Next, Turn, deed, stay
from messages.commands import Words
from messages.outgoing import Text
from storage.tables import people
from storage.tables.people import HEAD, OFFICER, PSDG

Taught = Mapping[tuple[str, str], str]

REPORTING = {
    "report": "helping.report",
    "projects": "helping.projects",
    "nothing": "helping.nothing",
    "status": "helping.status",
    "edit": "helping.edit",
    "why": "helping.why",
}
REVIEWING = {
    "queue": "helping.queue",
    "show": "helping.show",
    "approve": "helping.approve",
    "return": "helping.return",
    "late": "helping.late",
    "overview": "helping.overview",
    "round": "helping.round",
    "submit": "helping.submit",
    "recall": "helping.recall",
    "why": "helping.why",
    "grant": "helping.grant",
}
ROUNDS = {"sent": "helping.sent"}
EVERYBODY = {"language": "helping.language", "leave": "helping.leave"}


def help_(turn: Turn, _: None) -> Next:
    """One message a kind of post; whatever is typed can be tapped where it needs no more words."""
    roles = {held.role for held in people.posts_of(turn.work, turn.person.id)}
    taught = Words.of(turn.texts).taught
    shapes = []
    if roles & {OFFICER, HEAD}:
        shapes.append(_message(turn, taught, "helping.reporting", REPORTING, ("report", "status", "projects")))
    if roles - {OFFICER, HEAD}:
        words = REVIEWING | (ROUNDS if PSDG in roles else {})
        shapes.append(_message(turn, taught, "helping.reviewing", words, ("queue", "late", "overview")))
    return stay(*shapes)


def _message(turn: Turn, taught: Taught, title: str, words: dict[str, str], buttons: tuple[str, ...]) -> Text:
    language = turn.person.language
    lines = [turn.texts.line(language, key, word=taught[language, name]) for name, key in (words | EVERYBODY).items()]
    choices = tuple(deed(taught[language, name], name) for name in buttons)
    return Text("\n".join(lines), choices=choices, title=turn.texts.line(language, title))
