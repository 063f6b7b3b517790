"""A result that no report holds is stated, for the department or for one unit; stated again it replaces the former."""

from rules.refusals import NotBound, NotYours
from rules.results import Stated
from storage.columns import WHOLE
from storage.questions_review import Matter
from storage.tables import audit, indicators, people, results
from storage.tables.indicators import Indicator
from storage.tables.units import Unit
from storage.work import Work


def may_state(work: Work, top: Matter, indicator: Indicator, unit: Unit | None, person_id: str) -> None:
    """For the indicator's supervisors and the PSDG. Raises NotYours, and NotBound for a unit that it does not bind."""
    if not people.may_review(work, person_id, f"{top.framework}/{indicator.code}"):
        raise NotYours
    bound = [it.unit_id for it in indicators.bindings(work, [indicator.id])[indicator.id]] if unit else []
    if unit and bound and unit.id not in bound:
        raise NotBound(unit=unit.code, indicator=indicator.code)


def state(work: Work, top: Matter, indicator: Indicator, unit: Unit | None, stated: Stated) -> None:
    """Keep it for the round `top`; the former one stays readable with who stated it and when. Raises what `may_state`
    raises."""
    may_state(work, top, indicator, unit, stated.by)
    results.state(work, indicator.id, unit.id if unit else WHOLE, top.period, stated)
    about = [indicator.code, f"{top.period}/{top.year}", *([unit.code] if unit else [])]
    audit.note(work, stated.by, "state_result", " ".join(about))
