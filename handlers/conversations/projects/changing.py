"""My units' projects under each indicator: listed, added, finished, and either undone while nothing hangs on it."""

from datetime import date

from msgspec.structs import replace

from handlers import showing
from handlers.actions.align import align
from handlers.actions.change_projects import add_project, continue_project, finish_project, withdraw_project
from handlers.conversations.projects import questions as ask
from handlers.conversations.projects.questions import (
    ADD,
    CANCEL,
    CONFIRM,
    CONTINUE,
    DONE,
    LAST_MONTH,
    TODAY,
    WITHDRAW,
    Adding,
    Finishing,
    Listing,
)
from handlers.turn import Next, Turn, again, deed, done, entry, stay, wait
from messages import cards, lengths, writing
from messages.outgoing import Button, Text
from messages.plain import plain
from messages.reading_dates import ReadDate
from messages.reading_dates import date as read_date
from rules.fiscal import FiscalYear, Month, local_date
from rules.holidays import DAY
from storage import questions
from storage.tables import frameworks, indicators, people, projects
from storage.tables.obligations import Part
from storage.tables.projects import Project


def list_all(turn: Turn, _: None) -> Next:
    """Every project of my units."""
    card = ask.for_list(turn, Listing())
    return wait(chosen, Listing(), card) if card.footer else stay(turn.say("projects.none"))


def chosen(turn: Turn, _: Listing) -> Next:
    """Add one under an indicator, finish one, or undo either."""
    value, found = turn.answer, ask.kept(turn)
    mine = {it.id for each in found for it in each.projects}
    if value[1:] in mine:
        return _changed(turn, value[0], value[1:])
    units_there = [it.unit_id for it in found if value == f"{ADD}{it.indicator.id}"]
    if len(units_there) == 1:
        draft = Adding(indicator_id=value[1:], unit_id=units_there[0])
        return wait(name, draft, ask.for_name(turn, draft))
    if units_there:
        draft = Adding(indicator_id=value[1:])
        return wait(which_unit, draft, ask.for_unit(turn, draft))
    return done(again=turn.heard.what)


def _changed(turn: Turn, what: str, project_id: str) -> Next:
    if what == WITHDRAW:
        return _undone(turn, withdraw_project(turn.work, project_id, by=turn.person.id), "projects.withdrawn")
    if what == CONTINUE:
        return _undone(turn, continue_project(turn.work, project_id, by=turn.person.id), "projects.continued")
    draft = Finishing(project_id=project_id)
    return wait(when, draft, ask.for_when(turn, draft))


def _undone(turn: Turn, project: Project, key: str) -> Next:
    _realign(turn, project)
    return done(turn.ask(key, (ask.to_list(turn),), code=project.code, name=project.name))


def which_unit(turn: Turn, draft: Adding) -> Next:
    """Whose project it is."""
    if turn.answer == CANCEL:
        return _left(turn)
    if turn.answer in people.units_of(turn.work, turn.person.id):
        draft = replace(draft, unit_id=turn.answer)
        return wait(name, draft, ask.for_name(turn, draft))
    return again(turn.say("projects.choose"))


def name(turn: Turn, draft: Adding) -> Next:
    """What it is called: something with a letter in it that none of them is called already."""
    typed = lengths.within(" ".join(turn.heard.text.split()), lengths.NAME)
    if turn.answer == CANCEL:
        return _left(turn)
    if not any(map(str.isalnum, typed)):
        return again()
    there = projects.of_unit(turn.work, draft.indicator_id, draft.unit_id)
    same = next((it for it in there if plain(it.name) == plain(typed)), None)
    if same is not None:
        return again(turn.say("projects.same_name", code=same.code, name=same.name))
    return _added(turn, draft, typed)


