"""The command line: `thanwela`, the same as `python -m bot`. Slow imports wait for the command that needs them."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from logging import CRITICAL
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import SystemClock
from bot.settings import Settings, SettingsRefused, from_environment

if TYPE_CHECKING:
    from messages.texts import Texts
    from storage.work import Database

cli = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Thanwela: progress reports that arrive in time.",
)
FREE_PLAN = 300
"""Pushes a month in LINE's free plan for Thailand, as far as is known: LINE changes its plans."""
complain = partial(print, file=sys.stderr, flush=True)


@cli.command()
def demo(
    example: Annotated[str, typer.Option(help="An example framework by name.")] = "department",
    port: Annotated[int, typer.Option(help="Where the page is shown.")] = 8765,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")] = False,
) -> None:
    """Everything on one machine with nothing to set up: two phones, a clock that can be moved."""
    from bot.demo.serve import run

    raise typer.Exit(run(example=example, port=port, open_browser=not no_open))


@cli.command()
def serve() -> None:
    """Webhooks, workers and schedule in one process."""
    settings, texts = _settings(serving=True)
    from bot.serving import run

    raise typer.Exit(run(settings, texts, complain))


@cli.command()
def migrate(dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False) -> None:
    """Bring the database to this version."""
    settings, texts = _settings()
    from bot.migrating import run

    raise typer.Exit(run(settings, dry_run=dry_run, texts=texts, say=print, complain=complain))


@cli.command()
def connect(dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False) -> None:
    """Register webhooks, commands and the menu on both platforms."""
    settings, texts = _settings(serving=True)
    _quietly()
    from bot.connecting import run

    status = run(settings, SystemClock(), dry_run=dry_run, texts=texts, say=print, complain=complain, watch=_watch)
    raise typer.Exit(status)


@cli.command()
def doctor() -> None:
    """Check settings, database, tokens, webhooks, quota, clock, fonts, disk; a line each."""
    settings, texts = _settings(serving=True)
    _quietly()
    from bot.doctor import run

    raise typer.Exit(run(settings, SystemClock(), texts=texts, say=print))


