"""How an indicator is reported, whether an answer fits it, and which evidence the answer calls for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.entries import (
    Amount,
    Answer,
    EnteredElsewhere,
    Entries,
    FormFilled,
    NothingToReport,
    RatioOf,
    StepReached,
)
from rules.frameworks import Evidence, Method


class Problem(StrEnum):
    """What is wrong with an answer."""

    WRONG_METHOD = "wrong_method"
    NO_SUCH_STEP = "no_such_step"
    LOWER_WITHOUT_REASON = "lower_without_reason"
    NOTHING_WITHOUT_REASON = "nothing_without_reason"
    NEGATIVE = "negative"
    WHOLE_IS_ZERO = "whole_is_zero"
    PART_ABOVE_WHOLE = "part_above_whole"
    NO_ENTRIES = "no_entries"
    TOO_MANY_ENTRIES = "too_many_entries"
    OTHER_FIELDS = "other_fields"
    ENTERED_LATER = "entered_later"
    ENTERED_BEFORE = "entered_before"

    @property
    def asks(self) -> bool:
        """Whether it only has to be asked about: a confirmed answer may stand."""
        return self is Problem.PART_ABOVE_WHOLE


@dataclass(frozen=True, kw_only=True)
class MissingEvidence:
    """The steps without evidence, ascending, and whether it is compulsory; confirming is never blocked by it."""

    steps: tuple[int, ...]
    compulsory: bool


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What an answer is held against: the method, how many steps or fields of an entry it has, its period's first day
    and the day on which it is answered."""

    method: Method
    first: date
    today: date
    steps: int = 0
    fields: int = 0


MOST_ENTRIES = 500
_ANSWERS: dict[Method, type] = {
    "step": StepReached,
    "number": Amount,
    "ratio": RatioOf,
    "list": Entries,
    "distinct": Entries,
    "form": FormFilled,
    "elsewhere": EnteredElsewhere,
}


def check(asked: Asked, answer: Answer, last: Answer | None) -> tuple[Problem, ...]:
    """What is wrong with `answer`, if anything; `last` is the answer that counts from before (`entries.last_said`)."""
    if isinstance(answer, NothingToReport):
        return () if answer.reason.strip() else (Problem.NOTHING_WITHOUT_REASON,)
    if _ANSWERS.get(asked.method) is not type(answer):
        return (Problem.WRONG_METHOD,)
    match answer:
        case StepReached():
            return _check_step(answer, level(last), asked.steps)
        case Amount(value=value):
            return (Problem.NEGATIVE,) if value < 0 else ()
        case RatioOf():
            return _check_ratio(answer)
        case Entries():
            return _check_entries(answer, asked.fields)
        case EnteredElsewhere(on=on):
            return _check_day(on, asked)
    return ()


def _check_step(answer: StepReached, before: int, steps: int) -> tuple[Problem, ...]:
    if not 1 <= answer.step <= steps:
        return (Problem.NO_SUCH_STEP,)
    if answer.step < before and not answer.note.strip():
        return (Problem.LOWER_WITHOUT_REASON,)
    return ()


def _check_ratio(answer: RatioOf) -> tuple[Problem, ...]:
    if answer.part < 0 or answer.whole < 0:
        return (Problem.NEGATIVE,)
    if answer.whole == 0:
        return (Problem.WHOLE_IS_ZERO,)
    return (Problem.PART_ABOVE_WHOLE,) if answer.part > answer.whole else ()


def _check_entries(answer: Entries, fields: int) -> tuple[Problem, ...]:
    if not answer.entries:
        return (Problem.NO_ENTRIES,)
    if len(answer.entries) > MOST_ENTRIES:
        return (Problem.TOO_MANY_ENTRIES,)
    whole = all(len(entry) == fields and all(map(str.strip, entry)) for entry in answer.entries)
    return () if whole else (Problem.OTHER_FIELDS,)


def _check_day(on: date, asked: Asked) -> tuple[Problem, ...]:
    """Nothing is entered before its period begins (ours), nor tomorrow."""
    if on > asked.today:
        return (Problem.ENTERED_LATER,)
    return (Problem.ENTERED_BEFORE,) if on < asked.first else ()


def level(answer: Answer | None) -> int:
    """How many steps are done by an answer: a step indicator's level (house rule), 0 where no step was reached."""
    return answer.step if isinstance(answer, StepReached) else 0


def newly_done(last: Answer | None, new: Answer) -> tuple[int, ...]:
    """The steps done since `last` (`entries.last_said`), ascending: those whose evidence is asked for."""
    return tuple(range(level(last) + 1, level(new) + 1))


def finishes(steps: int, answer: Answer) -> bool:
    """Whether the answer finishes its project: the last of `steps` is reached."""
    return 0 < steps == level(answer)


def missing_evidence(
    policy: Evidence, *, done: tuple[int, ...], files: Mapping[int, int], steps: int, finished: bool
) -> MissingEvidence:
    """Which evidence is missing: of the steps `done` newly, or at a project's finish of all `steps`.

    `files` counts the pieces of evidence by step, over all periods of the project. Source 000 has it collected monthly
    and sent when a project is finished: asked for with each report, compulsory at the finish (our reading); a framework
    may make it compulsory always, or never.
    """
    whole = finished and policy != "never"
    wanted = range(1, steps + 1) if whole else done
    return MissingEvidence(
        steps=tuple(step for step in wanted if not files.get(step)), compulsory=whole or policy == "always"
    )
