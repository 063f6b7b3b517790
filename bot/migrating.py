"""`thanwela migrate`, and whether the data folder and the database are such that a command can work with them."""

import tempfile
from collections.abc import Callable
from functools import partial

from bot.settings import Settings
from messages.texts import Texts
from storage.migrations import Standing, standing, upgrade
from storage.work import Unavailable

DONE, REFUSED = 0, 1
HINDRANCES = {"foreign": "migrating.foreign", "newer": "migrating.newer", "away": "migrating.away"}


def run(
    settings: Settings, *, dry_run: bool, texts: Texts, say: Callable[[str], None], complain: Callable[[str], None]
) -> int:
    """Say each step, done or to be done; returns the exit status."""
    line = partial(texts.line, settings.language)
    found = standing(settings.database_url)
    sentence = _hindrance(line, found) or (None if dry_run else no_place(settings, texts))
    if sentence is not None:
        complain(sentence)
        return REFUSED
    try:
        steps = found.steps if dry_run else upgrade(settings.database_url)
    except Unavailable:
        complain(line("migrating.away"))
        return REFUSED
    if not steps:
        say(line("migrating.nothing"))
        return DONE
    say(line("migrating.would" if dry_run else "migrating.done", count=len(steps)))
    for step in steps:
        say(f"  {step}")
    return DONE


def hindrance(settings: Settings, texts: Texts) -> str | None:
    """Why nothing can be done with the database as it is, in a sentence; None: it is of this version."""
    line = partial(texts.line, settings.language)
    found = standing(settings.database_url)
    if found.state == "behind":
        return line("migrating.needed", count=len(found.steps))
    return _hindrance(line, found)


def make_place(settings: Settings) -> None:
    """The data folder, for this user only: evidence is nobody else's. Raises OSError."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryFile(dir=settings.data_dir):
        pass


def no_place(settings: Settings, texts: Texts) -> str | None:
    """Makes the data folder; why it cannot, in a sentence."""
    try:
        make_place(settings)
    except OSError:
        return texts.line(settings.language, "migrating.no_place", folder=str(settings.data_dir))
    return None


def _hindrance(line: Callable[..., str], found: Standing) -> str | None:
    return line(HINDRANCES[found.state]) if found.state in HINDRANCES else None
