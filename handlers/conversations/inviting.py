"""A code is made in chat: for which post, for one or for many, acting until when; with its link and QR picture."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from handlers import seating
from handlers.actions import invite as making
from handlers.posts import person_name, post_name, role_name
from handlers.seating import Place
from handlers.turn import Next, Turn, again, choice, done, told_once, wait
from messages import reading_dates, writing
from messages.arguments import UnitNamed
from messages.documents import qr_picture
from messages.outgoing import Button, Exhibit, Shape, Text
from messages.reading_dates import ReadDate
from rules.fiscal import local_date
from rules.refusals import NotYours, RevokedCode, UnknownName
from storage import questions_people
from storage.questions_people import Seat
from storage.tables import facts, people
from storage.tables.people import EXECUTIVE, OFFICER, PSDG, SUPERVISOR, Held, Post

PLATFORMS = {"line": "LINE", "telegram": "Telegram"}
SHARED, MAKE, DROP = "shared", "confirm", "drop"
INSTANT = timedelta(microseconds=1)
"""As long as the signed link lives by which LINE shows it."""


class Inviting(Struct, frozen=True, omit_defaults=True):
    """A code that is to be made: where (as typed or an id), for which post (id), shared or for one, who moves by it (a
    person's id), an acting holder's last day."""

    place: str = ""
    post_id: str = ""
    shared: bool = False
    person_id: str = ""
    until: date | None = None

    @property
    def subject(self) -> str:
        return "invite"


def invite(turn: Turn, wanted: UnitNamed | None) -> Next:
    """For a unit, an indicator, a role of the whole office, or somebody's new phone. Raises NotYours, UnknownName."""
    held = people.posts_of(turn.work, turn.person.id)
    if wanted is not None:
        return _at(turn, held, wanted.unit)
    if any(one.role == PSDG for one in held):
        return wait(which_place, Inviting(), place_question(turn, Inviting()))
    own = [one.indicator for one in held if one.role == SUPERVISOR]
    if not own:
        raise NotYours
    return _at(turn, held, own[0]) if len(own) == 1 else wait(which_place, Inviting(), place_question(turn, Inviting()))


def which_place(turn: Turn, _: Inviting) -> Next:
    """A unit, an indicator, a role or a person, as typed or pressed."""
    if turn.answer == DROP:
        return done(turn.say("codes.dropped"))
    typed = turn.answer or turn.heard.text.strip()
    if not typed:
        return again(turn.say("codes.place_please"))
    try:
        return _at(turn, people.posts_of(turn.work, turn.person.id), typed)
    except UnknownName as unknown:
        near = writing.listed(unknown.nearest, turn.person.language)
        key = "refusals.unknown_name_near" if near else "refusals.unknown_name"
        said = {"kind": unknown.kind, "typed": typed} | ({"nearest": near} if near else {})
        return again(turn.say(key, **said))


def place_question(turn: Turn, _: Inviting) -> Text:
    """Where: typed, or one of the roles of the whole office; a supervisor's own indicators."""
    held = people.posts_of(turn.work, turn.person.id)
    if any(one.role == PSDG for one in held):
        offered = [choice(role_name(turn.texts, turn.person.language, role), role) for role in (PSDG, EXECUTIVE)]
    else:
        own = [one.indicator for one in held if one.role == SUPERVISOR]
        offered = [choice(it.rpartition("/")[2], it) for it in own]
    return turn.ask("codes.where", (*offered, _drop(turn)))


def which_post(turn: Turn, draft: Inviting) -> Next:
    """Which of the posts there."""
    if turn.answer == DROP:
        return done(turn.say("codes.dropped"))
    post_id, _, kind = turn.answer.partition(" ")
    if post_id not in {it.post_id for it in _posts(turn, draft)}:
        return again(turn.say("codes.choose_please"))
    return _chosen(turn, replace(draft, post_id=post_id, shared=kind == SHARED))


def post_question(turn: Turn, draft: Inviting) -> Text:
    """The posts there that this person may put somebody in. Raises NotYours."""
    offered: list[Button] = []
    for post in _posts(turn, draft):
        offered.append(choice(role_name(turn.texts, turn.person.language, post.role), post.post_id))
        if post.role == OFFICER:
            offered.append(choice(turn.line("codes.for_many"), f"{post.post_id} {SHARED}"))
    return turn.ask("codes.which_post", (*offered, _drop(turn)))


def sure(turn: Turn, draft: Inviting) -> Next:
    """Made; or first an acting holder's last day, which is shown once more."""
    if turn.answer == DROP:
        return done(turn.say("codes.dropped"))
    if turn.answer == MAKE:
        return told_once(*_make(turn, draft))
    if draft.shared or draft.person_id:
        return again(turn.say("codes.choose_please"))
    today = local_date(turn.now, writing.BANGKOK)
    read = reading_dates.date(turn.heard.text, today)
    if not isinstance(read, ReadDate) or read.confirm is not None:
        return again(turn.say("codes.day_please"))
    if read.value < today:
        return again(turn.say("codes.day_over", day=writing.full_date(read.value, turn.person.language)))
    return _chosen(turn, replace(draft, until=read.value))


def sure_question(turn: Turn, draft: Inviting) -> Text:
    """What the code will be good for. Raises NotYours, RevokedCode where the post was closed meanwhile."""
    post = _post(turn, draft)
    name = post_name(turn.texts, turn.person.language, post)
    choices = (choice(turn.line("codes.make"), MAKE), _drop(turn))
    if draft.person_id:
        who = person_name(turn.work, turn.texts, turn.person.language, draft.person_id)
        return turn.ask("codes.sure_moving", choices, name=who)
    if draft.shared:
        return turn.ask("codes.sure_shared", choices, post=name)
    if draft.until is not None:
        until = writing.full_date(draft.until, turn.person.language)
        return turn.ask("codes.sure_acting", choices, post=name, until=until)
    return turn.ask("codes.sure", choices, post=name)


def _at(turn: Turn, held: Sequence[Held], typed: str) -> Next:
    """What is meant there: one post, one of several, or somebody who is in. Raises NotYours, UnknownName."""
    found = seating.place_meant(turn.work, turn.texts, typed, _nameable(turn, held))
    if found.seats:
        chosen = Inviting(post_id=found.seats[0].post_id, person_id=found.seats[0].person_id)
        return _chosen(turn, chosen)
    draft = Inviting(place=found.unit.id if found.unit else found.indicator or found.role)
    able = _posts_of(turn, held, found)
    if not able:
        raise NotYours
    if len(able) == 1 and able[0].role != OFFICER:
        return _chosen(turn, replace(draft, post_id=able[0].post_id))
    return wait(which_post, draft, post_question(turn, draft))


def _nameable(turn: Turn, held: Sequence[Held]) -> list[Seat]:
    """The people whom somebody may make a code for a new phone for: those whom they may invite, and themselves."""
    view = questions_people.view_of(turn.work, held)
    return [
        it
        for it in seating.everybody(turn.work, view)
        if seating.may_invite(held, it) or it.person_id == turn.person.id
    ]


def _chosen(turn: Turn, draft: Inviting) -> Next:
    return wait(sure, draft, sure_question(turn, draft))


def _posts(turn: Turn, draft: Inviting) -> tuple[Post, ...]:
    held = people.posts_of(turn.work, turn.person.id)
    return _posts_of(turn, held, seating.place_meant(turn.work, turn.texts, draft.place, ()))


def _posts_of(turn: Turn, held: Sequence[Held], place: Place) -> tuple[Post, ...]:
    return tuple(it for it in seating.posts_at(turn.work, place) if seating.may_invite(held, it))


def _post(turn: Turn, draft: Inviting) -> Post:
    held, post = people.posts_of(turn.work, turn.person.id), people.post_by_id(turn.work, draft.post_id)
    if people.post(turn.work, post.role, unit_id=post.unit_id, indicator=post.indicator) is None:
        raise RevokedCode
    if not seating.may_invite(held, post) and draft.person_id != turn.person.id:
        raise NotYours
    return post


def _make(turn: Turn, draft: Inviting) -> Iterator[Shape]:
    post, language = _post(turn, draft), turn.person.language
    expires_at = making.good_until(turn.work)
    (code,) = making.make(
        turn.work,
        post,
        shared=draft.shared,
        until=expires_at,
        acting_until=draft.until,
        person_id=draft.person_id or None,
        by=turn.person.id,
    )
    links, last_day = _links(turn, code), local_date(expires_at - INSTANT, writing.BANGKOK)
    lines = [
        _for_whom(turn, draft, post),
        turn.line("codes.good_until", day=writing.full_date(last_day, language)),
        *(f"{PLATFORMS[platform]}: {link}" for platform, link in links.items()),
        turn.line("codes.only_now"),
    ]
    yield Text("\n".join(lines), title=code)
    for platform, link in links.items():
        yield _picture(turn, platform, link)


def _for_whom(turn: Turn, draft: Inviting, post: Post) -> str:
    language = turn.person.language
    if draft.person_id:
        return turn.line("codes.made_moving", name=person_name(turn.work, turn.texts, language, draft.person_id))
    name = post_name(turn.texts, language, post)
    if draft.shared:
        return turn.line("codes.made_shared", post=name)
    if draft.until is not None:
        return turn.line("codes.made_acting", post=name, until=writing.full_date(draft.until, language))
    return turn.line("codes.made", post=name)


def _links(turn: Turn, code: str) -> dict[str, str]:
    known = {platform: facts.get(turn.work, f"{platform} link") for platform in PLATFORMS}
    return {platform: link.replace("{code}", code) for platform, link in known.items() if link}


def _picture(turn: Turn, platform: str, link: str) -> Exhibit:
    content = qr_picture.png(link)
    digest = sha256(content).hexdigest()
    return Exhibit(
        sha256=digest,
        name=f"thanwela-{platform}.png",
        kind="photo",
        media_type=qr_picture.MEDIA_TYPE,
        size=len(content),
        caption=turn.line("codes.picture", platform=PLATFORMS[platform]),
        content=content,
    )


def _drop(turn: Turn) -> Button:
    return choice(turn.line("codes.drop"), DROP)
