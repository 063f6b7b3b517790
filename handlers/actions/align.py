"""The ledger is kept in step: what a framework makes people owe is opened ahead, changed, closed and reopened.

To be called after an import, and in chat after a project was added or finished or a round taken back: there only for
the unit and indicator in question, for one person's word must not read the ledger of a country. What something came for
is never closed nor changed: its verdict stands. What the arrival of its round at OPDC closed stays closed, and what
becomes owed after it is closed at once: nobody could send it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rules import owed
from rules.fiscal import FiscalYear, Month, local_date
from rules.frameworks import TIERS, Round
from rules.owed import BoundIndicator, Duty, Pledge, UnitProject
from storage import absences, questions
from storage.columns import WHOLE
from storage.tables import frameworks, holidays, indicators, obligations, projects, reliefs, units
from storage.tables.frameworks import Framework
from storage.tables.indicators import Indicator
from storage.tables.obligations import Owed, Part
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Aligned:
    """How many obligations were opened, given other days, closed and reopened."""

    opened: int
    changed: int
    closed: int
    reopened: int


@dataclass(frozen=True, kw_only=True)
class _Ground:
    """What all indicators of a framework stand on: its pledge without any, the codes of its units by their ids, the
    rounds whose arrival was stated."""

    framework: Framework
    pledge: Pledge
    units: dict[str, str]
    stated: tuple[Round, ...]


@dataclass(frozen=True, kw_only=True)
class _Names:
    """The ids behind the codes of one framework."""

    units: dict[str, str]
    indicators: dict[str, str]
    projects: dict[tuple[str, str, str], str]

    def is_of(self, duty: Duty, part: Part) -> bool:
        """Whether a duty belongs to a part of the ledger."""
        is_meant = self.indicators[duty.indicator] == part.indicator_id
        return is_meant and (part.unit_id is None or self.units[duty.unit] == part.unit_id)

    def row(self, framework_id: str, duty: Duty) -> dict[str, Any]:
        """A duty as a row of the ledger."""
        project = (duty.indicator, duty.unit, duty.project)
        return {
            "framework_id": framework_id,
            "unit_id": self.units[duty.unit],
            "indicator_id": self.indicators[duty.indicator],
            "project_id": WHOLE if duty.project == WHOLE else self.projects[project],
            **obligations.columns_of(duty),
        }


def align(work: Work, framework_id: str, now: datetime, part: Part | None = None) -> Aligned:
    """Bring the ledger of one framework, or a part of it, in line with what its rows say now.

    A whole ledger goes indicator by indicator, for a country's does not fit into memory.
    """
    obligations.hold_ledger(work, framework_id)
    ground = _ground(work, frameworks.by_id(work, framework_id), part)
    every = (*indicators.ids_of(work, framework_id), WHOLE)
    parts = (part,) if part else (Part(indicator_id=indicator_id) for indicator_id in every)
    return total(_align(work, ground, each, now) for each in parts)


def _align(work: Work, ground: _Ground, part: Part, now: datetime) -> Aligned:
    pledge, names = _pledge(work, ground, part)
    framework_id, stated = ground.framework.id, ground.stated
    ledger = {found.duty.key: found for found in obligations.existing(work, framework_id, part)}
    wanted = (duty for duty in owed.duties(pledge) if names.is_of(duty, part))
    alignment = owed.align((found.duty for found in ledger.values()), wanted)
    shut = [duty for duty in alignment.change if owed.closed_by(duty, stated)]
    closing = [found.id for found in _found(ledger, (*alignment.close, *shut)) if found.open and not found.answered]
    closed = [found for found in _found(ledger, (*alignment.keep, *alignment.change)) if found.closed]
    told = owed.told_by_project(found.duty.key for found in ledger.values() if found.answered)

    def is_wanted(duty: Duty) -> bool:
        return owed.closed_by(duty, stated) is None and duty.key not in told

    again = [found.id for found in closed if is_wanted(found.duty)]
    fresh = [duty for duty in alignment.open if is_wanted(duty)]
    changed = {ledger[duty.key].id: duty for duty in alignment.change if not ledger[duty.key].answered}
    obligations.add(work, (names.row(framework_id, duty) for duty in fresh))
    obligations.change(work, changed)
    obligations.close(work, closing, now)
    obligations.reopen(work, again, was="closed")
    return Aligned(opened=len(fresh), changed=len(changed), closed=len(closing), reopened=len(again))


def total(aligned: Iterable[Aligned]) -> Aligned:
    """The sum over several frameworks."""
    each = list(aligned)
    return Aligned(
        opened=sum(it.opened for it in each),
        changed=sum(it.changed for it in each),
        closed=sum(it.closed for it in each),
        reopened=sum(it.reopened for it in each),
    )


def _found(ledger: dict[owed.Key, Owed], duties: tuple[Duty, ...]) -> list[Owed]:
    return [ledger[duty.key] for duty in duties]


def _ground(work: Work, framework: Framework, part: Part | None) -> _Ground:
    """With all units, or the one of a part."""
    zone, settings = ZoneInfo(framework.settings.timezone), framework.settings
    known = [it for it in units.all_open(work) if part is None or part.unit_id in (it.id, None)]
    pledge = Pledge(
        year=FiscalYear(framework.year),
        indicators=(),
        projects=(),
        rounds=frameworks.rounds(work, framework.id),
        settings=settings,
        starts={unit.code: Month.of(unit.owes_from) for unit in known if unit.owes_from},
        imported=local_date(framework.first_adopted_at, zone),
        zone=zone,
        calendars={tier: holidays.calendar(work, settings, tier) for tier in TIERS},
        unit_calendars={
            unit.code: holidays.calendar(work, settings, unit_id=unit.id) for unit in known if unit.province
        },
        reliefs=reliefs.of_framework(work, framework.id),
    )
    stated = questions.stated_rounds(work, framework.id)
    return _Ground(framework=framework, pledge=pledge, units={unit.id: unit.code for unit in known}, stated=stated)


def _pledge(work: Work, ground: _Ground, part: Part) -> tuple[Pledge, _Names]:
    """What is pledged of a part's indicator."""
    zone, unit_codes = ZoneInfo(ground.framework.settings.timezone), ground.units
    listed = tuple(it for it in indicators.of_framework(work, ground.framework.id) if it.id == part.indicator_id)
    indicator_codes = {indicator.id: indicator.code for indicator in listed}
    running = [found for found in projects.of_indicators(work, list(indicator_codes)) if found.unit_id in unit_codes]
    own = [(indicator_codes[it.indicator_id], unit_codes[it.unit_id], it) for it in running]
    pledge = replace(
        ground.pledge,
        indicators=_bound(work, listed, unit_codes, zone),
        projects=tuple(
            UnitProject(
                code=it.code,
                indicator=indicator,
                unit=unit,
                starts=it.starts_on,
                finished=it.finished_on,
                away=absences.read([it.away], zone),
            )
            for indicator, unit, it in own
        ),
    )
    names = _Names(
        units={code: row_id for row_id, code in unit_codes.items()} | {WHOLE: WHOLE},
        indicators={code: row_id for row_id, code in indicator_codes.items()} | {WHOLE: WHOLE},
        projects={(indicator, unit, it.code): it.id for indicator, unit, it in own},
    )
    return pledge, names


def _bound(
    work: Work, listed: tuple[Indicator, ...], unit_codes: dict[str, str], zone: ZoneInfo
) -> tuple[BoundIndicator, ...]:
    every = indicators.bindings(work, [indicator.id for indicator in listed])
    bindings = {about: [it for it in bound if it.unit_id in unit_codes] for about, bound in every.items()}
    return tuple(
        BoundIndicator(
            code=found.code,
            method=found.method,
            frequency=found.frequency,
            units=tuple(it.unit for it in bindings[found.id]),
            since={it.unit: Month.of(it.owes_from) for it in bindings[found.id] if it.owes_from},
            away={it.unit: away for it in bindings[found.id] if (away := absences.read([found.away, it.away], zone))},
            host=unit_codes.get(found.host_unit_id or ""),
            by_project=found.by_project,
        )
        for found in listed
    )
