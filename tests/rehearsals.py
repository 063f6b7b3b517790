"""The rehearsals of the shipped frameworks as tables; `python -m tests.rehearsals` writes the golden ones anew."""

import asyncio
from datetime import date
from pathlib import Path

from bot.rehearsing.playing import Asked, play
from messages.rehearsal import Rehearsal
from messages.rehearsing import Rehearsing
from messages.texts import Texts
from rules.frameworks import Framework
from tests.examples import EXAMPLES, YEAR, content, framework

GOLDEN = Path(__file__).parent / "fixtures" / "rehearsals"
NAMES = sorted(file.stem for file in EXAMPLES.glob("*.toml"))
PLAN = 300
TEXTS = Texts.load()


def rehearsed(
    filed: Framework,
    late: dict[str, int] | None = None,
    *,
    first: date | None = None,
    last: date | None = None,
    language: str = "th",
) -> Rehearsal:
    """Played from beginning to end."""
    asked = Asked(first=first, last=last, late=tuple((late or {}).items()), plan=PLAN)
    return asyncio.run(play(filed, asked, TEXTS, language, lambda _: None))


def shipped(name: str) -> Framework:
    """A shipped framework, in its own year or in one that stays the same."""
    return framework(name, year=None if "year" in content(name) else YEAR)


def table(played: Rehearsal, language: str = "th") -> str:
    """As the command prints it."""
    return "\n".join([*Rehearsing(TEXTS, language).table(played), ""])


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in NAMES:
        (GOLDEN / f"{each}.txt").write_text(table(rehearsed(shipped(each))), encoding="utf-8")
