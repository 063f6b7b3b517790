"""A framework's dimensions and indicators, with the steps, projects and units of each."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from handlers.actions.adopt.planning import Ids, Plan, as_json, labelled
from rules.fiscal import Month
from rules.frameworks import Indicator
from storage import absences
from storage.kept import Keeping, Wanted, first, last
from storage.tables import frameworks, indicators, projects
from storage.tables.blanks import BLANKS
from storage.tables.indicators import Bond


def of_framework(plan: Plan, framework_id: str, unit_ids: Ids) -> Ids:
    """The dimensions and indicators, with their blank forms; the ids of these by their codes."""
    scope = {"framework_id": [framework_id]}
    blanks = {it.form_file.sha256: it.form_file for it in plan.framework.indicators if it.form_file}
    plan.keep(
        Keeping(table=BLANKS, key=("sha256",), scope={"sha256": list(blanks)}, label=first),
        [
            Wanted(key=(sha256,), values={"media_type": it.media_type, "content": it.content})
            for sha256, it in blanks.items()
        ],
    )
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
    blank = indicator.form_file
    values |= {"form_file": blank.name if blank else "", "form_sha256": blank.sha256 if blank else ""}
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
    keeping = Keeping(table=indicators.BINDINGS, key=("indicator_id", "unit_id"), scope=scope, label=label)
    plan.keep(keeping, _bindings(plan, ids, unit_ids))
    key = ("indicator_id", "unit_id", "code")
    keeping = Keeping(table=projects.PROJECTS, key=key, scope=scope, label=label, untouched=_of_chat)
    plan.keep(keeping, _projects(plan, ids, unit_ids))


def _bindings(plan: Plan, ids: Ids, unit_ids: Ids) -> Iterator[Wanted]:
    """Whom the first import binds owes from the year's beginning, whom a later one adds from its month, unless the file
    says since when."""
    former = indicators.bonds(plan.work, list(ids.values()))
    begins = Month.of(plan.today).first if plan.former else None
    for found in plan.framework.indicators:
        since = {unit: it.on for it in found.since for unit in it.units}
        for unit in found.units:
            key = ids[found.code], unit_ids[unit]
            bond, on = former.get(key), since.get(unit)
            joins = {} if bond and (bond.bound or bond.left_at) else {"owes_from": begins}
            said = {"owes_from": on} if on else {}
            yield Wanted(
                key=key,
                values={"bound": True, **said},
                fresh={} if on else joins,
                history={} if bond is None else {**({} if on else joins), **_returned(plan, bond)},
            )
        for unit in found.exempt:
            key = ids[found.code], unit_ids[unit]
            history = _exempted(plan, former[key]) if key in former else {}
            yield Wanted(key=key, values={"bound": False}, history=history)


def _left(bond: Bond) -> datetime | None:
    """Since when it does not bind the unit any more; None where it does, or never did."""
    return bond.left_at or (bond.closed_at if bond.bound else None)


def _returned(plan: Plan, bond: Bond) -> dict[str, Any]:
    """It binds the unit from now on: how long it did not is added to its absences."""
    left = _left(bond)
    away = absences.longer(bond.away, left, plan.work.now) if left else bond.away
    return {"left_at": None, "away": away}


def _exempted(plan: Plan, bond: Bond) -> dict[str, Any]:
    """It exempts the unit from now on, which may have been bound until now."""
    left = _left(bond) or (plan.work.now if bond.bound else None)
    return {"left_at": left, "away": bond.away}


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
