"""A framework's sources, documents, rounds with their deadlines, and penalties with their versions."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.actions.adopt.planning import Plan, as_json
from rules.penalties import PenaltyRule
from storage.kept import Keeping, Wanted, Write, last
from storage.tables import frameworks


def rounds(plan: Plan, framework_id: str) -> None:
    """What it rests on, the documents of the report, the rounds, and their deadlines with what each sends."""
    _named(plan, framework_id)
    ids = _rounds(plan, framework_id)
    _deadlines(plan, ids)


def _named(plan: Plan, framework_id: str) -> None:
    sources = [(it.code, {"title": it.title, "title_en": it.title_en}) for it in plan.framework.sources]
    documents = [(it.code, {"name": it.name, "name_en": it.name_en}) for it in plan.framework.documents]
    scope = {"framework_id": [framework_id]}
    for table, wanted in ((frameworks.SOURCES, sources), (frameworks.DOCUMENTS, documents)):
        plan.keep(
            Keeping(table=table, key=("framework_id", "code"), scope=scope, label=last),
            [
                Wanted(key=(framework_id, code), values={**values, "position": position})
                for position, (code, values) in enumerate(wanted)
            ],
        )


def _rounds(plan: Plan, framework_id: str) -> dict[str, str]:
    scope = {"framework_id": [framework_id]}
    ids = plan.keep(
        Keeping(table=frameworks.ROUNDS, key=("framework_id", "code"), scope=scope, label=last),
        [
            Wanted(key=(framework_id, found.code), values={"first_on": found.first, "last_on": found.last})
            for found in plan.framework.rounds
        ],
    )
    return {code: row_id for (_, code), row_id in ids.items()}


def _deadlines(plan: Plan, ids: Mapping[str, str]) -> None:
    codes = {row_id: code for code, row_id in ids.items()}
    plan.keep(
        Keeping(
            table=frameworks.DEADLINES,
            key=("round_id", "tier"),
            scope={"round_id": list(codes)},
            label=lambda key: f"{codes[key[0]]}/{key[1]}",
        ),
        [
            Wanted(
                key=(ids[found.code], it.tier),
                values={
                    "due_on": it.on,
                    "hour": it.hour,
                    "sends": as_json(it.sends),
                    "printed": as_json(it.source),
                    "ours": as_json(it.ours),
                },
            )
            for found in plan.framework.rounds
            for it in found.deadlines
        ],
    )


def penalties(plan: Plan, framework_id: str) -> None:
    """The rules of penalties: one that rules otherwise than before is a new version beside the former."""
    former = frameworks.latest_penalties(plan.work, framework_id)
    wanted = []
    for rule in plan.framework.penalties:
        newest = former.get(rule.code, replace(rule, version=0))
        same = newest.version > 0 and rule.ruling == newest.ruling
        version = newest.version if same else newest.version + 1
        values = {"rule": as_json(replace(rule, version=version))}
        wanted.append(Wanted(key=(framework_id, rule.code, version), values=values))
    key, scope = ("framework_id", "code", "version"), {"framework_id": [framework_id]}
    plan.keep(Keeping(table=frameworks.PENALTIES, key=key, scope=scope, label=lambda key: key[1]), wanted)
    plan.writes = [_versioned(write, plan.writes, former) for write in plan.writes]


def _versioned(write: Write, writes: list[Write], former: Mapping[str, PenaltyRule]) -> Write:
    if write.table is not frameworks.PENALTIES or write.label not in former:
        return write
    if write.kind == "new":
        return replace(write, old={"rule": as_json(former[write.label])})
    again = any(it.table is write.table and it.kind == "new" and it.label == write.label for it in writes)
    return replace(write, kind="superseded") if again else write
