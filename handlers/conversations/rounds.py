"""A round at a glance: which indicators are in, which late and by how much, what the reader must send by when."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers import entering, finding
from handlers.turn import Next, Turn, deed, stay
from messages import forecasting, handings, naming, reasons, writing
from messages.arguments import Round
from messages.outgoing import Card, Row
from messages.states import State
from rules.deadlines import Deadline
from rules.forecasts import forecast
from rules.stages import Stage
from storage import questions_review, questions_rounds
from storage.questions_review import Matter, Scope
from storage.tables import consolidations, frameworks, people

INDICATOR_TIER, DEPARTMENT_TIER = 2, 3
SENDS = {INDICATOR_TIER: "overview.sends_2", DEPARTMENT_TIER: "overview.sends_3"}
MOST_ROWS = 10
STANDING = {Stage.HANDED: "overview.waiting", Stage.TAKEN: "overview.taken"}


def round_(turn: Turn, wanted: Round | None) -> Next:
    """The round that was typed, else the one that presses; its answer names its year."""
    scope = questions_review.scope_of(turn.work, turn.person.id)
    top = finding.round_meant(turn.work, DEPARTMENT_TIER, wanted)
    of_round = questions_rounds.of_round(turn.work, top.framework_id, top.period)
    mine = [each for each in of_round if each.tier < DEPARTMENT_TIER and questions_review.sees(scope, each)]
    rows = (*(_row(turn, each, top) for each in mine[: MOST_ROWS - 1]), _opdc(turn, top))
    language = turn.person.language
    first, last = (writing.short_date(day, language) for day in (top.first, top.last))
    card = Card(
        title=naming.round_name(turn.texts, language, top.period, top.year),
        small=turn.line("overview.days_of_round", first=first, last=last),
        state=_state(turn, top),
        body=(*_mine(turn, scope, mine, top), *_documents(turn, scope, top)),
        rows=rows,
    )
    return stay(card)


def _state(turn: Turn, top: Matter) -> State:
    if top.verdict is not None:
        return reasons.STATES[top.verdict.outcome]
    return State.LATE_OPEN if _is_past(turn, top) else State.NOT_DUE


def _is_past(turn: Turn, matter: Matter) -> bool:
    """Late and owed: a deadline before the first import is nobody's."""
    return matter.warned and matter.counted_until is not None and matter.counted_until <= turn.now


def _row(turn: Turn, matter: Matter, top: Matter) -> Row:
    """How an indicator's round stands, and how many of its units' reports are in."""
    language = turn.person.language
    may_hand = people.may_review(turn.work, turn.person.id, matter.indicator_key)
    button = None
    if matter.answered and matter.standing != Stage.RETURNED:
        button = deed(turn.line("overview.show"), "show", matter.ref)
    elif may_hand and top.verdict is None:
        button = deed(turn.line("overview.hand"), "submit", matter.indicator, f"{matter.period}/{matter.year}")
    name = naming.indicator(turn.texts, language, matter.indicator)
    detail = naming.parted((_standing(turn, matter, closed=top.verdict is not None), _reports(turn, matter, top)))
    return Row(label=name, detail=detail, button=button)


def _reports(turn: Turn, matter: Matter, top: Matter) -> str:
    """How many of its units' reports are in; of how many only while more may come: an arrival closes the others."""
    below = [each for each in questions_rounds.under(turn.work, matter) if each.answered or each.state != "closed"]
    came = sum(each.answered for each in below)
    if top.verdict is not None:
        return turn.line("overview.reports_closed", sent=came)
    return turn.line("overview.reports_in", sent=came, all=len(below)) if below else ""


def _standing(turn: Turn, matter: Matter, *, closed: bool) -> str:
    """In, taken, sent back, or when it is due and how late it is; nothing counts on once the round is at OPDC."""
    if matter.standing in STANDING and matter.verdict is not None:
        outcome = reasons.outcome(turn.texts, turn.person.language, matter.verdict)
        return turn.line(STANDING[Stage(matter.standing)], ref=matter.ref, outcome=outcome)
    if matter.standing == Stage.RETURNED:
        return turn.line("overview.returned", ref=matter.ref)
    if closed:
        return turn.line("overview.not_handed_closed")
    recalled = turn.line("overview.recalled") if matter.standing == Stage.RECALLED else ""
    return naming.parted((recalled, *_by_when(turn, matter)))


