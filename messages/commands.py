"""The commands that people type, in either language: a whole message, or a word, a space and whole arguments."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from messages.arguments import Arguments, arguments
from messages.lengths import length
from messages.plain import plain
from messages.texts import LANGUAGES, Texts
from messages.words import POLITE, either

_PREFIX = "commands."
_FIRST = re.compile(r"\s*(?P<word>\S+)(?P<rest>.*)", re.DOTALL)
_POLITE = re.compile(rf"\s?(?:{either(POLITE)})$")
_TO_BOT = re.compile(r"@[a-z0-9_]+$")
_BEFORE_DIGITS = re.compile(r"[^0-9]+")

# One letter wrong in four or two in seven is near; a word of three letters must be right.
_NEAR = 0.7
_LONGEST = 60
# Thanks and agreement stay below it, in letters.
_SHORTEST_SAYING = 8


@dataclass(frozen=True, slots=True)
class Command:
    """A command by name; `arguments` is None where the word was the whole message."""

    name: str
    arguments: Arguments | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """The command that was perhaps meant, and the word for it that comes nearest to what was typed."""

    name: str
    word: str


@dataclass(frozen=True, slots=True)
class Words:
    """Which word, in plain form, means which command; and how each command is taught, by language and name."""

    names: Mapping[str, str]
    taught: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, texts: Texts) -> Self:
        """The words of commands.ftl, all languages together, for people mix them."""
        names: dict[str, str] = {}
        taught: dict[tuple[str, str], str] = {}
        for language in LANGUAGES:
            for key in sorted(key for key in texts.by_language[language] if key.startswith(_PREFIX)):
                name = key.removeprefix(_PREFIX)
                alternatives = [word.strip() for word in texts.line(language, key).split("|")]
                taught[language, name] = alternatives[0]
                names |= {plain(word): name for word in alternatives}
        return cls(names, taught)


def command(text: str, known: Words, today: date) -> Command | None:
    """The command that a message is, or None if it is something else (a note, an answer, a greeting).

    A slash in front, the bot's own name behind the word and a polite ending are taken. `today` places a date without
    a year. Where free text is awaited only a command without arguments may interrupt.
    """
    for whole in _without_endings(_word(text)) if len(text) <= _LONGEST else ():
        if whole in known.names:
            return Command(known.names[whole])
    first = _FIRST.fullmatch(text)
    name = known.names.get(_word(first["word"])) if first else None
    if first is None or name is None:
        return None
    taken = arguments(name, first["rest"].strip(), today)
    return Command(name, taken) if taken else None


def says_something(text: str) -> bool:
    """Whether it is more than an "ok", a thank-you or a polite ending."""
    *_, bare = _without_endings(plain(text))
    return length(bare) >= _SHORTEST_SAYING


def nearest(text: str, known: Words) -> Offer | None:
    """The command whose word comes nearest to what was typed, to be offered and never to be done unasked.

    Also the command whose word is right but whose arguments do not parse.
    """
    found = [match for typed in _tries(text) if (match := _near(typed, known))]
    word, _ = max(found, key=lambda match: match[1], default=(None, 0.0))
    return Offer(known.names[word], word) if word else None


def _near(typed: str, known: Words) -> tuple[str, float] | None:
    match = process.extractOne(typed, list(known.names), scorer=OSA.normalized_similarity, score_cutoff=_NEAR)
    return (match[0], match[1]) if match else None


def _tries(text: str) -> Iterator[str]:
    """The forms of a message in which a word may hide: all of it, its first word, that without endings or digits."""
    whole = _word(text[: _LONGEST + 1])
    first = whole.split(" ", 1)[0]
    for form in (whole.replace(" ", ""), *_without_endings(whole), *_without_endings(first)):
        if len(form) <= _LONGEST and (letters := _BEFORE_DIGITS.match(form)):
            yield letters.group()


def _without_endings(word: str) -> Iterator[str]:
    """The word as it is, then with its polite endings taken off one by one, for a word may end like one of them."""
    yield word
    while (shorter := _POLITE.sub("", word)) != word:
        yield (word := shorter)


def _word(text: str) -> str:
    """The plain form of a word without the slash before it and the bot's name behind it."""
    typed = plain(text)
    return _TO_BOT.sub("", typed.removeprefix("/")) if typed.startswith("/") else typed
