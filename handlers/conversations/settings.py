"""What a person sets for themselves: the language, and leaving."""

from msgspec import Struct

from handlers.actions import announce, enrol
from handlers.actions.tell_psdg import tell_psdg
from handlers.posts import posts_names
from handlers.turn import Next, Turn, choice, done, stay, wait
from messages.arguments_parts import InLanguage
from messages.outgoing import Text
from messages.texts import LANGUAGES
from storage.tables import invitations, people

LEAVE, STAY = "leave", "stay"
NAMES = {"th": "settings.thai", "en": "settings.english"}


class Language(Struct, frozen=True):
    """The language is being chosen."""

    @property
    def subject(self) -> str:
        return "language"


class Leaving(Struct, frozen=True):
    """A person has been asked whether they mean to leave."""

    @property
    def subject(self) -> str:
        return "leave"


def language(turn: Turn, named: InLanguage | None) -> Next:
    """Which language to speak: the one that was named, else it is asked."""
    if named is not None:
        people.set_language(turn.work, turn.person.id, named.language)
        return stay(Text(turn.texts.line(named.language, "settings.language_set")))
    return wait(language_chosen, Language(), language_question(turn, Language()))


def language_question(turn: Turn, _: Language) -> Text:
    """Each is offered in its own words."""
    choices = [choice(turn.line(NAMES[each]), each) for each in LANGUAGES]
    return turn.ask("settings.which_language", choices)


def language_chosen(turn: Turn, _: Language) -> Next:
    """From here on."""
    if turn.answer not in LANGUAGES:
        return stay(turn.say("settings.which_language"))
    people.set_language(turn.work, turn.person.id, turn.answer)
    return done(Text(turn.texts.line(turn.answer, "settings.language_set")))


def leave(turn: Turn, _: None) -> Next:
    """Asked once more, naming what is left."""
    if not turn.person.member and not invitations.open_of(turn.work, turn.person.id):
        return stay(turn.say("settings.nothing_to_leave"))
    return wait(sure, Leaving(), leave_question(turn, Leaving()))


def leave_question(turn: Turn, _: Leaving) -> Text:
    """Out of one's posts, or what one has asked for taken back."""
    choices = (choice(turn.line("settings.leave"), LEAVE), choice(turn.line("settings.stay"), STAY))
    if not turn.person.member:
        return turn.ask("settings.sure_to_withdraw", choices)
    names = posts_names(turn.work, turn.texts, turn.person.language, turn.person.id)
    return turn.ask("settings.sure", choices, posts=names)


def sure(turn: Turn, _: Leaving) -> Next:
    """Out, or all as it was."""
    if turn.answer == STAY:
        return done(turn.say("settings.stayed"))
    if turn.answer != LEAVE:
        return stay(turn.say("settings.leave_or_stay"))
    waiting = invitations.open_of(turn.work, turn.person.id)
    if turn.person.member:
        key = f"left:{turn.heard.key}"
        tell_psdg(turn.work, turn.texts, turn.person.id, "settings.somebody_left", key=key)
    enrol.leave(turn.work, turn.person.id)
    for request in filter(None, (invitations.by_ref(turn.work, each.ref) for each in waiting)):
        announce.revise(turn.work, turn.texts, request, but=turn.person.id)
    return done(turn.say("settings.left"))
