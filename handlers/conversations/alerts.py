"""Why an alert says what it says: the deadline, the days so far, the rule and what later days would cost."""

from msgspec.structs import replace

from handlers.turn import Next, Turn, stay
from messages import forecasting, naming, reasons
from messages.reasons import About
from rules.deadlines import Stamp
from rules.forecasts import forecast
from rules.penalties import verdict
from rules.refusals import NotYours
from storage import questions_review, questions_rounds


def why(turn: Turn, obligation_id: str) -> Next:
    """Every reason for what is said of a round that has not come. Raises NotYours."""
    matter = questions_review.matter(turn.work, obligation_id)
    if not questions_review.sees(questions_review.scope_of(turn.work, turn.person.id), matter):
        raise NotYours
    terms = questions_rounds.terms(turn.work, matter)
    if terms.deadline is None:
        return stay(turn.say("why.no_rule"))
    language, stated = turn.person.language, questions_rounds.stated_deadline(turn.work, matter)
    about = About(
        name=naming.round_name(turn.texts, language, matter.period, matter.year),
        tier=matter.tier,
        stated=stated,
        due_ours=stated is not None and "on" in stated.ours,
        ahead=True,
    )
    now = verdict(terms.rule, terms.deadline, Stamp(at=turn.now), terms.calendar)
    card = reasons.reasons(turn.texts, language, now, about, terms.zone)
    if terms.rule is None:
        return stay(card)
    ahead = forecast(terms.rule, terms.deadline, turn.now, terms.calendar)
    return stay(replace(card, body=(*card.body, forecasting.every(turn.texts, language, ahead))))
