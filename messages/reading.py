"""Words to values: numbers, ratios, hours, steps, codes and references, as people type them in Thai and in English."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from messages import words
from messages.plain import plain
from messages.words import either

# At most 15 digits before the point: more than any budget, and still exact in every spreadsheet.
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,6})?"
_NUMBER = re.compile(
    rf"(?P<before>{either(words.PER_CENT_BEFORE)})?\s?(?P<digits>-?{_DIGITS})"
    rf"\s?(?:(?P<after>{either(words.PER_CENT_AFTER)})|{either(words.MONEY_AFTER)})?"
)
_RATIO = re.compile(rf"(?P<part>{_DIGITS})\s?(?:{either(words.OUT_OF)})\s?(?P<whole>{_DIGITS})")
_LIKE_DIGITS = r"[-+]?\s?[0-9](?:[0-9.,:]|\s(?=[0-9]))*"
_LIKE_FIGURE = re.compile(
    rf"(?:(?:{either((*words.PER_CENT_BEFORE, *words.STEPS))})\s?)?"
    rf"{_LIKE_DIGITS}(?:\s?(?:{either(words.OUT_OF)})\s?{_LIKE_DIGITS})*"
    rf"\s?(?:{either((*words.PER_CENT_AFTER, *words.MAGNITUDES, *words.MONEY_AFTER))})*"
)
_MOST_OF_FIGURE = 5
_HOUR = re.compile(
    rf"(?:(?:{either(words.HOURS_BEFORE)})\s?)?(?P<hour>[0-9]{{1,2}})"
    rf"(?:[:.](?P<minute>[0-9]{{2}})\s?(?:{either(words.HOURS_AFTER)})?|\s?(?:{either(words.HOURS_AFTER)}))"
)
_STEP = re.compile(rf"(?P<word>{either(words.STEPS)})?\s?(?P<step>[0-9]{{1,2}})")
_INDICATOR = re.compile(rf"(?:(?:{either(words.INDICATORS)})\s?)?(?P<code>[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{0,3}})")
_REFERENCE = re.compile(r"(?P<kind>[a-z]) ?(?P<dash>-?) ?(?P<number>[0-9a-z]{4,6})")
_INVITATION = re.compile(r"tw(?=[a-z]*[0-9])[0-9a-z]{4,16}")
_INVITATION_LETTERS = 11
_DASHED = re.compile(r"tw(?:[-–][0-9a-z]{3}){3}")
_WITHIN = re.compile(r"(?<![0-9a-z])tw(?=[a-z -]{0,11}[0-9])(?:[- ]?[0-9a-z]{3}){3}(?![0-9a-z])")
_PROJECT = re.compile(rf"(?:{either(words.PROJECTS)})")
_WORD = re.compile(r"\S+")
_MAGNITUDE = re.compile(rf"(?:{either(words.MAGNITUDES)})+(?:{either(words.MONEY_AFTER)})?")
_PER_CENT = frozenset(map(plain, (*words.PER_CENT_BEFORE, *words.PER_CENT_AFTER)))
_THREE_DIGITS = re.compile(r"[0-9]{3}(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was typed; 85% is 85 with `percent`."""

    value: Decimal
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part of a whole, as typed: 45/60. Whether it makes sense (a whole of 0, a part above it) is for the rules."""

    part: Decimal
    whole: Decimal


def number(text: str, *, unit: str = "", negative: bool = False) -> Number | None:
    """A number typed alone or with per cent, baht or the indicator's own unit; None for anything else.

    Commas may only part thousands ("1,20" is refused). A minus is refused unless `negative`.
    """
    typed = plain(text).removesuffix(plain(unit)).strip()
    found = _NUMBER.fullmatch(typed)
    if found is None or (found["digits"].startswith("-") and not negative):
        return None
    return Number(_decimal(found["digits"]), percent=bool(found["before"] or found["after"]))


def is_per_cent(measure: str) -> bool:
    """Whether an indicator's unit of measure is the per cent."""
    return plain(measure) in _PER_CENT


def is_parted(number: Number, rest: str) -> bool:
    """Whether a number goes on in the words behind it: "1 200", "1.5 ล้าน"; what stands before is not what is meant."""
    first = plain(rest).partition(" ")[0]
    return bool(_MAGNITUDE.fullmatch(first)) or (_THREE_DIGITS.fullmatch(first) is not None and number.value < 1000)


