"""What stands in the year's calendar, in words: what falls due, when, who does it, how it stands."""

from collections.abc import Iterator, Mapping
from datetime import date

from messages import naming, writing
from messages.texts import Texts
from rules.agenda import Entry
from rules.frameworks import Document
from rules.holidays import Calendar
from rules.process import Stand, Standing, Step, Window

ROUNDS = {2: "agenda.round_2", 3: "agenda.round_3"}
Documents = Mapping[str, Document]


def title(texts: Texts, language: str, entry: Entry) -> str:
    """What falls due, in a line; a step with its code, by which people say that it is done."""
    if entry.step is not None:
        return step_title(texts, language, entry.step)
    if entry.month is not None:
        return texts.line(language, "agenda.month", month=writing.month(entry.month.first, language))
    if entry.deadline is not None:
        return texts.line(language, ROUNDS[entry.deadline.tier], months=entry.months)
    return texts.line(language, "agenda.changes")


def step_title(texts: Texts, language: str, step: Step) -> str:
    """A step by its code, by which people say that it is done, and what is done in it."""
    return texts.line(language, "agenda.step", step=step.code, text=naming.either(language, step.text, step.text_en))


def of_step(texts: Texts, language: str, found: Standing) -> Iterator[str]:
    """A step's days as planned, who does it, its documents, where it is printed: a line each."""
    yield from details(texts, language, {}, Entry(kind="step", key="", window=_meant(found), step=found.step))


def details(texts: Texts, language: str, documents: Documents, entry: Entry) -> Iterator[str]:
    """Its days as planned, who does it, its documents, where it is printed: a line each."""
    yield naming.parted((by_when(texts, language, entry), naming.extended_from(texts, language, entry.stated)))
    if entry.waived:
        yield texts.line(language, "agenda.waived")
    if entry.step is not None and entry.step.owners:
        yield texts.line(language, "agenda.owners", owners=writing.listed(entry.step.owners, language))
    names = sent(language, documents, entry)
    if names:
        yield texts.line(language, "agenda.documents", documents=writing.listed(names, language))
    printed = entry.step.source if entry.step else entry.deadline.source if entry.deadline else None
    if printed and printed.document:
        yield texts.line(language, "agenda.source", source=naming.source(language, printed))


def detail(
    texts: Texts,
    language: str,
    entry: Entry,
    standing: Standing | None,
    calendar: Calendar,
    today: date,
) -> str:
    """In one line: its days as they are to be expected now, how it stands, who does it, a step's documents: those of a
    round are told with it."""
    by = days(texts, language, _meant(standing)) if standing else by_when(texts, language, entry)
    extended = naming.extended_from(texts, language, entry.stated)
    owners = writing.listed(entry.step.owners, language) if entry.step else ""
    names = writing.listed(entry.step.documents, language) if entry.step else ""
    last = entry.window.last
    stands = standing_words(texts, language, standing) if standing else left(texts, language, last, calendar, today)
    return naming.parted((by, extended, stands, owners, names))


def _meant(standing: Standing) -> Window:
    """The days that a step is late by, or else those it is expected on now."""
    return standing.planned if standing.late else standing.expected


def sent(language: str, documents: Documents, entry: Entry) -> list[str]:
    """The documents that an entry is about, by their names."""
    if entry.step is not None:
        return list(entry.step.documents)
    codes = entry.deadline.sends if entry.deadline else ()
    return [naming.either(language, documents[code].name, documents[code].name_en) for code in codes]


def by_when(texts: Texts, language: str, entry: Entry) -> str:
    """Its days as planned, and the hour where it is due at one."""
    said = days(texts, language, entry.window)
    return f"{said} {writing.hour(entry.hour, language)}" if entry.hour else said


def days(texts: Texts, language: str, window: Window) -> str:
    """One day, by a day, or from one day to another."""
    last = writing.full_date(window.last, language)
    if window.first is None:
        return texts.line(language, "agenda.until", last=last)
    if window.first == window.last:
        return last
    return texts.line(language, "agenda.from_until", first=writing.full_date(window.first, language), last=last)


def standing_words(texts: Texts, language: str, standing: Standing) -> str:
    """How late a step is, for which it waits, how often it came back; empty where nothing is to be said."""
    returned = texts.line(language, "agenda.returned", count=standing.returned) if standing.returned else ""
    if standing.waits_for:
        waits = texts.line(language, "agenda.waits", step=standing.waits_for)
        return naming.parted((waits, _late(texts, language, standing), returned))
    if standing.stand is Stand.LATE:
        return naming.parted((_late(texts, language, standing), returned))
    now = texts.line(language, "agenda.now") if standing.stand is Stand.OPEN else ""
    return naming.parted((now, returned))


def _late(texts: Texts, language: str, standing: Standing) -> str:
    if not standing.late:
        return ""
    return texts.line(language, "agenda.late", days=writing.days(len(standing.late), language, working=True))


def left(texts: Texts, language: str, last: date, calendar: Calendar, today: date) -> str:
    """How many working days are left until a day; that it is today."""
    if last == today:
        return texts.line(language, "agenda.today")
    count = len(calendar.working_between(today, last))
    return texts.line(language, "agenda.left", days=writing.days(count, language, working=True))
