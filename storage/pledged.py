"""What only an import changes is read once and kept in this process, until any process imports something.

Every import puts a fresh edition into the database, in its own transaction. An answer is kept under the edition that
its unit of work reads, and no edition ever comes back: neither one that was rolled back nor one of another database.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import bindparam, column, select, table, update

from storage.columns import Instant, new_key
from storage.work import Work

P = ParamSpec("P")
T = TypeVar("T")

MOST = 5_000
"""Answers in memory."""
EDITION = "edition"

_FACTS = table("facts", column("name"), column("value"), column("learned_at", Instant))
_READ = select(_FACTS.c.value).where(_FACTS.c.name == EDITION)
_REPLACE = update(_FACTS).where(_FACTS.c.name == EDITION).values(value=bindparam("new"), learned_at=bindparam("at"))
_answers: dict[tuple[object, ...], Any] = {}


def remembered(question: Callable[Concatenate[Work, P], T]) -> Callable[Concatenate[Work, P], T]:
    """A question on nothing but what imports write, with hashable arguments and an answer that nobody changes."""

    @wraps(question)
    def answer(work: Work, /, *about: P.args, **named: P.kwargs) -> T:
        edition = _edition(work)
        key = (edition, question, *about, *named.items())
        if key in _answers:
            return _answers[key]
        found = question(work, *about, **named)
        if edition:
            if len(_answers) >= MOST:
                _answers.clear()
            _answers[key] = found
        return found

    return answer


def changed(work: Work) -> None:
    """What was kept is out of date from here on: for this unit of work at once, for others when it is committed."""
    work.edition = new_key(work.now)
    if not work.insert_once(_FACTS, {"name": EDITION, "value": work.edition, "learned_at": work.now}):
        work.execute(_REPLACE, {"new": work.edition, "at": work.now})


def _edition(work: Work) -> str:
    """Asked once in a unit of work; empty where nothing was imported yet: then nothing is kept."""
    if work.edition is None:
        work.edition = work.scalar(_READ) or ""
    return work.edition
