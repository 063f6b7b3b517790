"""A report in one typed line, and nothing to report in one: what the line leaves open is asked."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from msgspec import Struct
from msgspec.structs import replace

from handlers import offers, showing
from handlers.conversations.reporting import beginning, listing, questions
from handlers.conversations.reporting import draft as drafts
from handlers.conversations.reporting.answering import take
from handlers.conversations.reporting.draft import Draft
from handlers.turn import Next, Turn, again, choice, done, stay, wait
from messages import lengths, reading
from messages.arguments import NothingLine, ReportLine, Step, arguments
from messages.incoming import Pressed, SentFile
from messages.outgoing import Button, Text, unpacked
from messages.reading import Number, Ratio
from messages.writing import BANGKOK
from rules.entries import NothingToReport
from rules.fiscal import local_date
from rules.frameworks import ANSWERED
from rules.refusals import ClosedPeriod, NotAnsweredHere, NotBound, NothingOwed, NotYours, Refusal, UnknownName
from storage import questions as asked
from storage.questions_review import Matter
from storage.tables import conversations, frameworks, indicators, people, reports
from storage.tables.indicators import Indicator

MOST_NEAR, NEAR = 3, 0.4


class Line(Struct, frozen=True, kw_only=True):
    """What was typed behind the command's word, and what was chosen since; `rest` follows the indicator's code."""

    indicator: str
    rest: str
    nothing: bool
    unit_id: str = ""
    project_id: str = ""

    @property
    def subject(self) -> str:
        return "report-line"


class Told(Struct, frozen=True, kw_only=True):
    """A line once its project is known (None: it is not): the answer, and the words that follow it."""

    project_id: str | None
    answer: Step | Number | Ratio | None
    words: str


def report(turn: Turn, typed: ReportLine | None) -> Next:
    """All that I owe; or one report in a line, for the oldest period still owed, else the oldest that can be reported.

    Raises NotYours, NotBound, UnknownName, NothingOwed, TooLong, and what record.judge raises.
    """
    if typed is None:
        return listing.show(turn)
    return _resolve(turn, Line(indicator=typed.indicator, rest=typed.rest, nothing=False))


def nothing(turn: Turn, typed: NothingLine | None) -> Next:
    """Nothing to report: alone it answers the open question, with an indicator it is a report. Raises as `report`."""
    if typed is not None:
        lengths.within(typed.rest, lengths.NOTE)
        return _resolve(turn, Line(indicator=typed.indicator, rest=typed.rest, nothing=True))
    row = conversations.open_of(turn.work, turn.person.id)
    press = offers.answering(unpacked(row.question), questions.NOTHING) if row else None
    return Next(shapes=(), again=Pressed(button=press)) if press else stay(turn.say("reporting.nothing_usage"))


def which_unit(turn: Turn, line: Line) -> Next:
    """For which of several units."""
    units = {it.unit_id: it.unit for it in _reportable(turn, line.indicator)}
    chosen = turn.answer or _named(turn.heard.text, {code: unit_id for unit_id, code in units.items()})
    return _resolve(turn, replace(line, unit_id=chosen)) if chosen in units else _unheard(turn)


def which_project(turn: Turn, line: Line) -> Next:
    """For which of several projects."""
    found = _narrowed(_reportable(turn, line.indicator), line)
    chosen = turn.answer or _named(turn.heard.text, _names(found))
    projects = {it.project_id for it in found}
    return _resolve(turn, replace(line, project_id=chosen)) if chosen in projects else _unheard(turn)


def _resolve(turn: Turn, line: Line) -> Next:
    found = _narrowed(_reportable(turn, line.indicator), line)
    said = _said_already(turn, line, found) if not found or _names_none(turn, line, found) else None
    if said is not None:
        conversations.remove_about(turn.work, turn.person.id, line.subject)
        return stay(said)
    units = {it.unit_id: it.unit for it in found}
    if len(units) > 1:
        return wait(which_unit, line, unit_question(turn, line))
    told = _told(turn, line, found)
    chosen = [it for it in found if told.project_id in (None, it.project_id)]
    unknown = _unknown_project(turn, line, found)
    if unknown or len({it.project_id for it in chosen}) > 1:
        slip = (turn.say("refusals.unknown_name", kind="project", typed=unknown),) if unknown else ()
        return wait(which_project, line, *slip, _among(turn, line, chosen))
    conversations.remove_about(turn.work, turn.person.id, line.subject)
    return _begin(turn, _meant(turn, chosen), line, told)


def unit_question(turn: Turn, line: Line) -> Text:
    """Which of the units that have something left to report of the indicator."""
    units = {it.unit_id: it.unit for it in _narrowed(_reportable(turn, line.indicator), line)}
    buttons = (choice(code, unit_id) for unit_id, code in units.items())
    return turn.ask("reporting.which_unit", (*buttons, _cancel(turn)))


def project_question(turn: Turn, line: Line) -> Text:
    """Which of the projects that have something left to report."""
    found = _narrowed(_reportable(turn, line.indicator), line)
    told = _told(turn, line, found)
    return _among(turn, line, [it for it in found if told.project_id in (None, it.project_id)])


def line_left(turn: Turn, line: Line) -> str:
    """The words that were typed."""
    return turn.line("drafts.left_over", words=f"{line.indicator} {line.rest}".strip())


def _among(turn: Turn, line: Line, found: Sequence[Matter]) -> Text:
    labels = {it.project_id: _name(turn, it) for it in found}
    buttons = (choice(label, project_id) for project_id, label in labels.items())
    return turn.ask("reporting.which_project", (*buttons, _cancel(turn)), indicator=line.indicator)


def _cancel(turn: Turn) -> Button:
    return choice(turn.line("reporting.cancel"), questions.CANCEL)


def _name(turn: Turn, matter: Matter) -> str:
    """A project among others: its code and what it is called."""
    if not matter.project:
        return turn.line("reporting.as_a_whole")
    return f"{matter.project} {matter.project_name}"


def _begin(turn: Turn, matter: Matter, line: Line, told: Told) -> Next:
    found = showing.case_of(turn.work, matter)
    if line.nothing:
        draft = Draft(obligation_id=matter.id, proof_asked=True)
        return take(turn, draft, found, NothingToReport(reason=told.words))
    if told.answer is None and not told.words:
        return beginning.begin(turn, matter.id)
    return beginning.in_a_line(turn, found, line.rest, told.answer, told.words)


def _told(turn: Turn, line: Line, found: Sequence[Matter]) -> Told:
    """Which project the words name, which answer they give, and what is left as the note."""
    names = _names(found)
    only = next(iter({it.project_id for it in found})) if len({it.project_id for it in found}) == 1 else None
    if line.nothing:
        hit = reading.named(line.rest, names)
        project = line.project_id or (names[hit[0]] if hit else only)
        return Told(project_id=project, answer=None, words=hit[1] if hit else line.rest)
    typed = _typed(turn, line.indicator, line.rest)
    whole = reading.named(typed.project, names) if typed.project else None
    if whole is not None and not whole[1]:
        return Told(project_id=names[whole[0]], answer=typed.answer, words=typed.note)
    hit = reading.named(line.rest, names) if typed.project or typed.answer is None or only is None else None
    if hit is not None:
        after = _typed(turn, line.indicator, hit[1])
        words = after.note if after.answer is not None else hit[1]
        return Told(project_id=names[hit[0]], answer=after.answer, words=words)
    words = typed.note if typed.answer is not None else line.rest
    return Told(project_id=line.project_id or only, answer=typed.answer, words=words)


def _typed(turn: Turn, indicator: str, rest: str) -> ReportLine:
    typed = arguments("report", f"{indicator} {rest}", local_date(turn.heard.at, BANGKOK))
    return typed if isinstance(typed, ReportLine) else ReportLine(indicator=indicator, rest=rest)


def _reportable(turn: Turn, code: str) -> tuple[Matter, ...]:
    unit_ids = people.units_of(turn.work, turn.person.id)
    if not unit_ids:
        raise NotYours
    found = asked.reportable_on(turn.work, unit_ids, code, local_date(turn.now, BANGKOK))
    if found:
        return _of_the_first_year(found)
    bound = {it.code for unit_id in unit_ids for it in indicators.of_unit(turn.work, unit_id)}
    if code in bound and asked.sent_on(turn.work, unit_ids, code):
        return ()
    unanswered = [it for it in _named_so(turn, code) if it.method not in ANSWERED]
    if unanswered:
        raise NotAnsweredHere(indicator=code, method=unanswered[0].method)
    if code in bound:
        raise _none_left(turn, unit_ids, code)
    if _named_so(turn, code):
        raise NotBound(unit=_unit(turn), indicator=code)
    raise UnknownName(kind="indicator", typed=code, nearest=tuple(get_close_matches(code, bound, MOST_NEAR, NEAR)))


def _of_the_first_year(found: Sequence[Matter]) -> tuple[Matter, ...]:
    """Without what a later year owes of the same project: in October both years' are open, and it is one to people."""

    keys = {it.id: (it.unit_id, it.project, it.project_name) for it in found}
    first: dict[tuple[str, str, str], int] = {}
    for it in found:
        first[keys[it.id]] = min(it.year, first.get(keys[it.id], it.year))
    return tuple(it for it in found if it.year == first[keys[it.id]])


