"""What is asked about an announcement, drawn from its draft alone."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from handlers.actions import show_broadcast
from handlers.conversations.broadcasting.draft import MOST_UNITS, Announcing, nearest, size
from handlers.turn import Turn, choice
from messages import writing
from messages.lengths import shortened
from messages.outgoing import Button, Card, Row, Text
from messages.states import State
from rules.fiscal import local_date
from rules.quiet import is_quiet, next_sending
from storage import questions_broadcast
from storage.questions_broadcast import Named, Reach
from storage.tables import frameworks, holidays, quotas
from storage.tables.broadcasts import EVERYBODY, KIND, OWING, UNIT, Audience, Broadcast

CONFIRM, LATER, DROP = "confirm", "later", "drop"
TEXT, WHOM, ENGLISH, NO_ENGLISH, WHOLE_LINE = "text", "whom", "english", "no_english", "whole_line"
LISTS = ("units", "kinds", "owing")
OF_LIST = {"units": UNIT, "kinds": KIND, "owing": OWING}
PAID = "line"
MOST_CHOICES, LONGEST_LABEL, MOST_QUOTED, MOST_NAMED = 11, 20, 120, 12
Scope = tuple[str, ...] | None


def words_question(turn: Turn, draft: Announcing) -> Text:
    """What is to be said; of words that are too long, by how much, and how they begin."""
    drop = choice(turn.line("broadcasting.drop"), DROP)
    found = size(draft.text)
    if found > MOST_UNITS:
        quoted = shortened(draft.text, MOST_QUOTED)
        return turn.ask("broadcasting.too_long", (drop,), length=found, most=MOST_UNITS, text=quoted)
    return turn.ask("broadcasting.other_words", (drop,), text=shortened(draft.text, MOST_QUOTED))


def english_question(turn: Turn, found: int = 0) -> Text:
    """The words for who reads English."""
    none = choice(turn.line("broadcasting.no_english"), NO_ENGLISH)
    if found > MOST_UNITS:
        return turn.ask("broadcasting.english_too_long", (none,), length=found, most=MOST_UNITS)
    return turn.ask("broadcasting.which_english", (none,))


def whom_question(turn: Turn, draft: Announcing, scope: Scope) -> Text:
    """To whom: at once, or from a list of names; nobody is called as was typed: who is nearly called so."""
    if draft.unknown:
        return _unknown(turn, draft, scope)
    if not draft.listing:
        return turn.ask("broadcasting.to_whom", _ways(turn, scope), text=shortened(draft.text, MOST_QUOTED))
    known = names(turn, OF_LIST[draft.listing], scope)
    offered = tuple(_button(turn, OF_LIST[draft.listing], it) for it in known[:MOST_CHOICES])
    more = len(known) > MOST_CHOICES
    return turn.ask("broadcasting.which_of_many" if more else "broadcasting.which", (*offered, *_drop(turn)))


def _unknown(turn: Turn, draft: Announcing, scope: Scope) -> Text:
    near, name = nearest(turn, draft.unknown), shortened(draft.unknown, MOST_QUOTED)
    whole = (choice(turn.line("broadcasting.whole_line"), WHOLE_LINE),) if draft.whole else ()
    offered = (*(_by_code(turn, code, scope) for code in near), *whole, *_ways(turn, scope))
    if near:
        return turn.ask("broadcasting.unknown_near", offered, typed=name, nearest=", ".join(near))
    return turn.ask("broadcasting.unknown", offered, typed=name)


def preview(turn: Turn, draft: Announcing) -> tuple[Text, ...]:
    """As it arrives, each below what changes it: so it stays a message of its own."""
    work, texts = turn.work, turn.texts
    shown = []
    for language, words in (("th", draft.text), ("en", draft.english)):
        if words:
            by = show_broadcast.signature(work, texts, language, turn.person.id)
            said = show_broadcast.announcement(texts, language, by, words, turn.now)
            label, value = ("broadcasting.other_text", TEXT) if language == "th" else ("broadcasting.english", ENGLISH)
            shown.append(replace(said, choices=(choice(turn.line(label), value),)))
    return tuple(shown)


def sure_question(turn: Turn, draft: Announcing, *, alone: bool = False) -> Text:
    """To whom, how many, what it costs; `alone`: without the preview above it."""
    audience = draft.audience or Audience(kind=EVERYBODY)
    today = local_date(turn.now, writing.BANGKOK)
    reach = questions_broadcast.reach(turn.work, audience, turn.person.id, today)
    people = sum(reach.platforms.values())
    lines = [
        f"“{shortened(draft.text, MOST_QUOTED)}”" if alone else "",
        turn.line("broadcasting.how_many", count=people, platforms=_platforms(reach)),
        _cost(turn, reach.platforms.get(PAID, 0)),
        *_unreachable(turn, audience, reach),
        turn.line("broadcasting.same_for_english", count=reach.english) if reach.english and not draft.english else "",
        turn.line("broadcasting.is_quiet") if is_quiet_now(turn) else "",
    ]
    title = show_broadcast.whom(turn.texts, turn.person.language, audience)
    choices = _answers(turn, draft, alone=alone, anybody=people > 0)
    return Text("\n".join(filter(None, lines)), choices=choices, title=title)


def beyond(turn: Turn, audience: Audience) -> tuple[int, int] | None:
    """How many messages are left this month and how many people would have to wait; None where all fit or nobody
    knows."""
    today = local_date(turn.now, writing.BANGKOK)
    paid = questions_broadcast.reach(turn.work, audience, turn.person.id, today).platforms.get(PAID, 0)
    known = quotas.of(turn.work, PAID)
    left = None if known is None else known.left
    return None if left is None or paid <= left else (left, paid - left)


def beyond_question(turn: Turn, audience: Audience) -> Text:
    """Whether it is to go as far as the quota reaches."""
    left, waits = beyond(turn, audience) or (0, 0)
    send = choice(turn.line("broadcasting.send_beyond"), CONFIRM)
    whom = choice(turn.line("broadcasting.other_whom"), WHOM)
    drop = choice(turn.line("broadcasting.drop"), DROP)
    if not waits:
        return turn.ask("broadcasting.fits_now", (send, whom, drop))
    return turn.ask("broadcasting.beyond", (send, whom, drop), left=left, waits=waits)


def _cost(turn: Turn, paid: int) -> str:
    """What it costs of the month's quota, as far as that is known; nothing where nobody is told by what is paid for."""
    if not paid:
        return ""
    known = quotas.of(turn.work, PAID)
    if known is None:
        return turn.line("broadcasting.cost_unknown", paid=paid)
    if known.left is None:
        return turn.line("broadcasting.cost_unlimited", paid=paid)
    if known.left < paid:
        return turn.line("broadcasting.cost_beyond", paid=paid, left=known.left, waits=paid - known.left)
    return turn.line("broadcasting.cost", paid=paid, left=known.left, after=known.left - paid)