def _by_when(turn: Turn, matter: Matter) -> tuple[str, ...]:
    """By when it goes to the PSDG and how far that is, or that nobody owes it."""
    language = turn.person.language
    if matter.waiver:
        return (entering.waived(turn.work, turn.texts, language, matter),)
    due = _due(turn, matter)
    said = naming.due(language, due) if due else "–"
    extended = naming.extended_from(turn.texts, language, matter.stated_on)
    return turn.line("overview.due_psdg", due=said), extended, _distance(turn, matter)


def _due(turn: Turn, matter: Matter) -> Deadline | None:
    """The deadline that counts: moved, where its framework moves it."""
    return questions_rounds.terms(turn.work, matter).due


def _distance(turn: Turn, matter: Matter) -> str:
    """Working days until it is due, or how late it is now."""
    terms, language = questions_rounds.terms(turn.work, matter), turn.person.language
    if terms.due is None or not matter.warned:
        return ""
    today, due = terms.today(turn.now), terms.due.on
    if terms.is_late(turn.now):
        return reasons.overdue(turn.texts, language, terms.due, turn.now, terms.calendar)
    if today == due:
        return turn.line("overview.is_today")
    left = writing.days(len(terms.calendar.working_between(today, due)), language, working=True)
    return turn.line("overview.left", left=left)


def _opdc(turn: Turn, top: Matter) -> Row:
    """The round at OPDC: stated, or when it is due, how late and what that costs."""
    language = turn.person.language
    label = turn.line("overview.opdc")
    if top.verdict is not None:
        stated = consolidations.arrival_of(turn.work, top.id)
        when = handings.arrived(top.verdict, bool(stated and stated.hour_said), language)
        outcome = reasons.outcome(turn.texts, language, top.verdict)
        button = deed(turn.line("overview.show"), "show", top.ref)
        return Row(label=label, detail=naming.parted((when, outcome)), button=button)
    terms = questions_rounds.terms(turn.work, top)
    due = naming.due(language, terms.due) if terms.due else "–"
    if top.waiver:
        return Row(label=label, detail=entering.waived(turn.work, turn.texts, language, top))
    said = [due, naming.extended_from(turn.texts, language, top.stated_on), _distance(turn, top)]
    if _is_past(turn, top) and terms.rule is not None and terms.deadline is not None:
        cost = forecast(terms.rule, terms.deadline, turn.now, terms.calendar)
        said += [turn.line("overview.not_stated"), forecasting.every(turn.texts, language, cost)]
    return Row(label=label, detail=naming.parted(said))


def _mine(turn: Turn, scope: Scope, mine: Sequence[Matter], top: Matter) -> Iterator[str]:
    """What this reader must send by when."""
    language = turn.person.language
    owed = [each for each in mine if not each.answered and each.warned and top.verdict is None]
    open_: dict[Deadline, list[Matter]] = {}
    for each in owed:
        if each.indicator_key in scope.indicators and (due := _due(turn, each)):
            open_.setdefault(replace(due, extended=None), []).append(each)
    for due, theirs in sorted(open_.items(), key=lambda it: it[0].counted_until):
        codes = writing.listed([each.indicator for each in theirs], language)
        is_past = any(_is_past(turn, each) for each in theirs)
        key = "overview.mine_hand_late" if is_past else "overview.mine_hand"
        yield turn.line(key, indicators=codes, due=naming.due(language, due))
    opdc = _due(turn, top)
    if scope.answers and top.verdict is None and top.warned and opdc:
        due_in_full = naming.due(language, opdc)
        key = "overview.mine_send_late" if _is_past(turn, top) else "overview.mine_send"
        yield turn.line(key, due=due_in_full, round=f"{top.period}/{top.year}")


def _documents(turn: Turn, scope: Scope, top: Matter) -> Iterator[str]:
    """Of which documents the round is made for those to whom this reader sends it, as the source names them."""
    language = turn.person.language
    named = {
        it.code: naming.either(language, it.name, it.name_en)
        for it in frameworks.documents(turn.work, top.framework_id)
    }
    mine = {INDICATOR_TIER: bool(scope.indicators), DEPARTMENT_TIER: scope.answers}
    for each in frameworks.rounds(turn.work, top.framework_id):
        for deadline in each.deadlines if each.code == top.period else ():
            if deadline.sends and mine[deadline.tier]:
                sent = writing.listed([named[code] for code in deadline.sends], language)
                yield turn.line(SENDS[deadline.tier], documents=sent)
