"""My units' projects under each indicator: listed, added, finished."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from handlers import showing
from handlers.actions.align import align
from handlers.actions.change_projects import add_project, finish_project
from handlers.turn import Next, Turn, choice, done, entry, stay, wait
from messages import cards, naming, writing
from messages.incoming import SentFile
from messages.outgoing import Button, Card, Row
from messages.reading_dates import ReadDate
from messages.reading_dates import date as read_date
from messages.states import State
from rules.fiscal import FiscalYear, Month, local_date
from rules.holidays import DAY
from storage import questions
from storage.tables import frameworks, indicators, people, projects, units
from storage.tables.indicators import Indicator
from storage.tables.projects import Project

ADD, FINISH = "a", "f"
TODAY, LAST_MONTH, CANCEL, DONE = "today", "month", "cancel", "done"


class Listing(Struct, frozen=True, kw_only=True):
    """The list is open."""

    @property
    def subject(self) -> str:
        return "projects"


class Adding(Struct, frozen=True, kw_only=True):
    """A project that waits for its unit (empty: several are possible) and its name."""

    indicator_id: str
    unit_id: str = ""

    @property
    def subject(self) -> str:
        return "projects"


class Finishing(Struct, frozen=True, kw_only=True):
    """A project that waits for the day (ISO; empty: not said) and the reason of its finish."""

    project_id: str
    on: str = ""

    @property
    def subject(self) -> str:
        return "projects"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A unit's projects under one indicator that is reported by project."""

    unit_id: str
    unit: str
    indicator: Indicator
    projects: tuple[Project, ...]


def list_all(turn: Turn, _: None) -> Next:
    """Every project of my units."""
    found = _kept(turn)
    if not found:
        return stay(turn.say("projects.none"))
    adding = {it.indicator.id: it.indicator.code for it in found}
    card = Card(
        state=State.NOT_DUE,
        title=turn.line("projects.title"),
        rows=tuple(_rows(turn, found)),
        footer=tuple(choice(turn.line("projects.add", indicator=adding[each]), f"{ADD}{each}") for each in adding),
    )
    return wait(chosen, Listing(), card)


def chosen(turn: Turn, _: Listing) -> Next:
    """Add one under an indicator, or finish one."""
    value, found = turn.answer, _kept(turn)
    mine = {it.id for each in found for it in each.projects}
    if value.startswith(FINISH) and value[1:] in mine:
        return _ask_when(turn, Finishing(project_id=value[1:]))
    units_there = [it.unit_id for it in found if value == f"{ADD}{it.indicator.id}"]
    if len(units_there) == 1:
        return _ask_name(turn, Adding(indicator_id=value[1:], unit_id=units_there[0]))
    if units_there:
        buttons = tuple(choice(units.by_id(turn.work, each).code, each) for each in units_there)
        return wait(which_unit, Adding(indicator_id=value[1:]), turn.ask("projects.which_unit", buttons))
    return done(again=turn.heard.what)


def which_unit(turn: Turn, draft: Adding) -> Next:
    """Whose project it is."""
    if turn.answer not in people.units_of(turn.work, turn.person.id):
        return (
            done(again=turn.heard.what) if isinstance(turn.heard.what, SentFile) else stay(turn.say("projects.choose"))
        )
    return _ask_name(turn, replace(draft, unit_id=turn.answer))


def name(turn: Turn, draft: Adding) -> Next:
    """What it is called."""
    typed = " ".join(turn.heard.text.split())
    if turn.answer == CANCEL:
        return done(turn.say("projects.cancelled"))
    if not typed:
        return done(again=turn.heard.what) if isinstance(turn.heard.what, SentFile) else _ask_name(turn, draft)
    today = local_date(turn.heard.at, writing.BANGKOK)
    made = add_project(
        turn.work, indicator_id=draft.indicator_id, unit_id=draft.unit_id, name=typed, by=turn.person.id, today=today
    )
    _realign(turn, made)
    first = writing.month(Month.of(today).first, turn.person.language)
    return done(turn.say("projects.added", code=made.code, name=made.name, month=first))


def when(turn: Turn, draft: Finishing) -> Next:
    """The day on which it was finished: today, the last of last month, or a day that is typed."""
    if isinstance(turn.heard.what, SentFile):
        return done(again=turn.heard.what)
    today = local_date(turn.heard.at, writing.BANGKOK)
    if turn.answer == CANCEL:
        return done(turn.say("projects.cancelled"))
    first, day = _begins(turn, draft.project_id), _day(turn, today)
    if day is None or not first <= day <= today:
        return stay(turn.say("projects.not_a_day", first=writing.full_date(first, turn.person.language)))
    buttons = (choice(turn.line("projects.all_done"), DONE),)
    return wait(why, replace(draft, on=day.isoformat()), turn.ask("projects.ask_why", buttons))


