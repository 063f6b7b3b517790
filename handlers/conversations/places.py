"""A group of supervisors: bound by a word typed in it, it hears what concerns its binder; and what it is answered."""

from handlers import place
from handlers.actions import recognise
from handlers.turn import Next, Turn, stay
from messages.outgoing import Text
from rules.refusals import Refusal
from storage.tables import invitations, places


def here(turn: Turn, _: None) -> Next:
    """Typed in a group, perhaps in a topic, by a supervisor or the PSDG; anywhere else it says where it is typed."""
    where = turn.heard.place
    if where is None:
        return stay(turn.say("places.type_it_there"))
    if not place.may_bind(turn.work, turn.person.id):
        return stay(turn.say("places.may_not"))
    places.bind(turn.work, turn.heard.platform, where.chat, where.topic, turn.person.id)
    return stay(turn.say("places.bound_topic" if where.topic else "places.bound"))


def came(turn: Turn) -> Next:
    """Put into a group: whoever may bind it is told how, others nothing."""
    is_known = turn.person.member and place.may_bind(turn.work, turn.person.id)
    return stay(turn.say("places.how")) if is_known else stay()


def code(turn: Turn, typed: str) -> Next:
    """A code that everybody in the group has seen enrols nobody: a personal one is good no more.

    A shared one is meant for many, and each who asks by it is confirmed: it stays.
    """
    try:
        invitation = recognise.recognise(turn.work, turn.person, typed, turn.heard.at)
    except Refusal:
        return stay()
    if invitation.shared:
        return stay(turn.say("places.code_alone"))
    invitations.revoke(turn.work, invitation.id)
    return stay(turn.say("places.code_seen"))


def stranger(turn: Turn) -> Next:
    """Somebody without a post: one short word."""
    return stay(turn.say("places.stranger"))


def unbound(turn: Turn) -> Next:
    """What a group may hear, asked in one that nobody has bound, or whose binder may no more."""
    return stay(turn.say("places.unbound"))


def privately(turn: Turn) -> Next:
    """What is for one person's eyes is answered to that person alone."""
    return stay(turn.say("places.privately"))


def no_buttons(turn: Turn) -> Text:
    """A press in a group: what it would decide is decided alone."""
    return turn.say("places.no_buttons")
