"""What a morning's message says: drawn when it is sent, from what is missing then; nothing where all has come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec
from msgspec.structs import replace

from handlers import offers, place, telling
from handlers.actions import alert, steps, todo
from handlers.actions.alert import Reader
from handlers.actions.sum_up import sum_up
from handlers.actions.todo import Owing
from messages import naming, writing
from messages.alerts import Alerts
from messages.incoming import Place
from messages.outgoing import Card, Row, Shape, Text, unpacked
from messages.texts import Texts
from rules import rhythm
from rules.occasions import Concern
from storage import questions_clock, questions_listeners, questions_owing, questions_review
from storage.columns import WHOLE
from storage.questions_review import Matter
from storage.tables import conversations, frameworks, people
from storage.tables.conversations import DraftRow
from storage.tables.outbox import OutRow
from storage.tables.people import PSDG, Held, Person
from storage.work import Work

COMPOSER = "remind"
MOST_ROWS = 10
URGENCY = ("overdue", "again", "prompt", "warning", "returned")
PAST = ("overdue", "again")
WEEK = "week"
ASIDE = ("step", "nobody", "untold")
"""What is about the process or about people, not about a report."""
UNIT_ROLES = (people.OFFICER, people.HEAD)
AGAIN = "+"
"""Ends the key of a message that waits for a draft: it is another row, for the first one is claimed by then."""


@dataclass(frozen=True, kw_only=True)
class _Told:
    """One person, what concerns them, the posts they hold now."""

    work: Work
    person: Person
    alerts: Alerts
    concerns: tuple[Concern, ...]
    posts: tuple[Held, ...]

    @property
    def unit_ids(self) -> tuple[str, ...]:
        """The units that they report for."""
        return people.reported_for(self.posts)

    @property
    def now(self) -> datetime:
        return self.work.now


def compose(work: Work, texts: Texts, row: OutRow) -> tuple[Shape, ...]:
    """The cards of one person's morning; nothing for somebody who left, or whose matters have come meanwhile.

    A prompt waits until the open draft is done or idle: it is put again, for then. A warning stands beside the draft
    and repeats its choices.
    """
    person = people.by_id(work, row.person_id)
    if person is None or not person.member:
        return ()
    concerns = msgspec.json.decode(row.about, type=tuple[Concern, ...])
    draft = conversations.open_of(work, person.id)
    if draft is not None and (later := _when_idle(work, concerns, draft)):
        _put_again(work, person, row, later)
        return ()
    alerts = Alerts(texts, person.language)
    posts = people.posts_of(work, person.id)
    told = _Told(work=work, person=person, alerts=alerts, concerns=concerns, posts=posts)
    cards = tuple(_cards(told))
    shapes = (*([_one_picture(cards)] if cards else []), *_week(told))
    return (*shapes, *_beside(alerts, draft)) if shapes else ()


def nudge(work: Work, texts: Texts, row: OutRow) -> tuple[Shape, ...]:
    """What a person's units still owe when it is sent, and who asks for it; nothing where all has come meanwhile."""
    person = people.by_id(work, row.person_id)
    card = todo.todo_card(work, texts, row.person_id, person.language, work.now) if person and person.member else None
    if person is None or card is None:
        return ()
    asked = texts.line(person.language, "nudging.asked", by=row.about)
    draft = conversations.open_of(work, person.id)
    return (replace(card, body=(asked, *card.body)), *_beside(Alerts(texts, person.language), draft))


def among(work: Work, texts: Texts, row: OutRow) -> tuple[Shape, ...]:
    """The same in a chat of many, in its binder's view, as far as it is fit for many eyes; nothing where it is bound no
    more, or to somebody else."""
    view = place.view_of(work, row.platform, Place.of(row.address).chat)
    if view is None or view.person.id != row.person_id:
        return ()
    posts = tuple(held for held in people.posts_of(work, view.person.id) if held.role in place.BINDERS)
    told = _Told(
        work=work,
        person=view.person,
        alerts=Alerts(texts, view.person.language),
        concerns=msgspec.json.decode(row.about, type=tuple[Concern, ...]),
        posts=posts,
    )
    cards = tuple(_cards(told))
    return place.for_many((_one_picture(cards),)) if cards else ()


