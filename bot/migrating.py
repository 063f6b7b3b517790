"""`thanwela migrate`: the database brought to this version, or only what that would do."""

from collections.abc import Callable

from bot.settings import Settings
from messages.texts import Texts
from storage.migrations import pending, upgrade


def run(settings: Settings, *, dry_run: bool, say: Callable[[str], None]) -> int:
    """Say each step, done or to be done; returns the exit status."""
    texts, language = Texts.load(), settings.language
    make_place(settings)
    steps = pending(settings.database_url) if dry_run else upgrade(settings.database_url)
    if not steps:
        say(texts.line(language, "migrating.nothing"))
        return 0
    say(texts.line(language, "migrating.would" if dry_run else "migrating.done", count=len(steps)))
    for step in steps:
        say(f"  {step}")
    return 0


def make_place(settings: Settings) -> None:
    """The data folder, for this user only: evidence is nobody else's."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
