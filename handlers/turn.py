"""What a step is given and what it returns; what a job is given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from messages.incoming import Heard, Pressed, What
from messages.outgoing import Button, Shape, Text
from messages.patterns import Value
from messages.texts import Texts
from storage.tables import conversations
from storage.tables.people import Person
from storage.work import Work

ANSWER = "="
"""A button that answers the open question: its value, until the dispatcher names the draft and version in it."""
COMMAND = ">"
"""A button that is a command line, typed by a finger: it means the same at any time."""
ENTRY = "!"
"""A button that goes to an entry of a conversation by name, with one word: the id of an obligation."""
SEEN = "@"
"""Ends a command button: the version that the person saw when pressing."""


class Draft(Protocol):
    """What a conversation keeps between two steps: a msgspec Struct that knows what it is about."""

    @property
    def subject(self) -> str: ...


@dataclass(frozen=True)
class Turn:
    """One event of one person, inside its transaction."""

    heard: Heard
    person: Person
    now: datetime
    work: Work
    texts: Texts

    def line(self, key: str, **values: Value) -> str:
        """A finished sentence in the person's language."""
        return self.texts.line(self.person.language, key, **values)

    def say(self, key: str, **values: Value) -> Text:
        """The same as a shape."""
        return Text(self.line(key, **values))

    def ask(self, key: str, choices: Sequence[Button], **values: Value) -> Text:
        """A sentence with quick choices below it."""
        return Text(self.line(key, **values), choices=tuple(choices))

    @property
    def answer(self) -> str:
        """The value of the button that was pressed, or whose label was typed; empty for anything else."""
        return self.heard.what.button if isinstance(self.heard.what, Pressed) else ""

    @property
    def seen(self) -> int | None:
        """The version that stood beside a pressed command button; None for what was typed."""
        mark = self.answer.rpartition(SEEN)[2] if self.answer.startswith(COMMAND) else ""
        return int(mark) if mark.isdecimal() else None


@dataclass(frozen=True)
class Tick:
    """One due moment of one job, inside its transaction."""

    due: datetime
    now: datetime
    work: Work
    texts: Texts


@dataclass(frozen=True, kw_only=True)
class Job:
    """What the clock does. `next_due`: the first due moment after an instant, None for none; `run`: False where more is
    left to do of this due moment, in a transaction of its own. Of several missed moments only the newest is run.
    """

    next_due: Callable[[Work, datetime], datetime | None]
    run: Callable[[Tick], bool]


Step = Callable[[Turn, Any], "Next"]


@dataclass(frozen=True, kw_only=True)
class Next:
    """What comes next. `step` hears the next word (None: as before); `over` closes the draft; `asks` says the open
    question again below.

    `notice` is the short word on a pressed button where a platform has one. `deadline`: something hangs on these words,
    so that they may cost a push when the free reply failed. `again` is heard next, as if it had been said now.
    `gathers`: the same is said of each picture of an album, so that once is enough.
    `led_to`: what the closed draft has become, by its reference, which a further press on its question is told.
    """

    shapes: tuple[Shape, ...]
    step: Step | None = None
    draft: Draft | None = None
    over: bool = False
    asks: bool = False
    notice: str = ""
    deadline: bool = False
    again: What | None = None
    led_to: str = ""
    gathers: bool = False


@dataclass(frozen=True, kw_only=True)
class Word:
    """What a command word starts; its function takes what messages.arguments read behind the word, None for nothing.

    `strangers`: also for somebody who holds no post.
    """

    function: Callable[[Turn, Any], Next]
    strangers: bool = False


@dataclass(frozen=True)
class Waiting:
    """A step that can be waited for, and the draft that it reads.

    `question` asks it from the draft alone, in the language and by the state of now. `free_text`: any words are its
    answer; `files`: so may a file be, which is otherwise asked about by itself. `passing`: a look, not a beginning, so
    it is not asked again by itself. `left`: where nothing can come of the draft any more, what was in it, in words;
    what lies beside it is set free.
    """

    function: Step
    draft: type
    question: Callable[[Turn, Any], Shape]
    free_text: bool = False
    files: bool = False
    passing: bool = False
    left: Callable[[Turn, Any], str] | None = None


def wait(step: Step, draft: Draft, *shapes: Shape, notice: str = "") -> Next:
    """Say this, keep the draft, and let `step` hear what comes next."""
    return Next(shapes=shapes, step=step, draft=draft, notice=notice)


def stay(*shapes: Shape, notice: str = "") -> Next:
    """Say this; whatever was open stays open."""
    return Next(shapes=shapes, notice=notice)


def again(*shapes: Shape, notice: str = "") -> Next:
    """Say this, and what is open once more below it."""
    return Next(shapes=shapes, asks=True, notice=notice)


def done(*shapes: Shape, notice: str = "", deadline: bool = False, again: What | None = None, led_to: str = "") -> Next:
    """Say this; the draft is finished and goes."""
    return Next(shapes=shapes, over=True, notice=notice, deadline=deadline, again=again, led_to=led_to)


def settled(turn: Turn, subject: str, *shapes: Shape, notice: str = "") -> Next:
    """Say this; what the person began about `subject` is settled by it and goes, whatever else was open stays open."""
    row = conversations.open_of(turn.work, turn.person.id)
    if row is not None and row.subject == subject:
        return done(*shapes, notice=notice)
    conversations.remove_about(turn.work, turn.person.id, subject)
    return stay(*shapes, notice=notice)


def choice(label: str, value: str) -> Button:
    """A button that answers the question it stands under."""
    return Button(label, press=ANSWER + value)


def entry(label: str, name: str, word: str) -> Button:
    """A button that goes to an entry of routes.ENTRIES; whoever types instead uses the command that the text names."""
    return Button(label, press=f"{ENTRY}{name} {word}")


def deed(label: str, *words: str, seen: int | None = None) -> Button:
    """A button that does what the typed command does; `seen` is the version that stands beside it."""
    mark = "" if seen is None else f"{SEEN}{seen}"
    return Button(label, press=COMMAND + " ".join(words) + mark)
