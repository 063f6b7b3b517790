"""Coming in: the greeting of strangers, a code, the privacy notice, consent, the welcome; blocking and unblocking."""

from datetime import datetime

from msgspec import Struct

from handlers.actions import announce, enrol, move, recognise
from handlers.actions.tell_psdg import tell_psdg
from handlers.posts import person_name, post_name, posts_names, welcome, where_to_begin
from handlers.turn import Next, Turn, again, choice, deed, done, stay, wait
from messages import writing
from messages.arguments import InvitationCode
from messages.outgoing import Text
from rules.fiscal import local_date
from rules.refusals import UsedCode
from storage import questions_joining
from storage.columns import WHOLE
from storage.tables import conversations, invitations, people, reach
from storage.tables.invitations import Invitation, Request
from storage.tables.outbox import NEWS
from storage.tables.people import Post

SUBJECT, MOVE = "join", "move"
AGREE, DECLINE, DETAILS = "agree", "decline", "details"
INSTEAD, BOTH = "instead", "both"
PLATFORMS = {"line": "LINE", "telegram": "Telegram"}


class Moving(Struct, frozen=True):
    """A code that moves somebody to another account was sent from it."""

    invitation_id: str

    @property
    def subject(self) -> str:
        return MOVE


class Joining(Struct, frozen=True):
    """An invitation whose code was sent and that waits for consent."""

    invitation_id: str

    @property
    def subject(self) -> str:
        return SUBJECT


def stranger(turn: Turn) -> Next:
    """Somebody without a post: what this is and how to come in, or what they are asked or wait for, or that theirs was
    closed."""
    row = conversations.open_of(turn.work, turn.person.id)
    if row is not None and row.subject in (SUBJECT, MOVE):
        return again(turn.say("enrolment.please_choose"))
    waiting = invitations.open_of(turn.work, turn.person.id)
    if waiting:
        return stay(_still_waiting(turn, waiting[0]))
    closed = questions_joining.closed_posts(turn.work, turn.person.id)
    if closed:
        return stay(_closed(turn, *closed[0]))
    language = deed(turn.line("enrolment.other_language"), "language")
    return stay(Text(turn.line("enrolment.greeting"), choices=(language,), title=turn.line("enrolment.title")))


def _closed(turn: Turn, post: Post, at: datetime) -> Text:
    """What an import dropped, since when, what became of what was sent, and whom to ask."""
    language = turn.person.language
    since = writing.full_date(local_date(at, writing.BANGKOK), language)
    if post.unit_id == WHOLE:
        return turn.say("enrolment.post_closed", post=post_name(turn.texts, language, post), since=since)
    return turn.say("enrolment.unit_closed", unit=post.unit, since=since)


def came(turn: Turn) -> Next:
    """Added or unblocked the account: can be reached, and is greeted."""
    if not reach.mark_reached(turn.work, turn.person.platform, turn.person.address, turn.heard.at):
        return stay()
    return _welcome_back(turn) if turn.person.member else stranger(turn)


def went(turn: Turn) -> Next:
    """Blocked the account: cannot be reached there; the PSDG hears of a member."""
    gone = reach.mark_blocked(turn.work, turn.person.platform, turn.person.address, turn.heard.at)
    if gone and turn.person.member:
        platform, key = PLATFORMS[turn.person.platform], f"went:{turn.heard.key}"
        tell_psdg(turn.work, turn.texts, turn.person.id, "enrolment.went", key=key, weight=NEWS, platform=platform)
    return stay()


def start(turn: Turn, arguments: InvitationCode | None) -> Next:
    """The first word on Telegram, with the code of a link behind it or alone."""
    if arguments is not None:
        return code(turn, arguments.code.replace("-", "").upper())
    return _welcome_back(turn) if turn.person.member else stranger(turn)


def code(turn: Turn, typed: str) -> Next:
    """A code (as messages.reading gives it): whom it is for, and what is kept of those who join."""
    invitation = recognise.recognise(turn.work, turn.person, typed, turn.heard.at)
    if invitation.person_id is not None:
        return _moving(turn, invitation)
    post = people.post_by_id(turn.work, invitation.post_id)
    name = post_name(turn.texts, turn.person.language, post)
    if _holds(turn, post):
        return stay(turn.say("enrolment.held_already", post=name))
    asked = [request for request in invitations.open_of(turn.work, turn.person.id) if request.post_id == post.post_id]
    if asked:
        return stay(_still_waiting(turn, asked[0]))
    if invitation.used_at is not None:
        # Their own, and they have left since.
        raise UsedCode
    if invitation.shared:
        enrol.refuse_asking_again(turn.work, turn.person.id)
    return wait(consent, Joining(invitation.id), _question(turn, name))


def consent_question(turn: Turn, joining: Joining) -> Text:
    """Whether to join, once more. Raises what a code that is not good any more raises."""
    invitation = invitations.by_id(turn.work, joining.invitation_id)
    recognise.check(turn.work, invitation, turn.person.id, turn.heard.at)
    post = people.post_by_id(turn.work, invitation.post_id)
    return _question(turn, post_name(turn.texts, turn.person.language, post))


