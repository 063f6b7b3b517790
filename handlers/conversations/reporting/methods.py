"""How each reporting method asks: its question in words, the answers that are ready to be pressed, and a list's own."""

from collections.abc import Iterator
from datetime import timedelta

from handlers.conversations.reporting.draft import Draft
from handlers.showing import Case
from handlers.turn import Turn, choice
from messages import cards, entry_lists, naming, writing
from messages.outgoing import Button, Exhibit, Text
from rules.entries import Entries, repeats
from rules.fiscal import local_date
from rules.frameworks import EntryForm
from rules.indicators import level
from storage.tables import blanks

SAME, STEP, DAY, DROP, CLEAR, BACK, BLANK = "same", "s", "d", "x", "clear", "back", "blank"
DAYS_OFFERED = ((0, "reporting.today"), (1, "reporting.yesterday"))
MOST_DROPS, MOST_LISTED = 8, 30


def asked(turn: Turn, found: Case) -> str:
    """What is to be answered."""
    match found.indicator.method:
        case "step":
            return "\n".join((turn.line("reporting.ask_step"), *_later_steps(turn, found)))
        case "ratio":
            return turn.line("reporting.ask_ratio", name=found.indicator.name)
        case "elsewhere":
            return turn.line("reporting.ask_elsewhere", name=found.indicator.name, system=_system(turn, found))
        case "form":
            return _asked_form(turn, found)
    if found.indicator.entry is not None:
        return _asked_entries(turn, found, found.indicator.entry)
    return turn.line("reporting.ask_number", name=found.indicator.name, measure=found.indicator.measure)


def _asked_entries(turn: Turn, found: Case, form: EntryForm) -> str:
    names = cards.fields(found.wording, turn.person.language)
    key = "reporting.ask_entries" if len(names) > 1 else "reporting.ask_names"
    lines = [turn.line(key, name=found.indicator.name, fields=" / ".join(names))]
    lines += [turn.line("reporting.counted_once", once=form.once_in)] if form.once_in else []
    return "\n".join(lines)


def _asked_form(turn: Turn, found: Case) -> str:
    """The blank is had here, at its address, or in the system that has it."""
    facts, link = {"name": found.indicator.name, "form": _form(turn, found)}, found.indicator.form_link
    if found.indicator.form_file:
        lines = [turn.line("reporting.ask_form_here", **facts)]
    else:
        lines = [turn.line("reporting.ask_form", system=_system(turn, found), **facts)]
    lines += [turn.line("reporting.blank_form", link=link)] if link else []
    return "\n".join(lines)


def blank(turn: Turn, found: Case) -> Exhibit | None:
    """The blank form as a file; None where there is none."""
    indicator = found.indicator
    if not indicator.form_sha256:
        return None
    media_type, content = blanks.content(turn.work, indicator.form_sha256)
    return Exhibit(
        sha256=indicator.form_sha256,
        name=indicator.form_file.rpartition("/")[2],
        kind="file",
        media_type=media_type,
        size=len(content),
        caption=turn.line("reporting.blank_of", name=found.name(turn.texts, turn.person.language)),
        content=content,
    )


def _system(turn: Turn, found: Case) -> str:
    """The other system by its name, where one is known."""
    named = (turn.person.language == "en" and found.indicator.system_en) or found.indicator.system
    return named or turn.line("reporting.other_system")


def _form(turn: Turn, found: Case) -> str:
    named = (turn.person.language == "en" and found.indicator.form_en) or found.indicator.form
    return f"“{named}”" if named else turn.line("reporting.the_form")


def _later_steps(turn: Turn, found: Case) -> Iterator[str]:
    """What the steps that follow are: a button has room for a number, or for the beginning of a text."""
    for number in range(level(found.before) + 1, len(found.indicator.steps) + 1):
        if found.wording.steps[number - 1]:
            yield cards.step(turn.texts, turn.person.language, number, found.wording, full=True)


def ready(turn: Turn, found: Case) -> Iterator[Button]:
    """The answers that can be pressed: the steps, the same as before, or the days of entry that are likely."""
    language, before = turn.person.language, found.before
    if found.indicator.method == "elsewhere":
        yield from _days(turn, found)
        return
    if found.indicator.form_file:
        yield choice(turn.line("reporting.get_blank"), BLANK)
    if found.indicator.method != "step":
        if before is not None and repeats(before):
            words = cards.answer(turn.texts, language, before, found.wording)
            yield choice(turn.line("reporting.same", answer=words), SAME)
        return
    reached, last = level(before), len(found.indicator.steps)
    if reached:
        words = cards.step(turn.texts, language, reached, found.wording)
        yield choice(turn.line("reporting.same", answer=words), f"{STEP}{reached}")
    for number in range(reached + 1, last + 1):
        label = cards.step(turn.texts, language, number, found.wording, full=number == reached + 1)
        yield choice(label, f"{STEP}{number}")


def _days(turn: Turn, found: Case) -> Iterator[Button]:
    """A button keeps the day that it names, whenever it is pressed."""
    today = local_date(turn.heard.at, found.zone)
    for back, key in DAYS_OFFERED:
        day = today - timedelta(days=back)
        if day >= found.matter.first:
            label = turn.line(key, day=writing.short_date(day, turn.person.language))
            yield choice(label, f"{DAY}{day.isoformat()}")


def for_entries(turn: Turn, draft: Draft, found: Case) -> Text:
    """The whole list, to take entries out of it or to add some."""
    said = draft.said
    entries = said.entries if isinstance(said, Entries) else ()
    shown = entry_lists.numbered(said) if said is not None else ()
    lines = [*shown[-MOST_LISTED:], turn.line("reporting.change_entries")]
    first = max(0, len(entries) - MOST_DROPS) + 1
    drops = (choice(turn.line("reporting.drop", number=it), f"{DROP}{it}") for it in range(first, len(entries) + 1))
    more = (choice(turn.line("reporting.clear"), CLEAR), choice(turn.line("reporting.back"), BACK))
    title = naming.parted(
        (found.name(turn.texts, turn.person.language), turn.line("cards.entries", count=len(entries)))
    )
    return Text("\n".join(lines), choices=(*drops, *more), title=title)
