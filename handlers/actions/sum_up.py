"""How it stands in a few sentences: who has sent the newest month, the rounds at OPDC with what a delay costs, the
steps of the process; for whoever asks, and once a week for those who only look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handlers import charting
from handlers.turn import deed
from messages import agendas, forecasting, naming, reasons, writing
from messages.outgoing import Button, Exhibit, Text
from messages.patterns import Value
from messages.texts import Texts
from rules.fiscal import local_date
from rules.forecasts import forecast
from rules.process import Stand, Standing
from storage import questions_review, questions_rounds
from storage.questions_review import Matter, Scope
from storage.tables import frameworks, indicators
from storage.tables.frameworks import Framework
from storage.work import Work

Steps = Sequence[tuple[Framework, Standing]]


@dataclass(frozen=True, kw_only=True)
class _Reader:
    """Who reads it, and what they may see."""

    work: Work
    texts: Texts
    language: str
    scope: Scope

    def line(self, key: str, **values: Value) -> str:
        return self.texts.line(self.language, key, **values)


def sum_up(work: Work, texts: Texts, language: str, scope: Scope, steps: Steps = ()) -> tuple[Text | Exhibit, ...]:
    """The newest month that was asked for, within `scope`, each round that is not at OPDC yet, and `steps` of the
    process that are late or can be done now; then the picture of the year, where there is one to be drawn."""
    reader = _Reader(work=work, texts=texts, language=language, scope=scope)
    today = local_date(work.now, writing.BANGKOK)
    month = questions_review.newest_period(work, scope, today)
    rounds = _pressing(reader)
    lines = [*(_of_round(reader, each) for each in rounds), *_of_steps(reader, steps)]
    lines = [_of_month(reader, month), *lines] if month or _is_reported(reader) or not lines else lines
    words = Text("\n".join(lines), choices=_choices(reader, steps, rounds), title=writing.full_date(today, language))
    drawn = charting.chart(work, texts, language, scope, month, today)
    return (words, drawn) if drawn else (words,)


def _choices(reader: _Reader, steps: Steps, rounds: list[Matter]) -> tuple[Button, ...]:
    choices = [deed(reader.line("overview.late"), "late")]
    choices += [deed(reader.line("agenda.all"), "calendar")] if steps else []
    choices += [deed(_short(reader, each), "round", f"{each.period}/{each.year}") for each in _offered(rounds)]
    return tuple(choices)


def _is_reported(reader: _Reader) -> bool:
    """Whether any framework in force has indicators, so that a month can be asked for."""
    return any(indicators.of_framework(reader.work, it.id) for it in frameworks.in_force(reader.work))


def _offered(rounds: list[Matter]) -> list[Matter]:
    """The round to look at: the first that is not at OPDC."""
    return [each for each in rounds if each.verdict is None][:1] or rounds[-1:]


def _of_steps(reader: _Reader, found: Steps) -> Iterator[str]:
    """How many steps are late, and the first of them; else the first that can be done now, with its days."""
    if not found:
        return
    texts, language, (framework, first) = reader.texts, reader.language, found[0]
    of = framework.title if len(frameworks.in_force(reader.work)) > 1 else ""
    name = naming.parted((of, agendas.step_title(texts, language, first.step)))
    if first.stand is Stand.LATE:
        late = writing.days(len(first.late), language, working=True)
        yield reader.line("overview.steps_late", count=len(found), step=name, days=late)
    else:
        yield reader.line("overview.step_now", step=name, days=agendas.days(texts, language, first.expected))


def _of_month(reader: _Reader, month: tuple[Matter, ...]) -> str:
    # An arrival closes what never came; without one, closed is what nobody owes any more.
    is_closed = _is_closed(reader, month)
    counted = [each for each in month if is_closed or each.state != questions_rounds.CLOSED or each.answered]
    if not counted:
        return reader.line("overview.nothing_asked")
    complete: dict[str, bool] = {}
    for each in counted:
        complete[each.unit] = complete.get(each.unit, True) and each.answered
    missing = [unit for unit, is_complete in complete.items() if not is_complete]
    name = writing.month(_last(month), reader.language)
    facts = {"period": name, "sent": len(complete) - len(missing), "all": len(complete)}
    if is_closed:
        return reader.line("overview.closed", **facts)
    if not missing:
        return reader.line("overview.all_sent", **facts)
    return reader.line("overview.sent", missing=", ".join(missing), **facts)


def _is_closed(reader: _Reader, month: tuple[Matter, ...]) -> bool:
    """Whether a round with this month in it was stated as arrived."""
    stated = [each for each in questions_rounds.department(reader.work) if each.answered]
    frameworks = {each.framework_id for each in month}
    return any(it.framework_id in frameworks and it.first <= _last(month) <= it.last for it in stated)


def _last(month: tuple[Matter, ...]) -> date:
    return max(each.last for each in month)


def _pressing(reader: _Reader) -> list[Matter]:
    """Rounds past their deadline that nobody has stated, where there is none the next one; and the last one stated."""
    known = [each for each in questions_rounds.department(reader.work) if each.due]
    owed = [each for each in known if each.warned and not each.answered]
    late = [each for each in owed if each.counted_until and each.counted_until <= reader.work.now]
    return [*[each for each in known if each.answered][-1:], *(late or owed[:1])]


def _of_round(reader: _Reader, matter: Matter) -> str:
    language = reader.language
    name = naming.round_name(reader.texts, language, matter.period, matter.year)
    if matter.verdict is not None:
        outcome = reasons.outcome(reader.texts, language, matter.verdict)
        when = writing.full_date(matter.verdict.at.astimezone(writing.BANGKOK).date(), language)
        return reader.line("overview.arrived", round=name, when=when, outcome=outcome)
    terms = questions_rounds.terms(reader.work, matter)
    if terms.deadline is None or terms.due is None:
        return reader.line("overview.no_date", round=name)
    due = naming.due(language, terms.due)
    if not terms.is_late(reader.work.now):
        left = len(terms.calendar.working_between(terms.today(reader.work.now), terms.due.on))
        days = writing.days(left, language, working=True)
        return reader.line("overview.coming", round=name, due=due, left=days)
    if terms.rule is None:
        return reader.line("overview.not_arrived", round=name, due=due)
    cost = forecast(terms.rule, terms.deadline, reader.work.now, terms.calendar)
    said = forecasting.sentence(reader.texts, language, cost)
    return reader.line("overview.costs", round=name, due=due, cost=said)


def _short(reader: _Reader, matter: Matter) -> str:
    return reader.line("overview.round", months=matter.period)
