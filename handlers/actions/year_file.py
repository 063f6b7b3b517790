"""A framework's days as they stand in the database: as a list, and as a calendar file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from messages.documents import calendar_ics
from messages.texts import Texts
from rules.agenda import Dated, agenda
from rules.deadlines import Deadline, month_due, settled
from rules.fiscal import FiscalYear, Period
from rules.frameworks import TIERS
from rules.holidays import Calendar
from rules.reliefs import Reliefs
from storage.columns import WHOLE
from storage.tables import frameworks, holidays, indicators, process, reliefs
from storage.tables.frameworks import Framework
from storage.work import Work

UNIT_TIER = 1


@dataclass(frozen=True, kw_only=True)
class _Due:
    """What the framework says of a month or round at a tier."""

    period: Period
    tier: int
    on: date
    hour: time | None


def dated(work: Work, found: Framework) -> Dated:
    """What has days in a framework."""
    return Dated(
        year=FiscalYear(found.year),
        settings=found.settings,
        monthly=any(it.frequency == "1" for it in indicators.of_framework(work, found.id)),
        rounds=frameworks.rounds(work, found.id),
        changes=found.changes,
        process=process.steps(work, found.id),
        extended=_extended(work, found),
        waived=_waived(work, found),
        moving=_moving(work, found),
    )


def _moving(work: Work, found: Framework) -> dict[int, Calendar]:
    """The calendars that move its deadlines, by tier: none, unless the framework says that they move."""
    return {tier: holidays.calendar(work, found.settings, tier) for tier in TIERS} if found.settings.moves else {}


def _dues(work: Work, found: Framework) -> Iterator[_Due]:
    settings = found.settings
    for month in FiscalYear(found.year).months:
        on = month_due(month, settings.due_day)
        if on is not None:
            period = Period(code=month.code, first=month.first, last=month.last)
            yield _Due(period=period, tier=UNIT_TIER, on=on, hour=settings.due_hour)
    for round_ in frameworks.rounds(work, found.id):
        period = Period(code=round_.code, first=round_.first, last=round_.last)
        yield from (_Due(period=period, tier=it.tier, on=it.on, hour=it.hour) for it in round_.deadlines)


def _of_all(known: Reliefs, due: _Due) -> Reliefs:
    """Those that are for all who send it: one for some indicators, units or projects is theirs alone."""
    return known.of_indicator(due.tier, WHOLE).of_unit(WHOLE).within(due.period, WHOLE)


def _waived(work: Work, found: Framework) -> frozenset[tuple[str, int]]:
    known = reliefs.of_framework(work, found.id)
    return frozenset((it.period.code, it.tier) for it in _dues(work, found) if _of_all(known, it).waivers)


def _extended(work: Work, found: Framework) -> dict[tuple[str, int], tuple[date, time | None]]:
    known, zone = reliefs.of_framework(work, found.id), ZoneInfo(found.settings.timezone)
    moved: dict[tuple[str, int], tuple[date, time | None]] = {}
    for due in _dues(work, found):
        working = holidays.calendar(work, found.settings, due.tier)

        def counted(on: date, hour: time | None, working: Calendar = working) -> datetime:
            deadline = Deadline(on=on, hour=hour, zone=zone, moves=found.settings.moves)
            return settled(deadline, working).counted_until

        longest = _of_all(known, due).longest(counted)
        if longest and counted(longest.until, longest.hour) > counted(due.on, due.hour):
            moved[due.period.code, due.tier] = longest.until, longest.hour
    return moved


def calendar_file(work: Work, texts: Texts, language: str, found: Framework) -> bytes:
    """The whole year as `.ics`: the same bytes until something is imported."""
    named = calendar_ics.Named(
        title=found.title,
        code=found.code,
        year=found.year,
        documents=frameworks.documents(work, found.id),
        imported=found.adopted_at,
    )
    entries = agenda(dated(work, found), holidays.calendar(work, found.settings))
    return calendar_ics.write(named, entries, language, texts)
