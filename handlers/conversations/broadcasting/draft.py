"""What is kept of an announcement until it is confirmed, and to whom its writer may say something."""

from difflib import get_close_matches

from msgspec import Struct

from handlers.turn import Turn
from messages import reading, words
from messages.plain import plain
from rules.refusals import NotYours
from storage import questions_broadcast
from storage.questions_broadcast import Named
from storage.tables import people
from storage.tables.broadcasts import EVERYBODY, KIND, OWING, UNIT, Audience

MOST_UNITS = 3500
"""UTF-16 code units of the words: with its frame it fits into one message of either platform."""
MOST_OFFERED = 3


class Announcing(Struct, frozen=True, kw_only=True):
    """The words, those for who reads English ("" for the same), to whom; `whole` the line in which nobody is called
    `unknown`; `listing` what is to be chosen from; `later` at the next sending hour."""

    text: str = ""
    english: str = ""
    audience: Audience | None = None
    whole: str = ""
    unknown: str = ""
    listing: str = ""
    later: bool = False

    @property
    def subject(self) -> str:
        return "broadcast"


def within(turn: Turn) -> tuple[str, ...] | None:
    """The indicators whose units they may say something to, None for everybody. Raises NotYours."""
    held = people.posts_of(turn.work, turn.person.id)
    if any(post.role == people.PSDG for post in held):
        return None
    own = tuple(sorted({post.indicator for post in held if post.role == people.SUPERVISOR}))
    if not own:
        raise NotYours
    return own


def size(text: str) -> int:
    """As both platforms count it."""
    return len(text.encode("utf-16-le")) // 2


def meant(turn: Turn, typed: str) -> Audience | None:
    """Whom the words name: everybody, a unit or a kind of unit by code or name, who owes an indicator; else None."""
    scope = within(turn)
    name = _bare(typed, (*words.OWING, *words.UNITS, *words.KINDS))
    if plain(typed) in map(plain, words.EVERYBODY):
        return Audience(kind=EVERYBODY, within=scope)
    for kind, known in (
        (UNIT, questions_broadcast.units_within(turn.work, scope)),
        (KIND, questions_broadcast.kinds_within(turn.work, scope)),
    ):
        found = next((it for it in known if name in {_folded(it.code), _folded(it.name)}), None)
        if found is not None:
            return chosen(kind, found, scope)
    code = reading.indicator(_bare(typed, words.OWING, joined=False))
    known = questions_broadcast.indicators_within(turn.work, scope)
    found = next((it for it in known if it.code == code), None)
    return chosen(OWING, found, scope) if found else None


def chosen(kind: str, of: Named, scope: tuple[str, ...] | None) -> Audience:
    """One of the names that can be chosen."""
    return Audience(kind=kind, value=of.id, name=of.code, within=scope)


def nearest(turn: Turn, typed: str) -> list[str]:
    """The codes that come nearest to what was typed."""
    scope = within(turn)
    known = [
        *questions_broadcast.units_within(turn.work, scope),
        *questions_broadcast.kinds_within(turn.work, scope),
        *questions_broadcast.indicators_within(turn.work, scope),
    ]
    return get_close_matches(typed, list(dict.fromkeys(it.code for it in known)), n=MOST_OFFERED, cutoff=0.5)


def _bare(typed: str, before: tuple[str, ...], *, joined: bool = True) -> str:
    """Without the word that says what kind of name it is."""
    name = plain(typed)
    for word in sorted(map(plain, before), key=len, reverse=True):
        if name.startswith(word) and name != word:
            name = name.removeprefix(word).strip()
            break
    return name.replace(" ", "") if joined else name


def _folded(name: str) -> str:
    return plain(name).replace(" ", "")