def consent(turn: Turn, joining: Joining) -> Next:
    """Agreed, declined, or wants to read more first."""
    if turn.answer == AGREE:
        return _join(turn, invitations.by_id(turn.work, joining.invitation_id))
    if turn.answer == DECLINE:
        return done(turn.say("enrolment.declined"))
    if turn.answer == DETAILS:
        return stay(turn.say("enrolment.details", platform=PLATFORMS[turn.person.platform]))
    return again(turn.say("enrolment.please_choose"))


def move_question(turn: Turn, moving: Moving) -> Text:
    """Whether this account is to be theirs; beside one on the other platform or in its place. Raises what a code that
    is not good any more raises."""
    invitation = invitations.by_id(turn.work, moving.invitation_id)
    recognise.check(turn.work, invitation, turn.person.id, turn.heard.at)
    moved_id = invitation.person_id or ""
    elsewhere = {it.platform for it in move.others(turn.work, moved_id, "") if it.platform != turn.person.platform}
    beside = turn.line("moving.both", platform=PLATFORMS[elsewhere.pop()]) if elsewhere else ""
    choices = [choice(turn.line("moving.instead"), INSTEAD)]
    choices += [choice(beside, BOTH)] if beside else []
    choices += [choice(turn.line("moving.not_now"), DECLINE)]
    name = person_name(turn.work, turn.texts, turn.person.language, moved_id)
    posts = posts_names(turn.work, turn.texts, turn.person.language, moved_id)
    return turn.ask("moving.sure", choices, name=name, posts=posts, platform=PLATFORMS[turn.person.platform])


def move_here(turn: Turn, moving: Moving) -> Next:
    """The account is theirs, or all stays as it was."""
    if turn.answer == DECLINE:
        return done(turn.say("moving.stays"))
    if turn.answer not in (INSTEAD, BOTH):
        return again(turn.say("enrolment.please_choose"))
    invitation = invitations.by_id(turn.work, moving.invitation_id)
    recognise.check(turn.work, invitation, turn.person.id, turn.heard.at)
    moved = move.move(turn.work, turn.texts, invitation, turn.person, both=turn.answer == BOTH)
    where = where_to_begin(turn.work, turn.texts, moved.language, moved.id)[:1]
    names = posts_names(turn.work, turn.texts, moved.language, moved.id)
    return done(Text(turn.texts.line(moved.language, "moving.moved", posts=names), choices=where))


def _moving(turn: Turn, invitation: Invitation) -> Next:
    if invitation.person_id == turn.person.id:
        return stay(turn.say("moving.here_already"))
    if turn.person.member:
        posts = posts_names(turn.work, turn.texts, turn.person.language, turn.person.id)
        return stay(turn.say("moving.holds_posts", posts=posts))
    if invitation.used_at is not None:
        raise UsedCode
    move.refuse_gone(turn.work, invitation)
    draft = Moving(invitation.id)
    return wait(move_here, draft, move_question(turn, draft))


def _question(turn: Turn, post: str) -> Text:
    if turn.person.consented:
        choices = (choice(turn.line("enrolment.join"), AGREE), choice(turn.line("enrolment.do_not_join"), DECLINE))
        return turn.ask("enrolment.another_post", choices, post=post)
    choices = (
        choice(turn.line("enrolment.agree_and_join"), AGREE),
        choice(turn.line("enrolment.do_not_join"), DECLINE),
        choice(turn.line("enrolment.read_details"), DETAILS),
    )
    notice = turn.line("enrolment.notice", post=post, platform=PLATFORMS[turn.person.platform])
    return Text(notice, choices=choices, title=turn.line("enrolment.title"))


def _join(turn: Turn, invitation: Invitation) -> Next:
    recognise.check(turn.work, invitation, turn.person.id, turn.heard.at)
    request = enrol.join(turn.work, turn.person, invitation, turn.heard.name)
    if request is not None:
        return _asked(turn, request)
    post = people.post_by_id(turn.work, invitation.post_id)
    for waiting in questions_joining.waiting_for(turn.work, turn.person.id):
        announce.announce(turn.work, turn.texts, waiting)
    return done(welcome(turn.work, turn.texts, turn.person.language, post))


def _asked(turn: Turn, request: Request) -> Next:
    """Nobody can decide on a nameless request: without a name it is shown once the platform has told the name."""
    if people.name_of(turn.work, turn.person.id):
        announce.announce(turn.work, turn.texts, request)
    return done(_still_waiting(turn, request))


def _still_waiting(turn: Turn, request: Request) -> Text:
    post = people.post_by_id(turn.work, request.post_id)
    return turn.say("enrolment.waiting", post=post_name(turn.texts, turn.person.language, post), ref=request.ref)


def _holds(turn: Turn, post: Post) -> bool:
    return any(held.post_id == post.post_id for held in people.posts_of(turn.work, turn.person.id))


def _welcome_back(turn: Turn) -> Next:
    where = where_to_begin(turn.work, turn.texts, turn.person.language, turn.person.id)[:1]
    names = posts_names(turn.work, turn.texts, turn.person.language, turn.person.id)
    return stay(turn.ask("enrolment.welcome_back", where, posts=names))
