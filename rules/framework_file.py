"""Judges the plain values of a framework file: a Framework, or every mistake in it at once."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rules.fiscal import FiscalYear
from rules.framework_blanks import Beside
from rules.framework_days import FIRST_BUDDHIST, LAST_BUDDHIST, Laying
from rules.framework_fields import Fields, tidy
from rules.framework_indicators import indicator
from rules.framework_parts import (
    Known,
    change_rule,
    dimension,
    document,
    kind,
    own_day,
    penalty,
    post,
    round_,
    source_document,
    unit,
)
from rules.framework_process import process
from rules.framework_reliefs import check_reliefs, extension, waiver
from rules.framework_settings import settings
from rules.frameworks import Framework, Mistake

CODED = (
    *("sources", "kinds", "units", "dimensions", "documents", "indicators", "rounds", "penalties", "process"),
    *("waivers", "extensions"),
)
NOTHING_BESIDE: Beside = {}


def judge(
    values: Mapping[str, Any], *, asked: int | None, current: int, beside: Beside = NOTHING_BESIDE
) -> Framework | tuple[Mistake, ...]:
    """The framework of a file, or all its mistakes at once.

    A file with a `year` is of that year, and may not be asked for another; one without is laid on the year `asked`, or
    else on the `current` one (both fiscal years, B.E.). `beside`: the blank forms that it names.
    """
    mistakes: list[Mistake] = []
    laying = _laying(values, asked if asked is not None else current)
    fields = Fields(values, "", mistakes, laying)
    if asked is not None and laying.dated:
        fields.wrong("year", "year_is_set")
    read = _framework(fields, _known(values, beside))
    _check_twice(fields)
    _check_whole(fields, read)
    return tuple(mistakes) or read


def _laying(values: Mapping[str, Any], year: int) -> Laying:
    said = values.get("year")
    if type(said) is int and FIRST_BUDDHIST < said < LAST_BUDDHIST:
        return Laying(year=FiscalYear(said), dated=True)
    return Laying(year=FiscalYear(year), dated="year" in values, known="year" not in values)


def _framework(fields: Fields, known: Known) -> Framework:
    sources = tuple(source_document(table) for table in fields.tables("sources"))
    known = replace(known, sources={found.code: found for found in sources if found.code})
    read = Framework(
        code=fields.code("code"),
        year=fields.whole("year", fields.laying.year.number, FIRST_BUDDHIST + 1, LAST_BUDDHIST - 1),
        dated=fields.laying.dated,
        title=fields.text("title"),
        office=fields.text("office"),
        settings=settings(fields.table("settings")),
        sources=sources,
        kinds=tuple(kind(table) for table in fields.tables("kinds")),
        units=tuple(unit(table, known) for table in fields.tables("units")),
        dimensions=tuple(dimension(table) for table in fields.tables("dimensions")),
        documents=tuple(document(table) for table in fields.tables("documents")),
        indicators=tuple(indicator(table, known) for table in fields.tables("indicators")),
        rounds=tuple(round_(table, known) for table in fields.tables("rounds")),
        penalties=tuple(penalty(table, known) for table in fields.tables("penalties")),
        posts=tuple(found for table in fields.tables("posts") for found in post(table, known)),
        changes=change_rule(fields.table("changes"), known),
        process=process(fields.tables("process"), known),
        waivers=tuple(waiver(table, known) for table in fields.tables("waivers")),
        extensions=tuple(found for table in fields.tables("extensions") if (found := extension(table, known))),
        days=tuple(found for table in fields.tables("holidays") if (found := own_day(table)) is not None),
    )
    fields.ours()
    fields.close()
    return read


def _known(values: Mapping[str, Any], beside: Beside) -> Known:
    kinds: dict[str, tuple[str, ...]] = {code: () for _, code, _ in _coded(values, "kinds")}
    for _, code, table in _coded(values, "units"):
        named = tidy(str(table.get("kind", "")))
        if named in kinds:
            kinds[named] += (code,)
    codes = {part: tuple(dict.fromkeys(code for _, code, _ in _coded(values, part))) for part in CODED}
    return Known(
        sources={},
        kinds=kinds,
        units=codes["units"],
        dimensions=frozenset(codes["dimensions"]),
        documents=codes["documents"],
        indicators=frozenset(codes["indicators"]),
        process=codes["process"],
        beside=beside,
    )


def _coded(values: Mapping[str, Any], part: str) -> list[tuple[int, str, dict[str, Any]]]:
    listed = values.get(part)
    tables = listed if isinstance(listed, list) else []
    return [
        (number, tidy(str(table["code"])), table)
        for number, table in enumerate(tables, 1)
        if isinstance(table, dict) and tidy(str(table.get("code", "")))
    ]


def _check_twice(fields: Fields) -> None:
    for part in CODED:
        seen: Counter[str] = Counter()
        for number, code, _ in _coded(fields.values, part):
            seen[code] += 1
            if seen[code] > 1:
                fields.wrong(f"{part}[{number}].code", "twice", value=code)


def _check_whole(fields: Fields, read: Framework) -> None:
    if not fields.has("indicators", "rounds", "process"):
        fields.wrong("", "nothing_pledged")
    _check_rounds(fields, read)
    _check_penalties(fields, read)
    check_reliefs(fields, read)
    _check_same(fields, "posts", [(found.role, found.unit, found.indicator) for found in read.posts])
    _check_same(fields, "holidays", [(found.on, found.scope) for found in read.days])


def _check_rounds(fields: Fields, read: Framework) -> None:
    for number, found in enumerate(read.rounds, 1):
        tiers = [deadline.tier for deadline in found.deadlines]
        ordered = sorted(found.deadlines, key=lambda deadline: deadline.tier)
        if len(set(tiers)) < len(tiers):
            fields.wrong(f"rounds[{number}].deadlines", "tier_twice")
        elif [deadline.on for deadline in ordered] != sorted(deadline.on for deadline in ordered):
            fields.wrong(f"rounds[{number}].deadlines", "tier_order")
        if fields.laying.known and any(deadline.on < found.first for deadline in found.deadlines):
            fields.wrong(f"rounds[{number}].deadlines", "before_round")


def _check_penalties(fields: Fields, read: Framework) -> None:
    ruled: set[tuple[int, int, bool]] = set()
    for number, rule in enumerate(read.penalties, 1):
        pairs = {(rule.tier, months, rule.returned) for months in rule.rounds}
        if ruled & pairs:
            fields.wrong(f"penalties[{number}]", "penalty_twice", tier=rule.tier)
        ruled |= pairs


def _check_same(fields: Fields, name: str, keys: list[Any]) -> None:
    for _ in range(len(keys) - len(set(keys))):
        fields.wrong(name, "said_twice")
