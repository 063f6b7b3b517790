"""What is heard in chats of many: a command is answered there or alone, all else is none of our business."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from msgspec.structs import replace as changed

from handlers import routes
from handlers.turn import Turn
from messages import reading
from messages.commands import Command, Words, command
from messages.incoming import Came, Heard, Moved, Place, Pressed, Typed, Went
from messages.outgoing import Shape
from messages.texts import Texts
from rules.fiscal import local_date
from rules.refusals import Refusal
from storage.tables import in_turn, people
from storage.tables.people import Person
from storage.work import Work


@dataclass(frozen=True)
class Gatherings:
    """`alone` hears a turn as if it had been said to us alone."""

    texts: Texts
    words: Words
    zone: ZoneInfo
    language: str
    alone: Callable[[Turn], None]

    def hear(self, work: Work, heard: Heard, place: Place) -> str:
        """The word for a pressed button, where it is one."""
        match heard.what:
            case Moved(to=to):
                routes.PLACE_MOVED(work, self.texts, heard.platform, place, to)
            case Went():
                routes.PLACE_LOST(work, self.texts, heard.platform, place.chat)
            case Came():
                self._came(work, heard, place)
            case Pressed():
                return routes.PLACE_PRESSED(self._turn(work, heard)).text
            case Typed():
                self._typed(work, heard, place)
        return ""

    def _came(self, work: Work, heard: Heard, place: Place) -> None:
        person = people.by_account(work, heard.platform, heard.address)
        if person is not None:
            turn = self._turn(work, heard)
            self._say(turn, turn.person, place, routes.PLACE_CAME(turn).shapes)

    def _typed(self, work: Work, heard: Heard, place: Place) -> None:
        """A code too where it was said to others, for all have seen it."""
        code = reading.invitation(heard.text, alone=not heard.meant)
        if code is not None:
            self._code(self._turn(work, heard), place, code)
            return
        meant = command(heard.text, self.words, local_date(heard.at, self.zone)) if heard.meant else None
        if meant is not None and meant.name in routes.COMMANDS:
            self._command(self._turn(work, heard), place, meant)

    def _code(self, turn: Turn, place: Place, code: str) -> None:
        """Told to the person alone, where there is a chat with them."""
        shapes = routes.PLACE_CODE(turn, code).shapes
        where = Place(turn.person.address) if turn.person.member and not turn.person.blocked else place
        self._say(turn, turn.person, where, shapes)

    def _command(self, turn: Turn, place: Place, meant: Command) -> None:
        if not turn.person.member:
            self._say(turn, turn.person, place, routes.PLACE_STRANGER(turn).shapes, once=_today(turn, self.zone))
        elif meant.name == routes.PLACE_BOUND_BY:
            self._say(turn, turn.person, place, routes.COMMANDS[meant.name].function(turn, None).shapes)
        elif meant.name in routes.FOR_MANY:
            self._for_many(turn, place, meant)
        else:
            self.alone(replace(turn, heard=changed(turn.heard, place=None)))
            self._say(turn, turn.person, place, routes.PLACE_PRIVATELY(turn).shapes)

    def _for_many(self, turn: Turn, place: Place, meant: Command) -> None:
        """In view of whoever bound the chat, whoever asks: nobody shows more to all than was meant for it."""
        view = routes.PLACE_VIEW(turn.work, turn.heard.platform, place.chat)
        if view is None:
            self._say(turn, turn.person, place, routes.PLACE_UNBOUND(turn).shapes)
            return
        seen = replace(turn, person=view.person)
        try:
            shapes = routes.COMMANDS[meant.name].function(seen, meant.arguments).shapes
        except Refusal as refusal:
            shapes = routes.REFUSED(seen, refusal)
        self._say(turn, view.person, place, shapes)

    def _turn(self, work: Work, heard: Heard) -> Turn:
        """Who has never been heard is met as in a chat alone: an account without a name."""
        in_turn.account(work, heard.platform, heard.address)
        person = people.by_account(work, heard.platform, heard.address)
        if person is None:
            person = people.meet(work, heard.platform, heard.address, self.language, work.now, at=heard.at)
        return Turn(heard=heard, person=person, now=work.now, work=work, texts=self.texts)

    def _say(self, turn: Turn, reader: Person, place: Place, shapes: tuple[Shape, ...], *, once: str = "") -> None:
        if shapes:
            key = f"place:{once or turn.heard.key}"
            routes.PLACE_SAYS(turn.work, reader, turn.heard.platform, place, shapes, key)


def _today(turn: Turn, zone: ZoneInfo) -> str:
    """A stranger is answered once a day."""
    return f"{turn.heard.key.partition(':')[0]}:{local_date(turn.heard.at, zone).isoformat()}"
