"""Which question's buttons are of no more use once it was answered, by a press or in words."""

from handlers.turn import ANSWER, Next, Turn
from messages.incoming import Pressed
from storage.tables import conversations
from storage.tables.conversations import DraftRow


def spent(turn: Turn, following: Next) -> str:
    """The message that a button was pressed on, where that ended a draft or its question is not the open one now."""
    what = turn.heard.what
    if not isinstance(what, Pressed) or not what.on or following.over:
        return what.on if isinstance(what, Pressed) else ""
    if not what.button.startswith(ANSWER):
        return ""
    draft_id, _, rest = what.button.removeprefix(ANSWER).partition(".")
    row = conversations.by_id(turn.work, turn.person.id, draft_id)
    return "" if row is not None and str(row.version) == rest.partition(".")[0] else what.on


def worded(turn: Turn, following: Next, row: DraftRow | None) -> str:
    """The question that words or a file have answered, where it has buttons that must go now."""
    if row is None or isinstance(turn.heard.what, Pressed):
        return ""
    goes_on = following.draft is not None and following.draft.subject == row.subject
    mark = f"{ANSWER}{row.id}.{row.version}."
    return mark if (following.over or goes_on) and mark in row.question else ""
