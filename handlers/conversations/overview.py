"""One sentence on how it stands: who has sent the newest month, and the round at OPDC with what a delay costs."""

from collections.abc import Iterator, Sequence
from datetime import date

from handlers.actions.steps import pressing
from handlers.turn import Next, Turn, deed, stay
from messages import agendas, forecasting, naming, reasons, writing
from messages.outgoing import Text
from rules.fiscal import local_date
from rules.forecasts import forecast
from rules.process import Stand, Standing
from rules.refusals import NotYours
from storage import questions_review, questions_rounds
from storage.questions_review import Matter
from storage.tables import frameworks, indicators
from storage.tables.frameworks import Framework


def overview(turn: Turn, _: object) -> Next:
    """The newest month that was asked for, within what this person may see, and each round that is not at OPDC yet; to
    whoever looks at an indicator or at all also the steps of the process that are late or can be done now.
    Raises NotYours for whoever looks at nothing."""
    today = local_date(turn.now, writing.BANGKOK)
    scope = questions_review.scope_of(turn.work, turn.person.id)
    if scope.is_empty:
        raise NotYours
    month = questions_review.newest_period(turn.work, scope, today)
    rounds = _pressing(turn)
    steps = pressing(turn.work, turn.now) if scope.everything or scope.indicators else ()
    lines = [*(_of_round(turn, each) for each in rounds), *_of_steps(turn, steps)]
    lines = [_of_month(turn, month), *lines] if month or _is_reported(turn) or not lines else lines
    choices = [deed(turn.line("overview.late"), "late")]
    choices += [deed(turn.line("agenda.all"), "calendar")] if steps else []
    choices += [deed(_short(turn, each), "round", f"{each.period}/{each.year}") for each in _offered(rounds)]
    title = writing.full_date(today, turn.person.language)
    return stay(Text("\n".join(lines), choices=tuple(choices), title=title))


def _is_reported(turn: Turn) -> bool:
    """Whether any framework in force has indicators, so that a month can be asked for."""
    return any(indicators.of_framework(turn.work, it.id) for it in frameworks.in_force(turn.work))


def _offered(rounds: list[Matter]) -> list[Matter]:
    """The round to look at: the first that is not at OPDC."""
    return [each for each in rounds if each.verdict is None][:1] or rounds[-1:]


def _of_steps(turn: Turn, found: Sequence[tuple[Framework, Standing]]) -> Iterator[str]:
    """How many steps are late, and the first of them; else the first that can be done now, with its days."""
    if not found:
        return
    texts, language, (framework, first) = turn.texts, turn.person.language, found[0]
    of = framework.title if len(frameworks.in_force(turn.work)) > 1 else ""
    name = naming.parted((of, agendas.step_title(texts, language, first.step)))
    if first.stand is Stand.LATE:
        late = writing.days(len(first.late), language, working=True)
        yield turn.line("overview.steps_late", count=len(found), step=name, days=late)
    else:
        yield turn.line("overview.step_now", step=name, days=agendas.days(texts, language, first.expected))


def _of_month(turn: Turn, month: tuple[Matter, ...]) -> str:
    # An arrival closes what never came; without one, closed is what nobody owes any more.
    is_closed = _is_closed(turn, month)
    counted = [each for each in month if is_closed or each.state != questions_rounds.CLOSED or each.answered]
    if not counted:
        return turn.line("overview.nothing_asked")
    complete: dict[str, bool] = {}
    for each in counted:
        complete[each.unit] = complete.get(each.unit, True) and each.answered
    missing = [unit for unit, is_complete in complete.items() if not is_complete]
    name = writing.month(_last(month), turn.person.language)
    facts = {"period": name, "sent": len(complete) - len(missing), "all": len(complete)}
    if is_closed:
        return turn.line("overview.closed", **facts)
    if not missing:
        return turn.line("overview.all_sent", **facts)
    return turn.line("overview.sent", missing=", ".join(missing), **facts)


def _is_closed(turn: Turn, month: tuple[Matter, ...]) -> bool:
    """Whether a round with this month in it was stated as arrived."""
    stated = [each for each in questions_rounds.department(turn.work) if each.answered]
    frameworks = {each.framework_id for each in month}
    return any(it.framework_id in frameworks and it.first <= _last(month) <= it.last for it in stated)


def _last(month: tuple[Matter, ...]) -> date:
    return max(each.last for each in month)


def _pressing(turn: Turn) -> list[Matter]:
    """Rounds past their deadline that nobody has stated, where there is none the next one; and the last one stated."""
    known = [each for each in questions_rounds.department(turn.work) if each.due]
    owed = [each for each in known if each.warned and not each.answered]
    late = [each for each in owed if each.counted_until and each.counted_until <= turn.now]
    return [*[each for each in known if each.answered][-1:], *(late or owed[:1])]


def _of_round(turn: Turn, matter: Matter) -> str:
    language = turn.person.language
    name = naming.round_name(turn.texts, language, matter.period, matter.year)
    if matter.verdict is not None:
        outcome = reasons.outcome(turn.texts, language, matter.verdict)
        when = writing.full_date(matter.verdict.at.astimezone(writing.BANGKOK).date(), language)
        return turn.line("overview.arrived", round=name, when=when, outcome=outcome)
    terms = questions_rounds.terms(turn.work, matter)
    if terms.deadline is None or terms.due is None:
        return turn.line("overview.no_date", round=name)
    due = naming.due(language, terms.due)
    if not terms.is_late(turn.now):
        left = len(terms.calendar.working_between(terms.today(turn.now), terms.due.on))
        days = writing.days(left, language, working=True)
        return turn.line("overview.coming", round=name, due=due, left=days)
    if terms.rule is None:
        return turn.line("overview.not_arrived", round=name, due=due)
    cost = forecast(terms.rule, terms.deadline, turn.now, terms.calendar)
    said = forecasting.sentence(turn.texts, language, cost)
    return turn.line("overview.costs", round=name, due=due, cost=said)


def _short(turn: Turn, matter: Matter) -> str:
    return turn.line("overview.round", months=matter.period)
