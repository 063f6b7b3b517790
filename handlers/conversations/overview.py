"""How it stands, for whoever asks: a sentence for a director, and the year of the units as a picture."""

from handlers.actions.steps import pressing
from handlers.actions.sum_up import sum_up
from handlers.turn import Next, Turn, stay
from rules.refusals import NotYours
from storage import questions_review


def overview(turn: Turn, _: object) -> Next:
    """Within what this person may see; the steps of the process to whoever looks at an indicator or at all. Raises
    NotYours for whoever looks at nothing."""
    scope = questions_review.scope_of(turn.work, turn.person.id)
    if scope.is_empty:
        raise NotYours
    steps = pressing(turn.work, turn.now) if scope.everything or scope.indicators else ()
    return stay(*sum_up(turn.work, turn.texts, turn.person.language, scope, steps))
