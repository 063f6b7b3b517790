"""The year as a calendar file (.ics): every due day, deadline and step, for whatever calendar people use."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from messages import agendas
from messages.texts import Texts
from rules.agenda import Entry
from rules.frameworks import Document
from rules.holidays import DAY

if TYPE_CHECKING:
    # Seven MiB and a tenth of a second, which only those who ask for a file shall pay.
    from icalendar import Event

PRODUCT = "-//Thanwela//Thanwela//TH"
VERSION = "2.0"


@dataclass(frozen=True, kw_only=True)
class Named:
    """Whose calendar it is: a framework's title, code and fiscal year (B.E.), its documents, when it was imported."""

    title: str
    code: str
    year: int
    documents: tuple[Document, ...]
    imported: datetime


def write(framework: Named, entries: Iterable[Entry], language: str, texts: Texts) -> bytes:
    """The calendar's bytes: the same each time, until something is imported.

    An entry keeps its UID through the years of a framework's changes, so that a calendar that has an earlier one is
    brought up to date; what nobody owes any more is there as cancelled. Whole days, a step by its last day where it has
    no first.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", VERSION)
    calendar.add("x-wr-calname", framework.title)
    documents = {it.code: it for it in framework.documents}
    for entry in entries:
        calendar.add_component(_event(framework, documents, entry, language, texts))
    return calendar.to_ical()


def _event(framework: Named, documents: dict[str, Document], entry: Entry, language: str, texts: Texts) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.key}.{framework.year}.{framework.code}@thanwela")
    event.add("dtstamp", framework.imported)
    event.add("dtstart", entry.window.first or entry.window.last)
    event.add("dtend", entry.window.last + DAY)
    event.add("summary", agendas.title(texts, language, entry))
    event.add("description", "\n".join(agendas.details(texts, language, documents, entry)))
    event.add("transp", "TRANSPARENT")
    if entry.waived:
        event.add("status", "CANCELLED")
    return event
