"""A request to join is shown to everybody who may decide on it, once each, and shown again as it was decided."""

from handlers import telling
from handlers.posts import person_name, post_name
from handlers.turn import deed
from messages import writing
from messages.outgoing import Card, Revised
from messages.states import State
from messages.texts import Texts
from storage import questions_joining
from storage.tables import people
from storage.tables.invitations import GRANTED, OPEN, WITHDRAWN, Request
from storage.tables.people import Person
from storage.work import Work

PLATFORMS = {"line": "LINE", "telegram": "Telegram"}
STATUS = {GRANTED: "joining.was_granted", WITHDRAWN: "joining.was_withdrawn"}


def announce(work: Work, texts: Texts, request: Request) -> None:
    """Tell whoever may let them in and has not been told."""
    for person in _deciders(work, request):
        shown = card(work, texts, person, request)
        telling.tell(work, person.id, (shown,), key=f"join:{request.ref}", why=f"join:{request.ref}")


def revise(work: Work, texts: Texts, request: Request, but: str) -> None:
    """Show everybody `but` the one who decided what became of it, where their platform can edit."""
    for person in _deciders(work, request):
        if person.id != but:
            shown = Revised(card(work, texts, person, request))
            telling.tell(work, person.id, (shown,), key=f"joined:{request.ref}", why=f"join:{request.ref}")


def card(work: Work, texts: Texts, reader: Person, request: Request) -> Card:
    """Who asks for which post, and what became of it, for one reader; buttons while it waits."""
    language = reader.language
    post = people.post_by_id(work, request.post_id)
    asker = people.by_id(work, request.person_id)
    body = (
        texts.line(language, "joining.asked_at", when=writing.full_moment(request.asked_at, language)),
        texts.line(language, "joining.from", platform=PLATFORMS[asker.platform] if asker else "–"),
    )
    return Card(
        key=f"join:{request.ref}",
        state=_state(request),
        small=texts.line(language, "joining.small", ref=request.ref),
        title=person_name(work, texts, language, request.person_id),
        status=_status(work, texts, reader, request, post_name(texts, language, post)),
        body=body if request.state == OPEN else (),
        footer=_footer(texts, language, request) if request.state == OPEN else (),
    )


def _deciders(work: Work, request: Request) -> list[Person]:
    post = people.post_by_id(work, request.post_id)
    found = [people.by_id(work, person_id) for person_id in questions_joining.who_confirms(work, post)]
    return [person for person in found if person is not None and person.id != request.person_id]


def _state(request: Request) -> State:
    if request.state == OPEN:
        return State.SOON
    return State.ON_TIME if request.state == GRANTED else State.NOT_REQUIRED


def _status(work: Work, texts: Texts, reader: Person, request: Request, post: str) -> str:
    language = reader.language
    if request.state == OPEN or request.decided_at is None:
        return texts.line(language, "joining.asks", post=post)
    when = writing.moment(request.decided_at, language)
    by = person_name(work, texts, language, request.decided_by or "", reader=reader.id)
    return texts.line(language, STATUS.get(request.state, "joining.was_denied"), post=post, by=by, when=when)


def _footer(texts: Texts, language: str, request: Request) -> tuple:
    return (
        deed(texts.line(language, "joining.grant"), "grant", request.ref),
        deed(texts.line(language, "joining.deny"), "deny", request.ref),
    )
