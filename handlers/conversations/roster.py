"""Who is in, in which post and until when, who cannot be reached and where; the way to mend it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from handlers import seating
from handlers.posts import person_name, post_name, role_name, shown_name
from handlers.seating import Place
from handlers.turn import Next, Turn, deed, stay
from messages import naming, writing
from messages.arguments import UnitNamed
from messages.outgoing import Button, Card, Row, Text
from messages.states import State
from rules.fiscal import local_date
from rules.holidays import DAY
from rules.refusals import NotYours
from storage import questions_people
from storage.questions_people import Reached, Seat, View
from storage.tables import people, units
from storage.tables.people import OFFICER, OPERATOR, ROLES, SUPERVISOR, Held, Post
from storage.tables.units import Unit

PLATFORMS = {"line": "LINE", "telegram": "Telegram"}
MOST_ROWS, MOST_NAMED, MOST_UNREACHED, MOST_UNITS = 8, 12, 10, 6


def people_(turn: Turn, wanted: UnitNamed | None) -> Next:
    """All in view at a glance, or one unit, indicator, role or person. Raises NotYours, UnknownName."""
    held = people.posts_of(turn.work, turn.person.id)
    view = questions_people.view_of(turn.work, held)
    if view.is_empty:
        raise NotYours
    seats = seating.everybody(turn.work, view)
    if wanted is not None:
        return stay(_of_place(turn, held, view, seating.place_meant(turn.work, turn.texts, wanted.unit, seats)))
    if len(view.units) == 1 and not view.indicators:
        return stay(_of_place(turn, held, view, Place(unit=units.by_id(turn.work, view.units[0]))))
    return stay(_summary(turn, view, seats))


def _summary(turn: Turn, view: View, seats: Sequence[Seat]) -> Text:
    """First where nobody is and who cannot be reached, for that is to be mended; then how many there are."""
    empty = _empty(turn, view, seats)
    lines = [
        turn.line("roster.empty_units", count=len(empty), units=_some(turn, [it.code for it in empty]))
        if empty
        else "",
        *_unsupervised(turn, view, seats),
        *_unreached(turn, seats),
        *_counts(turn, seats),
    ]
    codes = questions_people.open_codes(turn.work, view)
    lines += [turn.line("roster.open_codes", count=len(codes))] if codes else []
    shown = [*empty, *_known(turn, view)]
    choices = [deed(it.code, "people", it.id) for it in dict.fromkeys(shown)][:MOST_UNITS]
    title = turn.line("roster.title", count=len({it.person_id for it in seats}))
    return Text("\n".join(filter(None, [*lines, turn.line("roster.how")])), choices=tuple(choices), title=title)


def _known(turn: Turn, view: View) -> list[Unit]:
    return [it for it in units.all_open(turn.work) if view.everything or it.id in view.units]


def _empty(turn: Turn, view: View, seats: Iterable[Seat]) -> list[Unit]:
    """The units that report something and have no officer."""
    reported = {it.unit_id for it in seats if it.role == OFFICER}
    needing = questions_people.reporting_units(turn.work) - reported
    return [it for it in _known(turn, view) if it.id in needing]


def _unsupervised(turn: Turn, view: View, seats: Iterable[Seat]) -> list[str]:
    supervised = {it.indicator for it in seats if it.role == SUPERVISOR}
    known = questions_people.indicators_of(turn.work) if view.everything else ()
    without = [it.rpartition("/")[2] for it in known if it not in supervised]
    return [turn.line("roster.unsupervised", count=len(without), indicators=_some(turn, without))] if without else []


def _unreached(turn: Turn, seats: Sequence[Seat]) -> list[str]:
    accounts = questions_people.accounts(turn.work, {it.person_id for it in seats})
    found = [it for it in _each_once(seats) if _is_unreached(accounts[it.person_id])]
    if not found:
        return []
    lines = [
        turn.line(
            "roster.unreached_one",
            name=shown_name(turn.texts, turn.person.language, it.name),
            post=post_name(turn.texts, turn.person.language, it),
            where=_where(turn, accounts[it.person_id]),
        )
        for it in found[:MOST_UNREACHED]
    ]
    more = len(found) - MOST_UNREACHED
    lines += [turn.line("roster.more_people", count=more)] if more > 0 else []
    return [turn.line("roster.unreached", count=len(found)), *lines, turn.line("roster.mend")]


def _counts(turn: Turn, seats: Sequence[Seat]) -> list[str]:
    by_role = Counter(it.role for it in seats)
    of_places = Counter(role for role, _ in {(it.role, it.post_id) for it in seats})
    return [
        turn.line(
            "roster.count",
            role=role_name(turn.texts, turn.person.language, role),
            count=by_role[role],
            places=of_places[role],
        )
        for role in ROLES
        if by_role[role]
    ]


def _of_place(turn: Turn, held: Sequence[Held], view: View, place: Place) -> Card:
    """Who is in there, each with a way to a new phone. Raises NotYours."""
    posts = seating.posts_at(turn.work, place)
    if not place.seats and not any(view.sees(post) for post in posts):
        raise NotYours
    post_ids = [post.post_id for post in posts]
    found = place.seats or questions_people.seats(turn.work, view, post_ids=post_ids)
    accounts = questions_people.accounts(turn.work, {it.person_id for it in found})
    missing = [post for post in posts if post.role != OPERATOR and post.post_id not in {it.post_id for it in found}]
    is_well = found and not missing and not any(_is_unreached(accounts[it.person_id]) for it in found)
    more = len(found) - MOST_ROWS
    body = [
        *(turn.line("roster.nobody", post=post_name(turn.texts, turn.person.language, post)) for post in missing),
        *([turn.line("roster.more_people", count=more)] if more > 0 else []),
    ]
    return Card(
        title=_title(turn, place),
        state=State.ON_TIME if is_well else State.SOON,
        status=turn.line("roster.status", count=len({it.person_id for it in found})),
        body=tuple(body),
        rows=tuple(_row(turn, held, it, accounts[it.person_id]) for it in found[:MOST_ROWS]),
        footer=_invite(turn, held, place, posts),
    )


def _title(turn: Turn, place: Place) -> str:
    language = turn.person.language
    if place.unit is not None:
        return naming.parted(tuple(dict.fromkeys((place.unit.code, place.unit.name))))
    if place.indicator:
        return naming.indicator(turn.texts, language, place.indicator.rpartition("/")[2], "")
    if place.role:
        return role_name(turn.texts, language, place.role)
    return person_name(turn.work, turn.texts, language, place.seats[0].person_id)


def _row(turn: Turn, held: Sequence[Held], seat: Seat, accounts: Sequence[Reached]) -> Row:
    language = turn.person.language
    since = writing.short_date(local_date(seat.since, writing.BANGKOK), language)
    details = [
        turn.line("roster.since", post=post_name(turn.texts, language, seat), since=since),
        _acting(turn, seat),
        turn.line("roster.cannot", where=_where(turn, accounts)) if _is_unreached(accounts) else _on(turn, accounts),
    ]
    moves = seating.may_invite(held, seat) or seat.person_id == turn.person.id
    button = deed(turn.line("roster.new_phone"), "invite", seat.person_id) if moves else None
    return Row(shown_name(turn.texts, language, seat.name), "\n".join(filter(None, details)), button)


def _acting(turn: Turn, seat: Seat) -> str:
    if seat.until is None:
        return ""
    last = local_date(seat.until, writing.BANGKOK) - DAY
    return turn.line("roster.acting", until=writing.full_date(last, turn.person.language))


def _on(turn: Turn, accounts: Sequence[Reached]) -> str:
    used = [PLATFORMS[it.platform] for it in accounts if it.blocked_at is None]
    return turn.line("roster.on", platforms=writing.listed(list(dict.fromkeys(used)), turn.person.language))


def _where(turn: Turn, accounts: Sequence[Reached]) -> str:
    if not accounts or accounts[0].blocked_at is None:
        return turn.line("roster.no_account")
    since = writing.short_date(local_date(accounts[0].blocked_at, writing.BANGKOK), turn.person.language)
    return turn.line("roster.blocked", platform=PLATFORMS[accounts[0].platform], since=since)


def _invite(turn: Turn, held: Sequence[Held], place: Place, posts: Sequence[Post]) -> tuple[Button, ...]:
    word = place.unit.id if place.unit else place.indicator or place.role
    able = any(seating.may_invite(held, post) for post in posts)
    return (deed(turn.line("roster.invite"), "invite", word),) if able and word else ()


def _is_unreached(accounts: Sequence[Reached]) -> bool:
    """The account used last is the one on which they are told."""
    return not accounts or accounts[0].blocked_at is not None


def _each_once(seats: Iterable[Seat]) -> list[Seat]:
    return list({it.person_id: it for it in reversed(list(seats))}.values())[::-1]


def _some(turn: Turn, names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join([*names[:MOST_NAMED], *([turn.line("roster.more", count=more)] if more > 0 else [])])
