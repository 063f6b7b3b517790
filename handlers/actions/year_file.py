"""A framework's days as they stand in the database: as a list, and as a calendar file."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from messages.documents import calendar_ics
from messages.texts import Texts
from rules.agenda import Dated, agenda
from rules.deadlines import Deadline, settled
from rules.fiscal import FiscalYear, Period
from rules.frameworks import TIERS
from rules.holidays import Calendar
from storage.columns import WHOLE
from storage.tables import frameworks, holidays, indicators, process, reliefs
from storage.tables.frameworks import Framework
from storage.work import Work


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
        moving=_moving(work, found),
    )


def _moving(work: Work, found: Framework) -> dict[int, Calendar]:
    """The calendars that move its deadlines, by tier: none, unless the framework says that they move."""
    return {tier: holidays.calendar(work, found.settings, tier) for tier in TIERS} if found.settings.moves else {}


def _extended(work: Work, found: Framework) -> dict[tuple[str, int], tuple[date, time | None]]:
    """The deadlines of rounds that were extended for all who send them: one for some indicators is theirs alone."""
    known, zone = reliefs.of_framework(work, found.id), ZoneInfo(found.settings.timezone)
    moved: dict[tuple[str, int], tuple[date, time | None]] = {}
    for round_ in frameworks.rounds(work, found.id):
        for it in round_.deadlines:
            working = holidays.calendar(work, found.settings, it.tier)

            def counted(on: date, hour: time | None, working: Calendar = working) -> datetime:
                deadline = Deadline(on=on, hour=hour, zone=zone, moves=found.settings.moves)
                return settled(deadline, working).counted_until

            period = Period(code=round_.code, first=round_.first, last=round_.last)
            longest = known.of_indicator(it.tier, WHOLE).within(period, WHOLE).longest(counted)
            if longest and counted(longest.until, longest.hour) > counted(it.on, it.hour):
                moved[round_.code, it.tier] = longest.until, longest.hour
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
