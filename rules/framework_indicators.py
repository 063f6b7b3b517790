"""The indicators of a framework file, each read from its table and checked against what it says of itself."""

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import get_args

from rules.fiscal import Month
from rules.framework_blanks import blank
from rules.framework_fields import REQUIRED, Fields
from rules.framework_methods import check_method, entry_form, note, without_reports
from rules.framework_parts import Known, source
from rules.frameworks import Frequency, Indicator, Method, Project, Since

SCORES = 5
MOST_STEPS = 20
WORDED = ("system", "system_en", "form", "form_en", "form_link")


def indicator(fields: Fields, known: Known) -> Indicator:
    """An indicator; whom it binds are the `units` named and those of the `kinds` named, less those exempt likewise."""
    method: Method = fields.choice("method", get_args(Method))
    kinds, bound = named(fields, "kinds", "units", known)
    exempt_kinds, exempt = named(fields, "exempt_kinds", "exempt", known)
    units = tuple(unit for unit in bound if unit not in exempt)
    read = Indicator(
        code=fields.code("code"),
        name=fields.text("name"),
        method=method,
        frequency=fields.choice("frequency", get_args(Frequency), "never" if without_reports(method) else REQUIRED),
        by_project=fields.flag("by_project", False),
        units=units,
        exempt=exempt,
        kinds=kinds,
        exempt_kinds=exempt_kinds,
        dimension=fields.reference("dimension", known.dimensions, "dimension"),
        host=fields.reference("host", known.units, "unit"),
        measure=fields.text("measure", ""),
        weight=fields.number("weight"),
        target=fields.number("target"),
        baseline=fields.number("baseline"),
        compulsory=fields.flag("compulsory", False),
        steps=tuple(_step(step) for step in fields.tables("steps")),
        entry=entry_form(fields, method),
        **{name: fields.text(name, "") for name in WORDED},
        form_file=blank(fields, known.beside),
        criteria=fields.numbers("criteria"),
        projects=tuple(_project(project, units) for project in fields.tables("projects")),
        since=tuple(found for table in fields.tables("since") if (found := _since(table, units)) is not None),
        source=source(fields, known.sources).document,
        ours=fields.ours(),
    )
    fields.close()
    _check(fields, read)
    if fields.values.get("method") in get_args(Method):
        check_method(fields, read)
    return read


def named(fields: Fields, kinds: str, units: str, known: Known) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds of unit under a key, and all units that are of these or stand under the other."""
    of_kinds = fields.references(kinds, known.kinds, "kind")
    meant = {*fields.references(units, known.units, "unit"), *(unit for kind in of_kinds for unit in known.kinds[kind])}
    return of_kinds, tuple(unit for unit in known.units if unit in meant)


def _step(fields: Fields) -> str:
    text = fields.text("text", "")
    fields.close()
    return text


def _project(fields: Fields, bound: tuple[str, ...]) -> Project:
    code, starts = fields.code("code"), fields.day("starts")
    units = fields.references("units", bound, "bound_unit") if "units" in fields.values else bound
    read = Project(
        code=code,
        name=fields.text("name", code),
        units=units,
        starts=Month.of(starts).first if starts else None,
    )
    fields.close()
    return read


def _since(fields: Fields, bound: tuple[str, ...]) -> Since | None:
    """None where the day could not be read."""
    units, on = fields.references("units", bound, "bound_unit"), fields.day("on", REQUIRED)
    if "units" not in fields.values:
        fields.wrong("units", "missing")
    fields.close()
    return Since(units=units, on=Month.of(on).first) if on else None


def _check(fields: Fields, read: Indicator) -> None:
    faults = {
        "too_many_steps": len(read.steps) > MOST_STEPS,
        "criteria_not_five": bool(read.criteria) and len(read.criteria) != SCORES,
        "criteria_order": not _one_way(read.criteria),
    }
    note(fields, faults)
    _check_projects(fields, read.projects)
    _check_since(fields, read.since)


def _one_way(criteria: tuple[Decimal, ...]) -> bool:
    rising = [after > before for before, after in pairwise(criteria)]
    falling = [after < before for before, after in pairwise(criteria)]
    return all(rising) or all(falling)


def _check_since(fields: Fields, since: tuple[Since, ...]) -> None:
    given = Counter(unit for it in since for unit in it.units)
    for unit in (unit for unit, times in given.items() if times > 1):
        fields.wrong("since", "since_twice", value=unit)


def _check_projects(fields: Fields, projects: tuple[Project, ...]) -> None:
    seen: set[tuple[str, str]] = set()
    for number, project in enumerate(projects, 1):
        again = [unit for unit in project.units if (project.code, unit) in seen]
        if again and project.code:
            fields.wrong(f"projects[{number}].code", "project_twice", value=project.code, unit=again[0])
        seen.update((project.code, unit) for unit in project.units)
