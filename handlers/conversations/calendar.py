"""The year's calendar: what comes next, what is late, what waits for whom; the PSDG says which steps are done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from handlers.actions import steps
from handlers.actions.year_file import calendar_file, dated
from handlers.turn import Next, Turn, deed, stay
from messages import agendas, writing
from messages.arguments import AsFile, StepOf
from messages.outgoing import Button, Card, Exhibit, Row
from messages.plain import plain
from messages.reading_dates import Doubt
from messages.states import State
from rules.agenda import Entry, agenda
from rules.fiscal import local_date
from rules.holidays import Calendar
from rules.process import Stand, Standing, Step
from rules.refusals import FutureArrival, NotYours, UnknownName
from storage.tables import frameworks, holidays, people, process
from storage.tables.frameworks import Framework

MOST_ROWS = 8
MOST_STEPS = 3
MOST_FILES = 5
HORIZON = timedelta(days=400)


@dataclass(frozen=True, kw_only=True)
class _Year:
    """One framework's calendar as of today: what is not over by its last day, how its steps stand, whose days count."""

    framework: Framework
    left: tuple[Entry, ...]
    standing: dict[str, Standing]
    calendar: Calendar


def calendar(turn: Turn, wanted: AsFile | None) -> Next:
    """A card for every framework with something late or ahead: late steps first, then what comes next; or the year as
    a file for whatever calendar people use."""
    if wanted is not None and (meant := _meant(turn, wanted)):
        return stay(*(_as_file(turn, it) for it in meant))
    today = _today(turn)
    cards = [_card(turn, year, today) for year in _years(turn, today) if year.left]
    if not cards:
        return stay(turn.ask("agenda.nothing", (deed(turn.line("agenda.overview"), "overview"),)))
    return stay(*cards)


def _meant(turn: Turn, wanted: AsFile) -> list[Framework]:
    """The framework of that code or id, else all that are in force, at most as many as there are messages."""
    known = frameworks.in_force(turn.work)
    fitting = [it for it in known if wanted.framework in (plain(it.code), plain(it.id))]
    if wanted.framework and not fitting:
        raise UnknownName(kind="framework", typed=wanted.framework, nearest=tuple(it.code for it in known))
    return (fitting or list(known))[-MOST_FILES:]


def _as_file(turn: Turn, found: Framework) -> Exhibit:
    content = calendar_file(turn.work, turn.texts, turn.person.language, found)
    return Exhibit(
        sha256=sha256(content).hexdigest(),
        name=f"thanwela-{found.year}.ics",
        kind="file",
        media_type="text/calendar",
        size=len(content),
        caption=turn.line("agenda.file_of", framework=found.title),
        content=content,
    )


def done(turn: Turn, wanted: StepOf | None) -> Next:
    """A step is finished as of now; of two who say so the second is told who was first."""
    return _stated(turn, wanted, back=False)


def back(turn: Turn, wanted: StepOf | None) -> Next:
    """A step was decided against: the way leads back, and what lay between is undone."""
    return _stated(turn, wanted, back=True)


def undone(turn: Turn, wanted: StepOf | None) -> Next:
    """What was said last of a step was a mistake."""
    if wanted is None:
        return calendar(turn, None)
    _must_be_psdg(turn)
    year, step = steps.meant(turn.work, wanted.step, wanted.framework)
    taken = steps.take_back(turn.work, year, step, turn.person.id)
    key = "agenda.taken_back" if taken else "agenda.nothing_to_take_back"
    return stay(turn.ask(key, (_all(turn),), step=step.code), _now(turn, year.id))


def _stated(turn: Turn, wanted: StepOf | None, *, back: bool) -> Next:
    if wanted is None:
        return calendar(turn, None)
    _must_be_psdg(turn)
    year, step = steps.meant(turn.work, wanted.step, wanted.framework)
    if back and not step.back_to:
        return stay(turn.ask("agenda.no_way_back", (_all(turn),), step=step.code))
    if isinstance(wanted.on, Doubt):
        return stay(turn.say("agenda.doubtful_day"))
    on = wanted.on.value if wanted.on else _today(turn)
    if on > _today(turn):
        raise FutureArrival(stated=on, now=turn.now)
    before = steps.state(turn.work, year, step, on=on, back=back, person_id=turn.person.id)
    if before is not None:
        return stay(turn.ask("agenda.done_before", (_undo(turn, year.id, step.code),), **_who(turn, before, step.code)))
    key = "agenda.gone_back" if back else "agenda.is_done" if wanted.on is None else "agenda.was_done"
    facts = {"step": step.code, **_of(turn, step, on, back=back, dated=wanted.on is not None)}
    return stay(turn.ask(key, (_undo(turn, year.id, step.code), _all(turn)), **facts), _now(turn, year.id))


