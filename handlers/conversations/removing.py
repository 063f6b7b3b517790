"""A post is taken away from somebody, or a code that nobody has used: named, asked once more, told to both sides."""

from collections.abc import Sequence

from msgspec import Struct

from handlers import seating
from handlers.actions import take_away
from handlers.posts import person_name, post_name, shown_name
from handlers.turn import Next, Turn, again, choice, done, stay, wait
from messages import writing
from messages.arguments import UnitNamed
from messages.outgoing import Card, Row, Text
from messages.plain import plain
from messages.states import State
from messages.texts import LANGUAGES
from rules.fiscal import local_date
from rules.refusals import NotYours, UnknownName
from storage import questions_people
from storage.questions_people import OpenCode, Seat
from storage.tables import audit, holdings, invitations, people
from storage.tables.holdings import Holding
from storage.tables.people import PSDG, Held

CONFIRM, KEEP, CODES = "confirm", "keep", "codes"
MOST_ROWS = 8


class Removing(Struct, frozen=True):
    """What is to be taken away: a holding or a code (ids); neither while it is being said, `typed` as it was."""

    holding_id: str = ""
    code_id: str = ""
    typed: str = ""

    @property
    def subject(self) -> str:
        return "remove"


def remove(turn: Turn, wanted: UnitNamed | None) -> Next:
    """By name; alone it is asked whom. Raises NotYours, UnknownName."""
    _theirs(turn)
    if wanted is None:
        return wait(who, Removing(), who_question(turn, Removing()))
    return _meant(turn, wanted.unit)


def who(turn: Turn, draft: Removing) -> Next:
    """A name, or the codes that are open; or one of those that were shown."""
    if turn.answer == KEEP:
        return done(turn.say("removing.kept"))
    typed = turn.answer or turn.heard.text.strip()
    if not typed:
        return again(turn.say("removing.name_please"))
    return _meant(turn, typed, draft)


def who_question(turn: Turn, draft: Removing) -> Card | Text:
    """Those that may be meant, each with a number to tap; nobody yet: whoever is asked may type a name."""
    keep = choice(turn.line("removing.keep"), KEEP)
    if draft.typed == CODES:
        return _of_codes(turn)
    found = _found(turn, draft.typed) if draft.typed else ()
    if found:
        return _of_seats(turn, found, "removing.which", typed=draft.typed)
    choices = (choice(turn.line("removing.codes"), CODES), keep)
    return turn.ask("removing.who", choices)


def sure(turn: Turn, draft: Removing) -> Next:
    """Taken away, or all as it was; of two who do so the second is told that it was done."""
    if turn.answer == KEEP:
        return done(turn.say("removing.kept"))
    if turn.answer != CONFIRM:
        return again(turn.say("removing.confirm_or_keep"))
    return _revoke(turn, draft) if draft.code_id else _take(turn, draft)


def sure_question(turn: Turn, draft: Removing) -> Text:
    """What it is and what becomes of it. Raises NotYours, LastOfPsdg."""
    choices = (choice(turn.line("removing.confirm"), CONFIRM), choice(turn.line("removing.keep"), KEEP))
    if draft.code_id:
        code = _code(turn, draft.code_id)
        return turn.ask("removing.sure_code", choices, code=_code_name(turn, code) if code else "–")
    holding, post = _holding(turn, draft.holding_id)
    if post.role == PSDG:
        take_away.refuse_last(turn.work, holding)
    language = turn.person.language
    lines = [
        turn.line(
            "removing.sure",
            name=person_name(turn.work, turn.texts, language, holding.person_id),
            post=post_name(turn.texts, language, post),
        ),
        _goes_on(turn, holding),
    ]
    return Text("\n".join(filter(None, lines)), choices=choices)


def _goes_on(turn: Turn, holding: Holding) -> str:
    begun = take_away.begun(turn.work, holding)
    heirs = take_away.heirs(turn.work, holding) if begun else []
    if not begun:
        return ""
    if not heirs:
        return turn.line("removing.begun_by_nobody", count=len(begun))
    heir = person_name(turn.work, turn.texts, turn.person.language, heirs[0], reader=turn.person.id)
    return turn.line("removing.begun", count=len(begun), heir=heir)


def _take(turn: Turn, draft: Removing) -> Next:
    holding, post = _holding(turn, draft.holding_id)
    language = turn.person.language
    name = person_name(turn.work, turn.texts, language, holding.person_id)
    taken = take_away.take_away(turn.work, turn.texts, holding, turn.person.id)
    if taken is None:
        return done(turn.say("removing.was_done"))
    said = [turn.line("removing.done", name=name, post=post_name(turn.texts, language, post))]
    if taken.drafts:
        heir = person_name(turn.work, turn.texts, language, taken.heir, reader=turn.person.id)
        said.append(turn.line("removing.went_on", count=taken.drafts, heir=heir))
    return done(Text("\n".join(said)))


def _revoke(turn: Turn, draft: Removing) -> Next:
    code = _code(turn, draft.code_id)
    if code is None or not invitations.revoke(turn.work, code.id):
        return done(turn.say("removing.was_done"))
    audit.note(turn.work, turn.person.id, "revoke_code", code.post_id)
    return done(turn.say("removing.code_done", code=_code_name(turn, code)))


