"""What a morning asks of the whole ledger: of which terms, indicators and units something has not come.

It is asked name by name: an index says with one look whether anything is missing of a name. To go through all that is
missing would be to read the same indicator for each of its units, and the same unit for each of its indicators. What
was extended is rare and read as it stands.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Executable, Row, ScalarSelect, and_, bindparam, func, select

from storage.tables.frameworks import FRAMEWORKS
from storage.tables.indicators import INDICATORS
from storage.tables.obligations import IS_OWED, OBLIGATIONS
from storage.tables.units import UNITS
from storage.work import Work

UNIT_TIER, INDICATOR_TIER, DEPARTMENT_TIER = 1, 2, 3
Extension = tuple[date | None, str]
"""A day that something was extended to and the hour, as the ledger keeps it; None: it was not extended."""
Missing = frozenset[tuple[int, str, date | None, str]]
"""Tier, period, day it was extended to, indicator."""

_OPEN = and_(OBLIGATIONS.c.framework_id == bindparam("framework"), OBLIGATIONS.c.state == "open")
_AS_STATED = and_(
    _OPEN,
    OBLIGATIONS.c.tier == UNIT_TIER,
    OBLIGATIONS.c.period == bindparam("period"),
    OBLIGATIONS.c.extension == "",
)
_EXTENDED = and_(
    _OPEN,
    OBLIGATIONS.c.tier == UNIT_TIER,
    OBLIGATIONS.c.period.in_(bindparam("periods", expanding=True)),
    OBLIGATIONS.c.extension > "",
)
_ROUNDS = and_(_OPEN, OBLIGATIONS.c.tier.in_((INDICATOR_TIER, DEPARTMENT_TIER)), OBLIGATIONS.c.warned)
_TODAY = bindparam("today", type_=Date)
_ASKED = OBLIGATIONS.c.owed_on <= _TODAY
_DAYS = OBLIGATIONS.c.tier, OBLIGATIONS.c.period, OBLIGATIONS.c.extension, OBLIGATIONS.c.due_on
_HOUR = func.min(OBLIGATIONS.c.due_hour).label("hour")
_KEY = (FRAMEWORKS.c.code + "/" + INDICATORS.c.code).label("indicator")


def _first_asked(whose: ColumnElement[bool]) -> ScalarSelect[date]:
    """When somebody was first asked for what is missing of a period, None where nothing is: the first entry of an index
    has it, and neither database makes a join of it."""
    return select(func.min(OBLIGATIONS.c.owed_on)).where(_AS_STATED, whose).scalar_subquery()


_OUR_INDICATORS = select(_KEY).join(FRAMEWORKS, FRAMEWORKS.c.id == INDICATORS.c.framework_id)
_OUR_INDICATORS = _OUR_INDICATORS.where(INDICATORS.c.framework_id == bindparam("framework"))
_OF_INDICATOR = _first_asked(OBLIGATIONS.c.indicator_id == INDICATORS.c.id)

_IS_ASKED = _OUR_INDICATORS.where(bindparam("today") >= _OF_INDICATOR).limit(1)
_EXTENSIONS = select(*_DAYS, _HOUR).where(_EXTENDED, _ASKED).group_by(*_DAYS)
_ROUNDS_OWED = select(*_DAYS, _HOUR).where(_ROUNDS).group_by(*_DAYS)

_INDICATORS_MISSING = _OUR_INDICATORS.where(_OF_INDICATOR.is_not(None))


def _with_indicators(*meant: ColumnElement[bool]) -> Executable:
    """The days of these rows with their indicators; WHOLE is in no framework, so theirs is named."""
    days = select(*_DAYS, _KEY).join(INDICATORS, INDICATORS.c.id == OBLIGATIONS.c.indicator_id)
    return days.join(FRAMEWORKS, FRAMEWORKS.c.id == OBLIGATIONS.c.framework_id).where(*meant).distinct()


_INDICATORS_EXTENDED = _with_indicators(_EXTENDED, IS_OWED)
_ROUNDS_MISSING = _with_indicators(_ROUNDS)

_THESE = bindparam("units", expanding=True)
_OF_UNIT = _first_asked(OBLIGATIONS.c.unit_id == UNITS.c.id)
_UNITS_MISSING = select(UNITS.c.id).where(UNITS.c.id.in_(_THESE), _OF_UNIT.is_not(None))
_UNITS_EXTENDED = (
    select(OBLIGATIONS.c.period, OBLIGATIONS.c.due_on, OBLIGATIONS.c.unit_id)
    .where(OBLIGATIONS.c.unit_id.in_(_THESE), _EXTENDED, IS_OWED)
    .distinct()
)


def terms_owed(
    work: Work, framework_id: str, periods: Sequence[str], today: date
) -> dict[tuple[int, str], list[Extension]]:
    """The (tier, period) of which anything has not come: at tier 1 of these periods as far as they were asked for, else
    what is warned about; each with the days it was extended to, None for the framework's own."""
    about = {"framework": framework_id, "today": today}
    terms: dict[tuple[int, str], list[Extension]] = {
        (UNIT_TIER, period): [(None, "")] for period in periods if work.one(_IS_ASKED, {**about, "period": period})
    }
    longer = work.all(_EXTENSIONS, {**about, "periods": list(periods)})
    rounds = work.all(_ROUNDS_OWED, {"framework": framework_id})
    for row in sorted((*longer, *rounds), key=lambda each: _extended_to(each) or date.min):
        days = terms.setdefault((row.tier, row.period), [])
        if (extension := (_extended_to(row), row.hour)) not in days:
            days.append(extension)
    return terms


def units_missing(
    work: Work, framework_id: str, periods: Collection[str], unit_ids: Collection[str]
) -> frozenset[tuple[str, date | None, str]]:
    """What these units owe of these periods and have not sent, as (period, day it was extended to, unit id)."""
    if not periods:
        return frozenset()
    about = {"framework": framework_id, "units": list(unit_ids)}
    longer = work.all(_UNITS_EXTENDED, {**about, "periods": list(periods)})
    found = {(row.period, row.due_on, row.unit_id) for row in longer}
    for period in periods:
        found.update((period, None, row.id) for row in work.all(_UNITS_MISSING, {**about, "period": period}))
    return frozenset(found)


def indicators_missing(work: Work, framework_id: str, terms: Collection[tuple[int, str]]) -> Missing:
    """Of which indicators something has not come for these (tier, period).

    An indicator is named as posts name it: "framework code/indicator code", at tier 3 with WHOLE for the latter.
    """
    about, periods = {"framework": framework_id}, [period for tier, period in terms if tier == UNIT_TIER]
    longer = work.all(_INDICATORS_EXTENDED, {**about, "periods": periods}) if periods else ()
    rounds = work.all(_ROUNDS_MISSING, about) if len(terms) > len(periods) else ()
    rows = [row for row in (*longer, *rounds) if (row.tier, row.period) in terms]
    found = {(row.tier, row.period, _extended_to(row), row.indicator) for row in rows}
    for period in periods:
        missing = work.all(_INDICATORS_MISSING, {**about, "period": period})
        found.update((UNIT_TIER, period, None, row.indicator) for row in missing)
    return frozenset(found)


def _extended_to(row: Row[Any]) -> date | None:
    return row.due_on if row.extension else None