def _of(turn: Turn, step: Step, on: date, *, back: bool, dated: bool) -> dict[str, str]:
    if back:
        return {"to": step.back_to}
    return {"day": writing.full_date(on, turn.person.language)} if dated else {}


def _who(turn: Turn, before: process.Stated, step: str) -> dict[str, str]:
    when = writing.full_date(before.happened.on, turn.person.language)
    return {"step": step, "when": when, "who": people.name_of(turn.work, before.person_id)}


def _must_be_psdg(turn: Turn) -> None:
    if all(held.role != people.PSDG for held in people.posts_of(turn.work, turn.person.id)):
        raise NotYours


def _now(turn: Turn, framework_id: str) -> Card:
    today = _today(turn)
    (year,) = (it for it in _years(turn, today) if it.framework.id == framework_id)
    return _card(turn, year, today)


def _today(turn: Turn) -> date:
    return local_date(turn.heard.at, writing.BANGKOK)


def _years(turn: Turn, today: date) -> Iterator[_Year]:
    for found in frameworks.in_force(turn.work):
        counted = holidays.calendar(turn.work, found.settings)
        standing = {it.step.code: it for it in steps.standing(turn.work, found, today) if it.stand is not Stand.DONE}
        left = tuple(it for it in agenda(dated(turn.work, found), counted) if _is_left(it, standing, today))
        yield _Year(framework=found, left=left, standing=standing, calendar=counted)


def _is_left(entry: Entry, standing: Mapping[str, Standing], today: date) -> bool:
    """Whether it is late or lies ahead and is owed, but not farther than people plan."""
    if entry.waived or entry.window.last > today + HORIZON:
        return False
    return entry.step.code in standing if entry.step else entry.window.last >= today


def _standing(year: _Year, entry: Entry) -> Standing | None:
    return year.standing[entry.step.code] if entry.step else None


def _card(turn: Turn, year: _Year, today: date) -> Card:
    more = len(year.left) - MOST_ROWS
    left_out = (Row(turn.line("agenda.more", count=more)),) if more > 0 else ()
    late = [it for it in year.standing.values() if it.stand is Stand.LATE]
    language = turn.person.language
    return Card(
        title=turn.line("agenda.title", framework=year.framework.title),
        small=turn.line("agenda.year", year=writing.buddhist_year(year.framework.year, language)),
        state=State.LATE_OPEN if late else State.NOT_DUE,
        status=turn.line("agenda.late_steps", count=len(late)) if late else "",
        rows=(*(_row(turn, year, it, today) for it in year.left[:MOST_ROWS]), *left_out),
        footer=(deed(turn.line("agenda.file"), "calendar", "file", year.framework.id),),
        choices=tuple(_choices(turn, year)),
    )


def _row(turn: Turn, year: _Year, entry: Entry, today: date) -> Row:
    texts, language = turn.texts, turn.person.language
    return Row(
        label=agendas.title(texts, language, entry),
        detail=agendas.detail(texts, language, entry, _standing(year, entry), year.calendar, today),
    )


def _choices(turn: Turn, year: _Year) -> Iterator[Button]:
    """For the PSDG: each step that can be done now, and its way back."""
    if all(held.role != people.PSDG for held in people.posts_of(turn.work, turn.person.id)):
        return
    turns = [it.step for it in year.standing.values() if it.stand in (Stand.OPEN, Stand.LATE) and not it.waits_for]
    for step in turns[:MOST_STEPS]:
        step_id = process.id_of(turn.work, year.framework.id, step.code)
        yield deed(turn.line("agenda.do", step=step.code), "stepdone", step_id)
        if step.back_to:
            yield deed(turn.line("agenda.go_back", step=step.code, to=step.back_to), "stepback", step_id)


def _undo(turn: Turn, framework_id: str, step: str) -> Button:
    return deed(turn.line("agenda.undo", step=step), "stepundone", process.id_of(turn.work, framework_id, step))


def _all(turn: Turn) -> Button:
    return deed(turn.line("agenda.all"), "calendar")
