"""A unit's projects are added and finished in chat, and both can be undone while nothing hangs on it.

Whoever calls it keeps the ledger in step (actions.align).
"""

from datetime import date

from messages.lettering import next_code
from rules.fiscal import Month
from rules.refusals import NotYours, ProjectFinished, ProjectInUse
from storage import questions
from storage.tables import audit, indicators, people, projects
from storage.tables.projects import Project
from storage.work import Work


def add_project(work: Work, *, indicator_id: str, unit_id: str, name: str, by: str, today: date) -> Project:
    """A project of the unit from this month on, under the next free code. Raises NotYours."""
    if unit_id not in people.units_of(work, by):
        raise NotYours
    taken = [it.code for it in projects.of_unit(work, indicator_id, unit_id)]
    starts, project_id = Month.of(today).first, None
    while project_id is None:
        taken.append(next_code(taken))
        project_id = projects.add(
            work, indicator_id=indicator_id, unit_id=unit_id, code=taken[-1], name=name, starts_on=starts
        )
    audit.note(work, by, "project.add", project_id)
    return projects.by_id(work, project_id)


def finish_project(work: Work, project_id: str, *, on: date, reason: str, by: str) -> Project:
    """It is reported on until the month of that day; its evidence is due then. Raises NotYours, ProjectFinished."""
    project = _mine(work, project_id, by)
    if not projects.finish(work, project_id, on, reason):
        raise ProjectFinished(project=project.code)
    audit.note(work, by, "project.finish", project_id)
    return projects.by_id(work, project_id)


def may_withdraw(work: Work, project: Project) -> bool:
    """Whether it was added in chat and nothing was reported or sent for it."""
    return project.origin == projects.CHAT and not questions.hangs_on(work, project.id)


def withdraw_project(work: Work, project_id: str, *, by: str) -> Project:
    """It was added by mistake: it goes. Raises NotYours, ProjectInUse."""
    project = _mine(work, project_id, by)
    if not may_withdraw(work, project) or not projects.close(work, project_id):
        raise ProjectInUse(project=project.code)
    audit.note(work, by, "project.withdraw", project_id)
    return project


def may_continue(work: Work, project: Project) -> bool:
    """Whether it was finished in chat, and no round with days after that is at OPDC."""
    if project.finished_on is None or not project.finish_reason:
        return False
    framework_id = indicators.by_id(work, project.indicator_id).framework_id
    return not any(it.last > project.finished_on for it in questions.stated_rounds(work, framework_id))


def continue_project(work: Work, project_id: str, *, by: str) -> Project:
    """It was finished by mistake: it goes on. Raises NotYours, ProjectInUse."""
    project = _mine(work, project_id, by)
    if not may_continue(work, project):
        raise ProjectInUse(project=project.code)
    projects.unfinish(work, project_id)
    audit.note(work, by, "project.continue", project_id)
    return projects.by_id(work, project_id)


def _mine(work: Work, project_id: str, by: str) -> Project:
    project = projects.by_id(work, project_id)
    if project.unit_id not in people.units_of(work, by):
        raise NotYours
    return project
