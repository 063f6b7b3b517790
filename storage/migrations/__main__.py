"""For developers: `python -m storage.migrations revision "what changes"` writes the next step."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from sqlalchemy import create_engine

from storage.migrations import config, upgrade


def main(arguments: list[str]) -> None:
    match arguments:
        case ["revision", message]:
            _revision(message)
        case _:
            sys.exit(__doc__)


def _revision(message: str) -> None:
    steps = Path(__file__).parent / "versions"
    number = f"{len(list(steps.glob('[0-9]*.py'))) + 1:04}"
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/empty.db"
        upgrade(url)
        with create_engine(url).connect() as connection:
            command.revision(config(connection), message, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    main(sys.argv[1:])
