"""A framework becomes rows: what is new, changed, closed or reopened; the same framework twice changes nothing.

Never touched: what chat has made (projects of its own or finished, holdings, reports). What a file drops is closed, not
deleted, but a unit or post that another framework still needs stays open. A file decides the office's own days within
its fiscal year; days beyond it are only added. Names are those of the file that came last.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from rules.fiscal import FiscalYear, Month, local_date
from rules.frameworks import Framework, Indicator
from rules.penalties import PenaltyRule
from storage.columns import WHOLE
from storage.kept import Keeping, Wanted, Write, apply, compare, first, joined, last
from storage.tables import audit, frameworks, holidays, indicators, people, projects, units
from storage.work import Work

Changes = tuple[Write, ...]
Ids = Mapping[Any, str]
UNIT_ROLES = ("officer", "head")
INDICATOR_ROLES = ("supervisor", "collector")
DAY_COLUMNS = ("name", "name_en", "authority", "authority_en", "working")


@dataclass(kw_only=True)
class _Plan:
    """What has been compared so far; `former` is the id of the framework where it is known already."""

    work: Work
    framework: Framework
    former: str
    today: date
    writes: list[Write] = field(default_factory=list)

    def keep(self, keeping: Keeping, wanted: Iterable[Wanted]) -> Ids:
        """The ids by key, of rows that are there and of those to be made; a key of one column stands alone."""
        kept = compare(self.work, keeping, wanted)
        self.writes.extend(kept.writes)
        return {key[0] if len(key) == 1 else key: row_id for key, row_id in kept.ids.items()}


def plan(work: Work, framework: Framework, now: datetime) -> Changes:
    """What `adopt` would write now, in the order of writing; nothing is written."""
    known = frameworks.by_code(work, framework.code, framework.year)
    planned = _Plan(
        work=work,
        framework=framework,
        former=known.id if known else "",
        today=local_date(now, ZoneInfo(framework.settings.timezone)),
    )
    unit_ids = _units(planned)
    framework_id = _itself(planned, now)
    indicator_ids = _indicators(planned, framework_id, unit_ids)
    _of_indicators(planned, indicator_ids, unit_ids)
    _rounds(planned, framework_id)
    _penalties(planned, framework_id)
    _posts(planned, unit_ids)
    _own_days(planned)
    return tuple(planned.writes)


def adopt(work: Work, framework: Framework, now: datetime) -> Changes:
    """Write what the framework changes and keep account of it; returns what was written."""
    changes = plan(work, framework, now)
    apply(work, changes)
    if changes:
        _keep_account(work, framework, changes, now)
    return changes


def _units(plan: _Plan) -> Ids:
    kinds = plan.keep(
        Keeping(table=units.UNIT_KINDS, key=("code",), label=first),
        [Wanted(key=(kind.code,), values={"name": kind.name}) for kind in plan.framework.kinds],
    )
    elsewhere = indicators.units_elsewhere(plan.work, plan.former)
    month = Month.of(plan.today).first
    return plan.keep(
        Keeping(table=units.UNITS, key=("code",), label=first, closable=lambda row: row.id not in elsewhere),
        [
            Wanted(
                key=(unit.code,),
                values={
                    "name": unit.name,
                    "kind_id": kinds[unit.kind] if unit.kind else None,
                    "position": position,
                    **({"owes_from": unit.starts} if unit.starts else {}),
                },
                fresh={} if unit.starts else {"owes_from": month},
            )
            for position, unit in enumerate(plan.framework.units)
        ],
    )


def _itself(plan: _Plan, now: datetime) -> str:
    framework = plan.framework
    key = (framework.code, framework.year)
    values = {"title": framework.title, "office": framework.office, "settings": _json(framework.settings)}
    wanted = Wanted(key=key, values=values, fresh={"first_adopted_at": now, "adopted_at": now})
    scope = {"code": [framework.code], "year": [framework.year]}
    keeping = Keeping(table=frameworks.FRAMEWORKS, key=("code", "year"), scope=scope, label=joined)
    return plan.keep(keeping, [wanted])[key]


def _indicators(plan: _Plan, framework_id: str, unit_ids: Ids) -> Ids:
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
    values = {name: getattr(indicator, name) for name in (*same, "source")}
    return {**values, "criteria": _json(indicator.criteria), "ours": _json(indicator.ours)}


def _of_indicators(plan: _Plan, ids: Ids, unit_ids: Ids) -> None:
    scope = {"indicator_id": list(ids.values())}
    label = _labelled(ids, unit_ids)
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


def _projects(plan: _Plan, ids: Ids, unit_ids: Ids) -> Iterable[Wanted]:
    for found in plan.framework.indicators:
        for project in found.projects:
            for unit in project.units:
                yield Wanted(
                    key=(ids[found.code], unit_ids[unit], project.code),
                    values={"name": project.name, "starts_on": project.starts},
                    fresh={"origin": projects.FRAMEWORK},
                )


def _rounds(plan: _Plan, framework_id: str) -> None:
    scope = {"framework_id": [framework_id]}
    ids = plan.keep(
        Keeping(table=frameworks.ROUNDS, key=("framework_id", "code"), scope=scope, label=last),
        [
            Wanted(key=(framework_id, found.code), values={"first_on": found.first, "last_on": found.last})
            for found in plan.framework.rounds
        ],
    )
    codes = {row_id: code for (_, code), row_id in ids.items()}
    plan.keep(
        Keeping(
            table=frameworks.DEADLINES,
            key=("round_id", "tier"),
            scope={"round_id": list(codes)},
            label=lambda key: f"{codes[key[0]]}/{key[1]}",
        ),
        [
            Wanted(
                key=(ids[framework_id, found.code], it.tier),
                values={"due_on": it.on, "hour": it.hour, "printed": _json(it.source), "ours": _json(it.ours)},
            )
            for found in plan.framework.rounds
            for it in found.deadlines
        ],
    )


def _penalties(plan: _Plan, framework_id: str) -> None:
    former = frameworks.latest_penalties(plan.work, framework_id)
    wanted = []
    for rule in plan.framework.penalties:
        newest = former.get(rule.code, replace(rule, version=0))
        same = newest.version > 0 and rule.ruling == newest.ruling
        version = newest.version if same else newest.version + 1
        values = {"rule": _json(replace(rule, version=version))}
        wanted.append(Wanted(key=(framework_id, rule.code, version), values=values))
    key, scope = ("framework_id", "code", "version"), {"framework_id": [framework_id]}
    plan.keep(Keeping(table=frameworks.PENALTIES, key=key, scope=scope, label=lambda key: key[1]), wanted)
    plan.writes = [_versioned(write, plan.writes, former) for write in plan.writes]


def _versioned(write: Write, writes: list[Write], former: Mapping[str, PenaltyRule]) -> Write:
    if write.table is not frameworks.PENALTIES or write.label not in former:
        return write
    if write.kind == "new":
        return replace(write, old={"rule": _json(former[write.label])})
    again = any(it.table is write.table and it.kind == "new" and it.label == write.label for it in writes)
    return replace(write, kind="superseded") if again else write


def _posts(plan: _Plan, unit_ids: Ids) -> None:
    framework = plan.framework
    titles = {(post.role, post.unit, post.indicator): post.title for post in framework.posts}
    wanted = [Wanted(key=("psdg", WHOLE, WHOLE), values={"title": titles.get(("psdg", None, None), "")})]
    for unit in framework.units:
        for role in UNIT_ROLES:
            values = {"title": titles.get((role, unit.code, None), "")}
            wanted.append(Wanted(key=(role, unit_ids[unit.code], WHOLE), values=values))
    for indicator in framework.indicators:
        for role in INDICATOR_ROLES:
            values = {"title": titles.get((role, None, indicator.code), "")}
            wanted.append(Wanted(key=(role, WHOLE, f"{framework.code}/{indicator.code}"), values=values))
    unneeded = _unneeded(plan)
    keeping = Keeping(
        table=people.POSTS,
        key=("role", "unit_id", "indicator"),
        label=_labelled(unit_ids),
        closable=lambda row: row.unit_id in unneeded or row.indicator in unneeded,
    )
    plan.keep(keeping, wanted)


def _unneeded(plan: _Plan) -> set[str]:
    """The units and the indicators ("framework code/indicator code") that this plan leaves without any framework."""
    code = plan.framework.code
    others = [it for it in frameworks.in_force(plan.work) if it.code == code and it.id != plan.former]
    needed = {found.code for other in others for found in indicators.of_framework(plan.work, other.id)}
    closed = [write for write in plan.writes if write.kind == "closed"]
    gone = {write.label for write in closed if write.table is indicators.INDICATORS} - needed
    return {write.id for write in closed if write.table is units.UNITS} | {f"{code}/{indicator}" for indicator in gone}


def _own_days(plan: _Plan) -> None:
    keeping = Keeping(
        table=holidays.HOLIDAYS,
        key=("on", "scope"),
        scope={"scope": [holidays.COUNTRY, holidays.OFFICE]},
        label=joined,
        closable=lambda row: FiscalYear.of(row.on).number == plan.framework.year,
    )
    days = [(day, {name: getattr(day, name) for name in DAY_COLUMNS}) for day in plan.framework.days]
    plan.keep(keeping, [Wanted(key=(day.on, day.scope), values=values) for day, values in days])


def _keep_account(work: Work, framework: Framework, changes: Changes, now: datetime) -> None:
    frameworks.mark_adopted(work, framework.code, framework.year, now)
    counted: dict[str, str] = {kind: str(count) for kind, count in Counter(write.kind for write in changes).items()}
    audit.note(work, audit.OPERATOR, "import", f"{framework.code}/{framework.year}", counted)
    for write in changes:
        if write.old or write.kind != "new":
            detail = {name: f"{value} → {write.new[name]}" for name, value in write.old.items()}
            audit.note(work, audit.OPERATOR, f"import_{write.kind}", f"{write.table.name} {write.label}"[:120], detail)


def _labelled(*ids: Ids) -> Callable[[tuple[Any, ...]], str]:
    """Names a row by its key with codes in place of ids, and nothing for WHOLE."""
    codes = {row_id: code for known in ids for code, row_id in known.items()}
    return lambda key: joined(tuple(codes.get(part, part) for part in key if part != WHOLE))


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