def _when_idle(work: Work, concerns: Sequence[Concern], draft: DraftRow) -> datetime | None:
    """When a draft will be idle, where nothing but a prompt is to be said; None where it is, or a warning presses."""
    if any(it.occasion.kind != "prompt" for it in concerns):
        return None
    minutes = min(frameworks.by_id(work, it.framework_id).settings.draft_idle_minutes for it in concerns)
    idle = max(draft.asked_at, draft.heard_at) + timedelta(minutes=minutes)
    return idle if idle > work.now else None


def _put_again(work: Work, person: Person, row: OutRow, at: datetime) -> None:
    telling.plan(
        work,
        person,
        composer=COMPOSER,
        about=row.about,
        key=row.key + AGAIN,
        why=row.why,
        not_before=at,
        not_after=row.not_after,
        rank=row.rank,
    )


def _cards(told: _Told) -> Iterator[Card]:
    """Rounds first, the highest tier first; then the person's own units, the units that they look after, steps of the
    process, and people who are not reached."""
    ordered = sorted(told.concerns, key=lambda it: (-it.occasion.term.tier, it.occasion.term.last))
    looked_at = [it for it in ordered if it.role not in UNIT_ROLES and it.occasion.kind not in (*ASIDE, WEEK)]
    cards = [_round_card(told, it) for it in looked_at if it.occasion.term.tier > 1]
    mine = [it for it in ordered if it.role in UNIT_ROLES]
    cards.append(_unit_card(told, mine) if mine else None)
    units = [it for it in looked_at if it.occasion.term.tier == 1]
    cards.append(_units_card(told, units) if units else None)
    cards += [_card_aside(told, it) for it in ordered if it.occasion.kind in ASIDE]
    yield from (card for card in cards if card is not None)


def _week(told: _Told) -> tuple[Shape, ...]:
    """How it stands, once a week, for those who only look."""
    if all(it.occasion.kind != WEEK for it in told.concerns):
        return ()
    work, texts, language = told.work, told.alerts.texts, told.person.language
    scope = questions_review.scope_of(work, told.person.id)
    words, *drawn = sum_up(work, texts, language, scope, steps.pressing(work, told.now))
    if isinstance(words, Text):
        words = replace(words, title=naming.parted((told.alerts.line("alerts.weekly"), words.title)))
    return (words, *drawn)


def _one_picture(cards: Sequence[Card]) -> Card:
    """The most urgent card with the others as its rows: one message, not as many as there are matters."""
    first, *others = cards
    rows = [row for other in others for row in (_as_row(other), *other.rows)]
    return replace(first, rows=(*first.rows, *rows)[:MOST_ROWS])


def _as_row(card: Card) -> Row:
    return Row(card.title, naming.parted((card.small, card.status)), card.footer[0] if card.footer else None)


def _round_card(told: _Told, concern: Concern) -> Card | None:
    reader = _reader(told, concern)
    draw = alert.department_card if concern.occasion.term.tier == alert.DEPARTMENT_TIER else alert.handing_card
    return draw(told.work, reader, concern, told.now)


def _is_missing(told: _Told, concern: Concern, owed: Sequence[Owing]) -> bool:
    """Whether what concerns an officer or head is still `owed` by their own units; for a round, neither it nor theirs
    has come."""
    if concern.occasion.kind == "returned":
        return any(it.ref == concern.occasion.term.period for it in todo.returned(told.work, told.unit_ids, told.now))
    term, units = concern.occasion.term, {post.unit_id for post in told.posts if post.role == concern.role}
    mine = [it.case.matter for it in owed if it.case.matter.unit_id in units]
    ours = [it for it in mine if it.framework_id == concern.framework_id]
    if term.tier == 1:
        return any((it.period, it.extended_to) == (term.period, term.extended_to) for it in ours)
    late = questions_clock.round_missing(told.work, concern.framework_id, term.tier, term.period)
    return bool(late) and any(it.period in concern.below for it in ours)