def _named_so(turn: Turn, code: str) -> list[Indicator]:
    known = (indicators.by_code(turn.work, it.id, code) for it in frameworks.in_force(turn.work))
    return [it for it in known if it is not None]


def _none_left(turn: Turn, unit_ids: Sequence[str], code: str) -> Refusal:
    """Entry is closed for what might have been reported; or all of it has come."""
    for it in reversed(asked.closed_of(turn.work, unit_ids, code, local_date(turn.now, BANGKOK))):
        closing = asked.closing(turn.work, it)
        if closing is not None:
            return ClosedPeriod(period=it.period, round_code=closing.code)
    return NothingOwed()


def _names_none(turn: Turn, line: Line, found: Sequence[Matter]) -> bool:
    """Whether the words begin with something that is none of these projects and no answer."""
    if line.project_id or not line.rest or reading.named(line.rest, _names(found)):
        return False
    typed = _typed(turn, line.indicator, line.rest)
    return line.nothing or typed.answer is None or bool(typed.project)


def _unknown_project(turn: Turn, line: Line, found: Sequence[Matter]) -> str:
    """What stands in a project's place and names none of them, though there are some."""
    if line.nothing or not _names(found) or not _names_none(turn, line, found):
        return ""
    return lengths.shortened(_typed(turn, line.indicator, line.rest).project, lengths.NAME)


