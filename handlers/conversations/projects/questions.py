"""What is asked about projects, each question drawn from its draft alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from msgspec import Struct

from handlers.actions.change_projects import may_continue, may_withdraw
from handlers.turn import Turn, choice, deed
from messages import cards, naming, writing
from messages.outgoing import Button, Card, Row, Text
from messages.states import State
from storage import questions
from storage.tables import indicators, people, projects, units
from storage.tables.indicators import Indicator
from storage.tables.projects import Project

ADD, FINISH, WITHDRAW, CONTINUE = "a", "f", "w", "c"
TODAY, LAST_MONTH, CANCEL, DONE, CONFIRM = "today", "month", "cancel", "done", "confirm"


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
    """A project that waits for the day (ISO; empty: not said) and the reason of its finish, and to be confirmed."""

    project_id: str
    on: str = ""
    reason: str = ""

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


def for_list(turn: Turn, _: Listing) -> Card:
    """Each with how it stands and what can be done about it."""
    found = kept(turn)
    adding = {it.indicator.id: it.indicator.code for it in found}
    return Card(
        state=State.NOT_DUE,
        title=turn.line("projects.title"),
        rows=tuple(_rows(turn, found)),
        footer=tuple(choice(turn.line("projects.add", indicator=adding[each]), f"{ADD}{each}") for each in adding),
    )


def for_unit(turn: Turn, draft: Adding) -> Text:
    """Of the units that report the indicator."""
    found = [it for it in kept(turn) if it.indicator.id == draft.indicator_id]
    return turn.ask("projects.which_unit", (*(choice(it.unit, it.unit_id) for it in found), _cancel(turn)))


def for_name(turn: Turn, _: Adding) -> Text:
    """In the person's own words."""
    return turn.ask("projects.ask_name", (_cancel(turn),))


def for_when(turn: Turn, draft: Finishing) -> Text:
    """On which day; or it should not be there at all."""
    found = projects.by_id(turn.work, draft.project_id)
    undo = (choice(turn.line("projects.mistaken"), WITHDRAW),) if may_withdraw(turn.work, found) else ()
    buttons = (
        choice(turn.line("projects.today"), TODAY),
        choice(turn.line("projects.last_month"), LAST_MONTH),
        *undo,
        _cancel(turn),
    )
    return turn.ask("projects.ask_when", buttons, code=found.code, name=found.name)


def for_why(turn: Turn, draft: Finishing) -> Text:
    """The reason; where it is given, whether all of it is right."""
    if not draft.reason:
        return turn.ask("projects.ask_why", (choice(turn.line("projects.all_done"), DONE), _cancel(turn)))
    found = projects.by_id(turn.work, draft.project_id)
    buttons = (choice(turn.line("projects.confirm"), CONFIRM), _cancel(turn))
    return turn.ask("projects.sure", buttons, code=found.code, name=found.name, **_said(turn, draft))


def left(turn: Turn, draft: Finishing) -> str:
    """What was said about the finish."""
    found = projects.by_id(turn.work, draft.project_id)
    said = _said(turn, draft) if draft.on else {}
    words = naming.parted((f"{found.code} {found.name}", said.get("day", ""), draft.reason))
    return turn.line("drafts.left_over", words=words)


def _said(turn: Turn, draft: Finishing) -> dict[str, str]:
    return {"day": writing.full_date(date.fromisoformat(draft.on), turn.person.language), "reason": draft.reason}


def kept(turn: Turn) -> list[Kept]:
    """Of every unit of mine."""
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
                button=_change(turn, project),
            )


def _standing(turn: Turn, kept: Kept, project: Project) -> str:
    if project.finished_on is not None:
        return turn.line("projects.is_finished", day=writing.short_date(project.finished_on, turn.person.language))
    known = questions.history(turn.work, [kept.unit_id]).get((kept.unit_id, kept.indicator.id, project.id), [])
    if not known:
        return turn.line("projects.not_begun")
    wording = cards.Wording(measure=kept.indicator.measure, steps=kept.indicator.steps)
    return cards.answer(turn.texts, turn.person.language, known[-1].answer, wording)


def _change(turn: Turn, project: Project) -> Button | None:
    if project.finished_on is None:
        return choice(turn.line("projects.finish", code=project.code), f"{FINISH}{project.id}")
    return continuing(turn, project) if may_continue(turn.work, project) else None


def continuing(turn: Turn, project: Project) -> Button:
    """What was finished by mistake goes on."""
    return choice(turn.line("projects.continue", code=project.code), f"{CONTINUE}{project.id}")


def withdrawing(turn: Turn, project: Project) -> Button:
    """What was added by mistake goes."""
    return choice(turn.line("projects.withdraw", code=project.code), f"{WITHDRAW}{project.id}")


def _cancel(turn: Turn) -> Button:
    return choice(turn.line("projects.cancel"), CANCEL)


def to_list(turn: Turn) -> Button:
    """All of them."""
    return deed(turn.line("projects.see_all"), "projects")
