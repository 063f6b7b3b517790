"""Why an alert says what it says: the deadline, the days so far, the rule and what later days would cost."""

from msgspec.structs import replace

from handlers.turn import Next, Turn, stay
from messages import forecasting, naming, reasons
from messages.reasons import About
from rules.forecasts import forecast
from rules.refusals import NotYours
from storage import questions_review, questions_rounds


def why(turn: Turn, obligation_id: str) -> Next:
    """Every reason for what is said of a round that has not come. Raises NotYours."""
    matter = questions_review.matter(turn.work, obligation_id)
    if not questions_review.sees(questions_review.scope_of(turn.work, turn.person.id), matter):
        raise NotYours
    terms = questions_rounds.terms(turn.work, matter)
    if terms.rule is None or terms.deadline is None:
        return stay(turn.say("why.no_rule"))
    language = turn.person.language
    about = About(
        name=naming.round_name(turn.texts, language, matter.period, matter.year),
        tier=matter.tier,
        deadline_source=questions_rounds.source_of(turn.work, matter.framework_id, matter.period, matter.tier),
        ahead=True,
    )
    ahead = forecast(terms.rule, terms.deadline, turn.now, terms.calendar)
    card = reasons.reasons(turn.texts, language, ahead.today, about, terms.zone)
    return stay(replace(card, body=(*card.body, forecasting.every(turn.texts, language, ahead))))
