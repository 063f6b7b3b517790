"""The steps of the process: how they stand, what happened to one, stated once and taken back where it was a mistake."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.turn import deed
from messages import agendas, naming
from messages.outgoing import Card
from messages.plain import plain
from messages.states import State
from messages.texts import Texts
from rules import process as ways
from rules.fiscal import FiscalYear, local_date
from rules.occasions import Concern
from rules.process import Happened, Standing, Step
from rules.refusals import AlreadyBack, UnknownName
from storage.tables import audit, frameworks, holidays, process
from storage.tables.frameworks import Framework
from storage.work import Work


def standing(work: Work, framework: Framework, today: date) -> tuple[Standing, ...]:
    """How every step stands; what was over when the framework came is taken as done (house rule)."""
    known, calendar = process.steps(work, framework.id), holidays.calendar(work, framework.settings)
    happened = _happened(work, framework, process.stated(work, framework.id))
    return ways.standings(known, happened, FiscalYear(framework.year), calendar, today)


def pressing(work: Work, now: datetime) -> tuple[tuple[Framework, Standing], ...]:
    """The steps that are late in the frameworks in force, and where none is the ones that can be done now."""
    found: list[tuple[Framework, Standing]] = []
    for each in frameworks.in_force(work):
        found += [(each, it) for it in standing(work, each, local_date(now, ZoneInfo(each.settings.timezone)))]
    late = tuple(pair for pair in found if pair[1].stand is ways.Stand.LATE)
    return late or tuple(pair for pair in found if pair[1].stand is ways.Stand.OPEN and not pair[1].waits_for)


def _happened(work: Work, framework: Framework, stated: Sequence[process.Stated]) -> tuple[Happened, ...]:
    known, calendar = process.steps(work, framework.id), holidays.calendar(work, framework.settings)
    since = local_date(framework.first_adopted_at, ZoneInfo(framework.settings.timezone))
    before = ways.over_before(known, FiscalYear(framework.year), calendar, since)
    return (*before, *(it.happened for it in stated))


def card(work: Work, texts: Texts, language: str, concern: Concern, now: datetime) -> Card | None:
    """A step that is soon due or late, with the deed that finishes it; None where it is done meanwhile or waits."""
    framework = frameworks.by_id(work, concern.framework_id)
    today = local_date(now, ZoneInfo(framework.settings.timezone))
    found = next((it for it in standing(work, framework, today) if it.step.code == concern.occasion.term.period), None)
    if found is None or found.stand is ways.Stand.DONE or found.waits_for:
        return None
    step_id = process.id_of(work, framework.id, found.step.code)
    calendar, last = holidays.calendar(work, framework.settings), found.expected.last
    left = "" if found.late else agendas.left(texts, language, last, calendar, today)
    done = deed(texts.line(language, "agenda.do", step=found.step.code), "stepdone", step_id)
    return Card(
        title=agendas.step_title(texts, language, found.step),
        small=framework.title if len(frameworks.in_force(work)) > 1 else "",
        state=State.LATE_OPEN if found.late else State.SOON,
        status=naming.parted((agendas.standing_words(texts, language, found), left)),
        body=tuple(agendas.of_step(texts, language, found)),
        footer=(done, deed(texts.line(language, "agenda.all"), "calendar")),
    )


def meant(work: Work, step: str, framework: str) -> tuple[Framework, Step]:
    """The step of a code or of a row's id, of the framework named, else of the newest. Raises UnknownName."""
    pressed = process.by_id(work, step.upper())
    if pressed is not None:
        return frameworks.by_id(work, pressed[0]), pressed[1]
    known = [(year, it) for year in reversed(frameworks.in_force(work)) for it in process.steps(work, year.id)]
    fitting = [(year, it) for year, it in known if plain(it.code) == step and framework in ("", plain(year.code))]
    if not fitting:
        raise UnknownName(kind="step", typed=step, nearest=tuple(_near(known, framework)))
    return fitting[0]


def _near(known: list[tuple[Framework, Step]], framework: str) -> Iterator[str]:
    yield from dict.fromkeys(it.code for year, it in known if framework in ("", plain(year.code)))


def state(
    work: Work, framework: Framework, step: Step, *, on: date, back: bool, person_id: str
) -> process.Stated | None:
    """Keep that a step was finished, or decided against with `back`; or who said before that it is finished.

    One after the other: what a framework's steps have come to is reckoned as a whole. Raises AlreadyBack where the way
    has led back before, and nothing was finished since.
    """
    work.alone(f"process {framework.id}")
    known = process.stated(work, framework.id)
    before = ways.finished(process.steps(work, framework.id), [it.happened for it in known]).get(step.code)
    if before is not None and not back:
        return next(it for it in known if it.happened is before)
    done = ways.finished(process.steps(work, framework.id), _happened(work, framework, known))
    if back and step.back_to not in done and step.code not in done:
        raise AlreadyBack(step=step.code, to=step.back_to)
    process.add(work, framework.id, step.code, on=on, back=back, person_id=person_id)
    audit.note(work, person_id, "step_back" if back else "step_done", f"{framework.code}/{framework.year}/{step.code}")
    return None


def take_back(work: Work, framework: Framework, step: Step, person_id: str) -> bool:
    """Whether the last that was said of the step is unsaid now; false where nothing was."""
    work.alone(f"process {framework.id}")
    said = [it for it in process.stated(work, framework.id) if it.happened.step == step.code]
    if not said:
        return False
    process.take_back(work, said[-1].id)
    audit.note(work, person_id, "step_unsaid", f"{framework.code}/{framework.year}/{step.code}")
    return True