@cli.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A framework as .toml or .xlsx.")],
    year: Annotated[int | None, typer.Option(help="Fiscal year (B.E.) for a file without one.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Take a framework whole, or refuse it with every mistake and its place."""
    settings, texts = _settings()
    from bot import importing

    with _database(settings, texts) as database:
        status = importing.run(
            file,
            database,
            SystemClock(),
            dry_run=dry_run,
            year=year,
            language=settings.language,
            texts=texts,
            say=print,
            complain=complain,
            watch=_watch,
        )
    raise typer.Exit(status)


@cli.command()
def template(file: Annotated[Path, typer.Argument(help="Ends in .xlsx; a file that is there is kept.")]) -> None:
    """Write the empty workbook to fill in, with explanations, drop-downs and an example."""
    settings, texts = _settings()
    from bot.templating import run

    raise typer.Exit(run(file, SystemClock(), language=settings.language, texts=texts, say=print, complain=complain))


@cli.command()
def export(
    file: Annotated[Path, typer.Argument(help="Ends in .toml or .xlsx (the framework), or .ics (its calendar).")],
    framework: Annotated[str | None, typer.Option(help="Its code, where there are several.")] = None,
    year: Annotated[int | None, typer.Option(help="Its fiscal year (B.E.), where there are several.")] = None,
) -> None:
    """Write a framework as its file, or its year as a calendar."""
    settings, texts = _settings()
    from bot import exporting

    with _database(settings, texts) as database:
        status = exporting.run(
            file,
            database,
            code=framework,
            year=year,
            language=settings.language,
            texts=texts,
            say=print,
            complain=complain,
        )
    raise typer.Exit(status)


@cli.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it; replaced once the new one is whole.")],
) -> None:
    """A consistent copy of everything, also while the server runs."""
    settings, texts = _settings()
    from bot.keeping import backup as write

    raise typer.Exit(write(file, settings, SystemClock(), texts=texts, say=print, complain=complain, watch=_watch))


@cli.command()
def restore(file: Annotated[Path, typer.Argument(help="What backup wrote.")]) -> None:
    """Put a backup into an empty place, on either database."""
    settings, texts = _settings()
    from bot.keeping import restore as put_back

    raise typer.Exit(put_back(file, settings, texts=texts, say=print, complain=complain, watch=_watch))


@cli.command()
def rehearse(
    file: Annotated[Path, typer.Argument(help="A framework as .toml or .xlsx.")],
    year: Annotated[int | None, typer.Option(help="Fiscal year (B.E.) for a file without one.")] = None,
    from_: Annotated[str, typer.Option("--from", help="The first day, for example 1/10/2569.")] = "",
    to: Annotated[str, typer.Option(help="The last day.")] = "",
    late: Annotated[list[str] | None, typer.Option(help="UNIT=DAYS: who sends so late; may be repeated.")] = None,
    plan: Annotated[int, typer.Option(min=0, help="LINE messages a month in your plan.")] = FREE_PLAN,
    xlsx: Annotated[Path | None, typer.Option(help="Also as a workbook.")] = None,
    png: Annotated[Path | None, typer.Option(help="Also as a picture of the year.")] = None,
) -> None:
    """Play a framework's year without sending: who hears what and when, and what lateness costs."""
    settings, texts = _settings()
    from bot import rehearsing
    from bot.rehearsing.asking import Typed

    typed = Typed(first=from_, last=to, late=late or (), plan=plan, xlsx=xlsx, png=png)
    status = rehearsing.run(
        file,
        SystemClock(),
        typed,
        year=year,
        language=settings.language,
        texts=texts,
        say=print,
        complain=complain,
        watch=_watch,
    )
    raise typer.Exit(status)


@cli.command()
def invite(
    role: Annotated[str, typer.Option(help="officer, head, collector, supervisor, psdg, executive or operator.")],
    unit: Annotated[str, typer.Option(help="The unit's code.")] = "",
    indicator: Annotated[str, typer.Option(help="The indicator's code.")] = "",
    count: Annotated[int, typer.Option(min=1, max=1000, help="How many personal codes.")] = 1,
    shared: Annotated[bool, typer.Option("--shared", help="One code for many, each confirmed by somebody.")] = False,
    until: Annotated[str, typer.Option(help="An acting holder's last day, for example 31/3/2570.")] = "",
    out: Annotated[Path | None, typer.Option(help="A folder for the QR pictures.")] = None,
) -> None:
    """Make invitation codes and their QR pictures."""
    settings, texts = _settings()
    from bot import inviting

    with _database(settings, texts) as database:
        status = inviting.run(
            database,
            SystemClock(),
            role=role,
            unit=unit,
            indicator=indicator,
            count=count,
            shared=shared,
            until=until,
            out=out,
            language=settings.language,
            texts=texts,
            say=print,
            complain=complain,
        )
    raise typer.Exit(status)


def _quietly() -> None:
    """What was refused is said in sentences: lines for a log would stand between them."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(CRITICAL))


def _watch(sentence: str) -> None:
    """What is being done: for eyes only, so not into a file or a pipe."""
    if sys.stderr.isatty():
        complain(f"{sentence} …")


def _settings(*, serving: bool = False) -> tuple[Settings, "Texts"]:
    """The settings and the texts, or every mistake on stderr and the end."""
    from messages.texts import Texts

    texts = Texts.load()
    try:
        return from_environment(serving=serving), texts
    except SettingsRefused as refused:
        for mistake in refused.mistakes:
            sentence = texts.line(refused.language, f"setting_mistakes.{mistake.code}", **mistake.facts)
            complain(f"{mistake.name}: {sentence}")
        raise typer.Exit(1) from None


@contextmanager
def _database(settings: Settings, texts: "Texts") -> Generator["Database"]:
    """A database of this version, or a sentence on stderr and the end, also where it goes away meanwhile."""
    from bot.migrating import hindrance
    from storage.work import Database, Unavailable

    sentence = hindrance(settings, texts)
    if sentence is not None:
        complain(sentence)
        raise typer.Exit(1)
    try:
        yield Database(settings.database_url, SystemClock())
    except Unavailable:
        complain(texts.line(settings.language, "migrating.away"))
        raise typer.Exit(1) from None


def main() -> None:
    """Where `thanwela` begins."""
    cli()


if __name__ == "__main__":
    main()