def _reader(told: _Told, concern: Concern) -> Reader:
    """Their indicators; for the PSDG all, or those that nobody supervises where it only stands in."""
    framework = frameworks.by_id(told.work, concern.framework_id)
    term, own = concern.occasion.term, f"{framework.code}/"
    if concern.role == people.EXECUTIVE:
        return Reader(alerts=told.alerts, indicators=None)
    if concern.role == people.PSDG:
        late = alert.days_late(told.work, framework, term, told.now)
        if term.tier == alert.DEPARTMENT_TIER or rhythm.hears(term.tier, PSDG, framework.settings.overdue, late):
            return Reader(alerts=told.alerts, indicators=None, states=True)
        missing = questions_owing.indicators_missing(told.work, framework.id, [(term.tier, term.period)])
        keys = {name for *_, name in missing} - questions_listeners.supervised(told.work)
    else:
        keys = {post.indicator for post in told.posts if post.role == concern.role and post.indicator != WHOLE}
    return Reader(
        alerts=told.alerts, indicators=frozenset(key.removeprefix(own) for key in keys if key.startswith(own))
    )


def _unit_card(told: _Told, concerns: Sequence[Concern]) -> Card | None:
    """All that the person's units owe, with what is late for longest, what that costs, and why it is said."""
    owed = todo.owing(told.work, told.person.id, told.unit_ids, told.now)
    missing = [it for it in concerns if _is_missing(told, it, owed)]
    if not missing:
        return None
    person, texts = told.person, told.alerts.texts
    card = todo.card_of(told.work, texts, told.unit_ids, person.language, told.now, owed)
    if card is None:
        return None
    late = [it.case.matter for it in owed if it.overdue]
    spoken = [it for it in missing if _is_so(it, late)]
    return replace(card, body=(*card.body, *filter(None, _unit_lines(told, spoken, late)))) if spoken else None


def _is_so(concern: Concern, late: Sequence[Matter]) -> bool:
    """Whether what is told as late is late for them: with own days of its province a unit may have longer."""
    term = concern.occasion.term
    if concern.occasion.kind not in PAST or term.tier != alert.UNIT_TIER:
        return True
    return any((it.first, it.last) == (term.first, term.last) for it in late)


def _unit_lines(told: _Told, concerns: Sequence[Concern], late: Sequence[Matter]) -> Iterator[str]:
    main = min(concerns, key=_urgency)
    rounds = [it for it in concerns if it.occasion.term.tier == alert.DEPARTMENT_TIER]
    yield from (alert.round_line(told.work, told.alerts, it, told.now) for it in rounds[:1])
    if late:
        yield from alert.oldest_lines(told.work, told.alerts, late, told.now)
    if main.occasion.kind == "returned":
        yield told.alerts.line("alerts.why_returned")
        return
    meant = [it.occasion.term for it in concerns if it.occasion.kind == main.occasion.kind]
    days = dict.fromkeys((term.first, term.last) for term in meant if term.tier == 1)
    each = writing.listed([told.alerts.period(first, last) for first, last in days], told.person.language)
    is_late = main.occasion.kind in PAST
    names = naming.stretches(told.alerts.texts, told.person.language, days) if is_late else each
    repeat = frameworks.by_id(told.work, main.framework_id).settings.overdue.repeat
    yield told.alerts.why(main.occasion, repeat, names, tier=1)


def _urgency(concern: Concern) -> tuple[int, int, date]:
    """What is late before what is asked for, what costs points first, what is late for longest."""
    occasion = concern.occasion
    return URGENCY.index(occasion.kind), -occasion.term.tier, occasion.term.last


def _units_card(told: _Told, concerns: Sequence[Concern]) -> Card | None:
    """One picture of the units that are late: one period, the others beside it."""
    main = min(concerns, key=_urgency)
    return alert.units_card(told.work, _reader(told, main), main, told.now)


def _card_aside(told: _Told, concern: Concern) -> Card | None:
    if concern.occasion.kind == "step":
        return steps.card(told.work, told.alerts.texts, told.person.language, concern, told.now)
    if concern.occasion.kind == "nobody":
        return alert.nobody_card(told.work, told.alerts, concern)
    return alert.untold_card(told.work, told.alerts, concern)


def _beside(alerts: Alerts, draft: DraftRow | None) -> tuple[Text, ...]:
    """Any message makes LINE's quick replies vanish: those of the open question stand below the last one again, with
    what its card offers; a list that was only looked at is nothing to go on with."""
    if draft is None:
        return ()
    offered = offers.quick if draft.is_look else offers.buttons
    choices = tuple(button for shape in unpacked(draft.question) for button in offered(shape))
    if not choices:
        return ()
    return (Text(alerts.line("alerts.draft_open"), choices=choices[: offers.MOST_CHOICES]),)
