"""The score sheet of a round as somebody may see it: of the department, or of one unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from messages.reading import is_per_cent
from rules.fiscal import local_date
from rules.frameworks import Dimension
from rules.refusals import NotBound, NotYours, UnknownName
from rules.results import Figures, Result, Way, result, way_of
from rules.sheets import Charge, Item, Pledged, Sheet, item, sheet
from storage import questions_results, questions_review, questions_rounds
from storage.columns import WHOLE
from storage.questions_results import Span
from storage.questions_review import Matter, Scope
from storage.tables import frameworks, indicators, results, units
from storage.tables.frameworks import Framework
from storage.tables.indicators import Indicator
from storage.tables.units import Unit
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Reckoned:
    """A sheet and what it is of: a round (its obligation at OPDC), a unit or None for the department.

    `entire`: the reader sees every indicator of it, so that what verdicts deduct can be set against the total.
    """

    top: Matter
    framework: Framework
    unit: Unit | None
    sheet: Sheet
    entire: bool

    @property
    def unit_id(self) -> str:
        return self.unit.id if self.unit else WHOLE

    @property
    def span(self) -> Span:
        return span_of(self.top)


def span_of(top: Matter) -> Span:
    """The days of a round."""
    return Span(framework_id=top.framework_id, first=top.first, last=top.last)


def own_unit(scope: Scope) -> str:
    """The unit (id) that somebody means who names none: their own, where they look at nothing above it; else WHOLE."""
    above = scope.everything or scope.indicators
    return WHOLE if above or not scope.units else scope.units[0]


def within(work: Work, scope: Scope, unit_id: str = WHOLE, indicator: str = "") -> frozenset[str]:
    """The ids of the frameworks in force that bind a unit, or that somebody sees something of, and of those the ones
    that have an indicator (code). Raises UnknownName for one that none of them has, with those there are.
    """
    bound = {it.framework_id for it in indicators.of_unit(work, unit_id)} if unit_id != WHOLE else None
    seen = {
        it.id: [each.code for each in indicators.of_framework(work, it.id)]
        for it in frameworks.in_force(work)
        if (it.id in bound if bound is not None else scope.everything or any(_of(it, key) for key in scope.indicators))
    }
    found = frozenset(it for it, codes in seen.items() if not indicator or indicator in codes)
    if indicator and not found:
        codes = tuple(dict.fromkeys(code for codes in seen.values() for code in codes))
        raise UnknownName(kind="indicator", typed=indicator, nearest=codes)
    return found


def _of(framework: Framework, key: str) -> bool:
    """Whether an indicator, as posts name it, is one of a framework's."""
    return key.rpartition("/")[0] == framework.code


def reckon(work: Work, person_id: str, top: Matter, unit_id: str = WHOLE) -> Reckoned:
    """The sheet of a round, with the indicators that a person may see. Raises NotYours where they may see none."""
    scope = questions_review.scope_of(work, person_id)
    framework, unit = frameworks.by_id(work, top.framework_id), units.by_id(work, unit_id)
    whole = unit_id == WHOLE
    entire = scope.everything or unit_id in scope.units
    if not entire and not scope.indicators:
        raise NotYours
    ended = local_date(work.now, ZoneInfo(framework.settings.timezone)) > top.last
    items = _items(work, framework, top, unit_id, ended=ended)
    seen = [found for key, found in items if entire or key in scope.indicators]
    charges = _charges(work, top, unit_id) if entire else ()
    return Reckoned(
        top=top,
        framework=framework,
        unit=None if whole else unit,
        sheet=sheet(seen, charges, ended=ended),
        entire=entire,
    )


def item_of(reckoned: Reckoned, code: str) -> Item:
    """The indicator of a code on a sheet. Raises NotBound where it does not bind the unit, NotYours where its reader
    may not see it."""
    found = next((each for each in reckoned.sheet.items if each.pledged.code == code), None)
    if found is None and reckoned.entire and reckoned.unit:
        raise NotBound(unit=reckoned.unit.code, indicator=code)
    if found is None:
        raise NotYours
    return found


def _items(work: Work, framework: Framework, top: Matter, unit_id: str, *, ended: bool) -> Iterator[tuple[str, Item]]:
    """Each indicator's key as posts name it, and the indicator on the sheet; of a unit those that bind it, and those
    that something was stated of for it."""
    span, whole = span_of(top), unit_id == WHOLE
    listed = indicators.of_framework(work, framework.id)
    lasting = [it.id for it in listed if way(it) is Way.LAST]
    of_unit = None if whole else questions_results.of_unit(work, span, unit_id, lasting)
    figures = questions_results.whole(work, span, lasting) if of_unit is None else of_unit
    stated = {
        each.indicator_id: each.stated
        for each in results.in_force(work, [it.id for it in listed], top.period)
        if each.unit_id == unit_id
    }
    bound = None if whole else {it.id for it in indicators.of_unit(work, unit_id)}
    dimensions = frameworks.dimensions(work, framework.id)
    for indicator in listed:
        if bound is None or indicator.id in bound or indicator.id in stated or indicator.id in figures:
            found = _result(indicator, figures.get(indicator.id, Figures()), stated.get(indicator.id))
            pledged = pledged_of(indicator, dimensions.get(indicator.dimension_id or ""))
            yield (
                f"{framework.code}/{indicator.code}",
                item(pledged, found, months=int(top.period), ended=ended),
            )


def _result(indicator: Indicator, figures: Figures, stated: results.Stated | None) -> Result:
    return result(way(indicator), figures, stated)


def way(indicator: Indicator) -> Way:
    """How its reports become a result."""
    return way_of(indicator.method, per_cent=is_per_cent(indicator.measure))


def pledged_of(indicator: Indicator, dimension: Dimension | None = None) -> Pledged:
    """What the agreement says of an indicator."""
    return Pledged(
        code=indicator.code,
        name=indicator.name,
        method=indicator.method,
        frequency=indicator.frequency,
        dimension=dimension.code if dimension else "",
        measure=indicator.measure,
        weight=indicator.weight,
        target=indicator.target,
        criteria=indicator.criteria,
        steps=len(indicator.steps),
        source=indicator.source,
        ours=indicator.ours,
    )


def _charges(work: Work, top: Matter, unit_id: str) -> tuple[Charge, ...]:
    """The verdicts of a round: of a unit on its reports, of the department on what was handed in and on the arrival."""
    if unit_id != WHOLE:
        span = span_of(top)
        first = questions_results.verdicts_of(work, span, unit_id)
        again = questions_results.verdicts_of(work, span, unit_id, again=True)
        return (
            *(Charge(ref=ref, verdict=verdict) for ref, verdict in first),
            *(Charge(ref=ref, verdict=verdict, again=True) for ref, verdict in again),
        )
    above = questions_rounds.of_round(work, top.framework_id, top.period)
    return tuple(
        Charge(ref=each.ref, verdict=each.verdict) for each in above if each.answered and each.verdict is not None
    )
