"""What happens at a tap: the nine action objects, and what a label must be where each is used."""

import re
from collections.abc import Callable, Sequence
from datetime import date, time
from functools import partial
from typing import Any

from bot.demo.line.checks.lengths import graphemes
from bot.demo.line.checks.primitives import (
    Check,
    Fault,
    Faults,
    MapCheck,
    Shape,
    anything,
    choice,
    kinds,
    matching,
    string,
    url,
)

ONLY_IN_QUICK_REPLIES = ("camera", "cameraRoll", "location")
EVERYWHERE = ("postback", "message", "uri", "datetimepicker", "clipboard")
WEB_LINE_OR_PHONE = url("http", "https", "line", "tel", most=1000)
YEARS = range(1900, 2101)


def _one_text_only(action: dict[str, Any], path: str, faults: Faults) -> None:
    if "text" in action and "displayText" in action:
        faults.append(Fault("displayText and text can't both be used", f"{path}.text"))
    if "fillInText" in action and action.get("inputOption") != "openKeyboard":
        faults.append(Fault("Only with the inputOption openKeyboard", f"{path}.fillInText"))


def _is_date(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)) and date.fromisoformat(value).year in YEARS
    except ValueError:
        return False


def _is_time(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"[0-9]{2}:[0-9]{2}", value)) and time.fromisoformat(value) is not None
    except ValueError:
        return False


def _is_date_and_time(value: str) -> bool:
    day, _, hour = value.replace("t", "T", 1).partition("T")
    return _is_date(day) and _is_time(hour)


FITS_MODE: dict[str, Callable[[str], bool]] = {"date": _is_date, "time": _is_time, "datetime": _is_date_and_time}


def picked_fits(action: dict[str, Any], picked: str) -> bool:
    """Whether a date-time picker can yield this value: its mode's format, between min and max."""
    if not FITS_MODE[action["mode"]](picked):
        return False
    return action.get("min", picked).upper() <= picked.upper() <= action.get("max", picked).upper()


def _picker_values(action: dict[str, Any], path: str, faults: Faults) -> None:
    fits = FITS_MODE[action["mode"]]
    wrong = [name for name in ("initial", "max", "min") if name in action and not fits(action[name])]
    faults.extend(Fault(f"Must be in the format of the mode {action['mode']}", f"{path}.{name}") for name in wrong)
    if not wrong and "min" in action and "max" in action and action["min"].upper() >= action["max"].upper():
        faults.append(Fault("Must be greater than min", f"{path}.max"))


LABEL = string(40, count=graphemes)
SHORT_TEXT = string(300, count=graphemes)
DATA = string(300)
MOMENT = string(16)

ACTIONS: dict[str, Shape] = {
    "postback": Shape(
        {
            "data": DATA,
            "displayText": SHORT_TEXT,
            "text": SHORT_TEXT,
            "inputOption": choice("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"),
            "fillInText": SHORT_TEXT,
        },
        required=["data"],
        also=[_one_text_only],
    ),
    "message": Shape({"text": SHORT_TEXT}, required=["text"]),
    "uri": Shape({"uri": WEB_LINE_OR_PHONE, "altUri": Shape({"desktop": WEB_LINE_OR_PHONE})}, required=["uri"]),
    "datetimepicker": Shape(
        {
            "data": DATA,
            "mode": choice("date", "time", "datetime"),
            "initial": MOMENT,
            "max": MOMENT,
            "min": MOMENT,
        },
        required=["data", "mode"],
        also=[_picker_values],
    ),
    "camera": Shape({}),
    "cameraRoll": Shape({}),
    "location": Shape({}),
    "richmenuswitch": Shape(
        {"richMenuAliasId": matching("[a-z0-9_-]{1,32}", "a rich menu alias ID"), "data": DATA},
        required=["richMenuAliasId", "data"],
    ),
    "clipboard": Shape({"clipboardText": string(1000)}, required=["clipboardText"]),
}
for _shape in ACTIONS.values():
    _shape.fields |= {"type": anything, "label": LABEL}


def _label(most: int, required: bool, action: dict[str, Any], path: str, faults: Faults) -> None:
    if "label" in action and isinstance(action["label"], str):
        if graphemes(action["label"]) > most:
            faults.append(Fault(f"Length must be between 1 and {most}", f"{path}.label"))
    elif required:
        faults.append(Fault("May not be empty", f"{path}.label"))


def _action(only: Sequence[str], most: int, *, required: bool) -> Check:
    known = kinds(ACTIONS, *only)
    label: MapCheck = partial(_label, most, required)

    def check(value: Any, path: str, faults: Faults) -> None:
        before = len(faults)
        known(value, path, faults)
        if len(faults) == before:
            label(value, path, faults)

    return check


QUICK_REPLY_ACTION = _action((*EVERYWHERE, *ONLY_IN_QUICK_REPLIES), 20, required=True)
TEMPLATE_ACTION = _action(EVERYWHERE, 20, required=True)
IMAGE_CAROUSEL_ACTION = _action(EVERYWHERE, 12, required=False)
FLEX_BUTTON_ACTION = _action(EVERYWHERE, 40, required=True)
FLEX_ACTION = _action(EVERYWHERE, 40, required=False)
FLEX_VIDEO_ACTION = _action(("uri",), 40, required=False)
RICH_MENU_ACTION = _action((*EVERYWHERE, "richmenuswitch"), 20, required=False)