def _added(turn: Turn, draft: Adding, name: str) -> Next:
    """From this month on; it can be taken back at once."""
    today = local_date(turn.heard.at, writing.BANGKOK)
    made = add_project(
        turn.work, indicator_id=draft.indicator_id, unit_id=draft.unit_id, name=name, by=turn.person.id, today=today
    )
    _realign(turn, made)
    first = writing.month(Month.of(today).first, turn.person.language)
    code = indicators.by_id(turn.work, draft.indicator_id).code
    begin = deed(turn.line("projects.report"), "report", code, made.code)
    buttons = (begin, ask.withdrawing(turn, made), ask.to_list(turn))
    said = turn.ask("projects.added", buttons, code=made.code, name=made.name, month=first)
    return wait(chosen, Listing(), said)


def when(turn: Turn, draft: Finishing) -> Next:
    """The day on which it was finished: today, the last of last month, or a day that is typed."""
    today = local_date(turn.heard.at, writing.BANGKOK)
    if turn.answer == CANCEL:
        return _left(turn)
    if turn.answer == WITHDRAW:
        return _changed(turn, WITHDRAW, draft.project_id)
    first, day = _begins(turn, draft.project_id), _day(turn, today)
    if day is None or not first <= day <= today:
        return stay(turn.say("projects.not_a_day", first=writing.full_date(first, turn.person.language)))
    draft = replace(draft, on=day.isoformat())
    return wait(why, draft, ask.for_why(turn, draft))


def why(turn: Turn, draft: Finishing) -> Next:
    """Why it is finished, in a word, and once more with the day whether it is; typed again it is another reason."""
    if turn.answer == CANCEL:
        return _left(turn)
    if turn.answer == CONFIRM and draft.reason:
        return _finished(turn, draft)
    reason = turn.line("projects.all_done") if turn.answer == DONE else turn.heard.text.strip()
    if not reason:
        return again(turn.say("projects.why_in_words"))
    draft = replace(draft, reason=lengths.within(reason, lengths.REASON))
    return wait(why, draft, ask.for_why(turn, draft))


def _finished(turn: Turn, draft: Finishing) -> Next:
    """What proof is still owed is named."""
    on = date.fromisoformat(draft.on)
    finished = finish_project(turn.work, draft.project_id, on=on, reason=draft.reason, by=turn.person.id)
    _realign(turn, finished)
    words = turn.line("projects.finished", code=finished.code, day=writing.full_date(on, turn.person.language))
    lacking, button = _lacking(turn, finished)
    buttons = (*((button,) if button and lacking else ()), ask.continuing(turn, finished), ask.to_list(turn))
    return wait(chosen, Listing(), Text("\n".join(filter(None, (words, lacking))), choices=buttons))


def _lacking(turn: Turn, project: Project) -> tuple[str, Button | None]:
    """The evidence that is still owed, by the newest report, and the way to send it."""
    series = (project.unit_id, project.indicator_id, project.id)
    said = questions.history(turn.work, [project.unit_id]).get(series, [])
    if not said:
        return "", None
    found = showing.case(turn.work, said[-1].obligation_id)
    missing = showing.missing(turn.work, found, said[-1].answer)
    button = entry(turn.line("todo.prove"), "evidence.add_to", said[-1].obligation_id)
    return cards.missing(turn.texts, turn.person.language, missing), button


def _left(turn: Turn) -> Next:
    return done(turn.ask("projects.cancelled", (ask.to_list(turn),)))


def _begins(turn: Turn, project_id: str) -> date:
    """Its first day: nothing can have been finished before."""
    project = projects.by_id(turn.work, project_id)
    indicator = indicators.by_id(turn.work, project.indicator_id)
    return project.starts_on or FiscalYear(frameworks.by_id(turn.work, indicator.framework_id).year).first


def _day(turn: Turn, today: date) -> date | None:
    if turn.answer == TODAY:
        return today
    if turn.answer == LAST_MONTH:
        return Month.of(today).first - DAY
    read = read_date(turn.heard.text, today) if turn.heard.text else None
    return read.value if isinstance(read, ReadDate) else None


def _realign(turn: Turn, project: Project) -> None:
    indicator = indicators.by_id(turn.work, project.indicator_id)
    part = Part(indicator_id=project.indicator_id, unit_id=project.unit_id)
    align(turn.work, indicator.framework_id, turn.now, part)