def _said_already(turn: Turn, line: Line, found: Sequence[Matter]) -> Text | None:
    """Where all of what is named has been sent: by whom and when, and the way to correct it; else None.

    A project that was sent is not taken for another one that was not.
    """
    sent = _narrowed(asked.sent_on(turn.work, people.units_of(turn.work, turn.person.id), line.indicator), line)
    if not sent:
        return None
    project_id = _told(turn, line, (*found, *sent)).project_id
    left = [it for it in found if project_id in (None, it.project_id)]
    newest = next((it for it in sent if project_id in (None, it.project_id)), None)
    if left or newest is None:
        return None
    report = reports.by_ref(turn.work, newest.ref)
    return beginning.sent_already(turn, report) if report else None


def _unit(turn: Turn) -> str:
    return next(post.unit for post in people.posts_of(turn.work, turn.person.id) if post.role in people.ROLES[:2])


def _narrowed(found: Iterable[Matter], line: Line) -> tuple[Matter, ...]:
    return tuple(it for it in found if line.unit_id in ("", it.unit_id) and line.project_id in ("", it.project_id))


def _names(found: Iterable[Matter]) -> dict[str, str]:
    """The codes and names of their projects, to their ids; of two years' the first that is named."""
    projects = [it for it in reversed(tuple(found)) if it.project]
    return {it.project: it.project_id for it in projects} | {it.project_name: it.project_id for it in projects}


def _named(text: str, names: dict[str, str]) -> str:
    hit = reading.named(text, names) if text else None
    return names[hit[0]] if hit else ""


def _meant(turn: Turn, found: Sequence[Matter]) -> Matter:
    """The oldest period that is owed, else the oldest; of what is never owed the newest: it happened just now."""
    today = local_date(turn.now, BANGKOK)
    if all(it.owed_on is None for it in found):
        return max(found, key=lambda it: it.first)
    return min(found, key=lambda it: (it.owed_on is None or it.owed_on > today, it.first))


def _unheard(turn: Turn) -> Next:
    """Nothing is reported, or a file is kept until it is known for what; anything else is asked again."""
    sent = turn.heard.what
    if turn.answer == questions.CANCEL:
        return done(turn.say("reporting.cancelled"))
    if not isinstance(sent, SentFile):
        near = offers.nearly(turn)
        return again(near) if near else stay(turn.say("reporting.choose"))
    return drafts.keep_for_later(turn, sent)
