"""The command line: `thanwela`, the same as `python -m bot`. Slow imports wait for the command that needs them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import SystemClock
from bot.settings import Settings, SettingsRefused, from_environment

if TYPE_CHECKING:
    from storage.work import Database

cli = typer.Typer(add_completion=False, no_args_is_help=True, help="Thanwela: progress reports that arrive in time.")


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
    settings = _settings(serving=True)
    from bot.serving import run

    raise typer.Exit(run(settings))


@cli.command()
def migrate(dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False) -> None:
    """Bring the database to this version."""
    settings = _settings()
    from bot.migrating import run

    raise typer.Exit(run(settings, dry_run=dry_run, say=print))


@cli.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A framework as .toml.")],
    year: Annotated[int | None, typer.Option(help="Fiscal year (B.E.) for a file without one.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Take a framework whole, or refuse it with every mistake and its place."""
    settings = _settings()
    from bot import importing
    from messages.texts import Texts

    raise typer.Exit(
        importing.run(
            file,
            _database(settings),
            SystemClock(),
            dry_run=dry_run,
            year=year,
            language=settings.language,
            texts=Texts.load(),
            say=print,
        )
    )


@cli.command()
def invite(
    role: Annotated[str, typer.Option(help="officer, head, collector, supervisor or psdg.")],
    unit: Annotated[str, typer.Option(help="The unit's code.")] = "",
    indicator: Annotated[str, typer.Option(help="The indicator's code.")] = "",
    count: Annotated[int, typer.Option(min=1, max=1000, help="How many personal codes.")] = 1,
    shared: Annotated[bool, typer.Option("--shared", help="One code for many, each confirmed by somebody.")] = False,
    until: Annotated[str, typer.Option(help="An acting holder's last day, for example 31/3/2570.")] = "",
    out: Annotated[Path | None, typer.Option(help="A folder for the QR pictures.")] = None,
) -> None:
    """Make invitation codes and their QR pictures."""
    settings = _settings()
    from bot import inviting
    from messages.texts import Texts

    raise typer.Exit(
        inviting.run(
            _database(settings),
            SystemClock(),
            role=role,
            unit=unit,
            indicator=indicator,
            count=count,
            shared=shared,
            until=until,
            out=out,
            language=settings.language,
            texts=Texts.load(),
            say=print,
        )
    )


def _settings(*, serving: bool = False) -> Settings:
    """The settings, or every mistake on stderr and the end."""
    try:
        return from_environment(serving=serving)
    except SettingsRefused as refused:
        from messages.texts import Texts

        texts = Texts.load()
        for mistake in refused.mistakes:
            sentence = texts.line("th", f"setting_mistakes.{mistake.code}", **mistake.facts)
            print(f"{mistake.name}: {sentence}", file=sys.stderr)
        raise typer.Exit(1) from None


def _database(settings: Settings) -> "Database":
    from storage.work import Database

    return Database(settings.database_url, SystemClock())


def main() -> None:
    """Where `thanwela` begins."""
    cli()


if __name__ == "__main__":
    main()