def _meant(turn: Turn, typed: str, draft: Removing | None = None) -> Next:
    """The one that is meant is asked about once more; of several it is asked which."""
    if typed == CODES or plain(typed) in _words_for_codes(turn):
        return wait(who, Removing(typed=CODES), _of_codes(turn))
    if _code(turn, typed) is not None:
        chosen = Removing(code_id=typed)
        return wait(sure, chosen, sure_question(turn, chosen))
    found = _found(turn, typed)
    if len(found) == 1 and seating.named(typed, found):
        chosen = Removing(holding_id=found[0].holding_id)
        return wait(sure, chosen, sure_question(turn, chosen))
    if found:
        chosen = Removing(typed=typed)
        return wait(who, chosen, who_question(turn, chosen))
    if _is_self(turn, typed):
        return again(turn.say("removing.yourself")) if draft else stay(turn.say("removing.yourself"))
    if seating.named(typed, _in_view(turn)):
        raise NotYours
    if draft is None:
        raise UnknownName(kind="person", typed=typed, nearest=())
    return again(turn.say("refusals.unknown_name", kind="person", typed=typed))


def _found(turn: Turn, typed: str) -> tuple[Seat, ...]:
    """The seats that may be meant and may be taken away: of those called so, else of the nearest names."""
    held = _held(turn)
    theirs = [it for it in _in_view(turn) if _removable(turn, held, it)]
    return seating.named(typed, theirs) or seating.nearest(typed, theirs)


def _of_seats(turn: Turn, found: Sequence[Seat], title: str, **values: str) -> Card:
    language = turn.person.language
    rows = [
        Row(
            shown_name(turn.texts, language, seat.name),
            post_name(turn.texts, language, seat),
            choice(turn.line("removing.take", number=place), seat.holding_id),
        )
        for place, seat in enumerate(found[:MOST_ROWS], 1)
    ]
    return _card(turn, turn.line(title, **values), rows, len(found))


def _of_codes(turn: Turn) -> Card | Text:
    codes = _codes(turn)
    if not codes:
        return turn.ask("removing.no_codes", (choice(turn.line("removing.keep"), KEEP),))
    rows = [
        Row(_code_name(turn, code), _good_for(turn, code), choice(turn.line("removing.take", number=place), code.id))
        for place, code in enumerate(codes[:MOST_ROWS], 1)
    ]
    return _card(turn, turn.line("removing.open_codes", count=len(codes)), rows, len(codes))


def _card(turn: Turn, title: str, rows: list[Row], count: int) -> Card:
    more = (turn.line("removing.more", count=count - MOST_ROWS),) if count > MOST_ROWS else ()
    keep = choice(turn.line("removing.keep"), KEEP)
    return Card(title=title, state=State.NOT_REQUIRED, body=more, rows=tuple(rows), choices=(keep,))


def _code_name(turn: Turn, code: OpenCode) -> str:
    post = post_name(turn.texts, turn.person.language, code)
    if code.person_id:
        name = person_name(turn.work, turn.texts, turn.person.language, code.person_id)
        return turn.line("removing.code_moves", name=name)
    return turn.line("removing.code_shared" if code.shared else "removing.code_personal", post=post)


def _good_for(turn: Turn, code: OpenCode) -> str:
    made, until = (local_date(at, writing.BANGKOK) for at in (code.made_at, code.expires_at))
    language = turn.person.language
    return turn.line(
        "removing.code_days", made=writing.short_date(made, language), until=writing.short_date(until, language)
    )


def _holding(turn: Turn, holding_id: str) -> tuple[Holding, Seat]:
    """Raises NotYours for what is not theirs to take, or was taken already."""
    holding = holdings.by_id(turn.work, holding_id)
    found = [it for it in _in_view(turn) if it.holding_id == holding_id]
    if holding is None or not found or not _removable(turn, _held(turn), found[0]):
        raise NotYours
    return holding, found[0]


def _removable(turn: Turn, held: Sequence[Held], seat: Seat) -> bool:
    return seat.person_id != turn.person.id and seating.may_remove(held, seat)


def _code(turn: Turn, code_id: str) -> OpenCode | None:
    return next((it for it in _codes(turn) if it.id == code_id), None)


def _codes(turn: Turn) -> tuple[OpenCode, ...]:
    held = _held(turn)
    found = questions_people.open_codes(turn.work, questions_people.view_of(turn.work, held))
    return tuple(it for it in found if seating.may_remove(held, it))


def _in_view(turn: Turn) -> tuple[Seat, ...]:
    return seating.everybody(turn.work, questions_people.view_of(turn.work, _held(turn)))


def _is_self(turn: Turn, typed: str) -> bool:
    return any(it.person_id == turn.person.id for it in seating.named(typed, _in_view(turn)))


def _words_for_codes(turn: Turn) -> set[str]:
    return {plain(turn.texts.line(language, "removing.codes")) for language in LANGUAGES}


def _held(turn: Turn) -> Sequence[Held]:
    return people.posts_of(turn.work, turn.person.id)


def _theirs(turn: Turn) -> None:
    """Raises NotYours for whoever looks after nobody."""
    if questions_people.view_of(turn.work, _held(turn)).is_empty:
        raise NotYours