def nobody(turn: Turn, draft: Announcing, scope: Scope) -> Text:
    """Nobody of them can be told: others are asked for."""
    named = show_broadcast.whom(turn.texts, turn.person.language, draft.audience or Audience(kind=EVERYBODY))
    return turn.ask("broadcasting.nobody", _ways(turn, scope), whom=named)


def listing(turn: Turn, known: tuple[Broadcast, ...], see: Callable[[str], Button]) -> Card:
    """The last ones, each with how far it came."""
    language = turn.person.language
    rows = []
    for each in known:
        counted = questions_broadcast.standing(turn.work, each.id)
        status = show_broadcast.status(turn.texts, language, each, counted)
        label = f"{each.ref} · {show_broadcast.whom(turn.texts, language, each.audience)}"
        rows.append(Row(label, f"{writing.moment(each.made_at, language)} · {status}", see(each.ref)))
    return Card(title=turn.line("broadcasting.last"), state=State.SENT, rows=tuple(rows))


def names(turn: Turn, kind: str, scope: Scope) -> tuple[Named, ...]:
    """What can be chosen of a kind."""
    match kind:
        case _ if kind == UNIT:
            return questions_broadcast.units_within(turn.work, scope)
        case _ if kind == KIND:
            return questions_broadcast.kinds_within(turn.work, scope)
        case _ if kind == OWING:
            return questions_broadcast.indicators_within(turn.work, scope)
    return ()


