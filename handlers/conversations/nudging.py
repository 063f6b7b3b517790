"""Those who still owe something are reminded now, because somebody who looks after it asks for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from handlers import finding, telling
from handlers.posts import person_name
from handlers.turn import Next, Turn, choice, deed, done, stay, wait
from messages import writing
from messages.arguments import UnitNamed
from messages.outgoing import Text
from rules.fiscal import local_date
from rules.holidays import DAY
from rules.quiet import is_quiet
from rules.refusals import NothingOwed, NotYours
from storage import questions_nudging, questions_review
from storage.questions_nudging import Hearer
from storage.questions_review import Scope
from storage.tables import frameworks, holidays, outbox, people
from storage.tables.people import Person

COMPOSER = "nudge"
SEND, DROP = "send", "drop"
ROLES = (people.COLLECTOR, people.SUPERVISOR, people.PSDG)
MOST_UNITS, MOST_NAMED = 200, 12
PAID = "line"


class Nudging(Struct, frozen=True):
    """Whom to remind: the officers of a unit (id), or of every unit in view ("")."""

    unit_id: str = ""

    @property
    def subject(self) -> str:
        return f"nudge:{self.unit_id}"


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """Who would hear it now; who has today already; the units (codes) that owe, and those where nobody can be asked."""

    hearers: tuple[Hearer, ...]
    told: int
    units: tuple[str, ...]
    empty: tuple[str, ...]


def nudge(turn: Turn, wanted: UnitNamed | None) -> Next:
    """Of one unit or of all: shown first, for LINE counts each message. Raises NotYours, UnknownName."""
    draft = Nudging(finding.unit_meant(turn.work, wanted.unit).id if wanted else "")
    owing = _owing(turn, draft)
    if len(owing) > MOST_UNITS:
        return stay(turn.say("nudging.too_many", count=len(owing)))
    plan = _plan(turn, owing)
    if not plan.hearers:
        return stay(_nobody(turn, plan))
    return wait(sure, draft, _question(turn, plan))


def sure(turn: Turn, draft: Nudging) -> Next:
    """Send it, or not; each person hears it once a day, whoever asks."""
    if turn.answer == DROP:
        return done(turn.say("nudging.dropped"))
    if turn.answer != SEND:
        return stay(turn.say("nudging.send_or_drop"))
    plan, silent = _plan(turn, _owing(turn, draft)), _is_quiet(turn)
    told = [it.person for it in plan.hearers if _tell(turn, it.person, silent=silent)]
    if not told:
        # Asked anew: somebody may have been faster by a moment.
        return done(_nobody(turn, _plan(turn, _owing(turn, draft))))
    outbox.supersede(turn.work, COMPOSER, {person.id: _key(person, _today(turn)) for person in told})
    return done(turn.say("nudging.sent", count=len(told)))


def question(turn: Turn, draft: Nudging) -> Text:
    """As it stands now. Raises NotYours; NothingOwed where nobody is left to be reminded."""
    plan = _plan(turn, _owing(turn, draft))
    if not plan.hearers:
        raise NothingOwed
    return _question(turn, plan)


def _question(turn: Turn, plan: _Plan) -> Text:
    paid = sum(it.person.platform == PAID for it in plan.hearers)
    more = len(plan.units) - MOST_NAMED
    named = [*plan.units[:MOST_NAMED], *([turn.line("nudging.more", count=more)] if more > 0 else [])]
    lines = [
        turn.line("nudging.who", units=", ".join(named)),
        turn.line("nudging.how_many", count=len(plan.hearers), paid=paid),
        turn.line("nudging.told_today", count=plan.told) if plan.told else "",
        turn.line("nudging.nobody_there", units=", ".join(plan.empty)) if plan.empty else "",
    ]
    choices = (choice(turn.line("nudging.send"), SEND), choice(turn.line("nudging.drop"), DROP))
    title = turn.line("nudging.title", count=len(plan.units))
    return Text("\n".join(filter(None, lines)), choices=choices, title=title)


def _nobody(turn: Turn, plan: _Plan) -> Text:
    if plan.told:
        return turn.say("nudging.all_told_today", count=plan.told)
    if plan.empty:
        return turn.say("nudging.nobody_there", units=", ".join(plan.empty))
    return turn.ask("nudging.nobody_owes", (deed(turn.line("nudging.see_late"), "late"),))


def _owing(turn: Turn, draft: Nudging) -> dict[str, str]:
    return questions_nudging.owing(turn.work, _scope(turn), _today(turn), draft.unit_id)


def _plan(turn: Turn, owing: dict[str, str]) -> _Plan:
    today = _today(turn)
    hearers = questions_nudging.hearers(turn.work, list(owing))
    told = questions_nudging.told(turn.work, _keys(hearers, today))
    reached = {unit_id for it in hearers for unit_id in it.unit_ids}
    return _Plan(
        hearers=tuple(it for it in hearers if _key(it.person, today) not in told),
        told=len(told),
        units=tuple(owing.values()),
        empty=tuple(code for unit_id, code in owing.items() if unit_id not in reached),
    )


def _scope(turn: Turn) -> Scope:
    """What is theirs to ask for: an officer's own unit is not."""
    if all(held.role not in ROLES for held in people.posts_of(turn.work, turn.person.id)):
        raise NotYours
    return replace(questions_review.scope_of(turn.work, turn.person.id), units=())


def _tell(turn: Turn, person: Person, *, silent: bool) -> bool:
    by = person_name(turn.work, turn.texts, person.language, turn.person.id, reader=person.id)
    return telling.plan(
        turn.work,
        person,
        composer=COMPOSER,
        about=by,
        key=_key(person, _today(turn)),
        why=f"nudge:{turn.person.id}",
        not_before=turn.now,
        not_after=turn.now + DAY,
        silent=silent,
    )


def _key(person: Person, today: date) -> str:
    return f"nudge:{person.id}:{today.isoformat()}"


def _keys(hearers: tuple[Hearer, ...], today: date) -> Iterator[str]:
    return (_key(it.person, today) for it in hearers)


def _is_quiet(turn: Turn) -> bool:
    """What somebody's deed causes goes at once, without sound in quiet hours."""
    zone, known = writing.BANGKOK, frameworks.in_force(turn.work)
    return all(is_quiet(it.settings, holidays.calendar(turn.work, it.settings), turn.now, zone) for it in known)


def _today(turn: Turn) -> date:
    return local_date(turn.now, writing.BANGKOK)
