"""The year as a calendar file (.ics): every due day, deadline and step, for whatever calendar people use."""

from collections.abc import Iterable
from datetime import datetime

from icalendar import Calendar, Event

from messages import agendas
from messages.texts import Texts
from rules.agenda import Entry
from rules.frameworks import Document, Framework
from rules.holidays import DAY

PRODUCT = "-//Thanwela//Thanwela//TH"
VERSION = "2.0"


def write(framework: Framework, entries: Iterable[Entry], now: datetime, language: str, texts: Texts) -> bytes:
    """The calendar's bytes. An entry keeps its UID through the years of a framework's changes, so that a calendar that
    has an earlier one is brought up to date; whole days, a step by its last day where it has no first."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", VERSION)
    calendar.add("x-wr-calname", framework.title)
    documents = {it.code: it for it in framework.documents}
    for entry in entries:
        calendar.add_component(_event(framework, documents, entry, now, language, texts))
    return calendar.to_ical()


def _event(
    framework: Framework, documents: dict[str, Document], entry: Entry, now: datetime, language: str, texts: Texts
) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}.{framework.year}.{framework.code}@thanwela")
    event.add("dtstamp", now)
    event.add("dtstart", entry.window.first or entry.window.last)
    event.add("dtend", entry.window.last + DAY)
    event.add("summary", agendas.title(texts, language, entry))
    event.add("description", "\n".join(agendas.details(texts, language, documents, entry)))
    event.add("transp", "TRANSPARENT")
    return event