def ratio(text: str) -> Ratio | None:
    """A part and its whole: "45/60", "๔๕ จาก ๖๐", "45 of 60"; None for anything else."""
    found = _RATIO.fullmatch(plain(text))
    return Ratio(_decimal(found["part"]), _decimal(found["whole"])) if found else None


def like_figure(text: str) -> tuple[str, str]:
    """What the text begins with that is written like a figure, whether or not it can be one ("-3/60", "1 200"), and the
    rest, both as typed; an empty beginning where there is none."""
    for word in reversed(list(_WORD.finditer(text))[:_MOST_OF_FIGURE]):
        if _LIKE_FIGURE.fullmatch(plain(text[: word.end()])):
            return text[: word.end()].strip(), text[word.end() :].strip()
    return "", text


def hour(text: str) -> time | None:
    """An hour of the day, with minutes unless it ends in the word for o'clock: "14:30", "14.30 น.", "14 น."."""
    found = _HOUR.fullmatch(plain(text))
    if found is None:
        return None
    of_day, minute = int(found["hour"]), int(found["minute"] or 0)
    return time(of_day, minute) if of_day < 24 and minute < 60 else None


def step(text: str, *, worded: bool = False) -> int | None:
    """The number of a step after its word, or alone unless `worded`: "ขั้นที่ ๓", "step 3", "3"; else None."""
    found = _STEP.fullmatch(plain(text))
    return int(found["step"]) if found and (found["word"] or not worded) else None


def indicator(text: str) -> str | None:
    """An indicator's code in Arabic digits, alone or after its word: "8", "๒.๒", "ตัวชี้วัด 8"; None for anything else."""
    found = _INDICATOR.fullmatch(plain(text))
    return found["code"] if found else None


def reference(text: str) -> str | None:
    """A reference in its written form, R-7K3F: one letter, a dash, four to six letters or digits; else None.

    Small letters, Thai digits and spaces about the dash are taken. The dash may be left out where there is a digit,
    for without one "report" would be a reference too.
    """
    found = _REFERENCE.fullmatch(plain(text))
    if found is None or not (found["dash"] or any(map(str.isdigit, found["number"]))):
        return None
    return f"{found['kind']}-{found['number']}".upper()


def invitation(text: str, *, alone: bool = False) -> str | None:
    """What is typed as an invitation code, in capitals without dashes: "tw-๗k3-f9q-2mx" is TW7K3F9Q2MX; else None.

    Also behind "/start", as Telegram's link has it, and, unless it has to stand `alone`, in a sentence. A code of the
    wrong length counts only if it is one word; one without a digit, as no code is, only with its dashes.
    """
    typed = plain(unicodedata.normalize("NFKC", text)).removeprefix("/").removeprefix("start ")
    letters = _letters(typed)
    is_code = _INVITATION.fullmatch(letters) and (" " not in typed or len(letters) == _INVITATION_LETTERS)
    if is_code or _DASHED.fullmatch(typed):
        return letters.upper()
    within = None if alone else _WITHIN.search(typed)
    return _letters(within.group()).upper() if within else None


def named(text: str, names: Iterable[str]) -> tuple[str, str] | None:
    """The name that the text begins with, as given in `names`, and the rest of the text as typed; else None.

    For a project by its code or its name: spaces, letter size and digits do not matter, nor does the word for
    "project" before it. The longest name wins; a short form that two names share is nobody's.
    """
    known = _by_short_form(names)
    for word in reversed(list(_WORD.finditer(text))[:20]):
        typed = _joined(text[: word.end()])
        name = known.get(typed) or known.get(_PROJECT.sub("", typed, count=1))
        if name:
            return name, text[word.end() :].strip()
    return None


def _by_short_form(names: Iterable[str]) -> dict[str, str]:
    whole = {_joined(name): name for name in names}
    short: dict[str, list[str]] = {}
    for joined, name in whole.items():
        short.setdefault(_PROJECT.sub("", joined, count=1), []).append(name)
    return {form: owners[0] for form, owners in short.items() if form and len(owners) == 1} | whole


def _joined(text: str) -> str:
    return plain(text).replace(" ", "")


def _letters(typed: str) -> str:
    return typed.replace("-", "").replace(" ", "")


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