def is_quiet_now(turn: Turn) -> bool:
    """What somebody's deed causes goes at once, without sound in quiet hours."""
    zone, known = writing.BANGKOK, frameworks.in_force(turn.work)
    return bool(known) and all(
        is_quiet(it.settings, holidays.calendar(turn.work, it.settings), turn.now, zone) for it in known
    )


def sending_hour(turn: Turn) -> datetime:
    """The next hour at which what the clock says goes out."""
    hours = (
        next_sending(it.settings, holidays.calendar(turn.work, it.settings), turn.now, ZoneInfo(it.settings.timezone))
        for it in frameworks.in_force(turn.work)
    )
    return min(hours, default=turn.now)


def _ways(turn: Turn, scope: Scope) -> tuple[Button, ...]:
    everybody = "broadcasting.everybody" if scope is None else "broadcasting.all_bound"
    labels = ("broadcasting.a_unit", "broadcasting.a_kind", "broadcasting.who_owe")
    lists = (choice(turn.line(label), value) for label, value in zip(labels, LISTS, strict=True))
    return (choice(turn.line(everybody), EVERYBODY), *lists, *_drop(turn))


def _drop(turn: Turn) -> tuple[Button, ...]:
    return (choice(turn.line("broadcasting.other_text"), TEXT), choice(turn.line("broadcasting.drop"), DROP))


def _by_code(turn: Turn, code: str, scope: Scope) -> Button:
    found = ((kind, it) for kind in (UNIT, KIND, OWING) for it in names(turn, kind, scope) if it.code == code)
    return _button(turn, *next(found))


def _button(turn: Turn, kind: str, of: Named) -> Button:
    label = turn.line("broadcasting.owing_label", name=of.code) if kind == OWING else of.code
    return choice(shortened(label, LONGEST_LABEL), f"{kind}:{of.id}")


def _platforms(reach: Reach) -> str:
    found = sorted(reach.platforms.items())
    return " · ".join(f"{show_broadcast.PLATFORMS[platform]} {count}" for platform, count in found)


def _unreachable(turn: Turn, audience: Audience, reach: Reach) -> list[str]:
    if not reach.unreachable:
        return []
    today = local_date(turn.now, writing.BANGKOK)
    found = questions_broadcast.out_of_reach(turn.work, audience, turn.person.id, today, MOST_NAMED)
    named = ", ".join(name or turn.line("posts.nameless") for name in found)
    lines = [turn.line("broadcasting.out_of_reach", count=reach.unreachable, names=named)]
    more = reach.unreachable - len(found)
    return [*lines, *([turn.line("broadcasting.and_more", count=more)] if more else [])]


def _answers(turn: Turn, draft: Announcing, *, alone: bool, anybody: bool) -> tuple[Button, ...]:
    quiet = is_quiet_now(turn)
    send = choice(turn.line("broadcasting.send_now" if quiet else "broadcasting.send"), CONFIRM)
    at = writing.moment(sending_hour(turn), turn.person.language)
    later = (choice(turn.line("broadcasting.send_later", when=at), LATER),) if quiet else ()
    text = (choice(turn.line("broadcasting.other_text"), TEXT),) if alone else ()
    english = () if draft.english and not alone else (choice(turn.line("broadcasting.english"), ENGLISH),)
    whom = choice(turn.line("broadcasting.other_whom"), WHOM)
    drop = choice(turn.line("broadcasting.drop"), DROP)
    return (*((send, *later) if anybody else ()), *text, whom, *english, drop)
