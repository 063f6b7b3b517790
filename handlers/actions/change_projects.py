"""A unit's projects are added and finished in chat; whoever calls it keeps the ledger in step (actions.align)."""

from datetime import date

from messages.lettering import next_code
from rules.fiscal import Month
from rules.refusals import NotYours, ProjectFinished
from storage.tables import audit, people, projects
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
    project = projects.by_id(work, project_id)
    if project.unit_id not in people.units_of(work, by):
        raise NotYours
    if not projects.finish(work, project_id, on, reason):
        raise ProjectFinished(project=project.code)
    audit.note(work, by, "project.finish", project_id)
    return projects.by_id(work, project_id)
