"""A framework's days as they stand in the database: as a list, and as a calendar file."""

from messages.documents import calendar_ics
from messages.texts import Texts
from rules.agenda import Dated, agenda
from rules.fiscal import FiscalYear
from storage.tables import frameworks, holidays, indicators, process
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
    )


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
