"""A database in this process's memory, for what is only played: it goes with its use, and no disk sees it."""

from collections.abc import Generator
from contextlib import contextmanager
from itertools import count

from sqlalchemy import NullPool, create_engine

_NUMBERS = count()


@contextmanager
def in_memory() -> Generator[str]:
    """The address of an empty SQLite database of its own; it is there until the block ends."""
    url = f"sqlite:///file:thanwela-{next(_NUMBERS)}?mode=memory&cache=shared&uri=true"
    # SQLite keeps it for as long as anybody is connected to it.
    with create_engine(url, poolclass=NullPool).connect() as kept:
        kept.exec_driver_sql("SELECT 1")
        yield url
