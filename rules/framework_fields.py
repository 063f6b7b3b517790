"""One table of a framework file: hands out checked values, and notes every mistake instead of stopping at the first."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Final, TypeVar

from rules.framework_days import Laying, Unread
from rules.frameworks import Fact, Mistake

LONGEST_CODE = 39
RESERVED = "whole"
LONGEST_TEXT = 1000
LARGEST = Decimal(10) ** 12
FINEST = -6
_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,10})?")
_HOUR = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
_SEGMENT = re.compile(r"([A-Za-z0-9_-]+)(?:\[([0-9]{1,4})\])?")
_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")

T = TypeVar("T")
REQUIRED: Final = object()


def tidy(text: str) -> str:
    """The text as it is compared: sara am in its one form, nothing unseen, no space around it."""
    return _SARA_AM.sub("\\1\u0e33", _UNSEEN.sub("", text)).strip()


class Fields:
    """The values of one table by key; what is missing or wrong is noted in `mistakes`, a harmless value given."""

    def __init__(self, values: Mapping[str, Any], place: str, mistakes: list[Mistake], laying: Laying) -> None:
        self.values, self.place, self.mistakes, self.laying = values, place, mistakes, laying
        self._known: set[str] = set()

    def at(self, name: str) -> str:
        """The key path of one of its keys."""
        return f"{self.place}.{name}" if self.place else name

    def wrong(self, name: str, code: str, **facts: Fact) -> None:
        """Note a mistake at a key; where a nearest word is known the sentence is another: its code ends in _near."""
        if "nearest" in facts:
            code = f"{code}_near" if facts["nearest"] else code
            facts = {key: fact for key, fact in facts.items() if fact or key != "nearest"}
        self.mistakes.append(Mistake(place=self.at(name) if name else self.place, code=code, facts=facts))

    def text(self, name: str, default: Any = REQUIRED) -> Any:
        """A text without space at its ends, or the default, also where nothing stands in it."""
        return self._text(name, default, lambda value: value if isinstance(value, str) else None)

    def _text(self, name: str, default: Any, read: Callable[[Any], str | None]) -> Any:
        found = self._take(name, default, "text", read)
        if not isinstance(found, str) or found is default:
            return found if found is default else ""
        if len(found) > LONGEST_TEXT:
            self.wrong(name, "too_long", longest=LONGEST_TEXT)
        if _CONTROL.search(found):
            self.wrong(name, "control_sign")
        if not tidy(found) and default is REQUIRED:
            self.wrong(name, "empty")
        return tidy(found) or ("" if default is REQUIRED else default)

    def code(self, name: str, default: Any = REQUIRED) -> Any:
        """A short name that people type: no space in it, no slash; a bare number is taken by its digits."""
        found = self._text(name, default, _word)
        if found and found is not default:
            self._check_code(name, found)
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, none of them empty; empty where the key is absent."""
        found = self._take(name, [], "texts", _list_of(lambda value: value if isinstance(value, str) else None)) or []
        if any(len(text) > LONGEST_TEXT for text in found):
            self.wrong(name, "too_long", longest=LONGEST_TEXT)
        return tuple(filter(None, map(tidy, found)))

    def codes(self, name: str) -> tuple[str, ...]:
        """A list of codes, each once, without empty ones; empty where the key is absent."""
        found = self._take(name, [], "texts", _list_of(_word))
        counted = Counter(filter(None, map(tidy, found or [])))
        for code in (code for code, times in counted.items() if times > 1):
            self.wrong(name, "twice", value=code[:LONGEST_CODE])
        return tuple(counted)

    def choice(self, name: str, allowed: Iterable[str], default: Any = REQUIRED) -> Any:
        """One word out of a closed list."""
        found, known = self._text(name, default, _word), tuple(allowed)
        if found is default or found in known:
            return found
        if found:
            self.wrong(
                name,
                "not_a_choice",
                value=found[:LONGEST_CODE],
                allowed=", ".join(known),
                nearest=nearest(found, known),
            )
        return known[0]

    def flag(self, name: str, default: bool) -> bool:
        """True or false."""
        return bool(self._take(name, default, "flag", lambda value: value if isinstance(value, bool) else None))

    def whole(self, name: str, default: Any, low: int, high: int) -> Any:
        """A whole number within bounds, both inside."""
        found = self._take(name, default, "whole", lambda value: value if type(value) is int else None)
        if found is None or found is default:
            return default if default is not REQUIRED else low
        return found if self._within(name, found, low, high) else low

    def wholes(self, name: str, default: tuple[int, ...], low: int, high: int) -> tuple[int, ...]:
        """A list of whole numbers within bounds, largest first, each once."""
        found = self._take(name, default, "wholes", _list_of(lambda value: value if type(value) is int else None))
        if found is None or found is default:
            return default
        kept = {number for number in found if self._within(name, number, low, high)}
        return tuple(sorted(kept, reverse=True))

    def number(self, name: str, default: Any = None) -> Any:
        """An exact number that is not negative: a TOML number by its digits, or a text."""
        found = self._take(name, default, "number", _exact)
        return None if found is None else self._checked_number(name, found)

    def numbers(self, name: str) -> tuple[Decimal, ...]:
        """A list of exact numbers; empty where the key is absent."""
        found = self._take(name, [], "numbers", _list_of(_exact))
        return tuple(self._checked_number(name, number) for number in found or [])

    def hour(self, name: str, default: time | None) -> time | None:
        """A time of the day: a TOML time, or a text like 16:30."""
        found = self._take(name, default, "hour", _hour)
        return found if isinstance(found, time) else default

    def day(self, name: str, default: Any = None, *, near: date | None = None) -> Any:
        """A day (see rules.framework_days); `near`: of a day without a year the one nearest to this is meant."""
        self._known.add(name)
        if name not in self.values:
            if default is REQUIRED:
                self.wrong(name, "missing")
            return None
        found = self.laying.day(self.values[name], near)
        if isinstance(found, Unread):
            self.wrong(name, found.code, **found.facts)
            return None
        return found

    def table(self, name: str) -> "Fields":
        """A table inside it; an empty one where the key is absent."""
        found = self._take(name, {}, "table", _table)
        return Fields(found or {}, self.at(name), self.mistakes, self.laying)

    def tables(self, name: str) -> tuple["Fields", ...]:
        """A list of tables inside it, counted from 1 in the key path."""
        found = self._take(name, [], "tables", _list_of(_table))
        return tuple(
            Fields(values, f"{self.at(name)}[{number}]", self.mistakes, self.laying)
            for number, values in enumerate(found or [], 1)
        )

    def laid(self, laying: Laying) -> "Fields":
        """The same table, its days read in another year."""
        same = Fields(self.values, self.place, self.mistakes, laying)
        same._known = self._known
        return same

    def reference(self, name: str, known: Collection[str], what: str) -> str | None:
        """The code of something that the file defines, or None where the key is absent or names nothing known."""
        found = self.code(name, None)
        return found if found is None or self._refers(name, found, known, what) else None

    def references(self, name: str, known: Collection[str], what: str) -> tuple[str, ...]:
        """Those of a list of codes that the file defines; the others are mistakes."""
        return tuple(code for code in self.codes(name) if self._refers(name, code, known, what))

    def ours(self) -> tuple[str, ...]:
        """The key paths under `ours`: what no source prints; each has to stand in this table."""
        paths = self.codes("ours")
        for path in paths:
            if not _stands(self.values, path):
                self.wrong("ours", "ours_unknown", value=path[:LONGEST_CODE])
        return paths

    def has(self, *names: str) -> bool:
        """Whether one of these keys holds something."""
        return any(self.values.get(name) for name in names)

    def close(self) -> None:
        """Note every key that nobody asked for, with the nearest known one."""
        for name in self.values:
            if name not in self._known:
                self.wrong(name[:LONGEST_CODE], "unknown_key", nearest=nearest(name, self._known))

    def _take(self, name: str, default: Any, expected: str, read: Callable[[Any], Any]) -> Any:
        self._known.add(name)
        if name not in self.values:
            if default is not REQUIRED:
                return default
            self.wrong(name, "missing")
            return None
        found = read(self.values[name])
        if found is None:
            self.wrong(name, "wrong_type", expected=expected, found=kind_of(self.values[name]))
        return found

    def _refers(self, name: str, code: str, known: Collection[str], what: str) -> bool:
        if code in known:
            return True
        self.wrong(name, "unknown_name", what=what, value=code[:LONGEST_CODE], nearest=nearest(code, known))
        return False

    def _within(self, name: str, number: int, low: int, high: int) -> bool:
        if low <= number <= high:
            return True
        self.wrong(name, "outside", low=low, high=high)
        return False

    def _checked_number(self, name: str, number: Decimal) -> Decimal:
        if not number.is_finite() or not 0 <= number < LARGEST or int(number.as_tuple().exponent) < FINEST:
            self.wrong(name, "number_outside")
            return Decimal(0)
        return number

    def _check_code(self, name: str, code: str) -> None:
        if len(code) > LONGEST_CODE:
            self.wrong(name, "too_long", longest=LONGEST_CODE)
        if code == RESERVED:
            self.wrong(name, "reserved", value=code)
        if re.search(r"[\s/]", code):
            self.wrong(name, "code_with_space", value=code[:LONGEST_CODE])


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or an empty text."""
    found = get_close_matches(word[:LONGEST_CODE], sorted(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def kind_of(value: object) -> str:
    """The kind of a plain value, by the word its sentence uses."""
    kinds = {str: "text", bool: "flag", int: "whole", Decimal: "number", dict: "table", list: "texts", time: "hour"}
    return "date" if isinstance(value, date | datetime) else kinds.get(type(value), "other")


def _exact(value: object) -> Decimal | None:
    if isinstance(value, str):
        return Decimal(value.strip()) if _NUMBER.fullmatch(value.strip()) else None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return Decimal(value)


def _hour(value: object) -> time | None:
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    found = _HOUR.fullmatch(value.strip()) if isinstance(value, str) else None
    return time(int(found[1]), int(found[2])) if found else None


def _word(value: object) -> str | None:
    return str(value) if isinstance(value, str | Decimal) or type(value) is int else None


def _table(value: object) -> dict[str, Any] | None:
    return value if isinstance(value, dict) else None


def _list_of(read: Callable[[Any], T | None]) -> Callable[[Any], list[T] | None]:
    def listed(value: object) -> list[T] | None:
        if not isinstance(value, list):
            return None
        found = [read(item) for item in value]
        return None if None in found else [item for item in found if item is not None]

    return listed


def _stands(values: object, path: str) -> bool:
    for segment in path.split("."):
        found = _SEGMENT.fullmatch(segment)
        if found is None or not isinstance(values, dict) or found[1] not in values:
            return False
        values = values[found[1]]
        if found[2] is None:
            continue
        number = int(found[2])
        if not isinstance(values, list) or not 1 <= number <= len(values):
            return False
        values = values[number - 1]
    return True