def why(turn: Turn, draft: Finishing) -> Next:
    """Why it is finished, in a word; what proof is still owed is named."""
    if isinstance(turn.heard.what, SentFile):
        return done(again=turn.heard.what)
    reason = turn.line("projects.all_done") if turn.answer == DONE else turn.heard.text.strip()
    if not reason:
        return stay(turn.say("projects.why_in_words"))
    on = date.fromisoformat(draft.on)
    finished = finish_project(turn.work, draft.project_id, on=on, reason=reason, by=turn.person.id)
    _realign(turn, finished)
    words = turn.line("projects.finished", code=finished.code, day=writing.full_date(on, turn.person.language))
    lacking, button = _lacking(turn, finished)
    if not lacking:
        return done(turn.say("projects.finished", code=finished.code, day=writing.full_date(on, turn.person.language)))
    return done(turn.ask("projects.finished_lacking", (button,) if button else (), finished=words, missing=lacking))


def _lacking(turn: Turn, project: Project) -> tuple[str, Button | None]:
    """The evidence that is still owed, by the newest report, and the way to send it."""
    series = (project.unit_id, project.indicator_id, project.id)
    said = questions.history(turn.work, [project.unit_id]).get(series, [])
    if not said:
        return "", None
    found = showing.case(turn.work, said[-1].obligation_id)
    missing = showing.missing(turn.work, found, said[-1].answer)
    button = entry(turn.line("todo.prove"), "evidence.add_to", said[-1].obligation_id)
    return cards.missing(turn.texts, turn.person.language, missing), button


def _kept(turn: Turn) -> list[Kept]:
    return [
        Kept(
            unit_id=unit_id,
            unit=units.by_id(turn.work, unit_id).code,
            indicator=indicator,
            projects=projects.of_unit(turn.work, indicator.id, unit_id),
        )
        for unit_id in people.units_of(turn.work, turn.person.id)
        for indicator in indicators.of_unit(turn.work, unit_id)
        if indicator.by_project
    ]


def _rows(turn: Turn, found: list[Kept]) -> Iterator[Row]:
    several = len({it.unit_id for it in found}) > 1
    for kept in found:
        for project in kept.projects:
            of = naming.indicator(turn.texts, turn.person.language, kept.indicator.code)
            yield Row(
                label=f"{project.code} {project.name}",
                detail=naming.parted((kept.unit if several else "", of, _standing(turn, kept, project))),
                button=_finish(turn, project),
            )


def _standing(turn: Turn, kept: Kept, project: Project) -> str:
    if project.finished_on is not None:
        return turn.line("projects.is_finished", day=writing.short_date(project.finished_on, turn.person.language))
    known = questions.history(turn.work, [kept.unit_id]).get((kept.unit_id, kept.indicator.id, project.id), [])
    if not known:
        return turn.line("projects.not_begun")
    wording = cards.Wording(measure=kept.indicator.measure, steps=kept.indicator.steps)
    return cards.answer(turn.texts, turn.person.language, known[-1].answer, wording)


def _finish(turn: Turn, project: Project) -> Button | None:
    if project.finished_on is not None:
        return None
    return choice(turn.line("projects.finish", code=project.code), f"{FINISH}{project.id}")


def _ask_name(turn: Turn, draft: Adding) -> Next:
    return wait(name, draft, turn.ask("projects.ask_name", (choice(turn.line("projects.cancel"), CANCEL),)))


def _ask_when(turn: Turn, draft: Finishing) -> Next:
    found = projects.by_id(turn.work, draft.project_id)
    buttons = (
        choice(turn.line("projects.today"), TODAY),
        choice(turn.line("projects.last_month"), LAST_MONTH),
        choice(turn.line("projects.cancel"), CANCEL),
    )
    return wait(when, draft, turn.ask("projects.ask_when", buttons, code=found.code, name=found.name))


def _begins(turn: Turn, project_id: str) -> date:
    """Its first day: nothing can have been finished before."""
    project = projects.by_id(turn.work, project_id)
    indicator = indicators.by_id(turn.work, project.indicator_id)
    return project.starts_on or FiscalYear(frameworks.by_id(turn.work, indicator.framework_id).year).first


def _day(turn: Turn, today: date) -> date | None:
    if turn.answer == TODAY:
        return today
    if turn.answer == LAST_MONTH:
        return Month.of(today).first - DAY
    read = read_date(turn.heard.text, today) if turn.heard.text else None
    return read.value if isinstance(read, ReadDate) else None


def _realign(turn: Turn, project: Project) -> None:
    indicator = indicators.by_id(turn.work, project.indicator_id)
    align(turn.work, indicator.framework_id, turn.now)
