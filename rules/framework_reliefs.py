"""The waivers and extensions of a framework file, each read from its table and checked against what they bear on."""

from datetime import date, time
from typing import Any

from rules.deadlines import month_due
from rules.fiscal import Month, round_period
from rules.framework_fields import REQUIRED, Fields
from rules.framework_indicators import named
from rules.framework_months import months
from rules.framework_parts import MONTHS, Known, source
from rules.frameworks import Framework
from rules.reliefs import UNIT_TIER, Extension, Scope, Waiver

INDICATOR_TIER, DEPARTMENT_TIER = 2, 3
NARROWING = ("units", "kinds", "indicators", "projects", "month", "months")
NOT_OF_TIER = {
    UNIT_TIER: ("rounds",),
    INDICATOR_TIER: ("units", "kinds", "projects", "month", "months"),
    DEPARTMENT_TIER: NARROWING,
}
"""The keys that say nothing at a tier."""


def waiver(fields: Fields, known: Known) -> Waiver:
    """What nobody owes. That it narrows nothing is noted: nobody would owe anything."""
    read = Waiver(scope=_scope(fields, known), **_grounds(fields, known))
    fields.close()
    if read.scope.tier == UNIT_TIER and not fields.has(*NARROWING):
        fields.wrong("", "waives_all")
    return read


def extension(fields: Fields, known: Known) -> Extension | None:
    """What is due later; None where its day could not be read."""
    scope, grounds = _scope(fields, known), _grounds(fields, known)
    until, hour = fields.day("until", REQUIRED, near=_end(fields, scope)), fields.hour("hour", None)
    fields.close()
    return Extension(scope=scope, until=until, hour=hour, **grounds) if until else None


def _grounds(fields: Fields, known: Known) -> dict[str, Any]:
    return {
        "code": fields.code("code"),
        "reason": fields.text("reason"),
        "reason_en": fields.text("reason_en", ""),
        "authority": fields.text("authority"),
        "authority_en": fields.text("authority_en", ""),
        "source": source(fields, known.sources),
        "ours": fields.ours(),
    }


def _scope(fields: Fields, known: Known) -> Scope:
    tier = fields.whole("tier", UNIT_TIER, UNIT_TIER, DEPARTMENT_TIER)
    kinds, units = named(fields, "kinds", "units", known)
    span = months(fields)
    read = Scope(
        tier=tier,
        units=units if fields.has("units", "kinds") else None,
        kinds=kinds,
        indicators=fields.references("indicators", known.indicators, "indicator"),
        projects=fields.codes("projects"),
        first=span[0].first if span and span[0] else None,
        last=span[1].last if span and span[1] else None,
        rounds=fields.references("rounds", MONTHS, "round"),
    )
    _check_scope(fields, read)
    return read


def _check_scope(fields: Fields, read: Scope) -> None:
    for name in NOT_OF_TIER[read.tier]:
        if name in fields.values:
            fields.wrong(name, "not_of_tier", tier=read.tier)
    if "month" in fields.values and "months" in fields.values:
        fields.wrong("", "month_or_months")
    if read.tier != UNIT_TIER and "rounds" not in fields.values:
        fields.wrong("rounds", "missing")
    if read.first and read.last and read.last < read.first:
        fields.wrong("months", "window_order")


def _end(fields: Fields, scope: Scope) -> date | None:
    """The last day of what is extended: a day without a year is the one nearest to it."""
    if scope.rounds:
        return round_period(fields.laying.year, max(map(int, scope.rounds))).last
    return scope.last


def check_reliefs(fields: Fields, read: Framework) -> None:
    """That rounds have deadlines at their tiers, and that an extension gives more time than there is."""
    stated = {(code.code, it.tier): (it.on, it.hour) for code in read.rounds for it in code.deadlines}
    for name, reliefs in (("waivers", read.waivers), ("extensions", read.extensions)):
        for number, it in enumerate(reliefs, 1):
            for code in it.scope.rounds:
                if (code, it.scope.tier) not in stated and it.scope.tier != UNIT_TIER:
                    fields.wrong(f"{name}[{number}].rounds", "no_deadline", value=code, tier=it.scope.tier)
    for number, it in enumerate(read.extensions, 1):
        if it.scope.tier == UNIT_TIER and read.settings.due_day is None:
            fields.wrong(f"extensions[{number}]", "extends_nothing")
        if any(_moment(it.until, it.hour) <= _moment(*due) for due in _stated(it, read, stated)):
            fields.wrong(f"extensions[{number}].until", "not_later")


def _stated(it: Extension, read: Framework, stated: dict[tuple[str, int], Any]) -> list[tuple[date, time | None]]:
    if it.scope.tier != UNIT_TIER:
        return [stated[key] for code in it.scope.rounds if (key := (code, it.scope.tier)) in stated]
    due = month_due(Month.of(it.scope.last), read.settings.due_day) if it.scope.last else None
    return [(due, read.settings.due_hour)] if due else []


def _moment(day: date, hour: time | None) -> tuple[date, time]:
    return day, hour or time.max
