"""A framework becomes rows: what is new, changed, closed or reopened; the same framework twice changes nothing.

Never touched: what chat has made (projects of its own or finished, holdings, reports). What a file drops is closed, not
deleted, but a unit or post that another framework still needs stays open. A file decides the office's own days within
its fiscal year; days beyond it are only added. Names are those of the file that came last.
"""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.actions.adopt import indicators as its_indicators
from handlers.actions.adopt.planning import Changes, Ids, Plan, as_json
from handlers.actions.adopt.posts import posts
from handlers.actions.adopt.process import process
from handlers.actions.adopt.reliefs import reliefs
from handlers.actions.adopt.rounds import penalties, rounds
from rules.fiscal import FiscalYear, Month, local_date
from rules.frameworks import Framework
from storage.kept import Keeping, Wanted, apply, first, joined
from storage.tables import audit, frameworks, holidays, indicators, units
from storage.work import Work

DAY_COLUMNS = ("name", "name_en", "authority", "authority_en", "working")


def plan(work: Work, framework: Framework, now: datetime) -> Changes:
    """What `adopt` would write now, in the order of writing; nothing is written."""
    known = frameworks.by_code(work, framework.code, framework.year)
    planned = Plan(
        work=work,
        framework=framework,
        former=known.id if known else "",
        today=local_date(now, ZoneInfo(framework.settings.timezone)),
    )
    unit_ids = _units(planned)
    framework_id = _itself(planned, now)
    indicator_ids = its_indicators.of_framework(planned, framework_id, unit_ids)
    its_indicators.parts(planned, indicator_ids, unit_ids)
    rounds(planned, framework_id)
    penalties(planned, framework_id)
    process(planned, framework_id)
    reliefs(planned, framework_id)
    posts(planned, unit_ids)
    _own_days(planned)
    return tuple(planned.writes)


def adopt(work: Work, framework: Framework, now: datetime) -> Changes:
    """Write what the framework changes and keep account of it; returns what was written."""
    changes = plan(work, framework, now)
    apply(work, changes)
    if changes:
        _keep_account(work, framework, changes, now)
    return changes


def _units(plan: Plan) -> Ids:
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
                    "province": unit.province,
                    **({"owes_from": unit.starts} if unit.starts else {}),
                },
                fresh={} if unit.starts else {"owes_from": month},
            )
            for position, unit in enumerate(plan.framework.units)
        ],
    )


def _itself(plan: Plan, now: datetime) -> str:
    framework = plan.framework
    key = (framework.code, framework.year)
    values = {
        "title": framework.title,
        "office": framework.office,
        "settings": as_json(framework.settings),
        "changes": as_json(framework.changes),
    }
    wanted = Wanted(key=key, values=values, fresh={"first_adopted_at": now, "adopted_at": now})
    scope = {"code": [framework.code], "year": [framework.year]}
    keeping = Keeping(table=frameworks.FRAMEWORKS, key=("code", "year"), scope=scope, label=joined)
    return plan.keep(keeping, [wanted])[key]


def _own_days(plan: Plan) -> None:
    keeping = Keeping(
        table=holidays.HOLIDAYS,
        key=("on", "scope"),
        scope={"scope": [holidays.COUNTRY, holidays.OFFICE]},
        label=joined,
        closable=lambda row: FiscalYear.of(row.on).number == plan.framework.year,
    )
    days = [(day, {name: getattr(day, name) for name in DAY_COLUMNS}) for day in plan.framework.days]
    plan.keep(
        keeping,
        [
            Wanted(key=(day.on, day.scope), values={**values, "provinces": holidays.together(day.provinces)})
            for day, values in days
        ],
    )


def _keep_account(work: Work, framework: Framework, changes: Changes, now: datetime) -> None:
    frameworks.mark_adopted(work, framework.code, framework.year, now)
    counted: dict[str, str] = {kind: str(count) for kind, count in Counter(write.kind for write in changes).items()}
    audit.note(work, audit.OPERATOR, "import", f"{framework.code}/{framework.year}", counted)
    for write in changes:
        if write.old or write.kind != "new":
            detail = {name: f"{value} → {write.new[name]}" for name, value in write.old.items()}
            audit.note(work, audit.OPERATOR, f"import_{write.kind}", f"{write.table.name} {write.label}"[:120], detail)
