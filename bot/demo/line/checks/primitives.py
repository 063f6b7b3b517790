"""The pieces that every check is built of: each looks at one JSON value and appends what is wrong with it."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from bot.demo.line.checks.lengths import utf16_units


class Fault(NamedTuple):
    """One entry of `details` in LINE's error body: what is wrong, and where."""

    message: str
    property: str


Faults = list[Fault]
Check = Callable[[Any, str, Faults], None]
MapCheck = Callable[[dict[str, Any], str, Faults], None]
WHAT_A_URL_MAY_HOLD = re.compile("(?:[!-$&-~]|%[0-9A-Fa-f]{2})+")


def string(most: int, *, least: int = 1, count: Callable[[str], int] = utf16_units) -> Check:
    """A string of least…most units as `count` counts them."""

    def check(value: Any, path: str, faults: Faults) -> None:
        if not isinstance(value, str):
            faults.append(Fault("Must be a string", path))
        elif least and not value:
            faults.append(Fault("May not be empty", path))
        elif not least <= count(value) <= most:
            faults.append(Fault(f"Length must be between {least} and {most}", path))

    return check


def matching(pattern: str, words: str) -> Check:
    """A string that matches the whole pattern; `words` completes the sentence "Must be …"."""
    compiled = re.compile(pattern)

    def check(value: Any, path: str, faults: Faults) -> None:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            faults.append(Fault(f"Must be {words}", path))

    return check


def choice(*allowed: str) -> Check:
    """One of the given words."""
    known = frozenset(allowed)
    message = f"Must be one of the following values: [{', '.join(allowed)}]"

    def check(value: Any, path: str, faults: Faults) -> None:
        if not isinstance(value, str) or value not in known:
            faults.append(Fault(message, path))

    return check


def whole(least: int, most: int = 2**31 - 1) -> Check:
    """An integer between the two, both included."""

    def check(value: Any, path: str, faults: Faults) -> None:
        if type(value) is not int:
            faults.append(Fault("Must be an integer", path))
        elif not least <= value <= most:
            faults.append(Fault(f"Must be between {least} and {most}", path))

    return check


def number(least: float, most: float) -> Check:
    """A number between the two, both included."""

    def check(value: Any, path: str, faults: Faults) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            faults.append(Fault("Must be a number", path))
        elif not least <= value <= most:
            faults.append(Fault(f"Must be between {least} and {most}", path))

    return check


def flag(value: Any, path: str, faults: Faults) -> None:
    """True or false."""
    if not isinstance(value, bool):
        faults.append(Fault("Must be a boolean", path))


def url(*schemes: str, most: int = 2000) -> Check:
    """A percent-encoded address of at most so many characters, in one of the schemes."""
    size = string(most)

    def check(value: Any, path: str, faults: Faults) -> None:
        before = len(faults)
        size(value, path, faults)
        if len(faults) == before and not _is_address(value, schemes):
            faults.append(Fault(f"Must be a valid, percent-encoded URI in the scheme {' or '.join(schemes)}", path))

    return check


def _is_address(value: str, schemes: tuple[str, ...]) -> bool:
    if not WHAT_A_URL_MAY_HOLD.fullmatch(value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in schemes and bool(parts.netloc or (parts.scheme not in ("http", "https") and parts.path))


def listed(item: Check, *, most: int, least: int = 1) -> Check:
    """A list of least…most items that each pass."""

    def check(value: Any, path: str, faults: Faults) -> None:
        if not isinstance(value, list):
            faults.append(Fault("Must be an array", path))
            return
        if not least <= len(value) <= most:
            faults.append(Fault(f"Size must be between {least} and {most}", path))
        for index, each in enumerate(value):
            item(each, f"{path}[{index}]", faults)

    return check


class Shape:
    """A JSON object: the properties it may have, those it must have, and rules over several of them."""

    def __init__(
        self, fields: Mapping[str, Check], *, required: Sequence[str] = (), also: Sequence[MapCheck] = ()
    ) -> None:
        self.fields = dict(fields)
        self._required = tuple(required)
        self._also = tuple(also)

    def __call__(self, value: Any, path: str, faults: Faults) -> None:
        if not isinstance(value, dict):
            faults.append(Fault("Must be an object", path))
            return
        before = len(faults)
        for name in self._required:
            if name not in value:
                faults.append(Fault("May not be empty", _within(path, name)))
        for name, each in value.items():
            check = self.fields.get(name)
            if check is None:
                faults.append(Fault("Unknown property", _within(path, name)))
            else:
                check(each, _within(path, name), faults)
        if len(faults) == before:
            for rule in self._also:
                rule(value, path, faults)


def _within(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def kinds(table: Mapping[str, Check], *only: str) -> Check:
    """An object whose `type` names its shape in the table, which may still grow; `only` narrows the names."""

    def check(value: Any, path: str, faults: Faults) -> None:
        if not isinstance(value, dict):
            faults.append(Fault("Must be an object", path))
            return
        allowed = only or tuple(table)
        kind = value.get("type")
        if kind not in allowed:
            message = f"Must be one of the following values: [{', '.join(allowed)}]"
            faults.append(Fault(message, f"{path}.type"))
        else:
            table[kind](value, path, faults)

    return check


def anything(value: Any, path: str, faults: Faults) -> None:
    """Looked at elsewhere: the `type` that `kinds` has read."""
