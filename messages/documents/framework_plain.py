"""A framework as the plain values of its file: what `judge` makes of them is that framework again, with its year."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date, time
from decimal import Decimal
from typing import Any

from rules.fiscal import FiscalYear, Month, to_buddhist
from rules.framework_process import TAKES
from rules.frameworks import Blank, EntryForm, Framework, Indicator, Post, Project, Round, Settings
from rules.penalties import PenaltyRule
from rules.process import Duration, Step, Window
from rules.reliefs import Scope, Waiver
from rules.sources import Source

Values = dict[str, Any]
Kinds = Mapping[str, frozenset[str]]


def plain(framework: Framework) -> Values:
    """Every key that differs from its default, in the order in which people read a file; days with Buddhist years."""
    kinds = {
        kind.code: frozenset(unit.code for unit in framework.units if unit.kind == kind.code)
        for kind in framework.kinds
    }
    changes = framework.changes
    return _filled(
        {
            "code": framework.code,
            "year": framework.year,
            "title": framework.title,
            "office": framework.office,
            "settings": _settings(framework.settings),
            "sources": map(_told, framework.sources),
            "kinds": map(_told, framework.kinds),
            "units": map(_told, framework.units),
            "dimensions": map(_told, framework.dimensions),
            "documents": map(_told, framework.documents),
            "indicators": (_indicator(it, kinds) for it in framework.indicators),
            "rounds": map(_round, framework.rounds),
            "penalties": map(_penalty, framework.penalties),
            "waivers": (_relief(it, kinds) for it in framework.waivers),
            "extensions": (_relief(it, kinds) for it in framework.extensions),
            "changes": None if changes is None else _told(changes),
            "process": (_step(it, framework.year) for it in framework.process),
            "posts": map(_post, framework.posts),
            "holidays": map(_told, framework.days),
        }
    )


def _settings(settings: Settings) -> Values:
    values = _told(settings)
    if "warn" in values:
        values["warn"] = {f"tier_{number}": list(days) for number, days in enumerate(settings.warn, 1)}
    if "overdue" in values:
        values["overdue"] = {it.name: getattr(settings.overdue, it.name) for it in fields(settings.overdue)}
    return values


def _indicator(indicator: Indicator, kinds: Kinds) -> Values:
    values = {**_told(indicator), "method": indicator.method, "frequency": indicator.frequency}
    for name in ("units", "exempt", "steps", "projects", "since", "entry"):
        values.pop(name, None)
    entry = indicator.entry
    parts = {
        "units": _by_name(indicator.units, indicator.kinds, kinds),
        "exempt": _by_name(indicator.exempt, indicator.exempt_kinds, kinds),
        "steps": [{"text": text} if text else {} for text in indicator.steps],
        "projects": [_project(project, indicator) for project in indicator.projects],
        "since": [_told(it) for it in indicator.since],
    }
    return _filled({**values, **parts, **(_entry(entry) if entry else {})})


def _by_name(units: Iterable[str], named: Iterable[str], kinds: Kinds) -> list[str]:
    """The units that are not of a kind that is named."""
    of_kind = frozenset[str]().union(*(kinds[kind] for kind in named))
    return [code for code in units if code not in of_kind]


def _entry(entry: EntryForm) -> Values:
    values = _told(entry)
    return {"entry": values.pop("fields"), "entry_en": values.pop("fields_en", None), **values}


def _project(project: Project, indicator: Indicator) -> Values:
    values = _told(project)
    if project.units == indicator.units:
        del values["units"]
    return values


def _round(round_: Round) -> Values:
    return _filled({"code": round_.code, "deadlines": map(_told, round_.deadlines)})


def _penalty(rule: PenaltyRule) -> Values:
    values = _told(rule)
    ours = values.pop("house", ())
    del values["version"]
    return _filled({**values, "ours": ours})


def _relief(relief: Waiver, kinds: Kinds) -> Values:
    values, scope, ours = _told(relief), relief.scope, _roots(relief.ours)
    del values["scope"]
    of_kind = frozenset[str]().union(*(kinds[kind] for kind in scope.kinds))
    units = [code for code in scope.units or () if code not in of_kind]
    said = {**_told(scope, ours), "units": units, **_span(scope, ours)}
    return _filled({**{name: said[name] for name in said if name not in ("first", "last")}, **values})


def _span(scope: Scope, ours: frozenset[str]) -> Values:
    if scope.first is None or scope.last is None:
        return {}
    first, last = (_written(day)[:-3] for day in (scope.first, scope.last))
    if first != last:
        return {"months": [first, last]}
    return {"months": [first]} if "months" in ours else {"month": first}


def _post(post: Post) -> Values:
    values = _told(post)
    indicator = values.pop("indicator", None)
    return _filled({**values, "indicators": [indicator] if indicator else []})


def _step(step: Step, year: int) -> Values:
    values = _told(step)
    window, takes = values.pop("window", None), values.pop("takes", None)
    if window is not None:
        values |= _days(window, _roots(step.ours))
        if "year" in _roots(step.ours):
            values["year"] = FiscalYear.of(window.last).number - year
    if step.after_round is not None:
        values["after_round"] = str(step.after_round)
    return _filled({**values, "takes": None if takes is None else _takes(takes)})


def _days(window: Window, ours: frozenset[str]) -> Values:
    """The window in the shortest form that has every key that is marked as ours."""
    forms = list(_forms(window))
    marked = ours & {name for form in forms for name in form}
    return next((form for form in forms if marked <= form.keys()), forms[0])


def _forms(window: Window) -> Iterator[Values]:
    first, last = window.first, window.last
    if first is None:
        yield {"until": _written(last)}
        return
    months = Month.of(first), Month.of(last)
    if first == last:
        yield {"on": _written(first)}
    if (first, last) == (months[0].first, months[1].last):
        named = [_written(month.first)[:-3] for month in months]
        yield {"month": named[0]} if months[0] == months[1] else {"months": named}
    yield {"from": _written(first), "until": _written(last)}


def _takes(takes: Duration) -> Values:
    return {name: takes.amount for name, (unit, _) in TAKES.items() if unit == takes.unit}


def _told(value: Any, ours: frozenset[str] | None = None) -> Values:
    """The fields of a value that differ from their defaults or are marked as ours, as a file writes them."""
    ours = _roots(getattr(value, "ours", ()) or getattr(value, "house", ())) if ours is None else ours
    told = (it for it in fields(value) if it.name in ours or getattr(value, it.name) != _default(it))
    return _filled({it.name: _written(getattr(value, it.name)) for it in told})


def _default(its: Any) -> Any:
    return its.default if its.default_factory is MISSING else its.default_factory()


def _roots(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(path.partition(".")[0].partition("[")[0] for path in paths)


def _written(value: Any) -> Any:
    match value:
        case date():
            return f"{to_buddhist(value.year)}-{value:%m-%d}"
        case time():
            return value.isoformat("minutes")
        case tuple():
            return [_written(item) for item in value]
        case Decimal() if value == value.to_integral_value() and int(value.as_tuple().exponent) >= 0:
            return int(value)
        case Blank():
            return value.name
        case Source():
            return _filled({"document": value.document, "clause": value.clause, "clause_en": value.clause_en})
    return value


def _filled(values: Mapping[str, Any]) -> Values:
    """Without what is empty, which a file leaves out; but for what is marked as ours, which has to stand there."""
    listed = {
        name: value if isinstance(value, str | dict) or not isinstance(value, Iterable) else list(value)
        for name, value in values.items()
    }
    ours = _roots(listed.get("ours") or ())
    said = {name: value for name, value in listed.items() if value is not None}
    return {name: value for name, value in said.items() if value not in ("", [], {}) or name in ours}
