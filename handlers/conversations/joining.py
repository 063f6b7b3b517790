"""Requests to join by a shared code: shown, granted, denied with a reason; the first decision counts."""

from msgspec import Struct
from msgspec.structs import replace

from handlers import telling
from handlers.actions import announce, enrol
from handlers.posts import person_name, post_name, welcome
from handlers.turn import Next, Turn, again, choice, deed, done, settled, stay, wait
from messages import lengths
from messages.arguments import ReasonedReference, Reference
from messages.outgoing import Revised, Shape, Text
from messages.texts import Texts
from rules.refusals import AlreadyDecided, NotYours, UnknownReference
from storage import questions_joining
from storage.tables import invitations, people
from storage.tables.invitations import Request
from storage.work import Work

MOST_SHOWN = 4
CONFIRM = "confirm"
REASONS = {"elsewhere": "joining.elsewhere", "unknown": "joining.not_known"}


class Denying(Struct, frozen=True):
    """A request that somebody wants to deny: the reason is missing, or was typed and waits to be confirmed."""

    ref: str
    reason: str = ""

    @property
    def subject(self) -> str:
        return f"deny:{self.ref}"


def grant(turn: Turn, arguments: Reference | None) -> Next:
    """Let somebody in; without a reference, show who waits."""
    if arguments is None:
        return _waiting(turn)
    request = _decidable(turn, arguments.reference)
    enrol.grant(turn.work, request, turn.person.id)
    asker, post = people.by_id(turn.work, request.person_id), people.post_by_id(turn.work, request.post_id)
    if asker is not None:
        key = f"granted:{request.ref}"
        words = welcome(turn.work, turn.texts, asker.language, post)
        telling.tell(turn.work, asker.id, (words,), key=key, why=key)
    return settled(turn, Denying(request.ref).subject, *_decided(turn, request.ref), notice=turn.line("joining.grant"))


def deny(turn: Turn, arguments: ReasonedReference | None) -> Next:
    """Do not let somebody in, for a reason that is asked for where none was typed."""
    if arguments is None:
        return _waiting(turn)
    request = _decidable(turn, arguments.reference)
    enrol.refuse_decided(turn.work, request)
    if arguments.reason:
        given = lengths.within(arguments.reason, lengths.REASON)
        return settled(turn, Denying(request.ref).subject, *_deny(turn, request, given))
    return _asked(turn, Denying(request.ref))


def reason(turn: Turn, denying: Denying) -> Next:
    """Why not: chosen, or typed and confirmed, for it cannot be taken back; typed again it is another one.

    Where somebody was first meanwhile, how it stands is shown.
    """
    typed = lengths.within(turn.heard.text.strip(), lengths.REASON)
    if typed:
        return _asked(turn, replace(denying, reason=typed))
    given = turn.line(REASONS[turn.answer]) if turn.answer in REASONS else ""
    given = denying.reason if turn.answer == CONFIRM else given
    if not given:
        return again(turn.say("joining.reason_please"))
    try:
        return done(*_deny(turn, _decidable(turn, denying.ref), given))
    except AlreadyDecided:
        request = _decidable(turn, denying.ref)
        return done(announce.card(turn.work, turn.texts, turn.person, request))


def why_question(turn: Turn, denying: Denying) -> Text:
    """A few ready reasons, or words; what was typed is asked about once more. Raises AlreadyDecided."""
    request = _decidable(turn, denying.ref)
    enrol.refuse_decided(turn.work, request)
    name = person_name(turn.work, turn.texts, turn.person.language, request.person_id)
    cancel = deed(turn.line("joining.cancel"), "cancel")
    if denying.reason:
        confirm = choice(turn.line("joining.confirm"), CONFIRM)
        return turn.ask("joining.sure", (confirm, cancel), name=name, ref=request.ref, reason=denying.reason)
    choices = [choice(turn.line(key), value) for value, key in REASONS.items()]
    return turn.ask("joining.why_not", (*choices, cancel), name=name, ref=request.ref)


def reason_left(turn: Turn, denying: Denying) -> str:
    """The reason that was given."""
    return turn.line("drafts.left_over", words=denying.reason) if denying.reason else ""


def _asked(turn: Turn, denying: Denying) -> Next:
    return wait(reason, denying, why_question(turn, denying))


def named(work: Work, texts: Texts, person_id: str) -> None:
    """The platform told a person's name, or will never: now their requests can be shown."""
    for request in invitations.open_of(work, person_id):
        announce.announce(work, texts, request)


def _deny(turn: Turn, request: Request, given: str) -> tuple[Shape, ...]:
    asker, post = people.by_id(turn.work, request.person_id), people.post_by_id(turn.work, request.post_id)
    enrol.deny(turn.work, request, turn.person.id, given)
    if asker is not None:
        key = f"denied:{request.ref}"
        name = post_name(turn.texts, asker.language, post)
        words = Text(turn.texts.line(asker.language, "joining.you_are_denied", post=name, reason=given))
        telling.tell(turn.work, asker.id, (words,), key=key, why=key)
    shapes = _decided(turn, request.ref)
    enrol.forget_stranger(turn.work, request.person_id)
    return shapes


def _decided(turn: Turn, ref: str) -> tuple[Shape, ...]:
    """The card as it is now, for everybody who has it, and a sentence for the one who decided."""
    request = invitations.by_ref(turn.work, ref)
    if request is None:
        return ()
    announce.revise(turn.work, turn.texts, request, but=turn.person.id)
    card = announce.card(turn.work, turn.texts, turn.person, request)
    return Revised(card), turn.say("joining.decided", name=card.title, status=card.status, ref=ref)


def _decidable(turn: Turn, ref: str) -> Request:
    """Raises UnknownReference, or NotYours where somebody else has to decide."""
    request = invitations.by_ref(turn.work, ref)
    if request is None:
        nearest = tuple(request.ref for request in questions_joining.waiting_for(turn.work, turn.person.id))
        raise UnknownReference(typed=ref, nearest=nearest[:MOST_SHOWN])
    post = people.post_by_id(turn.work, request.post_id)
    if turn.person.id not in questions_joining.who_confirms(turn.work, post):
        raise NotYours
    return request


def _waiting(turn: Turn) -> Next:
    waiting = questions_joining.waiting_for(turn.work, turn.person.id)
    if not waiting:
        return stay(turn.say("joining.nobody_waits"))
    return stay(*(announce.card(turn.work, turn.texts, turn.person, request) for request in waiting[:MOST_SHOWN]))
