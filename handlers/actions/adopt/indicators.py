"""A framework's dimensions and indicators, with the steps, projects and units of each."""

from collections.abc import Iterable
from typing import Any

from handlers.actions.adopt.planning import Ids, Plan, as_json, labelled
from rules.fiscal import Month
from rules.frameworks import Indicator
from storage.kept import Keeping, Wanted, last
from storage.tables import frameworks, indicators, projects


def of_framework(plan: Plan, framework_id: str, unit_ids: Ids) -> Ids:
    """The dimensions and indicators; the ids of these by their codes."""
    scope = {"framework_id": [framework_id]}
    dimension_ids = plan.keep(
        Keeping(table=frameworks.DIMENSIONS, key=("framework_id", "code"), scope=scope, label=last),
        [
            Wanted(key=(framework_id, found.code), values={"name": found.name, "position": position})
            for position, found in enumerate(plan.framework.dimensions)
        ],
    )
    ids = plan.keep(
        Keeping(table=indicators.INDICATORS, key=("framework_id", "code"), scope=scope, label=last),
        [
            Wanted(
                key=(framework_id, found.code),
                values={
                    "dimension_id": dimension_ids[framework_id, found.dimension] if found.dimension else None,
                    "host_unit_id": unit_ids[found.host] if found.host else None,
                    "position": position,
                    **_plain(found),
                },
            )
            for position, found in enumerate(plan.framework.indicators)
        ],
    )
    return {found.code: ids[framework_id, found.code] for found in plan.framework.indicators}


def _plain(indicator: Indicator) -> dict[str, Any]:
    same = ("name", "method", "frequency", "by_project", "measure", "weight", "target", "baseline", "compulsory")
    worded = ("source", "system", "system_en", "form", "form_en", "form_link")
    packed = ("criteria", "ours", "entry", "kinds", "exempt_kinds")
    values = {name: getattr(indicator, name) for name in (*same, *worded)}
    return values | {name: as_json(getattr(indicator, name)) for name in packed}


def parts(plan: Plan, ids: Ids, unit_ids: Ids) -> None:
    """The steps of indicators, whom each binds or exempts, and the projects that a file names."""
    scope = {"indicator_id": list(ids.values())}
    label = labelled(ids, unit_ids)
    plan.keep(
        Keeping(table=indicators.STEPS, key=("indicator_id", "number"), scope=scope, label=label),
        [
            Wanted(key=(ids[found.code], number), values={"text": text})
            for found in plan.framework.indicators
            for number, text in enumerate(found.steps, 1)
        ],
    )
    plan.keep(
        Keeping(table=indicators.BINDINGS, key=("indicator_id", "unit_id"), scope=scope, label=label),
        [
            Wanted(key=(ids[found.code], unit_ids[unit]), values={"bound": bound})
            for found in plan.framework.indicators
            for named, bound in ((found.units, True), (found.exempt, False))
            for unit in named
        ],
    )
    key = ("indicator_id", "unit_id", "code")
    keeping = Keeping(table=projects.PROJECTS, key=key, scope=scope, label=label, untouched=_of_chat)
    plan.keep(keeping, _projects(plan, ids, unit_ids))


def _of_chat(project: Any) -> bool:
    return project.origin == projects.CHAT or project.finished_on is not None


def _projects(plan: Plan, ids: Ids, unit_ids: Ids) -> Iterable[Wanted]:
    """Those of the first import run from the year's beginning, one that a later file adds from its import's month."""
    begins = Month.of(plan.today).first if plan.former else None
    for found in plan.framework.indicators:
        for project in found.projects:
            for unit in project.units:
                yield Wanted(
                    key=(ids[found.code], unit_ids[unit], project.code),
                    values={"name": project.name} | ({"starts_on": project.starts} if project.starts else {}),
                    fresh={"origin": projects.FRAMEWORK} | ({} if project.starts else {"starts_on": begins}),
                )
