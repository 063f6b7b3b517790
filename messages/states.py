"""How each state of a report looks and is called: one table for Flex, Telegram, the page, pictures and documents."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from messages.texts import Texts

BLUE, AMBER, AMBER_TEXT = "#0072B2", "#E69F00", "#9A5B00"
VERMILION, VERMILION_TEXT, BROWN = "#D55E00", "#B8400A", "#5B1E00"
GREY, GREY_TEXT, WHITE = "#9AA0A6", "#5F6368", "#FFFFFF"


class State(StrEnum):
    """How a report stands; the value is also the id of its word."""

    ON_TIME = "on_time"
    SENT = "sent"
    SOON = "soon"
    LATE_SENT = "late_sent"
    LATE_OPEN = "late_open"
    NOTHING = "nothing"
    NOT_DUE = "not_due"
    NOT_REQUIRED = "not_required"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A state's sign and colours: `edge` of a card, `area` of a cell, `text` on white; never told by colour alone."""

    sign: str
    edge: str
    area: str
    text: str
    pattern: Literal["full", "hatched", "dashed"] = "full"


LOOKS: dict[State, Look] = {
    State.ON_TIME: Look(sign="✓", edge=BLUE, area=BLUE, text=BLUE),
    State.SENT: Look(sign="●", edge=BLUE, area=BLUE, text=BLUE),
    State.SOON: Look(sign="◷", edge=AMBER, area=AMBER, text=AMBER_TEXT),
    State.LATE_SENT: Look(sign="", edge=VERMILION, area=VERMILION, text=VERMILION_TEXT),
    State.LATE_OPEN: Look(sign="!", edge=BROWN, area=BROWN, text=BROWN),
    State.NOTHING: Look(sign="▨", edge=GREY, area=GREY, text=GREY_TEXT, pattern="hatched"),
    State.NOT_DUE: Look(sign="", edge=GREY, area=WHITE, text=GREY_TEXT, pattern="dashed"),
    State.NOT_REQUIRED: Look(sign="–", edge=GREY, area=WHITE, text=GREY_TEXT),
    State.RETURNED: Look(sign="↩", edge=AMBER, area=AMBER, text=AMBER_TEXT),
}


def sign(state: State, days_late: int = 0) -> str:
    """The sign of a state; of a late report the number of days."""
    return str(days_late) if state is State.LATE_SENT else LOOKS[state].sign


def word(texts: Texts, language: str, state: State, days_late: int = 0) -> str:
    """The word of a state, with the days where it counts them: "ล่าช้า 5 วัน"."""
    if state is State.LATE_SENT:
        return texts.line(language, f"states.{state}", days=days_late)
    return texts.line(language, f"states.{state}")
