"""The year as a calendar file (.ics): every due day, deadline and step, for whatever calendar people use."""

from collections.abc import Iterable
from datetime import date, datetime

from icalendar import Calendar, Event

from messages import naming, writing
from messages.texts import Texts
from rules.agenda import Entry
from rules.frameworks import Document, Framework
from rules.holidays import DAY

PRODUCT = "-//Thanwela//Thanwela//TH"
VERSION = "2.0"
ROUNDS = {2: "agenda.round_2", 3: "agenda.round_3"}


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
    event.add("summary", title(texts, language, entry))
    event.add("description", "\n".join(_details(texts, language, documents, entry)))
    event.add("transp", "TRANSPARENT")
    return event


def title(texts: Texts, language: str, entry: Entry) -> str:
    """What falls due, in a line."""
    if entry.step is not None:
        return naming.either(language, entry.step.text, entry.step.text_en)
    if entry.month is not None:
        return texts.line(language, "agenda.month", month=writing.month(entry.month.first, language))
    if entry.deadline is not None:
        return texts.line(language, ROUNDS[entry.deadline.tier], months=entry.months)
    return texts.line(language, "agenda.changes")


def _details(texts: Texts, language: str, documents: dict[str, Document], entry: Entry) -> Iterable[str]:
    yield days(texts, language, entry.window.first, entry.window.last)
    if entry.step is not None:
        yield texts.line(language, "agenda.owners", owners=writing.listed(entry.step.owners, language))
    names = sent(language, documents, entry)
    if names:
        yield texts.line(language, "agenda.documents", documents=writing.listed(names, language))
    printed = entry.step.source if entry.step else entry.deadline.source if entry.deadline else None
    if printed and printed.document:
        yield texts.line(language, "agenda.source", source=naming.source(language, printed))


def sent(language: str, documents: dict[str, Document], entry: Entry) -> list[str]:
    """The documents that an entry is about, by their names."""
    if entry.step is not None:
        return list(entry.step.documents)
    codes = entry.deadline.sends if entry.deadline else ()
    return [naming.either(language, documents[code].name, documents[code].name_en) for code in codes]


def days(texts: Texts, language: str, first: date | None, last: date) -> str:
    """One day, by a day, or from one day to another."""
    shown = {"last": writing.full_date(last, language)}
    if first is None:
        return texts.line(language, "agenda.until", **shown)
    if first == last:
        return shown["last"]
    return texts.line(language, "agenda.from_until", first=writing.full_date(first, language), **shown)
